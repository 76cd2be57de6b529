"""How the access of the own organisation stands: people, certificates, requests, and what is left to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Q

from machtigingen.foundation import BEHEREN, Actor, Soort
from machtigingen.toegang.models import Blokkade, Certificaat, Certificaatverzoek, Organisatie, Rechtverzoek
from machtigingen.toegang.queries import require, rights_of, vandaag
from machtigingen.toegang.rechten import grantable
from machtigingen.toegang.stappen import Software, Stap
from machtigingen.toegang.stappen import stappen as list_stappen

VERLOOPT_BINNEN = timedelta(days=60)
ALLES = Software(mag=True, adressen=True, gebruikt=True)


class Stand(Enum):
    """Where a certificate stands; the first that is so counts."""

    BEEINDIGD = "beeindigd"
    INGETROKKEN = "ingetrokken"
    STILGEZET = "stilgezet"
    VERLOPEN = "verlopen"
    VERVANGEN = "vervangen"
    KLAAR = "klaar"
    VERLOOPT = "verloopt"
    GEINSTALLEERD = "geinstalleerd"


@dataclass(frozen=True, kw_only=True)
class Certificaatrij:
    """`mogelijk`: the rights that can be granted to it. `verzoek` is the request that it came from."""

    id: int
    soort: Soort
    naam: str
    serienummer: str
    medewerker: int | None
    autorisaties: frozenset[str]
    mogelijk: frozenset[str]
    adressen: tuple[str, ...]
    stand: Stand
    geldig_tot: datetime
    einde_at: datetime | None
    einde_reden: str
    gestart_at: datetime | None
    laatst_gebruikt_at: datetime | None
    laatst_adres: str
    vervangt: int | None
    verzoek: int | None
    is_mijn: bool

    @property
    def werkt(self) -> bool:
        return self.stand not in (Stand.BEEINDIGD, Stand.INGETROKKEN, Stand.STILGEZET, Stand.VERLOPEN)


@dataclass(frozen=True, kw_only=True)
class Medewerkerrij:
    id: int
    naam: str
    email: str
    contact: int | None
    einde_at: datetime | None
    geblokkeerd_at: datetime | None
    tweede_factor: bool
    certificaten: tuple[Certificaatrij, ...]
    is_mijzelf: bool


@dataclass(frozen=True, kw_only=True)
class Verzoekrij:
    """`pem` is the certificate, for whoever has the key to install it."""

    id: int
    soort: Soort
    medewerker: int | None
    naam: str
    stand: str
    gevraagd_at: datetime
    gevraagd_door: str
    klaar_at: datetime | None
    certificaat: int | None
    vervangt: int | None
    pem: str


@dataclass(frozen=True, kw_only=True)
class Rechtverzoekrij:
    id: int
    autorisatie: str
    naam: str
    certificaat: int
    medewerker: int | None
    gevraagd_at: datetime


def team(*, actor: Actor, now: datetime) -> tuple[Medewerkerrij, ...]:
    """Everybody, the contactpersonen first and who left last. Raises D208."""
    van: dict[int, list[Certificaatrij]] = {}
    for rij in certificaten(actor=actor, now=now):
        if rij.medewerker is not None:
            van.setdefault(rij.medewerker, []).append(rij)
    mensen = _organisatie(actor).medewerkers.defer("factor_geheim").order_by("naam", "pk")
    rijen = (
        Medewerkerrij(
            id=mens.pk,
            naam=mens.naam,
            email=mens.email,
            contact=mens.contact,
            einde_at=mens.einde_at,
            geblokkeerd_at=mens.geblokkeerd_at,
            tweede_factor=mens.factor_gezet_at is not None,
            certificaten=tuple(van.get(mens.pk, ())),
            is_mijzelf=mens.pk == actor.medewerker,
        )
        for mens in mensen
    )
    return tuple(sorted(rijen, key=lambda rij: (rij.einde_at is not None, rij.contact or 3)))


def certificaten(*, actor: Actor, now: datetime) -> tuple[Certificaatrij, ...]:
    """Of software first, the newest first; also those of people without a name here. Raises D208."""
    return certificaten_of(_organisatie(actor), actor=actor, now=now)


def certificaten_of(organisatie: Organisatie, *, actor: Actor, now: datetime) -> tuple[Certificaatrij, ...]:
    """As `certificaten`, for who may see that organisation."""
    rijen = organisatie.certificaten.select_related("medewerker", "verzoek").defer("medewerker__factor_geheim")
    stil = set(Blokkade.objects.filter(opgeheven_at=None).values_list("waarde", flat=True))
    gesorteerd = sorted(rijen.order_by("-pk"), key=lambda rij: rij.soort != Soort.SYSTEEM.value)
    return tuple(_rij(rij, organisatie, actor=actor, stil=stil, now=now) for rij in gesorteerd)


def _rij(rij: Certificaat, organisatie: Organisatie, *, actor: Actor, stil: set[str], now: datetime) -> Certificaatrij:
    rij.organisatie = organisatie
    verzoek: Certificaatverzoek | None = getattr(rij, "verzoek", None)
    return Certificaatrij(
        id=rij.pk,
        soort=Soort(rij.soort),
        naam=rij.naam,
        serienummer=rij.serienummer,
        medewerker=rij.medewerker_id,
        autorisaties=rights_of(rij),
        mogelijk=grantable(organisatie, rij.soort),
        adressen=tuple(rij.adressen),
        stand=_stand(rij, is_stil=bool({rij.serienummer, organisatie.code} & stil), now=now),
        geldig_tot=rij.geldig_tot,
        einde_at=rij.einde_at,
        einde_reden=rij.einde_reden,
        gestart_at=rij.gestart_at,
        laatst_gebruikt_at=rij.laatst_gebruikt_at,
        laatst_adres=rij.laatst_adres,
        vervangt=rij.vervangt_id,
        verzoek=verzoek.pk if verzoek else None,
        is_mijn=rij.vingerafdruk == actor.certificaat,
    )


def _stand(rij: Certificaat, *, is_stil: bool, now: datetime) -> Stand:
    if rij.einde_at is not None and rij.einde_at <= now:
        return Stand.BEEINDIGD
    if rij.ingetrokken_at is not None:
        return Stand.INGETROKKEN
    if is_stil:
        return Stand.STILGEZET
    if rij.geldig_tot < now:
        return Stand.VERLOPEN
    if rij.einde_at is not None:
        return Stand.VERVANGEN
    if rij.gestart_at is None:
        return Stand.KLAAR
    return Stand.VERLOOPT if rij.geldig_tot - now <= VERLOOPT_BINNEN else Stand.GEINSTALLEERD


def verzoeken(*, actor: Actor) -> tuple[Verzoekrij, ...]:
    """Newest first. Raises D208."""
    rijen = _organisatie(actor).verzoeken.select_related("medewerker").defer("medewerker__factor_geheim", "csr")
    return tuple(
        Verzoekrij(
            id=rij.pk,
            soort=Soort(rij.soort),
            medewerker=rij.medewerker_id,
            naam=rij.medewerker.naam if rij.medewerker else "",
            stand=rij.stand,
            gevraagd_at=rij.gevraagd_at,
            gevraagd_door=rij.gevraagd_door,
            klaar_at=rij.klaar_at,
            certificaat=rij.certificaat_id,
            vervangt=rij.vervangt_id,
            pem=rij.pem,
        )
        for rij in rijen.order_by("-pk")
    )


def rechtverzoeken(*, actor: Actor, now: datetime) -> tuple[Rechtverzoekrij, ...]:
    """What waits for an answer that still matters, longest first. Raises D208."""
    loopt = Q(certificaat__einde_at=None) | Q(certificaat__einde_at__gt=now)
    mens = Q(certificaat__medewerker__einde_at=None) | Q(certificaat__medewerker__einde_at__gt=now)
    rijen = Rechtverzoek.objects.filter(
        loopt, mens, certificaat__organisatie=_organisatie(actor), certificaat__geldig_tot__gt=now, beantwoord_at=None
    )
    return tuple(
        Rechtverzoekrij(
            id=rij.pk,
            autorisatie=rij.autorisatie,
            naam=rij.certificaat.naam,
            certificaat=rij.certificaat_id,
            medewerker=rij.certificaat.medewerker_id,
            gevraagd_at=rij.gevraagd_at,
        )
        for rij in rijen.select_related("certificaat").order_by("pk")
    )


def own_questions(*, actor: Actor) -> frozenset[str]:
    """The rights that the actor asked for and heard nothing of yet: anybody may know that of himself."""
    rijen = Rechtverzoek.objects.filter(certificaat__vingerafdruk=actor.certificaat, beantwoord_at=None)
    return frozenset(rijen.values_list("autorisatie", flat=True))


def mogelijk(*, actor: Actor, soort: Soort) -> frozenset[str]:
    """What can be granted to a certificate of this kind, before there is one. Raises D208."""
    return grantable(_organisatie(actor), soort.value)


def stappen(*, actor: Actor, now: datetime) -> tuple[Stap, ...]:
    """The connection as a task list, in the order in which it is done. Raises D208."""
    organisatie = _organisatie(actor)
    mensen = [een for een in team(actor=actor, now=now) if een.einde_at is None and een.geblokkeerd_at is None]
    software = connection(certificaten(actor=actor, now=now))
    return list_stappen(
        is_instantie=organisatie.is_instantie,
        loopt=organisatie.begin_on is None or organisatie.begin_on <= vandaag(now),
        rechten=[_rights(mens) for mens in mensen],
        beproefd=[_rights(mens, gebruikt=True) for mens in mensen],
        software=_what_is_ready(software) if software else None,
    )


def _rights(mens: Medewerkerrij, *, gebruikt: bool = False) -> frozenset[str]:
    """Of all certificates that work; `gebruikt`: only of those that were used."""
    werkt = (rij for rij in mens.certificaten if rij.werkt and (rij.laatst_gebruikt_at or not gebruikt))
    return frozenset[str]().union(*(rij.autorisaties for rij in werkt))


def connection(rijen: Sequence[Certificaatrij]) -> Certificaatrij | None:
    """The certificate of software that speaks for the connection: one that can do all of it by itself, and rather the
    one that stays than the one that it replaces."""
    werkt = [rij for rij in rijen if rij.soort is Soort.SYSTEEM and rij.werkt]
    return max(werkt, key=lambda rij: (_what_is_ready(rij) == ALLES, rij.einde_at is None, rij.id), default=None)


def software_now(rijen: Sequence[Certificaatrij]) -> Certificaatrij | None:
    """The certificate of software that a next one takes the place of, whether it works or not."""
    blijft = (rij for rij in rijen if rij.soort is Soort.SYSTEEM and rij.einde_at is None)
    return next(blijft, None)


def _what_is_ready(rij: Certificaatrij) -> Software:
    return Software(mag=bool(rij.autorisaties), adressen=bool(rij.adressen), gebruikt=bool(rij.laatst_gebruikt_at))


def _organisatie(actor: Actor) -> Organisatie:
    require(actor, BEHEREN)
    return Organisatie.objects.get(code=actor.organisatiecode)
