"""A changed answer by which others would fall away waits until a person agreed to that. Pure.

What is typed is kept all the same, beside the answer that still counts: also when the session ends, or when a colleague
goes on with the concept. Nothing is sent while something waits (V113).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from machtigingen import beslisboom
from machtigingen.aanvragen.dossier import (
    Antwoord,
    Dossier,
    fingerprint,
    from_json,
    is_vast,
    nieuw_antwoord,
    read_or_keep,
    vraag_van,
)
from machtigingen.aanvragen.niet_bewaard import is_typed
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.foundation import Actor, Fout

WACHTEND = "wachtend"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What a person said of answers that wait: go on, with what may fall away by each as it was shown (by question the
    fingerprint of its answer), or keep the old one."""

    go_on: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Processed:
    """The answers that count, and those that wait."""

    antwoorden: Mapping[str, Antwoord]
    wachtend: Mapping[str, Antwoord]


@dataclass(frozen=True, kw_only=True)
class Change:
    """An answer that waits, the one that counts, and the questions whose answers would fall away."""

    vraag: Vraag
    oud: Antwoord | None
    nieuw: Antwoord
    vervallen: tuple[Vraag, ...]
    shown: Mapping[str, str]  # what a yes to it is a yes to: by question that falls away the fingerprint of its answer


def wachtend_van(bronnen: Mapping[str, Any]) -> dict[str, Antwoord]:
    """The answers of a concept that wait, by linkId."""
    return from_json(bronnen.get(WACHTEND, {}))


def process(
    dossier: Dossier,
    ruw: Mapping[str, Any],
    *,
    wachtend: Mapping[str, Antwoord],
    consent: Consent,
    door: Actor,
    now: datetime,
    blad: str = "",
) -> Processed:
    """What input makes of the answers; the last question first, so that each change is judged with all that stands
    after it. What waited and takes nothing away any more counts at once, unless its question is not asked now: then it
    waits on, for when it is asked again."""
    antwoorden, wacht = dict(dossier.antwoorden), dict(wachtend)
    for vraag in reversed(dossier.formulier.vragen):
        link_id, oud = vraag.link_id, antwoorden.get(vraag.link_id)
        if link_id in consent.keep or is_vast(vraag, oud):
            wacht.pop(link_id, None)
            continue
        if link_id not in wacht and link_id not in ruw or vraag.type is Vraagtype.ATTACHMENT:
            continue
        getoond = wacht.pop(link_id, oud)
        invoer = ruw.get(link_id, getoond.waarde if getoond else None)
        antwoord = nieuw_antwoord(vraag, invoer, oud, door=door, now=now, vandaag=dossier.vandaag, blad=blad)
        if antwoord is None or antwoord == oud:
            continue
        if getoond is not None and antwoord.waarde == getoond.waarde:
            antwoord = _as_said(antwoord, getoond)
        straks = antwoorden | {link_id: antwoord}
        waits_on = link_id in wachtend and not _is_asked(dossier, link_id, antwoorden)
        shown = consent.go_on.get(link_id, {})
        vervallen = _vervallen(dossier, vraag, antwoorden, straks)
        if not waits_on and all(_was_shown(antwoorden[een], shown.get(een), blad) for een in vervallen):
            antwoorden = straks
        else:
            wacht[link_id] = antwoord
    return Processed(antwoorden, wacht)


def changes(dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> tuple[Change, ...]:
    """What waits for a person, in the order of the form. An answer that is not right yet waits for that first."""
    return tuple(
        _change(dossier, vraag, wachtend[vraag.link_id])
        for vraag in _waiting(dossier, wachtend)
        if not _own_problems(dossier, vraag, wachtend[vraag.link_id])
    )


def _change(dossier: Dossier, vraag: Vraag, nieuw: Antwoord) -> Change:
    vervallen = dossier.falls_away({vraag.link_id: nieuw})
    shown = {een.link_id: fingerprint(dossier.antwoorden[een.link_id].waarde) for een in vervallen}
    return Change(vraag=vraag, oud=dossier.antwoorden.get(vraag.link_id), nieuw=nieuw, vervallen=vervallen, shown=shown)


def wachtende_fouten(dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> tuple[Fout, ...]:
    """Why it cannot be sent yet: what is wrong with an answer that waits, or else that it waits (V113)."""
    return tuple(
        fout
        for vraag in _waiting(dossier, wachtend)
        for fout in _own_problems(dossier, vraag, wachtend[vraag.link_id]) or (Fout("V113", vraag.link_id),)
    )


def _waiting(dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> tuple[Vraag, ...]:
    """The questions that wait for a person: asked now, and not settled by a register meanwhile."""
    return tuple(
        vraag
        for vraag in dossier.vragen
        if vraag.link_id in wachtend and not is_vast(vraag, dossier.antwoorden.get(vraag.link_id))
    )


def _own_problems(dossier: Dossier, vraag: Vraag, antwoord: Antwoord) -> tuple[Fout, ...]:
    straks = dossier.met({vraag.link_id: antwoord})
    return tuple(fout for fout in straks.problemen if vraag_van(fout) == vraag.link_id)


def botsing(vraag: Vraag, invoer: Any, ander: Antwoord) -> Fout:
    """What was typed is read first, so that both are in the words of the page."""
    uw_waarde = beslisboom.toon(vraag, read_or_keep(vraag, invoer, None))
    gegevens = {"uw_waarde": uw_waarde, "waarde": beslisboom.toon(vraag, ander.waarde), "door": ander.door}
    return Fout("A103", vraag.link_id, gegevens)


def as_it_stands(fout: Fout, dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> Fout:
    """A collision of some time ago, with what stands at the question now."""
    vraag = dossier.formulier.vraag(fout.pad)
    nu = wachtend.get(fout.pad, dossier.antwoorden.get(fout.pad))
    if vraag is None or not is_typed(fout):
        return fout
    door = nu.door if nu else ""
    waarde = beslisboom.toon(vraag, nu.waarde) if nu else ""
    anders = {"waarde": waarde, "door": door or fout.gegevens["door"]}
    return replace(fout, gegevens=dict(fout.gegevens) | anders)


def _as_said(antwoord: Antwoord, wacht: Antwoord) -> Antwoord:
    """An answer that waits, of who gave it then, beside what was pushed since."""
    door = replace(antwoord, door=wacht.door, certificaat=wacht.certificaat, medewerker=wacht.medewerker)
    return replace(door, op=wacht.op, blad=wacht.blad)


def _was_shown(antwoord: Antwoord, shown: str | None, blad: str) -> bool:
    """Whether a yes that was shown this is about the answer that would fall away now; what the page that says it wrote
    itself its person knows."""
    eigen = blad != "" and antwoord.blad == blad
    return shown is not None and (eigen or shown == fingerprint(antwoord.waarde))


def _vervallen(
    dossier: Dossier, vraag: Vraag, eerst: Mapping[str, Antwoord], straks: Mapping[str, Antwoord]
) -> frozenset[str]:
    if vraag.link_id not in dossier.formulier.sturend:
        return frozenset()
    nu, dan = _ruw(eerst), _ruw(straks)
    return frozenset(een.link_id for een in beslisboom.falls_away(dossier.formulier, nu, dan))


def _is_asked(dossier: Dossier, link_id: str, antwoorden: Mapping[str, Antwoord]) -> bool:
    return bool(beslisboom.walk(dossier.formulier, _ruw(antwoorden)).gevraagd[link_id])


def _ruw(antwoorden: Mapping[str, Antwoord]) -> dict[str, Any]:
    return {link_id: een.waarde for link_id, een in antwoorden.items()}
