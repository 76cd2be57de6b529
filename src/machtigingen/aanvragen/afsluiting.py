"""How an aanvraag ends otherwise than by a besluit, and how an ended one is opened again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.besluiten import forget_opinion, put_on_desk
from machtigingen.aanvragen.doorlooptijd import afspraak_of, start_termijn, stop_termijn
from machtigingen.aanvragen.geldigheid import require_free
from machtigingen.aanvragen.lifecycle import OPEN, TOEGEKEND, Handeling, Rol, Status, may, next_status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.opvolging import followers_of
from machtigingen.aanvragen.queries import besluit_of, open_siblings, stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.aanvragen.vervanging import lock_followed
from machtigingen.foundation import BEOORDELEN, INDIENEN, Actor, DomainError, Soort
from machtigingen.toegang.queries import require, require_person, vandaag


def withdraw(*, actor: Actor, now: datetime, aanvraag_id: UUID, reden: str) -> Aanvraag:
    """Takes a request back while nothing was decided. Raises D203/D204, A101, A102, A114 (no reason), V106, B207."""
    require(actor, INDIENEN)
    require_person(actor)
    tekst = read_tekst(reden, veld="reden", leeg="A114")
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.INTREKKEN, Rol.INDIENER)
        aanvraag.status, aanvraag.intrekking = status.value, tekst
        forget_opinion(aanvraag)
        _close_questions(aanvraag, actor=actor, now=now)
        stop_termijn(aanvraag)
        leave(
            aanvraag, actor=actor, now=now, soort="ingetrokken", handeling="aanvraag_ingetrokken", melden="ingetrokken"
        )
    return aanvraag


def _close_questions(aanvraag: Aanvraag, *, actor: Actor, now: datetime) -> None:
    """What was asked needs no answer any more; a draft of one stays the provider's to read."""
    aanvraag.informatieverzoeken.filter(beantwoord_at=None).update(beantwoord_at=now, beantwoord_door=actor.naam)


def report_not_done(*, actor: Actor, now: datetime, aanvraag_id: UUID, reden: str) -> Aanvraag:
    """The care that was granted is not given: the machtiging ends today, or on its last day when that is over; one that
    is still to begin never does. Raises as `withdraw`."""
    require(actor, INDIENEN)
    require_person(actor)
    tekst = read_tekst(reden, veld="reden", leeg="A114")
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand_for_not_done(aanvraag, now), Handeling.NIET_UITGEVOERD_MELDEN, Rol.INDIENER)
        besluit = besluit_of(aanvraag)
        einde, van = min(vandaag(now), aanvraag.geldig_tot_on or date.max), besluit.geldig_van_on if besluit else None
        if van is not None and van > einde:
            einde = van - timedelta(days=1)
        aanvraag.status, aanvraag.geldig_tot_on, aanvraag.einde_reden = status.value, einde, tekst
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="niet_uitgevoerd",
            handeling="niet_uitgevoerd_gemeld",
            melden="beeindigd",
            gegevens={"reden": tekst, "einde": einde.isoformat()},
        )
    return aanvraag


def stand_for_not_done(aanvraag: Aanvraag, now: datetime) -> Status:
    """The status by which one may say so: for some weeks after the last day too, those in which a besluit can be opened
    again. What the insurer ended is over."""
    laatst, dagen = aanvraag.geldig_tot_on, afspraak_of(aanvraag).heropenen_dagen or 0
    net_voorbij = laatst is not None and vandaag(now) <= laatst + timedelta(days=dagen)
    wel = net_voorbij and not was_ended_by_insurer(aanvraag)
    return Status(aanvraag.status) if wel else stand(aanvraag, now)


def set_end(*, actor: Actor, now: datetime, aanvraag_id: UUID, einde: date, reden: str) -> Aanvraag:
    """The insurer ends a machtiging on another day than was granted: past, today or ahead (domain notes 1.7). What it
    set it can set anew, also when that day is past; the day that was granted takes the end back.

    Raises D203, A101, A102, A105 (no reason), V106, B207, A112 for a day before it began or after what was granted, and
    A125 for one that another took over.
    """
    require(actor, BEOORDELEN)
    tekst = read_tekst(reden, veld="reden", leeg="A105")
    with transaction.atomic():
        lock_followed(actor, now, aanvraag_id)
        aanvraag = lock(actor, aanvraag_id)
        next_status(_stand_for_end(aanvraag, now), Handeling.EINDDATUM_ZETTEN, Rol.BEOORDELAAR)
        tot = require_end(aanvraag, einde)
        aanvraag.geldig_tot_on, aanvraag.einde_reden = einde, tekst if einde != tot else None
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="einddatum",
            handeling="einddatum_gezet",
            melden="beeindigd",
            gegevens={"einde": einde.isoformat(), "reden": tekst, "bezwaar": afspraak_of(aanvraag).bezwaar},
        )
    return aanvraag


def require_within_grant(aanvraag: Aanvraag, einde: date) -> date | None:
    """The last day that the besluit gave. Raises A112 for a day before it began or after that one."""
    besluit = besluit_of(aanvraag)
    van, tot = (besluit.geldig_van_on, besluit.geldig_tot_on) if besluit else (None, None)
    if (van is not None and einde < van - timedelta(days=1)) or (tot is not None and einde > tot):
        raise DomainError.one("A112", pad="einde")
    return tot


def require_end(aanvraag: Aanvraag, einde: date) -> date | None:
    """As `require_within_grant`. Raises A125 besides, for a later day than it has now that another machtiging of the
    same chain holds."""
    tot, besluit = require_within_grant(aanvraag, einde), besluit_of(aanvraag)
    if besluit is not None and aanvraag.geldig_tot_on is not None and einde > aanvraag.geldig_tot_on:
        require_free(aanvraag, besluit.geldig_van_on, einde, op=vandaag(besluit.besloten_at), pad="einde")
    return tot


def was_ended_by_insurer(aanvraag: Aanvraag) -> bool:
    """A last day stands that the insurer set after the besluit; of an aanvraag that was looked at."""
    return Status(aanvraag.status) in TOEGEKEND and aanvraag.einde_reden is not None


def may_take_end_back(aanvraag: Aanvraag) -> bool:
    """The end that the insurer set, unless another machtiging of the chain holds on the days after it."""
    besluit = besluit_of(aanvraag)
    if besluit is None or besluit.geldig_tot_on is None or not was_ended_by_insurer(aanvraag):
        return False
    try:
        require_end(aanvraag, besluit.geldig_tot_on)
    except DomainError:
        return False
    return True


def _stand_for_end(aanvraag: Aanvraag, now: datetime) -> Status:
    """What the insurer itself ended is not over for good."""
    return Status(aanvraag.status) if was_ended_by_insurer(aanvraag) else stand(aanvraag, now)


def may_set_end(aanvraag: Aanvraag, now: datetime) -> bool:
    return may(_stand_for_end(aanvraag, now), Handeling.EINDDATUM_ZETTEN, Rol.BEOORDELAAR)


def reopen(*, actor: Actor, now: datetime, aanvraag_id: UUID, reden: str) -> Aanvraag:
    """Takes a besluit back to the desk, within the days that are agreed, while nothing was built on it. A granted
    number is kept for when it is granted again.

    Raises D203, A101, A102, A105, V106, B207, and A111 when it is too late or a vervolg was asked.
    """
    require(actor, BEOORDELEN)
    tekst = read_tekst(reden, veld="reden", leeg="A105")
    with transaction.atomic():
        lock_followed(actor, now, aanvraag_id)
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.HEROPENEN, Rol.BEOORDELAAR)
        laatst = last_reopening(aanvraag)
        if is_built_on(aanvraag) or laatst is None or vandaag(now) > laatst:
            raise DomainError.one("A111")
        aanvraag.status = status.value
        put_on_desk(aanvraag, actor if actor.soort is Soort.PERSOONLIJK else None)
        aanvraag.machtigingsnummer, aanvraag.geldig_tot_on, aanvraag.einde_reden = "", None, None
        start_termijn(aanvraag, now)
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="heropend",
            handeling="aanvraag_heropend",
            melden="heropend",
            gegevens={"reden": tekst},
        )
    return aanvraag


def is_built_on(aanvraag: Aanvraag) -> bool:
    """Something that followed on it is open or was granted; or it follows itself, and was asked anew since."""
    vervolgd = any(Status(een.status) in (*OPEN, *TOEGEKEND) for een in followers_of(aanvraag))
    return vervolgd or open_siblings(aanvraag).exists()


def last_reopening(aanvraag: Aanvraag) -> date | None:
    """The last day on which the besluit of an aanvraag can be taken up again; none without a besluit, or where it was
    agreed that it never can."""
    besluit, dagen = besluit_of(aanvraag), afspraak_of(aanvraag).heropenen_dagen
    return vandaag(besluit.besloten_at) + timedelta(days=dagen) if besluit and dagen else None


def reopened_among(aanvragen: Iterable[Aanvraag]) -> frozenset[UUID]:
    """Which of these, that wait for a besluit, had one before."""
    ids = [een.pk for een in aanvragen if Status(een.status) in OPEN]
    return frozenset(Besluit.objects.filter(aanvraag__in=ids).values_list("aanvraag", flat=True))
