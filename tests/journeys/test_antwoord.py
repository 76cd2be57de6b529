"""A question of the insurer, answered where it stands: kept, sent, refused, and two colleagues at once."""

import re
from dataclasses import replace
from datetime import timedelta

from conftest import NU
from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import actor, id_van, vraag_informatie
from reis import PNG, dien_in, tekst
from wereld import Wereld

from machtigingen.aanvragen import aanvulling, behandeling
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Informatieverzoek
from machtigingen.audit.models import Regel


def antwoord(mens, pad: str, een: str, twee: str, *, actie: str = "versturen", **anders):
    """Posts the page with what it showed."""
    pagina = mens.get(pad).content.decode()
    verborgen = dict(re.findall(r'type="hidden" name="(gezien-[\d-]+)" value="([^"]*)"', pagina))
    return mens.post(f"{pad}antwoord", verborgen | {"antwoord-1-0": een, "antwoord-1-1": twee, "actie": actie} | anders)


def collega_schrijft(wereld: Wereld, pad: str, wat: str) -> None:
    collega = replace(actor(wereld, "persoonlijk-goed"), naam="C. Collega", certificaat="c" * 64)
    verzoek = Informatieverzoek.objects.get(beantwoord_at=None)
    antwoorden, gezien = {0: wat}, {0: verzoek.concept.get("0", {}).get("tekst", "")}
    now = verzoek.gesteld_at
    aanvulling.save_answers(actor=collega, now=now, aanvraag_id=id_van(pad), antwoorden=antwoorden, gezien=gezien)


def test_the_instantie_itself_is_spoken_to_as_u(wereld: Wereld, pad: str) -> None:
    pagina = tekst(wereld.mens().get(pad))
    assert "In behandeling wacht op uw antwoord" in pagina
    assert "van de zorgverlener" not in pagina
    bureau = wereld.mens("beoordelaar-9901").get(f"/beoordelen/{id_van(pad)}/")
    assert "wacht op antwoord van de zorgverlener" in tekst(bureau)


def test_each_question_has_its_own_box_and_the_day_to_answer(wereld: Wereld, pad: str) -> None:
    pagina = wereld.mens().get(pad)
    assert "De zorgverzekeraar heeft een vraag" in tekst(pagina)
    assert "Antwoord uiterlijk op 8 december 2026" in tekst(pagina)
    vakken = re.findall(r'<label[^>]*for="veld-antwoord-1-\d">([^<]*?)\s*</label>', pagina.content.decode())
    assert vakken == ["Wanneer is gemeten?", "Waarom helpt een bril niet?"]


def van_de_pagina(mens, pad: str, nummer: int, *, script: bool = False, **velden: str):
    """The post of one page that was made up as the so-manyth, whenever it arrives."""
    post = {"blad": "een-bladnaam", "geschreven": f"{1_700_000_000_000 + nummer}", "actie": "versturen"} | velden
    return mens.post(f"{pad}antwoord", post, **({"HTTP_X_BEWAAR": "1"} if script else {}))


def concept(nummer: int = 0) -> str:
    return Informatieverzoek.objects.get().concept.get(str(nummer), {}).get("tekst", "")


def test_an_older_text_of_a_page_that_arrives_after_a_later_one_changes_nothing(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    assert van_de_pagina(mens, pad, 3, script=True, **{"antwoord-1-0": "Het hele verhaal."}).status_code == 200
    regels = Regel.objects.count()
    assert van_de_pagina(mens, pad, 2, script=True, **{"antwoord-1-0": "Het hele"}).status_code == 200
    assert Regel.objects.count() == regels, "nothing was kept, so nothing is on record"
    geweigerd = van_de_pagina(mens, pad, 1, **{"antwoord-1-0": "Het"})
    assert geweigerd.status_code == 422, "of the second question nothing was kept yet"
    (vak,) = re.findall(r'<textarea[^>]*name="antwoord-1-0"[^>]*>\s*([^<]*)</textarea>', geweigerd.content.decode())
    assert vak == "Het hele verhaal.", "what comes back is the later text"
    assert concept() == "Het hele verhaal."


def test_a_draft_of_one_question_makes_no_older_text_of_another(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    van_de_pagina(mens, pad, 2, script=True, **{"antwoord-1-1": "Ja."})
    van_de_pagina(mens, pad, 1, **{"antwoord-1-0": "Op 3 november.", "antwoord-1-1": "J", "actie": "bewaren"})
    assert (concept(), concept(1)) == ("Op 3 november.", "Ja.")


def test_who_sends_has_seen_what_a_colleague_wrote_also_by_a_post_that_is_late(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    collega_schrijft(wereld, pad, "Van de collega")
    mijn = {"antwoord-1-0": "Van mij", "gezien-1-0": "", "antwoord-1-1": "Ja.", "gezien-1-1": ""}
    assert van_de_pagina(mens, pad, 2, script=True, **mijn).status_code == 409
    assert van_de_pagina(mens, pad, 1, **mijn).status_code == 409
    assert Informatieverzoek.objects.get().beantwoord_at is None


def test_the_answer_is_sent_and_stands_in_the_conversation_and_on_the_timeline(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    assert antwoord(mens, pad, "Op 3 november.", "De lepel zakt af.")["Location"] == pad
    pagina = tekst(mens.get(pad))
    assert Aanvraag.objects.get().status == "aangevuld"
    assert "Uw antwoord is verstuurd" in pagina
    assert "Op 3 november." in pagina
    assert "beantwoord op 24 november 2026 door S. de Vries" in pagina
    assert "De klok loopt weer." in pagina
    assert "nog 10 werkdagen" in pagina


def test_what_is_kept_is_there_again_for_a_colleague_and_not_sent(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    assert antwoord(mens, pad, "Half", "", actie="bewaren")["Location"] == f"{pad}#vraag"
    assert ">\nHalf</textarea>" in mens.get(pad).content.decode()
    assert Aanvraag.objects.get().status == "informatie_gevraagd"


def test_what_is_typed_is_kept_by_itself(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    bewaard = mens.post(f"{pad}antwoord", {"antwoord-1-1": "Onder het typen", "gezien-1-1": ""}, HTTP_X_BEWAAR="1")
    assert (bewaard.status_code, bewaard.json()["bewaard_om"]) == (200, "10:00")
    assert Informatieverzoek.objects.get().concept["1"]["tekst"] == "Onder het typen"


def test_a_missing_answer_is_said_at_its_question_and_the_other_is_kept(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    geweigerd = antwoord(mens, pad, "Op 3 november.", " ")
    assert geweigerd.status_code == 422
    assert 'href="#veld-antwoord-1-1"' in geweigerd.content.decode()
    assert 'href="#veld-antwoord-1-0"' not in geweigerd.content.decode()
    assert ">\nOp 3 november.</textarea>" in mens.get(pad).content.decode()


def test_an_answer_that_is_too_long_stays_on_the_page(wereld: Wereld, pad: str) -> None:
    geweigerd = antwoord(wereld.mens(), pad, "lang " * 900, "Kort.")
    assert geweigerd.status_code == 422
    assert "lang lang" in geweigerd.content.decode()
    assert Aanvraag.objects.get().status == "informatie_gevraagd"


def test_a_document_goes_with_the_answer(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    antwoord(mens, pad, "Zie de brief.", "Zie de brief.", documenten=SimpleUploadedFile("brief.png", PNG + b"brief"))
    assert Bijlage.objects.filter(vraag="aanvulling").count() == 1
    pagina = tekst(mens.get(pad))
    assert "brief.png" in pagina
    assert "Later toegevoegd" in pagina


def test_a_refused_document_keeps_the_answers_and_sends_nothing(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    geweigerd = antwoord(mens, pad, "Een", "Twee", documenten=SimpleUploadedFile("virus.exe", b"MZ"))
    assert geweigerd.status_code == 422
    assert 'href="#veld-documenten"' in geweigerd.content.decode()
    assert Aanvraag.objects.get().status == "informatie_gevraagd"
    assert ">\nTwee</textarea>" in mens.get(pad).content.decode()


def test_two_colleagues_at_once_see_both_texts_and_nothing_is_overwritten(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    collega_schrijft(wereld, pad, "Van de collega")
    gezien = {"gezien-1-0": "", "gezien-1-1": ""}
    botsing = mens.post(
        f"{pad}antwoord", gezien | {"antwoord-1-0": "Van mij", "antwoord-1-1": "Ja.", "actie": "versturen"}
    )
    assert botsing.status_code == 409
    pagina = botsing.content.decode()
    assert ">\nVan mij</textarea>" in pagina
    assert "Van de collega" in tekst(botsing)
    assert "Uw collega C. Collega veranderde dit antwoord ook" in tekst(botsing)
    assert Informatieverzoek.objects.get().concept["0"]["tekst"] == "Van de collega"
    verborgen = dict(re.findall(r'type="hidden" name="(gezien-[\d-]+)" value="([^"]*)"', pagina))
    daarna = mens.post(
        f"{pad}antwoord", verborgen | {"antwoord-1-0": "Samen", "antwoord-1-1": "Ja.", "actie": "versturen"}
    )
    assert daarna.status_code == 302
    assert Informatieverzoek.objects.get().antwoorden == ["Samen", "Ja."]


def test_a_script_hears_of_a_collision(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    collega_schrijft(wereld, pad, "Van de collega")
    botsing = mens.post(f"{pad}antwoord", {"antwoord-1-0": "Van mij", "gezien-1-0": ""}, HTTP_X_BEWAAR="1")
    assert (botsing.status_code, botsing.json()) == (409, {"code": "A103"})


def test_who_answers_after_a_colleague_gets_the_own_text_back(wereld: Wereld, pad: str) -> None:
    mens, ander = wereld.mens(), wereld.mens()
    ander.get(pad)
    antwoord(mens, pad, "Een", "Twee")
    bestand = SimpleUploadedFile("brief.png", PNG + b"brief")
    getypt = {"antwoord-1-0": "Mijn lange verhaal", "actie": "versturen", "documenten": bestand}
    te_laat = ander.post(f"{pad}antwoord", getypt)
    assert te_laat.status_code == 409
    assert "al beantwoord door S. de Vries" in tekst(te_laat)
    assert "Dit typte u bij vraag 1 Mijn lange verhaal" in tekst(te_laat)
    assert not Bijlage.objects.filter(vraag="aanvulling").exists()
    assert Informatieverzoek.objects.get().antwoorden == ["Een", "Twee"]


def test_the_address_of_the_answer_leads_to_the_aanvraag_when_nothing_is_asked(wereld: Wereld) -> None:
    mens = wereld.mens()
    pad = dien_in(wereld, mens, mrd="3,5")
    assert mens.get(f"{pad}antwoord")["Location"] == pad


def test_who_may_only_look_sees_the_question_and_no_box(wereld: Wereld, pad: str) -> None:
    kijker = wereld.mens("persoonlijk-raadplegen")
    pagina = kijker.get(pad)
    assert "Wanneer is gemeten?" in tekst(pagina)
    assert "<textarea" not in pagina.content.decode()
    assert kijker.get(f"{pad}antwoord").status_code == 403
    assert kijker.post(f"{pad}antwoord", {"antwoord-1-0": "x", "actie": "versturen"}).status_code == 403
    assert Informatieverzoek.objects.get().concept == {}


def test_another_instantie_finds_nothing_and_an_insurer_does_not_get_in(wereld: Wereld, pad: str) -> None:
    vreemd, verzekeraar = wereld.mens("persoonlijk-andere-instantie"), wereld.mens("beoordelaar-9901")
    for iemand, status in ((vreemd, 404), (verzekeraar, 403)):
        iemand.get("/wie-ben-ik")
        assert iemand.get(f"{pad}antwoord").status_code == status
        assert iemand.post(f"{pad}antwoord", {"antwoord-1-0": "x"}).status_code == status


def test_sending_leaves_one_trace_of_its_own(wereld: Wereld, pad: str) -> None:
    antwoord(wereld.mens(), pad, "Een", "Twee")
    assert Regel.objects.filter(handeling="aanvraag_aangevuld", onderwerp=f"aanvraag:{id_van(pad)}").count() == 1


def test_after_the_last_day_one_reads_that_it_is_late_and_can_still_answer(wereld: Wereld) -> None:
    mens = wereld.mens()
    pad = dien_in(wereld, mens, mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Een?", "Twee?", now=NU - timedelta(days=20))
    assert "Die dag is voorbij. U kunt nog antwoorden" in tekst(mens.get(pad))
    assert antwoord(mens, pad, "Toch nog.", "Ja.")["Location"] == pad


def test_before_that_day_nothing_is_said_of_it(wereld: Wereld, pad: str) -> None:
    assert "Die dag is voorbij" not in tekst(wereld.mens().get(pad))


def test_what_the_insurer_stopped_waiting_for_names_nobody_there(wereld: Wereld) -> None:
    mens = wereld.mens()
    pad = dien_in(wereld, mens, mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Een?", now=NU - timedelta(days=20))
    behandeling.stop_waiting(actor=actor(wereld, "beoordelaar-9901"), now=NU, aanvraag_id=id_van(pad))
    pagina = tekst(mens.get(pad))
    assert "B. Ordelaar" not in pagina
    assert "Een?" in pagina
    te_laat = mens.post(f"{pad}antwoord", {"antwoord-1-0": "Alsnog", "actie": "versturen"})
    assert "De zorgverzekeraar wacht niet meer op dit antwoord." in tekst(te_laat)
