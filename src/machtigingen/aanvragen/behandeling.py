"""The desk of a beoordelaar: take an aanvraag, hand it over, ask the provider for more, and stop waiting for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.besluiten import forget_opinion, put_on_desk, require_free
from machtigingen.aanvragen.doorlooptijd import afspraak_of, set_termijn
from machtigingen.aanvragen.lifecycle import Handeling, Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.queries import VRAAG_INGETROKKEN, stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.foundation import BEOORDELEN, Actor, DomainError, Soort
from machtigingen.foundation.werkdagen import werkdag_na
from machtigingen.toegang.contacten import Collega, colleagues
from machtigingen.toegang.queries import require, vandaag

MEESTE_VRAGEN = 10


def take(*, actor: Actor, now: datetime, aanvraag_id: UUID, overnemen: bool = False) -> Aanvraag:
    """Puts it on the actor's desk; there already, nothing changes. Raises D203, A101, A102, and A106 when a colleague
    has it, unless it is to be taken over."""
    require(actor, BEOORDELEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.NEMEN, Rol.BEOORDELAAR)
        if aanvraag.behandelaar_certificaat == actor.certificaat and aanvraag.status == status.value:
            return aanvraag
        if not overnemen:
            require_free(aanvraag, actor)
        begint = aanvraag.status != status.value
        _put(aanvraag, status, actor)
        melden = "in_behandeling" if begint else ""
        leave(aanvraag, actor=actor, now=now, soort="genomen", handeling="aanvraag_genomen", melden=melden)
    return aanvraag


def hand_over(*, actor: Actor, now: datetime, aanvraag_id: UUID, naar: str = "") -> Aanvraag:
    """Gives it to a colleague by the fingerprint of his certificate, or back to the list. Raises D203, A101, A102,
    A106, and A115 for who is no colleague."""
    require(actor, BEOORDELEN)
    collega = next((een for een in colleagues(actor, now=now) if een.certificaat == naar), None)
    if naar and collega is None:
        raise DomainError.one("A115", pad="naar")
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.OVERDRAGEN, Rol.BEOORDELAAR)
        require_free(aanvraag, actor)
        _put(aanvraag, status, collega)
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="overgedragen",
            handeling="aanvraag_overgedragen",
            gegevens={"aan": collega.naam if collega else ""},
        )
    return aanvraag


def _put(aanvraag: Aanvraag, status: Status, wie: Actor | Collega | None) -> None:
    aanvraag.status = status.value
    put_on_desk(aanvraag, wie)


def ask_information(*, actor: Actor, now: datetime, aanvraag_id: UUID, vragen: Sequence[str]) -> Aanvraag:
    """Asks the provider for more: the clock stops until there is an answer. Empty questions are left out.

    Raises D203, A101, A102, A106; A116 (nothing asked, or more than ten questions), V106, B207.
    """
    require(actor, BEOORDELEN)
    gevraagd = read_vragen(vragen)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.INFORMATIE_VRAGEN, Rol.BEOORDELAAR)
        require_free(aanvraag, actor)
        _put(aanvraag, status, actor if actor.soort is Soort.PERSOONLIJK else None)
        verzoek = Informatieverzoek.objects.create(
            aanvraag=aanvraag,
            volgnummer=aanvraag.informatieverzoeken.count() + 1,
            vragen=gevraagd,
            gesteld_at=now,
            gesteld_door=actor.naam,
            reageren_voor_on=werkdag_na(vandaag(now), afspraak_of(aanvraag).reactie_werkdagen),
        )
        forget_opinion(aanvraag)  # without the answer it is none
        set_termijn(aanvraag)
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="informatie_gevraagd",
            handeling="informatie_gevraagd",
            melden="informatie_gevraagd",
            gegevens={"verzoek": verzoek.volgnummer},
        )
    return aanvraag


def read_vragen(vragen: Sequence[str]) -> list[str]:
    """The questions as they are kept. Raises A116, V106, B207."""
    gelezen = [
        read_tekst(vraag, veld=f"vragen[{nummer}]", leeg="A116") for nummer, vraag in enumerate(vragen) if vraag.strip()
    ]
    if not 0 < len(gelezen) <= MEESTE_VRAGEN:
        raise DomainError.one("A116", pad="vragen")
    return gelezen


def stop_waiting(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """No answer came by the last day for it: it is decided with what there is, and the clock goes on where it stood,
    from that day. Before that day the question is taken back, and the clock goes on from today. It stays on the desk of
    who asked, so that any colleague may see to it. What the provider typed and did not send stays the provider's.

    Raises D203, A101, and A102 when no answer is waited for.
    """
    require(actor, BEOORDELEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.NIET_LANGER_WACHTEN, Rol.BEOORDELAAR)
        verzoek = aanvraag.informatieverzoeken.get(beantwoord_at=None)
        soort = "niet_beantwoord" if is_unanswered(verzoek, now) else VRAAG_INGETROKKEN
        verzoek.beantwoord_at, verzoek.beantwoord_door = now, actor.naam
        verzoek.save()
        aanvraag.status = status.value
        set_termijn(aanvraag)
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort=soort,
            handeling="wachten_gestopt",
            melden="in_behandeling",
            gegevens={"verzoek": verzoek.volgnummer},
        )
    return aanvraag


def is_unanswered(verzoek: Informatieverzoek, now: datetime) -> bool:
    """The last day for an answer is over. One that comes later still counts, as long as somebody waits for it."""
    return verzoek.beantwoord_at is None and vandaag(now) > verzoek.reageren_voor_on
