"""One's own list as a sheet: what the page shows, whole, and nothing of a patient."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handelingen import beeindig, besluit, id_van
from machtigingen_sandbox import personas
from oordelen import heel
from reis import dien_in, fouten, open_link, tekst
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD
from machtigingen.audit.models import Regel
from machtigingen.doors.zorgverlener import lijst, lijst_csv

BLAD = "/aanvragen.csv"


def rijen(mens, vraag: str = "") -> list[dict[str, str]]:
    antwoord = mens.get(BLAD + vraag)
    assert antwoord.status_code == 200
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def referenties(mens, vraag: str = "") -> list[str]:
    return [rij["Uw referentie"] for rij in rijen(mens, vraag)]


@pytest.fixture
def twee(wereld: Wereld) -> Wereld:
    """One that a rule granted, and a concept."""
    mens = wereld.mens()
    dien_in(wereld, mens, referentie="verstuurd")
    open_link(wereld, mens, referentie="concept-1")
    return wereld


def test_a_row_says_what_the_list_says_and_more(twee: Wereld) -> None:
    aanvraag = Aanvraag.objects.get(referentie="verstuurd")
    (rij,) = rijen(twee.mens(), "?status=goedgekeurd")
    assert list(rij) == list(lijst_csv.KOP)
    assert rij["Machtigingsaanvraag-ID"].replace(" ", "") == aanvraag.aanvraagnummer
    assert rij["Machtigingsnummer"].replace(" ", "") == aanvraag.machtigingsnummer != ""
    assert (rij["Formulier"], rij["Status"]) == ("Correctie van het bovenooglid", "Goedgekeurd")
    assert (rij["Ingediend"], rij["Softwarepakket"]) == ("24-11-2026 10:00", "DemoOog 5.2")
    assert (rij["Zorgverlener"], rij["Verzekeraar"], rij["Grondslag"]) == ("AGB 03990011", "UZOVI 9901", "Zvw")


def test_beside_a_decision_stands_who_gave_it(twee: Wereld) -> None:
    besluit(twee, id_van(dien_in(twee, twee.mens(), mrd="3,5", referentie="bekeken")), heel(False))
    door = {rij["Uw referentie"]: (rij["Status"], rij["Besloten"]) for rij in rijen(twee.mens())}
    assert door == {
        "verstuurd": ("Goedgekeurd", "door een regel"),
        "bekeken": ("Afgewezen", "door een beoordelaar"),
        "concept-1": ("Concept", ""),
    }


def test_an_end_that_is_not_that_of_the_besluit_says_whose_it_is(twee: Wereld) -> None:
    mens = twee.mens()
    ingekort = dien_in(twee, mens, referentie="ingekort")
    beeindig(twee, id_van(ingekort), date(2027, 1, 31), "De polis stopt.")
    gemeld = dien_in(twee, mens, referentie="gemeld")
    mens.post(f"{gemeld}niet-uitgevoerd", {"tekst": "De patiënt is verhuisd."})
    gevonden = {rij["Uw referentie"]: (rij["Geldig tot en met"], rij["Einde later gezet"]) for rij in rijen(mens)}
    assert gevonden.pop("verstuurd")[1] == ""
    assert gevonden == {
        "ingekort": ("31-01-2027", "door de zorgverzekeraar"),
        "gemeld": ("24-11-2026", "zorg niet uitgevoerd"),
        "concept-1": ("", ""),
    }


def test_the_filters_are_those_of_the_page(twee: Wereld) -> None:
    mens = twee.mens()
    assert sorted(referenties(mens)) == ["concept-1", "verstuurd"]
    assert referenties(mens, "?status=concept") == ["concept-1"]
    assert referenties(mens, "?referentie=ver") == ["verstuurd"]
    assert referenties(mens, "?vanaf=25-11-2026") == []


def test_one_part_of_the_list_is_that_part(twee: Wereld) -> None:
    mens = twee.mens()
    assert referenties(mens, "?toon=klaar") == ["verstuurd"]
    assert referenties(mens, "?toon=wacht") == ["concept-1"]
    assert len(referenties(mens, "?toon=bestaat-niet")) == 2


def test_it_is_the_whole_list_and_not_one_page_of_it(twee: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_PAGINA", 1)
    assert len(rijen(twee.mens())) == 2


def test_a_question_that_is_wrong_gets_the_page_that_says_so(twee: Wereld) -> None:
    antwoord = twee.mens().get(f"{BLAD}?vanaf=gisteren")
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["vanaf"]


def test_the_page_leads_to_it_with_its_own_question(twee: Wereld) -> None:
    mens = twee.mens()
    assert f'href="{BLAD}?toon=klaar"' in mens.get("/aanvragen/?toon=klaar").content.decode()
    assert f'href="{BLAD}?status=concept"' in mens.get("/aanvragen/?status=concept").content.decode()


def test_what_may_be_a_bsn_never_stands_in_a_link_to_it(twee: Wereld) -> None:
    bsn = personas.GEVONDEN.bsn.onthul()
    Aanvraag.objects.filter(referentie="verstuurd").update(referentie=bsn)
    mens = twee.mens()
    mens.get("/aanvragen/")
    inhoud = mens.post("/aanvragen/", {"nummer": "", "referentie": bsn}).content.decode()
    assert "1 aanvraag gevonden" in inhoud
    assert BLAD not in inhoud


def test_another_instantie_has_its_own_list(twee: Wereld) -> None:
    assert rijen(twee.mens("persoonlijk-andere-instantie")) == []


def test_who_may_only_look_may_take_it_along_and_an_insurer_may_not(twee: Wereld) -> None:
    assert len(rijen(twee.mens("persoonlijk-raadplegen"))) == 2
    antwoord = twee.mens("beoordelaar-9901").get(BLAD)
    assert antwoord.status_code == 403
    assert "D203" in tekst(antwoord)


def test_looking_is_recorded_and_what_for_is_not(twee: Wereld) -> None:
    rijen(twee.mens(), "?referentie=ver")
    regel = Regel.objects.filter(keten="agb:22990001", handeling="gezocht").get()
    assert (regel.onderwerp, regel.resultaat) == ("", "gelukt")


def test_nothing_sealed_is_asked_and_nothing_of_a_patient_is_in_it(twee: Wereld) -> None:
    mens = twee.mens()
    mens.get("/wie-ben-ik")
    with CaptureQueriesContext(connection) as vragen:
        inhoud = mens.get(BLAD).content.decode()
    gevraagd = [vraag["sql"] for vraag in vragen if "aanvragen_aanvraag" in vraag["sql"]]
    assert len(gevraagd) == 1
    # Whether there is a reason may be known, not what it says.
    waarden = gevraagd[0].replace('"einde_reden" IS NOT NULL', "")
    assert not [kolom for kolom in VERZEGELD if f'"{kolom}"' in waarden]
    assert personas.GEVONDEN.bsn.onthul() not in inhoud
    assert personas.GEVONDEN.naam not in inhoud


def test_a_reference_with_a_formula_is_only_text(twee: Wereld) -> None:
    Aanvraag.objects.filter(referentie="concept-1").update(referentie="=1+1")
    assert "'=1+1" in referenties(twee.mens())


def test_the_name_of_the_file_says_whose_and_when(twee: Wereld) -> None:
    antwoord = twee.mens().get(BLAD)
    assert antwoord["Content-Disposition"] == 'attachment; filename="aanvragen-22990001-2026-11-24.csv"'
