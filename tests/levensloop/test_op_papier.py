"""What happened to an aanvraag stands in its summary, and in the document with all questions and answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel, per_regel
from pypdf import PdfReader
from reis import dien_in

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, besluitwoorden, vervolg
from machtigingen.aanvragen.aanvulling import save_answers, send_answers
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren.afspraken import Regelbesluit, afspraken
from machtigingen.foundation import Uzovi
from machtigingen.ui.documenten import samenvatting_van, vragen_en_antwoorden_van

both = pytest.mark.parametrize("maak", [samenvatting_van, vragen_en_antwoorden_van])
Maker = Callable[..., bytes]


def gelezen(maak: Maker, aanvraag: Aanvraag, now: datetime) -> str:
    """The text of the document as it is made now, in one line."""
    vers = Aanvraag.objects.get(pk=aanvraag.pk)
    bladen = PdfReader(BytesIO(maak(vers, now=now))).pages
    return " ".join(" ".join(blad.extract_text() for blad in bladen).replace("\u200b", "").split())


def beslis(balie: Balie, aanvraag: Aanvraag, oordeel: object) -> Aanvraag:
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=oordeel)


@both
def test_the_status_has_its_specification_beside_it(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    assert "In behandeling verstuurd, nog niet opgepakt" in gelezen(maak, aanvraag, balie.now)


@both
def test_questions_and_answers_of_the_conversation_stand_there(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    behandeling.ask_information(**wie, vragen=["Hebt u een foto van opzij?", "Sinds wanneer?"])
    open_ = gelezen(maak, aanvraag, balie.now)
    assert "Hebt u een foto van opzij? Nog geen antwoord" in open_
    assert "Antwoorden kan tot en met 8 december 2026." in open_
    antwoorden = {0: "Ja, toegevoegd.", 1: "Al vijf jaar."}
    send_answers(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden=antwoorden, gezien={})
    beantwoord = gelezen(maak, aanvraag, balie.now)
    assert "Hebt u een foto van opzij? Ja, toegevoegd. Sinds wanneer? Al vijf jaar." in beantwoord
    assert "Beantwoord door S. de Vries, 24 november 2026, 10:00" in beantwoord
    assert "B. Ordelaar" not in beantwoord


@both
def test_a_draft_of_an_answer_is_not_on_paper(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    behandeling.ask_information(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, vragen=["Waarom?"])
    save_answers(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Nog niet af"}, gezien={})
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "Waarom? Nog geen antwoord" in tekst
    assert "Nog niet af" not in tekst


@both
def test_what_was_asked_and_then_withdrawn_needs_no_answer(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    behandeling.ask_information(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, vragen=["Waarom?"])
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, reden="Verkeerde patiënt.")
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "De zorgverlener heeft de aanvraag ingetrokken Verkeerde patiënt." in tekst
    assert "Waarom? Geen antwoord" in tekst


@both
def test_of_each_line_it_says_what_was_decided(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd(TANDARTS)
    oordeel = per_regel(Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN, toegekend={"honorarium": "400"})
    beslis(balie, aanvraag, oordeel)
    tekst = gelezen(maak, aanvraag, balie.now)
    for woorden in (
        "Gedeeltelijk goedgekeurd",
        "J081 Klikgebit in de onderkaak, Onderkaak Aantal: 1",
        "Anders toegekend Toegekend: Honorarium: € 400,00 Een kleiner aantal is voldoende.",
        "Afgewezen De aanvraag laat niet zien waarom deze verzekerde de zorg nodig heeft.",
    ):
        assert woorden in tekst


@both
def test_the_reason_of_a_line_stays_what_it_was_when_the_agreements_change(
    balie: Balie, maak: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    aanvraag = balie.verstuurd()
    beslis(balie, aanvraag, heel(False))
    leeg = replace(afspraken().van("9901", "X02"), redenen=())
    monkeypatch.setattr(besluitwoorden, "afspraak_of", lambda _: leeg)
    assert "Afgewezen De aanvraag laat niet zien waarom" in gelezen(maak, aanvraag, balie.now)


@both
def test_a_rule_is_named_and_speaks_of_no_line(balie: Balie, maak: Maker) -> None:
    dien_in(balie.wereld, balie.wereld.mens())
    tekst = gelezen(maak, Aanvraag.objects.get(), balie.now)
    assert "de regel “5. Ooglid hangt voor de pupil” van het formulier" in tekst
    assert "Gevraagd" not in tekst


@both
def test_a_decision_that_was_reopened_is_an_earlier_one_until_there_is_another(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    beslis(balie, aanvraag, heel(False, "Te weinig gegevens."))
    afsluiting.reopen(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, reden="Toch nog gegevens.")
    heropend = gelezen(maak, aanvraag, balie.now)
    assert "Eerder besluit van 24 november 2026, 10:00" in heropend
    assert "Besluit van de verzekeraar" not in heropend
    beslis(balie, aanvraag, heel(True, "Nu is het duidelijk."))
    daarna = gelezen(maak, aanvraag, balie.now)
    assert daarna.index("Besluit van de verzekeraar") < daarna.index("Eerder besluit van")
    assert "Nu is het duidelijk." in daarna and "Te weinig gegevens." in daarna


@both
def test_of_several_decisions_the_last_stands_first(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    for nummer in range(3):
        beslis(balie, aanvraag, heel(False, f"Besluit nummer {nummer}."))
        if nummer < 2:
            afsluiting.reopen(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, reden="Opnieuw.")
    tekst = gelezen(maak, aanvraag, balie.now)
    plek = [tekst.index(f"Besluit nummer {nummer}.") for nummer in (2, 1, 0)]
    assert plek == sorted(plek)


@both
def test_what_was_withdrawn_after_a_reopening_has_no_decision_that_counts(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    beslis(balie, aanvraag, heel(True))
    afsluiting.reopen(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, reden="Opnieuw.")
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, reden="Toch niet.")
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "Eerder besluit van" in tekst
    assert "Besluit van de verzekeraar" not in tekst


@both
def test_two_who_decided_are_two_and_neither_is_named(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd(TANDARTS, wie=personas.BIJ_DEMOVERZEKERING)
    eerste = replace(balie.beoordelaar, uzovi=Uzovi.parse("9903"))
    oordeel = per_regel(Regelbesluit.TOEGEKEND, Regelbesluit.TOEGEKEND)
    for actor in (eerste, balie.collega_van(eerste)):
        besluiten.decide(actor=actor, now=balie.now, aanvraag_id=aanvraag.id, oordeel=oordeel)
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "twee beoordelaars van de zorgverzekeraar" in tekst
    assert "Ordelaar" not in tekst and "Ollega" not in tekst


@both
def test_a_grant_that_runs_has_no_notice_until_the_day_after_its_last(balie: Balie, maak: Maker) -> None:
    aanvraag = beslis(balie, balie.verstuurd(), heel(True))
    assert aanvraag.geldig_tot_on is not None
    laatste = balie.now + (aanvraag.geldig_tot_on - balie.now.date())
    for dag in (balie.now, laatste):
        tekst = gelezen(maak, aanvraag, dag)
        assert not any(woord in tekst for woord in ("machtiging gold", "machtiging eindigt", "niet meer geldig"))
    assert "De machtiging gold tot en met 1 november 2027" in gelezen(maak, aanvraag, laatste + timedelta(days=1))


@both
def test_an_end_set_later_is_told_with_its_reason(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    beslis(balie, aanvraag, heel(True))
    einde = balie.now.date() + timedelta(days=9)
    afsluiting.set_end(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, einde=einde, reden="De polis stopt."
    )
    assert "De machtiging eindigt op 3 december 2026 De polis stopt." in gelezen(maak, aanvraag, balie.now)
    assert "De machtiging eindigt op 3 december 2026" in gelezen(maak, aanvraag, balie.now + timedelta(days=9))
    later = gelezen(maak, aanvraag, balie.now + timedelta(days=20))
    assert "De machtiging gold tot en met 3 december 2026" in later
    assert "niet meer geldig" in later


@both
def test_an_end_before_its_first_day_is_that_it_never_holds(balie: Balie, maak: Maker) -> None:
    aanvraag = beslis(balie, balie.verstuurd(), heel(True))
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.set_end(**wie, einde=date(2026, 11, 1), reden="Toch niet verzekerd.")
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "De machtiging geldt op geen enkele dag Toch niet verzekerd." in tekst
    assert "De machtiging gold" not in tekst


@both
def test_care_that_was_not_given_is_told_as_such(balie: Balie, maak: Maker) -> None:
    aanvraag = balie.verstuurd()
    beslis(balie, aanvraag, heel(True))
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.report_not_done(**wie, reden="De patiënt ziet ervan af.")
    tekst = gelezen(maak, aanvraag, balie.now)
    assert "De zorgverlener meldde dat de zorg niet is uitgevoerd: De patiënt ziet ervan af." in tekst


@both
def test_what_follows_on_a_refusal_names_the_other_on_both_papers(balie: Balie, maak: Maker) -> None:
    eerste = beslis(balie, balie.verstuurd(), heel(False))
    tweede = vervolg.ask_again(
        actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id, soort="herbeoordeling", motivering="Nieuwe meting."
    )
    opnieuw = gelezen(maak, tweede, balie.now)
    assert f"Herbeoordeling van aanvraag {eerste.aanvraagnummer} Nieuwe meting." in opnieuw
    assert f"Herbeoordeling gevraagd in aanvraag {tweede.aanvraagnummer}" in gelezen(maak, eerste, balie.now)


@both
@pytest.mark.parametrize(("soort", "goed"), [("herbeoordeling", False), ("verlenging", True)])
def test_what_followed_on_one_that_was_erased_still_says_what_was_asked(
    balie: Balie, maak: Maker, soort: str, goed: bool
) -> None:
    eerste = beslis(balie, balie.verstuurd(), heel(goed))
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": eerste.id}
    tweede = vervolg.ask_again(**wie, soort=soort, motivering="Nieuwe meting.")
    Aanvraag.objects.filter(pk=tweede.pk).update(vervolg_op=None)  # as erasing the first does
    tekst = gelezen(maak, tweede, balie.now)
    assert f"{soort.capitalize()} van een eerdere aanvraag Nieuwe meting." in tekst


@both
def test_a_copy_does_not_name_the_first(balie: Balie, maak: Maker) -> None:
    """It may be for another insurer, who has no business with that one."""
    eerste = beslis(balie, balie.verstuurd(), heel(False))
    kopie = vervolg.copy_as_new(actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id)
    assert str(eerste.aanvraagnummer) not in gelezen(vragen_en_antwoorden_van, kopie, balie.now)
    assert "Kopie" not in gelezen(maak, eerste, balie.now)
