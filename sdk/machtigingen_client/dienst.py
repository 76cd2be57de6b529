"""The Instroomservice as its caller sees it: push, follow, and ask who you are."""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

from .antwoord import Ontvangst, Proef, Stand, WieBenIk
from .bericht import Instroombericht
from .fouten import InstroomFout
from .verbinding import LONGEST_WAIT, GeenAntwoord, Path, Verbinding

Part = TypeVar("Part")


class Instroomservice:
    """One portal, called with the systeemcertificaat of one instantie. Safe to share between threads.

    Every method raises InstroomFout when the portal says no or cannot be reached. `geduld` is the longest it waits, in
    seconds, before it asks again; when the portal names a longer time, it does not wait but raises.
    """

    def __init__(
        self,
        url: str,
        *,
        certificaat: Path,
        sleutel: Path,
        ca: Path,
        geduld: float = LONGEST_WAIT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        papers = {"certificaat": certificaat, "sleutel": sleutel, "ca": ca}
        self._verbinding = Verbinding(url=url, **papers, geduld=geduld, sleep=sleep)

    def __enter__(self) -> "Instroomservice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._verbinding.close()

    def stuur(self, bericht: Instroombericht | Mapping[str, Any]) -> Ontvangst:
        """Push a message. Sending the same message again gives the same answer and the same link."""
        return self._ask("POST", "/api/v1/instroom", message=as_dict(bericht), read=Ontvangst.from_dict)

    def controleer(self, bericht: Instroombericht | Mapping[str, Any]) -> Proef:
        """Try a message out: everything that is wrong with it and with the connection. Nothing is stored.

        Only what keeps the portal from looking at the message raises InstroomFout; `keten` of it says where it stopped.
        """
        return self._ask("POST", "/api/v1/instroom/controle", message=as_dict(bericht), read=Proef.from_dict)

    def volg(self, id: str) -> Stand:
        """See where a message and its aanvraag stand."""
        return self._ask("GET", f"/api/v1/instroom/{quote(id, safe='')}", read=Stand.from_dict)

    def wie_ben_ik(self) -> WieBenIk:
        """See what the portal reads in the certificate: a good first call of a new connection."""
        return self._ask("GET", "/wie-ben-ik", read=WieBenIk.from_dict)

    def _ask(
        self, method: str, path: str, *, message: Mapping[str, Any] | None = None, read: Callable[..., Part]
    ) -> Part:
        certificaat = self._verbinding.certificaat
        try:
            antwoord = self._verbinding.ask(method, path, message=message)
        except GeenAntwoord as reason:
            raise InstroomFout.without_answer(reason, certificaat=certificaat) from reason
        try:
            if antwoord.status in {200, 201}:
                return read(antwoord.require_object(), verkeer=antwoord.verkeer)
            refusal = InstroomFout.from_problem(antwoord, certificaat=certificaat)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InstroomFout.from_elsewhere(antwoord, certificaat=certificaat) from error
        raise refusal


def as_dict(bericht: Instroombericht | Mapping[str, Any]) -> Mapping[str, Any]:
    return bericht.to_dict() if isinstance(bericht, Instroombericht) else bericht
