"""Two people at one concept, or one in two tabs: nothing is overwritten without a word."""

from dataclasses import replace
from uuid import UUID

import pytest
from handelingen import blad_nu
from machtigingen_sandbox import personas

from machtigingen.aanvragen import actions, indiening, toetsing
from machtigingen.aanvragen.dossier import fingerprint
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.samen import Blad, kept
from machtigingen.aanvragen.wachtend import Consent
from machtigingen.foundation import DomainError

from .conftest import Loket

COLLEGA = "B. Collega"


@pytest.fixture
def id_(loket: Loket) -> UUID:
    return loket.push()


def waarde(link_id: str) -> object:
    return Aanvraag.objects.get().antwoorden.get(link_id, {}).get("waarde")


def wachtend() -> dict[str, dict[str, object]]:
    return Aanvraag.objects.get().bronnen.get("wachtend", {})


def test_what_a_colleague_filled_in_meanwhile_is_not_overwritten(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    assert loket.antwoord(id_, door=COLLEGA, mrd="1,5") == ()
    (botsing,) = loket.antwoord(id_, blad=mijn, mrd="2", zijde="links")
    assert (botsing.code, botsing.pad) == ("A103", "mrd")
    assert botsing.gegevens == {"uw_waarde": "2 mm", "waarde": "1,5 mm", "door": COLLEGA}
    assert waarde("mrd") == "1.5"
    assert waarde("zijde") == "links", "what does not collide is kept"


def test_who_saw_it_may_change_it(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, door=COLLEGA, mrd="1,5")
    assert loket.antwoord(id_, blad=blad_nu(id_), mrd="2") == ()
    assert waarde("mrd") == "2"


def test_filling_in_the_same_is_no_collision(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, mrd="1,5")
    assert loket.antwoord(id_, blad=mijn, mrd="1.50") == ()


def test_what_was_not_touched_on_an_older_page_leaves_what_a_colleague_made_of_it(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, mrd="3")
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, mrd="1,5", opmerking="Van de collega.")
    assert loket.antwoord(id_, blad=mijn, mrd="3", opmerking="", zijde="links") == ()
    assert (waarde("mrd"), waarde("opmerking"), waarde("zijde")) == ("1.5", "Van de collega.", "links")


def test_a_draft_of_one_field_does_not_make_the_page_know_the_others(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, opmerking="Van de collega.")
    loket.antwoord(id_, blad=mijn, zijde="links")
    assert loket.antwoord(id_, blad=mijn, zijde="links", opmerking="") == ()
    assert waarde("opmerking") == "Van de collega."


def test_the_second_of_two_tabs_is_told_what_the_other_kept(loket: Loket, id_: UUID) -> None:
    een, twee = blad_nu(id_), blad_nu(id_)
    loket.antwoord(id_, blad=twee, mrd="1,5", opmerking="Uit het andere tabblad.")
    (botsing,) = loket.antwoord(id_, blad=een, mrd="2", opmerking="")
    assert (botsing.pad, botsing.gegevens["waarde"]) == ("mrd", "1,5 mm")
    assert (waarde("mrd"), waarde("opmerking")) == ("1.5", "Uit het andere tabblad.")


def test_a_page_may_change_what_it_wrote_itself_also_when_it_never_heard_that_it_was_kept(
    loket: Loket, id_: UUID
) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, blad=mijn, opmerking="Eerste zin.")
    assert loket.antwoord(id_, blad=mijn, opmerking="Eerste zin. Tweede zin.") == ()
    assert loket.antwoord(id_, blad=mijn, opmerking="") == ()
    assert waarde("opmerking") is None


def test_of_what_one_page_wrote_the_last_counts_also_when_the_first_arrives_after_it(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    eerst, later, laatst = (replace(mijn, geschreven=1_000 + nummer) for nummer in range(3))
    loket.antwoord(id_, blad=later, opmerking="Twee zinnen. Meer niet.", zijde="links")
    assert loket.antwoord(id_, blad=eerst, opmerking="Twee zin", zijde="rechts") == ()
    assert (waarde("opmerking"), waarde("zijde")) == ("Twee zinnen. Meer niet.", "links")
    loket.antwoord(id_, blad=laatst, opmerking="")
    assert loket.antwoord(id_, blad=later, opmerking="Twee zinnen. Meer niet.") == ()
    assert waarde("opmerking") is None


def test_so_it_is_where_the_last_says_what_stood_there_already(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, zijde="links")
    mijn = blad_nu(id_)
    loket.antwoord(id_, blad=replace(mijn, geschreven=1_001), zijde="links")
    loket.antwoord(id_, blad=replace(mijn, geschreven=1_000), zijde="rechts")
    assert waarde("zijde") == "links"


def test_so_it_is_of_what_is_only_kept_apart(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, opmerking="Van de collega.")
    loket.antwoord(id_, blad=replace(mijn, geschreven=1_001), opmerking="Een. Twee.")
    loket.antwoord(id_, blad=replace(mijn, geschreven=1_000), opmerking="Een.")
    aanvraag = Aanvraag.objects.get()
    apart = actions.remembered(aanvraag, dossier_of(aanvraag, loket.now), actor=loket.als("persoonlijk-goed"))
    assert [fout.gegevens["uw_waarde"] for fout in apart] == ["Een. Twee."]


def test_what_one_page_wrote_later_holds_up_no_other_page(loket: Loket, id_: UUID) -> None:
    """Whose computer has another clock, say."""
    loket.antwoord(id_, blad=replace(blad_nu(id_), geschreven=2_000), zijde="links")
    loket.antwoord(id_, blad=replace(blad_nu(id_), geschreven=1_000), zijde="rechts")
    assert waarde("zijde") == "rechts"


def test_of_a_request_with_many_pages_the_last_are_known(loket: Loket, id_: UUID) -> None:
    for nummer in range(55):
        loket.antwoord(id_, blad=replace(blad_nu(id_), geschreven=1_000 + nummer), opmerking=f"{nummer}")
    assert len(Aanvraag.objects.get().bronnen["bladen"]) == 50


def test_a_page_that_does_not_say_when_passes_for_the_last(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, blad=replace(mijn, geschreven=1_000), opmerking="Met tijd.")
    loket.antwoord(id_, blad=mijn, opmerking="Zonder tijd.")
    assert waarde("opmerking") == "Zonder tijd."


def test_what_a_colleague_made_of_what_this_page_wrote_is_not_overwritten(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, blad=mijn, mrd="3")
    loket.antwoord(id_, door=COLLEGA, mrd="1,5")
    (botsing,) = loket.antwoord(id_, blad=mijn, mrd="2")
    assert botsing.pad == "mrd"
    assert waarde("mrd") == "1.5"


def test_a_page_that_heard_what_was_kept_leaves_what_a_colleague_put_back(loket: Loket, id_: UUID) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, blad=mijn, mrd="3", zijde="links")
    aanvraag = Aanvraag.objects.get()
    gehoord = kept(actions.dossier_of(aanvraag, loket.now), {"mrd": "3,0", "zijde": "rechts"}, {})
    assert gehoord.keys() == {"mrd"}, "only where what was posted is what stands"
    loket.antwoord(id_, door=COLLEGA, mrd="")
    assert loket.antwoord(id_, blad=Blad(naam=mijn.naam, getoond={**mijn.getoond, **gehoord}), mrd="3") == ()
    assert waarde("mrd") is None


def test_a_field_that_a_colleague_emptied_is_not_filled_again_by_an_old_page(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, mrd="1,5")
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, mrd="")
    assert loket.antwoord(id_, blad=mijn, mrd="1,5") == ()
    assert waarde("mrd") is None
    (botsing,) = loket.antwoord(id_, blad=mijn, mrd="2")
    assert botsing.gegevens == {"uw_waarde": "2 mm", "waarde": "", "door": COLLEGA}


def test_a_page_that_does_not_say_what_it_showed_overwrites_nobody(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, blad=Blad(), mrd="1,5")
    (botsing,) = loket.antwoord(id_, blad=Blad(), mrd="2")
    assert botsing.pad == "mrd"
    assert loket.antwoord(id_, blad=Blad(), begindatum="03-11-2026") == (), "nobody of us said that"


@pytest.mark.parametrize(
    ("link_id", "onleesbaar"),
    [("begindatum", "gisteren"), ("mrd", "klein"), ("zijde", "achter"), ("functiestoornis", "?")],
)
def test_a_colleagues_answer_that_cannot_be_read_is_shown_as_it_was_typed(
    loket: Loket, id_: UUID, link_id, onleesbaar
) -> None:
    mijn = blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, **{link_id: onleesbaar})
    (botsing,) = loket.antwoord(id_, blad=mijn, **{link_id: "iets anders"})
    assert onleesbaar in botsing.gegevens["waarde"]


def test_an_answer_that_changes_nothing_leaves_the_version(loket: Loket, id_: UUID) -> None:
    loket.antwoord(id_, begindatum="02-11-2026")
    assert Aanvraag.objects.get().versie == 1


def test_two_colleagues_of_one_name_are_two_people(loket: Loket, id_: UUID) -> None:
    mijn, naam = blad_nu(id_), loket.als("persoonlijk-goed").naam
    loket.antwoord(id_, door=naam, mrd="1,5")
    (botsing,) = loket.antwoord(id_, blad=mijn, mrd="2")
    assert botsing.code == "A103"


@pytest.mark.parametrize(("medewerker", "texts"), [(7, ["2 mm"]), (8, []), (None, [])])
def test_what_collided_is_there_for_the_same_person_with_the_next_certificate(
    loket: Loket, id_: UUID, medewerker: int | None, texts: list[str]
) -> None:
    ik, mijn = replace(loket.als("persoonlijk-goed"), medewerker=7), blad_nu(id_)
    loket.antwoord(id_, door=COLLEGA, mrd="1,5")
    actions.answer(actor=ik, now=loket.now, aanvraag_id=id_, blad=mijn, ruw={"mrd": "2"})
    straks, aanvraag = replace(ik, certificaat="d" * 64, medewerker=medewerker), Aanvraag.objects.get()
    bewaard = actions.remembered(aanvraag, dossier_of(aanvraag, loket.now), actor=straks)
    assert [fout.gegevens["uw_waarde"] for fout in bewaard] == texts


@pytest.fixture
def stuurt(loket: Loket, id_: UUID) -> UUID:
    """A concept in which another reason takes an answer away, so that a change of it waits."""
    loket.antwoord(id_, zijde="links", oorzaak="verslapping", functiestoornis="nee", eerdere_correctie="nee")
    loket.antwoord(id_, mrd="1")
    return id_


def spreek(loket: Loket, id_: UUID, blad: Blad, consent: Consent, **ruw: str):
    wie = {"actor": loket.als("persoonlijk-goed"), "now": loket.now, "aanvraag_id": id_}
    return actions.answer(**wie, blad=blad, ruw=ruw, consent=consent)[1]


def test_a_change_of_a_colleague_that_waits_is_left_by_an_older_page(loket: Loket, stuurt: UUID) -> None:
    mijn = blad_nu(stuurt)
    loket.antwoord(stuurt, door=COLLEGA, oorzaak="uiterlijk")
    assert loket.antwoord(stuurt, blad=mijn, oorzaak="verslapping", zijde="beide") == ()
    assert (wachtend()["oorzaak"]["waarde"], waarde("zijde")) == ("uiterlijk", "beide")


@pytest.mark.parametrize(
    "consent", [Consent(keep=frozenset({"oorzaak"})), Consent(go_on={"oorzaak": {"mrd": fingerprint("1")}})]
)
def test_a_button_for_a_change_that_became_another_one_collides(loket: Loket, stuurt: UUID, consent: Consent) -> None:
    loket.antwoord(stuurt, oorzaak="uiterlijk")
    mijn = blad_nu(stuurt)
    loket.antwoord(stuurt, door=COLLEGA, oorzaak="verminking")
    (botsing,) = spreek(loket, stuurt, mijn, consent, oorzaak="uiterlijk")
    assert (botsing.code, botsing.pad, botsing.gegevens["door"]) == ("A103", "oorzaak", COLLEGA)
    assert (waarde("oorzaak"), wachtend()["oorzaak"]["waarde"]) == ("verslapping", "verminking")


def test_the_button_of_the_page_that_made_the_change_counts(loket: Loket, stuurt: UUID) -> None:
    mijn = blad_nu(stuurt)
    loket.antwoord(stuurt, blad=mijn, oorzaak="uiterlijk")
    assert spreek(loket, stuurt, mijn, Consent(keep=frozenset({"oorzaak"})), oorzaak="uiterlijk") == ()
    assert wachtend() == {}


def test_a_change_that_another_tab_took_back_is_not_made_again_by_this_one(loket: Loket, stuurt: UUID) -> None:
    loket.antwoord(stuurt, oorzaak="uiterlijk")
    een, twee = blad_nu(stuurt), blad_nu(stuurt)
    spreek(loket, stuurt, twee, Consent(keep=frozenset({"oorzaak"})))
    assert loket.antwoord(stuurt, blad=een, oorzaak="uiterlijk") == ()
    assert (waarde("oorzaak"), wachtend()) == ("verslapping", {})


def test_what_cov_said_about_an_earlier_person_never_goes_with_a_changed_one(
    loket: Loket, id_: UUID, monkeypatch
) -> None:
    echt = toetsing.cov

    def intussen(*wat, **hoe):
        antwoord = echt(*wat, **hoe)
        loket.antwoord(id_, door=COLLEGA, bsn=personas.ONBEKEND.bsn.onthul())
        return antwoord

    loket.antwoord(id_, zijde="links", oorzaak="uiterlijk", functiestoornis="nee", eerdere_correctie="nee")
    monkeypatch.setattr(toetsing, "cov", intussen)
    with pytest.raises(DomainError) as geweigerd:
        indiening.submit(actor=loket.als("persoonlijk-goed"), now=loket.now, aanvraag_id=id_)
    assert geweigerd.value.code == "R301"
    assert Aanvraag.objects.get().status == "concept"
