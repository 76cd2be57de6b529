"""What follows on an aanvraag: a copy to start anew with, asking the insurer to look again, asking to extend.

A copy is a concept. A herbeoordeling and a verlenging are sent at once: they ask what the first one asked, with a
motivation, and always go to a beoordelaar.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from machtigingen.aanvragen.actions import CONCEPT_DAGEN, bewaar_antwoorden, lock
from machtigingen.aanvragen.besluiten import VERLENGING
from machtigingen.aanvragen.doorlooptijd import start_termijn
from machtigingen.aanvragen.dossier import from_json
from machtigingen.aanvragen.lifecycle import TEKST, TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nummers import aanvraagnummer
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Vraagtype
from machtigingen.formulieren import catalogus
from machtigingen.foundation import INDIENEN, Actor, DomainError
from machtigingen.toegang.queries import require, require_person, vandaag

KOPIE = "kopie"
HERBEOORDELING = "herbeoordeling"

# From which status each can be asked.
VANUIT = {
    KOPIE: frozenset(Status) - {Status.CONCEPT},
    HERBEOORDELING: frozenset({Status.AFGEWEZEN, Status.GEDEELTELIJK_GOEDGEKEURD}),
    VERLENGING: frozenset({*TOEGEKEND, Status.BEEINDIGD}),
}


def copy_as_new(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """A concept with the same answers; its files are to be added again. While a copy is not sent, asking again gives
    that one. Raises D203/D204, A101, A102."""
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        eerste = _lock_first(actor, aanvraag_id, now, KOPIE)
        eerdere = eerste.vervolgen.filter(vervolg_soort=KOPIE, status=Status.CONCEPT.value, vervalt_at__gt=now).first()
        if eerdere is not None:
            return eerdere
        kopie = _follow(eerste, KOPIE, actor=actor, now=now)
        kopie.save(force_insert=True)
        record(actor=actor, now=now, handeling="aanvraag_gekopieerd", onderwerp=f"aanvraag:{kopie.id}")
    return kopie


def ask_again(*, actor: Actor, now: datetime, aanvraag_id: UUID, soort: str, motivering: str) -> Aanvraag:
    """A herbeoordeling or a verlenging, sent at once. Asked before: gives that one, as it stands.

    Raises D203/D204, A101, A102, A114 (no motivation), V106, B207.
    """
    require(actor, INDIENEN)
    require_person(actor)
    tekst = read_tekst(motivering, veld="motivering", leeg="A114")
    with transaction.atomic():
        eerste = lock(actor, aanvraag_id)
        eerder = eerste.vervolgen.filter(vervolg_soort=soort).first()
        if eerder is not None:
            return eerder
        _require_from(eerste, soort, now)
        vervolg = _follow(eerste, soort, actor=actor, now=now)
        vervolg.motivering, vervolg.niet_automatisch = tekst, soort
        vervolg.status = Status.INGEDIEND.value
        vervolg.aanvraagnummer = aanvraagnummer(on=vandaag(now))
        vervolg.ingediend_at, vervolg.ingediend_door = now, actor.naam
        vervolg.save(force_insert=True)
        start_termijn(vervolg, now)
        leave(
            vervolg,
            actor=actor,
            now=now,
            soort="ingediend",
            handeling="aanvraag_ingediend",
            melden="ingediend",
            gegevens={"vervolg": soort},
        )
    return vervolg


def _lock_first(actor: Actor, aanvraag_id: UUID, now: datetime, soort: str) -> Aanvraag:
    eerste = lock(actor, aanvraag_id)
    _require_from(eerste, soort, now)
    return eerste


def _require_from(eerste: Aanvraag, soort: str, now: datetime) -> None:
    status = stand(eerste, now)
    if status not in VANUIT[soort] or not eerste.formulier_code:
        raise DomainError.one("A102", status=TEKST[status])


def _follow(eerste: Aanvraag, soort: str, *, actor: Actor, now: datetime) -> Aanvraag:
    """A new row with what the first one knew. Its link is the first one's to have; its term that of a concept."""
    nieuw = Aanvraag(
        id=uuid4(),
        agb=eerste.agb,
        status=Status.CONCEPT.value,
        softwarepakket=eerste.softwarepakket,
        referentie=eerste.referentie,
        formulier_code=eerste.formulier_code,
        formulier_versie=eerste.formulier_versie,
        mogelijke_formulieren=eerste.mogelijke_formulieren,
        bronnen=_bronnen(eerste.bronnen),
        created_at=now,
        updated_at=now,
        opened_at=now,
        opened_by=actor.naam,
        vervalt_at=now + timedelta(days=CONCEPT_DAGEN),
        vervolg_op=eerste,
        vervolg_soort=soort,
    )
    formulier = catalogus().formulier(eerste.formulier_code, eerste.formulier_versie)
    bestanden = {vraag.link_id for vraag in formulier.vragen if vraag.type is Vraagtype.ATTACHMENT}
    antwoorden = {naam: een for naam, een in from_json(eerste.antwoorden).items() if naam not in bestanden}
    bewaar_antwoorden(nieuw, antwoorden)
    return nieuw


def _bronnen(bronnen: dict[str, Any]) -> dict[str, Any]:
    return {naam: feiten for naam, feiten in bronnen.items() if naam != "niet_bewaard"}
