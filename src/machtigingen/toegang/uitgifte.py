"""Certificates are issued elsewhere: requests go out, answers come in, and what came back is registered.

The portal holds no key of a CA. `Uitgifte` is the port; the setting `uitgifte` names the adapter: `bestand` (a folder
that somebody carries to the CA and back), or a class as `package.module:Class`.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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

VERVALT_NA = timedelta(days=60)
NIET_GEINSTALLEERD = "niet op tijd in gebruik genomen"


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
        uitgifte().hand_in(_verzoek(rij))
    except OSError as fout:
        log.error("verzoek niet ingeleverd", extra={"soort": type(fout).__name__})


def call_back(verzoek_id: int) -> None:
    """What does not succeed is no harm: its answer is not registered."""
    try:
        uitgifte().call_back(verzoek_id)
    except OSError as fout:
        log.error("verzoek niet teruggehaald", extra={"soort": type(fout).__name__})


def _verzoek(rij: Certificaatverzoek) -> Verzoek:
    return Verzoek(
        id=rij.pk,
        soort=Soort(rij.soort),
        organisatiecode=rij.organisatie.code,
        organisatie=rij.organisatie.naam,
        naam=rij.medewerker.naam if rij.medewerker else f"{rij.organisatie.code}{rij.pk:06}",
        csr=rij.csr,
    )


@dataclass(frozen=True, kw_only=True)
class Opgehaald:
    geregistreerd: int
    vervallen: int
    fouten: tuple[str, ...]


def collect(*, profielen: Sequence[Profiel], now: datetime) -> Opgehaald:
    """Registers every answer that came, hands in what was not, and lets lapse what nobody picked up in time. One wrong
    answer keeps no other waiting, nor does one odd file or a full disk."""
    adapter = uitgifte()
    vervallen = _lapse_of_who_left(now=now)
    fouten = [*_hand_in_all(adapter)]
    geregistreerd = 0
    try:
        for antwoord in adapter.fetch():
            if fout := _take(adapter, antwoord, profielen, now):
                fouten.append(fout)
            else:
                geregistreerd += 1
    except OSError as fout_:
        fouten.append(f"antwoorden: {_why(fout_)}")
    return Opgehaald(geregistreerd=geregistreerd, vervallen=vervallen + lapse(now=now), fouten=tuple(fouten))


def _hand_in_all(adapter: Uitgifte) -> Iterator[str]:
    for rij in Certificaatverzoek.objects.filter(stand="aangevraagd").select_related("organisatie", "medewerker"):
        try:
            adapter.hand_in(_verzoek(rij))
        except OSError as fout:
            yield f"verzoek {rij.pk}: niet ingeleverd: {_why(fout)}"


def _take(adapter: Uitgifte, antwoord: Antwoord | Onleesbaar, profielen: Sequence[Profiel], now: datetime) -> str:
    """What is wrong with it; empty when it is registered."""
    if isinstance(antwoord, Onleesbaar):
        return f"{antwoord.naam}: {antwoord.reden}"
    nummer = antwoord.verzoek
    try:
        try:
            register_certificaat(verzoek=nummer, der=antwoord.der, profielen=profielen, now=now)
        except DomainError as fout:
            if not _is_too_late(nummer, now=now):
                return _refuse(adapter, nummer, fout)
            adapter.done(nummer)
            return f"verzoek {nummer}: ingetrokken of vervallen, het certificaat is niet geregistreerd"
        adapter.done(nummer)
    except OSError as fout:  # it comes again
        return f"verzoek {nummer}: {_why(fout)}"
    return ""


def _why(fout: OSError) -> str:
    return fout.strerror or type(fout).__name__


def _refuse(adapter: Uitgifte, verzoek: int, fout: DomainError) -> str:
    """What only our own lists keep waiting, comes again."""
    reden = f"{fout.code}: {fout.fouten[0].melding}"
    if fout.code != "D107":
        log.warning("antwoord van de uitgever geweigerd: verzoek %s", verzoek, extra={"code": fout.code})
        adapter.refuse(verzoek, reden)
    return f"verzoek {verzoek}: {reden}"


def _is_too_late(verzoek: int, *, now: datetime) -> bool:
    """An answer to what was withdrawn or lapsed. That nothing came of it is in the trail, once."""
    if not Certificaatverzoek.objects.filter(pk=verzoek, stand="vervallen", certificaat=None).exists():
        return False
    log.warning("antwoord op een verzoek dat niet meer loopt: niet geregistreerd")
    record(actor=None, now=now, handeling="certificaat_niet_geregistreerd", onderwerp=f"certificaatverzoek:{verzoek}")
    return True


def is_waiting() -> bool:
    """Somebody waits for an answer, or something may have to lapse."""
    wacht = Q(stand="aangevraagd") | Q(stand="klaar", certificaat__gestart_at=None, certificaat__einde_at=None)
    return Certificaatverzoek.objects.filter(wacht).exists()


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


def lapse(*, now: datetime) -> int:
    """What was asked and not answered in 60 days, or answered and never used: it has to be asked again."""
    lang = now - VERVALT_NA
    with transaction.atomic():
        open_ = Certificaatverzoek.objects.select_for_update().filter(stand="aangevraagd", gevraagd_at__lte=lang)
        klaar = Certificaatverzoek.objects.select_for_update(of=("self",)).filter(  # not what an outer join adds
            stand="klaar", klaar_at__lte=lang, certificaat__gestart_at=None, certificaat__einde_at=None
        )
        vervallen = [*open_, *klaar]
        for rij in vervallen:
            Certificaat.objects.filter(verzoek=rij).update(einde_at=now, einde_reden=NIET_GEINSTALLEERD)
            _let_lapse(rij, now=now)
    return len(vervallen)


def _lapse_of_who_left(*, now: datetime) -> int:
    """Of whom the operator said that he leaves, or on which day: before an answer to it is taken."""
    with transaction.atomic():
        rijen = Certificaatverzoek.objects.select_for_update(of=("self",)).order_by("pk")
        vervallen = [*rijen.filter(stand="aangevraagd", medewerker__einde_at__lte=now)]
        for rij in vervallen:
            _let_lapse(rij, now=now)
    for rij in vervallen:
        call_back(rij.pk)
    return len(vervallen)


def _let_lapse(rij: Certificaatverzoek, *, now: datetime) -> None:
    rij.stand = Certificaatverzoek.Stand.VERVALLEN.value
    rij.save(update_fields=["stand"])
    onderwerp = f"certificaatverzoek:{rij.pk}"
    record(actor=None, now=now, handeling="certificaatverzoek_vervallen", onderwerp=onderwerp)
