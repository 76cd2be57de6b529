"""What a package sees of one aanvraag: where it stands and its paper, of its own instantie; each look is kept."""

import io
from typing import Any

import pytest
from machtigingen_sandbox import personas
from pypdf import PdfReader
from reis import MEDISCH, twijfelgeval, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel

GETYPT = "dit typte iemand in het concept"


def adres(aanvraag: Aanvraag, document: str = "") -> str:
    return f"/api/v1/aanvragen/{aanvraag.id}{document}"


@pytest.fixture
def verstuurd(wereld: Wereld) -> Aanvraag:
    """A doubtful case, sent and waiting for a person."""
    twijfelgeval(wereld)
    return Aanvraag.objects.get()


def besluit(wereld: Wereld, aanvraag: Aanvraag, *, welk: str) -> None:
    data = {"besluit": welk, "toelichting": "Klopt."}
    beoordelaar = wereld.mens("beoordelaar-9901")
    beoordelaar.get("/wie-ben-ik")  # begins the session that a post needs
    assert beoordelaar.post(f"/beoordelen/{aanvraag.id}/", data).status_code == 302


def test_a_concept_says_only_that_it_is_one(wereld: Wereld) -> None:
    mens, software = wereld.mens(), wereld.software()
    gepusht = software.push(bericht()).json()
    concept = mens.get(gepusht["link"].removeprefix("https://localhost:8443"))["Location"]
    vul_in(mens, concept, "medisch", **MEDISCH, opmerking=GETYPT)
    id_ = software.get(f"/api/v1/instroom/{gepusht['id']}").json()["aanvraag"]["id"]
    antwoord = software.get(f"/api/v1/aanvragen/{id_}")
    assert antwoord.json() == {
        "id": id_,
        "aanvraagnummer": None,
        "status": "concept",
        "status_tekst": "Concept",
        "specificatie": "concept",
        "specificatie_tekst": "Concept",
        "besluit": None,
        "machtigingsnummer": None,
        "referentie": "2026-0001",
        "ingediend_op": None,
        "adres": f"https://localhost:8443/aanvragen/{id_}/",
        "documenten": [],
        "gewijzigd_op": "2026-11-24T09:00:00+00:00",
        "verwacht_op": None,
        "geldig_tot": None,
        "einde_reden": None,
        "einde_soort": None,
        "intrek_reden": None,
        "heropend_op": None,
        "heropen_reden": None,
        "open_vragen": [],
        "vervolg_op": None,
        "vervolg_soort": None,
    }
    for soort in ("samenvatting", "vragen-en-antwoorden"):
        papier = software.get(f"/api/v1/aanvragen/{id_}/{soort}.pdf")
        assert (papier.status_code, papier.json()["code"]) == (409, "A102")
        assert GETYPT not in antwoord.content.decode() + papier.content.decode()
    gezien = Regel.objects.filter(soort_actor="systeem", onderwerp=f"aanvraag:{id_}").order_by("pk")
    assert [(regel.code, regel.fouten) for regel in gezien] == [("", ""), ("A102", "A102"), ("A102", "A102")]


def test_what_was_sent_waits_with_its_number_and_its_paper(wereld: Wereld, verstuurd: Aanvraag) -> None:
    data = wereld.software().get(adres(verstuurd)).json()
    assert (data["status"], data["aanvraagnummer"]) == ("in_behandeling", verstuurd.aanvraagnummer)
    assert data["ingediend_op"] == "2026-11-24T09:00:00+00:00"
    assert data["besluit"] is None
    assert data["documenten"] == [
        {
            "soort": soort,
            "type": "application/pdf",
            "adres": f"https://localhost:8444{adres(verstuurd, f'/{soort}.pdf')}",
        }
        for soort in ("samenvatting", "vragen-en-antwoorden")
    ]


def test_after_a_decision_it_tells_the_decision_and_the_number_for_the_claim(
    wereld: Wereld, verstuurd: Aanvraag
) -> None:
    besluit(wereld, verstuurd, welk="goedkeuren")
    data = wereld.software().get(adres(verstuurd)).json()
    assert (data["status"], data["besluit"]["reden"]) == ("goedgekeurd", "Klopt.")
    assert data["machtigingsnummer"] == Aanvraag.objects.get().machtigingsnummer != ""


def test_the_state_is_the_one_that_following_the_message_tells(wereld: Wereld, verstuurd: Aanvraag) -> None:
    software = wereld.software()
    instroom = software.push(bericht()).json()["id"]
    gevolgd = software.get(f"/api/v1/instroom/{instroom}").json()["aanvraag"]
    data = software.get(adres(verstuurd)).json()
    assert {naam: data[naam] for naam in gevolgd} == gevolgd


def test_all_questions_and_answers_are_those_of_the_portal(wereld: Wereld, verstuurd: Aanvraag) -> None:
    antwoord = wereld.software().get(adres(verstuurd, "/vragen-en-antwoorden.pdf"))
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
    naam = f'attachment; filename="vragen-en-antwoorden-{verstuurd.aanvraagnummer}.pdf"'
    assert antwoord["Content-Disposition"] == naam
    van_portaal = wereld.mens().get(f"/aanvragen/{verstuurd.id}/vragen-en-antwoorden.pdf")
    assert tekst(antwoord) == tekst(van_portaal) != ""


def test_the_summary_is_the_one_of_the_portal(wereld: Wereld, verstuurd: Aanvraag) -> None:
    besluit(wereld, verstuurd, welk="goedkeuren")
    antwoord = wereld.software().get(adres(verstuurd, "/samenvatting.pdf"))
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
    assert antwoord["Cache-Control"] == "no-store"
    assert antwoord["Content-Disposition"] == f'attachment; filename="aanvraag-{verstuurd.aanvraagnummer}.pdf"'
    van_portaal = wereld.mens().get(f"/aanvragen/{verstuurd.id}/samenvatting.pdf")
    assert tekst(antwoord) == tekst(van_portaal)
    assert Aanvraag.objects.get().machtigingsnummer in tekst(antwoord)
    assert PdfReader(io.BytesIO(antwoord.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def tekst(antwoord: Any) -> str:
    return "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages)


DOCUMENTEN = pytest.mark.parametrize("document", ["", "/samenvatting.pdf", "/vragen-en-antwoorden.pdf"])
NERGENS = "00000000-0000-4000-8000-000000000000"


@DOCUMENTEN
def test_one_of_another_instantie_answers_as_one_that_is_not_there(
    wereld: Wereld, verstuurd: Aanvraag, document: str
) -> None:
    vreemde = wereld.software("systeem-andere-instantie")
    antwoorden = [vreemde.get(adres(verstuurd, document)), vreemde.get(f"/api/v1/aanvragen/{NERGENS}{document}")]
    antwoorden.append(wereld.software().get(f"/api/v1/aanvragen/geen-id{document}"))
    assert {(antwoord.status_code, antwoord.json()["code"]) for antwoord in antwoorden} == {(404, "A101")}
    inhoud = [antwoord.json() | {"correlatie_id": ""} for antwoord in antwoorden]
    assert inhoud[0] == inhoud[1] == inhoud[2]


@DOCUMENTEN
def test_without_the_right_to_look_nothing_is_told(wereld: Wereld, verstuurd: Aanvraag, document: str) -> None:
    antwoord = wereld.software("systeem-zonder-autorisatie").get(adres(verstuurd, document))
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")


@DOCUMENTEN
def test_every_look_is_in_the_audit_trail_also_a_refused_one(
    wereld: Wereld, verstuurd: Aanvraag, document: str
) -> None:
    wereld.software().get(adres(verstuurd, document))
    wereld.software("systeem-andere-instantie").get(adres(verstuurd, document))
    wereld.software("systeem-andere-instantie").get(f"/api/v1/aanvragen/geen-id{document}")
    gezien = Regel.objects.filter(soort_actor="systeem", handeling="aanvraag_bekeken").order_by("pk")
    assert [(regel.keten, regel.onderwerp, regel.code) for regel in gezien] == [
        ("agb:22990001", f"aanvraag:{verstuurd.id}", ""),
        ("agb:06990002", f"aanvraag:{verstuurd.id}", "A101"),
        ("agb:06990002", "", "A101"),
    ]


def test_nothing_of_the_patient_is_in_the_state(wereld: Wereld, verstuurd: Aanvraag) -> None:
    inhoud = wereld.software().get(adres(verstuurd)).content.decode()
    wie = personas.GEVONDEN
    for geheim in (wie.bsn.onthul(), wie.naam, wie.geboortedatum.isoformat()):
        assert geheim not in inhoud
