"""What a contactpersoon does, step by step, in the words on the screen."""

import re
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from namen import nieuwe_naam
from playwright.sync_api import Page

from .stappen import druk

UITGEVER_SECONDEN = 60
COLLEGA, GEZIEN = "R. Bakker", 'input[name="gezien"]'


def csr() -> tuple[str, bytes]:
    """A new one, and the secret key that belongs to it."""
    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "persoonlijk")])
    gevraagd = x509.CertificateSigningRequestBuilder().subject_name(naam).sign(sleutel, hashes.SHA256())
    geheim = sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return gevraagd.public_bytes(Encoding.PEM).decode(), geheim


def nummer_in(adres: str) -> str:
    gevonden = re.search(r"/([0-9]+)/$", adres)
    assert gevonden
    return gevonden[1]


def voeg_toe(page: Page, portaal: str, naam: str) -> str:
    """The number of a new medewerker."""
    page.goto(f"{portaal}/beheer/medewerkers/nieuw")
    page.get_by_label("Naam").fill(naam)
    page.get_by_label("E-mailadres van het werk").fill(f"{nieuwe_naam()}@oogkliniek.example")
    druk(page, "Toevoegen")
    return nummer_in(page.url)


def vraag_certificaat_aan(page: Page) -> bytes:
    """On the page to ask for one. Gives the secret key."""
    tekst, geheim = csr()
    page.get_by_label("Indienen").check()
    page.get_by_label("Plak hier de CSR").fill(tekst)
    druk(page, "Aanvragen")
    return geheim


def haal_op(page: Page, omgeving: Omgeving) -> str:
    """On the page of a request: what the CA of the sandbox made of it, fetched as the operator does who does not wait
    for the worker. Gives the number of the certificate."""
    beheer.run(omgeving, ("certificaten", "haal-op"))
    einde = time.monotonic() + UITGEVER_SECONDEN
    while "/certificaten/" not in page.url:
        assert time.monotonic() < einde, "no certificate came"
        time.sleep(0.5)
        page.reload()
    return nummer_in(page.url)


def maak_beheer(page: Page, omgeving: Omgeving) -> dict[str, str]:
    """Somebody new with a certificate to install, somebody who is locked, and the certificate of the software."""
    portaal = omgeving.adres("portaal")
    medewerker = voeg_toe(page, portaal, "N. Nieuw")
    page.get_by_role("link", name="Certificaat aanvragen").click()
    vraag_certificaat_aan(page)
    klaar = haal_op(page, omgeving)
    page.goto(f"{portaal}/beheer/medewerkers/")
    op_slot = page.get_by_role("link", name="O. Gesloten", exact=True).get_attribute("href") or ""
    page.goto(f"{portaal}/beheer/certificaten/")
    software = page.get_by_role("link", name="Software").first.get_attribute("href") or ""
    return {
        "medewerker": medewerker,
        "klaar": klaar,
        "op_slot": nummer_in(op_slot),
        "software": nummer_in(software),
    }


def bewaar_rechten(page: Page) -> None:
    druk(page, f"Bewaren rechten van {COLLEGA}")


def bewaar_rechten_twee_keer(page: Page) -> None:
    """As somebody whose page is older than what a colleague did meanwhile."""
    rij = page.get_by_role("row", name=COLLEGA)
    rij.locator(GEZIEN).evaluate("veld => { veld.value = 'indienen' }")
    rij.get_by_label("Raadplegen").uncheck()
    druk(page, f"Bewaren rechten van {COLLEGA}")


def te_ruim_adres(page: Page) -> None:
    page.get_by_label("Vanaf welke IP-adressen").fill("0.0.0.0/0")
    druk(page, "Bewaren")
