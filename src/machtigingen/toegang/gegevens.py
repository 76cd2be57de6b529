"""Who somebody is, for colleagues and for mail: add, put right, and let come back, as one and the same person."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from machtigingen.foundation import Actor, DomainError, holds_bsn
from machtigingen.toegang.eigen import managed, write_down
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Medewerker, Organisatie
from machtigingen.toegang.verzoeken import withdraw_from_before

NAAM_MAX = 120
UIT_DIENST = "medewerker uit dienst"
GEEN_FACTOR = MappingProxyType(
    {"factor_geheim": None, "factor_gezet_at": None, "laatste_stap": None, "foute_pogingen": 0}
)


@dataclass(frozen=True, kw_only=True)
class Gegevens:
    """`werkt`: at the organisation now."""

    naam: str
    email: str
    werkt: bool = True


def add_medewerker(*, actor: Actor, now: datetime, naam: str, email: str) -> int:
    """Raises D208, T104 (the address is somebody's), T105 (no name or address)."""
    nieuw = _read(naam, email)
    with transaction.atomic():
        organisatie = managed(actor)
        _require_free(organisatie.medewerkers.all(), nieuw.email)
        medewerker = Medewerker.objects.create(organisatie=organisatie, naam=nieuw.naam, email=nieuw.email)
        write_down(actor, now, "medewerker_toegevoegd", medewerker)
    return medewerker.pk


def revise_medewerker(*, actor: Actor, now: datetime, medewerker: int, naam: str, email: str, gezien: Gegevens) -> None:
    """Another name or address; and who left works here again, without the old certificates, requests and second factor.
    `gezien`: what was there to see. The same again changes nothing. Raises D208, T103, T104, T105, T117 (changed
    meanwhile)."""
    nieuw = _read(naam, email)
    with transaction.atomic():
        organisatie = managed(actor)
        withdraw_from_before(actor=actor, now=now, organisatie=organisatie, medewerker=medewerker, reden=UIT_DIENST)
        wie = _own(organisatie, medewerker)
        nu = Gegevens(naam=wie.naam, email=wie.email, werkt=wie.einde_at is None or wie.einde_at > now)
        if nieuw == nu:
            return
        if gezien != nu:
            raise DomainError.one("T117")
        _require_free(organisatie.medewerkers.exclude(pk=wie.pk), nieuw.email)
        _rename(wie, nieuw, now=now)
        if not nu.werkt:
            _come_back(wie, now=now)
        write_down(
            actor, now, "medewerker_gewijzigd" if nu.werkt else "medewerker_terug", wie, reden=_what_changed(nu, nieuw)
        )


def _read(naam: str, email: str) -> Gegevens:
    """Raises T105."""
    naam, email = " ".join(naam.split()), email.strip().lower()
    if not 0 < len(naam) <= NAAM_MAX or not naam.isprintable() or not _is_email(email) or holds_bsn(naam + " " + email):
        raise DomainError.one("T105", pad="email" if naam and not _is_email(email) else "naam")
    return Gegevens(naam=naam, email=email)


def _is_email(tekst: str) -> bool:
    try:
        validate_email(tekst)
    except ValidationError:
        return False
    return len(tekst) <= 254 and tekst.isascii()


def _require_free(mensen: QuerySet[Medewerker], email: str) -> None:
    """Raises T104."""
    if mensen.filter(email__iexact=email).exists():
        raise DomainError.one("T104", pad="email")


def _own(organisatie: Organisatie, id_: int) -> Medewerker:
    """Also who left. Raises T103."""
    wie = organisatie.medewerkers.select_for_update(of=("self",)).defer("factor_geheim").filter(pk=id_).first()
    if wie is None:
        raise DomainError.one("T103")
    return wie


def _rename(wie: Medewerker, nieuw: Gegevens, *, now: datetime) -> None:
    """A certificate that works goes by the name of its holder; one that ended keeps the name of then."""
    loopt = not_over(now)
    wie.certificaten.filter(loopt, naam=wie.naam).update(naam=nieuw.naam)
    wie.naam, wie.email = nieuw.naam, nieuw.email
    wie.save(update_fields=["naam", "email"])


def _come_back(wie: Medewerker, *, now: datetime) -> None:
    loopt = not_over(now)
    wie.certificaten.filter(loopt).update(einde_at=wie.einde_at, einde_reden=UIT_DIENST)
    Medewerker.objects.filter(pk=wie.pk).update(**GEEN_FACTOR)
    wie.einde_at = None
    wie.save(update_fields=["einde_at"])


def _what_changed(was: Gegevens, wordt: Gegevens) -> str:
    """For the trail, which holds no data of a person."""
    paren = (("naam", was.naam, wordt.naam), ("e-mailadres", was.email, wordt.email))
    return ", ".join(woord for woord, eerst, nu in paren if eerst != nu)
