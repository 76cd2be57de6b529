"""What was typed or sent after the session ended and could not be kept: it waits for its owner, whoever goes on."""

import re
from typing import Any

import pytest
from beelden import png
from django.core.files.uploadedfile import SimpleUploadedFile
from reis import MEDISCH, open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag

CONCEPT = {"X-Bewaar": "1"}
MIJN = "Van mij, een lange tekst."


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    return open_link(wereld, mens)


def verborgen(mens: Any, adres: str) -> dict[str, str]:
    """What the page, as it is now, posts beside what is typed."""
    return toont(mens.get(adres))


@pytest.fixture
def medisch(mens: Any, collega: Any, aanvraag: str) -> str:
    """The page on which both typed a remark: the colleague was first, and the session of the other had ended."""
    adres = f"{aanvraag}vragen/medisch"
    eerder = verborgen(mens, adres)
    vul_in(collega, aanvraag, "medisch", **MEDISCH, opmerking="Van de collega.")
    mens.post("/uitloggen")
    assert mens.post(adres, eerder | MEDISCH | {"opmerking": MIJN}).status_code == 401
    return adres


def terug(mens: Any, adres: str) -> str:
    mens.post("/inloggen", {"verder": adres})
    return tekst(mens.get(adres))


def test_it_is_there_after_a_colleague_went_on(mens: Any, collega: Any, medisch: str) -> None:
    collega.post(medisch, verborgen(collega, medisch) | {"zijde": "links"}, headers=CONCEPT)
    assert MIJN in terug(mens, medisch)


def test_it_is_there_after_another_page_was_kept_as_well(mens: Any, aanvraag: str, medisch: str) -> None:
    mens.post(f"{aanvraag}vragen/verzekerde", {"gezien": ""}, headers=CONCEPT)
    assert MIJN in terug(mens, medisch)


def test_what_was_typed_last_at_a_question_counts(mens: Any, medisch: str) -> None:
    mens.post(medisch, {"opmerking": f"{MIJN} En meer."}, headers=CONCEPT)
    pagina = terug(mens, medisch)
    assert f"u vulde in “{MIJN} En meer.”" in pagina
    assert f"u vulde in “{MIJN}”" not in pagina


def test_the_colleague_is_not_shown_it(collega: Any, medisch: str) -> None:
    assert MIJN not in tekst(collega.get(medisch))


def test_beside_it_stands_what_stands_there_now(mens: Any, collega: Any, aanvraag: str, medisch: str) -> None:
    vul_in(collega, aanvraag, "medisch", **MEDISCH, opmerking="Toch anders.")
    assert f"Nu staat er “Toch anders.”; u vulde in “{MIJN}”" in terug(mens, medisch)


def test_saving_something_else_leaves_it(mens: Any, medisch: str) -> None:
    terug(mens, medisch)
    mens.post(medisch, verborgen(mens, medisch) | {"zijde": "links"}, headers=CONCEPT)
    assert MIJN in tekst(mens.get(medisch))


@pytest.mark.parametrize("gekozen", [MIJN, "Van de collega."])
def test_it_goes_once_its_owner_has_chosen(mens: Any, aanvraag: str, medisch: str, gekozen: str) -> None:
    terug(mens, medisch)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking=gekozen)
    assert Aanvraag.objects.get().antwoorden["opmerking"]["waarde"] == gekozen
    assert "u vulde in" not in tekst(mens.get(medisch))


def test_an_older_page_of_its_owner_leaves_it(mens: Any, aanvraag: str, medisch: str) -> None:
    terug(mens, medisch)
    mens.post(medisch, MEDISCH | {"gezien": "opmerking", "opmerking": ""})
    assert MIJN in tekst(mens.get(medisch))


def stuur(mens: Any, aanvraag: str, *namen: str, **anders: Any) -> Any:
    """One of several messages with files, of which none is a document."""
    bestanden = [SimpleUploadedFile(naam, b"MZ") for naam in namen]
    return mens.post(f"{aanvraag}vragen/bijlagen", {"actie": "toevoegen", "foto": bestanden}, **anders)


@pytest.fixture
def bijlagen(wereld: Wereld, mens: Any, aanvraag: str) -> str:
    """The page of the files, after two messages with files came after the session ended."""
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1")
    mens.post("/uitloggen")
    stuur(mens, aanvraag, "een.docx", "twee.docx")
    stuur(mens, aanvraag, "twee.docx", "drie.docx")
    mens.post("/inloggen", {"verder": f"{aanvraag}vragen/bijlagen"})
    return f"{aanvraag}vragen/bijlagen"


def genoemd(pagina: str) -> list[str]:
    """The files that the field says were refused."""
    return re.findall(r"“([a-z]+\.docx)”", pagina.partition("Nog nodig van u")[2])


def test_the_refused_files_of_several_messages_are_named_once_each(mens: Any, bijlagen: str) -> None:
    assert genoemd(tekst(mens.get(bijlagen))) == ["een.docx", "twee.docx", "drie.docx"]
    assert genoemd(tekst(mens.get(bijlagen))) == []


def test_while_one_only_adds_it_is_told_on_the_page_and_no_open_question_stops_a_message(
    mens: Any, aanvraag: str
) -> None:
    """The page is not seen in between, for a script sends them."""
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    for namen in (("een.docx",), ("twee.docx",)):
        assert stuur(mens, aanvraag, *namen)["Location"] == f"{aanvraag}vragen/bijlagen"
    pagina = tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    assert genoemd(pagina) == ["een.docx", "twee.docx"]
    assert "Beantwoord deze vraag" not in pagina


@pytest.mark.parametrize("actie", ["verder", "stoppen", "vorige"])
def test_who_leads_on_is_told_first(mens: Any, aanvraag: str, actie: str) -> None:
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    stuur(mens, aanvraag, "een.docx", "twee.docx")
    bestanden = [SimpleUploadedFile("twee.docx", b"MZ"), SimpleUploadedFile("goed.png", png())]
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", blad | {"actie": actie, "foto": bestanden})
    assert antwoord.status_code == 422
    assert sorted(genoemd(tekst(antwoord))) == ["een.docx", "twee.docx"]
    assert mens.post(f"{aanvraag}vragen/bijlagen", blad | {"actie": actie}).status_code == 302


def test_who_does_not_see_the_page_has_not_been_told(mens: Any, collega: Any, aanvraag: str, bijlagen: str) -> None:
    assert genoemd(tekst(collega.get(bijlagen))) == []
    mens.get(bijlagen, headers={"Sec-Fetch-Dest": "empty"})
    mens.client.head(bijlagen, secure=True, **mens._omgeving())
    mens.get(f"{aanvraag}vragen/medisch")
    vul_in(collega, aanvraag, "medisch", **MEDISCH, mrd="2")
    foto = SimpleUploadedFile("goed.png", png())
    mens.post(bijlagen, {"gezien": "foto", "actie": "toevoegen", "foto": foto})
    assert len(genoemd(tekst(mens.get(bijlagen)))) == 3
