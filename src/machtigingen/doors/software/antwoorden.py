"""What the portal answers, as plain data: the same for every protocol. The names are those of the contract."""

from collections.abc import Iterator
from typing import Any

from machtigingen.doors.software.aanvraagstand import aanvraag_data
from machtigingen.doors.software.problemen import doc, fout_json, keten_json
from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, Fout, foutcode
from machtigingen.instroom.actions import Ontvangst
from machtigingen.instroom.proef import Proef
from machtigingen.instroom.queries import Stand
from machtigingen.toegang.request import PortalRequest


def ontvangst_data(ontvangst: Ontvangst, request: PortalRequest) -> dict[str, Any]:
    """Ontvangst, or GeenMachtigingNodig: then `machtiging_nodig` is there, and false."""
    if ontvangst.antwoord["niet_nodig"] is not None:
        return _niet_nodig(ontvangst, request)
    antwoord, stand_ = ontvangst.antwoord, ontvangst.stand
    velden = ("formulier", "ingevuld", "nog_nodig", "ontbrekend")
    data = {
        "id": str(stand_.id),
        "link": _link(stand_, request),
        "geldig_tot": stand_.geldig_tot.isoformat(),
        **{veld: antwoord[veld] for veld in velden},
        "waarschuwingen": [
            fout_json(Fout(code, pad, gegevens), request) for code, pad, gegevens in antwoord["waarschuwingen"]
        ],
        "toestand": stand_.toestand,
    }
    if antwoord["mogelijke_formulieren"]:
        data["mogelijke_formulieren"] = antwoord["mogelijke_formulieren"]
    return data


def _niet_nodig(ontvangst: Ontvangst, request: PortalRequest) -> dict[str, Any]:
    return {
        "id": str(ontvangst.stand.id),
        "machtiging_nodig": False,
        "reden": ontvangst.antwoord["niet_nodig"],
        "code": "F201",
        "doc": doc("F201", request),
    }


def proef_data(proef: Proef, request: PortalRequest) -> dict[str, Any]:
    antwoord = proef.zou.antwoord
    velden = ("formulier", "mogelijke_formulieren", "ingevuld", "nog_nodig", "ontbrekend")
    return {
        "akkoord": proef.akkoord,
        "keten": keten_json(proef.keten, info=request.adressen["info"]),
        "fouten": [fout_json(fout, request) for fout in proef.fouten],
        "waarschuwingen": [fout_json(fout, request) for fout in proef.waarschuwingen],
        "zou": {
            "uitkomst": proef.zou.uitkomst,
            "status": proef.zou.status,
            **{veld: antwoord[veld] for veld in velden},
            "reden": antwoord["niet_nodig"],
        },
    }


def stand_data(stand_: Stand, request: PortalRequest) -> dict[str, Any]:
    return {
        "id": str(stand_.id),
        "toestand": stand_.toestand,
        "link": _link(stand_, request),
        "geldig_tot": stand_.geldig_tot.isoformat(),
        "aanvraag": aanvraag_data(stand_.aanvraag, request) if stand_.aanvraag else None,
    }


def wie_data(actor: Actor, request: PortalRequest) -> dict[str, Any]:
    return {
        "soort": actor.soort.value,
        "naam": actor.naam,
        "organisatie": actor.organisatie,
        "agb": str(actor.agb) if actor.agb else None,
        "uzovi": str(actor.uzovi) if actor.uzovi else None,
        "autorisaties": sorted(actor.autorisaties),
        "serienummer": actor.serienummer,
        "geldig_tot": actor.geldig_tot.isoformat(),
        "dagen_geldig": (actor.geldig_tot - request.now).days,
        "kan_niet": list(_kan_niet(actor)),
    }


_VAN_INSTANTIE = ((INDIENEN, "Machtigingen indienen"), (RAADPLEGEN, "Machtigingen raadplegen"))
_VAN_VERZEKERAAR = ((BEOORDELEN, "Aanvragen beoordelen"),)


def _kan_niet(actor: Actor) -> Iterator[dict[str, str]]:
    code = "D204" if actor.mag(RAADPLEGEN) else "D203"
    for autorisatie, wat in _VAN_VERZEKERAAR if actor.uzovi else _VAN_INSTANTIE:
        if not actor.mag(autorisatie):
            yield {"wat": wat, "code": code, "wie": foutcode(code).wie, "actie": foutcode(code).actie}


def _link(stand_: Stand, request: PortalRequest) -> str | None:
    return f"{request.adressen['portaal']}/instroom/{stand_.token}" if stand_.token else None
