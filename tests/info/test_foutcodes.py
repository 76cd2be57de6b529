"""The error catalogue as pages: every code explained, findable by code and by word."""

import re

import pytest
from wereld import Wereld

from machtigingen.doors.info.catalogus import HERHALEN, WIE
from machtigingen.doors.info.stappen import DAARNA, STAPPEN
from machtigingen.foundation import foutcodes
from machtigingen.instroom.keten import LAMPEN

from .conftest import hoofd, html, tekst

CODES = tuple(foutcodes().values())


def gevonden(antwoord: object) -> list[str]:
    """The codes in the tables; the picture above them is drawn twice."""
    return re.findall(r'<td[^>]*><a [^>]*href="(?:/en)?/foutcodes/([A-Z]\d{3})"', html(antwoord))


def test_every_code_has_a_page_that_says_the_cause_who_acts_and_how(wereld: Wereld) -> None:
    bezoeker = wereld.bezoeker()
    for code in CODES:
        antwoord = bezoeker.get(f"/foutcodes/{code.code}")
        assert antwoord.status_code == 200
        gelezen = tekst(antwoord)
        for deel in (code.code, code.titel, code.oorzaak, code.actie, str(WIE[code.wie]), *code.stappen):
            assert " ".join(deel.split()) in gelezen, (code.code, deel)


def test_every_page_shows_an_example_of_wrong_and_right_and_the_http_status(wereld: Wereld) -> None:
    bezoeker = wereld.bezoeker()
    for code in CODES:
        gelezen = tekst(bezoeker.get(f"/foutcodes/{code.code}"))
        for deel in (code.voorbeeld_fout, code.voorbeeld_goed, f"HTTP {code.http}"):
            assert " ".join(deel.split()) in gelezen, (code.code, deel)


def test_no_page_shows_a_name_that_only_a_real_fault_can_fill_in(wereld: Wereld) -> None:
    bezoeker = wereld.bezoeker()
    for code in CODES:
        intro = hoofd(bezoeker.get(f"/foutcodes/{code.code}")).partition("mp-kaart")[0]
        assert "{" not in intro, code.code


@pytest.mark.parametrize(
    ("code", "antwoord"),
    [("D105", "Ja, probeer het later opnieuw."), ("R101", "Nee, los eerst de oorzaak op.")],
)
def test_a_page_says_whether_trying_again_helps(wereld: Wereld, code: str, antwoord: str) -> None:
    assert f"Helpt opnieuw proberen? {antwoord}" in tekst(wereld.bezoeker().get(f"/foutcodes/{code}"))


def test_a_page_says_that_a_code_can_be_a_warning(wereld: Wereld) -> None:
    zin = "Deze code kan ook een waarschuwing zijn."
    assert zin in tekst(wereld.bezoeker().get("/foutcodes/R104"))
    assert zin not in tekst(wereld.bezoeker().get("/foutcodes/R101"))


def test_a_page_shows_how_far_the_control_of_the_message_came(wereld: Wereld) -> None:
    gelezen = tekst(wereld.bezoeker().get("/foutcodes/I101"))
    for stand in ("Bericht in orde", "AGB-code in het bericht niet in orde", "Formulier niet gecontroleerd"):
        assert stand in gelezen
    assert "Waar in de controle?" not in tekst(wereld.bezoeker().get("/foutcodes/V101"))


def test_a_step_that_names_the_page_about_certificates_leads_to_it(wereld: Wereld) -> None:
    assert 'href="/koppeling"' in hoofd(wereld.bezoeker().get("/foutcodes/D102"))
    assert 'href="/koppeling"' not in hoofd(wereld.bezoeker().get("/foutcodes/D104"))


def test_a_code_in_small_letters_leads_to_the_page(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/foutcodes/r101")
    assert (antwoord.status_code, antwoord["Location"]) == (301, "/foutcodes/R101")


@pytest.mark.parametrize("code", ["Z999", "r999", "R1011", "<b>", "%C3%A9"])
def test_an_unknown_code_gets_a_page_that_helps_to_find_the_right_one(wereld: Wereld, code: str) -> None:
    antwoord = wereld.bezoeker().get(f"/foutcodes/{code}")
    assert antwoord.status_code == 404
    assert "Een foutcode is één letter met drie cijfers" in tekst(antwoord)
    assert 'name="zoek"' in html(antwoord)
    assert "<b>" not in html(antwoord)


def test_the_overview_holds_every_code_once(wereld: Wereld) -> None:
    gelezen = gevonden(wereld.bezoeker().get("/foutcodes/"))
    assert sorted(gelezen) == sorted(code.code for code in CODES)


def test_the_overview_follows_the_chain_of_lights(wereld: Wereld) -> None:
    assert [stap.naam for stap in STAPPEN] == [*LAMPEN, "link"]
    pagina = html(wereld.bezoeker().get("/foutcodes/"))
    assert re.findall(r'<section class="mp-blok" id="stap-(\w+)"', pagina) == [stap.naam for stap in STAPPEN]
    for stap in STAPPEN:
        deel = pagina.partition(f'<section class="mp-blok" id="stap-{stap.naam}"')[2].partition("</section>")[0]
        eigen = {code.code for code in CODES if code.lampje == stap.naam or (code.fase == stap.naam == "link")}
        assert set(re.findall(r'id="([A-Z]\d{3})"', deel)) == eigen


def test_the_overview_has_words_for_every_stage_actor_and_retry_of_the_catalogue() -> None:
    assert {code.fase for code in CODES} == {stap.naam for stap in DAARNA} | {"link"}
    assert {code.wie for code in CODES} <= set(WIE)
    assert {code.herhalen for code in CODES} <= set(HERHALEN)


def test_a_withdrawn_code_keeps_its_page_that_says_so(wereld: Wereld) -> None:
    zin = "Het portaal geeft deze code niet meer."
    assert zin in tekst(wereld.bezoeker().get("/foutcodes/A104"))
    assert zin not in tekst(wereld.bezoeker().get("/foutcodes/A105"))


@pytest.mark.parametrize("zoek", ["R101", "r101", " r101 "])
def test_the_search_finds_a_code(wereld: Wereld, zoek: str) -> None:
    assert gevonden(wereld.bezoeker().get("/foutcodes/", data={"zoek": zoek})) == ["R101"]


@pytest.mark.parametrize(
    ("zoek", "code"),
    [
        ("verlopen", "D104"),
        ("VERLOPEN certificaat", "D104"),
        ("geinstalleerd", "D101"),
        ("softwareleverancier JSON", "B101"),
        ("expired", "D104"),
    ],
    ids=["a word", "two words", "without accents", "who and what", "in English"],
)
def test_the_search_finds_by_words(wereld: Wereld, zoek: str, code: str) -> None:
    antwoord = wereld.bezoeker().get("/foutcodes/", data={"zoek": zoek})
    assert code in gevonden(antwoord)
    assert len(gevonden(antwoord)) < len(CODES)
    assert f"gevonden voor “{zoek}”" in tekst(antwoord)


def test_a_search_without_result_shows_the_way_back(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/foutcodes/", data={"zoek": "kwikstaart"})
    assert "Niets gevonden" in tekst(antwoord)
    assert not gevonden(antwoord)


@pytest.mark.parametrize("zoek", ["<script>alert(1)</script>", '"><b>', "{{ 7|add:7 }}", "%", "\x00", "é" * 5000])
def test_what_is_searched_is_never_markup(wereld: Wereld, zoek: str) -> None:
    antwoord = wereld.bezoeker().get("/foutcodes/", data={"zoek": zoek})
    assert antwoord.status_code == 200
    assert "<script>" not in html(antwoord)
    assert "<b>" not in html(antwoord)
