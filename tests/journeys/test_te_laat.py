"""The concept was sent, or is over, while somebody typed on a page of it: nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from beelden import png
from conftest import NU
from django.core.files.uploadedfile import SimpleUploadedFile
from reis import MEDISCH, dien_in_klaar, doorgaan, open_link, tekst, toont, vervalt, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.niet_bewaard import NIET_BEWAARD
from machtigingen.foundation import foutcode
from machtigingen.project import klok

MIJN = {**MEDISCH, "mrd": "1", "opmerking": "Lange tekst <van> mij."}


@pytest.fixture
def collega(wereld: Wereld) -> Any:
    collega = wereld.mens("contactpersoon-goed")
    collega.get("/aanvragen/")
    return collega


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    return dien_in_klaar(wereld, mens)


@pytest.fixture
def verstuurd(collega: Any, aanvraag: str) -> str:
    """The page of the medical questions, after a colleague sent the concept."""
    assert collega.post(f"{aanvraag}indienen").status_code == 302
    return f"{aanvraag}vragen/medisch"


def test_who_typed_meanwhile_has_it_to_copy_and_reads_who_sent_it(mens: Any, verstuurd: str) -> None:
    antwoord = mens.post(verstuurd, MIJN | {"actie": "verder"})
    assert antwoord.status_code == 409
    aanvraag = Aanvraag.objects.get()
    assert f"Deze aanvraag is al verstuurd door {aanvraag.ingediend_door}, op 24 november 2026" in tekst(antwoord)
    assert "Lange tekst &lt;van&gt; mij." in antwoord.content.decode()
    assert "opmerking" not in aanvraag.antwoorden


def test_only_what_differs_from_what_was_sent_is_shown_and_in_words(mens: Any, verstuurd: str) -> None:
    pagina = tekst(mens.post(verstuurd, MIJN | {"zijde": "links", "mrd": "1,0", "functiestoornis": "nee"}))
    formulier = pagina.partition("U kunt het kopiëren.")[2]
    assert "Nee" in formulier and "Links" in formulier.title()
    assert "1 mm" not in formulier


def test_what_a_colleague_changed_and_who_typed_left_alone_is_not_shown(mens: Any, collega: Any, aanvraag: str) -> None:
    medisch = f"{aanvraag}vragen/medisch"
    vul_in(mens, aanvraag, "medisch", **MIJN)
    blad = toont(mens.get(medisch))
    vul_in(collega, aanvraag, "medisch", **MIJN | {"opmerking": "Van de collega."})
    assert collega.post(f"{aanvraag}indienen").status_code == 302
    pagina = tekst(mens.post(medisch, blad | MIJN | {"zijde": "links"}))
    assert "U kunt het kopiëren." in pagina and "Lange tekst" not in pagina


def test_who_changed_nothing_reads_that_it_was_sent(mens: Any, verstuurd: str) -> None:
    zonder = {naam: een for naam, een in MIJN.items() if naam != "opmerking"}
    antwoord = mens.post(verstuurd, zonder | {"actie": "verder"})
    assert antwoord.status_code == 409
    assert foutcode("A102").titel in tekst(antwoord)


def test_files_are_not_added_and_that_is_said(mens: Any, verstuurd: str) -> None:
    had = Bijlage.objects.count()
    met = MIJN | {"foto": SimpleUploadedFile("extra.png", png("extra"))}
    assert "De bestanden die u koos, zijn niet toegevoegd." in tekst(mens.post(verstuurd, met))
    assert "De bestanden die u koos" not in tekst(mens.post(verstuurd, MIJN))
    assert Bijlage.objects.count() == had


def test_a_draft_of_the_page_is_told_to_look(mens: Any, verstuurd: str) -> None:
    antwoord = mens.post(verstuurd, MIJN, headers={"X-Bewaar": "1"})
    assert (antwoord.status_code, antwoord.json()) == (409, {"code": "A102"})


def test_a_concept_that_is_over_gives_back_what_was_typed_too(mens: Any, aanvraag: str) -> None:
    Aanvraag.objects.update(vervalt_at=NU - timedelta(days=1))
    antwoord = mens.post(f"{aanvraag}vragen/medisch", MIJN)
    assert antwoord.status_code == 410
    assert "De einddatum 23-11-2026 van dit concept is voorbij." in tekst(antwoord)
    assert "Lange tekst" in tekst(antwoord)
    assert mens.post(f"{aanvraag}vragen/medisch", MIJN, headers={"X-Bewaar": "1"}).status_code == 409


def test_what_came_after_the_session_ended_as_well_is_there_after_logging_in(mens: Any, verstuurd: str) -> None:
    klok.zet(lambda: NU + timedelta(minutes=20))
    geweigerd = mens.post(verstuurd, MIJN | {"foto": SimpleUploadedFile("extra.png", png("extra"))})
    assert geweigerd.status_code == 401
    assert "Wat u had ingevuld, is bewaard. Er is nog niets verstuurd. Alleen de documenten niet" in tekst(geweigerd)
    mens.post(verstuurd, {"zijde": "links"}, headers={"X-Bewaar": "1"})
    verder = mens.post("/inloggen", {"verder": verstuurd})["Location"]
    terug = tekst(mens.get(verder))
    assert "Lange tekst" in terug and "links" in terug.lower()


def test_what_had_collided_before_it_was_sent_is_there_too(mens: Any, collega: Any, aanvraag: str) -> None:
    medisch = f"{aanvraag}vragen/medisch"
    mens.post("/uitloggen")
    collega.post(medisch, MIJN | {"opmerking": "Van de collega."})
    mens.post(medisch, MIJN)
    assert collega.post(f"{aanvraag}indienen").status_code == 302
    mens.post("/inloggen", {"verder": medisch})
    for adres in (medisch, aanvraag):
        assert "Lange tekst" in tekst(mens.get(adres))
        assert "Lange tekst" not in tekst(collega.get(adres))


def test_where_no_form_was_chosen_yet_nothing_can_have_been_typed(wereld: Wereld, mens: Any) -> None:
    medisch = f"{open_link(wereld, mens, verstrekking={'diagnose': '251'}).removesuffix('formulier')}vragen/medisch"
    Aanvraag.objects.update(vervalt_at=NU - timedelta(days=1))
    for antwoord in (mens.get(medisch), mens.post(medisch, MIJN)):
        assert antwoord.status_code == 410
        assert foutcode("L102").titel in tekst(antwoord)


@pytest.fixture
def over(mens: Any, aanvraag: str) -> None:
    """The reason was changed, and the answers that would fall away were still to be agreed to when it lapsed."""
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"oorzaak": "uiterlijk"}, mrd="1")
    assert "oorzaak" in Aanvraag.objects.get().bronnen["wachtend"]
    Aanvraag.objects.update(vervalt_at=NU - timedelta(days=1))


def kopie_van(mens: Any, aanvraag: str) -> str:
    return mens.post(f"{aanvraag}kopie")["Location"]


def test_the_copy_of_a_concept_that_is_over_goes_on_with_what_waited(mens: Any, aanvraag: str, over: None) -> None:
    kopie = kopie_van(mens, aanvraag)
    pagina = mens.get(f"/aanvragen/{kopie.split('/')[2]}/vragen/medisch").content.decode()
    assert vervalt(doorgaan(pagina)) == "oorzaak mrd", "the photo is not in it, and falls away no more"


def test_in_the_copy_it_counts_at_once_when_it_takes_nothing_away_there(mens: Any, aanvraag: str, over: None) -> None:
    eerste = Aanvraag.objects.get()
    eerste.antwoorden = {naam: een for naam, een in eerste.antwoorden.items() if naam != "mrd"}
    eerste.save()
    kopie_van(mens, aanvraag)
    kopie = Aanvraag.objects.exclude(pk=eerste.pk).get()
    assert kopie.antwoorden["oorzaak"]["waarde"] == "uiterlijk"
    assert "wachtend" not in kopie.bronnen


def test_a_text_that_collided_waits_for_who_typed_it_in_the_copy_too(mens: Any, collega: Any, aanvraag: str) -> None:
    medisch = f"{aanvraag}vragen/medisch"
    mens.post("/uitloggen")
    collega.post(medisch, MIJN | {"opmerking": "Van de collega."})
    mens.post(medisch, MIJN)
    Aanvraag.objects.update(vervalt_at=NU - timedelta(days=1))
    kopie = kopie_van(collega, aanvraag).split("/")[2]
    mens.post("/inloggen", {"verder": medisch})
    assert "Lange tekst" in tekst(mens.get(f"/aanvragen/{kopie}/vragen/medisch"))


def test_nothing_of_that_is_in_a_copy_of_what_was_sent(mens: Any, collega: Any, aanvraag: str) -> None:
    medisch = f"{aanvraag}vragen/medisch"
    mens.post("/uitloggen")
    collega.post(medisch, MIJN | {"opmerking": "Van de collega."})
    mens.post(medisch, MIJN)
    collega.post(f"{aanvraag}indienen")
    kopie_van(collega, aanvraag)
    kopie = Aanvraag.objects.get(vervolg_op__isnull=False)
    assert not kopie.bronnen.keys() & {"wachtend", NIET_BEWAARD}


def test_nobody_else_is_told_a_thing(wereld: Wereld, verstuurd: str) -> None:
    assert wereld.mens("persoonlijk-andere-instantie").post(verstuurd, MIJN).status_code == 404
    assert wereld.mens("persoonlijk-zonder-autorisatie").post(verstuurd, MIJN).status_code in (401, 403)
    assert "Lange tekst" not in tekst(wereld.mens("persoonlijk-raadplegen").post(verstuurd, MIJN))
