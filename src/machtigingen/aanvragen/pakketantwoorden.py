"""What software puts in a concept that is there already: answers, read and checked as those of a person.

It changes only what it filled in itself. What a person, a register or the certificate said stays, and that is reported:
without saying what stands there, for what somebody typed in a concept is for who logs in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from machtigingen import beslisboom
from machtigingen.aanvragen.actions import change_answers, lock_concept
from machtigingen.aanvragen.dossier import SOFTWAREPAKKET, Antwoord, Dossier, is_vast, without_sent
from machtigingen.aanvragen.invulling import Bronnen
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Formulier, Vraag, Vraagtype
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout
from machtigingen.toegang.queries import require


@dataclass(frozen=True)
class Overname:
    """What became of the answers: how many of them stand in the concept now, and why the others do not."""

    aanvraag: Aanvraag
    overgenomen: int
    geweigerd: tuple[Fout, ...]


def put_answers(*, actor: Actor, now: datetime, aanvraag_id: UUID, ruw: Mapping[str, Any]) -> Overname:
    """The same answers again change nothing. Raises D203/D204, A101, A102, L102, and F102 while no form is chosen.

    Refused one by one: F105 (no question of this form), F106 (a question for files), A117 (somebody else answered,
    or what they answered would fall away by it), B204 (left empty: only a person takes an answer away), and V1xx or
    B2xx for what cannot be read.
    """
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        dossier = dossier_of(aanvraag, now)
        nieuw, geweigerd = _read(dossier, ruw, actor=actor)
        if nieuw:
            wie = aanvraag.softwarepakket or actor.naam
            antwoorden = {link_id: _answer(waarde, actor=actor, door=wie, now=now) for link_id, waarde in nieuw.items()}
            staat, bronnen, gezegd = dict(dossier.antwoorden), aanvraag.bronnen, nieuw
            if "bsn" in nieuw:
                geweigerde = {fout.pad.removeprefix("antwoorden.") for fout in geweigerd}
                gezegd = {een: staat[een].waarde for een in ruw.keys() - nieuw.keys() - geweigerde} | nieuw
                staat, bronnen = _of_nobody_yet(dossier.formulier, staat, bronnen)
            bronnen = _as_sent(dossier.formulier, bronnen, gezegd)
            change_answers(aanvraag, staat | antwoorden, now, bronnen=bronnen)
            record(actor=actor, now=now, handeling="concept_gewijzigd", onderwerp=f"aanvraag:{aanvraag.id}")
        else:  # the answer still tells what is open
            record(actor=actor, now=now, handeling="aanvraag_bekeken", onderwerp=f"aanvraag:{aanvraag.id}")
    return Overname(aanvraag, len(ruw) - len({fout.pad for fout in geweigerd}), geweigerd)


def _read(dossier: Dossier, ruw: Mapping[str, Any], *, actor: Actor) -> tuple[dict[str, Any], tuple[Fout, ...]]:
    """What is new, canonical, and what is refused."""
    nieuw: dict[str, Any] = {}
    geweigerd: list[Fout] = []
    for link_id, invoer in ruw.items():
        try:
            vraag = _question(dossier.formulier, link_id)
            waarde = beslisboom.parse_antwoord(vraag, invoer, vandaag=dossier.vandaag)
            if waarde is None:
                raise DomainError.one("B204", veld=f"antwoorden.{link_id}")
            if _differs(vraag, waarde, dossier.antwoorden.get(link_id), actor=actor):
                _require_taking_nothing(dossier, nieuw, vraag, waarde, actor=actor)
                nieuw[link_id] = waarde
        except DomainError as fout:
            geweigerd += (Fout(een.code, f"antwoorden.{link_id}", een.gegevens) for een in fout.fouten)
    return nieuw, tuple(geweigerd)


def _question(formulier: Formulier, link_id: str) -> Vraag:
    vraag = formulier.vraag(link_id)
    if vraag is None:
        raise DomainError.one("F105", vraag=link_id)
    if vraag.type is Vraagtype.ATTACHMENT:
        raise DomainError.one("F106", vraag=link_id)
    return vraag


def _differs(vraag: Vraag, waarde: Any, oud: Antwoord | None, *, actor: Actor) -> bool:
    """Raises A117 when another answer stands there that this software did not give."""
    if oud is not None and oud.waarde == waarde:
        return False
    if is_vast(vraag, oud) or not _is_own(oud, actor):
        raise DomainError.one("A117", vraag=vraag.link_id)
    return True


def _require_taking_nothing(
    dossier: Dossier, nieuw: Mapping[str, Any], vraag: Vraag, waarde: Any, *, actor: Actor
) -> None:
    """Raises A117 when what somebody else answered would fall away by it: that asks a yes of a person."""
    if vraag.link_id not in dossier.formulier.sturend:
        return
    eerst = dossier.ruw | dict(nieuw)
    for een in beslisboom.falls_away(dossier.formulier, eerst, eerst | {vraag.link_id: waarde}):
        if een.link_id not in nieuw and not _is_own(dossier.antwoorden[een.link_id], actor):
            raise DomainError.one("A117", vraag=vraag.link_id)


def _is_own(oud: Antwoord | None, actor: Actor) -> bool:
    """Nobody's yet, or of the message or of this certificate. Who put back what was sent has made it theirs."""
    return oud is None or (oud.bron == SOFTWAREPAKKET and oud.certificaat in ("", actor.certificaat))


def _answer(waarde: Any, *, actor: Actor, door: str, now: datetime) -> Antwoord:
    """With its certificaat, so that who has an older page open is told that it changed."""
    return Antwoord(
        waarde=waarde,
        bron=SOFTWAREPAKKET,
        gestuurd=waarde,
        gestuurd_bron=SOFTWAREPAKKET,
        door=door,
        certificaat=actor.certificaat,
        op=now.isoformat(),
    )


def _of_nobody_yet(
    formulier: Formulier, staat: dict[str, Antwoord], bronnen: Bronnen
) -> tuple[dict[str, Antwoord], Bronnen]:
    """Answers and sources once the package says that it is about somebody else: what it had sent about the person
    before stands beside nothing any more."""
    van_persoon = {
        link_id: een
        for link_id, een in staat.items()
        if any(plek.pad.startswith("verzekerde.") for plek in formulier.voorinvulling.get(link_id, ()))
    }
    pakket = {naam: feiten for naam, feiten in bronnen.get(SOFTWAREPAKKET, {}).items() if naam != "verzekerde"}
    return staat | without_sent(van_persoon), dict(bronnen) | {SOFTWAREPAKKET: pakket}


def _as_sent(formulier: Formulier, bronnen: Bronnen, gezegd: Mapping[str, Any]) -> dict[str, Any]:
    """The sources as if the message had said so: what the package says now is what is set beside a register's word."""
    pakket: dict[str, Any] = dict(bronnen.get(SOFTWAREPAKKET, {}))
    for link_id, waarde in gezegd.items():
        plekken = (plek for plek in formulier.voorinvulling.get(link_id, ()) if plek.bron == SOFTWAREPAKKET)
        if (plek := next(plekken, None)) is not None:
            pakket = _put(pakket, plek.pad.split("."), waarde)
    return dict(bronnen) | {SOFTWAREPAKKET: pakket}


def _put(deel: Any, pad: list[str], waarde: Any) -> dict[str, Any]:
    naam, *rest = pad
    inhoud = dict(deel) if isinstance(deel, Mapping) else {}
    return inhoud | {naam: _put(inhoud.get(naam), rest, waarde) if rest else waarde}
