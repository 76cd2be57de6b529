"""An operator can map the certificates of an existing issuer, and learns what is wrong with the file."""

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pki.proefuitgever import NOW, PROFIEL

from machtigingen.foundation import Soort
from machtigingen.pki import ProfielFout, Uitkomst, load_profielen, verify

CA_TRUE = (x509.BasicConstraints(ca=True, path_length=None), True)
SMART_CARD_NUMBER = x509.ObjectIdentifier("2.5.5.5")


def test_a_code_inside_a_longer_text_in_the_subject_alternative_name(issuer, folder):
    """As on care-professional smart cards: several numbers in one otherName, the AGB-code last."""
    profielen = folder.load(
        issuer,
        organisatiecode={"veld": "san.othername.2.5.5.5", "patroon": "(?:[0-9.]+-){2}[A-Z]-([0-9]{8})"},
        soort={"persoonlijk": {"veld": "policy", "waarde": "1.2.3.4"}},
    )
    value = b"2.16.528-900-Z-03990011"
    other = x509.OtherName(SMART_CARD_NUMBER, bytes([0x16, len(value)]) + value)
    policy = x509.PolicyInformation(x509.ObjectIdentifier("1.2.3.4"), None)
    der = issuer.leaf(
        extensions={
            "san": (x509.SubjectAlternativeName([other]), False),
            "policy": (x509.CertificatePolicies([policy]), False),
        }
    )
    verdict = verify(der, profielen=profielen, at=NOW)
    assert verdict.gegevens is not None
    assert (verdict.gegevens.organisatiecode, verdict.gegevens.soort) == ("03990011", Soort.PERSOONLIJK)


def test_an_othername_that_is_no_text_is_off_profile(issuer, folder):
    profielen = folder.load(issuer, organisatiecode={"veld": "san.othername.2.5.5.5"})
    san = x509.SubjectAlternativeName([x509.OtherName(SMART_CARD_NUMBER, b"\x05\x00")])
    verdict = verify(issuer.leaf(extensions={"san": (san, False)}), profielen=profielen, at=NOW)
    assert verdict.uitkomst is Uitkomst.PROFIEL_ONJUIST


SAN_NAMES = {
    "san.dns": x509.DNSName("zorg.example"),
    "san.uri": x509.UniformResourceIdentifier("urn:zorg"),
    "san.email": x509.RFC822Name("s@zorg.example"),
}


@pytest.mark.parametrize("plaats, value", SAN_NAMES.items())
def test_the_name_may_stand_in_the_subject_alternative_name(issuer, folder, plaats, value):
    profielen = folder.load(issuer, naamhouder={"veld": plaats})
    san = x509.SubjectAlternativeName([value])
    verdict = verify(issuer.leaf(extensions={"san": (san, False)}), profielen=profielen, at=NOW)
    assert verdict.gegevens is not None and verdict.gegevens.naam == value.value


WRONG = {
    "no such field": {"organisatiecode": {"veld": "subject.AGB"}},
    "no such place": {"organisatiecode": {"veld": "elders.O"}},
    "pattern without a group": {"organisatiecode": {"veld": "subject.O", "patroon": "[0-9]+"}},
    "pattern with remarks": {"organisatiecode": {"veld": "subject.O", "patroon": "(?x) ([0-9]+) # ("}},
    "broken pattern": {"organisatiecode": {"veld": "subject.O", "patroon": "("}},
    "no such kind": {"soort": {"robot": {"veld": "subject.OU", "waarde": "robot"}}},
    "marker without a value": {"soort": {"systeem": {"veld": "subject.OU"}}},
    "no such file": {"uitgever": "elders.pem"},
    "unknown key": {"extra": "ja"},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_profile_is_refused(issuer, folder, changes):
    with pytest.raises(ProfielFout, match=r"certificaatprofielen\.yaml"):
        folder.load(issuer, **changes)


@pytest.mark.parametrize("text", ["", "profielen: []", "profielen: 3", "profielen: [3]", "{", "- a"])
def test_a_file_without_profiles_is_refused(folder, text):
    folder.profielen_yaml.write_text(text, encoding="utf-8")
    with pytest.raises(ProfielFout):
        load_profielen(folder.profielen_yaml)


def test_a_leaf_is_no_issuer(issuer, folder):
    path = folder.write(issuer)
    leaf = x509.load_der_x509_certificate(issuer.leaf())
    (folder.path / "ca.pem").write_bytes(leaf.public_bytes(Encoding.PEM))
    with pytest.raises(ProfielFout, match="geen certificaat van een uitgever"):
        load_profielen(path)


def test_an_issuer_without_key_usage_is_refused(issuer, folder):
    path = folder.write(issuer)
    bare = x509.load_der_x509_certificate(issuer.leaf(extensions={"usage": None, "constraints": CA_TRUE}))
    (folder.path / "ca.pem").write_bytes(bare.public_bytes(Encoding.PEM))
    with pytest.raises(ProfielFout, match=r"certificaatprofielen\.yaml"):
        load_profielen(path)


def test_one_issuer_has_one_profile(issuer, folder):
    path = folder.write(issuer)
    path.write_text(yaml.safe_dump({"profielen": [PROFIEL, PROFIEL | {"naam": "nog een"}]}), encoding="utf-8")
    with pytest.raises(ProfielFout, match="dezelfde uitgever"):
        load_profielen(path)
