"""How the access of the own organisation stands: people, certificates, requests and questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from machtigingen.foundation import BEHEREN, Actor, Soort
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Blokkade, Certificaat, Certificaatverzoek, Organisatie, Rechtverzoek
from machtigingen.toegang.queries import last_day, require, rights_of
from machtigingen.toegang.rechten import grantable

VERLOOPT_BINNEN = timedelta(days=60)


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
    """`werkt`: here, now. `laatste_dag`: of who left, or leaves on a day that is known."""

    id: int
    naam: str
    email: str
    contact: int | None
    werkt: bool
    laatste_dag: date | None
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
    organisatie = managed_by(actor)
    return people_of(organisatie, certificaten_of(organisatie, actor=actor, now=now), actor=actor, now=now)


def people_of(
    organisatie: Organisatie, rijen: Sequence[Certificaatrij], *, actor: Actor, now: datetime
) -> tuple[Medewerkerrij, ...]:
    """As `team`, with these certificates."""
    van: dict[int, list[Certificaatrij]] = {}
    for rij in rijen:
        if rij.medewerker is not None:
            van.setdefault(rij.medewerker, []).append(rij)
    mensen = (
        Medewerkerrij(
            id=mens.pk,
            naam=mens.naam,
            email=mens.email,
            contact=mens.contact,
            werkt=mens.einde_at is None or mens.einde_at > now,
            laatste_dag=last_day(mens.einde_at) if mens.einde_at else None,
            einde_at=mens.einde_at,
            geblokkeerd_at=mens.geblokkeerd_at,
            tweede_factor=mens.factor_gezet_at is not None,
            certificaten=tuple(van.get(mens.pk, ())),
            is_mijzelf=mens.pk == actor.medewerker,
        )
        for mens in organisatie.medewerkers.defer("factor_geheim").order_by("naam", "pk")
    )
    return tuple(sorted(mensen, key=lambda mens: (not mens.werkt, mens.contact or 3)))


def certificaten(*, actor: Actor, now: datetime) -> tuple[Certificaatrij, ...]:
    """Of software first, the newest first; also those of people without a name here. Raises D208."""
    return certificaten_of(managed_by(actor), actor=actor, now=now)


def certificaten_of(organisatie: Organisatie, *, actor: Actor, now: datetime) -> tuple[Certificaatrij, ...]:
    """As `certificaten`, for who may see that organisation."""
    rijen = organisatie.certificaten.select_related("medewerker", "verzoek").defer("medewerker__factor_geheim")
    stil = set(Blokkade.objects.filter(opgeheven_at=None).values_list("soort", "waarde"))
    gesorteerd = sorted(rijen.order_by("-pk"), key=lambda rij: rij.soort != Soort.SYSTEEM.value)
    return tuple(_rij(rij, organisatie, actor=actor, stil=stil, now=now) for rij in gesorteerd)


def _rij(
    rij: Certificaat, organisatie: Organisatie, *, actor: Actor, stil: set[tuple[str, str]], now: datetime
) -> Certificaatrij:
    rij.organisatie = organisatie
    stops = {("serienummer", rij.serienummer), ("organisatie", organisatie.code)}
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
        stand=_stand(rij, is_stil=bool(stops & stil), now=now),
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
    rijen = managed_by(actor).verzoeken.select_related("medewerker").defer("medewerker__factor_geheim", "csr")
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
    loopt = not_over(now, van="certificaat")
    mens = not_over(now, van="certificaat__medewerker")
    rijen = Rechtverzoek.objects.filter(
        loopt, mens, certificaat__organisatie=managed_by(actor), certificaat__geldig_tot__gt=now, beantwoord_at=None
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
    return grantable(managed_by(actor), soort.value)


def managed_by(actor: Actor) -> Organisatie:
    """The own organisation. Raises D208."""
    require(actor, BEHEREN)
    return Organisatie.objects.get(code=actor.organisatiecode)
