"""From a verified certificate to one actor, or to the one reason why not."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, Q

from machtigingen.foundation import (
    ADVISEREN,
    BEHEREN,
    BEOORDELEN,
    INDIENEN,
    PORTAALBEHEER,
    RAADPLEGEN,
    Actor,
    AgbCode,
    DomainError,
    Fout,
    Soort,
    Uzovi,
)
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.pki import Certificaatgegevens, Uitkomst, Verdict
from machtigingen.toegang.adressen import may_call_from
from machtigingen.toegang.models import Blokkade, Certificaat, Organisatie

_CODES = {
    Uitkomst.GEEN: "D101",
    Uitkomst.ONLEESBAAR: "D102",
    Uitkomst.PROFIEL_ONJUIST: "D102",
    Uitkomst.ONBEKENDE_UITGEVER: "D103",
    Uitkomst.VERLOPEN: "D104",
    Uitkomst.NOG_NIET_GELDIG: "D105",
    Uitkomst.UITGEVER_ONGELDIG: "D120",
    Uitkomst.INGETROKKEN: "D106",
    Uitkomst.INTREKKING_ONBEKEND: "D107",
}
_VERKEERD_SOORT = {Soort.PERSOONLIJK: "D201", Soort.SYSTEEM: "D202"}


# How long the last use of a certificate may stand here before it is written again.
NOTEREN_NA = timedelta(hours=1)


def identify(verdict: Verdict, *, verwacht: Soort, now: datetime, adres: str | None = None) -> Actor:
    """The actor behind a certificate, who calls from `adres`; without one it is only tried, from nowhere.

    Raises D101–D107 and D120 (the certificate), D201/D202 (its kind), D108 (not registered), D206 (issued under another
    organisation than it is registered for), D110 (stopped by the operator), D112 (a tussenpartij), D205/D207 (the
    agreement), D113/D114 (this certificate or its holder has ended), D111 (locked), D109 (not from this address). Says
    nothing about rights."""
    if verdict.uitkomst is not Uitkomst.GOED or verdict.gegevens is None:
        raise DomainError(*(Fout(code, "", _wie(verdict.gegevens) | _datum(verdict)) for code in _codes(verdict, now)))
    gegevens = verdict.gegevens
    if gegevens.soort is not verwacht:
        raise DomainError.one(_VERKEERD_SOORT[gegevens.soort], **_wie(gegevens))
    registratie = _registratie(gegevens)
    if registratie is None:
        raise DomainError.one("D108", **_wie(gegevens))
    if registratie.organisatie.code != gegevens.organisatiecode or registratie.soort != gegevens.soort.value:
        raise DomainError.one("D206", **_wie(gegevens))
    code, uitleg = _hindrance(registratie, now, adres)
    if code:
        raise DomainError.one(code, **_wie(gegevens) | uitleg)
    return holder(
        gegevens,
        registratie.organisatie,
        naam=registratie.naam,
        einde=_end_of(registratie),
        autorisaties=rights_of(registratie),
        medewerker=registratie.medewerker_id,
        factor_gezet_at=registratie.medewerker.factor_gezet_at if registratie.medewerker else None,
        adres=adres or "",
        te_noteren=adres is not None and _is_stale(registratie, adres, now),
    )


def _registratie(gegevens: Certificaatgegevens) -> Certificaat | None:
    """All in one query: this is asked at every call. Whether it was stopped is in `gestopt`."""
    stop = Q(soort=Blokkade.Soort.SERIENUMMER, waarde=gegevens.serienummer) | Q(
        soort=Blokkade.Soort.ORGANISATIE, waarde=gegevens.organisatiecode
    )
    rijen = Certificaat.objects.select_related("organisatie", "medewerker").defer("medewerker__factor_geheim")
    rijen = rijen.annotate(gestopt=Exists(Blokkade.objects.filter(stop, opgeheven_at=None)))
    return rijen.filter(vingerafdruk=gegevens.vingerafdruk).first()


def _hindrance(registratie: Certificaat, now: datetime, adres: str | None) -> tuple[str, dict[str, str]]:
    """Why this certificate may not come in after all, the first thing that is the matter, and what its text names."""
    organisatie, medewerker = registratie.organisatie, registratie.medewerker
    if registratie.gestopt:  # type: ignore[attr-defined]  # an annotation
        return "D110", {}
    if organisatie.soort == Organisatie.Soort.TUSSENPARTIJ:
        return "D112", {"agb": ""}  # not its own contactpersoon can help, but that of who it works for
    if organisatie.einde_on is not None and organisatie.einde_on < vandaag(now):
        return "D205", _dag(organisatie.einde_on)
    if organisatie.begin_on is not None and organisatie.begin_on > vandaag(now):
        return "D207", _dag(organisatie.begin_on)
    if registratie.einde_at is not None and registratie.einde_at <= now:
        return "D113", _dag(last_day(registratie.einde_at))
    if medewerker is not None and medewerker.einde_at is not None and medewerker.einde_at <= now:
        return "D114", _dag(last_day(medewerker.einde_at))
    if medewerker is not None and medewerker.geblokkeerd_at is not None:
        return "D111", {"medewerker": str(medewerker.pk)}  # nobody is sent to himself
    if adres is not None and registratie.soort == Soort.SYSTEEM.value and not _may_call(registratie, adres):
        return "D109", {"adres": adres}
    return "", {}


def last_day(einde_at: datetime) -> date:
    """On which it still was good: of what ends at midnight that is the day before."""
    return vandaag(einde_at - timedelta(microseconds=1))


def _dag(dag: date) -> dict[str, str]:
    return {"datum": dag.strftime("%d-%m-%Y")}


def _may_call(registratie: Certificaat, adres: str) -> bool:
    if not registratie.adressen:
        return not settings.MACHTIGINGEN_ADRESSEN_VERPLICHT
    return may_call_from(adres, registratie.adressen)


def _end_of(registratie: Certificaat) -> datetime | None:
    """When it ends here, of itself or with its holder."""
    eindes = (registratie.einde_at, registratie.medewerker.einde_at if registratie.medewerker else None)
    return min((een for een in eindes if een is not None), default=None)


def _is_stale(registratie: Certificaat, adres: str, now: datetime) -> bool:
    laatst = registratie.laatst_gebruikt_at
    return laatst is None or abs(now - laatst) >= NOTEREN_NA or registratie.laatst_adres != adres


def _codes(verdict: Verdict, now: datetime) -> tuple[str, ...]:
    """Of a revoked certificate whose days are over both are said: revoked first, for no renewal cures that."""
    over = verdict.gegevens is not None and verdict.gegevens.geldig_tot < now
    if verdict.uitkomst is Uitkomst.INGETROKKEN and over:
        return "D106", "D104"
    return (_CODES[verdict.uitkomst],)


def possible_autorisaties(organisatie: Organisatie, *, soort: str) -> frozenset[str]:
    """What a certificate of this kind can be given there: an instantie asks, an insurer decides, and nobody does both.
    Only a person advises, or decides what others may do."""
    persoon = soort == Soort.PERSOONLIJK.value
    match organisatie.soort:
        case Organisatie.Soort.PRAKTIJK | Organisatie.Soort.INSTELLING:
            return frozenset({INDIENEN, RAADPLEGEN} | ({BEHEREN} if persoon else set()))
        case Organisatie.Soort.VERZEKERAAR:
            return frozenset({BEOORDELEN} | ({ADVISEREN, BEHEREN} if persoon else set()))
        case Organisatie.Soort.PORTAALBEHEER if persoon:
            return frozenset({PORTAALBEHEER})
        case _:
            return frozenset()


def rights_of(registratie: Certificaat) -> frozenset[str]:
    """What it may do now. At an instantie it is its contactpersonen who decide what others may do, and nobody else."""
    organisatie, medewerker = registratie.organisatie, registratie.medewerker
    gegeven = set(registratie.autorisaties)
    if organisatie.is_instantie:
        gegeven.discard(BEHEREN)
        if medewerker is not None and medewerker.contact is not None:
            gegeven.add(BEHEREN)
    return possible_autorisaties(organisatie, soort=registratie.soort) & gegeven


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
    gegevens: Certificaatgegevens,
    organisatie: Organisatie,
    *,
    naam: str,
    einde: datetime | None = None,
    autorisaties: frozenset[str] = frozenset(),
    medewerker: int | None = None,
    factor_gezet_at: datetime | None = None,
    adres: str = "",
    te_noteren: bool = False,
) -> Actor:
    """Who holds a certificate, under the name by which they are known here; and how long it works, to warn in time."""
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
        geldig_tot=min(gegevens.geldig_tot, einde or gegevens.geldig_tot),
        medewerker=medewerker,
        factor_gezet_at=factor_gezet_at,
        adres=adres,
        te_noteren=te_noteren,
    )


def require(actor: Actor, autorisatie: str) -> None:
    """Raises D203 (no autorisatie for the portal at all), D204 (may only look) or D208 (does not decide on rights)."""
    if actor.mag(autorisatie):
        return
    if autorisatie in (BEHEREN, PORTAALBEHEER):
        raise DomainError.one("D208")
    raise DomainError.one("D204" if autorisatie == INDIENEN and actor.mag(RAADPLEGEN) else "D203")


def require_person(actor: Actor) -> None:
    """Raises D202 for software: this act is only for who can answer for it in person."""
    if actor.soort is not Soort.PERSOONLIJK:
        raise DomainError.one("D202")


def require_any(actor: Actor) -> None:
    """Raises D203 for who may do nothing here at all."""
    if not actor.autorisaties:
        raise DomainError.one("D203")


def vandaag(now: datetime) -> date:
    """The date in the Netherlands: what every date in a message or a register means (domain notes 9, 12)."""
    return now.astimezone(NEDERLAND).date()
