"""Where package, person and COV disagree all of them stay in sight, of every field that COV fills."""

import io

import pytest
from machtigingen_sandbox.personas import GEVONDEN
from pypdf import PdfReader
from reis import dien_in, open_link, tekst, vul_in
from wereld import COV, Wereld, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren import catalogus

ANDERS = {"naam": "J. de Vries", "uzovi": "9902", "verzekerdenummer": "12345"}
VAN_PAKKET = {"naam": "J. de Vries", "verzekeraar": "9902", "verzekerdenummer": "12345"}
VAN_COV = {
    "naam": "J. Jansen-Voorbeeld",
    "verzekeraar": "Voorbeeld Zorgverzekeraar (9901)",
    "verzekerdenummer": "990111004",
}
VELDEN = list(VAN_COV)
DUBBEL = "cov_dubbels:Weg"


def bericht(**anders: str) -> dict[str, object]:
    return {"verzekerde": verzekerde(GEVONDEN) | ANDERS | anders}


def test_these_are_all_fields_that_cov_fills() -> None:
    gevuld = {
        link_id
        for formulier in catalogus().inhoud.formulieren
        for link_id, plekken in formulier.voorinvulling.items()
        if any(plek.bron == "cov" for plek in plekken) and formulier.vraag(link_id)
    }
    assert gevuld == set(VELDEN)


@pytest.mark.parametrize("veld", VELDEN)
def test_what_the_package_sent_stands_beside_what_cov_says(wereld: Wereld, veld: str) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens, **bericht())
    for pagina in ("vragen/verzekerde", "controleren"):
        assert f"{VAN_COV[veld]} (pakket stuurde: {VAN_PAKKET[veld]})" in tekst(mens.get(f"{adres}{pagina}"))


@pytest.mark.parametrize("veld", VELDEN)
def test_also_when_cov_answers_only_later(wereld: Wereld, settings, veld: str) -> None:
    settings.MACHTIGINGEN_COV = DUBBEL
    mens = wereld.mens()
    adres = open_link(wereld, mens, **bericht())
    settings.MACHTIGINGEN_COV = COV
    vul_in(mens, adres, "verzekerde")
    assert f"{VAN_COV[veld]} (pakket stuurde: {VAN_PAKKET[veld]})" in tekst(mens.get(f"{adres}controleren"))


@pytest.mark.parametrize("naam", ["J. de Vries", "J.M. Jansen"], ids=["of the package", "of one's own"])
def test_who_chooses_another_name_keeps_that_of_cov_in_sight(wereld: Wereld, naam: str) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens, **bericht())
    vul_in(mens, adres, "verzekerde", naam=naam)
    assert Aanvraag.objects.get().antwoorden["naam"]["waarde"] == naam
    for pagina in ("vragen/verzekerde", "controleren", "vragen/verzekerde?wijzig=naam"):
        assert "(COV zegt: J. Jansen-Voorbeeld)" in tekst(mens.get(f"{adres}{pagina}"))


def test_what_cov_does_not_say_of_this_person_is_not_told(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens, **bericht())
    vul_in(mens, adres, "verzekerde", naam="J.M. Jansen")
    assert "COV zegt" in tekst(mens.get(f"{adres}controleren"))
    vul_in(mens, adres, "verzekerde", bsn="999920005", geboortedatum="05-05-1980")
    assert "J.M. Jansen" in tekst(mens.get(f"{adres}controleren"))
    assert "COV zegt" not in tekst(mens.get(f"{adres}controleren"))


@pytest.mark.parametrize(("veld", "getypt"), [("verzekeraar", "Testzorg (9902)"), ("verzekerdenummer", "12345")])
def test_what_was_typed_without_cov_stands_beside_what_it_says_later(
    wereld: Wereld, settings, veld: str, getypt: str
) -> None:
    settings.MACHTIGINGEN_COV = DUBBEL
    mens = wereld.mens()
    adres = open_link(wereld, mens)
    vul_in(mens, adres, "verzekerde", verzekeraar="9902", verzekerdenummer="12345")
    settings.MACHTIGINGEN_COV = COV
    for _ in range(2):  # asked again, it is kept
        vul_in(mens, adres, "verzekerde", geboortedatum="14-03-1958")
    assert f"{VAN_COV[veld]} (ingevuld was: {getypt})" in tekst(mens.get(f"{adres}controleren"))


def test_the_insurer_sees_both_on_the_screen_and_on_paper(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens, **bericht())
    vul_in(mens, adres, "verzekerde", naam="J.M. Jansen")
    pdf = PdfReader(io.BytesIO(mens.get(f"{adres}vragen-en-antwoorden.pdf").content))
    papier = " ".join(" ".join(blad.extract_text() for blad in pdf.pages).split())
    assert "COV zegt: J. Jansen-Voorbeeld" in papier and "Het softwarepakket stuurde: J. de Vries" in papier
    gestuurd = dien_in(wereld, wereld.mens(), mrd="3,5", referentie="ander", **bericht())
    bureau = wereld.mens("beoordelaar-9901").get(gestuurd.replace("/aanvragen/", "/beoordelen/"))
    assert "J. Jansen-Voorbeeld (pakket stuurde: J. de Vries)" in tekst(bureau)
