"""The start page: what waits for you, what runs, what is done."""

import re

import pytest
from handelingen import besluit, id_van, vraag_informatie
from oordelen import heel
from reis import dien_in, open_link, tekst
from wereld import Wereld

from machtigingen.doors.zorgverlener import lijst

LIJST = "/aanvragen/"


def rijen(antwoord) -> list[str]:
    return re.findall(r'data-kolom="Uw referentie">([^<]*)<', antwoord.content.decode())


def tabbladen(antwoord) -> list[str]:
    """Each with its count; the one that is shown in front."""
    links = re.findall(r'mp-tab"[^>]*?( aria-current="page")?>(.*?)</a>', antwoord.content.decode())
    return [re.sub(r"<[^>]+>", "", titel) for nu, titel in sorted(links, key=lambda link: not link[0])]


@pytest.fixture
def stapel(wereld: Wereld) -> Wereld:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="concept")
    vraag_informatie(wereld, id_van(dien_in(wereld, mens, mrd="3,5", referentie="gevraagd")), "Welk oog?")
    dien_in(wereld, mens, mrd="3,5", referentie="loopt")
    besluit(wereld, id_van(dien_in(wereld, mens, mrd="3,5", referentie="besloten")), heel(True))
    return wereld


def test_what_waits_for_you_is_shown_first_with_the_day_that_counts(stapel: Wereld) -> None:
    pagina = stapel.mens().get(LIJST)
    assert tabbladen(pagina) == ["Wacht op u 2", "Loopt 1", "Klaar 1"]
    assert rijen(pagina) == ["gevraagd", "concept"]
    assert "wacht op uw antwoord" in tekst(pagina)
    assert "antwoord tot en met 8 december" in tekst(pagina)
    assert "Versturen vóór 24 december 2026" in tekst(pagina)


def test_what_runs_shows_how_much_of_the_term_is_left(stapel: Wereld) -> None:
    pagina = stapel.mens().get(f"{LIJST}?toon=loopt")
    assert tabbladen(pagina)[0] == "Loopt 1"
    assert rijen(pagina) == ["loopt"]
    assert "nog 10 werkdagen" in tekst(pagina)
    assert "uiterlijk 8 december" in tekst(pagina)


def test_what_is_done_shows_how_long_it_is_valid(stapel: Wereld) -> None:
    pagina = stapel.mens().get(f"{LIJST}?toon=klaar")
    assert rijen(pagina) == ["besloten"]
    assert "Geldig tot en met 1 november 2027" in tekst(pagina)


def test_beside_a_decision_stands_who_gave_it_also_in_what_was_found(stapel: Wereld) -> None:
    mens = stapel.mens()
    dien_in(stapel, mens, referentie="vanzelf")
    for gelezen in (tekst(mens.get(f"{LIJST}?toon=klaar")), tekst(mens.get(f"{LIJST}?status=goedgekeurd"))):
        assert "besloten Goedgekeurd door een beoordelaar" in gelezen
        assert "vanzelf Goedgekeurd door een regel" in gelezen


def test_an_unknown_part_shows_the_first_with_something_in_it(stapel: Wereld) -> None:
    assert rijen(stapel.mens().get(f"{LIJST}?toon=%00")) == ["gevraagd", "concept"]


def test_with_nothing_waiting_it_begins_with_what_runs(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens, mrd="3,5")
    assert tabbladen(mens.get(LIJST)) == ["Loopt 1", "Wacht op u 0", "Klaar 0"]
    assert "Er wacht niets op u" in tekst(mens.get(f"{LIJST}?toon=wacht"))


def test_paging_stays_within_the_part(stapel: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_PAGINA", 1)
    mens = stapel.mens()
    eerste = mens.get(f"{LIJST}?toon=wacht")
    volgende = re.search(r'href="(\?[^"]*blad=2)"', eerste.content.decode())
    tweede = mens.get(LIJST + volgende[1].replace("&amp;", "&"))
    assert (rijen(eerste), rijen(tweede)) == (["gevraagd"], ["concept"])


def test_another_instantie_sees_none_of_it_and_who_may_look_sees_all(stapel: Wereld) -> None:
    vreemd = stapel.mens("persoonlijk-andere-instantie").get(LIJST)
    assert rijen(vreemd) == []
    assert "U hebt nog geen aanvragen" in tekst(vreemd)
    assert rijen(stapel.mens("persoonlijk-raadplegen").get(LIJST)) == ["gevraagd", "concept"]


def test_an_insurer_does_not_get_at_it(stapel: Wereld) -> None:
    assert stapel.mens("beoordelaar-9901").get(LIJST).status_code == 403
