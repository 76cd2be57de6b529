"""What was typed at a question of the insurer and could not be sent: it waits, and never answers another question."""

import json
import re
from base64 import b64decode
from datetime import date, timedelta
from hashlib import sha256

import pytest
from conftest import NU
from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import actor, id_van, vraag_informatie
from journeys.test_antwoord import antwoord, collega_schrijft, concept
from reis import PNG, tekst, toont
from wereld import Wereld

from machtigingen.aanvragen import behandeling
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Informatieverzoek
from machtigingen.kluis import sleutelbos
from machtigingen.project import klok
from machtigingen.toegang.invoer import PLEK


@pytest.fixture
def volgende_ronde(wereld: Wereld, pad: str):
    """Has the page with the first questions open, while a colleague answered them and the insurer asked others."""
    mens = wereld.mens()
    vroeger = toont(mens.get(pad))
    antwoord(wereld.mens(), pad, "Een", "Twee")
    vraag_informatie(wereld, id_van(pad), "Is er een brief van de neuroloog?")
    return mens, vroeger | {"antwoord-1-0": "In mei gemeten", "actie": "versturen"}


def open_ronde() -> Informatieverzoek:
    return Informatieverzoek.objects.get(beantwoord_at=None)


def test_an_answer_to_a_question_of_before_is_no_answer_to_the_next(volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    te_laat = mens.post(f"{pad}antwoord", vroeger)
    assert te_laat.status_code == 409
    assert "al beantwoord door S. de Vries" in tekst(te_laat)
    assert "Dit typte u bij vraag 1 In mei gemeten" in tekst(te_laat)
    assert mens.post(f"{pad}antwoord", vroeger, HTTP_X_BEWAAR="1").status_code == 409
    assert (open_ronde().concept, open_ronde().antwoorden) == ({}, None)


def test_files_that_come_with_it_are_said_to_be_added_nowhere(volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    bestanden = {"documenten": SimpleUploadedFile("brief.png", PNG + b"brief"), "antwoord-1-0": ""}
    te_laat = tekst(mens.post(f"{pad}antwoord", vroeger | bestanden))
    assert "De bestanden die u koos, zijn niet toegevoegd." in te_laat and "Wat u typte" not in te_laat
    assert not Bijlage.objects.filter(vraag="aanvulling").exists()


def bewaard_bij(mens, pad: str) -> dict[str, str]:
    """What waits in the session for this page, by field."""
    _, zegel = mens.client.session[PLEK][f"{pad}antwoord"]
    certificaat = sha256(mens.certificaat).hexdigest()
    return json.loads(sleutelbos().unseal(b64decode(zegel), context=f"invoer:{certificaat}:{pad}antwoord"))


NIET_VERSTUURD = "Antwoord dat niet is verstuurd"


def test_an_answer_to_a_question_of_before_waits_after_the_end_and_is_not_in_the_box(volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    mens.post("/uitloggen")
    mens.post(f"{pad}antwoord", vroeger)
    mens.post("/inloggen", {"verder": f"{pad}antwoord"})
    assert open_ronde().concept == {}
    for adres in (f"{pad}antwoord", pad):
        assert "Wanneer is gemeten? In mei gemeten" in tekst(mens.get(adres)).partition(NIET_VERSTUURD)[2]
        assert in_het_vak(mens, adres, "2-0") == ""
    assert (
        mens.post(f"{pad}antwoord", {"antwoord-2-0": "Ja.", "gezien-2-0": "", "actie": "versturen"}).status_code == 302
    )
    assert "In mei gemeten" in tekst(mens.get(pad)).partition(NIET_VERSTUURD)[2]


def test_what_waits_of_a_question_of_before_waits_no_longer_by_what_is_kept_since(volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    mens.post("/uitloggen")
    mens.post(f"{pad}antwoord", vroeger)
    mens.post("/inloggen", {"verder": pad})
    for minuten in range(10, 80, 10):
        klok.zet(lambda minuten=minuten: NU + timedelta(minutes=minuten))
        concept_ = {"antwoord-2-0": f"Na {minuten} minuten", "gezien-2-0": ""}
        assert mens.post(f"{pad}antwoord", concept_, HTTP_X_BEWAAR="1").status_code == 200
    assert NIET_VERSTUURD not in tekst(mens.get(pad))


def test_a_number_of_no_question_is_left_out(volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    mens.post("/uitloggen")
    mens.post(f"{pad}antwoord", vroeger | {"antwoord-1-4": "Bij geen vraag"})
    nergens = mens.post(f"{pad}antwoord", {"antwoord-77-0": "In geen ronde", "actie": "versturen"})
    assert "is bewaard" not in tekst(nergens)
    mens.post("/inloggen", {"verder": pad})
    pagina = tekst(mens.get(pad)).partition(NIET_VERSTUURD)[2]
    assert "In mei gemeten" in pagina and "geen vraag" not in pagina
    assert {naam.split("-")[1] for naam in bewaard_bij(mens, pad)} == {"1"}


def test_a_page_that_does_not_say_of_which_questions_it_is_sends_nothing(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    mens.get(pad)
    oud = {"antwoord-0": "Van voor de update", "gezien-0": "", "actie": "versturen"}
    te_laat = mens.post(f"{pad}antwoord", oud)
    assert te_laat.status_code == 409 and "Dit typte u bij vraag 1 Van voor de update" in tekst(te_laat)
    assert mens.post(f"{pad}antwoord", oud, HTTP_X_BEWAAR="1").status_code == 409
    mens.post("/uitloggen")
    mens.post(f"{pad}antwoord", oud)
    mens.post("/inloggen", {"verder": pad})
    assert "Vraag 1 Van voor de update" in tekst(mens.get(pad)).partition(NIET_VERSTUURD)[2]
    assert (open_ronde().concept, open_ronde().antwoorden) == ({}, None)


def test_texts_of_two_rounds_wait_beside_each_other(wereld: Wereld, volgende_ronde, pad: str) -> None:
    mens, vroeger = volgende_ronde
    mens.post("/uitloggen")
    mens.post(f"{pad}antwoord", vroeger)
    collega_schrijft(wereld, pad, "Van de collega")
    mens.post(f"{pad}antwoord", {"antwoord-2-0": "Ronde twee", "gezien-2-0": "", "actie": "versturen"})
    mens.post("/inloggen", {"verder": pad})
    assert in_het_vak(mens, pad, "2-0") == "Ronde twee"
    assert mens.post(f"{pad}antwoord", vroeger).status_code == 409
    assert in_het_vak(mens, pad, "2-0") == "Ronde twee"
    assert "In mei gemeten" in tekst(mens.get(pad)).partition(NIET_VERSTUURD)[2]


def na_het_einde(mens, pad: str, een: str, twee: str = "", **anders: str) -> None:
    """Posts the page that showed no answers, in a session that ended."""
    getypt = {"antwoord-1-0": een, "gezien-1-0": "", "antwoord-1-1": twee, "gezien-1-1": "", "actie": "versturen"}
    geweigerd = mens.post(f"{pad}antwoord", getypt | anders)
    assert geweigerd.status_code == 401
    assert "Wat u had ingevuld, is bewaard. Er is nog niets verstuurd." in tekst(geweigerd)
    assert f'value="{pad}antwoord"' in geweigerd.content.decode(), "the way back in leads to the question"


def in_het_vak(mens, adres: str, vraag: str = "1-0") -> str:
    (vak,) = re.findall(
        rf'<textarea[^>]*name="antwoord-{vraag}"[^>]*>\s*([^<]*)</textarea>', mens.get(adres).content.decode()
    )
    return vak


@pytest.fixture
def uitgelogd(wereld: Wereld, pad: str):
    """Has the page with the questions open, and was logged out."""
    mens = wereld.mens()
    mens.get(pad)
    mens.post("/uitloggen")
    return mens


def test_what_was_typed_survives_the_end_of_the_session_as_a_draft(uitgelogd, pad: str) -> None:
    na_het_einde(uitgelogd, pad, "Getypt", "Ook getypt")
    assert Aanvraag.objects.get().status == "informatie_gevraagd"
    assert (concept(), concept(1)) == ("Getypt", "Ook getypt")
    klok.zet(lambda: NU + timedelta(minutes=85))
    uitgelogd.post("/inloggen", {"verder": f"{pad}antwoord"})
    assert [in_het_vak(uitgelogd, een) for een in (f"{pad}antwoord", pad)] == ["Getypt", "Getypt"]


def test_two_tabs_that_are_posted_after_the_end_of_the_session_keep_both_texts(uitgelogd, pad: str) -> None:
    na_het_einde(uitgelogd, pad, "Tekst in tab een")
    na_het_einde(uitgelogd, pad, "", "Tekst in tab twee")
    assert (concept(), concept(1)) == ("Tekst in tab een", "Tekst in tab twee")


def test_an_older_text_of_a_page_that_arrives_later_changes_nothing_after_the_end_either(uitgelogd, pad: str) -> None:
    for nummer, wat in ((3, "Het hele verhaal."), (2, "Het hele")):
        na_het_einde(uitgelogd, pad, wat, blad="een-bladnaam", geschreven=f"{1_700_000_000_000 + nummer}")
    assert concept() == "Het hele verhaal."


def test_what_the_page_keeps_by_itself_is_kept_after_the_end_too(uitgelogd, pad: str) -> None:
    assert (
        uitgelogd.post(f"{pad}antwoord", {"antwoord-1-1": "Ja", "gezien-1-1": ""}, HTTP_X_BEWAAR="1").status_code == 401
    )
    assert concept(1) == "Ja"


def test_what_collides_after_the_end_of_the_session_waits_for_who_typed_it(wereld: Wereld, uitgelogd, pad: str) -> None:
    collega_schrijft(wereld, pad, "Van de collega")
    na_het_einde(uitgelogd, pad, "Van mij", "Ja.")
    na_het_einde(uitgelogd, pad, "", "Nee.")
    assert (concept(), concept(1)) == ("Van de collega", "Nee.")
    uitgelogd.post("/inloggen", {"verder": pad})
    for adres in (pad, f"{pad}antwoord"):
        assert (in_het_vak(uitgelogd, adres), in_het_vak(uitgelogd, adres, "1-1")) == ("Van mij", "Nee.")
    botsing = antwoord(uitgelogd, pad, "Van mij", "Nee.")
    assert botsing.status_code == 409
    assert "Uw collega C. Collega veranderde dit antwoord ook" in tekst(botsing)


@pytest.mark.parametrize("binnen", [False, True])
def test_what_waits_does_not_come_back_over_what_was_typed_since(
    wereld: Wereld, uitgelogd, pad: str, binnen: bool
) -> None:
    collega_schrijft(wereld, pad, "Van de collega")
    na_het_einde(uitgelogd, pad, "Van mij")
    if binnen:
        uitgelogd.post("/inloggen", {"verder": pad})
    uitgelogd.post(f"{pad}antwoord", {"antwoord-1-1": "Ja.", "gezien-1-1": ""}, HTTP_X_BEWAAR="1")
    assert PLEK in uitgelogd.client.session, "of the other question"
    samen = {"antwoord-1-0": "Samen", "gezien-1-0": "Van de collega"}
    uitgelogd.post(f"{pad}antwoord", samen, HTTP_X_BEWAAR="1")
    uitgelogd.post("/inloggen", {"verder": pad})
    assert (in_het_vak(uitgelogd, pad), in_het_vak(uitgelogd, pad, "1-1")) == ("Samen", "Ja.")


def test_what_was_typed_at_a_question_that_is_not_open_any_more_is_there_to_copy_after_logging_in(
    wereld: Wereld, uitgelogd, pad: str
) -> None:
    antwoord(wereld.mens(), pad, "Een", "Twee")
    na_het_einde(uitgelogd, pad, "Tekst in tab een")
    na_het_einde(uitgelogd, pad, "", "Tekst in tab twee")
    uitgelogd.post("/inloggen", {"verder": f"{pad}antwoord"})
    te_laat = tekst(uitgelogd.get(f"{pad}antwoord"))
    assert "Dit typte u bij vraag 1 Tekst in tab een" in te_laat
    assert "Dit typte u bij vraag 2 Tekst in tab twee" in te_laat
    assert Informatieverzoek.objects.get().antwoorden == ["Een", "Twee"]


@pytest.mark.parametrize(("naam", "status"), [("persoonlijk-raadplegen", 403), ("persoonlijk-andere-instantie", 404)])
def test_who_may_not_answer_keeps_nothing_after_the_end_either(
    wereld: Wereld, pad: str, naam: str, status: int
) -> None:
    vreemd = wereld.mens(naam)
    vreemd.get("/wie-ben-ik")
    vreemd.post("/uitloggen")
    geweigerd = vreemd.post(f"{pad}antwoord", {"antwoord-1-0": "x", "gezien-1-0": "", "actie": "versturen"})
    assert (geweigerd.status_code, "is bewaard" in tekst(geweigerd)) == (status, False)
    assert Informatieverzoek.objects.get().concept == {}
    assert PLEK not in vreemd.client.session


def test_what_was_not_sent_in_time_is_there_to_copy_for_who_could_have_sent_it(wereld: Wereld, pad: str) -> None:
    antwoord(wereld.mens(), pad, "Half geschreven", "", actie="bewaren")
    Informatieverzoek.objects.update(reageren_voor_on=date(2026, 11, 23))
    beoordelaar, now = actor(wereld, "beoordelaar-9901"), Informatieverzoek.objects.get().gesteld_at
    behandeling.stop_waiting(actor=beoordelaar, now=now, aanvraag_id=id_van(pad))
    pagina = tekst(wereld.mens().get(pad))
    assert "Antwoord dat niet is verstuurd" in pagina
    assert "U kunt de tekst kopiëren. Wanneer is gemeten? Half geschreven" in pagina
    assert "Half geschreven" not in tekst(wereld.mens("persoonlijk-raadplegen").get(pad))
    assert "Half geschreven" not in tekst(wereld.mens("beoordelaar-9901").get(f"/beoordelen/{id_van(pad)}/"))


@pytest.mark.parametrize("documenten", [0, 1])
def test_who_comes_back_after_the_session_ended_is_told_to_choose_the_documents_again(
    wereld: Wereld, pad: str, documenten: int
) -> None:
    mens = wereld.mens()
    mens.get(pad)
    klok.zet(lambda: NU + timedelta(minutes=16))
    bestanden = {"documenten": SimpleUploadedFile("foto.png", PNG)} if documenten else {}
    pagina = mens.post(f"{pad}antwoord", {"antwoord-1-0": "Gisteren.", "actie": "versturen"} | bestanden)
    assert "Wat u had ingevuld, is bewaard." in tekst(pagina)
    assert ("Alleen de documenten niet: kies die straks opnieuw." in tekst(pagina)) is bool(documenten)
