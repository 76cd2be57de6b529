"""Whose desk it lies on: one person's at a time, and every change of hands on purpose."""

from collections.abc import Callable

import pytest
from levensloop.conftest import Balie
from reis import fouten, tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beoordeling.queries import Stapel, worklist

Desk = Callable[..., Beller]
COLLEGA = "beoordelaar-9901-collega"


@pytest.fixture
def aanvraag(balie: Balie) -> Aanvraag:
    return balie.verstuurd()


def bij(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.get(pk=aanvraag.pk).behandelaar


def test_who_takes_it_has_it(desk: Desk, aanvraag: Aanvraag) -> None:
    mens, pad = desk(), f"/beoordelen/{aanvraag.id}/"
    assert "Nog bij niemand" in tekst(mens.get(pad))
    antwoord = mens.post(f"{pad}nemen?lijst=te-doen")
    assert antwoord["Location"] == f"{pad}?lijst=te-doen"
    assert "Op uw bureau" in tekst(mens.get(pad))
    assert bij(aanvraag) == "B. Ordelaar"


def test_a_look_at_the_address_of_the_button_takes_nothing(desk: Desk, aanvraag: Aanvraag) -> None:
    assert desk().get(f"/beoordelen/{aanvraag.id}/nemen")["Location"] == f"/beoordelen/{aanvraag.id}/"
    assert bij(aanvraag) == ""


def test_of_two_who_take_it_at_once_one_has_it(desk: Desk, aanvraag: Aanvraag) -> None:
    pad = f"/beoordelen/{aanvraag.id}/nemen"
    assert desk().post(pad).status_code == 302
    te_laat = desk(COLLEGA).post(pad)
    assert te_laat.status_code == 409
    assert "B. Ordelaar" in tekst(te_laat)
    assert bij(aanvraag) == "B. Ordelaar"


def test_a_colleague_sees_who_has_it_and_can_take_over(desk: Desk, aanvraag: Aanvraag) -> None:
    pad = f"/beoordelen/{aanvraag.id}/"
    desk().post(f"{pad}nemen")
    collega = desk(COLLEGA)
    gezien = collega.get(pad)
    assert "Bij B. Ordelaar" in tekst(gezien)
    assert 'id="oordeel"' not in gezien.content.decode()
    collega.post(f"{pad}nemen", {"overnemen": "ja"})
    assert bij(aanvraag) == "C. Ollega"


def test_it_is_handed_over_to_a_colleague(desk: Desk, balie: Balie, aanvraag: Aanvraag) -> None:
    mens, pad = desk(), f"/beoordelen/{aanvraag.id}/"
    mens.post(f"{pad}nemen")
    pagina = mens.get(f"{pad}overdragen").content.decode()
    collega = balie.als(COLLEGA)
    assert f'value="{collega.certificaat}"' in pagina
    for vreemd in ("beoordelaar-9902", "beoordelaar-9901"):
        assert balie.als(vreemd).certificaat not in pagina
    assert mens.post(f"{pad}overdragen", {"naar": collega.certificaat})["Location"] == "/beoordelen/"
    assert bij(aanvraag) == "C. Ollega"
    assert list(worklist(actor=collega, now=balie.now, stapel=Stapel.BUREAU)) == [aanvraag]


def test_it_is_given_back_to_the_list(desk: Desk, balie: Balie, aanvraag: Aanvraag) -> None:
    mens, pad = desk(), f"/beoordelen/{aanvraag.id}/"
    mens.post(f"{pad}nemen")
    mens.post(f"{pad}overdragen", {"naar": "lijst"})
    assert bij(aanvraag) == ""
    assert list(worklist(actor=balie.beoordelaar, now=balie.now)) == [aanvraag]


@pytest.mark.parametrize("naar", ["", "niemand", "beoordelaar-9902"])
def test_whom_to_is_one_of_the_own_insurer(desk: Desk, balie: Balie, aanvraag: Aanvraag, naar: str) -> None:
    mens, pad = desk(), f"/beoordelen/{aanvraag.id}/"
    mens.post(f"{pad}nemen")
    antwoord = mens.post(f"{pad}overdragen", {"naar": balie.als(naar).certificaat if "-" in naar else naar})
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["naar"]
    assert bij(aanvraag) == "B. Ordelaar"


def test_only_who_has_it_hands_it_over(desk: Desk, aanvraag: Aanvraag) -> None:
    pad = f"/beoordelen/{aanvraag.id}/overdragen"
    mens, collega = desk(), desk(COLLEGA)
    assert mens.get(pad).status_code == 409
    mens.post(f"/beoordelen/{aanvraag.id}/nemen")
    for antwoord in (collega.get(pad), collega.post(pad, {"naar": "lijst"})):
        assert antwoord.status_code == 409
        assert "B. Ordelaar" in tekst(antwoord)
    assert bij(aanvraag) == "B. Ordelaar"


@pytest.mark.parametrize("pad", ["nemen", "overdragen"])
@pytest.mark.parametrize(("wie", "status"), [("beoordelaar-9902", 404), ("persoonlijk-goed", 403)])
def test_it_is_nobody_elses_desk(wereld: Wereld, aanvraag: Aanvraag, pad: str, wie: str, status: int) -> None:
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    assert mens.get(f"/beoordelen/{aanvraag.id}/{pad}").status_code == status
    assert mens.post(f"/beoordelen/{aanvraag.id}/{pad}", {"naar": "lijst"}).status_code == status
    assert bij(aanvraag) == ""
