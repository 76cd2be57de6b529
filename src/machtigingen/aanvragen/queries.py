"""What may be seen of aanvragen, and by whom. Every reading starts from `visible_to`; there is no unscoped list."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from machtigingen.aanvragen.dossier import Dossier, from_json
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.audit.actions import record
from machtigingen.formulieren import catalogus
from machtigingen.foundation import BEOORDELEN, RAADPLEGEN, Actor, DomainError
from machtigingen.toegang.queries import vandaag


def visible_to(actor: Actor) -> QuerySet[Aanvraag]:
    """An instantie sees its own; an insurer what was sent to it; without the autorisatie nobody sees anything."""
    if actor.agb is not None and actor.mag(RAADPLEGEN):
        return Aanvraag.objects.filter(agb=str(actor.agb))
    if actor.uzovi is not None and actor.mag(BEOORDELEN):
        return Aanvraag.objects.filter(uzovi=str(actor.uzovi), ingediend_at__isnull=False)
    return Aanvraag.objects.none()


def find(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """One aanvraag, without a trace of the look: for acts, which leave their own. Raises A101, foreign or not there."""
    aanvraag = visible_to(actor).filter(pk=aanvraag_id).first()
    if aanvraag is None:
        raise DomainError.one("A101")
    return aanvraag


def look(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """One aanvraag, to be shown: the look is recorded, also a refused one. Raises A101."""
    try:
        aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    except DomainError as fout:
        record(actor=actor, now=now, handeling="aanvraag_bekeken", onderwerp=f"aanvraag:{aanvraag_id}", code=fout.code)
        raise
    record(actor=actor, now=now, handeling="aanvraag_bekeken", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag


def overview(*, actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """The list of an instantie, newest first; the look is recorded. Lapsed concepts that nobody opened are left out."""
    record(actor=actor, now=now, handeling="lijst_bekeken")
    ongeopend_vervallen = Q(status=Status.CONCEPT.value, opened_at__isnull=True, vervalt_at__lte=now)
    return visible_to(actor).exclude(ongeopend_vervallen).order_by("-updated_at", "pk")


def stand(aanvraag: Aanvraag, now: datetime) -> Status:
    """The status at this moment: a concept past its term has lapsed, whether or not anybody looked."""
    status = Status(aanvraag.status)
    return Status.VERVALLEN if status is Status.CONCEPT and aanvraag.vervalt_at <= now else status


def dossier_of(aanvraag: Aanvraag, now: datetime) -> Dossier:
    """The form of this aanvraag with its answers. Raises F102 while no form is chosen."""
    formulier = catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie)
    return Dossier(formulier, from_json(aanvraag.antwoorden), vandaag(now))


def besluit_of(aanvraag: Aanvraag) -> Besluit | None:
    """The answer to an aanvraag that was looked at, once there is one."""
    return Besluit.objects.filter(aanvraag=aanvraag).first()
