"""The form of a decision as fields: the choice, each line, the reasons that fit, and the period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from machtigingen.aanvragen.regels import ANDERS_TEKST, Aanvraagregel
from machtigingen.beslisboom import EURO, Vraag, Vraagtype
from machtigingen.doors.verzekeraar.besluitbeeld import period_in_words
from machtigingen.doors.verzekeraar.oordeel import (
    AFWIJZEN,
    GOEDKEUREN,
    PER_REGEL,
    Invoer,
    field_name,
    reason_field,
    text_of_choice,
)
from machtigingen.formulieren.afspraken import Besluitreden, Regelbesluit
from machtigingen.foundation import Fout
from machtigingen.ui.regelwoorden import gevraagd_van
from machtigingen.ui.velden import Breedte, Keuze, Veld, Veldsoort


@dataclass(frozen=True, kw_only=True)
class Regelvelden:
    """One line: what was asked, and the fields of what is said of it."""

    nummer: int
    gevraagd: str
    uitkomst: Veld | None
    anders: tuple[Veld, ...]
    reden_anders: Veld
    reden_afgewezen: Veld | None
    toelichting: Veld

    @property
    def velden(self) -> tuple[Veld, ...]:
        mogelijk = (self.uitkomst, *self.anders, self.reden_anders, self.reden_afgewezen, self.toelichting)
        return tuple(veld for veld in mogelijk if veld is not None)


@dataclass(frozen=True, kw_only=True)
class Oordeelvelden:
    """The whole form."""

    besluit: Veld
    standaard: Veld
    reden: Veld
    regels: tuple[Regelvelden, ...]
    toelichting: Veld
    geldig_van: Veld
    geldig_tot: Veld
    periode: str
    dagen: tuple[date | None, date | None]

    @property
    def periode_open(self) -> bool:
        """Other days were typed, or wrong ones."""
        return any(veld.waarde or veld.fout for veld in (self.geldig_van, self.geldig_tot))

    @property
    def velden(self) -> tuple[Veld, ...]:
        """In the order of the page."""
        per_regel = tuple(veld for regel in self.regels for veld in regel.velden)
        kop = (self.besluit, self.standaard, self.reden)
        return (*kop, *per_regel, self.toelichting, self.geldig_van, self.geldig_tot)

    @property
    def is_een_regel(self) -> bool:
        return len(self.regels) == 1


def oordeelvelden(
    invoer: Invoer,
    *,
    fouten: Mapping[str, Fout],
    periode: tuple[date | None, date | None],
    polis_einde: date | None = None,
) -> Oordeelvelden:
    """`periode` is what holds when no dates are typed; it goes no further than `polis_einde`, whatever is typed."""
    een = invoer.is_een_regel
    return Oordeelvelden(
        besluit=Veld(
            naam="besluit",
            label=_("Wat besluit u?"),
            soort=Veldsoort.KEUZE,
            waarde=invoer.besluit,
            keuzes=tuple(
                Keuze(waarde=waarde, label=text_of_choice(waarde, een_regel=een))
                for waarde in (GOEDKEUREN, PER_REGEL, AFWIJZEN)
            ),
            fout=_("Kies wat u besluit.") if "besluit" in fouten else "",
        ),
        standaard=_lijst(
            "standaard",
            _("Standaardzin"),
            invoer.afspraak.redenen_voor(Regelbesluit.TOEGEKEND),
            invoer,
            fouten,
            hint=_("Kiest u een zin, dan mag de toelichting leeg blijven."),
            mag_leeg=True,
        ),
        reden=_reden("reden", Regelbesluit.AFGEWEZEN, invoer, fouten),
        regels=tuple(_regelvelden(regel, invoer, fouten) for regel in invoer.regels),
        toelichting=Veld(
            naam="toelichting",
            label=_("Toelichting"),
            soort=Veldsoort.LANGE_TEKST,
            waarde=invoer.of("toelichting"),
            hint=_("De zorgverlener leest deze tekst. Zij staat ook in de brief. Schrijf kort waarom."),
            fout=_melding(fouten, "toelichting"),
        ),
        geldig_van=_datum("geldig_van", _("Vanaf"), periode[0], invoer, fouten),
        geldig_tot=_datum("geldig_tot", _("Tot en met"), periode[1], invoer, fouten, polis_einde=polis_einde),
        periode=period_in_words(*periode),
        dagen=periode,
    )


def _regelvelden(regel: Aanvraagregel, invoer: Invoer, fouten: Mapping[str, Fout]) -> Regelvelden:
    nummer, een = regel.nummer, invoer.is_een_regel
    reden = {
        uitkomst: _reden(reason_field(nummer, uitkomst, los=True), uitkomst, invoer, fouten, nummer=nummer)
        for uitkomst in (Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN)
    }
    toelichting = field_name(nummer, "toelichting")
    return Regelvelden(
        nummer=nummer,
        gevraagd=gevraagd_van(regel),
        uitkomst=None if een else _uitkomst(nummer, invoer, fouten),
        anders=tuple(_anders(vraag, regel, invoer, fouten) for vraag in regel.wijzigbaar),
        reden_anders=reden[Regelbesluit.ANDERS],
        reden_afgewezen=None if een else reden[Regelbesluit.AFGEWEZEN],
        toelichting=Veld(
            naam=toelichting,
            label=_("Toelichting bij deze regel"),
            soort=Veldsoort.LANGE_TEKST,
            waarde=invoer.of(toelichting),
            mag_leeg=True,
            fout=_melding(fouten, toelichting),
            fout_kort=_kort(fouten, toelichting, nummer),
        ),
    )


def _uitkomst(nummer: int, invoer: Invoer, fouten: Mapping[str, Fout]) -> Veld:
    naam = field_name(nummer, "uitkomst")
    woorden = {
        Regelbesluit.TOEGEKEND: _("Toekennen"),
        Regelbesluit.ANDERS: _("Anders toekennen"),
        Regelbesluit.AFGEWEZEN: _("Afwijzen"),
    }
    return Veld(
        naam=naam,
        label=_("Besluit over regel %(nummer)s") % {"nummer": nummer},
        soort=Veldsoort.KEUZE,
        waarde=invoer.of(naam),
        keuzes=tuple(Keuze(waarde=uitkomst.value, label=woord) for uitkomst, woord in woorden.items()),
        fout=_("Kies wat u over deze regel besluit.") if naam in fouten else "",
        fout_kort=_("Regel %(nummer)s: kies wat u besluit") % {"nummer": nummer} if naam in fouten else "",
    )


def _anders(vraag: Vraag, regel: Aanvraagregel, invoer: Invoer, fouten: Mapping[str, Fout]) -> Veld:
    naam = field_name(regel.nummer, vraag.link_id)
    gevraagd = next((cel.tekst for cel in regel.cellen if cel.vraag == vraag), "")
    return Veld(
        naam=naam,
        label=_("%(kolom)s in euro") % {"kolom": vraag.naam} if vraag.eenheid == EURO else vraag.naam,
        soort=Veldsoort.GETAL if vraag.type in (Vraagtype.INTEGER, Vraagtype.DECIMAL) else Veldsoort.TEKST,
        waarde=invoer.of(naam),
        hint=_("Gevraagd: %(wat)s") % {"wat": gevraagd} if gevraagd else _anders_hint(vraag),
        breedte=Breedte.LANG if vraag == ANDERS_TEKST else None,
        fout=_melding(fouten, naam),
        fout_kort=_kort(fouten, naam, regel.nummer),
    )


def _anders_hint(vraag: Vraag) -> str:
    return _("Bijvoorbeeld: alleen de linkerzijde.") if vraag == ANDERS_TEKST else _("Gevraagd: niets")


def _reden(naam: str, uitkomst: Regelbesluit, invoer: Invoer, fouten: Mapping[str, Fout], *, nummer: int = 0) -> Veld:
    label = _("Waarom wijst u af?") if uitkomst is Regelbesluit.AFGEWEZEN else _("Waarom anders?")
    return _lijst(naam, label, invoer.afspraak.redenen_voor(uitkomst), invoer, fouten, nummer=nummer)


def _lijst(
    naam: str,
    label: str,
    redenen: Iterable[Besluitreden],
    invoer: Invoer,
    fouten: Mapping[str, Fout],
    *,
    nummer: int = 0,
    hint: str = "",
    mag_leeg: bool = False,
) -> Veld:
    return Veld(
        naam=naam,
        label=label,
        soort=Veldsoort.LIJST,
        waarde=invoer.of(naam),
        keuzes=tuple(Keuze(waarde=reden.code, label=reden.tekst) for reden in redenen),
        breedte=Breedte.LANG,
        hint=hint,
        mag_leeg=mag_leeg,
        fout=_melding(fouten, naam),
        fout_kort=_kort(fouten, naam, nummer),
    )


def _datum(
    naam: str,
    label: str,
    gewoon: date | None,
    invoer: Invoer,
    fouten: Mapping[str, Fout],
    *,
    polis_einde: date | None = None,
) -> Veld:
    hint = _("Leeg: %(dag)s") % {"dag": gewoon.strftime("%d-%m-%Y")} if gewoon else ""
    if polis_einde is not None:
        polis = _("De polis eindigt op %(dag)s. Later kan niet.") % {"dag": polis_einde.strftime("%d-%m-%Y")}
        hint = f"{hint}. {polis}" if hint else polis
    return Veld(
        naam=naam,
        label=label,
        soort=Veldsoort.DATUM,
        waarde=invoer.of(naam),
        hint=hint,
        fout=_melding(fouten, naam),
    )


def _melding(fouten: Mapping[str, Fout], naam: str) -> str:
    return fouten[naam].melding if naam in fouten else ""


def _kort(fouten: Mapping[str, Fout], naam: str, nummer: int) -> str:
    """In the summary a line is named, for its fields are called the same on each."""
    if naam not in fouten or not nummer:
        return ""
    melding = fouten[naam].melding
    return _("Regel %(nummer)s: %(melding)s") % {"nummer": nummer, "melding": melding[:1].lower() + melding[1:]}
