"""Two people at one concept: nothing is overwritten without a word."""

import pytest
from machtigingen_sandbox import personas

from machtigingen.aanvragen import indiening, toetsing
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import DomainError

from .conftest import Loket

COLLEGA = "B. Collega"


def waarde(link_id: str) -> object:
    return Aanvraag.objects.get().antwoorden.get(link_id, {}).get("waarde")


def test_what_a_colleague_filled_in_meanwhile_is_not_overwritten(loket: Loket) -> None:
    id_ = loket.push()
    assert loket.antwoord(id_, door=COLLEGA, versie=1, mrd="1,5") == ()
    (botsing,) = loket.antwoord(id_, versie=1, mrd="2", zijde="links")
    assert (botsing.code, botsing.pad) == ("A103", "mrd")
    assert botsing.gegevens == {"uw_waarde": "2 mm", "waarde": "1,5 mm", "door": COLLEGA}
    assert waarde("mrd") == "1.5"
    assert waarde("zijde") == "links", "what does not collide is kept"


def test_who_saw_it_may_change_it(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, door=COLLEGA, versie=1, mrd="1,5")
    assert loket.antwoord(id_, versie=2, mrd="2") == ()
    assert waarde("mrd") == "2"


def test_filling_in_the_same_is_no_collision(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, door=COLLEGA, versie=1, mrd="1,5")
    assert loket.antwoord(id_, versie=1, mrd="1.50") == ()


def test_other_fields_are_no_collision(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, door=COLLEGA, versie=1, mrd="1,5")
    assert loket.antwoord(id_, versie=1, zijde="links") == ()
    assert (waarde("mrd"), waarde("zijde")) == ("1.5", "links")


def test_the_later_tab_of_the_same_person_wins(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, versie=1, mrd="1,5")
    assert loket.antwoord(id_, versie=1, mrd="2") == ()
    assert waarde("mrd") == "2"


def test_a_field_that_a_colleague_emptied_is_not_filled_again_by_an_old_page(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, versie=1, mrd="1,5")
    loket.antwoord(id_, door=COLLEGA, versie=2, mrd="")
    (botsing,) = loket.antwoord(id_, versie=2, mrd="1,5")
    assert botsing.gegevens == {"uw_waarde": "1,5 mm", "waarde": "", "door": COLLEGA}
    assert waarde("mrd") is None


@pytest.mark.parametrize(
    ("link_id", "onleesbaar"),
    [("begindatum", "gisteren"), ("mrd", "klein"), ("zijde", "achter"), ("functiestoornis", "?")],
)
def test_a_colleagues_answer_that_cannot_be_read_is_shown_as_it_was_typed(loket: Loket, link_id, onleesbaar) -> None:
    id_ = loket.push()
    loket.antwoord(id_, door=COLLEGA, versie=1, **{link_id: onleesbaar})
    (botsing,) = loket.antwoord(id_, versie=1, **{link_id: "iets anders"})
    assert onleesbaar in botsing.gegevens["waarde"]


def test_an_answer_that_changes_nothing_leaves_the_version(loket: Loket) -> None:
    id_ = loket.push()
    loket.antwoord(id_, versie=1, begindatum="02-11-2026")
    assert Aanvraag.objects.get().versie == 1


def test_two_colleagues_of_one_name_are_two_people(loket: Loket) -> None:
    id_ = loket.push()
    naam = loket.als("persoonlijk-goed").naam
    loket.antwoord(id_, door=naam, versie=1, mrd="1,5")
    (botsing,) = loket.antwoord(id_, versie=1, mrd="2")
    assert botsing.code == "A103"


def test_what_cov_said_about_an_earlier_person_never_goes_with_a_changed_one(loket: Loket, monkeypatch) -> None:
    id_ = loket.push()
    echt = toetsing.cov

    def intussen(waarden):
        antwoord = echt(waarden)
        loket.antwoord(id_, door=COLLEGA, versie=9, bsn=personas.ONBEKEND.bsn.onthul())
        return antwoord

    loket.antwoord(id_, versie=1, zijde="links", oorzaak="uiterlijk", functiestoornis="nee", eerdere_correctie="nee")
    monkeypatch.setattr(toetsing, "cov", intussen)
    with pytest.raises(DomainError) as geweigerd:
        indiening.submit(actor=loket.als("persoonlijk-goed"), now=loket.now, aanvraag_id=id_)
    assert geweigerd.value.code == "R301"
    assert Aanvraag.objects.get().status == "concept"
