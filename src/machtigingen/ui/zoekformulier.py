"""What somebody looks for in a list of aanvragen, as it was typed: read, with what is wrong at each field.

What one asks goes on in an address, so that it can be kept and paged. What asks for a person never does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machtigingen import beslisboom
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.zoekstatus import VALT_ONDER, Zoekstatus
from machtigingen.beslisboom import Controle, Optie, Vraag, Vraagtype
from machtigingen.foundation import AgbCode, Bsn, DomainError, strip_signs
from machtigingen.ui.velden import Keuze, Veld, Veldsoort

Doel = TypeVar("Doel")

STATUSSEN = {
    Zoekstatus.CONCEPT: gettext_lazy("Concept"),
    Zoekstatus.IN_BEHANDELING: gettext_lazy("In behandeling: alles"),
    Zoekstatus.INGEDIEND: gettext_lazy("Ingediend, nog niet opgepakt"),
    Zoekstatus.OPGEPAKT: gettext_lazy("Een beoordelaar kijkt ernaar"),
    Zoekstatus.INFORMATIE_GEVRAAGD: gettext_lazy("Informatie gevraagd"),
    Zoekstatus.AANGEVULD: gettext_lazy("Aangevuld"),
    Zoekstatus.GOEDGEKEURD: gettext_lazy("Goedgekeurd: alles"),
    Zoekstatus.GEHEEL_GOEDGEKEURD: gettext_lazy("Geheel goedgekeurd"),
    Zoekstatus.GEDEELTELIJK_GOEDGEKEURD: gettext_lazy("Gedeeltelijk goedgekeurd"),
    Zoekstatus.BEEINDIGD: gettext_lazy("Beëindigd"),
    Zoekstatus.NIET_UITGEVOERD: gettext_lazy("Niet uitgevoerd"),
    Zoekstatus.AFGEWEZEN: gettext_lazy("Afgewezen"),
    Zoekstatus.NIET_NODIG: gettext_lazy("Niet nodig"),
    Zoekstatus.INGETROKKEN: gettext_lazy("Ingetrokken"),
    Zoekstatus.VERVALLEN: gettext_lazy("Vervallen"),
}
_LEEG = {
    "status": gettext_lazy("Elke status"),
    "specialisme": gettext_lazy("Elk specialisme"),
    "grondslag": gettext_lazy("Elke grondslag"),
    "formulier": gettext_lazy("Elk formulier"),
    "verzekeraar": gettext_lazy("Weet ik nog niet"),
}
_GROEP = {een.value: TEKST[Status(woord.value)] for onder, woord in VALT_ONDER.items() for een in (woord, onder)}
"""The heading under which a status stands in the list; most have none."""
_NEGEN_CIJFERS = re.compile(r"[0-9]{9}")
_SOORT = {Vraagtype.STRING: Veldsoort.TEKST, Vraagtype.DATE: Veldsoort.DATUM, Vraagtype.CHOICE: Veldsoort.LIJST}


@dataclass(frozen=True, kw_only=True)
class Verzekerde:
    bsn: Bsn
    geboortedatum: date


@dataclass(frozen=True, kw_only=True)
class Zoekformulier(Generic[Doel]):
    """A form as it was filled in, and what it asks for: nothing while it is empty or something is wrong."""

    velden: tuple[Veld, ...]
    doel: Doel | None = None

    @property
    def ingevuld(self) -> dict[str, str]:
        return {veld.naam: veld.waarde for veld in self.velden if veld.waarde}

    @property
    def past_in_adres(self) -> bool:
        """Nothing in it can be a BSN. A number of ours has more digits, and was checked."""
        return all(fits_in_address(veld.naam, veld.waarde) for veld in self.velden)

    @property
    def is_fout(self) -> bool:
        return any(veld.fout for veld in self.velden)

    @property
    def is_open(self) -> bool:
        """Somebody is using it."""
        return bool(self.ingevuld) or self.is_fout


def fits_in_address(naam: str, waarde: str) -> bool:
    return naam == "nummer" or _NEGEN_CIJFERS.search(strip_signs(waarde)) is None


def aantal_gevonden(aantal: int) -> str:
    return ngettext("%(aantal)s aanvraag gevonden", "%(aantal)s aanvragen gevonden", aantal) % {"aantal": aantal}


def status_vraag(*, behalve: tuple[Zoekstatus, ...] = ()) -> Vraag:
    """Each word that people know, and what is below it, without those that cannot be found."""
    statussen = {status: tekst for status, tekst in STATUSSEN.items() if status not in behalve}
    opties = tuple(Optie(code=status.value, tekst=str(tekst)) for status, tekst in statussen.items())
    return Vraag(link_id="status", tekst=_("Status"), type=Vraagtype.CHOICE, opties=opties)


def dagvragen() -> tuple[Vraag, Vraag]:
    return (
        Vraag(link_id="vanaf", tekst=_("Ingediend vanaf"), type=Vraagtype.DATE),
        Vraag(link_id="tot", tekst=_("Ingediend tot en met"), type=Vraagtype.DATE),
    )


@dataclass(frozen=True, kw_only=True)
class Zoekkeuze:
    """What was asked in both lists: the AGB-code is of the instelling or of the zorgverlener."""

    agb: str
    vanaf: date | None
    tot: date | None
    status: Zoekstatus | None


def read_zoekkeuze(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Zoekkeuze:
    vanaf, tot = _dag(waarden.get("vanaf")), _dag(waarden.get("tot"))
    if vanaf and tot and tot < vanaf:
        fouten["tot"] = melding_van(DomainError.one("V111"))
    return Zoekkeuze(
        agb=_agb(waarden.get("agb", ""), fouten),
        vanaf=vanaf,
        tot=tot,
        status=Zoekstatus(waarden["status"]) if "status" in waarden else None,
    )


def _agb(tekst: str, fouten: dict[str, str]) -> str:
    try:
        return str(AgbCode.parse(tekst)) if tekst else ""
    except DomainError as fout:
        fouten["agb"] = melding_van(fout)
        return ""


def _dag(waarde: str | None) -> date | None:
    return date.fromisoformat(waarde) if waarde else None


def melding_van(fout: DomainError) -> str:
    return fout.fouten[0].melding


def zoek_verzekerde(invoer: Mapping[str, Any] | None, *, vandaag: date) -> Zoekformulier[Verzekerde]:
    """The form that asks for a person, by BSN and birth date together. None: nobody sent it yet."""
    vragen = (
        Vraag(link_id="bsn", tekst=_("BSN"), type=Vraagtype.STRING, controle=Controle.BSN),
        Vraag(
            link_id="geboortedatum",
            tekst=_("Geboortedatum"),
            type=Vraagtype.DATE,
            controle=Controle.GEBOORTEDATUM,
        ),
    )
    if invoer is None:
        return Zoekformulier(velden=tuple(_veld(vraag, "", "") for vraag in vragen))
    return read_formulier(vragen, invoer, vandaag=vandaag, begrijp=_verzekerde)


def _verzekerde(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Verzekerde | None:
    for naam, veld in (("bsn", _("het BSN")), ("geboortedatum", _("de geboortedatum"))):
        if naam not in waarden:
            fouten.setdefault(naam, melding_van(DomainError.one("V110", veld=veld)))
    if fouten:
        return None
    return Verzekerde(bsn=Bsn.parse(waarden["bsn"]), geboortedatum=date.fromisoformat(waarden["geboortedatum"]))


def read_formulier(
    vragen: tuple[Vraag, ...],
    invoer: Mapping[str, Any],
    *,
    vandaag: date,
    begrijp: Callable[[Mapping[str, Any], dict[str, str]], Doel | None],
) -> Zoekformulier[Doel]:
    """Each field by itself; then `begrijp` makes of all what is asked for, or says what is wrong with them together."""
    waarden: dict[str, Any] = {}
    fouten: dict[str, str] = {}
    for vraag in vragen:
        try:
            waarde = beslisboom.parse_antwoord(vraag, invoer.get(vraag.link_id), vandaag=vandaag)
        except DomainError as fout:
            fouten[vraag.link_id] = melding_van(fout)
        else:
            waarden |= {vraag.link_id: waarde} if waarde is not None else {}
    doel = begrijp(waarden, fouten)
    velden = (_veld(v, str(invoer.get(v.link_id, "")).strip(), fouten.get(v.link_id, "")) for v in vragen)
    return Zoekformulier(velden=tuple(velden), doel=doel)


def _veld(vraag: Vraag, waarde: str, fout: str) -> Veld:
    return Veld(
        naam=vraag.link_id,
        label=vraag.tekst,
        soort=_SOORT[vraag.type],
        waarde=waarde,
        hint=vraag.hulp,
        fout=fout,
        fout_kort=f"{vraag.tekst}: {fout[:1].lower()}{fout[1:]}" if fout else "",
        keuzes=tuple(
            Keuze(waarde=optie.code, label=optie.tekst, groep=_GROEP.get(optie.code, "")) for optie in vraag.opties
        ),
        leeg=str(_LEEG.get(vraag.link_id, "")),
    )
