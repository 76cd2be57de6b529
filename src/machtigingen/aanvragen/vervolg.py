"""What follows on an aanvraag: a copy to start anew with, asking the insurer to look again, asking to extend.

A copy is a concept. A herbeoordeling and a verlenging are sent at once: they ask what the first one asked, with a
motivation, and always go to a beoordelaar.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.actions import CONCEPT_DAGEN, bewaar_antwoorden, lock, settle_waiting
from machtigingen.aanvragen.afsluiting import was_ended_by_insurer
from machtigingen.aanvragen.bijlagen import WEGGEHAALD
from machtigingen.aanvragen.bladen import BLADEN
from machtigingen.aanvragen.doorlooptijd import start_termijn
from machtigingen.aanvragen.dossier import COV, from_json
from machtigingen.aanvragen.geldigheid import first_day_of_extension
from machtigingen.aanvragen.lifecycle import (
    HERBEOORDELING,
    KOPIE,
    OPEN,
    TEKST,
    TOEGEKEND,
    VERLENGING,
    Status,
    values_of,
)
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.niet_bewaard import NIET_BEWAARD
from machtigingen.aanvragen.nummers import aanvraagnummer
from machtigingen.aanvragen.ongevraagd import gone, kept_apart
from machtigingen.aanvragen.passend import newest
from machtigingen.aanvragen.queries import dossier_of, find, stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.aanvragen.wachtend import WACHTEND
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Vraagtype
from machtigingen.foundation import INDIENEN, Actor, DomainError
from machtigingen.registers.cov import CovAntwoord
from machtigingen.toegang.queries import require, require_person, vandaag

# What was answered so can be asked again, or for longer; also when its last day is over, not when it was ended.
VANUIT = {
    HERBEOORDELING: frozenset({Status.AFGEWEZEN, Status.GEDEELTELIJK_GOEDGEKEURD}),
    VERLENGING: frozenset(TOEGEKEND),
}


def can_ask_again(aanvraag: Aanvraag, soort: str, now: datetime) -> bool:
    """Whether the insurer can be asked this about it."""
    try:
        require_askable(aanvraag, soort, now)
    except DomainError:
        return False
    return True


def require_askable(aanvraag: Aanvraag, soort: str, now: datetime) -> None:
    """Raises A102 where the besluit gives no reason to ask this, A120 for a longer term of what the insurer itself
    ended, A121 when it was granted already in another one: that is gone on with."""
    if Status(aanvraag.status) not in VANUIT[soort]:
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, now)])
    toegekend = granted_vervolg_of(aanvraag, soort) or granted_vervolg_of(aanvraag, HERBEOORDELING)
    if toegekend is not None:  # a herbeoordeling took its place
        raise DomainError.one("A121", nummer=toegekend.aanvraagnummer or "")
    if soort == VERLENGING and was_ended_by_insurer(aanvraag) and aanvraag.geldig_tot_on is not None:
        raise DomainError.one("A120", datum=f"{aanvraag.geldig_tot_on:%d-%m-%Y}")


def granted_vervolg_of(aanvraag: Aanvraag, soort: str) -> Aanvraag | None:
    """What followed on it in this way, or on what did, and was granted."""
    for een in aanvraag.vervolgen.filter(vervolg_soort=soort).order_by("created_at", "pk"):
        gevonden = een if Status(een.status) in TOEGEKEND else granted_vervolg_of(een, soort)
        if gevonden is not None:
            return gevonden
    return None


def can_copy(aanvraag: Aanvraag, now: datetime) -> bool:
    return stand(aanvraag, now) is not Status.CONCEPT and bool(aanvraag.formulier_code)


def open_vervolg_of(aanvraag: Aanvraag, soort: str) -> Aanvraag | None:
    """What follows on it in this way and waits for an answer."""
    wacht = values_of(OPEN)
    return Aanvraag.objects.filter(vervolg_op=aanvraag, vervolg_soort=soort, status__in=wacht).first()


def copy_as_new(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """A concept with the same answers; its files are to be added again. While a copy is not sent, asking again gives
    that one. Raises D203/D204, A101, A102."""
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        eerste = lock(actor, aanvraag_id)
        if not can_copy(eerste, now):
            raise DomainError.one("A102", status=TEKST[stand(eerste, now)])
        eerdere = eerste.vervolgen.filter(vervolg_soort=KOPIE, status=Status.CONCEPT.value, vervalt_at__gt=now).first()
        if eerdere is not None:
            return eerdere
        kopie = _follow(eerste, KOPIE, actor=actor, now=now)
        kopie.save(force_insert=True)
        record(actor=actor, now=now, handeling="aanvraag_gekopieerd", onderwerp=f"aanvraag:{kopie.id}")
    return kopie


def ask_again(*, actor: Actor, now: datetime, aanvraag_id: UUID, soort: str, motivering: str) -> Aanvraag:
    """A herbeoordeling or a verlenging, sent at once. While one waits for an answer: gives that one, as it stands.

    Raises D203/D204, A101, A102, A114 (no motivation), A120, A121, V106, B207, R313;
    for a verlenging A122, and R301 to R306, R310 to R312: what COV says of the day on which it begins.
    """
    require(actor, INDIENEN)
    require_person(actor)
    tekst = read_tekst(motivering, veld="motivering", leeg="A114")
    eerst = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    cov = _ask_cov(eerst, soort, now)
    _require_zorgkantoor(eerst, now)
    with transaction.atomic():
        eerste = lock(actor, aanvraag_id)
        eerder = open_vervolg_of(eerste, soort)
        if eerder is not None:
            return eerder
        require_askable(eerste, soort, now)
        vervolg = _follow(eerste, soort, actor=actor, now=now)
        vervolg.motivering, vervolg.niet_automatisch = tekst, soort
        vervolg.gevraagd_van_on = first_day_of_extension(eerste) if soort == VERLENGING else eerste.gevraagd_van_on
        if cov is not None:
            vervolg.bronnen = dict(vervolg.bronnen) | {COV: toetsing.cov_bron(cov)}
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
        if cov is not None:
            record(actor=actor, now=now, handeling="cov_geraadpleegd", onderwerp=f"aanvraag:{vervolg.id}")
    return vervolg


def _ask_cov(eerste: Aanvraag, soort: str, now: datetime) -> CovAntwoord | None:
    """What COV says of the day on which a verlenging would begin: until when its policy lasts. Asked as at every
    submission, and outside the transaction. Raises R301 when it cannot be asked, R302 to R312, and A122 when another
    insurer has the person then. Not asked for what would be refused anyway."""
    if soort != VERLENGING or open_vervolg_of(eerste, soort) or not can_ask_again(eerste, soort, now):
        return None
    waarden = dossier_of(eerste, eerste.ingediend_at or now).waarden
    begin = first_day_of_extension(eerste)
    if begin is not None:
        waarden = {**waarden, "begindatum": begin.isoformat()}
    antwoord, fouten = toetsing.cov(waarden, eerste.bronnen, agb=eerste.agb)
    if fouten:
        raise DomainError(*fouten)
    if antwoord is not None:
        _require_the_same(eerste, antwoord)
    return antwoord


def _require_the_same(eerste: Aanvraag, antwoord: CovAntwoord) -> None:
    """Raises A122 where COV names others than the one that has the first. Where it names nobody that one goes on."""
    beslissen = (antwoord.uzovi,) if antwoord.uzovi else antwoord.zorgkantoren
    if beslissen and eerste.uzovi not in map(str, beslissen):
        wie = antwoord.verzekeraar or " / ".join(f"UZOVI {uzovi}" for uzovi in beslissen)
        raise DomainError.one("A122", datum=f"{antwoord.peildatum:%d-%m-%Y}", verzekeraar=wie)


def _require_zorgkantoor(eerste: Aanvraag, now: datetime) -> None:
    """Raises R313 for one that went to an insurer under the Wlz: it gets no more to read."""
    waarden = dossier_of(eerste, eerste.ingediend_at or now).waarden
    if fouten := toetsing.zorgkantoor(waarden, eerste.bronnen):
        raise DomainError(*fouten)


def _follow(eerste: Aanvraag, soort: str, *, actor: Actor, now: datetime) -> Aanvraag:
    """A new row with what the first one knew. Its link is the first one's to have; its term that of a concept. A copy
    goes on with the form that its care gets now, what follows with the version that was answered."""
    dossier = dossier_of(eerste, now)
    formulier = newest(dossier, eerste.bronnen) if soort == KOPIE else dossier.formulier
    nieuw = Aanvraag(
        id=uuid4(),
        agb=eerste.agb,
        status=Status.CONCEPT.value,
        softwarepakket=eerste.softwarepakket,
        referentie=eerste.referentie,
        formulier_code=formulier.code,
        formulier_versie=formulier.versie,
        mogelijke_formulieren=eerste.mogelijke_formulieren,
        bronnen=kept_apart(_bronnen(eerste), gone(dossier.formulier, formulier)),
        created_at=now,
        updated_at=now,
        opened_at=now,
        opened_by=actor.naam,
        vervalt_at=now + timedelta(days=CONCEPT_DAGEN),
        vervolg_op=eerste,
        vervolg_soort=soort,
    )
    vragen = (*dossier.formulier.vragen, *formulier.vragen)
    bestanden = {vraag.link_id for vraag in vragen if vraag.type is Vraagtype.ATTACHMENT}
    antwoorden = {naam: een for naam, een in from_json(eerste.antwoorden).items() if naam not in bestanden}
    bewaar_antwoorden(nieuw, antwoorden)
    settle_waiting(nieuw, actor=actor, now=now)
    return nieuw


def _bronnen(eerste: Aanvraag) -> dict[str, Any]:
    """What was typed in a concept that was never sent, and does not count yet, goes along."""
    achter = {WEGGEHAALD, BLADEN} | (set() if eerste.ingediend_at is None else {NIET_BEWAARD, WACHTEND})
    return {naam: feiten for naam, feiten in eerste.bronnen.items() if naam not in achter}
