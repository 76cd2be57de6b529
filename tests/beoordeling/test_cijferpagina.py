"""The figures as an assessor meets them: the page, its filter, the sheet and the file for programs."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from beoordeling.rijen import besluit, verzonden
from reis import fouten, tekst
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.doors.verzekeraar.cijferfilter import read_filter

MAANDAG = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)
PAGINA = "/beoordelen/cijfers"
ALLE_DRIE = (PAGINA, f"{PAGINA}.csv", f"{PAGINA}.json")


@pytest.fixture
def gevuld(wereld: Wereld) -> Wereld:
    """Two of the own insurer, one of another; one was sent before the last twelve months."""
    besluit(verzonden(MAANDAG, status="goedgekeurd"), MAANDAG, door_regel=True)
    besluit(verzonden(MAANDAG, status="afgewezen"), MAANDAG + timedelta(days=7), status="afgewezen")
    verzonden(MAANDAG, uzovi="9902", softwarepakket="Geheim 1.0")
    verzonden(MAANDAG - timedelta(days=400))
    return wereld


def test_the_page_shows_numbers_pictures_and_tables_that_say_the_same(gevuld: Wereld) -> None:
    antwoord = gevuld.mens("beoordelaar-9901").get(PAGINA)
    inhoud = tekst(antwoord)
    assert antwoord.status_code == 200
    assert "van 1 december 2025 tot en met 24 november 2026" in inhoud
    assert "Ingediend 2 aanvragen in deze periode" in inhoud
    assert "Vanzelf besloten 50% van 2 besluiten" in inhoud
    assert "Werkdagen bij een beoordelaar 5 mediaan; gemiddeld 5" in inhoud
    assert antwoord.content.decode().count('role="img"') == 4
    assert "november 2026 2 50% 1 0 1 0 5 5 0 0" in inhoud
    assert "X02 Correctie van het bovenooglid 2 50% 1 0 1 0 5 5 0 0" in inhoud


def test_another_insurer_sees_only_its_own(gevuld: Wereld) -> None:
    for pad in ALLE_DRIE:
        assert "Geheim" not in gevuld.mens("beoordelaar-9901").get(pad).content.decode()
        assert "Geheim" in gevuld.mens("beoordelaar-9902").get(pad).content.decode()


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen"])
def test_nobody_of_an_instantie_may_see_them(gevuld: Wereld, naam: str) -> None:
    for pad in ALLE_DRIE:
        antwoord = gevuld.mens(naam).get(pad)
        assert antwoord.status_code == 403
        assert "D203" in tekst(antwoord)


def test_each_look_is_recorded_once(gevuld: Wereld) -> None:
    mens = gevuld.mens("beoordelaar-9901")
    for keer, pad in enumerate(ALLE_DRIE, start=1):
        mens.get(pad)
        assert Regel.objects.filter(keten="uzovi:9901", handeling="cijfers_bekeken").count() == keer


def test_one_formulier_and_another_period_can_be_chosen(gevuld: Wereld) -> None:
    mens = gevuld.mens("beoordelaar-9901")
    assert "Ingediend 1 aanvragen" in tekst(mens.get(f"{PAGINA}?vanaf=1-9-2025&tot=31-10-2025"))
    assert "In deze periode is niets ingediend" in tekst(mens.get(f"{PAGINA}?formulier=M03"))


def test_what_was_asked_goes_along_to_the_files(gevuld: Wereld) -> None:
    inhoud = gevuld.mens("beoordelaar-9901").get(f"{PAGINA}?formulier=X02&tot=3-11-2026").content.decode()
    assert f'href="{PAGINA}.csv?vanaf=01-12-2025&amp;tot=3-11-2026&amp;formulier=X02"' in inhoud


@pytest.mark.parametrize(
    ("vraag", "veld", "zin"),
    [
        ("vanaf=gisteren", "vanaf", "datum"),
        ("tot=25-11-2026", "tot", "Deze dag moet nog komen"),
        ("vanaf=2-11-2026&tot=1-11-2026", "vanaf", "na de laatste dag"),
        ("vanaf=31-10-2024", "vanaf", "langer dan twee jaar"),
        ("vanaf=0001-01-01&tot=0001-01-02", "vanaf", "langer dan twee jaar"),
        ("tot=9999-12-31", "tot", "Deze dag moet nog komen"),
        ("formulier=Z99", "formulier", "Kies een van de antwoorden"),
    ],
)
def test_what_is_wrong_stands_at_the_field(gevuld: Wereld, vraag: str, veld: str, zin: str) -> None:
    for pad in ALLE_DRIE:
        antwoord = gevuld.mens("beoordelaar-9901").get(f"{pad}?{vraag}")
        assert antwoord.status_code == 422
        assert fouten(antwoord) == [veld]
        assert zin in tekst(antwoord)


def test_two_years_can_be_asked_for_on_any_day() -> None:
    for dag in range(1, 31):
        vandaag = date(2026, 11, dag)
        vanaf = f"{dag}-11-2024"
        assert read_filter({"vanaf": vanaf}, vandaag=vandaag, titels={}).periode is not None


def test_without_an_answer_it_is_the_last_twelve_months() -> None:
    gevraagd = read_filter({}, vandaag=VANDAAG, titels={"X02": "Correctie"})
    assert not gevraagd.is_open
    assert (gevraagd.periode.van, gevraagd.periode.tot) == (date(2025, 12, 1), VANDAAG)
    assert [veld.waarde for veld in gevraagd.velden] == ["01-12-2025", "24-11-2026", ""]


def test_the_sheet_opens_in_a_dutch_excel(gevuld: Wereld) -> None:
    antwoord = gevuld.mens("beoordelaar-9901").get(f"{PAGINA}.csv")
    assert antwoord["Content-Disposition"] == 'attachment; filename="cijfers-9901-2025-12-01-2026-11-24.csv"'
    assert antwoord.content.startswith(b"\xef\xbb\xbfSoort;Groep;Ingediend;")
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert [(rij["Soort"], rij["Groep"], rij["Ingediend"], rij["Aandeel vanzelf besloten"]) for rij in rijen[:3]] == [
        ("Alles", "", "2", "0,5"),
        ("Formulier", "X02 Correctie van het bovenooglid", "2", "0,5"),
        ("Softwarepakket", "DemoOog", "2", "0,5"),
    ]


def test_a_package_with_a_formula_for_a_name_is_only_text_in_the_sheet(wereld: Wereld) -> None:
    verzonden(MAANDAG, softwarepakket='=HYPERLINK("https://kwaad.example") 1.0')
    (regel,) = [
        rij
        for rij in csv.reader(
            io.StringIO(wereld.mens("beoordelaar-9901").get(f"{PAGINA}.csv").content.decode("utf-8-sig")), delimiter=";"
        )
        if rij[0] == "Softwarepakket"
    ]
    assert regel[1].startswith("'=HYPERLINK")


def test_a_program_gets_the_same_numbers(gevuld: Wereld) -> None:
    antwoord = gevuld.mens("beoordelaar-9901").get(f"{PAGINA}.json")
    assert antwoord["Content-Type"] == "application/json"
    inhoud = json.loads(antwoord.content)
    assert (inhoud["verzekeraar"], inhoud["totaal"]["ingediend"], inhoud["totaal"]["vanzelf"]) == ("9901", 2, 1)
    assert [maand["ingediend"] for maand in inhoud["per_maand"]] == [0] * 11 + [2]


def test_there_is_no_picture_of_working_days_while_no_assessor_decided(wereld: Wereld) -> None:
    besluit(verzonden(MAANDAG, status="goedgekeurd"), MAANDAG, door_regel=True)
    inhoud = wereld.mens("beoordelaar-9901").get(PAGINA).content.decode()
    assert inhoud.count('role="img"') == 3
    assert "helft:" not in inhoud


def test_small_groups_are_shown_as_they_are(wereld: Wereld) -> None:
    verzonden(MAANDAG, softwarepakket="Eenling 1.0")
    assert "Eenling 1 –" in tekst(wereld.mens("beoordelaar-9901").get(PAGINA))


def test_the_eleventh_group_and_those_after_it_have_one_bar_and_a_row_each(wereld: Wereld) -> None:
    for nummer in range(12):
        verzonden(MAANDAG, softwarepakket=f"Pakket {chr(65 + nummer)}")
    inhoud = tekst(wereld.mens("beoordelaar-9901").get(PAGINA))
    assert "De andere 2 samen" in inhoud
    assert inhoud.count("Pakket L") == 1
    assert inhoud.count("Pakket A") == 2


def test_the_way_there_is_in_the_menu(wereld: Wereld) -> None:
    assert f'href="{PAGINA}"' in wereld.mens("beoordelaar-9901").get("/beoordelen/").content.decode()
