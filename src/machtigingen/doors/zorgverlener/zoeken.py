"""What somebody looks for in Mijn aanvragen, as it was typed: two forms, read, with what is wrong at each field.

What one asks goes on in an address, so that it can be kept and paged. The other asks for a person, and never does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen import beslisboom
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.nummers import is_aanvraagnummer, is_machtigingsnummer
from machtigingen.aanvragen.queries import Zoekvraag
from machtigingen.aanvragen.zoekstatus import VALT_ONDER, Zoekstatus
from machtigingen.beslisboom import Controle, Optie, Vraag, Vraagtype
from machtigingen.formulieren import catalogus
from machtigingen.foundation import AgbCode, Bsn, DomainError, strip_signs
from machtigingen.ui.velden import Keuze, Veld, Veldsoort

Doel = TypeVar("Doel")

GRONDSLAGEN = {
    "zvw": gettext_lazy("Zorgverzekeringswet (Zvw)"),
    "wlz": gettext_lazy("Wet langdurige zorg (Wlz)"),
}
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
        return not any(_NEGEN_CIJFERS.search(strip_signs(veld.waarde)) for veld in self.velden if veld.naam != "nummer")

    @property
    def is_open(self) -> bool:
        """Somebody is using it."""
        return bool(self.ingevuld) or any(veld.fout for veld in self.velden)


def zoek_aanvraag(invoer: Mapping[str, Any], *, vandaag: date) -> Zoekformulier[Zoekvraag]:
    """The form with number, reference, AGB-code, specialisme, grondslag, days and status."""
    statussen = tuple(Optie(code=status.value, tekst=str(tekst)) for status, tekst in STATUSSEN.items())
    namen = sorted(catalogus().codes.specialismen.items(), key=lambda item: item[1])
    specialismen = tuple(Optie(code=code, tekst=f"{naam} ({code})") for code, naam in namen)
    grondslagen = tuple(Optie(code=code, tekst=str(tekst)) for code, tekst in GRONDSLAGEN.items())
    vragen = (
        Vraag(link_id="nummer", tekst=_("Machtigingsaanvraag-ID"), type=Vraagtype.STRING),
        Vraag(link_id="referentie", tekst=_("Uw referentie"), type=Vraagtype.STRING),
        Vraag(link_id="agb", tekst=_("AGB-code"), type=Vraagtype.STRING),
        Vraag(link_id="vanaf", tekst=_("Ingediend vanaf"), type=Vraagtype.DATE),
        Vraag(link_id="tot", tekst=_("Ingediend tot en met"), type=Vraagtype.DATE),
        Vraag(link_id="status", tekst=_("Status"), type=Vraagtype.CHOICE, opties=statussen),
        Vraag(link_id="specialisme", tekst=_("Specialisme"), type=Vraagtype.CHOICE, opties=specialismen),
        Vraag(link_id="grondslag", tekst=_("Grondslag"), type=Vraagtype.CHOICE, opties=grondslagen),
    )
    return _formulier(vragen, invoer, vandaag, _zoekvraag)


def _zoekvraag(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Zoekvraag | None:
    nummer = _nummer(waarden.get("nummer", ""), fouten)
    vanaf, tot = _dag(waarden.get("vanaf")), _dag(waarden.get("tot"))
    agb = _agb(waarden.get("agb", ""), fouten)
    if vanaf and tot and tot < vanaf:
        fouten["tot"] = _("Deze dag ligt vóór de eerste dag. Vul een latere dag in.")
    if fouten or not waarden:
        return None
    return Zoekvraag(
        aanvraagnummer=nummer,
        referentie=waarden.get("referentie", ""),
        agb=agb,
        specialisme=waarden.get("specialisme", ""),
        grondslag=waarden.get("grondslag", ""),
        vanaf=vanaf,
        tot=tot,
        status=Zoekstatus(waarden["status"]) if "status" in waarden else None,
    )


def _nummer(tekst: str, fouten: dict[str, str]) -> str:
    """However it is cut up. The other number, of which the letter tells too, is not one to look for."""
    nummer = strip_signs(tekst)
    if is_machtigingsnummer(nummer):
        fouten["nummer"] = _(
            "Dit is een machtigingsnummer. Vul de Machtigingsaanvraag-ID van 12 cijfers in. In de brief staat die bij "
            "‘Aanvraagnummer’."
        )
    elif tekst and not is_aanvraagnummer(nummer):
        fouten["nummer"] = _("Dit nummer klopt niet. Controleer of u alle 12 cijfers goed hebt overgenomen.")
    return nummer


def _agb(tekst: str, fouten: dict[str, str]) -> str:
    """Of the instelling or of the zorgverlener."""
    try:
        return str(AgbCode.parse(tekst)) if tekst else ""
    except DomainError as fout:
        fouten["agb"] = fout.fouten[0].melding
        return ""


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
    return _formulier(vragen, invoer, vandaag, _verzekerde)


def _verzekerde(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Verzekerde | None:
    if "bsn" not in waarden:
        fouten.setdefault("bsn", _("Vul het BSN in."))
    if "geboortedatum" not in waarden:
        fouten.setdefault("geboortedatum", _("Vul de geboortedatum in."))
    if fouten:
        return None
    return Verzekerde(bsn=Bsn.parse(waarden["bsn"]), geboortedatum=date.fromisoformat(waarden["geboortedatum"]))


def _formulier(
    vragen: tuple[Vraag, ...],
    invoer: Mapping[str, Any],
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
            fouten[vraag.link_id] = fout.fouten[0].melding
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
        fout=fout,
        fout_kort=f"{vraag.tekst}: {fout[:1].lower()}{fout[1:]}" if fout else "",
        keuzes=tuple(
            Keuze(waarde=optie.code, label=optie.tekst, groep=_GROEP.get(optie.code, "")) for optie in vraag.opties
        ),
        leeg=str(_LEEG.get(vraag.link_id, "")),
    )


def _dag(waarde: str | None) -> date | None:
    return date.fromisoformat(waarde) if waarde else None
