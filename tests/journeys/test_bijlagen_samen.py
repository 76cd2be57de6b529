"""Several files, a session that ends in between, and two people at one aanvraag: nothing sent or typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from beelden import HEIC, bewaard, geopend, png
from conftest import NU
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from reis import open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.models import Regel
from machtigingen.project import klok

WENKBRAUW = {"diagnose": "251", "zorgactiviteit": "031547"}


def bestand(naam: str, inhoud: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    return open_link(wereld, mens, verstrekking=WENKBRAUW)


def voeg_toe(mens: Any, aanvraag: str, *bestanden: SimpleUploadedFile, **anders: Any) -> Any:
    return vul_in(mens, aanvraag, "bijlagen", foto=list(bestanden), actie="toevoegen", **anders)


def test_the_meter_tells_how_much_is_used(mens: Any, aanvraag: str) -> None:
    assert "0 bytes van 20,0 MB gebruikt" in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    voeg_toe(mens, aanvraag, bestand("scan.pdf", b"%PDF-1.4" + b"x" * 5 * 1024**2))
    assert "5,0 MB van 20,0 MB gebruikt" in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))


def test_another_maximum_is_another_meter(mens: Any, aanvraag: str, settings: Any) -> None:
    settings.MACHTIGINGEN_BIJLAGEN_SAMEN = 1024**2
    assert "van 1,0 MB gebruikt" in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    voeg_toe(mens, aanvraag, bestand("scan.pdf", b"%PDF-1.4" + b"x" * 1024**2))
    assert "samen groter dan het maximum 1 MB" in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))


def test_photos_of_more_than_fits_do_fit_once_they_are_small(mens: Any, aanvraag: str, settings: Any) -> None:
    settings.MACHTIGINGEN_BIJLAGEN_SAMEN = 2 * 1024**2
    groot = bewaard(Image.linear_gradient("L").resize((4000, 3000)), "JPEG", quality=99) + b"\0" * 700_000
    fotos = [bestand(f"{een}.jpg", groot + bytes([een])) for een in range(3)]
    assert sum(foto.size for foto in fotos) > settings.MACHTIGINGEN_BIJLAGEN_SAMEN
    assert voeg_toe(mens, aanvraag, *fotos).status_code == 302
    assert Aanvraag.objects.get().bijlagen.count() == 3


def test_a_heic_is_seen_small_in_a_tab_and_taken_along_as_a_jpg(mens: Any, aanvraag: str) -> None:
    voeg_toe(mens, aanvraag, bestand("IMG_0001.HEIC", HEIC.read_bytes()))
    adres = f"{aanvraag}bijlagen/{Bijlage.objects.get().id}"
    assert f'src="{adres}?weergave=klein"' in mens.get(f"{aanvraag}vragen/bijlagen").content.decode()
    klein = mens.get(f"{adres}?weergave=klein")
    assert (klein["Content-Type"], geopend(klein.content).format) == ("image/jpeg", "JPEG")
    in_tab, mee = mens.get(f"{adres}?weergave=tab"), mens.get(adres)
    assert in_tab.content == mee.content
    assert in_tab["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert in_tab["Content-Disposition"] == "inline; filename*=UTF-8''IMG_0001.HEIC.jpg"
    assert mee["Content-Disposition"] == "attachment; filename*=UTF-8''IMG_0001.HEIC.jpg"
    gezien = Regel.objects.filter(handeling__in=("bijlage_bekeken", "bijlage_klein_gezien"))
    assert [een.handeling for een in gezien.order_by("pk")] == ["bijlage_klein_gezien"] + ["bijlage_bekeken"] * 2


@pytest.mark.parametrize("als", ["persoonlijk-andere-instantie", "persoonlijk-zonder-autorisatie"])
def test_nobody_else_sees_even_a_small_picture(wereld: Wereld, mens: Any, aanvraag: str, als: str) -> None:
    voeg_toe(mens, aanvraag, bestand("foto.png", png()))
    adres = f"{aanvraag}bijlagen/{Bijlage.objects.get().id}"
    for weergave in ("klein", "tab"):
        assert wereld.mens(als).get(f"{adres}?weergave={weergave}").status_code in (403, 404)


def test_when_the_session_ends_during_an_upload_files_and_answers_are_kept(mens: Any, aanvraag: str) -> None:
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    klok.zet(lambda: NU + timedelta(minutes=16))
    bestanden = [bestand("a.png", png("a")), bestand("b.doc", b"MZ")]
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", blad | {"actie": "toevoegen", "foto": bestanden})
    assert antwoord.status_code == 401
    assert [een.naam for een in Bijlage.objects.all()] == ["a.png"]
    mens.post("/inloggen", {"naar": f"{aanvraag}vragen/bijlagen"})
    terug = tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    assert "a.png" in terug
    assert "“b.doc”: Dit soort bestand kunnen wij hier niet aannemen" in terug
    voeg_toe(mens, aanvraag, bestand("a.png", png("a")))  # what a browser sends again
    assert Bijlage.objects.count() == 1


def test_a_colleague_adds_while_another_types_and_neither_loses_anything(
    wereld: Wereld, mens: Any, aanvraag: str
) -> None:
    pagina = mens.get(f"{aanvraag}vragen/medisch")
    mijn = pagina.content.decode()
    voeg_toe(wereld.mens("contactpersoon-goed"), aanvraag, bestand("van de collega.png", png("collega")))
    vraag = mijn.split('data-vraag="')[1].split('"')[0]
    keuze = mijn.split(f'name="{vraag}" value="')[1].split('"')[0] if f'name="{vraag}" value="' in mijn else "ja"
    mens.post(f"{aanvraag}vragen/medisch", toont(pagina) | {vraag: keuze, "actie": "verder"})
    voeg_toe(mens, aanvraag, bestand("van mij.png", png("mij")))
    staat = Aanvraag.objects.get()
    assert staat.antwoorden[vraag]["waarde"]
    assert sorted(een.naam for een in staat.bijlagen.all()) == ["van de collega.png", "van mij.png"]
    assert len(staat.antwoorden["foto"]["waarde"]) == 2


def test_two_who_take_off_and_add_the_same_file_end_with_one_truth(wereld: Wereld, mens: Any, aanvraag: str) -> None:
    voeg_toe(mens, aanvraag, bestand("foto.png", png()))
    weg = str(Bijlage.objects.get().id)
    collega = wereld.mens("contactpersoon-goed")
    for wie in (mens, collega):
        vul_in(wie, aanvraag, "bijlagen", verwijder=weg)
    voeg_toe(collega, aanvraag, bestand("foto.png", png()))
    voeg_toe(mens, aanvraag, bestand("zelfde.png", png()))
    assert [een.naam for een in Bijlage.objects.all()] == ["foto.png"]
    assert Aanvraag.objects.get().antwoorden["foto"]["waarde"] == [str(Bijlage.objects.get().id)]
