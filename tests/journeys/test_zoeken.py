"""Looking for something in Mijn aanvragen."""

import logging
import re

import pytest
from handelingen import id_van, vraag_informatie
from machtigingen_sandbox import personas
from reis import dien_in, fouten, open_link, tekst
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.doors.zorgverlener import lijst

LIJST = "/aanvragen/"
WIE = personas.GEVONDEN
PERSOON = {"bsn": WIE.bsn.onthul(), "geboortedatum": WIE.geboortedatum.strftime("%d-%m-%Y")}


def test_one_can_look_by_these_and_by_nothing_else(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    pagina = mens.get(LIJST).content.decode()
    formulieren = [
        set(re.findall(r'<(?:input|select)[^>]* name="([a-z_.]+)"', formulier)) - {"csrfmiddlewaretoken"}
        for formulier in re.findall(r"<form\b.*?</form>", pagina, re.DOTALL)
    ]
    gewoon = {"nummer", "referentie", "agb", "vanaf", "tot", "status", "specialisme", "grondslag"}
    assert [een for een in formulieren if een] == [gewoon, {"bsn", "geboortedatum"}]


@pytest.mark.parametrize("scheiding", [" ", "-", ".", " - ", "\N{NO-BREAK SPACE}", "\N{EN DASH}"])
def test_a_number_is_found_however_it_is_cut_up(wereld: Wereld, scheiding: str) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens, referentie="een")
    open_link(wereld, mens, referentie="tweede-2")
    nummer = Aanvraag.objects.get(referentie="een").aanvraagnummer
    assert nummer is not None
    antwoord = mens.post(LIJST, {"nummer": scheiding.join((nummer[:6], nummer[6:]))})
    pagina = tekst(mens.get(antwoord["Location"]))
    assert "1 aanvraag gevonden" in pagina
    assert "tweede-2" not in pagina


def test_the_other_number_is_named_with_where_the_right_one_stands(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    machtigingsnummer = Aanvraag.objects.get().machtigingsnummer
    antwoord = mens.get(f"{LIJST}?nummer={machtigingsnummer[:4]}+{machtigingsnummer[4:]}")
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["nummer"])
    assert "Dit is een machtigingsnummer" in tekst(antwoord)
    assert "‘Aanvraagnummer’" in tekst(antwoord)
    assert not Regel.objects.filter(handeling="gezocht").exists()


def test_a_typing_error_in_a_number_is_said_and_nothing_is_looked_for(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    nummer = str(Aanvraag.objects.get().aanvraagnummer)
    fout = nummer[:-1] + str((int(nummer[-1]) + 1) % 10)
    antwoord = mens.get(f"{LIJST}?nummer={fout}")
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["nummer"]
    assert f'value="{fout}"' in antwoord.content.decode()
    assert "Alle 12 cijfers".lower() in tekst(antwoord)
    assert not Regel.objects.filter(handeling="gezocht").exists()


@pytest.mark.parametrize(
    ("vraag", "velden"),
    [
        ("vanaf=32-01-2026", ["vanaf"]),
        ("vanaf=02-11-2026&tot=01-11-2026", ["tot"]),
        ("status=weg", ["status"]),
        ("referentie=%00", ["referentie"]),
        ("referentie=" + "x" * 300 + "&tot=gisteren", ["referentie", "tot"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wereld: Wereld, vraag: str, velden: list[str]) -> None:
    antwoord = wereld.mens().get(f"{LIJST}?{vraag}")
    assert antwoord.status_code == 422
    assert fouten(antwoord) == velden
    assert "om te verbeteren" in tekst(antwoord)


def test_an_aanvraag_is_found_by_each_word_and_by_what_it_says_to_the_letter(wereld: Wereld) -> None:
    mens = wereld.mens()
    pad = dien_in(wereld, mens, referentie="een", mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Welk oog?")
    dien_in(wereld, mens, referentie="twee", mrd="3,5")
    for status, gevonden in (
        ("in_behandeling", {"een", "twee"}),
        ("informatie_gevraagd", {"een"}),
        ("opgepakt", set()),
    ):
        pagina = mens.get(f"{LIJST}?status={status}").content.decode()
        assert set(re.findall(r'data-kolom="Uw referentie">([^<]*)<', pagina)) == gevonden
    groepen = dict(re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', mens.get(LIJST).content.decode(), re.S))
    assert set(groepen) == {"In behandeling", "Goedgekeurd"}
    assert re.findall(r">([^<]+)</option>", groepen["Goedgekeurd"]) == [
        "Goedgekeurd: alles",
        "Geheel goedgekeurd",
        "Gedeeltelijk goedgekeurd",
        "Beëindigd",
        "Niet uitgevoerd",
    ]


def test_nothing_filled_in_is_the_whole_list(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens)
    pagina = tekst(mens.get(f"{LIJST}?nummer=&referentie=+&vanaf=&tot=&status="))
    assert "Aanvragen van Oogkliniek Voorbeeldstad" in pagina


def test_nothing_found_says_where_was_looked_and_how_to_go_on(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens)
    antwoord = mens.get(f"{LIJST}?referentie=bestaat-niet")
    assert antwoord.status_code == 200
    pagina = tekst(antwoord)
    assert "Geen aanvraag gevonden" in pagina
    assert "alleen aanvragen van Oogkliniek Voorbeeldstad" in pagina
    assert "Alle aanvragen tonen" in pagina


def test_paging_keeps_what_was_looked_for(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_PAGINA", 1)
    mens = wereld.mens()
    for referentie in ("a&b-1", "a&b-2", "c"):
        open_link(wereld, mens, referentie=referentie)
    pagina = mens.get(f"{LIJST}?referentie=a%26b&status=concept")
    assert "2 aanvragen gevonden" in tekst(pagina)
    volgende = re.search(r'href="(\?[^"]*blad=2)"', pagina.content.decode())
    assert volgende is not None
    tweede = tekst(mens.get(LIJST + volgende[1].replace("&amp;", "&")))
    assert "Blad 2 van 2" in tweede
    assert "2 aanvragen gevonden" in tweede


def test_a_person_is_found_at_once_and_stands_in_no_address_and_no_log(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mens = wereld.mens()
    open_link(wereld, mens, referentie="een")
    open_link(wereld, mens, referentie="ander", wie=personas.STORING)
    antwoord = mens.post(LIJST, PERSOON)
    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"] == "no-store"
    pagina = antwoord.content.decode()
    assert "1 aanvraag gevonden" in tekst(antwoord)
    assert "ander" not in re.findall(r'data-kolom="Uw referentie">([^<]*)<', pagina)
    assert not [adres for adres in re.findall(r'(?:href|action)="([^"]*)"', pagina) if PERSOON["bsn"] in adres]
    assert PERSOON["bsn"] not in caplog.text
    assert Regel.objects.get(handeling="gezocht_op_bsn").onderwerp == ""


def test_another_birth_date_finds_nothing(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens)
    assert "Geen aanvraag gevonden" in tekst(mens.post(LIJST, PERSOON | {"geboortedatum": "01-01-1950"}))


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"geboortedatum": ""}, ["geboortedatum"]),
        ({"bsn": ""}, ["bsn"]),
        ({"bsn": "", "geboortedatum": ""}, ["bsn", "geboortedatum"]),
        ({"bsn": "123456789"}, ["bsn"]),
        ({"bsn": "12345", "geboortedatum": "31-02-1950"}, ["bsn", "geboortedatum"]),
        ({"geboortedatum": "01-01-2030"}, ["geboortedatum"]),
    ],
)
def test_a_person_needs_a_bsn_and_a_birth_date_that_can_be(
    wereld: Wereld, anders: dict[str, str], velden: list[str]
) -> None:
    mens = wereld.mens()
    mens.get(LIJST)
    antwoord = mens.post(LIJST, PERSOON | anders)
    assert antwoord.status_code == 422
    assert fouten(antwoord) == velden
    assert not Regel.objects.filter(handeling="gezocht_op_bsn").exists()


def test_a_person_in_an_address_is_not_looked_for(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="een")
    open_link(wereld, mens, referentie="ander", wie=personas.STORING)
    assert "Aanvragen van" in tekst(mens.get(f"{LIJST}?bsn={PERSOON['bsn']}&geboortedatum=01-01-1950&naam=Jansen"))


@pytest.mark.parametrize("naam", ["persoonlijk-andere-instantie", "persoonlijk-raadplegen"])
def test_everyone_finds_only_what_his_own_instantie_has(wereld: Wereld, naam: str) -> None:
    dien_in(wereld, wereld.mens())
    nummer, eigen = Aanvraag.objects.get().aanvraagnummer, naam == "persoonlijk-raadplegen"
    iemand = wereld.mens(naam)
    for antwoord in (iemand.get(f"{LIJST}?nummer={nummer}"), iemand.post(LIJST, PERSOON)):
        assert ("1 aanvraag gevonden" in tekst(antwoord)) is eigen
        assert ("Geen aanvraag gevonden" in tekst(antwoord)) is not eigen


LEEG = dict.fromkeys(("nummer", "referentie", "vanaf", "tot", "status"), "")


def test_what_is_asked_goes_on_in_an_address_that_can_be_kept(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="een&1")
    antwoord = mens.post(LIJST, LEEG | {"referentie": "een&1", "status": "concept"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"{LIJST}?referentie=een%261&status=concept")
    assert "1 aanvraag gevonden" in tekst(mens.get(antwoord["Location"]))
    assert 'method="get"' not in mens.get(LIJST).content.decode()


def test_nothing_asked_is_the_whole_list(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.get(LIJST)
    assert mens.post(LIJST, LEEG)["Location"] == LIJST


@pytest.mark.parametrize("veld", ["nummer", "referentie", "vanaf", "tot", "status"])
@pytest.mark.parametrize("geschreven", ["{}", "x{}", "{0[0]}.{0[1]}", "9999 11 004", "９９９９１１００４"])
def test_a_bsn_typed_in_any_field_stands_in_no_address(wereld: Wereld, veld: str, geschreven: str) -> None:
    mens = wereld.mens()
    open_link(wereld, mens)
    bsn = PERSOON["bsn"]
    getypt = geschreven.format((bsn[:4], bsn[4:]) if "[" in geschreven else bsn)
    antwoord = mens.post(LIJST, LEEG | {veld: getypt})
    assert antwoord.status_code in (200, 422)
    pagina = antwoord.content.decode()
    assert f'value="{getypt}"' in pagina or veld == "status"
    assert not [adres for adres in re.findall(r'(?:href|action)="([^"]*)"', pagina) if "?" in adres]


def test_a_reference_of_nine_digits_is_found(wereld: Wereld) -> None:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="123456782")
    antwoord = mens.post(LIJST, LEEG | {"referentie": "123456782"})
    assert "1 aanvraag gevonden" in tekst(antwoord)


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("agb=22990001", {"oog", "arts"}),
        ("agb=22-990001", {"oog", "arts"}),
        ("agb=03990015", {"arts"}),
        ("agb=03990099", set()),
        ("specialisme=0301", {"oog", "arts"}),
        ("specialisme=0301&agb=03990011", {"oog"}),
        ("grondslag=zvw", {"oog", "arts"}),
        ("grondslag=wlz", set()),
    ],
)
def test_it_is_found_by_agb_code_specialisme_and_grondslag(wereld: Wereld, vraag: str, gevonden: set[str]) -> None:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="oog")
    open_link(wereld, mens, referentie="arts", zorgverlener={"agb": "03990015", "specialisme": "0301"})
    pagina = mens.get(f"{LIJST}?{vraag}").content.decode()
    assert set(re.findall(r'data-kolom="Uw referentie">([^<]*)<', pagina)) == gevonden


@pytest.mark.parametrize("vraag", ["agb=1234", "specialisme=9999", "grondslag=wmo"])
def test_a_code_that_cannot_be_is_said_at_its_field(wereld: Wereld, vraag: str) -> None:
    antwoord = wereld.mens().get(f"{LIJST}?{vraag}")
    assert antwoord.status_code == 422
    assert fouten(antwoord) == [vraag.partition("=")[0]]
