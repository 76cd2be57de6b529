"""What is the actor's own to manage: people and certificates of the own organisation, locked. Of another: not found.

Each act first takes the end of its organisation's chain: that lock puts those of one organisation in line, so that what
is counted after it still holds when it is written.
"""

from datetime import datetime

from machtigingen.audit.actions import lock, record
from machtigingen.foundation import BEHEREN, Actor, DomainError
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie
from machtigingen.toegang.queries import require, rights_of


def managed(actor: Actor) -> Organisatie:
    """The organisation of which the actor manages the access, in line. Raises D208."""
    require(actor, BEHEREN)
    lock(actor.keten)
    return Organisatie.objects.get(code=actor.organisatiecode)


def own_medewerker(organisatie: Organisatie, id_: int, *, now: datetime) -> Medewerker:
    """Raises T103, and T111 when he or she no longer works there."""
    medewerker = organisatie.medewerkers.select_for_update(of=("self",)).defer("factor_geheim").filter(pk=id_).first()
    if medewerker is None:
        raise DomainError.one("T103")
    if medewerker.einde_at is not None and medewerker.einde_at <= now:
        raise DomainError.one("T111")
    return medewerker


def own_certificaat(organisatie: Organisatie, id_: int, *, now: datetime) -> Certificaat:
    """Raises T103, and T111 when it has ended."""
    certificaat = organisatie.certificaten.select_for_update(of=("self",)).filter(pk=id_).first()
    if certificaat is None:
        raise DomainError.one("T103")
    if certificaat.einde_at is not None and certificaat.einde_at <= now:
        raise DomainError.one("T111")
    return certificaat


def require_somebody_who_manages(organisatie: Organisatie, *, now: datetime) -> None:
    """After the act, before it is committed: at an instantie a contactpersoon is left, and when one could log in before
    one still can; at an insurer somebody who manages. Raises T106."""
    if organisatie.is_instantie and not organisatie.medewerkers.filter(contact__isnull=False).exists():
        raise DomainError.one("T106")
    if not any(BEHEREN in rights_of(een) for een in _usable(organisatie, now)):
        raise DomainError.one("T106")


def _usable(organisatie: Organisatie, now: datetime) -> list[Certificaat]:
    """What a person could log in with now, as far as it is up to the organisation itself."""
    nog = not_over(now)
    mens = not_over(now, van="medewerker")
    rijen = organisatie.certificaten.filter(nog, mens, soort="persoonlijk", geldig_tot__gt=now, ingetrokken_at=None)
    werkt = rijen.filter(medewerker__geblokkeerd_at=None)
    return list(werkt.select_related("organisatie", "medewerker").defer("medewerker__factor_geheim"))


def write_down(
    actor: Actor, now: datetime, handeling: str, onderwerp: Medewerker | Certificaat, reden: str = ""
) -> None:
    soort = "medewerker" if isinstance(onderwerp, Medewerker) else "certificaat"
    record(actor=actor, now=now, handeling=handeling, onderwerp=f"{soort}:{onderwerp.pk}", reden=reden)
