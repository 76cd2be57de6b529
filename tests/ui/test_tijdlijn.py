"""The timeline of an aanvraag: all that happened, for each reader what is theirs to know."""

from datetime import date, datetime, timedelta

import pytest
from handelingen import actor, beeindig, besluit, heropen, id_van, vraag_informatie
from oordelen import heel
from reis import dien_in, twijfelgeval
from wereld import Wereld

from machtigingen.aanvragen import afsluiting, behandeling, vervolg
from machtigingen.aanvragen.models import Aanvraag, Gebeurtenis
from machtigingen.aanvragen.queries import stand
from machtigingen.ui.context import Regel, Toestand
from machtigingen.ui.tijdlijn import tijdlijn_van


@pytest.fixture
def id_(wereld: Wereld):
    return id_van(twijfelgeval(wereld))


def regels(id_, now: datetime, **voor) -> list[Regel]:
    aanvraag = Aanvraag.objects.get(pk=id_)
    return list(tijdlijn_van(aanvraag, stand(aanvraag, now), **voor))


def titels(id_, now: datetime, **voor) -> list[str]:
    return [regel.titel for regel in regels(id_, now, **voor)]


def test_what_was_sent_waits_for_a_besluit_by_a_day(wereld: Wereld, id_, bevroren: datetime) -> None:
    *_, nu, straks = regels(id_, bevroren)
    assert (nu.titel, nu.toestand) == ("Wacht op een beoordelaar", Toestand.NU)
    assert (straks.titel, straks.wanneer) == ("Besluit", "verwacht uiterlijk op 8 december 2026")


def test_christmas_moves_the_expected_day(wereld: Wereld, id_, bevroren: datetime) -> None:
    behandeling.take(actor=actor(wereld, "beoordelaar-9901"), now=bevroren, aanvraag_id=id_)
    besluit(wereld, id_, heel(False))
    kerst = bevroren + timedelta(days=22)  # 16 December: ten working days with Christmas, Boxing Day and New Year
    heropen(wereld, id_, "Nog eens.", now=kerst)
    assert regels(id_, kerst)[-1].wanneer == "verwacht uiterlijk op 31 december 2026"


def test_while_a_question_is_open_the_clock_stands_still(wereld: Wereld, id_, bevroren: datetime) -> None:
    vraag_informatie(wereld, id_, "Welk oog?")
    *_, gevraagd, antwoord, straks = regels(id_, bevroren)
    assert gevraagd.titel == "De zorgverzekeraar heeft een vraag"
    assert (antwoord.titel, antwoord.toestand) == ("Uw antwoord", Toestand.NU)
    assert antwoord.wanneer == "uiterlijk op 8 december 2026"
    assert straks.wanneer == "binnen 10 werkdagen na het antwoord"
    assert "Antwoord van de zorgverlener" in titels(id_, bevroren, noem_beoordelaar=True)


def test_how_an_insurer_divides_its_work_is_for_the_insurer_only(wereld: Wereld, id_, bevroren: datetime) -> None:
    desk = actor(wereld, "beoordelaar-9901")
    behandeling.take(actor=desk, now=bevroren, aanvraag_id=id_)
    behandeling.hand_over(actor=desk, now=bevroren, aanvraag_id=id_)
    besluit(wereld, id_, heel(True))
    assert "Teruggelegd op de werklijst" in titels(id_, bevroren, noem_beoordelaar=True)
    assert "Teruggelegd op de werklijst" not in titels(id_, bevroren)
    wie = {regel.door for regel in regels(id_, bevroren)}
    assert "de zorgverzekeraar" in wie
    assert desk.naam not in wie
    assert desk.naam in {regel.door for regel in regels(id_, bevroren, noem_beoordelaar=True)}


def test_it_is_in_the_order_in_which_it_happened(wereld: Wereld, id_, bevroren: datetime) -> None:
    besluit(wereld, id_, heel(False), now=bevroren + timedelta(hours=1))
    heropen(wereld, id_, "Niet goed gelezen.", now=bevroren + timedelta(hours=2))
    besluit(wereld, id_, heel(True), now=bevroren + timedelta(hours=3))
    gebeurd = titels(id_, bevroren)
    assert gebeurd[-4:] == ["Afgewezen", "De zorgverzekeraar bekijkt het besluit opnieuw", "Goedgekeurd", "Laatste dag"]


def test_clocks_that_differ_do_not_change_the_order(wereld: Wereld, id_, bevroren: datetime) -> None:
    besluit(wereld, id_, heel(False), now=bevroren - timedelta(minutes=5))
    assert titels(id_, bevroren)[-2:] == ["Aanvraag ingediend", "Afgewezen"]


def test_a_rule_that_decides_at_once_comes_after_the_sending(wereld: Wereld, bevroren: datetime) -> None:
    id_ = id_van(dien_in(wereld, wereld.mens()))
    assert titels(id_, bevroren)[-3:] == ["Aanvraag ingediend", "Goedgekeurd", "Laatste dag"]


@pytest.mark.parametrize("later", [True, False])
def test_a_last_day_that_was_set_later_says_so(wereld: Wereld, id_, bevroren: datetime, later: bool) -> None:
    besluit(wereld, id_, heel(True))
    if later:
        beeindig(wereld, id_, date(2027, 10, 1), "De polis stopt.")
    laatste = regels(id_, bevroren)[-1]
    assert laatste.titel == "Laatste dag"
    assert laatste.einde is later
    assert ("Later gezet door de zorgverzekeraar" in laatste.tekst) is later


def test_each_end_keeps_its_own_reason(wereld: Wereld, id_, bevroren: datetime) -> None:
    besluit(wereld, id_, heel(True))
    beeindig(wereld, id_, date(2027, 10, 1), "De polis stopt.")
    wie = actor(wereld, "persoonlijk-goed")
    afsluiting.report_not_done(actor=wie, now=bevroren, aanvraag_id=id_, reden="De patiënt ziet ervan af.")
    assert [(regel.titel, regel.tekst) for regel in regels(id_, bevroren)[-2:]] == [
        ("Einddatum gezet op 1 oktober 2027", "De polis stopt."),
        ("Gemeld dat de zorg niet wordt uitgevoerd", "De patiënt ziet ervan af."),
    ]


def test_a_herbeoordeling_begins_with_itself(wereld: Wereld, id_, bevroren: datetime) -> None:
    besluit(wereld, id_, heel(False))
    wie = actor(wereld, "persoonlijk-goed")
    nieuw = vervolg.ask_again(actor=wie, now=bevroren, aanvraag_id=id_, soort="herbeoordeling", motivering="Kijk nog.")
    assert titels(nieuw.id, bevroren)[0] == "Herbeoordeling gevraagd"


def test_one_that_was_sent_before_there_was_a_timeline_still_has_one(wereld: Wereld, id_, bevroren: datetime) -> None:
    Gebeurtenis.objects.all().delete()
    assert "Aanvraag ingediend" in titels(id_, bevroren)


def test_an_act_without_words_of_its_own_shows_its_name(wereld: Wereld, id_, bevroren: datetime) -> None:
    Gebeurtenis.objects.update(soort="nieuwe_handeling")
    assert "Nieuwe handeling" in titels(id_, bevroren)


def test_who_did_it_at_the_own_side_is_named(wereld: Wereld, id_, bevroren: datetime) -> None:
    (ingediend,) = [regel for regel in regels(id_, bevroren) if regel.titel == "Aanvraag ingediend"]
    assert ingediend.door == "S. de Vries"
