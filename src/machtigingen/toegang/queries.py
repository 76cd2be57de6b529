"""From a verified certificate to one actor, or to the one reason why not."""

from dataclasses import dataclass
from datetime import date, datetime

from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, AgbCode, DomainError, Fout, Soort, Uzovi
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.pki import Certificaatgegevens, Uitkomst, Verdict
from machtigingen.toegang.models import Certificaat, Contactpersoon, Organisatie

_CODES = {
    Uitkomst.GEEN: "D101",
    Uitkomst.ONLEESBAAR: "D102",
    Uitkomst.PROFIEL_ONJUIST: "D102",
    Uitkomst.ONBEKENDE_UITGEVER: "D103",
    Uitkomst.VERLOPEN: "D104",
    Uitkomst.NOG_NIET_GELDIG: "D105",
    Uitkomst.INGETROKKEN: "D106",
    Uitkomst.INTREKKING_ONBEKEND: "D107",
}
_VERKEERD_SOORT = {Soort.PERSOONLIJK: "D201", Soort.SYSTEEM: "D202"}


def identify(verdict: Verdict, *, verwacht: Soort, now: datetime) -> Actor:
    """The actor behind a certificate. Raises D101–D107 (the certificate), D201/D202 (its kind), D108 (not registered),
    D205 (ended), D206 (issued under another organisation than it is registered for). Says nothing about rights."""
    if verdict.uitkomst is not Uitkomst.GOED or verdict.gegevens is None:
        raise DomainError(*(Fout(code, "", _wie(verdict.gegevens) | _datum(verdict)) for code in _codes(verdict, now)))
    gegevens = verdict.gegevens
    if gegevens.soort is not verwacht:
        raise DomainError.one(_VERKEERD_SOORT[gegevens.soort], **_wie(gegevens))
    registratie = Certificaat.objects.select_related("organisatie").filter(vingerafdruk=gegevens.vingerafdruk).first()
    if registratie is None:
        raise DomainError.one("D108", **_wie(gegevens))
    if registratie.organisatie.code != gegevens.organisatiecode or registratie.soort != gegevens.soort.value:
        raise DomainError.one("D206", **_wie(gegevens))
    einde = registratie.organisatie.einde_on
    if einde is not None and einde < vandaag(now):
        raise DomainError.one("D205", **_wie(gegevens), datum=einde.strftime("%d-%m-%Y"))
    rechten = possible_autorisaties(registratie.organisatie).intersection(registratie.autorisaties)
    return holder(gegevens, registratie.organisatie, naam=registratie.naam, autorisaties=rechten)


def _codes(verdict: Verdict, now: datetime) -> tuple[str, ...]:
    """Of a revoked certificate whose days are over both are said: revoked first, for no renewal cures that."""
    over = verdict.gegevens is not None and verdict.gegevens.geldig_tot < now
    if verdict.uitkomst is Uitkomst.INGETROKKEN and over:
        return "D106", "D104"
    return (_CODES[verdict.uitkomst],)


def possible_autorisaties(organisatie: Organisatie) -> frozenset[str]:
    """What its certificates can be given: an instantie asks, an insurer decides, and nobody does both."""
    if organisatie.soort == Organisatie.Soort.VERZEKERAAR:
        return frozenset({BEOORDELEN})
    return frozenset({INDIENEN, RAADPLEGEN})


def _wie(gegevens: Certificaatgegevens | None) -> dict[str, str]:
    """Of which organisation the refused one says to be: its contactpersoon can help."""
    return {"agb": gegevens.organisatiecode} if gegevens else {}


def _datum(verdict: Verdict) -> dict[str, str]:
    """The day that the certificate begins or ends, whichever is the trouble."""
    if verdict.gegevens is None:
        return {}
    begint_nog = verdict.uitkomst is Uitkomst.NOG_NIET_GELDIG
    moment = verdict.gegevens.geldig_van if begint_nog else verdict.gegevens.geldig_tot
    return {"datum": moment.astimezone(NEDERLAND).strftime("%d-%m-%Y")}


def holder(
    gegevens: Certificaatgegevens, organisatie: Organisatie, *, naam: str, autorisaties: frozenset[str] = frozenset()
) -> Actor:
    """Who holds a certificate, under the name by which they are known here."""
    code = gegevens.organisatiecode
    return Actor(
        soort=gegevens.soort,
        naam=naam,
        organisatie=organisatie.naam,
        agb=AgbCode.parse(code) if len(code) == 8 else None,
        uzovi=Uzovi.parse(code) if len(code) == 4 else None,
        autorisaties=autorisaties,
        certificaat=gegevens.vingerafdruk,
        serienummer=gegevens.serienummer,
        geldig_tot=gegevens.geldig_tot,
    )


def require(actor: Actor, autorisatie: str) -> None:
    """Raises D203 (no autorisatie for the portal at all) or D204 (may only look)."""
    if actor.mag(autorisatie):
        return
    raise DomainError.one("D204" if autorisatie == INDIENEN and actor.mag(RAADPLEGEN) else "D203")


def require_person(actor: Actor) -> None:
    """Raises D202 for software: this act is only for who can answer for it in person."""
    if actor.soort is not Soort.PERSOONLIJK:
        raise DomainError.one("D202")


def require_any(actor: Actor) -> None:
    """Raises D203 for who may do nothing here at all."""
    if not actor.autorisaties:
        raise DomainError.one("D203")


@dataclass(frozen=True)
class Contact:
    naam: str
    email: str


def contactpersonen(organisatiecode: str) -> tuple[Contact, ...]:
    """Who can grant rights for this organisation, in order."""
    rijen = Contactpersoon.objects.filter(organisatie__code=organisatiecode).order_by("pk")
    return tuple(Contact(rij.naam, rij.email) for rij in rijen)


@dataclass(frozen=True)
class Collega:
    """Somebody of the same organisation, by the fingerprint of the certificate."""

    naam: str
    certificaat: str


def is_same_person(actor: Actor, *, naam: str, certificaat: str) -> bool:
    """By the certificate, or after a renewal by the name within the organisation, however it is spelled."""
    return certificaat == actor.certificaat or _letters(naam) == _letters(actor.naam)


def _letters(naam: str) -> str:
    return "".join(teken for teken in naam.casefold() if teken.isalnum())


def colleagues(actor: Actor, *, now: datetime) -> tuple[Collega, ...]:
    """Who else at the actor's insurer may judge, by name, with a certificate that is valid now."""
    if actor.uzovi is None:
        return ()
    rijen = Certificaat.objects.filter(
        organisatie__code=str(actor.uzovi), soort=Soort.PERSOONLIJK.value, geldig_tot__gt=now
    )
    collegas = rijen.exclude(vingerafdruk=actor.certificaat).order_by("naam", "pk")
    return tuple(Collega(rij.naam, rij.vingerafdruk) for rij in collegas if BEOORDELEN in rij.autorisaties)


def vandaag(now: datetime) -> date:
    """The date in the Netherlands: what every date in a message or a register means (domain notes 9, 12)."""
    return now.astimezone(NEDERLAND).date()
