"""A list is taken over whole, once, and never one that is older; what is refused changes nothing and is recorded."""

from datetime import datetime
from typing import Any

import pytest
from intrekking.toneel import DAG, lijst, schakel, sporen
from pki.proefuitgever import Issuer

from machtigingen.intrekking.actions import Geladen, Lijstfout, load
from machtigingen.intrekking.models import Lijst
from machtigingen.intrekking.queries import find_lijsten, versions
from machtigingen.pki import read_crl

pytestmark = pytest.mark.django_db


def laad(data: bytes, uitgever: Issuer, *, now: datetime, **schakel_: Any) -> Geladen:
    return load(data, schakels=(schakel(uitgever, **schakel_),), now=now, beheerder="beheer")


def geweigerd(data: bytes, uitgever: Issuer, *, now: datetime, **schakel_: Any) -> tuple[str, str]:
    with pytest.raises(Lijstfout) as fout:
        laad(data, uitgever, now=now, **schakel_)
    return fout.value.code, fout.value.reden


def ingetrokken(uitgever: Issuer) -> set[int]:
    (crl,) = find_lijsten([schakel(uitgever)], sleutels=versions())
    return set(crl.serienummers)


def test_a_good_list_is_kept_and_recorded(uitgever: Issuer, bevroren: datetime) -> None:
    geladen = laad(lijst(uitgever, 7, now=bevroren, number=4), uitgever, now=bevroren)
    assert (geladen.naam, geladen.crl.nummer, geladen.nieuw) == ("Proef-CA", 4, True)
    assert ingetrokken(uitgever) == {7}
    assert sporen() == [("beheer: beheer", "")]


def test_the_same_list_again_changes_nothing(uitgever: Issuer, bevroren: datetime) -> None:
    data = lijst(uitgever, 7, now=bevroren)
    laad(data, uitgever, now=bevroren)
    assert not laad(data, uitgever, now=bevroren).nieuw
    assert len(sporen()) == 1


def test_a_newer_list_takes_its_place_at_once(uitgever: Issuer, bevroren: datetime) -> None:
    laad(lijst(uitgever, 7, now=bevroren, number=4), uitgever, now=bevroren)
    laad(lijst(uitgever, 7, 8, now=bevroren, number=5), uitgever, now=bevroren)
    assert ingetrokken(uitgever) == {7, 8}
    assert Lijst.objects.count() == 1


OUDER = {"in number": {"number": 3}, "in time": {"number": 5, "van": -2 * DAG}, "without a number": {"number": 0}}


@pytest.mark.parametrize("anders", OUDER.values(), ids=OUDER)
def test_a_list_that_goes_back_is_refused_and_the_last_stays(
    uitgever: Issuer, bevroren: datetime, anders: dict[str, Any]
) -> None:
    laad(lijst(uitgever, 7, now=bevroren, number=4), uitgever, now=bevroren)
    anders = anders | ({"van": bevroren + anders["van"]} if "van" in anders else {})
    code, reden = geweigerd(lijst(uitgever, now=bevroren, **anders), uitgever, now=bevroren)
    assert code == "S203"
    assert "Wij hebben nummer 4" in reden
    assert ingetrokken(uitgever) == {7}
    assert sporen()[-1] == ("beheer: beheer", "S203")


def test_a_list_that_is_older_than_the_file_is_refused_too(uitgever: Issuer, bevroren: datetime) -> None:
    bestand = read_crl(lijst(uitgever, 7, now=bevroren, number=4), ca=uitgever.certificate)
    code, _ = geweigerd(lijst(uitgever, now=bevroren, number=3), uitgever, now=bevroren, crl=bestand)
    assert code == "S203"
    assert not versions()


ONBRUIKBAAR = {
    "no list": lambda _, now: b"geen lijst",
    "nothing": lambda _, now: b"",
    "of another issuer": lambda _, now: lijst(Issuer("Andere CA"), now=now),
    "forged": lambda _, now: lijst(Issuer("Proef-CA"), now=now),
    "over": lambda uitgever, now: lijst(uitgever, now=now, tot=now),
    "of tomorrow": lambda uitgever, now: lijst(uitgever, now=now, van=now + DAG),
}


@pytest.mark.parametrize("maak", ONBRUIKBAAR.values(), ids=ONBRUIKBAAR)
def test_what_cannot_be_used_is_refused_with_why_and_the_last_stays(
    uitgever: Issuer, bevroren: datetime, maak: Any
) -> None:
    laad(lijst(uitgever, 7, now=bevroren), uitgever, now=bevroren)
    code, reden = geweigerd(maak(uitgever, bevroren), uitgever, now=bevroren)
    assert code == "S202"
    assert reden
    assert ingetrokken(uitgever) == {7}
    assert sporen()[-1] == ("beheer: beheer", "S202")


def test_a_list_finds_its_issuer_by_the_key_among_those_of_one_name(uitgever: Issuer, bevroren: datetime) -> None:
    naamgenoot = Issuer("Proef-CA")
    schakels = (schakel(uitgever), schakel(naamgenoot))
    load(lijst(naamgenoot, 9, now=bevroren), schakels=schakels, now=bevroren)
    assert set(versions()) == {schakels[1].sleutel}
    assert ingetrokken(naamgenoot) == {9}


def test_what_somebody_wrote_in_the_database_is_no_list(uitgever: Issuer, bevroren: datetime) -> None:
    laad(lijst(uitgever, 7, now=bevroren), uitgever, now=bevroren)
    Lijst.objects.update(inhoud=lijst(Issuer("Proef-CA"), now=bevroren), vingerafdruk="a" * 64)
    assert find_lijsten([schakel(uitgever)], sleutels=versions()) == ()
    laad(lijst(uitgever, 7, 8, now=bevroren, number=2), uitgever, now=bevroren)
    assert ingetrokken(uitgever) == {7, 8}
