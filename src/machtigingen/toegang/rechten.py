"""Grant and withdraw a right of one certificate, ask for one, and answer who asked."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from machtigingen.audit.actions import lock
from machtigingen.foundation import (
    ADVISEREN,
    BEHEREN,
    BEOORDELEN,
    INDIENEN,
    PORTAALBEHEER,
    RAADPLEGEN,
    Actor,
    DomainError,
)
from machtigingen.toegang.eigen import managed, own_certificaat, require_somebody_who_manages, write_down
from machtigingen.toegang.models import Certificaat, Organisatie, Rechtverzoek
from machtigingen.toegang.queries import possible_autorisaties, require_person

# Who may send may look, and who advises judges.
DAARBIJ = {INDIENEN: RAADPLEGEN, ADVISEREN: BEOORDELEN}
ZONDER = {naar: van for van, naar in DAARBIJ.items()}


def grantable(organisatie: Organisatie, soort: str) -> frozenset[str]:
    """What can be granted to a certificate of this kind: at an instantie managing is no right but a role, and running
    the portal is granted by command only."""
    mogelijk = possible_autorisaties(organisatie, soort=soort) - {PORTAALBEHEER}
    return mogelijk - {BEHEREN} if organisatie.is_instantie else mogelijk


def own_possible(*, actor: Actor) -> frozenset[str]:
    """All that somebody with such a certificate can have there, whoever grants it: anybody may know that of himself."""
    return possible_autorisaties(Organisatie.objects.get(code=actor.organisatiecode), soort=actor.soort.value)


def with_what_it_needs(autorisaties: list[str]) -> list[str]:
    return sorted({*autorisaties, *(DAARBIJ[een] for een in autorisaties if een in DAARBIJ)})


def grant(*, actor: Actor, now: datetime, certificaat: int, autorisatie: str) -> None:
    """From the next request on. Once more changes nothing. Raises D208, T103, T107 (it cannot have that), T111."""
    with transaction.atomic():
        organisatie = managed(actor)
        _give(organisatie, own_certificaat(organisatie, certificaat, now=now), autorisatie, actor=actor, now=now)


def withdraw(*, actor: Actor, now: datetime, certificaat: int, autorisatie: str) -> None:
    """From the next request on, with what cannot do without it. Raises D208, T103, T106 (the last who manages), T107
    (being contactpersoon is withdrawn as that), T111."""
    with transaction.atomic():
        organisatie = managed(actor)
        van = own_certificaat(organisatie, certificaat, now=now)
        if autorisatie not in grantable(organisatie, van.soort):
            raise DomainError.one("T107")
        blijft = sorted(set(van.autorisaties) - {autorisatie, ZONDER.get(autorisatie, "")})
        if blijft == sorted(van.autorisaties):
            return
        van.autorisaties = blijft
        van.save(update_fields=["autorisaties"])
        if autorisatie == BEHEREN:
            require_somebody_who_manages(organisatie, now=now)
        write_down(actor, now, "recht_ingetrokken", van, reden=autorisatie)


def _give(organisatie: Organisatie, aan: Certificaat, autorisatie: str, *, actor: Actor, now: datetime) -> None:
    if autorisatie not in grantable(organisatie, aan.soort):
        raise DomainError.one("T107")
    nieuw = with_what_it_needs([*aan.autorisaties, autorisatie])
    if nieuw != sorted(aan.autorisaties):
        aan.autorisaties = nieuw
        aan.save(update_fields=["autorisaties"])
        write_down(actor, now, "recht_gegeven", aan, reden=autorisatie)
    answer_who_asked(aan, door=actor.naam, now=now)


def answer_who_asked(certificaat: Certificaat, *, door: str, now: datetime) -> None:
    """What it may by now, whichever way that was given, nobody has to be asked for any more."""
    mag = Q(certificaat=certificaat, autorisatie__in=certificaat.autorisaties)
    close_questions(mag, door=door, now=now, toegekend=True)


def close_questions(welke: Q, *, door: str, now: datetime, toegekend: bool = False) -> None:
    """Who asked for a certificate that is over, need not be answered any more."""
    Rechtverzoek.objects.filter(welke, beantwoord_at=None).update(
        beantwoord_at=now, beantwoord_door=door, toegekend=toegekend
    )


def ask_for_right(*, actor: Actor, now: datetime, autorisatie: str) -> int:
    """Anybody who can log in may ask; asking again is the same question. Raises D202 (software), T107 (it cannot have
    that), T112 (has it already)."""
    require_person(actor)
    with transaction.atomic():
        lock(actor.keten)
        van = Certificaat.objects.select_related("organisatie").get(vingerafdruk=actor.certificaat)
        if autorisatie not in grantable(van.organisatie, van.soort):
            raise DomainError.one("T107")
        if autorisatie in van.autorisaties:
            raise DomainError.one("T112")
        verzoek, nieuw = Rechtverzoek.objects.get_or_create(
            certificaat=van, autorisatie=autorisatie, beantwoord_at=None, defaults={"gevraagd_at": now}
        )
        if nieuw:
            write_down(actor, now, "recht_gevraagd", van, reden=autorisatie)
    return verzoek.pk


def answer_right(*, actor: Actor, now: datetime, rechtverzoek: int, toegekend: bool) -> None:
    """The same answer again changes nothing. Raises D208, T103, T107, T111, T113 (answered otherwise)."""
    with transaction.atomic():
        organisatie = managed(actor)
        verzoek = (
            Rechtverzoek.objects.select_for_update(of=("self",))
            .filter(pk=rechtverzoek, certificaat__organisatie=organisatie)
            .first()
        )
        if verzoek is None:
            raise DomainError.one("T103")
        if verzoek.beantwoord_at is not None:
            if verzoek.toegekend is toegekend:
                return
            raise DomainError.one("T113")
        aan = own_certificaat(organisatie, verzoek.certificaat_id, now=now)
        if toegekend:
            _give(organisatie, aan, verzoek.autorisatie, actor=actor, now=now)
        else:
            write_down(actor, now, "recht_geweigerd", aan, reden=verzoek.autorisatie)
        verzoek.beantwoord_at, verzoek.beantwoord_door, verzoek.toegekend = now, actor.naam, toegekend
        verzoek.save(update_fields=["beantwoord_at", "beantwoord_door", "toegekend"])
