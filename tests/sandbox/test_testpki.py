"""The folder of the test CA: complete, right for its names, and still right next month."""

import os
import shutil
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from machtigingen_sandbox import testpki
from machtigingen_sandbox.personas_certificaten import PERSONAS, Toestand
from machtigingen_sandbox.uitgifte import WACHTWOORD

from machtigingen.pki import Uitkomst, load_profielen, verify

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EXPECTED = {
    Toestand.GELDIG: Uitkomst.GOED,
    Toestand.VERLOPEN: Uitkomst.VERLOPEN,
    Toestand.NOG_NIET_GELDIG: Uitkomst.NOG_NIET_GELDIG,
    Toestand.INGETROKKEN: Uitkomst.INGETROKKEN,
    Toestand.VREEMDE_CA: Uitkomst.ONBEKENDE_UITGEVER,
    # With these the certificate is right, and the trouble lies with who holds it.
    Toestand.UIT_DIENST: Uitkomst.GOED,
    Toestand.OP_SLOT: Uitkomst.GOED,
    Toestand.STILGEZET: Uitkomst.GOED,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gemaakt")
    testpki.create(folder, now=NOW)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy that a test may change."""
    return shutil.copytree(made, tmp_path / "testpki")


@dataclass(frozen=True)
class Snapshot:
    contents: dict[str, bytes]

    @classmethod
    def of(cls, folder):
        return cls({str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()})

    def changed(self, later):
        return {name for name in later.contents if later.contents[name] != self.contents.get(name)}


def _certificate(folder, persona):
    return x509.load_pem_x509_certificate((folder / "certificaten" / f"{persona.bestand}.pem").read_bytes())


def _assert_states(folder, at):
    profielen = load_profielen(folder / "certificaatprofielen.yaml")
    for persona in PERSONAS:
        der = _certificate(folder, persona).public_bytes(Encoding.DER)
        verdict = verify(der, profielen=profielen, at=at)
        assert verdict.uitkomst is EXPECTED[persona.toestand], persona.bestand
        if verdict.gegevens:
            assert verdict.gegevens.soort.value == persona.soort
            assert verdict.gegevens.organisatiecode == persona.organisatiecode
            assert verdict.gegevens.naam == persona.naam
            assert verdict.gegevens.organisatie == persona.organisatie


def test_every_certificate_is_in_the_state_its_name_promises(made):
    _assert_states(made, NOW)


def test_it_writes_exactly_the_promised_files(made):
    names = {f"{persona.bestand}.{kind}" for persona in PERSONAS for kind in ("pem", "key", "p12")}
    assert {path.name for path in (made / "certificaten").iterdir()} == names | {"ca.pem", "crl.pem"}


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.bestand)
def test_the_p12_holds_key_certificate_and_issuer(made, persona):
    data = (made / "certificaten" / f"{persona.bestand}.p12").read_bytes()
    bundle = pkcs12.load_pkcs12(data, WACHTWOORD.encode())
    assert bundle.cert.certificate == _certificate(made, persona)
    assert bundle.key.public_key() == bundle.cert.certificate.public_key()
    (issuer,) = bundle.additional_certs
    assert issuer.certificate.subject == bundle.cert.certificate.issuer


def test_the_p12_uses_only_algorithms_that_old_systems_know(made):
    data = (made / "certificaten" / "systeem-goed.p12").read_bytes()
    three_des, sha1 = bytes.fromhex("060a2a864886f70d010c0103"), bytes.fromhex("06052b0e03021a")
    pbes2 = bytes.fromhex("06092a864886f70d01050d")
    assert data.count(three_des) == 2 and sha1 in data and pbes2 not in data


def test_private_files_are_for_their_owner_only(made):
    for path in made.rglob("*"):
        if path.suffix in {".key", ".p12"}:
            assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_server_certificate_is_for_this_machine(made):
    server = x509.load_pem_x509_certificate((made / "server.pem").read_bytes())
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "localhost" in names.get_values_for_type(x509.DNSName)
    assert "127.0.0.1" in map(str, names.get_values_for_type(x509.IPAddress))


def test_the_server_certificate_lets_nobody_in(made):
    profielen = load_profielen(made / "certificaatprofielen.yaml")
    server = x509.load_pem_x509_certificate((made / "server.pem").read_bytes())
    verdict = verify(server.public_bytes(Encoding.DER), profielen=profielen, at=NOW)
    assert verdict.uitkomst is Uitkomst.PROFIEL_ONJUIST


def test_creating_again_changes_the_revocation_list_only(folder):
    before = Snapshot.of(folder)
    testpki.create(folder, now=NOW + DAY)
    assert before.changed(Snapshot.of(folder)) == {"certificaten/crl.pem"}


def test_renewing_a_fresh_folder_changes_no_certificate(folder):
    before = Snapshot.of(folder)
    assert testpki.renew(folder, now=NOW + DAY) is False
    assert before.changed(Snapshot.of(folder)) == {"certificaten/crl.pem"}


@pytest.mark.parametrize("later", [30 * DAY, 360 * DAY, 2000 * DAY, 3700 * DAY], ids=str)
def test_after_renewal_an_old_folder_works_again(folder, later):
    testpki.renew(folder, now=NOW + later)
    _assert_states(folder, NOW + later)


def test_renewal_keeps_every_key(folder):
    before = Snapshot.of(folder)
    assert testpki.renew(folder, now=NOW + 360 * DAY) is True
    assert not [name for name in before.changed(Snapshot.of(folder)) if name.endswith(".key")]


def test_the_list_number_only_goes_up(folder):
    path = folder / "certificaten" / "crl.pem"
    numbers = [_crl_number(path)]
    for now in (NOW, NOW - DAY):
        testpki.renew(folder, now=now)
        numbers.append(_crl_number(path))
    assert numbers == sorted(set(numbers))


def _crl_number(path):
    crl = x509.load_pem_x509_crl(path.read_bytes())
    return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def test_a_lost_file_comes_back(folder):
    lost = folder / "certificaten" / "systeem-goed.p12"
    lost.unlink()
    assert testpki.renew(folder, now=NOW) is True
    assert lost.exists()


def test_another_host_gets_into_the_server_certificate_and_stays(folder):
    testpki.create(folder, now=NOW, host="sandbox.example")
    testpki.renew(folder, now=NOW + 380 * DAY)
    server = x509.load_pem_x509_certificate((folder / "server.pem").read_bytes())
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "sandbox.example" in names.get_values_for_type(x509.DNSName)


def test_the_access_registration_names_everyone_but_strangers(made):
    content = yaml.safe_load((made / "toegang.yaml").read_text(encoding="utf-8"))
    rights = {entry["bestand"]: entry["autorisaties"] for entry in content["certificaten"]}
    assert rights["certificaten/persoonlijk-raadplegen.pem"] == ["raadplegen"]
    assert rights["certificaten/systeem-zonder-autorisatie.pem"] == []
    assert not [name for name in rights if "vreemde-ca" in name]
    assert all((made / name).exists() for name in rights)
    assert "06990002" in {instantie["agb"] for instantie in content["instanties"]}
