"""The system of an insurer with the SDK, over real mutual TLS: fetch, read, decide, ask and count."""

import json
from datetime import UTC, date, datetime

import pytest
from machtigingen_client import Besluitbericht, InstroomFout, Regelbericht, Verzekeraarsservice
from sdk.portal import example

ADRES = "/api/v1/verzekeraar/aanvragen"
ID = "5b7a1c1e-3f0d-4f57-8f0c-0e7c2f6f9b1d"
STAND = example("toegestuurd")["aanvragen"][0]
TELLING = {
    **dict.fromkeys(("ingediend", "besloten", "vanzelf", "goedgekeurd", "gedeeltelijk_goedgekeurd", "afgewezen"), 2),
    **dict.fromkeys(("niet_nodig", "ingetrokken", "vervallen", "open", "te_laat"), 0),
    **dict.fromkeys(("aandeel_vanzelf", "werkdagen_gemiddeld", "werkdagen_mediaan"), 0.5),
    **dict.fromkeys(("werkdagen_gemiddeld_beoordelaar", "werkdagen_mediaan_beoordelaar"), 3.0),
    "werkdagen_90_procent_beoordelaar": None,
}
CIJFERS = {
    "verzekeraar": "9901",
    "van": "2026-01-01",
    "tot": "2026-11-24",
    "formulier": "X02",
    "totaal": TELLING,
    "per_formulier": [{"formulier": "X02"} | TELLING],
    "per_softwarepakket": [{"softwarepakket": None} | TELLING],
    "per_maand": [{"maand": "2026-11"} | TELLING],
    "werkdagen_beoordelaar": [{"werkdagen": 3, "aantal": 2}],
}
BESLUIT = Besluitbericht(
    regels=(
        Regelbericht(regel=1, uitkomst="toegekend"),
        Regelbericht(regel=2, uitkomst="anders", reden="kleiner_aantal", toegekend={"aantal": 1}),
    ),
    toelichting="De prothese is nodig.",
    geldig_tot=date(2027, 10, 31),
)


@pytest.fixture
def dienst(portal, papers, systeem, waits):
    certificaat, sleutel = systeem
    with Verzekeraarsservice(
        portal.url, certificaat=certificaat, sleutel=sleutel, ca=papers.ca, sleep=waits.append
    ) as dienst:
        yield dienst


def test_what_was_sent_to_it_tells_from_whom_and_until_when_to_decide(portal, dienst):
    portal.will_answer(200, example("toegestuurd"))

    deel = dienst.toegestuurd(na="1", aantal=2)

    assert portal.received[0][:2] == ("GET", f"{ADRES}?na=1&aantal=2")
    (een,) = deel.aanvragen
    assert (een.instantie.agb, een.formulier.code, een.besluit_voor, een.tweede_nodig) == (
        "22990001",
        "X02",
        None,
        False,
    )
    assert een.ingediend_op == een.gewijzigd_op == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert een.open_vragen[0].reageren_voor == date(2026, 12, 8)
    assert (deel.cursor, deel.meer) == ("2", False)


def test_all_of_it_comes_in_pieces_and_stops_where_there_is_no_more(portal, dienst):
    for cursor, meer in (("5", True), ("9", False)):
        portal.will_answer(200, {"aanvragen": [], "cursor": cursor, "meer": meer})

    assert [deel.cursor for deel in dienst.alle_toegestuurd(na="2")] == ["5", "9"]
    assert [path for _, path, _, _ in portal.received] == [f"{ADRES}?na=2", f"{ADRES}?na=5"]


def test_a_dossier_has_the_answers_the_trail_the_lines_and_the_reasons(portal, dienst):
    portal.will_answer(200, example("dossier"))

    dossier = dienst.dossier(ID)

    assert portal.received[0][:2] == ("GET", f"{ADRES}/{ID}")
    vragen = {vraag.vraag: vraag for onderwerp in dossier.onderwerpen for vraag in onderwerp.vragen}
    assert (vragen["bsn"].waarde, vragen["bsn"].bron) == ("999911004", "softwarepakket")
    assert dossier.beslissing.spoor[0].wegingen[0].uitslag == "past niet"
    assert (dossier.regels[0].regel, dossier.regels[0].wijzigbaar[0].vraag) == (1, "anders")
    assert ("niet_aangetoond", ("afgewezen",)) in [(reden.code, reden.voor) for reden in dossier.redenen]
    assert (dossier.niet_automatisch.reden, dossier.besluit_voor) == ("7. Beperking niet zeker", date(2026, 12, 8))


def test_every_field_of_a_dossier_in_the_contract_is_there(portal, dienst):
    told = example("dossier")
    portal.will_answer(200, told)

    dossier = dienst.dossier(ID)

    assert {name for name in told if not hasattr(dossier, name)} == set()
    assert [een.soort for een in dossier.gebeurtenissen] == [
        een["soort"] for een in example("dossier")["gebeurtenissen"]
    ]
    assert [een.adres for een in dossier.bijlagen] == [een["adres"] for een in told["bijlagen"]]
    assert [een.specificatie for een in dossier.eerdere_aanvragen] == ["beeindigd"]


def test_of_a_dossier_nothing_about_a_patient_is_printed_by_accident(portal, dienst):
    portal.will_answer(200, example("dossier"))

    dossier = dienst.dossier(ID)

    printed = f"{dossier!r} {dossier.onderwerpen!r} {dossier.bijlagen!r} {dossier.gesprek!r} {dossier.beslissing!r}"
    for vraag in (vraag for onderwerp in dossier.onderwerpen for vraag in onderwerp.vragen):
        if vraag.vraag in {"bsn", "naam", "geboortedatum", "verzekerdenummer"}:
            assert vraag.weergave not in printed
    assert "aanvraagnummer='261124000010'" in printed


@pytest.mark.parametrize("begin", ["%PDF-1.7", "\udc89PNG\r\n\x1a\n", "\udcff\udcd8\udcff\udce0"])
def test_a_file_comes_as_it_was_added(portal, dienst, begin):
    data = begin.encode("utf-8", "surrogateescape") + b" inhoud"
    portal.will_answer(200, data, Content_Type="application/octet-stream")

    assert dienst.bijlage(ID, "b/1") == data
    assert portal.received[0][:2] == ("GET", f"{ADRES}/{ID}/bijlagen/b%2F1")


def test_a_page_of_something_else_is_no_file(portal, dienst):
    portal.will_answer(200, "<html>Log in op het netwerk</html>")

    with pytest.raises(InstroomFout, match="komt niet van de Instroomservice"):
        dienst.bijlage(ID, "b1")


def test_a_decision_goes_line_by_line_without_what_was_not_said(portal, dienst):
    portal.will_answer(200, STAND | {"machtigingsnummer": "99012600000015", "geldig_tot": "2027-10-31"})

    stand = dienst.beslis(ID, BESLUIT)

    method, path, _, body = portal.received[0]
    assert (method, path) == ("POST", f"{ADRES}/{ID}/besluit")
    assert json.loads(body) == {
        "regels": [
            {"regel": 1, "uitkomst": "toegekend"},
            {"regel": 2, "uitkomst": "anders", "reden": "kleiner_aantal", "toegekend": {"aantal": 1}},
        ],
        "toelichting": "De prothese is nodig.",
        "geldig_tot": "2027-10-31",
    }
    assert (stand.machtigingsnummer, stand.geldig_tot) == ("99012600000015", date(2027, 10, 31))


def test_questions_go_as_they_are_put(portal, dienst):
    portal.will_answer(200, STAND)

    stand = dienst.vraag(ID, ["Hoe lang bestaan de klachten?"])

    method, path, _, body = portal.received[0]
    assert (method, path) == ("POST", f"{ADRES}/{ID}/vragen")
    assert json.loads(body) == {"vragen": ["Hoe lang bestaan de klachten?"]}
    assert stand.specificatie == "informatie_gevraagd"


def test_a_decision_of_which_the_answer_got_lost_is_sent_again_as_it_was(portal, dienst, waits):
    portal.will_hang_up()
    portal.will_answer(200, STAND)

    assert dienst.beslis(ID, BESLUIT).id == ID
    first, second = [body for *_, body in portal.received]
    assert first == second
    assert len(waits) == 1


def test_a_decision_that_the_portal_refuses_is_not_sent_again(portal, dienst):
    portal.will_answer(409, example("antwoord-422-twee-fouten") | {"status": 409})

    with pytest.raises(InstroomFout) as caught:
        dienst.beslis(ID, BESLUIT)

    assert not caught.value.herhalen
    assert len(portal.received) == 1


def test_figures_are_asked_for_a_period_and_counted_apart(portal, dienst):
    portal.will_answer(200, CIJFERS)

    cijfers = dienst.cijfers(vanaf=date(2026, 1, 1), tot=date(2026, 11, 24), formulier="X02")

    assert portal.received[0][1] == ("/api/v1/verzekeraar/cijfers?vanaf=2026-01-01&tot=2026-11-24&formulier=X02")
    assert (cijfers.verzekeraar, cijfers.van, cijfers.totaal.ingediend) == ("9901", date(2026, 1, 1), 2)
    assert (cijfers.per_formulier[0].formulier, cijfers.per_softwarepakket[0].softwarepakket) == ("X02", None)
    assert (cijfers.per_maand[0].maand, cijfers.per_maand[0].aandeel_vanzelf) == ("2026-11", 0.5)
    assert [(een.werkdagen, een.aantal) for een in cijfers.werkdagen_beoordelaar] == [(3, 2)]


def test_an_insurer_has_webhooks_too(portal, dienst):
    portal.will_answer(201, example("abonnement-nieuw"))

    assert dienst.abonneer("https://verzekeraar.example/webhook").geheim.startswith("whsec_")
