"""The outcome over a certificate, and which of two troubles is told first."""

from pki.proefuitgever import DAY, NOW, Issuer

from machtigingen.foundation import Soort
from machtigingen.pki import Uitkomst, load_profielen, verify


def _outcome(der, profielen, at=NOW):
    return verify(der, profielen=profielen, at=at).uitkomst


def test_a_good_certificate_tells_who_holds_it(issuer, profielen):
    verdict = verify(issuer.leaf(serial=255), profielen=profielen, at=NOW)
    assert verdict.uitkomst is Uitkomst.GOED
    assert verdict.gegevens is not None
    assert (verdict.gegevens.soort, verdict.gegevens.organisatiecode) == (Soort.PERSOONLIJK, "22990001")
    assert verdict.gegevens.naam == "S. de Vries"
    assert verdict.gegevens.organisatie == "Oogkliniek Voorbeeldstad"
    assert (verdict.gegevens.serienummer, verdict.gegevens.uitgever) == ("ff", "proefuitgever")
    assert verdict.gegevens.geldig_tot == NOW + DAY


def test_an_insurer_has_four_digits(issuer, profielen):
    verdict = verify(issuer.leaf(subject={"serialNumber": ["9901"]}), profielen=profielen, at=NOW)
    assert verdict.gegevens is not None and verdict.gegevens.organisatiecode == "9901"


def test_no_certificate(profielen):
    assert _outcome(None, profielen) is _outcome(b"", profielen) is Uitkomst.GEEN


def test_bytes_that_are_no_certificate(profielen):
    assert _outcome(b"geen certificaat", profielen) is Uitkomst.ONLEESBAAR


def test_a_certificate_with_something_behind_it_is_unreadable(issuer, profielen):
    assert _outcome(issuer.leaf() + b"\0", profielen) is Uitkomst.ONLEESBAAR


def test_an_unknown_issuer_is_never_believed(profielen):
    verdict = verify(Issuer("Andere CA").leaf(), profielen=profielen, at=NOW)
    assert (verdict.uitkomst, verdict.gegevens) == (Uitkomst.ONBEKENDE_UITGEVER, None)


def test_an_issuer_of_the_same_name_with_another_key_is_unknown(profielen):
    verdict = verify(Issuer().leaf(), profielen=profielen, at=NOW)
    assert verdict.uitkomst is Uitkomst.ONBEKENDE_UITGEVER
    assert "niet diens handtekening" in verdict.reden


def test_without_profiles_every_issuer_is_unknown(issuer):
    assert _outcome(issuer.leaf(), ()) is Uitkomst.ONBEKENDE_UITGEVER


def test_valid_from_the_first_to_the_last_second(issuer, profielen):
    der = issuer.leaf(van=NOW, tot=NOW + DAY)
    second = DAY / 86400
    assert _outcome(der, profielen, NOW) is _outcome(der, profielen, NOW + DAY) is Uitkomst.GOED
    assert _outcome(der, profielen, NOW - second) is Uitkomst.NOG_NIET_GELDIG
    assert _outcome(der, profielen, NOW + DAY + second) is Uitkomst.VERLOPEN


def test_revoked(issuer, folder):
    profielen = folder.load(issuer, crl=issuer.crl([4711]))
    assert _outcome(issuer.leaf(serial=4711), profielen) is Uitkomst.INGETROKKEN
    assert _outcome(issuer.leaf(serial=4712), profielen) is Uitkomst.GOED


def test_a_stale_list_lets_nobody_in(issuer, folder):
    profielen = folder.load(issuer, crl=issuer.crl(tot=NOW))
    assert _outcome(issuer.leaf(), profielen) is Uitkomst.INTREKKING_ONBEKEND


def test_a_list_from_the_future_lets_nobody_in(issuer, folder):
    profielen = folder.load(issuer, crl=issuer.crl(van=NOW + DAY / 2))
    assert _outcome(issuer.leaf(), profielen) is Uitkomst.INTREKKING_ONBEKEND


def test_no_list_lets_nobody_in(issuer, folder):
    path = folder.write(issuer)
    (folder.path / "crl.pem").unlink()
    assert _outcome(issuer.leaf(), load_profielen(path)) is Uitkomst.INTREKKING_ONBEKEND


def test_an_expired_issuer_no_longer_vouches(issuer, folder):
    after = NOW + 1001 * DAY
    profielen = folder.load(issuer, crl=issuer.crl(tot=after + DAY))
    assert _outcome(issuer.leaf(tot=after + DAY), profielen, after) is Uitkomst.UITGEVER_ONGELDIG


def test_foreign_is_told_before_expired(profielen):
    assert _outcome(Issuer("Andere CA").leaf(tot=NOW - DAY / 2), profielen) is Uitkomst.ONBEKENDE_UITGEVER


def test_off_profile_is_told_before_expired(issuer, profielen):
    der = issuer.leaf(tot=NOW - DAY / 2, subject={"serialNumber": ["12"]})
    assert _outcome(der, profielen) is Uitkomst.PROFIEL_ONJUIST


def test_revoked_is_told_before_expired_and_before_a_stale_list(issuer, folder):
    profielen = folder.load(issuer, crl=issuer.crl([4711], tot=NOW))
    assert _outcome(issuer.leaf(tot=NOW - DAY / 2), profielen) is Uitkomst.INGETROKKEN


def test_expired_is_told_before_a_stale_list(issuer, folder):
    profielen = folder.load(issuer, crl=issuer.crl(tot=NOW))
    assert _outcome(issuer.leaf(tot=NOW - DAY / 2), profielen) is Uitkomst.VERLOPEN


def test_what_is_remembered_is_not_the_outcome(issuer, folder):
    """The same certificate, once good, is refused as soon as the time or the list says so."""
    der = issuer.leaf(serial=4711)
    assert _outcome(der, folder.load(issuer)) is Uitkomst.GOED
    assert _outcome(der, folder.load(issuer), NOW + 2 * DAY) is Uitkomst.VERLOPEN
    assert _outcome(der, folder.load(issuer, crl=issuer.crl([4711]))) is Uitkomst.INGETROKKEN
