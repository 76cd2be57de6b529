"""A contactpersoon at the pages of beheer, and the CA of the sandbox behind them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from machtigingen_sandbox.uitgifte_ca import SandboxCa
from wereld import Beller, Wereld

from machtigingen.project import certificaten
from machtigingen.toegang import uitgifte
from machtigingen.toegang.collecting import Opgehaald, collect
from machtigingen.toegang.models import Certificaat, Medewerker

OOG, ZIEKENHUIS, VERZEKERAAR = "contactpersoon-goed", "contactpersoon-andere-instantie", "beheerder-9901"


@pytest.fixture
def contactpersoon(wereld: Wereld) -> Beller:
    mens = wereld.mens(OOG)
    mens.get("/wie-ben-ik")
    return mens


@pytest.fixture
def haal_op(
    wereld: Wereld,
    bevroren: datetime,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> Callable[[], Opgehaald]:
    """The worker fetches what the CA of the sandbox made."""
    settings.MACHTIGINGEN_UITGIFTE_MAP = str(tmp_path / "uitgifte")
    ca = SandboxCa(clock=lambda: bevroren)
    ca.ca = wereld.testpki / "ca"
    monkeypatch.setattr(uitgifte, "uitgifte", lambda: ca)
    return lambda: collect(profielen=certificaten.profielen(bevroren), now=bevroren)


def csr(sleutel: Any = None, *velden: x509.NameAttribute) -> str:
    sleutel = sleutel or ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "persoonlijk"), *velden])
    bouw = x509.CertificateSigningRequestBuilder().subject_name(naam)
    return bouw.sign(sleutel, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def wie(naam: str) -> Medewerker:
    return Medewerker.objects.get(naam=naam)


def maak_contactpersoon(door: Beller, naam: str, rang: str) -> Any:
    """On a page that was opened just now."""
    zittend = Medewerker.objects.filter(organisatie__code="22990001", contact__isnull=False)
    gezien = {f"gezien_{contact}": pk for contact, pk in zittend.values_list("contact", "pk")}
    return door.post(f"/beheer/medewerkers/{wie(naam).pk}/contactpersoon", gezien | {"rang": rang})


def certificaat_van(naam: str) -> Certificaat:
    return Certificaat.objects.get(medewerker__naam=naam)


def software() -> Certificaat:
    return Certificaat.objects.get(organisatie__code="22990001", soort="systeem", einde_at=None)
