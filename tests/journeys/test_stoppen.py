"""Leaving a page of a concept by a button: what was typed is kept, right or wrong, and one is led on."""

import re
from typing import Any

import pytest
from beelden import png
from django.core.files.uploadedfile import SimpleUploadedFile
from reis import MEDISCH, dien_in_klaar, fouten, open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    return open_link(wereld, mens)


def staat(link_id: str) -> object:
    return Aanvraag.objects.get().antwoorden.get(link_id, {}).get("waarde")


def test_who_stops_keeps_what_was_typed_and_comes_to_the_list(mens: Any, aanvraag: str) -> None:
    gestopt = vul_in(mens, aanvraag, "medisch", zijde="links", opmerking="Half af.", actie="stoppen")
    assert (gestopt.status_code, gestopt["Location"]) == (302, "/aanvragen/")
    assert (staat("zijde"), staat("opmerking")) == ("links", "Half af.")


def test_who_goes_back_a_step_keeps_it_too(mens: Any, aanvraag: str) -> None:
    pagina = mens.get(f"{aanvraag}vragen/medisch").content.decode()
    vorige = re.findall(r'href="([^"]+vragen/\w+)"', pagina.split('aria-current="step"')[0])[-1]
    terug = vul_in(mens, aanvraag, "medisch", opmerking="Half af.", actie="vorige")
    assert (terug.status_code, terug["Location"]) == (302, vorige)
    assert staat("opmerking") == "Half af."


def test_what_cannot_be_read_is_kept_and_holds_nobody(mens: Any, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    assert vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="drie", actie="stoppen").status_code == 302
    assert 'value="drie"' in mens.get(f"{aanvraag}vragen/medisch").content.decode()


def test_a_change_that_takes_answers_away_waits_and_holds_nobody(wereld: Wereld, mens: Any) -> None:
    aanvraag = dien_in_klaar(wereld, mens)
    anders = MEDISCH | {"oorzaak": "uiterlijk"}
    assert vul_in(mens, aanvraag, "medisch", **anders, mrd="1", actie="stoppen")["Location"] == "/aanvragen/"
    assert list(Aanvraag.objects.get().bronnen["wachtend"]) == ["oorzaak"]


def test_a_file_that_was_chosen_goes_along(wereld: Wereld, mens: Any) -> None:
    aanvraag = dien_in_klaar(wereld, mens)
    vul_in(mens, aanvraag, "bijlagen", foto=SimpleUploadedFile("tweede.png", png("b")), actie="vorige")
    assert "tweede.png" in {een.naam for een in Aanvraag.objects.get().bijlagen.all()}


def test_what_could_not_be_kept_is_shown_instead(wereld: Wereld, mens: Any, aanvraag: str) -> None:
    mijn = toont(mens.get(f"{aanvraag}vragen/medisch"))
    vul_in(wereld.mens("contactpersoon-goed"), aanvraag, "medisch", **MEDISCH, opmerking="Van de collega.")
    gestopt = mens.post(f"{aanvraag}vragen/medisch", mijn | MEDISCH | {"opmerking": "Van mij.", "actie": "stoppen"})
    assert gestopt.status_code == 422
    assert "opmerking" in fouten(gestopt)
    assert "u vulde in “Van mij.”" in tekst(gestopt)


def test_a_refused_file_is_named_instead(wereld: Wereld, mens: Any) -> None:
    aanvraag = dien_in_klaar(wereld, mens)
    gestopt = vul_in(mens, aanvraag, "bijlagen", foto=SimpleUploadedFile("brief.docx", b"PK"), actie="stoppen")
    assert gestopt.status_code == 422
    assert "“brief.docx”" in tekst(gestopt)


def test_the_first_page_has_no_step_before_it(mens: Any, aanvraag: str) -> None:
    eerste = re.findall(r'href="[^"]+vragen/(\w+)"', mens.get(f"{aanvraag}vragen/medisch").content.decode())[0]
    assert 'value="vorige"' not in mens.get(f"{aanvraag}vragen/{eerste}").content.decode()
    assert vul_in(mens, aanvraag, eerste, actie="vorige").status_code == 302
