"""A change on disk holds at once; what is broken or older changes nothing but the messages."""

import os

import pytest
from pki.proefuitgever import DAY, NOW, Issuer

from machtigingen.pki import ProfielBron, ProfielFout, Uitkomst, read_crl, verify


@pytest.fixture
def bron(issuer, folder):
    return ProfielBron(folder.write(issuer, crl=issuer.crl([1], number=10)))


def _outcome(bron, der):
    return verify(der, profielen=bron.profielen(), at=NOW).uitkomst


def test_a_new_list_holds_at_once(issuer, folder, bron):
    der = issuer.leaf(serial=2)
    assert _outcome(bron, der) is Uitkomst.GOED
    folder.write_crl(issuer.crl([1, 2], number=11))
    assert _outcome(bron, der) is Uitkomst.INGETROKKEN
    assert bron.meldingen(NOW) == ()


def test_nothing_is_read_again_without_a_change(bron):
    assert bron.profielen() is bron.profielen()


@pytest.mark.parametrize("crl", [b"kapot", b"", Issuer().crl(number=12)], ids=["broken", "empty", "forged"])
def test_a_bad_list_leaves_the_last_good_one(issuer, folder, bron, crl):
    folder.write_crl(crl)
    assert _outcome(bron, issuer.leaf(serial=1)) is Uitkomst.INGETROKKEN
    assert _outcome(bron, issuer.leaf(serial=2)) is Uitkomst.GOED
    assert bron.meldingen(NOW)


GOING_BACK = {"in number": {"number": 9}, "in time": {"number": 11, "van": NOW - 2 * DAY}}


@pytest.mark.parametrize("changes", GOING_BACK.values(), ids=GOING_BACK.keys())
def test_a_list_that_goes_back_is_left_aside(issuer, folder, bron, changes):
    folder.write_crl(issuer.crl([], **changes))
    assert _outcome(bron, issuer.leaf(serial=1)) is Uitkomst.INGETROKKEN
    assert "ouder" in bron.meldingen(NOW)[0]


def test_what_came_by_file_is_to_be_remembered_until_it_is_known_elsewhere(issuer, folder, bron):
    assert [schakel.crl.nummer for schakel in bron.to_remember(NOW)] == [10]
    bron.offer([read_crl(issuer.crl([1], number=10), ca=issuer.certificate)])
    assert bron.to_remember(NOW) == ()
    folder.write_crl(issuer.crl([1], number=11))
    assert [schakel.crl.nummer for schakel in bron.to_remember(NOW)] == [11]
    assert bron.to_remember(NOW + 30 * DAY) == ()  # holds no longer


def test_a_file_that_is_older_than_what_is_offered_is_told_when_that_came_from_a_file_too(issuer, bron):
    bron.offer([read_crl(issuer.crl([2], number=11), ca=issuer.certificate)])
    assert bron.meldingen(NOW) == ()
    bron.offer([read_crl(issuer.crl([2], number=12), ca=issuer.certificate)], melding="ouder")
    assert bron.meldingen(NOW) == ("proefuitgever: ouder",)


def test_a_list_that_vanishes_leaves_the_last_good_one(issuer, folder, bron):
    (folder.path / "crl.pem").unlink()
    assert _outcome(bron, issuer.leaf(serial=2)) is Uitkomst.GOED
    assert bron.meldingen(NOW)


def test_after_a_bad_list_a_good_one_is_taken(issuer, folder, bron):
    folder.write_crl(b"kapot")
    bron.profielen()
    folder.write_crl(issuer.crl([2], number=11))
    assert _outcome(bron, issuer.leaf(serial=2)) is Uitkomst.INGETROKKEN
    assert bron.meldingen(NOW) == ()


def test_a_broken_profile_file_leaves_the_last_good_one(issuer, folder, bron):
    folder.profielen_yaml.write_text("profielen: kapot", encoding="utf-8")
    assert _outcome(bron, issuer.leaf(serial=2)) is Uitkomst.GOED
    assert "certificaatprofielen.yaml" in bron.meldingen(NOW)[0]


def test_a_changed_profile_file_holds_at_once(issuer, folder, bron):
    der = issuer.leaf(subject={"OU": ["mens"]})
    assert _outcome(bron, der) is Uitkomst.PROFIEL_ONJUIST
    folder.write(issuer, soort={"persoonlijk": {"veld": "subject.OU", "waarde": "mens"}})
    assert _outcome(bron, der) is Uitkomst.GOED


def test_another_issuer_does_not_inherit_the_list(issuer, folder, bron):
    other = Issuer("Andere CA")
    folder.write(other, crl=b"kapot")
    assert _outcome(bron, other.leaf()) is Uitkomst.INTREKKING_ONBEKEND
    assert _outcome(bron, issuer.leaf()) is Uitkomst.ONBEKENDE_UITGEVER


def test_a_change_of_the_time_stamp_alone_is_harmless(issuer, folder, bron):
    os.utime(folder.path / "crl.pem", (0, 0))
    assert _outcome(bron, issuer.leaf(serial=1)) is Uitkomst.INGETROKKEN


def test_it_warns_before_the_list_expires_and_when_it_has(bron):
    assert bron.meldingen(NOW) == ()
    assert "verloopt op" in bron.meldingen(NOW + 3 * DAY)[0]
    assert "niemand" in bron.meldingen(NOW + 6 * DAY)[0]


def test_at_the_start_there_is_nothing_to_fall_back_on(folder):
    with pytest.raises(ProfielFout):
        ProfielBron(folder.profielen_yaml)
