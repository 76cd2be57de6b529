"""What happened to an aanvraag since it was sent, as software is told: why it was taken back, opened again or ended,
and for its insurer all that happened, with who did it."""

from collections.abc import Iterator
from typing import Any

from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag, Gebeurtenis
from machtigingen.aanvragen.quarantaine import without_shut_files
from machtigingen.aanvragen.queries import gebeurtenissen_of, stand
from machtigingen.toegang.request import PortalRequest

_VELDEN = ("reden", "einde", "aan", "naam", "vervolg", "verzoek")


def redenen_data(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    """What was said when it did not simply go on; the last time that it was opened again."""
    heropend = [een for een in _since_sent(aanvraag) if een.soort == "heropend"][-1:]
    return {
        "einde_soort": _einde_soort(aanvraag, request),
        "einde_reden": aanvraag.einde_reden,
        "intrek_reden": aanvraag.intrekking,
        "heropend_op": heropend[0].at.isoformat() if heropend else None,
        "heropen_reden": heropend[0].gegevens.get("reden") if heropend else None,
    }


def _since_sent(aanvraag: Aanvraag) -> tuple[Gebeurtenis, ...]:
    return gebeurtenissen_of(aanvraag) if aanvraag.ingediend_at else ()


def _einde_soort(aanvraag: Aanvraag, request: PortalRequest) -> str | None:
    """How it came to end, or will: as was granted is no other end until that day is past."""
    if aanvraag.status == Status.BEEINDIGD.value:
        return "niet_uitgevoerd"
    if aanvraag.einde_reden is not None:
        return "einddatum"
    return "verlopen" if stand(aanvraag, request.now) is Status.BEEINDIGD else None


def gebeurtenissen_data(aanvraag: Aanvraag) -> list[dict[str, Any]]:
    """As its insurer may read it."""
    return list(_begin(aanvraag)) + [_gebeurtenis(een) for een in without_shut_files(aanvraag, _since_sent(aanvraag))]


def _begin(aanvraag: Aanvraag) -> Iterator[dict[str, Any]]:
    """What came before it was sent. What follows on another did not come from a message, nor what a person began."""
    if not aanvraag.vervolg_soort and aanvraag.softwarepakket:
        yield _regel("ontvangen", aanvraag.created_at.isoformat(), door=aanvraag.softwarepakket)
    if aanvraag.opened_at is not None and aanvraag.opened_at != aanvraag.ingediend_at:
        yield _regel("geopend", aanvraag.opened_at.isoformat(), door=aanvraag.opened_by)


def _gebeurtenis(een: Gebeurtenis) -> dict[str, Any]:
    gegevens = {veld: een.gegevens.get(veld) or None for veld in _VELDEN}
    return _regel(een.soort, een.at.isoformat(), door=een.door, van_verzekeraar=een.van_verzekeraar) | gegevens


def _regel(soort: str, op: str, *, door: str, van_verzekeraar: bool = False) -> dict[str, Any]:
    wie = {"soort": soort, "op": op, "door": door, "van_verzekeraar": van_verzekeraar}
    return wie | dict.fromkeys(_VELDEN)
