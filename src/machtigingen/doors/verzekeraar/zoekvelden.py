"""What a beoordelaar looks for, besides a person: by number, by reference, or by what is known of it. Read."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from machtigingen.aanvragen.nummers import is_aanvraagnummer, is_machtigingsnummer
from machtigingen.aanvragen.queries import Zoekvraag
from machtigingen.aanvragen.zoekstatus import Zoekstatus
from machtigingen.beslisboom import Optie, Vraag, Vraagtype
from machtigingen.foundation import DomainError, Uzovi, strip_signs
from machtigingen.ui.cijferpagina import formuliertitels
from machtigingen.ui.velden import Veld
from machtigingen.ui.zoekformulier import (
    Zoekformulier,
    dagvragen,
    melding_van,
    read_formulier,
    read_zoekkeuze,
    status_vraag,
)

NOOIT_VERSTUURD = (Zoekstatus.CONCEPT, Zoekstatus.VERVALLEN)


def zoek_aanvraag(
    invoer: Mapping[str, Any], *, vandaag: date, leeg_mag: bool, uzovi: Uzovi | None
) -> Zoekformulier[Zoekvraag]:
    """Both numbers go in one field: who reads one aloud often does not know which it is."""
    titels = formuliertitels(uzovi)
    formulieren = tuple(Optie(code=code, tekst=f"{code} {titels[code]}") for code in sorted(titels))
    vragen = (
        _nummervraag(),
        Vraag(link_id="referentie", tekst=_("Referentie van de zorgverlener"), type=Vraagtype.STRING),
        Vraag(link_id="agb", tekst=_("AGB-code"), type=Vraagtype.STRING),
        *dagvragen(),
        status_vraag(behalve=NOOIT_VERSTUURD),
        Vraag(link_id="formulier", tekst=_("Formulier"), type=Vraagtype.CHOICE, opties=formulieren),
    )
    return read_formulier(vragen, invoer, vandaag=vandaag, begrijp=partial(_zoekvraag, leeg_mag=leeg_mag))


def nummerveld(*, vandaag: date) -> Veld:
    """The first field of the form, for where there is room for one."""
    return zoek_aanvraag({}, vandaag=vandaag, leeg_mag=True, uzovi=None).velden[0]


def _nummervraag() -> Vraag:
    return Vraag(link_id="nummer", tekst=_("Machtigingsaanvraag-ID of machtigingsnummer"), type=Vraagtype.STRING)


def _zoekvraag(waarden: Mapping[str, Any], fouten: dict[str, str], *, leeg_mag: bool) -> Zoekvraag | None:
    nummer = strip_signs(waarden.get("nummer", ""))
    if "nummer" in waarden and not (is_aanvraagnummer(nummer) or is_machtigingsnummer(nummer)):
        fouten["nummer"] = melding_van(DomainError.one("V109"))
    keuze = read_zoekkeuze(waarden, fouten)
    if not waarden and not fouten and not leeg_mag:
        fouten["nummer"] = melding_van(DomainError.one("V110", veld=_("een nummer of een ander veld")))
    if fouten or not waarden:
        return None
    return Zoekvraag(
        aanvraagnummer=nummer if is_aanvraagnummer(nummer) else "",
        machtigingsnummer=nummer if is_machtigingsnummer(nummer) else "",
        referentie=waarden.get("referentie", ""),
        agb=keuze.agb,
        formulier_code=waarden.get("formulier", ""),
        vanaf=keuze.vanaf,
        tot=keuze.tot,
        status=keuze.status,
    )
