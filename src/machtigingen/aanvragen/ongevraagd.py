"""A change that waits at a question that is not asked any more is no hindrance, and is not sent. It waits on, for when
the question is asked again, and is kept apart meanwhile for who typed it, as `niet_bewaard` keeps a text. Pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from machtigingen import beslisboom
from machtigingen.aanvragen import niet_bewaard
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.niet_bewaard import BOTSING, Wie, mark, owner
from machtigingen.aanvragen.wachtend import WACHTEND, wachtend_van
from machtigingen.beslisboom import Formulier, Vraag
from machtigingen.foundation import Fout


def unasked(dossier: Dossier) -> tuple[Vraag, ...]:
    """The questions of this form that are not asked now."""
    gevraagd = {vraag.link_id for vraag in dossier.vragen}
    return tuple(vraag for vraag in dossier.formulier.vragen if vraag.link_id not in gevraagd)


def gone(van: Formulier, naar: Formulier) -> tuple[Vraag, ...]:
    """The questions that the form that one goes on with does not have."""
    return tuple(vraag for vraag in van.vragen if naar.vraag(vraag.link_id) is None)


def kept_apart(bronnen: Mapping[str, Any], vragen: Iterable[Vraag]) -> dict[str, Any]:
    """The sources of a concept, with what waits at these questions kept apart as well."""
    over = dict(bronnen)
    for van, fout in _typed_at(vragen, bronnen):
        over = niet_bewaard.with_more(over, van, [fout])
    return over


def without_read(
    bronnen: Mapping[str, Any], dossier: Dossier | None, wie: Wie, gelezen: Collection[str]
) -> dict[str, Any]:
    """Once who typed it says that this was read: what waited there goes as well, or it would be told again, also when
    one went on with a form that lacks the question and comes back."""
    hier = _typed_at(unasked(dossier) if dossier else (), bronnen)
    weg = {fout.pad for van, fout in hier if set(van) & set(wie) and mark(fout) in gelezen}
    weg |= {fout.pad for fout in _typed_elsewhere(bronnen, dossier, wie) if mark(fout) in gelezen}
    wacht = {link_id: een for link_id, een in bronnen.get(WACHTEND, {}).items() if link_id not in weg}
    over = {bron: feiten for bron, feiten in bronnen.items() if bron != WACHTEND}
    return niet_bewaard.without_read(over | ({WACHTEND: wacht} if wacht else {}), wie, gelezen)


def _typed_at(vragen: Iterable[Vraag], bronnen: Mapping[str, Any]) -> Iterator[tuple[Wie, Fout]]:
    """By whom, and what; of an answer that was emptied there is nothing to copy."""
    wachtend = wachtend_van(bronnen)
    for vraag in vragen:
        wacht = wachtend.get(vraag.link_id)
        if wacht is not None and wacht.waarde is not None:
            gegevens = {"uw_waarde": beslisboom.toon(vraag, wacht.waarde), "waarde": "", "door": ""}
            yield owner(wacht), Fout(BOTSING, vraag.link_id, gegevens | {"blad": wacht.blad, "vraag": vraag.tekst})


def _typed_elsewhere(bronnen: Mapping[str, Any], dossier: Dossier | None, wie: Wie) -> Iterator[Fout]:
    """What is kept for this person of what waits at a question that this form does not have."""
    wachtend = wachtend_van(bronnen)
    for fout in niet_bewaard.kept_for(bronnen, wie):
        wacht = wachtend.get(fout.pad)
        if wacht is None or (dossier and dossier.formulier.vraag(fout.pad)):
            continue
        if set(owner(wacht)) & set(wie) and fout.gegevens.get("blad") == wacht.blad:
            yield fout
