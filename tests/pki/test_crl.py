"""Only a complete list of the issuer itself counts as a revocation list."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from pki.proefuitgever import NOW, Issuer, key_usage

from machtigingen.pki import CrlFout, read_crl


def test_it_reads_pem_and_der(issuer):
    pem = issuer.crl([1, 2], number=7)
    der = x509.load_pem_x509_crl(pem).public_bytes(Encoding.DER)
    for data in (pem, der):
        crl = read_crl(data, ca=issuer.certificate)
        assert (crl.nummer, crl.serienummers) == (7, {1, 2})


REFUSED = {
    "no list": lambda _: b"niets",
    "another issuer": lambda _: Issuer("Andere CA").crl(),
    "the same name with another key": lambda _: Issuer().crl(),
    "SHA-224": lambda issuer: issuer.crl(hash=hashes.SHA224()),
    "a delta": lambda issuer: issuer.crl(extension=x509.DeltaCRLIndicator(1)),
    "a part": lambda issuer: issuer.crl(
        extension=x509.IssuingDistributionPoint(None, None, True, False, None, False, False)
    ),
    "an indirect entry": lambda issuer: issuer.crl(
        [1], entry_extension=x509.CertificateIssuer([x509.DNSName("elders")])
    ),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses(issuer, make):
    with pytest.raises(CrlFout):
        read_crl(make(issuer), ca=issuer.certificate)


def test_a_ca_that_may_not_sign_lists_has_none():
    silent = Issuer(anders={"extensions": {"usage": (key_usage(key_cert_sign=True), True)}})
    with pytest.raises(CrlFout, match="cRLSign"):
        read_crl(silent.crl(), ca=silent.certificate)


def test_half_its_life_is_worth_a_warning(issuer):
    crl = read_crl(issuer.crl(), ca=issuer.certificate)
    middle = crl.uitgegeven + (crl.volgende - crl.uitgegeven) / 2
    assert not crl.is_past_half_life(NOW) and crl.is_past_half_life(middle)
