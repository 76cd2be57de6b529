"""What a zorgverlener looks for in Mijn aanvragen, besides a person: the form, read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.aanvragen.nummers import is_aanvraagnummer, is_machtigingsnummer
from machtigingen.aanvragen.queries import Zoekvraag
from machtigingen.beslisboom import Optie, Vraag, Vraagtype
from machtigingen.formulieren import catalogus
from machtigingen.foundation import strip_signs
from machtigingen.ui.zoekformulier import (
    Zoekformulier,
    dagvragen,
    read_formulier,
    read_zoekkeuze,
    status_vraag,
)

GRONDSLAGEN = {
    "zvw": gettext_lazy("Zorgverzekeringswet (Zvw)"),
    "wlz": gettext_lazy("Wet langdurige zorg (Wlz)"),
}


def zoek_aanvraag(invoer: Mapping[str, Any], *, vandaag: date) -> Zoekformulier[Zoekvraag]:
    """The form with number, reference, AGB-code, specialisme, grondslag, days and status."""
    namen = sorted(catalogus().codes.specialismen.items(), key=lambda item: item[1])
    specialismen = tuple(Optie(code=code, tekst=f"{naam} ({code})") for code, naam in namen)
    grondslagen = tuple(Optie(code=code, tekst=str(tekst)) for code, tekst in GRONDSLAGEN.items())
    vragen = (
        Vraag(link_id="nummer", tekst=_("Machtigingsaanvraag-ID"), type=Vraagtype.STRING),
        Vraag(link_id="referentie", tekst=_("Uw referentie"), type=Vraagtype.STRING),
        Vraag(link_id="agb", tekst=_("AGB-code"), type=Vraagtype.STRING),
        *dagvragen(),
        status_vraag(),
        Vraag(link_id="specialisme", tekst=_("Specialisme"), type=Vraagtype.CHOICE, opties=specialismen),
        Vraag(link_id="grondslag", tekst=_("Grondslag"), type=Vraagtype.CHOICE, opties=grondslagen),
    )
    return read_formulier(vragen, invoer, vandaag=vandaag, begrijp=_zoekvraag)


def _zoekvraag(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Zoekvraag | None:
    nummer = _nummer(waarden.get("nummer", ""), fouten)
    keuze = read_zoekkeuze(waarden, fouten)
    if fouten or not waarden:
        return None
    return Zoekvraag(
        aanvraagnummer=nummer,
        referentie=waarden.get("referentie", ""),
        agb=keuze.agb,
        specialisme=waarden.get("specialisme", ""),
        grondslag=waarden.get("grondslag", ""),
        vanaf=keuze.vanaf,
        tot=keuze.tot,
        status=keuze.status,
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
