"""The dry run: what would become of this message? Every check that can run, runs; nothing is stored but the trace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout
from machtigingen.instroom.actions import GEEN_ANTWOORD, answer, find_earlier, prepare_concept
from machtigingen.instroom.bericht import FOUTEN_MAX, Onleesbaar
from machtigingen.instroom.keten import Lamp, keten
from machtigingen.instroom.onderzoek import EIGEN, REGISTERS, VOORAF, Onderzoek, check_all
from machtigingen.instroom.spoor import known, package_in

Uitkomst = Literal["formulier", "keuze", "niet_nodig", "herhaald", "geweigerd"]


@dataclass(frozen=True, kw_only=True)
class Zou:
    """What the push would have answered; `antwoord` is as in `Ontvangst`, as far as it is known."""

    uitkomst: Uitkomst
    status: int
    antwoord: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Proef:
    """All that is wrong, the first refusal first; what only warns; how far the link comes; and what would happen."""

    keten: tuple[Lamp, ...]
    fouten: tuple[Fout, ...]
    waarschuwingen: tuple[Fout, ...]
    zou: Zou

    @property
    def akkoord(self) -> bool:
        return not self.fouten


def try_out(*, actor: Actor, data: Any, now: datetime) -> Proef:
    """The rules of `receive`, past what fails. Who may not send learns nothing about persons or registers."""
    proef = look(actor=actor, data=data, now=now)
    record(
        actor=actor,
        now=now,
        handeling="instroom_beproefd",
        code="" if proef.akkoord else proef.fouten[0].code,
        softwarepakket=package_in(data),
        fouten=known(proef.fouten or proef.waarschuwingen),
    )
    return proef


def look(*, actor: Actor, data: Any, now: datetime) -> Proef:
    """`try_out` without its trace: for who leaves one of their own."""
    onderzoek = Onderzoek(actor=actor, data=data, now=now)
    if not actor.mag(INDIENEN):
        fouten, _ = check_all(onderzoek, (*VOORAF, *EIGEN))
        return _proef(fouten, (), GEEN_ANTWOORD)
    if eerder := _given_before(onderzoek):
        return _proef((), _stored(eerder), eerder, herhaald=True)
    fouten, waarschuwingen = check_all(onderzoek, (*VOORAF, _once, *EIGEN, *REGISTERS))
    antwoord = _would_answer(onderzoek, waarschuwingen)
    return _proef(fouten, _stored(antwoord) or waarschuwingen, antwoord)


def _once(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    """B301. Of a message that can't be read as a whole nobody knows whether it will be the same."""
    if not onderzoek.leesfouten:
        find_earlier(onderzoek)
    return ()


def _given_before(onderzoek: Onderzoek) -> Mapping[str, Any] | None:
    """The answer that a repeat would get again."""
    try:
        eerder = None if onderzoek.leesfouten else find_earlier(onderzoek)
    except DomainError:
        return None
    return eerder.antwoord if eerder else None


def _would_answer(onderzoek: Onderzoek, waarschuwingen: tuple[Fout, ...]) -> Mapping[str, Any]:
    """The answer, also when something else is wrong: which form it would be does not hang on that."""
    if onderzoek.leesfouten:
        return GEEN_ANTWOORD
    try:
        aanvraag, extra = prepare_concept(onderzoek, vervalt_at=onderzoek.now)
        return answer(onderzoek, aanvraag, waarschuwingen + extra)
    except (DomainError, Onleesbaar):
        return GEEN_ANTWOORD


def _stored(antwoord: Mapping[str, Any]) -> tuple[Fout, ...]:
    return tuple(Fout(code, pad, gegevens) for code, pad, gegevens in antwoord["waarschuwingen"])


def _proef(
    fouten: tuple[Fout, ...], waarschuwingen: tuple[Fout, ...], antwoord: Mapping[str, Any], *, herhaald: bool = False
) -> Proef:
    if fouten:
        zou = Zou(uitkomst="geweigerd", status=fouten[0].uitleg.http, antwoord=dict(antwoord) | {"niet_nodig": None})
    elif antwoord["niet_nodig"] is not None:
        zou = Zou(uitkomst="herhaald" if herhaald else "niet_nodig", status=200, antwoord=antwoord)
    else:
        nieuw: Uitkomst = "formulier" if antwoord["formulier"] else "keuze"
        zou = Zou(uitkomst="herhaald" if herhaald else nieuw, status=201, antwoord=antwoord)
    return Proef(
        keten=keten(fouten, waarschuwingen),
        fouten=fouten[:FOUTEN_MAX],
        waarschuwingen=waarschuwingen[:FOUTEN_MAX],
        zou=zou,
    )
