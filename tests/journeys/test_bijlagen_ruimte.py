"""How large all files are together: those of a question that is not asked now count, are named, and taken off."""

from typing import Any

import pytest
from journeys.test_bijlagen_samen import bestand
from journeys.test_wijzigen import medisch
from reis import MEDISCH, dien_in_klaar, doorgaan, fouten, tekst, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag, Bijlage

GEMETEN = MEDISCH | {"mrd": "3,5", "gezichtsveld_gemeten": "ja", "gezichtsveld_boven": "15"}
NIET_GEMETEN = MEDISCH | {"mrd": "3,5", "gezichtsveld_gemeten": "nee"}


def pdf(naam: str, mb: int) -> Any:
    return bestand(f"{naam}.pdf", b"%PDF-1.4" + naam.encode() + b"x" * (mb * 1024**2))


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    """With 19 MB at a question that was asked then, and is not asked any more."""
    pad = dien_in_klaar(wereld, mens, mrd="3,5")
    vul_in(mens, pad, "medisch", **GEMETEN)
    assert vul_in(mens, pad, "bijlagen", gezichtsveldonderzoek=pdf("meting", 19), actie="toevoegen").status_code == 302
    vul_in(mens, pad, "medisch", **NIET_GEMETEN)
    vul_in(mens, pad, "medisch", **NIET_GEMETEN, doorgaan=doorgaan(medisch(mens, pad)))
    return pad


def test_a_file_at_a_question_that_is_not_asked_takes_room_and_is_named(mens: Any, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "bijlagen", foto=pdf("foto", 19), actie="toevoegen")
    antwoord = mens.get(f"{aanvraag}vragen/bijlagen")
    assert fouten(antwoord) == ["foto"]
    assert "“foto.pdf”: De bijlagen zijn samen groter" in tekst(antwoord)
    assert "19,0 MB van 20,0 MB gebruikt" in tekst(antwoord)
    assert "een vraag die nu niet wordt gesteld: meting.pdf 19,0 MB" in tekst(antwoord)


def test_at_the_check_it_is_named_as_what_is_not_sent(mens: Any, aanvraag: str) -> None:
    wel, _, niet = tekst(mens.get(f"{aanvraag}controleren")).partition(
        "Deze bestanden gaan niet naar de zorgverzekeraar"
    )
    assert "meting.pdf 19,0 MB" in niet and "meting.pdf" not in wel
    vul_in(mens, aanvraag, "medisch", **GEMETEN)
    assert "gaan niet naar de zorgverzekeraar" not in tekst(mens.get(f"{aanvraag}controleren"))


def test_once_that_is_taken_off_there_is_room(mens: Any, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "bijlagen", verwijder=str(Bijlage.objects.get(vraag="gezichtsveldonderzoek").pk))
    assert vul_in(mens, aanvraag, "bijlagen", foto=pdf("foto", 19), actie="toevoegen").status_code == 302
    assert "wordt gesteld: " not in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))


def test_what_is_too_large_together_is_not_sent(mens: Any, aanvraag: str, settings: Any) -> None:
    """As when the operator made the maximum smaller meanwhile."""
    vul_in(mens, aanvraag, "medisch", **GEMETEN)
    settings.MACHTIGINGEN_BIJLAGEN_SAMEN = 10 * 1024**2
    assert "samen groter dan het maximum 10 MB" in tekst(mens.post(f"{aanvraag}indienen"))
    assert Aanvraag.objects.get().ingediend_at is None
    vul_in(mens, aanvraag, "bijlagen", verwijder=str(Bijlage.objects.get(vraag="gezichtsveldonderzoek").pk))
    vul_in(mens, aanvraag, "bijlagen", gezichtsveldonderzoek=pdf("kleiner", 1), actie="toevoegen")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
