"""Files with an aanvraag."""

import re

import pytest
from reis import MEDISCH, PNG, foto, open_link, tekst, vul_in
from wereld import Wereld


@pytest.mark.parametrize(
    ("naam", "inhoud", "over"),
    [
        ("virus.png", b"MZ" + b"0" * 50, "“virus.png”: Dit soort bestand kunnen wij hier niet aannemen"),
        ("leeg.pdf", b"", "leeg"),
    ],
    ids=["another type under a good name", "an empty file"],
)
def test_a_file_that_cannot_be_taken_says_why(wereld: Wereld, naam: str, inhoud: bytes, over: str) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    antwoord = foto(mens, aanvraag, naam, inhoud)
    assert over in tekst(mens.get(antwoord["Location"]))


def test_a_file_with_any_name_comes_back_as_it_was_and_can_be_removed(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    foto(mens, aanvraag, "résultat, 'n° 1'. 眼.png")
    pagina = mens.get(f"{aanvraag}vragen/bijlagen").content.decode()
    pad = re.search(r'href="(/aanvragen/[^"]+/bijlagen/[^"]+)"', pagina)[1]
    antwoord = mens.get(pad)
    assert antwoord.content == PNG
    assert antwoord["Content-Disposition"].startswith("attachment;")
    assert wereld.mens("persoonlijk-andere-instantie").get(pad).status_code == 404
    vul_in(mens, aanvraag, "bijlagen", verwijder=pad.rsplit("/", 1)[1])
    assert mens.get(pad).status_code == 404
