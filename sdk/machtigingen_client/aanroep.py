"""One call: its address, what an answer is read as, and the exception when there is none."""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlencode

from .antwoord import WieBenIk
from .fouten import InstroomFout
from .verbinding import LONGEST_WAIT, Antwoord, Bestand, GeenAntwoord, Path, Verbinding

Part = TypeVar("Part")
# What reading an answer can raise when it is not shaped as the contract says.
MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError)


class Aanroeper:
    """One portal, called with one systeemcertificaat. Safe to share between threads.

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._verbinding.close()

    def wie_ben_ik(self) -> WieBenIk:
        """See what the portal reads in the certificate: a good first call of a new connection."""
        return self._ask("GET", "/wie-ben-ik", read=WieBenIk.from_dict)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        read: Callable[..., Part],
        message: Mapping[str, Any] | None = None,
        bestand: Bestand | None = None,
    ) -> Part:
        antwoord = self._call(method, path, message=message, bestand=bestand)
        try:
            return read(antwoord.require_object(), verkeer=antwoord.verkeer)
        except MISSHAPEN as error:
            raise self._from_elsewhere(antwoord) from error

    def _fetch(self, path: str, *, begins: tuple[bytes, ...]) -> bytes:
        """A file, known by how it begins: what begins otherwise did not come from the portal."""
        antwoord = self._call("GET", path)
        if not antwoord.data.startswith(begins):
            raise self._from_elsewhere(antwoord)
        return antwoord.data

    def _call(
        self, method: str, path: str, *, message: Mapping[str, Any] | None = None, bestand: Bestand | None = None
    ) -> Antwoord:
        """The answer when it is a good one, whatever is in it."""
        certificaat = self._verbinding.certificaat
        try:
            antwoord = self._verbinding.ask(method, path, message=message, bestand=bestand)
        except GeenAntwoord as reason:
            raise InstroomFout.without_answer(reason, certificaat=certificaat) from reason
        if antwoord.status in {200, 201, 202, 204}:
            return antwoord
        try:
            refusal = InstroomFout.from_problem(antwoord, certificaat=certificaat)
        except MISSHAPEN as error:
            raise self._from_elsewhere(antwoord) from error
        raise refusal

    def _from_elsewhere(self, antwoord: Antwoord) -> InstroomFout:
        return InstroomFout.from_elsewhere(antwoord, certificaat=self._verbinding.certificaat)


def part(id: str) -> str:
    """An id as a part of an address: it cannot change the rest."""
    return quote(id, safe="")


def query(asked: Mapping[str, object]) -> str:
    """What was asked, as it stands behind an address; empty when nothing was."""
    named = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"?{named}" if named else ""
