"""What one can do with an aanvraag that was sent: add, withdraw, copy, ask again, extend, report; and who may not."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import beeindig, besluit, heropen, id_van, vraag_informatie
from oordelen import heel, per_regel
from reis import PNG, dien_in, tekst, twijfelgeval
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.models import Regel
from machtigingen.formulieren.afspraken import Regelbesluit

PAGINAS = ("documenten", "intrekken", "niet-uitgevoerd", "herbeoordeling", "verlenging")


@pytest.fixture
def loopt(wereld: Wereld) -> str:
    return twijfelgeval(wereld)


def met_besluit(wereld: Wereld, oordeel, **anders: str) -> str:
    pad = dien_in(wereld, wereld.mens(), mrd="3,5", **anders)
    besluit(wereld, id_van(pad), oordeel)
    return pad


def acties(antwoord) -> list[str]:
    return re.findall(r'href="/aanvragen/[^/]*/([a-z-]+)">(?!<)', blok(antwoord)) + re.findall(
        r'action="/aanvragen/[^/]*/([a-z-]+)"', blok(antwoord)
    )


def blok(antwoord) -> str:
    gevonden = re.search(r'aria-labelledby="acties".*?</section>', antwoord.content.decode(), re.DOTALL)
    return gevonden[0] if gevonden else ""


def test_while_it_runs_one_can_add_copy_and_withdraw(wereld: Wereld, loopt: str) -> None:
    assert acties(wereld.mens().get(loopt)) == ["documenten", "intrekken", "kopie"]


def test_its_page_shows_the_clock_each_fact_with_its_source_and_the_documents(wereld: Wereld, loopt: str) -> None:
    pagina = tekst(wereld.mens().get(loopt))
    documenten, verloop, feiten = re.split("Wat kunt u doen|Wat u hebt verstuurd", pagina.partition("Documenten")[2])
    assert "nog 10 werkdagen uiterlijk 8 december" in verloop
    assert "Besluit (komt nog) verwacht uiterlijk op 8 december 2026" in verloop
    assert f"foto ogen.png {len(PNG)} bytes" in documenten
    for feit in (
        "BSN 999911004 Uit uw softwarepakket",
        "Zorgverzekeraar Voorbeeld Zorgverzekeraar (9901) Uit COV",
        "Instelling Oogkliniek Voorbeeldstad (22990001) Vast: hoort bij uw certificaat",
        "3,5 mm Door u ingevuld",
    ):
        assert feit in feiten
    vraag_informatie(wereld, id_van(loopt), "Welk oog?")
    stil = tekst(wereld.mens().get(loopt))
    assert "Uw antwoord (nu bezig) uiterlijk op 8 december 2026" in stil
    assert "Besluit (komt nog) binnen 10 werkdagen na het antwoord" in stil


def test_with_a_question_the_document_goes_with_the_answer(wereld: Wereld, loopt: str) -> None:
    vraag_informatie(wereld, id_van(loopt), "Welk oog?")
    assert acties(wereld.mens().get(loopt)) == ["intrekken", "kopie"]


@pytest.mark.parametrize(
    ("oordeel", "verwacht"),
    [
        (heel(True), ["verlenging", "niet-uitgevoerd", "kopie"]),
        (per_regel(Regelbesluit.ANDERS), ["herbeoordeling", "verlenging", "niet-uitgevoerd", "kopie"]),
        (heel(False), ["herbeoordeling", "kopie"]),
    ],
)
def test_after_the_besluit_one_can_do_what_follows_on_it(wereld: Wereld, oordeel, verwacht: list[str]) -> None:
    assert acties(wereld.mens().get(met_besluit(wereld, oordeel))) == verwacht


def test_who_may_only_look_is_offered_nothing_and_gets_nothing_done(wereld: Wereld, loopt: str) -> None:
    kijker = wereld.mens("persoonlijk-raadplegen")
    pagina = kijker.get(loopt)
    assert "De aanvraag is verstuurd" in tekst(pagina)
    assert acties(pagina) == []
    for naam in (*PAGINAS, "kopie"):
        assert kijker.post(f"{loopt}{naam}", {"tekst": "Toch."}).status_code == 403
    assert (Aanvraag.objects.get().status, Bijlage.objects.count()) == ("ingediend", 1)


@pytest.mark.parametrize(("naam", "status"), [("persoonlijk-andere-instantie", 404), ("beoordelaar-9901", 403)])
def test_another_instantie_finds_nothing_and_an_insurer_has_another_door(
    wereld: Wereld, loopt: str, naam: str, status: int
) -> None:
    iemand = wereld.mens(naam)
    iemand.get("/wie-ben-ik")
    for deel in (*PAGINAS, "kopie"):
        assert iemand.post(f"{loopt}{deel}", {"tekst": "Toch."}).status_code == status
    assert Aanvraag.objects.get().status == "ingediend"


def test_what_the_status_does_not_allow_is_refused_with_a_code(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    for naam in ("niet-uitgevoerd", "herbeoordeling", "verlenging"):
        antwoord = mens.get(f"{loopt}{naam}")
        assert (antwoord.status_code, "A102" in tekst(antwoord)) == (409, True)
    besloten = met_besluit(wereld, heel(True))
    for naam in ("documenten", "intrekken", "herbeoordeling"):
        assert mens.get(f"{besloten}{naam}").status_code == 409


def test_withdrawing_says_what_follows_asks_why_and_is_final(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    assert "U kunt dit niet terugdraaien" in tekst(mens.get(f"{loopt}intrekken"))
    leeg = mens.post(f"{loopt}intrekken", {"tekst": " "})
    assert (leeg.status_code, Aanvraag.objects.get().status) == (422, "ingediend")
    assert mens.post(f"{loopt}intrekken", {"tekst": "Dubbel gestuurd."})["Location"] == loopt
    pagina = mens.get(loopt)
    assert "De aanvraag is ingetrokken" in tekst(pagina)
    assert "Dubbel gestuurd." in tekst(pagina)
    assert acties(pagina) == ["kopie"]
    assert mens.post(f"{loopt}intrekken", {"tekst": "Nog eens."}).status_code == 409
    assert Regel.objects.filter(handeling="aanvraag_ingetrokken").count() == 1


def test_the_reason_survives_the_end_of_the_session(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    mens.get(f"{loopt}intrekken")
    mens.post("/uitloggen")
    assert mens.post(f"{loopt}intrekken", {"tekst": "Getypt."}).status_code == 401
    mens.post("/inloggen", {"verder": f"{loopt}intrekken"})
    assert "Getypt.</textarea>" in mens.get(f"{loopt}intrekken").content.decode()
    assert Aanvraag.objects.get().status == "ingediend"


def test_a_button_pressed_after_the_session_leads_back_to_its_page(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    mens.get(loopt)
    mens.post("/uitloggen")
    geweigerd = mens.post(f"{loopt}kopie")
    assert geweigerd.status_code == 401
    assert f'value="{loopt}"' in geweigerd.content.decode()
    assert Aanvraag.objects.count() == 1


def test_a_document_can_be_added_while_it_runs(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    mens.get(loopt)
    bestanden = [SimpleUploadedFile("een.png", PNG + b"1"), SimpleUploadedFile("twee.png", PNG + b"2")]
    assert mens.post(f"{loopt}documenten", {"documenten": bestanden})["Location"] == f"{loopt}#documenten"
    pagina = tekst(mens.get(loopt))
    assert "een.png" in pagina
    assert "twee.png" in pagina
    assert "Document toegevoegd" in pagina


def test_a_document_that_cannot_be_and_no_document_at_all_are_said(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    mens.get(loopt)
    verkeerd = mens.post(f"{loopt}documenten", {"documenten": SimpleUploadedFile("a.exe", b"MZ")})
    assert (verkeerd.status_code, "“a.exe”: Dit soort bestand" in tekst(verkeerd)) == (422, True)
    geen = mens.post(f"{loopt}documenten")
    assert (geen.status_code, "Kies een of meer bestanden." in tekst(geen)) == (422, True)


def test_a_copy_is_a_concept_with_the_same_answers(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    mens.get(loopt)
    naar = mens.post(f"{loopt}kopie")["Location"]
    kopie = Aanvraag.objects.get(vervolg_soort="kopie")
    assert naar == f"/aanvragen/{kopie.id}/vragen/bijlagen"
    assert kopie.antwoorden["oorzaak"]["waarde"] == "verslapping"
    assert mens.post(f"{loopt}kopie")["Location"] == naar
    assert Aanvraag.objects.count() == 2


def test_a_herbeoordeling_asks_only_why_and_both_name_each_other(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(False))
    mens = wereld.mens()
    pagina = mens.get(f"{pad}herbeoordeling").content.decode()
    assert re.findall(r'<(?:textarea|select|input)[^>]* name="([a-z]+)"', pagina).count("tekst") == 1
    assert mens.post(f"{pad}herbeoordeling", {"tekst": ""}).status_code == 422
    nieuw = mens.post(f"{pad}herbeoordeling", {"tekst": "Het gezichtsveld is nu gemeten."})["Location"]
    vervolg = Aanvraag.objects.get(vervolg_soort="herbeoordeling")
    assert nieuw == f"/aanvragen/{vervolg.id}/"
    eerste, tweede = mens.get(pad), mens.get(nieuw)
    assert vervolg.aanvraagnummer in tekst(eerste)
    assert f'href="{pad}"' in tweede.content.decode()
    assert "Het gezichtsveld is nu gemeten." in tekst(tweede)
    assert "Herbeoordeling gevraagd" in tekst(tweede)
    assert "herbeoordeling" not in acties(eerste)
    nog_eens = mens.post(f"{pad}herbeoordeling", {"tekst": "Het gezichtsveld is nu gemeten."})
    assert nog_eens["Location"] == nieuw, "the same words again are the same request"
    anders = mens.post(f"{pad}herbeoordeling", {"tekst": "Mijn eigen woorden."})
    assert anders.status_code == 409
    assert "“Het gezichtsveld is nu gemeten.”. Uw tekst is niet verstuurd." in tekst(anders)
    assert "Mijn eigen woorden." in anders.content.decode(), "nothing typed is lost"


def test_what_was_typed_stays_when_the_insurer_decided_meanwhile(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    mens = wereld.mens()
    mens.get(pad)
    te_laat = mens.post(f"{pad}intrekken", {"tekst": "Toch niet nodig."})
    assert te_laat.status_code == 409
    assert "Toch niet nodig." in te_laat.content.decode()


def test_an_end_set_later_is_red_in_the_list(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    beeindig(wereld, id_van(pad), date(2026, 12, 31), "Andere polis.")
    lijst = wereld.mens().get("/aanvragen/?toon=klaar").content.decode()
    assert 'mp-voorbij">Geldig tot en met 31 december 2026, eerder dan toegekend<' in lijst


def test_a_verlenging_is_a_new_aanvraag_about_the_same(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    mens = wereld.mens()
    mens.get(pad)
    nieuw = mens.post(f"{pad}verlenging", {"tekst": "De operatie is uitgesteld."})["Location"]
    assert "Verlenging gevraagd" in tekst(mens.get(nieuw))
    assert Aanvraag.objects.get(vervolg_soort="verlenging").status == "ingediend"


def test_a_verlenging_that_joins_on_to_nothing_any_more_says_what_to_do(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    mens = wereld.mens()
    mens.get(pad)
    nieuw = mens.post(f"{pad}verlenging", {"tekst": "De operatie is uitgesteld."})["Location"]
    waarschuwing = "Deze verlenging kan niet meer worden toegekend"
    assert waarschuwing not in tekst(mens.get(nieuw))
    mens.post(f"{pad}niet-uitgevoerd", {"tekst": "De patiënt is verhuisd."})
    assert waarschuwing in tekst(mens.get(nieuw))
    mens.post(f"{nieuw}intrekken", {"tekst": "Niet meer nodig."})
    assert waarschuwing not in tekst(mens.get(nieuw))


def test_care_that_is_not_given_ends_the_machtiging_in_red(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    mens = wereld.mens()
    assert "De machtiging eindigt vandaag" in tekst(mens.get(f"{pad}niet-uitgevoerd"))
    mens.post(f"{pad}niet-uitgevoerd", {"tekst": "De patiënt is verhuisd."})
    pagina = mens.get(pad)
    assert "De machtiging is beëindigd" in tekst(pagina)
    assert "De patiënt is verhuisd." in tekst(pagina)
    assert '<strong class="mp-voorbij">24 november 2026</strong>' in pagina.content.decode()


@pytest.mark.parametrize("einde", [date(2026, 11, 20), date(2027, 1, 31)])
def test_an_end_that_the_insurer_set_later_is_red_past_or_ahead(wereld: Wereld, einde: date) -> None:
    pad = met_besluit(wereld, heel(True))
    beeindig(wereld, id_van(pad), einde, "Andere verzekeraar.")
    pagina = wereld.mens().get(pad)
    assert '<strong class="mp-voorbij">' in pagina.content.decode()
    assert "De zorgverzekeraar heeft deze einddatum later gezet." in tekst(pagina)
    assert "Andere verzekeraar." in tekst(pagina)
    in_tijdlijn = '<p class="mp-tijdlijn__wanneer mp-voorbij">' in pagina.content.decode()
    assert in_tijdlijn is (einde > date(2026, 11, 24))  # as what comes next, or as what came


def test_an_end_that_was_agreed_is_red_only_when_it_is_past(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert "mp-voorbij" not in mens.get(met_besluit(wereld, heel(True))).content.decode()
    voorbij = mens.get(met_besluit(wereld, replace(heel(True), geldig_tot=date(2026, 11, 20)), referentie="2"))
    assert '<strong class="mp-voorbij">20 november 2026</strong>' in voorbij.content.decode()
    assert "Deze dag is voorbij." in tekst(voorbij)
    assert "De machtiging is beëindigd" in tekst(voorbij)


def test_what_was_granted_otherwise_is_shown_by_line_with_how_to_claim_it(wereld: Wereld) -> None:
    pad = met_besluit(wereld, per_regel(Regelbesluit.ANDERS, toelichting="Eén oog is genoeg."))
    pagina = tekst(wereld.mens().get(pad))
    assert "De aanvraag is voor een deel goedgekeurd" in pagina
    assert "Anders toegekend Eén zijde Een kleiner aantal is voldoende." in pagina
    assert "Zet het machtigingsnummer op elke regel van de declaratie" in pagina
    assert "Gebruik niet de Machtigingsaanvraag-ID" in pagina


def test_a_refusal_has_no_hints_for_a_claim(wereld: Wereld) -> None:
    pagina = tekst(wereld.mens().get(met_besluit(wereld, heel(False, "Niet aangetoond."))))
    assert "Zo declareert u" not in pagina
    assert "bezwaar kan maken" in pagina


def test_until_when_it_is_kept_is_said_once_it_is_decided(wereld: Wereld, loopt: str) -> None:
    mens = wereld.mens()
    assert "wordt bewaard tot" not in tekst(mens.get(loopt))
    besluit(wereld, id_van(loopt), heel(False))
    pagina = tekst(mens.get(loopt))
    assert "Deze aanvraag wordt bewaard tot 24 november 2028." in pagina
    assert "De bijlagen worden bewaard tot 24 november 2027." in pagina


def test_the_provider_does_not_read_who_at_the_insurer_did_what(wereld: Wereld, loopt: str) -> None:
    vraag_informatie(wereld, id_van(loopt), "Welk oog?")
    pagina = tekst(wereld.mens().get(loopt))
    assert "B. Ordelaar" not in pagina
    assert "de zorgverzekeraar" in pagina


def test_a_besluit_that_is_looked_at_again_is_shown_as_one_that_does_not_hold(wereld: Wereld) -> None:
    pad = met_besluit(wereld, heel(True))
    nummer = Aanvraag.objects.get().machtigingsnummer
    heropen(wereld, id_van(pad), "De foto was niet bekeken.")
    pagina = tekst(wereld.mens().get(pad))
    assert "De zorgverzekeraar bekijkt het besluit opnieuw" in pagina
    assert "geldt niet meer" in pagina
    assert "De foto was niet bekeken." in pagina
    assert nummer not in pagina
    assert "Zo declareert u" not in pagina
