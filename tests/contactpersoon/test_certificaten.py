"""Certificates: where each stands, asking for one, renewing, addresses, ending, and the proof that all is well."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NU
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from reis import fouten, tekst
from wereld import Beller, Wereld

from contactpersoon.conftest import ZIEKENHUIS, certificaat_van, csr, maak_contactpersoon, software, wie
from machtigingen.doors.beheer.opdrachten import install, make_csr
from machtigingen.foundation import Soort
from machtigingen.toegang.collecting import Opgehaald
from machtigingen.toegang.models import Certificaat, Certificaatverzoek

LIJST = "/beheer/certificaten/"
VRAAG = LIJST + "aanvragen"
Ophalen = Callable[[], Opgehaald]


def test_from_csr_to_a_certificate_that_is_installed(contactpersoon: Beller, haal_op: Ophalen) -> None:
    van = wie("T. Jansen").pk
    assert "T. Jansen" in tekst(contactpersoon.get(VRAAG))
    assert "openssl req -new" in tekst(contactpersoon.get(f"{VRAAG}?voor={van}"))
    antwoord = contactpersoon.post(VRAAG, {"voor": van, "csr": csr(), "rechten": ["indienen"]})
    assert "De uitgever maakt het nu" in tekst(contactpersoon.get(antwoord["Location"]))
    assert "Aangevraagd" in tekst(contactpersoon.get(LIJST))
    assert haal_op().geregistreerd == 1
    detail = contactpersoon.get(antwoord["Location"])["Location"]
    pagina = tekst(contactpersoon.get(detail))
    assert "Klaar om te installeren" in pagina
    assert "openssl pkcs12 -export" in pagina
    assert "Vroeg een certificaat aan" in pagina
    assert "Registreerde een certificaat" in pagina
    pem = contactpersoon.get(f"{antwoord['Location']}certificaat.pem")
    nummer = Certificaatverzoek.objects.get().pk
    assert pem["Content-Disposition"] == f'attachment; filename="certificaat-{nummer}.pem"'
    assert pem.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert "Het certificaat van T. Jansen is klaar." in tekst(contactpersoon.get("/beheer/"))
    Certificaat.objects.filter(verzoek=nummer).update(gestart_at=NU, laatst_gebruikt_at=NU, laatst_adres="192.0.2.7")
    assert "24 november 2026, 10:00, vanaf 192.0.2.7" in tekst(contactpersoon.get(detail))


def test_while_it_is_not_there_it_cannot_be_fetched(contactpersoon: Beller, haal_op: Ophalen) -> None:
    plek = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": csr()})["Location"]
    assert contactpersoon.get(f"{plek}certificaat.pem").status_code == 404
    Certificaatverzoek.objects.update(stand="vervallen")
    assert "Vraag het certificaat opnieuw aan" in tekst(contactpersoon.get(plek))
    assert "die niet meer werken" in tekst(contactpersoon.get(LIJST))


def test_a_csr_can_be_a_file(contactpersoon: Beller, haal_op: Ophalen) -> None:
    bestand = SimpleUploadedFile("persoonlijk.csr", b"\xef\xbb\xbf" + csr().encode())
    data = {"voor": wie("T. Jansen").pk, "csr": "", "csr_bestand": bestand}
    assert contactpersoon.post(VRAAG, data).status_code == 302


def _geheim() -> str:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    return sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(
    ("tekst_van_csr", "uitleg"),
    [
        ("", "geen CSR"),
        ("x" * 20_000, "te groot"),
        ("<script>alert(1)</script>", "geen CSR"),
        (csr(ec.generate_private_key(ec.SECP192R1())), "te zwak"),
        (csr(None, x509.NameAttribute(x509.NameOID.SERIAL_NUMBER, "06990002")), "06990002. Uw code is 22990001"),
    ],
    ids=["nothing", "large", "hostile", "weak", "of another"],
)
def test_a_csr_that_will_not_do_is_refused_at_its_field_and_stays(
    contactpersoon: Beller, tekst_van_csr: str, uitleg: str
) -> None:
    data = {"voor": wie("T. Jansen").pk, "csr": tekst_van_csr, "rechten": ["indienen"]}
    antwoord = contactpersoon.post(VRAAG, data)
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["csr"])
    assert uitleg in tekst(antwoord)
    assert "<script>alert" not in antwoord.content.decode()
    assert 'value="indienen" checked' in antwoord.content.decode()


def test_a_secret_key_is_refused_and_not_sent_back(contactpersoon: Beller) -> None:
    geheim = _geheim()
    antwoord = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": geheim})
    assert "er staat een geheime sleutel in" in tekst(antwoord)
    assert geheim.splitlines()[1] not in antwoord.content.decode()


def test_a_key_is_used_once(contactpersoon: Beller, haal_op: Ophalen) -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    data = {"voor": wie("T. Jansen").pk, "csr": csr(sleutel)}
    assert contactpersoon.post(VRAAG, data).status_code == 302
    assert "al eens gebruikt" in tekst(contactpersoon.post(VRAAG, data | {"csr": csr(sleutel)}))
    Certificaatverzoek.objects.update(stand="vervallen")
    assert contactpersoon.post(VRAAG, data | {"csr": csr(sleutel)}).status_code == 302, "of that nothing came"


def test_software_has_one_certificate_and_a_renewal_keeps_rights_and_addresses(
    contactpersoon: Beller, haal_op: Ophalen
) -> None:
    oud = software()
    Certificaat.objects.filter(pk=oud.pk).update(adressen=["192.0.2.0/24"])
    tweede = contactpersoon.post(VRAAG, {"voor": "software", "csr": csr()})
    assert (tweede.status_code, fouten(tweede)) == (409, ["csr"])
    pagina = tekst(contactpersoon.get(f"{VRAAG}?vervangt={oud.pk}"))
    assert "dezelfde rechten: indienen, raadplegen" in pagina
    assert "blijft het oude nog 30 dagen werken" in pagina
    assert contactpersoon.post(VRAAG, {"vervangt": oud.pk, "csr": csr()}).status_code == 302
    assert "Het nieuwe certificaat is aangevraagd" in tekst(contactpersoon.get(f"{LIJST}{oud.pk}/"))
    haal_op()
    nieuw = software()
    assert (nieuw.autorisaties, nieuw.adressen, nieuw.vervangt_id) == (oud.autorisaties, ["192.0.2.0/24"], oud.pk)
    pagina = tekst(contactpersoon.get(f"{LIJST}{oud.pk}/"))
    assert "Wordt vervangen" in pagina
    assert "werkt tot 24 december 2026" in pagina
    assert "Naar het nieuwe certificaat" in pagina


@pytest.mark.parametrize(
    ("adressen", "uitleg"),
    [
        ("0.0.0.0/0", "te ruim"),
        ("::/0", "te ruim"),
        ("198.51.100.7/24", "Bedoelt u 198.51.100.0/24?"),
        ("198.51.100.300", "geen IP-adres"),
        ("::ffff:192.0.2.1", "IPv4"),
        ("١٩٢.0.2.1", "geen IP-adres"),
        ("<b>192.0.2.1</b>", "geen IP-adres"),
        ("\n".join(f"192.0.2.{nr}" for nr in range(51)), "meer dan 50"),
    ],
)
def test_an_address_that_will_not_do_is_named_and_what_was_typed_stays(
    contactpersoon: Beller, adressen: str, uitleg: str
) -> None:
    pad = f"{LIJST}{software().pk}/adressen"
    antwoord = contactpersoon.post(pad, {"adressen": adressen, "gezien": ""})
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["adressen"])
    assert uitleg in tekst(antwoord)
    assert "<b>" not in antwoord.content.decode()
    assert adressen.splitlines()[0].replace("<", "&lt;").replace(">", "&gt;") in antwoord.content.decode()


def test_addresses_are_kept_once_in_their_shortest_form(wereld: Wereld, contactpersoon: Beller) -> None:
    pad = f"{LIJST}{software().pk}/adressen"
    getypt = "127.0.0.1\r\n\r\n127.0.0.1\r\n2001:0db8:0001::/48\r\n"
    assert contactpersoon.post(pad, {"adressen": getypt, "gezien": ""}).status_code == 302
    assert software().adressen == ["127.0.0.1", "2001:db8:1::/48"]
    assert "2001:db8:1::/48" in tekst(contactpersoon.get(f"{LIJST}{software().pk}/"))
    assert wereld.software().get("/wie-ben-ik").status_code == 200
    contactpersoon.post(pad, {"adressen": "192.0.2.1", "gezien": "127.0.0.1 2001:db8:1::/48"})
    assert wereld.software().get("/wie-ben-ik").status_code == 403


def test_addresses_that_a_colleague_changed_meanwhile_are_not_written_over(contactpersoon: Beller) -> None:
    pad = f"{LIJST}{software().pk}/adressen"
    contactpersoon.post(pad, {"adressen": "192.0.2.1", "gezien": ""})
    laat = contactpersoon.post(pad, {"adressen": "192.0.2.9", "gezien": ""})
    assert laat.status_code == 409
    assert "Nu staat er: 192.0.2.1." in tekst(laat)
    assert "192.0.2.9" in laat.content.decode()
    assert software().adressen == ["192.0.2.1"]
    assert contactpersoon.post(pad, {"adressen": "192.0.2.9", "gezien": "192.0.2.1"}).status_code == 302


def test_a_certificate_ends_with_a_reason_at_once(wereld: Wereld, contactpersoon: Beller) -> None:
    van = certificaat_van("R. Bakker")
    pad = f"{LIJST}{van.pk}/beeindigen"
    for reden in ("", " ", "x" * 500, "bsn 999900018"):
        geweigerd = contactpersoon.post(pad, {"reden": reden})
        assert fouten(geweigerd) == ["reden"]
        assert "in hooguit 200 tekens waarom u dit doet, zonder BSN" in tekst(geweigerd)
    assert contactpersoon.post(pad, {"reden": "laptop gestolen"}).status_code == 302
    assert wereld.mens("persoonlijk-raadplegen").get("/aanvragen/").status_code == 403
    pagina = tekst(contactpersoon.get(f"{LIJST}{van.pk}/"))
    assert "laptop gestolen" in pagina
    assert "Beëindigde een certificaat" in pagina
    assert contactpersoon.post(pad, {"reden": "nog eens"}).status_code == 409
    assert contactpersoon.get(f"{VRAAG}?vervangt={van.pk}").status_code == 409


def test_one_request_too_many_is_said_at_the_csr(contactpersoon: Beller) -> None:
    vraag = {"voor": str(wie("R. Bakker").pk)}
    for _ in range(3):
        assert contactpersoon.post(VRAAG, vraag | {"csr": csr()}).status_code == 302
    vierde = contactpersoon.post(VRAAG, vraag | {"csr": csr()})
    assert (vierde.status_code, fouten(vierde)) == (409, ["csr"])
    assert "lopen al 3 aanvragen voor een certificaat. Trek er eerst een in." in tekst(vierde)


def test_each_certificate_says_where_it_stands(contactpersoon: Beller) -> None:
    rij = Certificaat.objects.filter(pk=software().pk)
    for waarden, woorden in (
        ({"gestart_at": None}, "Klaar om te installeren"),
        ({"gestart_at": NU}, "In gebruik"),
        ({"geldig_tot": NU + timedelta(days=10, hours=1)}, "nog 10 dagen"),
        ({"geldig_tot": NU - timedelta(days=1)}, "Verlopen"),
    ):
        rij.update(**waarden)
        assert woorden in tekst(contactpersoon.get(f"{LIJST}{rij.get().pk}/"))
        assert contactpersoon.get(LIJST).status_code == 200


def test_nobody_asks_or_renews_for_another_organisation(wereld: Wereld, contactpersoon: Beller) -> None:
    vreemd = Certificaat.objects.filter(organisatie__code="06990002").first()
    assert vreemd is not None
    for vraag in (f"?vervangt={vreemd.pk}", f"?voor={vreemd.medewerker_id or 0}", "?voor=x", "?vervangt=x"):
        assert contactpersoon.get(VRAAG + vraag).status_code == 404
    assert contactpersoon.get(f"{LIJST}{certificaat_van('R. Bakker').pk}/adressen").status_code == 404, "of no software"


def _everything_ready(contactpersoon: Beller) -> None:
    Certificaat.objects.filter(pk=software().pk).update(
        adressen=["127.0.0.1"], gestart_at=NU, laatst_gebruikt_at=NU, laatst_adres="127.0.0.1"
    )
    maak_contactpersoon(contactpersoon, "S. de Vries", "2")


def test_the_aansluitbewijs_is_there_when_all_lights_are_green(wereld: Wereld, contactpersoon: Beller) -> None:
    nog_niet = contactpersoon.get("/beheer/aansluitbewijs.pdf")
    assert nog_niet.status_code == 409
    assert "Nog open staat Twee mensen beheren de toegang" in tekst(nog_niet)
    assert "Er ontbreken nog 3 dingen" in tekst(contactpersoon.get("/beheer/aansluitbewijs"))
    _everything_ready(contactpersoon)
    assert "6 van 6 klaar" in tekst(contactpersoon.get("/beheer/"))
    assert "Aansluitbewijs (pdf)" in tekst(contactpersoon.get("/beheer/aansluitbewijs"))
    pdf = contactpersoon.get("/beheer/aansluitbewijs.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    verzekeraar = wereld.mens("beheerder-9901")
    assert verzekeraar.get("/beheer/aansluitbewijs").status_code == 404
    assert "Aansluitbewijs" not in tekst(verzekeraar.get("/beheer/"))
    assert wereld.mens(ZIEKENHUIS).get("/beheer/aansluitbewijs.pdf").status_code == 409


def test_the_commands_that_are_shown_do_what_they_say(tmp_path: Path, contactpersoon: Beller, haal_op: Ophalen) -> None:
    """With the OpenSSL of this machine: a CSR that is accepted, and a .p12 of what came back."""

    def doe(opdracht: str) -> None:
        subprocess.run(opdracht, shell=True, cwd=tmp_path, check=True, capture_output=True)

    doe(make_csr(Soort.PERSOONLIJK, "22990001"))
    gemaakt = (tmp_path / "persoonlijk-22990001.csr").read_text()
    plek = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": gemaakt})["Location"]
    haal_op()
    nummer = Certificaatverzoek.objects.get().pk
    (tmp_path / f"certificaat-{nummer}.pem").write_bytes(contactpersoon.get(f"{plek}certificaat.pem").content)
    doe(install(Soort.PERSOONLIJK, "22990001", nummer).tekst + " -passout pass:test")
    assert (tmp_path / "persoonlijk-22990001.p12").exists()
