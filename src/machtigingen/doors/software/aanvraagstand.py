"""An aanvraag as software is told of it: where it stands, what was decided line by line, and what is still asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from machtigingen.aanvragen.besluitwoorden import words_of
from machtigingen.aanvragen.lifecycle import OPEN, TEKST, Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of, dossier_of, open_verzoek_of, stand
from machtigingen.aanvragen.regels import Aanvraagregel, Regeloordeel, regels_from_json, regels_of, whole
from machtigingen.doors.software.verloop import redenen_data
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.toegang.request import PortalRequest

_ZONDER_BESLUIT = (Status.CONCEPT, Status.INGETROKKEN, *OPEN)
_DOOR_REGEL = {Status.GOEDGEKEURD: Regelbesluit.TOEGEKEND, Status.AFGEWEZEN: Regelbesluit.AFGEWEZEN}
_DOCUMENTEN = ("samenvatting", "vragen-en-antwoorden")


def aanvraag_data(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    status = stand(aanvraag, request.now)
    hoofd = hoofdstatus(status)
    return {
        "id": str(aanvraag.id),
        "aanvraagnummer": aanvraag.aanvraagnummer,
        "status": hoofd.value,
        "status_tekst": TEKST[hoofd],
        "specificatie": status.value,
        "specificatie_tekst": TEKST[status],
        "besluit": _besluit(aanvraag),
        "machtigingsnummer": aanvraag.machtigingsnummer or None,
    }


def aanvraagstand_data(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    """Where it stands and what can be kept of it; what was typed in it is for who logs in."""
    sent_at = aanvraag.ingediend_at
    return aanvraag_data(aanvraag, request) | {
        "referentie": aanvraag.referentie or None,
        "ingediend_op": sent_at.isoformat() if sent_at else None,
        "adres": f"{request.adressen['portaal']}/aanvragen/{aanvraag.id}/",
        "documenten": [_document(soort, aanvraag, request) for soort in _DOCUMENTEN] if sent_at else [],
        "gewijzigd_op": aanvraag.updated_at.isoformat(),
        "verwacht_op": dag(aanvraag.termijn_tot_on),
        "geldig_tot": dag(aanvraag.geldig_tot_on),
        **redenen_data(aanvraag, request),
        "open_vragen": open_vragen(aanvraag),
        "vervolg_op": str(aanvraag.vervolg_op_id) if aanvraag.vervolg_op_id else None,
        "vervolg_soort": aanvraag.vervolg_soort or None,
    }


def dag(waarde: date | None) -> str | None:
    return waarde.isoformat() if waarde else None


def _document(soort: str, aanvraag: Aanvraag, request: PortalRequest) -> dict[str, str]:
    return {
        "soort": soort,
        "type": "application/pdf",
        "adres": f"{request.adressen['api']}/api/v1/aanvragen/{aanvraag.id}/{soort}.pdf",
    }


def open_vragen(aanvraag: Aanvraag) -> list[dict[str, Any]]:
    """What waits for an answer of the provider: one letter at most."""
    verzoek = open_verzoek_of(aanvraag) if aanvraag.ingediend_at else None
    if verzoek is None:
        return []
    return [
        {
            "nummer": verzoek.volgnummer,
            "gesteld_op": verzoek.gesteld_at.isoformat(),
            "reageren_voor": verzoek.reageren_voor_on.isoformat(),
            "vragen": verzoek.vragen,
        }
    ]


def _besluit(aanvraag: Aanvraag) -> dict[str, Any] | None:
    """Not what was decided before it was opened again or taken back: that does not hold any more."""
    if Status(aanvraag.status) in _ZONDER_BESLUIT:
        return None
    besluit = besluit_of(aanvraag)
    return besluit_data(besluit, aanvraag) if besluit else None


def besluit_data(besluit: Besluit, aanvraag: Aanvraag) -> dict[str, Any]:
    return {
        "uitkomst": besluit.status,
        "reden": besluit.toelichting,
        "genomen_op": besluit.besloten_at.isoformat(),
        "automatisch": besluit.door_regel,
        "geldig_vanaf": dag(besluit.geldig_van_on),
        "geldig_tot": dag(besluit.geldig_tot_on),
        "regels": list(_regels(besluit, aanvraag)),
    }


def _regels(besluit: Besluit, aanvraag: Aanvraag) -> Iterator[dict[str, Any]]:
    regels = regels_of(dossier_of(aanvraag, aanvraag.ingediend_at or besluit.besloten_at))
    redenen = {reden.code: reden.tekst for reden in words_of(aanvraag, besluit).redenen}
    oordelen = {een.regel: een for een in _oordelen(besluit, regels)}
    for regel in regels:
        if (oordeel := oordelen.get(regel.nummer)) is not None:
            yield {
                "regel": regel.nummer,
                "omschrijving": regel.omschrijving,
                "uitkomst": oordeel.uitkomst.value,
                "toegekend": list(_toegekend(oordeel, regel)),
                "reden": oordeel.reden or None,
                "reden_tekst": redenen.get(oordeel.reden),
                "toelichting": oordeel.toelichting or None,
            }


def _oordelen(besluit: Besluit, regels: tuple[Aanvraagregel, ...]) -> tuple[Regeloordeel, ...]:
    """A rule of the form speaks of all lines at once; of care that needs no machtiging nothing is decided."""
    if besluit.regels is not None:
        return regels_from_json(besluit.regels)
    uitkomst = _DOOR_REGEL.get(Status(besluit.status))
    return whole(regels, uitkomst, toelichting="").regels if uitkomst else ()


def _toegekend(oordeel: Regeloordeel, regel: Aanvraagregel) -> Iterator[dict[str, Any]]:
    """Values as text, canonical: a program reads them, whatever the column is."""
    for vraag in regel.wijzigbaar:
        if vraag.link_id in oordeel.toegekend:
            gevraagd = regel.gevraagd(vraag.link_id)
            yield {
                "vraag": vraag.link_id,
                "tekst": vraag.tekst,
                "gevraagd": None if gevraagd is None else str(gevraagd),
                "waarde": str(oordeel.toegekend[vraag.link_id]),
            }
