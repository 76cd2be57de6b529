"""A new request begins with the care: is a machtiging needed, and is there a form for this instantie?"""

import html
import re
from datetime import date

import pytest
from reis import tekst
from wereld import Wereld

from machtigingen.foundation import Fout
from machtigingen.registers.models import Zorgaanbieder

NIEUW = "/aanvragen/nieuw"
ZIEKENHUIS, TANDARTS = "persoonlijk-andere-instantie", "persoonlijk-tandarts"


def zoek(wereld: Wereld, wat: str, *, wie: str = "persoonlijk-goed", **velden: str):
    return wereld.mens(wie).get(NIEUW, data={"zoek": wat} | velden)


def begin(antwoord) -> list[str]:
    """Where a request can begin."""
    return [
        html.unescape(een) for een in re.findall(r'href="(/aanvragen/nieuw/patient[^"]*)"', antwoord.content.decode())
    ]


def test_the_list_leads_to_it(wereld: Wereld) -> None:
    assert f'href="{NIEUW}"' in wereld.mens().get("/aanvragen/").content.decode()
    assert f'href="{NIEUW}"' not in wereld.mens("persoonlijk-raadplegen").get("/aanvragen/").content.decode()


def test_nothing_is_said_before_something_is_asked(wereld: Wereld) -> None:
    pagina = wereld.mens().get(NIEUW)
    assert pagina.status_code == 200
    assert 'value="24-11-2026"' in pagina.content.decode()
    assert "gevonden" not in tekst(pagina)


def test_it_says_that_a_machtiging_is_needed_and_where_to_begin(wereld: Wereld) -> None:
    pagina = zoek(wereld, "blefaroplastiek", verzekeraar="9901")
    assert "1 behandeling gevonden" in tekst(pagina)
    assert "Hangt af van uw antwoorden" in tekst(pagina)
    (adres,) = begin(pagina)
    assert "formulier=X02" in adres and "zorgactiviteit=031545" in adres and "datum=2026-11-24" in adres


def test_it_says_first_that_none_is_needed_and_why(wereld: Wereld) -> None:
    pagina = zoek(wereld, "blefaroplastiek", verzekeraar="9903")
    assert "Niet nodig" in tekst(pagina)
    assert "Demoverzekering vraagt voor een bovenooglidcorrectie bij dermatochalasis geen machtiging" in tekst(pagina)
    assert begin(pagina) == []


def test_without_an_insurer_it_says_that_they_differ(wereld: Wereld) -> None:
    pagina = zoek(wereld, "blefaroplastiek")
    assert "Verschilt per verzekeraar" in tekst(pagina)
    assert "Demoverzekering vraagt" in tekst(pagina)
    assert len(begin(pagina)) == 1


def test_a_contract_counts_for_this_practice_only(wereld: Wereld) -> None:
    assert "Niet nodig" in tekst(zoek(wereld, "neus", wie=ZIEKENHUIS, verzekeraar="9902"))
    elders = tekst(zoek(wereld, "neus", verzekeraar="9902"))
    assert "contract" not in elders


def test_it_says_why_a_form_is_not_for_this_instantie(wereld: Wereld) -> None:
    pagina = zoek(wereld, "J081", verzekeraar="9901")
    assert "Niet voor uw instelling" in tekst(pagina)
    assert "Dit formulier is voor tandheelkunde, implantologie, tandprothetiek." in tekst(pagina)
    assert "Bij Oogkliniek Voorbeeldstad werkt op 24 november 2026 niemand met dat specialisme." in tekst(pagina)
    assert "Begin toch" in tekst(pagina)


@pytest.mark.parametrize(
    ("code", "merk"),
    [
        ("M40", "Hangt af van uw antwoorden"),
        ("J081", "Hangt af van uw antwoorden"),
        ("V30", "Machtiging nodig"),
        ("M08", "Machtiging nodig"),
    ],
)
def test_it_says_where_the_form_can_turn_out_that_none_is_needed(wereld: Wereld, code: str, merk: str) -> None:
    pagina = tekst(zoek(wereld, code, wie=TANDARTS, verzekeraar="9901"))
    assert merk in pagina
    assert ("Een machtiging is niet nodig als het formulier hierop uitkomt" in pagina) is (merk != "Machtiging nodig")


def test_it_says_on_what_that_hangs(wereld: Wereld) -> None:
    pagina = tekst(zoek(wereld, "M40", wie=TANDARTS, verzekeraar="9901"))
    assert "Het is de eerste of tweede keer M30 of fluoride, en het totaal van het jaar blijft op of onder" in pagina


def test_under_the_wlz_only_who_works_there_may_ask(wereld: Wereld) -> None:
    pagina = zoek(wereld, "M08")
    assert "Niet voor uw instelling" in tekst(pagina)
    assert begin(pagina) == []


@pytest.mark.parametrize(("verzekeraar", "mee"), [("9901", False), ("9905", True), ("", False)])
def test_only_a_zorgkantoor_goes_along_with_care_under_the_wlz(wereld: Wereld, verzekeraar: str, mee: bool) -> None:
    (adres,) = begin(zoek(wereld, "M08", wie=TANDARTS, verzekeraar=verzekeraar))
    assert ("verzekeraar=" in adres) is mee


def test_a_zorgkantoor_decides_on_no_other_care(wereld: Wereld) -> None:
    assert begin(zoek(wereld, "J081", wie=TANDARTS, verzekeraar="9901"))
    assert "Geen formulier gevonden" in tekst(zoek(wereld, "J081", wie=TANDARTS, verzekeraar="9905"))


def test_a_form_of_another_day_is_not_hidden(wereld: Wereld) -> None:
    pagina = zoek(wereld, "slaapapneu", datum="01-03-2025")
    assert "Dit formulier geldt vanaf 1 januari 2026. Uw begindatum is 1 maart 2025." in tekst(pagina)
    assert begin(pagina) == []


def test_nothing_found_is_no_promise_that_none_is_needed(wereld: Wereld) -> None:
    pagina = zoek(wereld, "heupprothese")
    assert "Geen formulier gevonden voor ‘heupprothese’" in tekst(pagina)
    assert "Vraag de zorgverzekeraar of een machtiging nodig is." in tekst(pagina)


def test_an_instantie_that_cannot_ask_reads_why(wereld: Wereld) -> None:
    Zorgaanbieder.objects.filter(pk="22990001").update(einde_on=date(2025, 12, 31))
    pagina = zoek(wereld, "blefaroplastiek", verzekeraar="9901")
    assert Fout("I104").uitleg.titel in tekst(pagina)
    assert begin(pagina) == []


def test_a_search_goes_on_as_an_address(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.get(NIEUW)
    antwoord = mens.post(NIEUW, {"zoek": "ooglid", "verzekeraar": "9901", "datum": "24-11-2026"})
    assert antwoord.status_code == 302
    assert antwoord["Location"] == "/aanvragen/nieuw?zoek=ooglid&verzekeraar=9901&datum=24-11-2026"


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"zoek": ""}, "Typ een woord of een code"),
        ({"zoek": "a"}, "Typ een woord of een code"),
        ({"zoek": "999911004"}, "Dit kan een BSN of een datum zijn"),
        ({"zoek": "mw 9999.11.004"}, "Dit kan een BSN of een datum zijn"),
        ({"zoek": "9999 11 004"}, "Dit kan een BSN zijn"),
        ({"zoek": "12345672"}, "Dit kan een BSN of een datum zijn"),
        ({"zoek": "Jansen 14-03-1958"}, "Dit kan een BSN of een datum zijn"),
        ({"zoek": "x" * 101}, "maximum 100"),
        ({"zoek": "ooglid", "datum": "morgen"}, "datum"),
        ({"zoek": "ooglid", "datum": "25-11-2026"}, "toekomst"),
        ({"zoek": "ooglid", "verzekeraar": "1234"}, "Kies"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_out_of_the_address(wereld: Wereld, velden, melding) -> None:
    mens = wereld.mens()
    mens.get(NIEUW)
    antwoord = mens.post(NIEUW, velden)
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)


def test_hostile_text_is_shown_as_text(wereld: Wereld) -> None:
    pagina = zoek(wereld, "<script>alert(1)</script>")
    assert pagina.status_code == 200
    assert "<script>alert" not in pagina.content.decode()


@pytest.mark.parametrize(
    ("wie", "status"),
    [("persoonlijk-raadplegen", 403), ("beoordelaar-9901", 403), ("persoonlijk-zonder-autorisatie", 403), (None, 401)],
)
def test_only_who_may_submit_gets_it(wereld: Wereld, wie: str | None, status: int) -> None:
    assert wereld.mens(wie).get(NIEUW).status_code == status
