"""The Instroomservice as its caller sees it: push, follow, and ask who you are."""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

from .antwoord import Ontvangst, Stand, WieBenIk
from .bericht import Instroombericht
from .fouten import InstroomFout
from .verbinding import GeenAntwoord, Path, Verbinding

Part = TypeVar("Part")


class Instroomservice:
    """One portal, called with the systeemcertificaat of one instantie. Safe to share between threads.

    Every method raises InstroomFout when the portal says no or cannot be reached.
    """

    def __init__(
        self,
        url: str,
        *,
        certificaat: Path,
        sleutel: Path,
        ca: Path,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._verbinding = Verbinding(url=url, certificaat=certificaat, sleutel=sleutel, ca=ca, sleep=sleep)

    def __enter__(self) -> "Instroomservice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._verbinding.close()

    def stuur(self, bericht: Instroombericht | Mapping[str, Any]) -> Ontvangst:
        """Push a message. Sending the same message again gives the same answer and the same link."""
        message = bericht.to_dict() if isinstance(bericht, Instroombericht) else bericht
        return self._ask("POST", "/api/v1/instroom", message=message, read=Ontvangst.from_dict)

    def volg(self, id: str) -> Stand:
        """See where a message and its aanvraag stand."""
        return self._ask("GET", f"/api/v1/instroom/{quote(id, safe='')}", read=Stand.from_dict)

    def wie_ben_ik(self) -> WieBenIk:
        """See what the portal reads in the certificate: a good first call of a new connection."""
        return self._ask("GET", "/wie-ben-ik", read=WieBenIk.from_dict)

    def _ask(
        self, method: str, path: str, *, message: Mapping[str, Any] | None = None, read: Callable[..., Part]
    ) -> Part:
        try:
            antwoord = self._verbinding.ask(method, path, message=message)
        except GeenAntwoord as reason:
            raise InstroomFout.without_answer(reason) from reason
        if antwoord.inhoud is None:
            raise InstroomFout.from_elsewhere(antwoord)
        if antwoord.status not in {200, 201}:
            raise InstroomFout.from_problem(antwoord.inhoud, antwoord=antwoord)
        try:
            return read(antwoord.inhoud, verkeer=antwoord.verkeer)
        except (KeyError, TypeError, ValueError) as error:
            raise InstroomFout.from_elsewhere(antwoord) from error
