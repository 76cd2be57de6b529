"""Deciding at the desk: line by line, all that is wrong at its field, nothing typed is lost, nothing is overwritten."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel
from pypdf import PdfReader
from reis import PNG, fouten, tekst
from wereld import Beller

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.foundation import DomainError
from machtigingen.project import klok

Desk = Callable[..., Beller]
AFWIJZEN = {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": "Niet aangetoond."}
GOED = {"besluit": "goedkeuren", "toelichting": "Klopt."}
PER_REGEL = {
    "besluit": "per_regel",
    "regel-1-uitkomst": "anders",
    "regel-1-honorarium": "450,00",
    "regel-1-reden-anders": "lager_bedrag",
    "regel-2-uitkomst": "afgewezen",
    "regel-2-reden-afgewezen": "begroting_onduidelijk",
    "regel-2-toelichting": "Welke schroef?",
    "toelichting": "Deels.",
}


@pytest.fixture
def oog(balie: Balie) -> Aanvraag:
    """One line: what is asked is one treatment."""
    return balie.verstuurd()


@pytest.fixture
def gebit(balie: Balie) -> Aanvraag:
    """Two lines, with numbers and amounts."""
    return balie.verstuurd(TANDARTS, personas.POLIS_LOOPT_AF)


def pad(aanvraag: Aanvraag) -> str:
    return f"/beoordelen/{aanvraag.id}/"


def is_open(aanvraag: Aanvraag) -> bool:
    return not Besluit.objects.filter(aanvraag=aanvraag).exists()


def test_all_is_granted_as_it_was_asked(desk: Desk, gebit: Aanvraag) -> None:
    antwoord = desk().post(pad(gebit), GOED)
    assert (antwoord.status_code, antwoord["Location"]) == (302, pad(gebit))
    besluit = Besluit.objects.get()
    assert (besluit.status, besluit.toelichting) == ("goedgekeurd", "Klopt.")
    assert {regel["uitkomst"] for regel in besluit.regels} == {"toegekend"}


def test_all_is_refused_for_one_reason(desk: Desk, gebit: Aanvraag) -> None:
    desk().post(pad(gebit), AFWIJZEN)
    besluit = Besluit.objects.get()
    assert besluit.status == "afgewezen"
    assert {regel["reden"] for regel in besluit.regels} == {"niet_aangetoond"}


def test_each_line_gets_its_own(desk: Desk, gebit: Aanvraag) -> None:
    mens = desk()
    assert mens.post(pad(gebit), PER_REGEL).status_code == 302
    besluit = Besluit.objects.get()
    assert besluit.status == "gedeeltelijk_goedgekeurd"
    eerste, tweede = besluit.regels
    assert (eerste["uitkomst"], eerste["toegekend"]) == ("anders", {"honorarium": "450.00"})
    assert (tweede["uitkomst"], tweede["reden"], tweede["toelichting"]) == (
        "afgewezen", "begroting_onduidelijk", "Welke schroef?",
    )  # fmt: skip
    pagina = tekst(mens.get(pad(gebit)))
    assert "Anders toegekend : Honorarium: € 450,00" in pagina
    assert "Welke schroef?" in pagina


def test_one_treatment_is_granted_otherwise_in_words(desk: Desk, oog: Aanvraag) -> None:
    anders = {"besluit": "per_regel", "regel-1-anders": "Alleen links", "regel-1-reden-anders": "een_zijde"}
    desk().post(pad(oog), anders | {"toelichting": "Rechts hangt niet."})
    (regel,) = Besluit.objects.get().regels
    assert (regel["uitkomst"], regel["toegekend"]) == ("anders", {"anders": "Alleen links"})


def test_what_was_asked_stands_in_the_form_to_be_changed(desk: Desk, gebit: Aanvraag) -> None:
    pagina = desk().get(pad(gebit)).content.decode()
    assert re.search(r'value="500,00"[^>]* name="regel-1-honorarium"', pagina)
    assert "Gevraagd: €\xa0500,00" in pagina


def test_reasons_are_those_of_the_form_and_the_outcome(desk: Desk, oog: Aanvraag, gebit: Aanvraag) -> None:
    mens = desk()
    oogpagina, gebitpagina = (mens.get(pad(een)).content.decode() for een in (oog, gebit))
    assert 'value="alleen_uiterlijk"' in oogpagina
    assert 'value="alleen_uiterlijk"' not in gebitpagina
    anders = re.search(r'<select[^>]*name="regel-1-reden-anders".*?</select>', gebitpagina, re.DOTALL)[0]
    assert 'value="techniek_boven_afspraak"' in anders
    assert 'value="niet_verzekerd"' not in anders


def test_a_standard_sentence_may_stand_for_the_explanation(desk: Desk, oog: Aanvraag) -> None:
    desk().post(pad(oog), {"besluit": "goedkeuren", "standaard": "voldoet", "toelichting": " "})
    assert Besluit.objects.get().toelichting == "De aanvraag voldoet aan de voorwaarden."


def test_a_period_can_be_chosen(desk: Desk, oog: Aanvraag) -> None:
    desk().post(pad(oog), GOED | {"geldig_van": "1-12-2026", "geldig_tot": "31-01-2027"})
    besluit = Besluit.objects.get()
    assert (besluit.geldig_van_on, besluit.geldig_tot_on) == (date(2026, 12, 1), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"besluit": ""}, {"besluit"}),
        ({"besluit": "weg ermee"}, {"besluit"}),
        ({"besluit": "", "toelichting": ""}, {"besluit", "toelichting"}),
        ({"toelichting": "  "}, {"toelichting"}),
        ({"toelichting": "a" * 4001}, {"toelichting"}),
        ({"toelichting": "onzichtbaar\x07teken"}, {"toelichting"}),
        ({"regel-1-uitkomst": ""}, {"regel-1-uitkomst"}),
        ({"regel-1-reden-anders": ""}, {"regel-1-reden-anders"}),
        ({"regel-1-reden-anders": "niet_verzekerd"}, {"regel-1-reden-anders"}),
        ({"regel-2-reden-afgewezen": "bestaat_niet"}, {"regel-2-reden-afgewezen"}),
        ({"regel-1-honorarium": "veel"}, {"regel-1-honorarium"}),
        ({"regel-1-honorarium": "500,00"}, {"regel-1-aantal"}),  # nothing else than what was asked
        ({"regel-2-toelichting": "a" * 4001}, {"regel-2-toelichting"}),
        ({"geldig_van": "gisteren"}, {"geldig_van"}),
        ({"geldig_van": "1-12-2026", "geldig_tot": "30-11-2026"}, {"geldig_tot"}),
        ({"geldig_van": "1-12-2029", "geldig_tot": "1-12-2049"}, {"geldig_tot"}),  # longer than anybody means
        ({"regel-1-reden-anders": "", "regel-2-uitkomst": "", "toelichting": "", "geldig_tot": "x"},
         {"regel-1-reden-anders", "regel-2-uitkomst", "toelichting", "geldig_tot"}),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    desk: Desk, gebit: Aanvraag, anders: dict[str, str], velden: set[str]
) -> None:
    antwoord = desk().post(pad(gebit), PER_REGEL | anders)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert set(re.findall(r'mp-fouttekst" id="veld-([a-z0-9_-]+)-fout"', pagina)) == velden
    assert set(re.findall(r'href="#veld-([a-z0-9_-]+?)(?:-1)?"', pagina)) >= velden - {"besluit", "regel-1-uitkomst"}
    assert 'value="lager_bedrag" selected' in pagina or "regel-1-reden-anders" in anders or "besluit" in anders
    assert "Welke schroef?" in pagina or "regel-2-toelichting" in anders
    assert is_open(gebit)


def test_what_goes_with_another_choice_does_not_count(desk: Desk, gebit: Aanvraag) -> None:
    assert desk().post(pad(gebit), PER_REGEL | GOED | {"regel-1-honorarium": "veel"}).status_code == 302
    assert {regel["uitkomst"] for regel in Besluit.objects.get().regels} == {"toegekend"}


@pytest.mark.parametrize(
    "weigeren", [AFWIJZEN, PER_REGEL | {"regel-1-uitkomst": "afgewezen", "regel-1-reden-afgewezen": "niet_aangetoond"}]
)
def test_days_that_were_typed_do_not_count_with_a_refusal(
    desk: Desk, gebit: Aanvraag, weigeren: dict[str, str]
) -> None:
    dagen = {"geldig_van": "1-12-2026", "geldig_tot": "gisteren"}
    assert desk().post(pad(gebit), weigeren | dagen).status_code == 302
    besluit = Besluit.objects.get()
    assert (besluit.status, besluit.geldig_van_on, besluit.geldig_tot_on) == ("afgewezen", None, None)


def test_the_letter_can_be_read_before_deciding(desk: Desk, gebit: Aanvraag) -> None:
    antwoord = desk().post(pad(gebit), PER_REGEL | {"actie": "voorbeeld"})
    assert antwoord["Content-Type"] == "application/pdf"
    assert gebit.aanvraagnummer in antwoord["Content-Disposition"]
    woorden = _woorden(antwoord)
    assert "VOORBEELD" in woorden
    assert "450,00" in woorden
    assert is_open(gebit)


def test_a_letter_that_cannot_be_written_yet_says_why_at_the_field(desk: Desk, gebit: Aanvraag) -> None:
    antwoord = desk().post(pad(gebit), AFWIJZEN | {"actie": "voorbeeld", "reden": ""})
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["reden"]


def test_a_period_that_no_letter_can_have_is_said_at_the_field_too(desk: Desk, gebit: Aanvraag) -> None:
    lang = GOED | {"actie": "voorbeeld", "geldig_van": "1-1-2027", "geldig_tot": "1-1-2050", "toelichting": "Blijft."}
    antwoord = desk().post(pad(gebit), lang)
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["geldig_tot"]
    assert "Blijft." in antwoord.content.decode()


def test_the_letter_of_each_besluit_is_there(desk: Desk, balie: Balie, oog: Aanvraag) -> None:
    mens = desk()
    assert mens.get(f"{pad(oog)}brief.pdf").status_code == 409
    mens.post(pad(oog), AFWIJZEN)
    mens.post(f"{pad(oog)}heropenen", {"reden": "Er is een meting."})
    mens.post(pad(oog), GOED)
    assert "Wij geven toestemming." in _woorden(mens.get(f"{pad(oog)}brief.pdf"))
    assert "Wij geven geen toestemming." in _woorden(mens.get(f"{pad(oog)}brief.pdf?besluit=1"))
    for geen in ("3", "0", "x", ""):
        assert mens.get(f"{pad(oog)}brief.pdf?besluit={geen}").status_code == 409


def _woorden(antwoord) -> str:
    import io

    return " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages)


def test_what_a_colleague_decided_meanwhile_stands_beside_what_was_typed(desk: Desk, oog: Aanvraag) -> None:
    mens, collega = desk(), desk("beoordelaar-9901-collega")
    mens.get(pad(oog))
    collega.post(pad(oog), GOED)
    antwoord = mens.post(pad(oog), AFWIJZEN | {"toelichting": "Ik zie het anders."})
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "Uw besluit is niet vastgelegd" in pagina
    assert "Ik zie het anders." in pagina.partition("Wat al besloten is")[0]
    assert "C. Ollega" in pagina.partition("Wat al besloten is")[2]
    assert Besluit.objects.get().toelichting == "Klopt."


def test_what_a_colleague_has_on_the_desk_is_decided_only_when_it_is_taken_over(
    desk: Desk, balie: Balie, oog: Aanvraag
) -> None:
    mens = desk()
    behandeling.take(actor=balie.als("beoordelaar-9901-collega"), now=balie.now, aanvraag_id=oog.id)
    geweigerd = mens.post(pad(oog), AFWIJZEN)
    pagina = geweigerd.content.decode()
    assert geweigerd.status_code == 409
    assert "C. Ollega" in tekst(geweigerd)
    assert "Niet aangetoond." in pagina
    assert 'name="overnemen"' in pagina
    assert is_open(oog)
    assert mens.post(pad(oog), AFWIJZEN | {"overnemen": "ja"}).status_code == 302
    assert Besluit.objects.get().beoordelaar == "B. Ordelaar"


def met_gezien(antwoord, data: dict[str, str]) -> dict[str, str]:
    """As the page posts it: with what it was made with."""
    (gezien,) = re.findall(r'name="gezien" value="(\d+)"', antwoord.content.decode())
    return data | {"gezien": gezien}


def test_what_the_provider_adds_while_the_page_is_open_is_shown_before_it_is_decided(
    desk: Desk, balie: Balie, oog: Aanvraag
) -> None:
    mens = desk()
    getypt = met_gezien(mens.get(pad(oog)), AFWIJZEN | {"toelichting": "De foto ontbreekt."})
    bijlagen.attach_later(
        actor=balie.indiener, now=balie.now, aanvraag_id=oog.id, naam="nagestuurd.png", data=PNG + b"2"
    )
    geweigerd = mens.post(pad(oog), getypt)
    assert geweigerd.status_code == 409
    kop = tekst(geweigerd).partition("Wat erbij kwam")
    assert "De foto ontbreekt." in kop[0]
    assert "Document toegevoegd" in kop[2]
    assert "nagestuurd.png" in kop[2]
    assert is_open(oog)
    assert mens.post(pad(oog), getypt).status_code == 409, "the old page still knows nothing of it"
    assert mens.post(pad(oog), met_gezien(geweigerd, getypt)).status_code == 302
    assert Besluit.objects.get().toelichting == "De foto ontbreekt."


def test_a_form_that_comes_back_with_errors_still_knows_what_was_seen(desk: Desk, balie: Balie, oog: Aanvraag) -> None:
    mens = desk()
    getypt = met_gezien(mens.get(pad(oog)), AFWIJZEN | {"toelichting": ""})
    bijlagen.attach_later(actor=balie.indiener, now=balie.now, aanvraag_id=oog.id, naam="n.png", data=PNG + b"2")
    terug = met_gezien(mens.post(pad(oog), getypt), AFWIJZEN)
    assert mens.post(pad(oog), terug).status_code == 409
    assert is_open(oog)


@pytest.mark.parametrize("gezien", ["", "x", "-1", "9" * 30, "\u0661"])
def test_what_is_no_number_was_seen_by_nobody_and_stops_nobody(desk: Desk, oog: Aanvraag, gezien: str) -> None:
    assert desk().post(pad(oog), AFWIJZEN | {"gezien": gezien}).status_code == 302


ONAF = PER_REGEL | {"regel-1-honorarium": "veel", "regel-2-uitkomst": "", "geldig_tot": "31 maart", "toelichting": ""}


def test_what_was_not_ready_stays_beside_what_a_colleague_decided_meanwhile(desk: Desk, gebit: Aanvraag) -> None:
    mens = desk()
    mens.get(pad(gebit))
    desk("beoordelaar-9901-collega").post(pad(gebit), GOED)
    antwoord = mens.post(pad(gebit), ONAF)
    mijn, _, ander = tekst(antwoord).partition("Wat al besloten is")
    assert antwoord.status_code == 409
    assert "Deze stap past niet bij de status Goedgekeurd" in mijn
    for getypt in (
        "Anders toegekend : Honorarium: veel",
        "Wij kennen een lager bedrag toe",
        "Welke schroef?",
        "tot en met 31 maart",
    ):
        assert getypt in mijn
    assert "C. Ollega" in ander
    assert Besluit.objects.get().toelichting == "Klopt."


def test_a_text_without_a_choice_stays_when_the_provider_withdrew_meanwhile(
    desk: Desk, balie: Balie, oog: Aanvraag
) -> None:
    mens = desk()
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=oog.id, reden="Toch niet.")
    for actie in ("vastleggen", "voorbeeld"):
        antwoord = mens.post(pad(oog), {"toelichting": "De foto ontbreekt.", "actie": actie})
        assert antwoord.status_code == 409
        assert "De foto ontbreekt." in tekst(antwoord).partition("Wat u invulde")[2]


def test_what_was_not_ready_stays_in_the_form_when_a_colleague_took_it_meanwhile(
    desk: Desk, balie: Balie, gebit: Aanvraag
) -> None:
    mens = desk()
    behandeling.take(actor=balie.als("beoordelaar-9901-collega"), now=balie.now, aanvraag_id=gebit.id)
    antwoord = mens.post(pad(gebit), ONAF)
    assert antwoord.status_code == 409
    assert "C. Ollega" in tekst(antwoord)
    assert {"regel-1-honorarium", "regel-2-uitkomst", "toelichting", "geldig_tot"} == set(
        re.findall(r'mp-fouttekst" id="veld-([a-z0-9_-]+)-fout"', antwoord.content.decode())
    )
    assert 'value="veel"' in antwoord.content.decode()


def test_what_was_not_ready_stays_when_the_own_opinion_was_given_in_another_window(desk: Desk, balie: Balie) -> None:
    aanvraag = balie.verstuurd(TANDARTS, personas.BIJ_DEMOVERZEKERING)
    mens = desk("beoordelaar-9903")
    assert mens.post(pad(aanvraag), GOED).status_code == 302
    antwoord = mens.post(pad(aanvraag), PER_REGEL | {"toelichting": "", "regel-1-honorarium": "veel"})
    assert antwoord.status_code == 409
    assert "Welke schroef?" in tekst(antwoord)


def test_the_next_one_follows_on_the_own_desk(desk: Desk, balie: Balie) -> None:
    eerste, tweede = balie.verstuurd(), balie.verstuurd()
    mens = desk()
    antwoord = mens.post(f"{pad(eerste)}?lijst=te-doen&formulier=X02", GOED | {"actie": "volgende"})
    assert antwoord["Location"] == f"{pad(tweede)}?lijst=te-doen&formulier=X02&vorige={eerste.id}"
    assert Aanvraag.objects.get(pk=tweede.pk).behandelaar == "B. Ordelaar"
    pagina = tekst(mens.get(antwoord["Location"]))
    assert f"Aanvraag {eerste.aanvraagnummer}: goedgekeurd." in pagina
    assert "Op uw bureau" in pagina
    laatste = mens.post(f"{pad(tweede)}?formulier=X02", AFWIJZEN | {"actie": "volgende"})
    assert laatste["Location"] == "/beoordelen/?formulier=X02"


def test_the_next_one_is_of_what_was_chosen_and_what_was_begun_goes_first(desk: Desk, balie: Balie) -> None:
    eerste, begonnen, gebit = balie.verstuurd(), balie.verstuurd(), balie.verstuurd(TANDARTS, personas.POLIS_LOOPT_AF)
    ander, mens = balie.verstuurd(), desk()
    mens.post(f"{pad(begonnen)}nemen")
    volgende = mens.post(f"{pad(eerste)}?formulier=M03", GOED | {"actie": "volgende"})
    assert volgende["Location"].startswith(pad(gebit))
    volgende = mens.post(pad(gebit), GOED | {"actie": "volgende"})
    assert volgende["Location"].startswith(pad(begonnen))
    volgende = mens.post(pad(begonnen), GOED | {"actie": "volgende"})
    assert volgende["Location"].startswith(pad(ander))


@pytest.mark.parametrize("vorige", ["niets", "00000000-0000-4000-8000-000000000000"])
def test_of_what_is_not_there_nothing_is_said(desk: Desk, oog: Aanvraag, vorige: str) -> None:
    assert "Vastgelegd" not in tekst(desk().get(f"{pad(oog)}?vorige={vorige}"))


def test_of_what_is_another_insurers_nothing_is_said(desk: Desk, balie: Balie, oog: Aanvraag) -> None:
    ander = balie.verstuurd(wie=personas.BIJ_TESTZORG)
    assert "Vastgelegd" not in tekst(desk().get(f"{pad(oog)}?vorige={ander.id}"))


def test_all_that_was_typed_is_back_after_the_session_ended(desk: Desk, balie: Balie, gebit: Aanvraag) -> None:
    mens = desk()
    mens.get(pad(gebit))
    klok.zet(lambda: balie.now + timedelta(minutes=20))
    assert mens.post(pad(gebit), PER_REGEL).status_code == 401
    assert is_open(gebit)
    terug = mens.get(mens.post("/inloggen", {"verder": pad(gebit)})["Location"]).content.decode()
    for stuk in ('value="per_regel" checked', 'value="450,00"', 'value="lager_bedrag" selected', "Welke schroef?"):
        assert stuk in terug
    assert is_open(gebit)


@pytest.mark.parametrize(
    ("wie", "status"),
    [("beoordelaar-9902", 404), ("persoonlijk-goed", 403), ("persoonlijk-zonder-autorisatie", 403)],
)
def test_nobody_else_decides(wereld, oog: Aanvraag, wie: str, status: int) -> None:
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    for actie in ("", "voorbeeld"):
        assert mens.post(pad(oog), GOED | {"actie": actie}).status_code in (status, 401)
    assert is_open(oog)


def geweigerd(balie: Balie, aanvraag: Aanvraag, *, naam: str = "beoordelaar-9901", toelichting: str = "Klopt.") -> str:
    with pytest.raises(DomainError) as fout:
        besluiten.decide(actor=balie.als(naam), now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True, toelichting))
    return fout.value.code


@pytest.mark.parametrize(
    ("toelichting", "code"),
    [("", "A105"), (" \n\t", "A105"), ("a" * 4001, "V106"), ("onzichtbaar\x00teken", "B207")],
    ids=["nothing", "blanks", "too long", "control character"],
)
def test_a_reason_is_a_text_that_can_be_read(balie: Balie, oog: Aanvraag, toelichting: str, code: str) -> None:
    assert geweigerd(balie, oog, toelichting=toelichting) == code
    assert is_open(oog)


def test_a_decision_is_made_once(balie: Balie, oog: Aanvraag) -> None:
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=oog.id, oordeel=heel(True, "Klopt."))
    assert geweigerd(balie, oog, toelichting="Toch niet.") == "A102"
    assert Besluit.objects.get().toelichting == "Klopt."


def test_only_the_own_insurer_decides(balie: Balie, oog: Aanvraag) -> None:
    assert geweigerd(balie, oog, naam="beoordelaar-9902") == "A101"
    assert geweigerd(balie, oog, naam="persoonlijk-goed") == "D203"


def test_a_concept_cannot_be_decided_on(balie: Balie, oog: Aanvraag) -> None:
    Aanvraag.objects.filter(pk=oog.pk).update(ingediend_at=None)
    assert geweigerd(balie, oog) == "A101"


def test_a_last_day_after_the_end_of_the_policy_is_said_before_it_is_decided(balie: Balie, desk: Desk) -> None:
    pad, mens = f"/beoordelen/{balie.verstuurd(wie=personas.POLIS_LOOPT_AF).id}/", desk()
    assert "De polis eindigt op 31-12-2026. Later kan niet." in tekst(mens.get(pad))
    besluit = {"besluit": "goedkeuren", "toelichting": "Gezien.", "geldig_tot": "30-06-2027"}
    geweigerd = mens.post(pad, besluit)
    assert (geweigerd.status_code, fouten(geweigerd)) == (422, ["geldig_tot"])
    assert "De polis eindigt op 31-12-2026 volgens COV." in tekst(geweigerd)
    assert "30-06-2027" in geweigerd.content.decode()
    assert mens.post(pad, besluit | {"geldig_tot": "31-12-2026"}).status_code == 302
    assert Aanvraag.objects.get().geldig_tot_on == date(2026, 12, 31)
