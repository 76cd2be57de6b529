"""Strict JSON: what two readers could understand differently is refused (security notes, fact 7).

No duplicate keys, no NaN or Infinity, integers up to 2^53, no lone surrogates, depth at most 32.
"""

import json
import re
from collections import Counter
from typing import Any

from machtigingen.foundation.fouten import DomainError

DIEPTE = 32
_GROOTSTE = 2**53
_NUMMER = re.compile(r"\d{8,}")


def lees_json(data: bytes) -> Any:
    """The value in `data`. Raises B101 (not JSON), B102 (duplicate key), B103 (beyond the limits), B106 (not UTF-8)."""
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise DomainError.one("B106") from fout
    try:
        waarde = json.loads(
            tekst, object_pairs_hook=_uniek, parse_constant=_geen_constante, parse_int=_heel, parse_float=_breuk
        )
    except RecursionError as fout:
        raise DomainError.one("B103") from fout
    except ValueError as fout:
        raise DomainError.one("B101") from fout
    _check(waarde, DIEPTE)
    return waarde


def _uniek(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    waarde = dict(paren)
    if len(waarde) != len(paren):
        dubbel = next(naam for naam, keer in Counter(naam for naam, _ in paren).items() if keer > 1)
        _check(dubbel, DIEPTE)
        raise DomainError.one("B102", veld=veldnaam(dubbel))
    return waarde


def veldnaam(naam: str) -> str:
    """The name of a field as an error may repeat it: short, printable, and without digits that could be a BSN."""
    return _NUMMER.sub("…", "".join(teken for teken in naam[:60] if teken.isprintable()))


def _geen_constante(tekst: str) -> Any:
    raise DomainError.one("B103")


def _heel(tekst: str) -> int:
    if len(tekst) > 17 or abs(int(tekst)) > _GROOTSTE:
        raise DomainError.one("B103")
    return int(tekst)


def _breuk(tekst: str) -> float:
    waarde = float(tekst)
    if len(tekst) > 40 or waarde in (float("inf"), float("-inf")):
        raise DomainError.one("B103")
    return waarde


def _check(waarde: Any, diepte: int) -> None:
    if isinstance(waarde, str):
        if not waarde.isascii() and any("\ud800" <= teken <= "\udfff" for teken in waarde):
            raise DomainError.one("B103")
    elif isinstance(waarde, dict | list):
        if diepte == 0:
            raise DomainError.one("B103")
        for deel in waarde:
            _check(deel, diepte - 1)
        if isinstance(waarde, dict):
            for deel in waarde.values():
                _check(deel, diepte - 1)
