"""What was kept apart for who looks: a text that collided or fell off the path, a file that was refused.

At its field where the page has one; all the rest in one notice, on each page of the form and at the check, until it is
read. Once the concept is sent it is there to copy, at the aanvraag.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.niet_bewaard import is_typed, mark
from machtigingen.doors.zorgverlener.bestanden import in_words
from machtigingen.foundation import Fout
from machtigingen.toegang.request import PortalRequest

GELEZEN = "gelezen"


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One text to copy, with what stands at its question now and by whom (empty for nothing); or one refused file.
    `gevraagd`: the question is asked now."""

    vraag: str
    tekst: str
    nu: str = ""
    door: str = ""
    typed: bool = True
    gevraagd: bool = True


@dataclass(frozen=True, kw_only=True)
class Apart:
    """The notice. `gelezen`: the marks of what is in it."""

    regels: tuple[Regel, ...]
    gelezen: str

    @property
    def uitleg(self) -> str:
        """Of a text that it can be copied, of a file that it was not added; of what stands here only."""
        getypt = _("Er is intussen iets anders ingevuld, of de vraag is vervallen. U kunt uw tekst kopiëren.")
        bestanden = _("Hieronder staat welke bestanden niet zijn toegevoegd.")
        soorten = {regel.typed for regel in self.regels}
        return " ".join(tekst for typed, tekst in ((True, getypt), (False, bestanden)) if typed in soorten)


def at_fields(fouten: Iterable[Fout], velden: Collection[str]) -> dict[str, Fout]:
    """The text of each question that is told at its field: the last one."""
    return {fout.pad: fout for fout in fouten if is_typed(fout) and fout.pad in velden and fout.gegevens.get("door")}


def apart(fouten: Iterable[Fout], dossier: Dossier) -> Apart | None:
    over = tuple(fouten)
    regels = tuple(_regel(fout, dossier) for fout in over)
    return Apart(regels=regels, gelezen=" ".join(mark(fout) for fout in over)) if over else None


def apart_after(request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier) -> Apart | None:
    """Once the concept is none any more: what there is to copy, and the files that were refused."""
    gevonden = apart(actions.remembered(aanvraag, dossier, actor=request.actor), dossier)
    regels = tuple(regel for regel in gevonden.regels if regel.tekst) if gevonden else ()
    return replace(gevonden, regels=regels) if gevonden and regels else None


def texts_apart(request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier) -> list[tuple[str, str]]:
    """Each question with the text that was kept apart, once the concept is none any more: to copy."""
    fouten = actions.remembered(aanvraag, dossier, actor=request.actor)
    regels = (_regel(fout, dossier) for fout in fouten if is_typed(fout))
    return [(regel.vraag, regel.tekst) for regel in regels if regel.tekst]


def _regel(fout: Fout, dossier: Dossier) -> Regel:
    vraag = dossier.formulier.vraag(fout.pad)
    naam = vraag.tekst if vraag else fout.gegevens.get("vraag", "")
    if not is_typed(fout):
        return Regel(vraag=naam, tekst=in_words((fout,)), typed=False)
    gegevens = fout.gegevens
    gevraagd = fout.pad in {een.link_id for een in dossier.vragen}
    nu, door = gegevens.get("waarde", ""), gegevens.get("door", "")
    return Regel(vraag=naam, tekst=gegevens["uw_waarde"], nu=nu, door=door, gevraagd=gevraagd)


def keep_read(request: PortalRequest, id: UUID) -> bool:
    """Whether the button of the notice was pressed: then what it showed is told no more."""
    if request.POST.get("actie") != GELEZEN:
        return False
    gelezen = frozenset(request.POST.get(GELEZEN, "").split())
    actions.were_read(actor=request.actor, now=request.now, aanvraag_id=id, gelezen=gelezen)
    return True
