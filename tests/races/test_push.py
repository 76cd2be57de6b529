"""One message that comes in several times at one moment, and two messages with one reference."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import IntegrityError
from races.tegelijk import elke_keten_is_heel, tegelijk, tel, wacht_op_elkaar, zonder
from wereld import Wereld, bericht

from machtigingen.instroom.models import Instroom

AANTAL = 6


def stuur(wereld: Wereld, *berichten: dict) -> list:
    return tegelijk([lambda data=data: wereld.software().push(data) for data in berichten])


@pytest.fixture
def processen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in several processes that do not know of each other; all have checked the message before one keeps it."""
    monkeypatch.setattr("machtigingen.instroom.actions.alleen", lambda *sleutel: nullcontext())
    wacht_op_elkaar(monkeypatch, "machtigingen.instroom.actions._controleer", AANTAL)


def precies_een() -> bool:
    return tel("instroom.Instroom") == tel("aanvragen.Aanvraag") == 1


def test_the_same_message_at_once_is_taken_in_once(wereld: Wereld) -> None:
    antwoorden = stuur(wereld, *[bericht()] * AANTAL)
    goed = [antwoord.json() for antwoord in antwoorden if antwoord.status_code == 201]
    te_vroeg = [antwoord.json()["code"] for antwoord in antwoorden if antwoord.status_code == 409]
    assert len(goed) + len(te_vroeg) == AANTAL
    assert set(te_vroeg) <= {"B302"}
    assert goed and all(antwoord == goed[0] for antwoord in goed)
    assert wereld.software().push(bericht()).json() == goed[0]
    assert precies_een()
    assert elke_keten_is_heel()


def test_the_same_message_at_once_at_several_processes_gets_one_answer(wereld: Wereld, processen: None) -> None:
    antwoorden = stuur(wereld, *[bericht()] * AANTAL)
    assert [antwoord.status_code for antwoord in antwoorden] == [201] * AANTAL
    assert len({antwoord.json()["link"] for antwoord in antwoorden}) == 1
    assert precies_een()
    assert elke_keten_is_heel()


def anders(nummer: int) -> dict:
    return bericht(opmerking=f"nummer {nummer}")


def test_of_different_messages_with_one_reference_exactly_one_wins(wereld: Wereld) -> None:
    antwoorden = stuur(wereld, *map(anders, range(AANTAL)))
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [201] + [409] * (AANTAL - 1)
    assert {antwoord.json().get("code") for antwoord in antwoorden} <= {None, "B301", "B302"}
    assert precies_een()


def test_of_different_messages_at_several_processes_exactly_one_wins(wereld: Wereld, processen: None) -> None:
    antwoorden = stuur(wereld, *map(anders, range(AANTAL)))
    assert sorted(antwoord.json().get("code", "") for antwoord in antwoorden) == [""] + ["B301"] * (AANTAL - 1)
    assert precies_een()


def test_without_the_constraint_on_the_reference_there_would_be_more(wereld: Wereld, processen: None) -> None:
    with zonder(Instroom, "instroom_referentie_eenmaal"):
        stuur(wereld, *map(anders, range(AANTAL)))
        assert tel("instroom.Instroom") == tel("aanvragen.Aanvraag") == AANTAL


@pytest.mark.parametrize("zelfde", ["link_hash", "aanvraag_id"])
def test_one_link_and_one_concept_belong_to_one_message_only(wereld: Wereld, zelfde: str) -> None:
    """No act gives a link a second concept: its row names one. The database keeps two rows from naming the same."""
    assert wereld.software().push(bericht()).status_code == 201
    een = Instroom.objects.get()
    anders = {"id": uuid4(), "referentie": "anders", "link_hash": "anders", "aanvraag_id": None}
    velden = {veld.attname: getattr(een, veld.attname) for veld in Instroom._meta.fields} | anders
    Instroom.objects.create(**velden)
    nog_een = {"id": uuid4(), "referentie": "nog een", "link_hash": "nog een", zelfde: getattr(een, zelfde)}
    with pytest.raises(IntegrityError):
        Instroom.objects.create(**velden | nog_een)
