"""A decision table as people read it: a row for each rule, a column for each thing that a rule looks at.

With a decision beside it each rule also says how it came out, and which one decided, or could not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.beslisboom import Beslissing, Formulier, HitPolicy, Regel, Uitkomst, Uitslag, toon
from machtigingen.beslisboom.tabel import Deelregel, Tabel, Tabelregel
from machtigingen.beslisboom.tonen import in_words

UITKOMSTEN: Mapping[Uitkomst, Promise] = {
    Uitkomst.GOEDGEKEURD: gettext_lazy("Goedgekeurd"),
    Uitkomst.NIET_NODIG: gettext_lazy("Niet nodig"),
    Uitkomst.BEOORDELEN: gettext_lazy("Naar een beoordelaar"),
    Uitkomst.AFGEWEZEN: gettext_lazy("Afgewezen"),
}
_UITSLAGEN: Mapping[Uitslag, Promise] = {
    Uitslag.PAST: gettext_lazy("past"),
    Uitslag.PAST_NIET: gettext_lazy("past niet"),
    Uitslag.ONBEKEND: gettext_lazy("niet bekend"),
}


@dataclass(frozen=True, kw_only=True)
class Tabelrij:
    """`cellen`: what the rule wants of each column, empty where it does not look. `uitslag`: how it came out. `merk`:
    that it decided, or could not."""

    naam: str
    cellen: tuple[str, ...]
    uitkomst: str
    tekst: str = ""
    onderbouwing: str = ""
    uitslag: str = ""
    merk: str = ""


@dataclass(frozen=True, kw_only=True)
class Beslistabelbeeld:
    id: str
    titel: str
    uitleg: str
    kolommen: tuple[str, ...]
    waarde: str
    rijen: tuple[Tabelrij, ...]
    beproefd: bool = False

    @property
    def benoemd(self) -> tuple[tuple[Tabelrij, tuple[tuple[str, str], ...]], ...]:
        """Each row with its cells beside the names of their columns, for narrow screens."""
        return tuple((rij, tuple(zip(self.kolommen, rij.cellen, strict=True))) for rij in self.rijen)


def tabellen_van(formulier: Formulier, beslissing: Beslissing | None = None) -> tuple[Beslistabelbeeld, ...]:
    """The table that decides, and those that it builds on."""
    eerst = _beeld(
        formulier,
        formulier.beslistabel,
        titel=_("Beslistabel van %(titel)s") % {"titel": formulier.titel},
        waarde=_("Uitkomst"),
        beslissing=beslissing,
    )
    onder = (
        _beeld(
            formulier, tabel, naam=naam, titel=formulier.invoer[naam].tekst, waarde=_("Waarde"), beslissing=beslissing
        )
        for naam, tabel in formulier.deeltabellen.items()
    )
    return (eerst, *onder)


def _beeld(
    formulier: Formulier, tabel: Tabel, *, titel: str, waarde: str, beslissing: Beslissing | None, naam: str = ""
) -> Beslistabelbeeld:
    gebruikt = {toets.vraag for regel in tabel.regels for toets in regel.toetsen}
    kolommen = tuple(een for een in formulier.invoer if een in gebruikt)
    uitslagen = {stap.regel: stap.uitslag for stap in beslissing.spoor} if beslissing else {}
    eerste = tabel.hit_policy is HitPolicy.FIRST
    return Beslistabelbeeld(
        id=f"tabel-{naam or 'beslist'}",
        titel=titel,
        uitleg=_("De eerste regel die past, beslist.") if eerste else _("Er mag hoogstens één regel passen."),
        kolommen=tuple(formulier.invoer[een].naam for een in kolommen),
        waarde=waarde,
        rijen=tuple(
            _rij(
                formulier,
                regel,
                kolommen,
                naam=naam,
                uitslag=uitslagen.get(f"{naam}: {regel.naam}" if naam else regel.naam),
                merk=_merk(beslissing) if beslissing and not naam and beslissing.regel == regel.naam else "",
            )
            for regel in tabel.regels
        ),
        beproefd=beslissing is not None,
    )


def _merk(beslissing: Beslissing) -> str:
    return _("Deze regel besliste") if beslissing.besliste else _("Deze regel kon niet beslissen")


def _rij(
    formulier: Formulier,
    regel: Tabelregel,
    kolommen: Iterable[str],
    *,
    naam: str,
    uitslag: Uitslag | None,
    merk: str,
) -> Tabelrij:
    toetsen = {toets.vraag: in_words(formulier.invoer[toets.vraag], toets) for toets in regel.toetsen}
    waarde, tekst, onderbouwing = "", "", ""
    match regel:
        case Regel():
            waarde, tekst, onderbouwing = str(UITKOMSTEN[regel.uitkomst]), regel.tekst, regel.onderbouwing
        case Deelregel():
            waarde = toon(formulier.invoer[naam], regel.waarde)
    return Tabelrij(
        naam=regel.naam,
        cellen=tuple(toetsen.get(kolom, "") for kolom in kolommen),
        uitkomst=waarde,
        tekst=tekst,
        onderbouwing=onderbouwing,
        uitslag=str(_UITSLAGEN[uitslag]) if uitslag else _("niet bekeken"),
        merk=merk,
    )
