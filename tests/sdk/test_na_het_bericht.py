"""Following what changed, and putting answers and files in a concept, over real mutual TLS."""

import json
from datetime import date
from itertools import islice

import pytest
from machtigingen_client import InstroomFout
from sdk.portal import example

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ID = "5b7a1c1e-3f0d-4f57-8f0c-0e7c2f6f9b1d"
VOORSTAND = {
    "id": ID,
    "overgenomen": 1,
    "niet_overgenomen": [{"code": "A117", "pad": "antwoorden.zijde", "melding": "Staat er al.", "actie": "Kijk."}],
    "nog_nodig": 1,
    "ontbrekend": [{"vraag": "mrd", "tekst": "Hoe groot?"}],
    "fouten": [],
    "later_erbij": True,
}
BIJLAGE = {
    "id": "b1",
    "vraag": "foto",
    "naam": "foto één.png",
    "type": "image/png",
    "grootte": len(PNG),
    "toegevoegd_op": "2026-11-24T09:00:00+00:00",
}


def test_what_changed_holds_the_decision_by_line_and_the_open_questions(portal, dienst):
    portal.will_answer(200, example("wijzigingen"))

    wijzigingen = dienst.wijzigingen(na="7", aantal=2)

    assert portal.received[0][:2] == ("GET", "/api/v1/aanvragen?na=7&aantal=2")
    gevraagd, besloten = wijzigingen.aanvragen
    assert gevraagd.open_vragen[0].reageren_voor == date(2026, 11, 17)
    assert gevraagd.open_vragen[0].vragen[0] == "Hoe lang bestaan de klachten?"
    assert (besloten.machtigingsnummer, besloten.geldig_tot) == ("99012600000015", date(2027, 11, 1))
    assert besloten.besluit.regels[0].toegekend[0].waarde == "Alleen het rechteroog"
    assert (wijzigingen.cursor, wijzigingen.meer) == ("42", False)


def test_all_that_changed_comes_in_pieces_and_stops_where_there_is_no_more(portal, dienst):
    for cursor, meer in (("5", True), ("9", True), ("9", False)):
        portal.will_answer(200, {"aanvragen": [], "cursor": cursor, "meer": meer})

    assert [deel.cursor for deel in dienst.alle_wijzigingen()] == ["5", "9", "9"]
    assert [path for _, path, _, _ in portal.received] == [
        "/api/v1/aanvragen",
        "/api/v1/aanvragen?na=5",
        "/api/v1/aanvragen?na=9",
    ]


def test_who_stops_half_way_asks_no_more(portal, dienst):
    portal.will_answer(200, {"aanvragen": [], "cursor": "5", "meer": True})

    assert len(list(islice(dienst.alle_wijzigingen(na="1"), 2))) == 2
    assert len(portal.received) == 2


def test_answers_are_put_and_what_is_open_comes_back(portal, dienst):
    portal.will_answer(200, VOORSTAND)

    stand = dienst.bewaar_antwoorden(ID, {"zijde": "beide", "mrd": 1.5})

    method, path, _, body = portal.received[0]
    assert (method, path) == ("PUT", f"/api/v1/aanvragen/{ID}/antwoorden")
    assert json.loads(body) == {"antwoorden": {"zijde": "beide", "mrd": 1.5}}
    assert (stand.overgenomen, stand.niet_overgenomen[0].code) == (1, "A117")
    assert stand.ontbrekend[0].vraag == "mrd"


def test_a_file_goes_as_it_is_with_its_name_in_a_header(portal, dienst):
    portal.will_answer(201, BIJLAGE)

    bijlage = dienst.voeg_bijlage_toe(ID, vraag="foto", naam="foto één.png", inhoud=PNG)

    method, path, headers, body = portal.received[0]
    assert (method, path) == ("POST", f"/api/v1/aanvragen/{ID}/bijlagen?vraag=foto")
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''foto%20%C3%A9%C3%A9n.png"
    assert body.encode("utf-8", "surrogateescape") == PNG
    assert (bijlage.naam, bijlage.grootte) == ("foto één.png", len(PNG))


def test_a_file_and_its_name_are_not_kept_nor_printed(portal, dienst):
    portal.will_answer(201, BIJLAGE)

    bijlage = dienst.voeg_bijlage_toe(ID, vraag="foto", naam="J. Jansen.png", inhoud=PNG)

    assert bijlage.verkeer.verzoek == f"(een bestand van {len(PNG)} bytes)"
    assert "één" not in repr(bijlage)
    assert "Jansen" not in portal.received[0][1]


def test_a_broken_connection_is_tried_again_for_all_of_them(portal, dienst):
    portal.will_hang_up()
    portal.will_answer(201, BIJLAGE)

    assert dienst.voeg_bijlage_toe(ID, vraag="foto", naam="foto.png", inhoud=PNG).id == "b1"
    assert [body for *_, body in portal.received] == [PNG.decode("utf-8", "surrogateescape")] * 2


def test_a_refusal_says_why(portal, dienst):
    portal.will_answer(422, example("antwoord-422-twee-fouten"))

    with pytest.raises(InstroomFout):
        dienst.bewaar_antwoorden(ID, {})


def test_the_command_tells_what_changed_and_the_cursor(run, portal):
    portal.will_answer(200, example("wijzigingen"))

    code, printed = run("wijzigingen", "--na", "7")

    assert code == 0
    assert printed.out == (
        "2026-0002, Informatie gevraagd\n"
        "  Vraag, voor 2026-11-17: Hoe lang bestaan de klachten?\n"
        "  Vraag, voor 2026-11-17: Is er een meting van het gezichtsveld?\n"
        "2026-0001, Gedeeltelijk goedgekeurd, machtigingsnummer 99012600000015\n"
        "Cursor: 42\n"
    )


def test_the_command_puts_answers_and_says_what_was_not_taken_over(run, portal, tmp_path):
    portal.will_answer(200, VOORSTAND)
    bestand = tmp_path / "antwoorden.json"
    bestand.write_text('{"zijde": "beide"}', encoding="utf-8")

    code, printed = run("antwoorden", ID, bestand)

    assert code == 1
    assert "Overgenomen: 1\n" in printed.out
    assert "A117" in printed.out
    assert "Nog nodig: mrd (Hoe groot?)\n" in printed.out


def test_the_command_puts_a_file(run, portal, tmp_path):
    portal.will_answer(201, BIJLAGE)
    (tmp_path / "foto.png").write_bytes(PNG)

    code, printed = run("bijlage", ID, "foto", tmp_path / "foto.png")

    assert (code, printed.out) == (0, f"Bijlage: b1, image/png, {len(PNG)} bytes\n")


def test_the_command_keeps_a_document(run, portal, tmp_path):
    portal.will_answer(200, "%PDF-1.7 inhoud", Content_Type="application/pdf")

    code, _ = run("document", ID, "vragen-en-antwoorden", tmp_path / "uit.pdf")

    assert code == 0
    assert (tmp_path / "uit.pdf").read_bytes() == b"%PDF-1.7 inhoud"
    assert portal.received[0][1] == f"/api/v1/aanvragen/{ID}/vragen-en-antwoorden.pdf"
