"""Certificates are issued elsewhere: requests go out, and what came back (`collecting`) is registered.

The portal holds no key of a CA. `Uitgifte` is the port; the setting `uitgifte` names the adapter: `bestand` (a folder
that somebody carries to the CA and back), or a class as `package.module:Class`.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from ssl import PEM_cert_to_DER_cert
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from machtigingen.audit.actions import record
from machtigingen.foundation import DomainError, Soort
from machtigingen.pki import Profiel, Uitkomst, pem_of, public_key_of, read_csr, verify
from machtigingen.toegang.models import Certificaat, Certificaatverzoek
from machtigingen.toegang.vervangen import replace_systeemcertificaat

log = logging.getLogger("machtigingen.uitgifte")

OPEN = Q(stand="aangevraagd")
UNUSED = Q(stand="klaar", certificaat__gestart_at=None, certificaat__einde_at=None)


@dataclass(frozen=True, kw_only=True)
class Verzoek:
    """What a CA needs to know: nothing but the request and whom it is for."""

    id: int
    soort: Soort
    organisatiecode: str
    organisatie: str
    naam: str
    csr: str


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    verzoek: int
    der: bytes


@dataclass(frozen=True, kw_only=True)
class Onleesbaar:
    """Something that stands among the answers and cannot be read: it comes again until somebody takes it away."""

    naam: str
    reden: str


class Uitgifte(Protocol):
    """A way to a CA. Handing in the same request again is safe; an answer comes until it is `done`."""

    def hand_in(self, verzoek: Verzoek) -> None: ...

    def fetch(self) -> Iterator[Antwoord | Onleesbaar]: ...

    def done(self, verzoek: int) -> None: ...

    def refuse(self, verzoek: int, reden: str) -> None:
        """Its answer is no good, for ever: it does not come again."""
        ...

    def call_back(self, verzoek: int) -> None:
        """It is wanted no longer. Of what the CA has already, an answer may still come."""
        ...

    def check_config(self) -> str:
        """What is wrong with its settings; empty when nothing is."""
        ...


def uitgifte() -> Uitgifte:
    naam = settings.MACHTIGINGEN_UITGIFTE
    pad = "machtigingen.toegang.uitgifte_bestand:Bestand" if naam == "bestand" else naam
    adapter: Uitgifte = import_string(pad.replace(":", "."))()
    return adapter


def hand_in(verzoek_id: int) -> None:
    """What does not succeed now, does with the next `collect`."""
    rij = Certificaatverzoek.objects.select_related("organisatie", "medewerker").get(pk=verzoek_id)
    try:
        uitgifte().hand_in(verzoek_van(rij))
    except OSError as fout:
        log.error("verzoek niet ingeleverd", extra={"soort": type(fout).__name__})


def call_back(verzoek_id: int) -> None:
    """What does not succeed is no harm: its answer is not registered."""
    try:
        uitgifte().call_back(verzoek_id)
    except OSError as fout:
        log.error("verzoek niet teruggehaald", extra={"soort": type(fout).__name__})


def verzoek_van(rij: Certificaatverzoek) -> Verzoek:
    return Verzoek(
        id=rij.pk,
        soort=Soort(rij.soort),
        organisatiecode=rij.organisatie.code,
        organisatie=rij.organisatie.naam,
        naam=rij.medewerker.naam if rij.medewerker else f"{rij.organisatie.code}{rij.pk:06}",
        csr=rij.csr,
    )


def is_waiting() -> bool:
    """Somebody waits for an answer, or something may have to lapse."""
    return Certificaatverzoek.objects.filter(OPEN | UNUSED).exists()


def register_certificaat(*, verzoek: int, der: bytes, profielen: Sequence[Profiel], now: datetime) -> int:
    """What came back for a request, from now on good for what was asked. The same again changes nothing. Raises T103
    (no such request, it lapsed, or whose it is left), T115 (of another key, organisation or kind, or no good
    certificate), D107 (no list of its issuer)."""
    with transaction.atomic():
        rijen = Certificaatverzoek.objects.select_for_update(of=("self",))
        rij = rijen.select_related("organisatie", "medewerker").filter(pk=verzoek).first()
        if rij is None or rij.stand == Certificaatverzoek.Stand.VERVALLEN or _has_left(rij, now):
            raise DomainError.one("T103")
        if rij.stand == Certificaatverzoek.Stand.KLAAR and rij.certificaat_id and der == PEM_cert_to_DER_cert(rij.pem):
            return rij.certificaat_id
        certificaat = _register(rij, der, profielen, now)
        rij.stand, rij.certificaat, rij.klaar_at, rij.pem = "klaar", certificaat, now, pem_of(der)
        rij.save(update_fields=["stand", "certificaat", "klaar_at", "pem"])
        onderwerp = f"certificaat:{certificaat.pk}"
        record(actor=None, now=now, handeling="certificaat_geregistreerd", onderwerp=onderwerp)
    return certificaat.pk


def _has_left(rij: Certificaatverzoek, now: datetime) -> bool:
    return rij.medewerker is not None and rij.medewerker.einde_at is not None and rij.medewerker.einde_at <= now


def _register(rij: Certificaatverzoek, der: bytes, profielen: Sequence[Profiel], now: datetime) -> Certificaat:
    verdict = verify(der, profielen=profielen, at=now)
    gegevens = verdict.gegevens
    if verdict.uitkomst is Uitkomst.INTREKKING_ONBEKEND:
        raise DomainError.one("D107")
    if gegevens is None or verdict.uitkomst not in (Uitkomst.GOED, Uitkomst.NOG_NIET_GELDIG):
        raise DomainError.one("T115", uitleg=(verdict.reden or "het is niet geldig").rstrip("."))
    if rij.stand == Certificaatverzoek.Stand.KLAAR:
        raise DomainError.one("T115", uitleg="op deze aanvraag kwam al een ander certificaat")
    if public_key_of(der) != read_csr(rij.csr).sleutel:
        raise DomainError.one("T115", uitleg="de sleutel is een andere dan in de CSR")
    if (gegevens.organisatiecode, gegevens.soort.value) != (rij.organisatie.code, rij.soort):
        raise DomainError.one("T115", uitleg="de organisatie of de soort is een andere dan gevraagd")
    if Certificaat.objects.filter(vingerafdruk=gegevens.vingerafdruk).exists():
        raise DomainError.one("T115", uitleg="dit certificaat is al geregistreerd")
    vervangt = Certificaat.objects.select_for_update().get(pk=rij.vervangt_id) if rij.vervangt_id else None
    mag = vervangt or rij  # a renewal may what the old one may by now: what was withdrawn meanwhile stays away
    if rij.soort == Soort.SYSTEEM.value:
        vervangt = replace_systeemcertificaat(rij.organisatie, behalve="", now=now) or vervangt
    return Certificaat.objects.create(
        vingerafdruk=gegevens.vingerafdruk,
        organisatie=rij.organisatie,
        medewerker=rij.medewerker,
        soort=rij.soort,
        naam=rij.medewerker.naam if rij.medewerker else gegevens.naam[:120],
        serienummer=gegevens.serienummer,
        uitgever=gegevens.uitgever[:120],
        autorisaties=mag.autorisaties,
        adressen=mag.adressen,
        geldig_tot=gegevens.geldig_tot,
        vervangt=vervangt,
    )
