"""The form with the open questions of an insurer: each with its own box, what a colleague wrote, and more documents."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.behandeling import MEESTE_VRAGEN, is_unanswered
from machtigingen.aanvragen.bijlagen import AANVULLING, LATER_MAG
from machtigingen.aanvragen.bladen import Post, is_late
from machtigingen.aanvragen.inname import samen_max
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.ruimte import together
from machtigingen.aanvragen.teksten import LANGST
from machtigingen.doors.zorgverlener.bestanden import in_words
from machtigingen.doors.zorgverlener.concept import new_name, read_post
from machtigingen.foundation import Fout
from machtigingen.ui.bestanden import accept_van
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

_ANTWOORD = re.compile("antwoord-(?:([0-9]{1,5})-)?[0-9]{1,3}")


@dataclass(frozen=True, kw_only=True)
class Vraagveld:
    """One question. `gezien`: the answer that the page knows of, and what that is called; `collega`: who changed it
    meanwhile."""

    gezien_naam: str
    veld: Veld
    gezien: str
    collega: str = ""


@dataclass(frozen=True, kw_only=True)
class Antwoordformulier:
    url: str
    blad: str
    verzoek: Informatieverzoek
    vragen: tuple[Vraagveld, ...]
    documenten: Veld
    te_laat: bool
    fouten: tuple[Foutregel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Getypt:
    """What came from the page: the answers, and what it showed before, by the number of the question. `ronde`: of which
    Informatieverzoek they are, by its number; its fields have that in their names, so that a text of one round is never
    taken for one of another. 0 when they do not say: they are of none that is open."""

    antwoorden: Mapping[int, str] = field(default_factory=dict)
    gezien: Mapping[int, str] = field(default_factory=dict)
    post: Post = Post()
    ronde: int | None = None

    @classmethod
    def van(cls, velden: Mapping[str, str], ronde: int | None = None) -> "Getypt":
        """Of this round, by default the first that it has fields of."""
        ronde = next(iter(rondes(velden)), None) if ronde is None else ronde

        def reeks(naam: str) -> dict[int, str]:
            namen = {nummer: field_name(naam, ronde, nummer) for nummer in range(MEESTE_VRAGEN)}
            return {nummer: velden[naam] for nummer, naam in namen.items() if naam in velden}

        return cls(antwoorden=reeks("antwoord"), gezien=reeks("gezien"), post=read_post(velden), ronde=ronde)

    def is_about(self, verzoek: Informatieverzoek | None) -> bool:
        """Whether these questions are still open, and no others since."""
        return verzoek is not None and self.ronde in (None, verzoek.volgnummer)


def field_name(naam: str, ronde: int | None, nummer: int) -> str:
    return f"{naam}-{ronde}-{nummer}" if ronde else f"{naam}-{nummer}"


def rondes(velden: Iterable[str]) -> list[int]:
    """The rounds of questions that these fields are of, first to last."""
    return sorted({int(gevonden[1] or 0) for naam in velden if (gevonden := _ANTWOORD.fullmatch(naam))})


def unsent(velden: Mapping[str, str], gesprek: Iterable[Informatieverzoek]) -> Iterator[tuple[list[str], Getypt]]:
    """What of these fields answers questions that are not open any more, by round, and those questions; none where it
    is not known which."""
    gesloten = {een.volgnummer: een.vragen for een in gesprek if een.beantwoord_at is not None}
    for ronde in rondes(velden):
        if ronde in gesloten or not ronde:
            yield gesloten.get(ronde, []), Getypt.van(velden, ronde)


def unsent_texts(velden: Mapping[str, str], gesprek: Iterable[Informatieverzoek]) -> Iterator[tuple[str, str]]:
    """The same as question and text."""
    for vragen, getypt in unsent(velden, gesprek):
        for nummer, tekst in getypt.antwoorden.items():
            if tekst.strip() and (nummer < len(vragen) or not vragen):
                yield vragen[nummer] if vragen else _("Vraag %(nummer)s") % {"nummer": nummer + 1}, tekst


def antwoordformulier(
    aanvraag: Aanvraag,
    verzoek: Informatieverzoek,
    *,
    now: datetime,
    getypt: Getypt = Getypt(),
    fouten: Sequence[Fout] = (),  # noqa: B008
) -> Antwoordformulier:
    """As it stands, with what was typed on top of what is kept."""
    op_veld = {fout.pad: fout for fout in reversed(fouten)}
    vragen = tuple(
        _vraag(nummer, vraag, verzoek, getypt, op_veld.get(f"antwoorden[{nummer}]"))
        for nummer, vraag in enumerate(verzoek.vragen)
    )
    documenten = documentveld(aanvraag, tuple(fout for fout in fouten if fout.pad == AANVULLING))
    velden = (*(een.veld for een in vragen), documenten)
    return Antwoordformulier(
        url=reverse("antwoord", args=(aanvraag.id,)),
        blad=new_name(),
        verzoek=verzoek,
        vragen=vragen,
        documenten=documenten,
        te_laat=is_unanswered(verzoek, now),
        fouten=Foutregel.van(velden),
    )


def _vraag(nummer: int, vraag: str, verzoek: Informatieverzoek, getypt: Getypt, fout: Fout | None) -> Vraagveld:
    bewaard = verzoek.concept.get(str(nummer), {}).get("tekst", "")
    botst = fout is not None and fout.code == "A103"
    # After a collision the page has shown what the colleague wrote: the next time it may be replaced.
    gezien = bewaard if botst else getypt.gezien.get(nummer, bewaard)
    later = not botst and is_late(verzoek.concept, getypt.post.of(nummer))  # that page itself wrote more since
    return Vraagveld(
        gezien_naam=field_name("gezien", verzoek.volgnummer, nummer),
        gezien=gezien,
        collega=fout.gegevens["door"] if fout and botst else "",
        veld=Veld(
            naam=field_name("antwoord", verzoek.volgnummer, nummer),
            label=vraag,
            soort=Veldsoort.LANGE_TEKST,
            waarde=bewaard if later else getypt.antwoorden.get(nummer, bewaard),
            max_lengte=LANGST,
            fout=_tekst(fout) if fout else "",
            fout_kort=_("Vraag %(nummer)s: %(fout)s") % {"nummer": nummer + 1, "fout": _tekst(fout)} if fout else "",
        ),
    )


def _tekst(fout: Fout) -> str:
    if fout.code == "A103":
        return _("Uw collega %(door)s veranderde dit antwoord ook. Lees beide teksten en bewaar wat klopt.") % {
            "door": fout.gegevens["door"]
        }
    return fout.melding


def documentveld(aanvraag: Aanvraag, fouten: Sequence[Fout] = ()) -> Veld:
    return Veld(
        naam="documenten",
        label=_("Documenten toevoegen"),
        soort=Veldsoort.BESTAND,
        hint=_("Een pdf of een foto (jpg, png, tiff of heic). U mag er meer tegelijk kiezen."),
        mag_leeg=True,
        accept=accept_van(LATER_MAG),
        max_bytes=samen_max(),
        samen_bytes=together(aanvraag.bijlagen.all()),
        fout=in_words(fouten),
    )
