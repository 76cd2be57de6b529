"""What could not be kept as an answer is kept for who typed or sent it: a text that collided, a file that was refused.

By certificate, beside the sources of a concept: what others do there meanwhile leaves it alone. Pure.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from machtigingen.foundation import Fout

NIET_BEWAARD = "niet_bewaard_van"
BOTSING = "A103"
_MEESTE_BESTANDEN = 200


def kept_for(bronnen: Mapping[str, Any], certificaat: str) -> tuple[Fout, ...]:
    """In the order in which it came."""
    return tuple(Fout(*een) for een in bronnen.get(NIET_BEWAARD, {}).get(certificaat, ()))


def with_more(bronnen: Mapping[str, Any], certificaat: str, fouten: Iterable[Fout]) -> dict[str, Any]:
    """Of a question the text that was typed last counts; a file that is refused again is named once."""
    alle = list(kept_for(bronnen, certificaat))
    for fout in fouten:
        alle = [een for een in alle if een != fout and not (is_typed(een) and is_typed(fout) and een.pad == fout.pad)]
        alle.append(fout)
    bestanden = [een for een in alle if not is_typed(een)][-_MEESTE_BESTANDEN:]
    return _with(bronnen, certificaat, [een for een in alle if is_typed(een)] + bestanden)


def without_typed(bronnen: Mapping[str, Any], certificaat: str, vragen: Collection[str]) -> dict[str, Any]:
    """Once who typed it has settled these questions."""
    return _without(bronnen, certificaat, lambda fout: is_typed(fout) and fout.pad in vragen)


def without_files(bronnen: Mapping[str, Any], certificaat: str, vragen: Collection[str]) -> dict[str, Any]:
    """Once it was shown at these questions."""
    return _without(bronnen, certificaat, lambda fout: not is_typed(fout) and fout.pad in vragen)


def is_typed(fout: Fout) -> bool:
    return fout.code == BOTSING


def _without(bronnen: Mapping[str, Any], certificaat: str, done: Callable[[Fout], bool]) -> dict[str, Any]:
    return _with(bronnen, certificaat, [fout for fout in kept_for(bronnen, certificaat) if not done(fout)])


def _with(bronnen: Mapping[str, Any], certificaat: str, fouten: list[Fout]) -> dict[str, Any]:
    van = {wie: een for wie, een in bronnen.get(NIET_BEWAARD, {}).items() if wie != certificaat}
    if fouten:
        van[certificaat] = [[fout.code, fout.pad, dict(fout.gegevens)] for fout in fouten]
    over = {bron: feiten for bron, feiten in bronnen.items() if bron != NIET_BEWAARD}
    return over | ({NIET_BEWAARD: van} if van else {})
