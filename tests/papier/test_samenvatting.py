"""What stands in the summary of an aanvraag."""

from dataclasses import replace

from machtigingen.papier import samenvatting

from .conftest import BESLUIT, NU, gegevens, gelezen, met_antwoord, pdf, zonder_wit


def test_it_shows_what_was_asked_with_its_source() -> None:
    tekst = gelezen(gegevens())
    for woord in ("Naam", "T. Testpersoon", "Uit uw softwarepakket", "Zijde", "Beide", "Door u aangepast"):
        assert zonder_wit(woord) in tekst


def test_it_shows_who_asked_when_and_of_whom() -> None:
    tekst = gelezen(gegevens())
    for woord in ("Oogkliniek Voorbeeldstad, AGB 22990001", "S. de Vries", "Testzorg (9902)", "MA-7K3Q-2041"):
        assert zonder_wit(woord) in tekst


def test_a_moment_is_told_in_dutch_words_and_dutch_time() -> None:
    assert "24november2026,10:00" in gelezen(gegevens())


def test_a_moment_of_the_real_clock_can_be_told() -> None:
    assert "24november2026,10:00" in gelezen(gegevens(gemaakt_op=NU.replace(microsecond=1)))


def test_a_granted_aanvraag_shows_the_number_for_the_claim_and_how_long_it_holds() -> None:
    tekst = gelezen(gegevens())
    assert "Machtigingsnummer990120260000458" in tekst
    assert "24november2026totenmet23november2027" in tekst


def test_a_decision_says_who_took_it_and_why() -> None:
    besluit = replace(BESLUIT, uitkomst="Afgewezen", door="B. Ordelaar", geldig_vanaf=None, geldig_tot=None)
    tekst = gelezen(gegevens(besluit=besluit, machtigingsnummer=""))
    for woord in ("Afgewezen", "B. Ordelaar", "De pupil is voor een deel bedekt."):
        assert zonder_wit(woord) in tekst
    assert "Machtigingsnummer" not in tekst
    assert "Geldig" not in tekst


def test_without_a_decision_there_is_no_word_about_one() -> None:
    tekst = gelezen(gegevens(besluit=None, machtigingsnummer="", status="In behandeling"))
    assert "Besluit" not in tekst
    assert "Inbehandeling" in tekst


def test_a_question_without_an_answer_shows_a_dash() -> None:
    assert "Toelichting–" in gelezen(met_antwoord(""))


def test_attachments_are_listed_by_name() -> None:
    assert "gezichtsveldrechts.pdf" in gelezen(gegevens())
    assert "Bijlagen" not in gelezen(gegevens(bijlagen=()))


def test_every_page_has_its_number_and_the_number_of_the_aanvraag() -> None:
    lang = pdf(gegevens(bijlagen=tuple(f"bijlage {nummer}.pdf" for nummer in range(100))))
    for nummer, bladzijde in enumerate(lang.pages, start=1):
        tekst = bladzijde.extract_text()
        assert f"Pagina {nummer} van {len(lang.pages)}" in tekst
        assert "MA-7K3Q-2041" in tekst


def test_the_same_data_give_the_same_document() -> None:
    assert samenvatting(gegevens()) == samenvatting(gegevens())
