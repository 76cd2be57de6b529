"""Two at one page of a concept, or one in two tabs: as a browser posts it, by a button and by a draft."""

import re
from typing import Any

import pytest
from reis import MEDISCH, dien_in_klaar, doorgaan, fouten, open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag

CONCEPT = {"X-Bewaar": "1"}
INGEVULD = MEDISCH | {"mrd": "1"}


@pytest.fixture(params=["a colleague", "another tab"])
def ander(request: pytest.FixtureRequest, wereld: Wereld, mens: Any) -> Any:
    return mens if request.param == "another tab" else wereld.mens("contactpersoon-goed")


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    return dien_in_klaar(wereld, mens)


@pytest.fixture
def medisch(mens: Any, aanvraag: str) -> str:
    return f"{aanvraag}vragen/medisch"


def staat(link_id: str) -> object:
    return Aanvraag.objects.get().antwoorden.get(link_id, {}).get("waarde")


def bewaar(wie: Any, adres: str, blad: dict[str, str], **velden: str) -> dict[str, str]:
    """What the page posts of itself after a draft was kept, as its script does."""
    antwoord = wie.post(adres, blad | velden, headers=CONCEPT)
    assert antwoord.status_code == 200, antwoord.content
    nieuw = {f"getoond-{vraag}": afdruk for vraag, afdruk in antwoord.json()["getoond"].items()}
    return blad | {naam: afdruk for naam, afdruk in nieuw.items() if naam in blad}


def test_the_button_on_an_older_page_wipes_nothing(mens: Any, ander: Any, aanvraag: str, medisch: str) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    gepost = mens.post(medisch, mijn | INGEVULD | {"opmerking": "", "actie": "verder"})
    assert gepost.status_code == 302
    assert staat("opmerking") == "Intussen getypt."


def test_it_wipes_nothing_either_after_it_kept_a_draft(mens: Any, ander: Any, aanvraag: str, medisch: str) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    mijn = bewaar(mens, medisch, mijn, zijde="links")
    mens.post(medisch, mijn | INGEVULD | {"zijde": "links", "opmerking": "", "actie": "verder"})
    assert (staat("opmerking"), staat("zijde")) == ("Intussen getypt.", "links")


def test_nor_a_change_that_waits(mens: Any, ander: Any, aanvraag: str, medisch: str) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD | {"oorzaak": "uiterlijk"})
    mijn = bewaar(mens, medisch, mijn, zijde="links")
    mens.post(medisch, mijn | INGEVULD | {"zijde": "links", "actie": "verder"})
    assert Aanvraag.objects.get().bronnen["wachtend"]["oorzaak"]["waarde"] == "uiterlijk"


def test_where_both_typed_both_are_shown(mens: Any, ander: Any, aanvraag: str, medisch: str) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    concept = mens.post(medisch, mijn | {"opmerking": "Van mij."}, headers=CONCEPT)
    assert (concept.status_code, concept.json()) == (409, {"code": "A103"})
    gepost = mens.post(medisch, mijn | INGEVULD | {"opmerking": "Van mij.", "actie": "verder"})
    assert (gepost.status_code, fouten(gepost)) == (422, ["opmerking"])
    assert "Intussen getypt." in tekst(gepost) and "u vulde in “Van mij.”" in tekst(gepost)
    mens.post(medisch, toont(gepost) | INGEVULD | {"opmerking": "Van ons beiden.", "actie": "verder"})
    assert staat("opmerking") == "Van ons beiden."


def test_a_draft_that_collided_is_there_when_the_page_is_opened_again(
    mens: Any, ander: Any, aanvraag: str, medisch: str
) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    for getypt in ("Van mij", "Van mij."):
        assert mens.post(medisch, mijn | {"opmerking": getypt}, headers=CONCEPT).status_code == 409
    opnieuw = mens.get(medisch)
    assert "u vulde in “Van mij.”" in tekst(opnieuw)
    mens.post(medisch, toont(opnieuw) | INGEVULD | {"opmerking": "Intussen getypt.", "actie": "verder"})
    assert "u vulde in" not in tekst(mens.get(medisch))


@pytest.mark.usefixtures("botst")
@pytest.mark.parametrize("knop", ["toevoegen", "vorige", "stoppen", ""])
def test_only_the_button_that_goes_on_settles_what_the_page_showed(mens: Any, medisch: str, knop: str) -> None:
    mijn = toont(mens.get(medisch))
    assert "botst-opmerking" in mijn
    kop = {} if knop else CONCEPT
    mens.post(medisch, mijn | INGEVULD | {"opmerking": "Intussen getypt.", "actie": knop}, headers=kop)
    assert "u vulde in “Van mij.”" in tekst(mens.get(medisch))


def test_a_page_goes_on_with_its_own_words(mens: Any, medisch: str) -> None:
    mijn = toont(mens.get(medisch))
    mijn = bewaar(mens, medisch, mijn, opmerking="Eerste zin.")
    nooit_gehoord = mijn
    bewaar(mens, medisch, mijn, opmerking="Eerste zin. Tweede.")
    mens.post(medisch, nooit_gehoord | INGEVULD | {"opmerking": "Eerste zin. Tweede. Derde.", "actie": "verder"})
    assert staat("opmerking") == "Eerste zin. Tweede. Derde."


def test_what_a_colleague_put_back_after_reading_it_stays(
    wereld: Wereld, mens: Any, aanvraag: str, medisch: str
) -> None:
    mijn = bewaar(mens, medisch, toont(mens.get(medisch)), opmerking="Van mij.")
    vul_in(wereld.mens("contactpersoon-goed"), aanvraag, "medisch", **INGEVULD, opmerking="")
    mens.post(medisch, mijn | INGEVULD | {"opmerking": "Van mij.", "actie": "verder"})
    assert staat("opmerking") is None


def test_a_question_that_came_up_later_is_known_from_when_it_was_shown(wereld: Wereld, mens: Any, ander: Any) -> None:
    aanvraag = open_link(wereld, mens)
    medisch = f"{aanvraag}vragen/medisch"
    mijn = toont(mens.get(medisch))
    assert "getoond-mrd" not in mijn
    for vraag, keuze in MEDISCH.items():
        mijn = bewaar(mens, medisch, mijn, **{vraag: keuze})
    vul_in(ander, aanvraag, "medisch", **INGEVULD)
    mijn |= {"getoond-mrd": toont(mens.get(medisch))["getoond-mrd"]}  # as vragen.js puts its field in the page
    mens.post(medisch, mijn | MEDISCH | {"mrd": "0,5", "actie": "verder"})
    assert staat("mrd") == "0.5"


APART = "Dit van u staat niet in de aanvraag"


@pytest.fixture
def botst(mens: Any, ander: Any, aanvraag: str, medisch: str) -> dict[str, str]:
    """A draft collided. What another page posts of itself, that was made after the change and before the collision."""
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    later = toont(mens.get(medisch))
    assert mens.post(medisch, mijn | {"opmerking": "Van mij."}, headers=CONCEPT).status_code == 409
    return later


@pytest.mark.usefixtures("botst")
def test_the_check_and_each_other_page_name_it_until_it_was_read(mens: Any, aanvraag: str, medisch: str) -> None:
    controle = mens.get(f"{aanvraag}controleren")
    for pagina in (controle, mens.get(f"{aanvraag}vragen/bijlagen")):
        assert APART in tekst(pagina) and "Van mij." in tekst(pagina) and "Nu staat er “Intussen" in tekst(pagina)
    assert APART not in tekst(mens.get(medisch)), "there it stands at its field"
    gelezen = mens.post(f"{aanvraag}indienen", knop(controle))
    assert gelezen["Location"] == f"{aanvraag}controleren"
    assert APART not in tekst(mens.get(gelezen["Location"])) and "u vulde in" not in tekst(mens.get(medisch))
    assert Aanvraag.objects.get().status == "concept"


def knop(pagina: Any) -> dict[str, str]:
    """What the button of the notice posts."""
    [gelezen] = re.findall(r'name="gelezen" value="([^"]+)"', pagina.content.decode())
    return {"actie": "gelezen", "gelezen": gelezen}


@pytest.mark.usefixtures("botst")
def test_once_it_was_sent_it_is_there_until_it_was_read(wereld: Wereld, mens: Any, aanvraag: str) -> None:
    assert mens.post(f"{aanvraag}indienen")["Location"] == aanvraag
    verstuurd = mens.get(aanvraag)
    assert "Van mij." in tekst(verstuurd).partition(APART)[2]
    collega = wereld.mens("contactpersoon-goed")
    collega.post(f"{aanvraag}indienen", knop(verstuurd))
    assert APART in tekst(mens.get(aanvraag)), "it is not the colleague's to put away"
    gelezen = mens.post(f"{aanvraag}indienen", knop(verstuurd))
    assert gelezen["Location"] == aanvraag and APART not in tekst(mens.get(aanvraag))


def test_the_button_on_another_page_keeps_what_was_typed_there(mens: Any, botst: dict[str, str], aanvraag: str) -> None:
    behandeling = f"{aanvraag}vragen/behandeling"
    pagina = mens.get(f"{behandeling}?wijzig=begindatum")
    mens.post(behandeling, toont(pagina) | knop(pagina) | {"begindatum": "2026-12-01"})
    assert staat("begindatum") == "2026-12-01"
    assert APART not in tekst(mens.get(behandeling))


def test_a_page_that_did_not_show_it_settles_nothing(mens: Any, botst: dict[str, str], medisch: str) -> None:
    gepost = mens.post(medisch, botst | INGEVULD | {"opmerking": "Intussen getypt.", "actie": "verder"})
    assert gepost.status_code == 302
    assert "u vulde in “Van mij.”" in tekst(mens.get(medisch))


def test_of_two_tabs_that_collided_both_texts_are_there(mens: Any, ander: Any, aanvraag: str, medisch: str) -> None:
    bladen = [toont(mens.get(medisch)) for _ in range(2)]
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    for blad, getypt in zip(bladen, ("Eerste tab.", "Tweede tab."), strict=True):
        assert mens.post(medisch, blad | {"opmerking": getypt}, headers=CONCEPT).status_code == 409
    opnieuw = tekst(mens.get(medisch))
    assert "u vulde in “Tweede tab.”" in opnieuw and APART in opnieuw and "Eerste tab." in opnieuw


def test_what_a_button_collided_with_is_there_also_after_one_went_away(
    mens: Any, ander: Any, aanvraag: str, medisch: str
) -> None:
    mijn = toont(mens.get(medisch))
    vul_in(ander, aanvraag, "medisch", **INGEVULD, opmerking="Intussen getypt.")
    assert mens.post(medisch, mijn | INGEVULD | {"opmerking": "Van mij.", "actie": "verder"}).status_code == 422
    assert "Van mij." in tekst(mens.get(f"{aanvraag}controleren"))


WEL, NIET = MEDISCH | {"oorzaak": "aangeboren"}, MEDISCH | {"oorzaak": "verslapping"}


@pytest.fixture
def open_vraag(wereld: Wereld, mens: Any) -> str:
    """A page on which a question stands that is asked of some reasons only."""
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **WEL)
    return f"{aanvraag}vragen/medisch"


@pytest.mark.parametrize("hun", ["", "Van de collega."])
@pytest.mark.parametrize("hoe", ["verder", "vorige", "concept"])
def test_what_was_typed_at_a_question_that_fell_off_meanwhile_is_there_to_copy(
    mens: Any, ander: Any, open_vraag: str, hun: str, hoe: str
) -> None:
    mijn, tekst_ = toont(mens.get(open_vraag)), "Van mij, een lang verhaal."
    for velden in ({**WEL, "toelichting_stoornis": hun}, {**NIET, "toelichting_stoornis": hun}):
        ander.post(open_vraag, toont(ander.get(open_vraag)) | velden | {"actie": "verder"})
    if hun:  # else there is nothing that falls away, and it was changed at once
        pagina = ander.get(open_vraag)
        ander.post(open_vraag, toont(pagina) | NIET | {"doorgaan": doorgaan(pagina.content.decode())})
    assert staat("oorzaak") == "verslapping"
    if hoe == "concept":
        mens.post(open_vraag, mijn | {"toelichting_stoornis": tekst_}, headers=CONCEPT)
    else:
        gepost = mens.post(open_vraag, mijn | WEL | {"toelichting_stoornis": tekst_, "actie": hoe})
        assert gepost.status_code == 302 or tekst_ in tekst(gepost)
    pagina = tekst(mens.get(open_vraag))
    assert tekst_ in pagina and "Deze vraag wordt nu niet gesteld." in pagina
    mens.post(open_vraag, toont(mens.get(open_vraag)) | knop(mens.get(open_vraag)))
    assert APART not in tekst(mens.get(open_vraag))
