"""Call back a request for a certificate: its place is free at once, and of an answer that comes later nothing comes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from machtigingen.audit.actions import record
from machtigingen.foundation import Actor, DomainError
from machtigingen.toegang.eigen import managed
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Organisatie
from machtigingen.toegang.redenen import read_reden
from machtigingen.toegang.uitgifte import OPEN, UNUSED, call_back


def withdraw_verzoek(*, actor: Actor, now: datetime, verzoek: int, reden: str = "") -> None:
    """Raises D208, T102 (a reason that is too long, or with what can be a BSN), T103, T111 (it was answered, lapsed or
    withdrawn)."""
    reden = read_reden(reden, leeg_mag=True)
    with transaction.atomic():
        rij = managed(actor).verzoeken.select_for_update().filter(pk=verzoek).first()
        if rij is None:
            raise DomainError.one("T103")
        if rij.stand != Certificaatverzoek.Stand.AANGEVRAAGD:
            raise DomainError.one("T111")
        _withdraw(rij, actor=actor, now=now, reden=reden)


def withdraw_renewals(*, actor: Actor, now: datetime, organisatie: Organisatie, certificaat: int, reden: str) -> None:
    """What was to take the place of a certificate that ends. Before that is locked: an answer takes them in this order
    too."""
    _withdraw_all(organisatie.verzoeken.filter(vervangt_id=certificaat), actor=actor, now=now, reden=reden)


def withdraw_of_medewerker(
    *, actor: Actor, now: datetime, organisatie: Organisatie, medewerker: int, reden: str
) -> None:
    """What was asked for somebody who leaves; before he is locked, as above."""
    _withdraw_all(organisatie.verzoeken.filter(medewerker_id=medewerker), actor=actor, now=now, reden=reden)


def withdraw_from_before(*, actor: Actor, now: datetime, organisatie: Organisatie, medewerker: int, reden: str) -> None:
    """What was asked for somebody who left, before he comes back; and before he is locked, as above."""
    rijen = organisatie.verzoeken.filter(medewerker_id=medewerker, medewerker__einde_at__lte=now)
    _withdraw_all(rijen, actor=actor, now=now, reden=reden)


def withdraw_of_serienummer(
    *, actor: Actor | None, now: datetime, serienummer: str, reden: str, beheerder: str
) -> None:
    """What was to take the place of a certificate that the operator stops, of whatever organisation it is. Also what
    came already and is not in use yet: whoever has the one may have the other."""
    rijen = Certificaatverzoek.objects.filter(vervangt__serienummer=serienummer)
    _withdraw_all(rijen, OPEN | UNUSED, actor=actor, now=now, reden=reden, beheerder=beheerder)


def _withdraw_all(
    rijen: QuerySet[Certificaatverzoek],
    which: Q = OPEN,
    *,
    actor: Actor | None,
    now: datetime,
    reden: str,
    beheerder: str = "",
) -> None:
    for rij in rijen.select_for_update(of=("self",)).filter(which).order_by("pk"):
        _withdraw(rij, actor=actor, now=now, reden=reden, beheerder=beheerder)


def _withdraw(rij: Certificaatverzoek, *, actor: Actor | None, now: datetime, reden: str, beheerder: str = "") -> None:
    Certificaat.objects.filter(verzoek=rij, einde_at=None).update(einde_at=now, einde_reden=reden)
    rij.stand = Certificaatverzoek.Stand.VERVALLEN.value
    rij.save(update_fields=["stand"])
    record(
        actor=actor,
        now=now,
        handeling="certificaatverzoek_ingetrokken",
        onderwerp=f"certificaatverzoek:{rij.pk}",
        reden=reden,
        beheerder=beheerder,
    )
    transaction.on_commit(lambda: call_back(rij.pk), robust=True)
