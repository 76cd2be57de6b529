"""What could not be kept as an answer is kept for who typed or sent it: a text that collided or that was typed at a
question that is not asked any more, a file that was refused.

By person (`owner`), beside the sources of a concept: what others do there meanwhile leaves it alone. Pure.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from machtigingen.aanvragen.dossier import Antwoord
from machtigingen.foundation import Actor, Fout

Wie = tuple[str, ...]
NIET_BEWAARD = "niet_bewaard_van"
BOTSING = "A103"
_MEESTE, _TEKENS = 200, 500_000  # texts, and as many files; characters of all texts


def owner(van: Actor | Antwoord) -> Wie:
    """Whose it is: the person's, whatever certificate he or she has today, and that of the certificate, which may have
    got its holder later. The first is under which it is kept."""
    return (van.certificaat,) if van.medewerker is None else (f"medewerker:{van.medewerker}", van.certificaat)


def kept_for(bronnen: Mapping[str, Any], wie: Wie) -> tuple[Fout, ...]:
    """In the order in which it came."""
    alle = bronnen.get(NIET_BEWAARD, {})
    return tuple(Fout(*een) for naam in reversed(wie) for een in alle.get(naam, ()))


def with_more(bronnen: Mapping[str, Any], wie: Wie, fouten: Iterable[Fout]) -> dict[str, Any]:
    """Of one page (`blad`) the text that was typed last at a question counts; a file that is refused again is named
    once."""
    alle = list(kept_for(bronnen, wie))
    for fout in fouten:
        alle = [een for een in alle if not _takes_the_place(fout, een)] + [fout]
    getypt, bestanden = ([een for een in alle if is_typed(een) is typed] for typed in (True, False))
    return _with(bronnen, wie, _last_typed(getypt) + bestanden[-_MEESTE:])


def _last_typed(getypt: list[Fout]) -> list[Fout]:
    """A text too long for what there is room for is kept as long as it is the last."""
    over, tekens = getypt[-1:], 0
    for fout in reversed(getypt[-_MEESTE:-1]):
        tekens += len(fout.gegevens["uw_waarde"])
        if tekens > _TEKENS:
            break
        over.insert(0, fout)
    return over


def _takes_the_place(fout: Fout, eerder: Fout) -> bool:
    if not (is_typed(fout) and is_typed(eerder) and fout.pad == eerder.pad):
        return fout == eerder
    blad = fout.gegevens.get("blad", "")
    return mark(fout) == mark(eerder) or blad != "" and blad == eerder.gegevens.get("blad")


def mark(fout: Fout) -> str:
    """By what a page says that it showed this: short, the same whatever stands at the question now."""
    wat = [fout.code, fout.pad, fout.gegevens.get("uw_waarde"), fout.gegevens.get("bestand")]
    return sha256(json.dumps(wat).encode()).hexdigest()[:16]


def without_settled(
    bronnen: Mapping[str, Any], wie: Wie, vragen: Collection[str], gelezen: Collection[str]
) -> dict[str, Any]:
    """Once who typed it has settled these questions, on a page that showed it (`gelezen`)."""
    return _without(bronnen, wie, lambda fout: is_typed(fout) and fout.pad in vragen and mark(fout) in gelezen)


def without_read(bronnen: Mapping[str, Any], wie: Wie, gelezen: Collection[str]) -> dict[str, Any]:
    """Once who typed or sent it says that this was read."""
    return _without(bronnen, wie, lambda fout: mark(fout) in gelezen)


def without_files(bronnen: Mapping[str, Any], wie: Wie, vragen: Collection[str]) -> dict[str, Any]:
    """Once it was shown at these questions."""
    return _without(bronnen, wie, lambda fout: not is_typed(fout) and fout.pad in vragen)


def stands_after_all(fout: Fout) -> bool:
    return is_typed(fout) and fout.gegevens.get("waarde") == fout.gegevens["uw_waarde"]


def is_typed(fout: Fout) -> bool:
    return fout.code == BOTSING


def _without(bronnen: Mapping[str, Any], wie: Wie, done: Callable[[Fout], bool]) -> dict[str, Any]:
    return _with(bronnen, wie, [fout for fout in kept_for(bronnen, wie) if not done(fout)])


def _with(bronnen: Mapping[str, Any], wie: Wie, fouten: list[Fout]) -> dict[str, Any]:
    van = {ander: een for ander, een in bronnen.get(NIET_BEWAARD, {}).items() if ander not in wie}
    if fouten:
        van[wie[0]] = [[fout.code, fout.pad, dict(fout.gegevens)] for fout in fouten]
    over = {bron: feiten for bron, feiten in bronnen.items() if bron != NIET_BEWAARD}
    return over | ({NIET_BEWAARD: van} if van else {})
