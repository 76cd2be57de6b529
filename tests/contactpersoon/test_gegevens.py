"""At the pages: a name is put right, of two at once neither loses anything, and who left comes back."""

import pytest
from reis import fouten, tekst
from wereld import Beller

from contactpersoon.conftest import wie
from machtigingen.toegang.models import Medewerker

NU = {"gezien_naam": "S. de Vries", "gezien_email": "s.devries@oogkliniek.example", "gezien_werkt": "wel"}
EMAIL = NU["gezien_email"]


@pytest.fixture
def pad() -> str:
    return f"/beheer/medewerkers/{wie('S. de Vries').pk}/"


def test_a_name_is_put_right(contactpersoon: Beller, pad: str) -> None:
    assert f'href="{pad}wijzigen"' in contactpersoon.get(pad).content.decode()
    pagina = contactpersoon.get(f"{pad}wijzigen").content.decode()
    assert 'value="S. de Vries"' in pagina
    assert 'name="gezien_werkt" value="wel"' in pagina
    antwoord = contactpersoon.post(f"{pad}wijzigen", NU | {"naam": "S. de Vries-Bos", "email": EMAIL})
    assert antwoord["Location"] == pad
    assert "S. de Vries-Bos" in tekst(contactpersoon.get("/beheer/medewerkers/"))
    assert "veranderde de gegevens van een medewerker" in tekst(contactpersoon.get("/beheer/logboek"))


@pytest.mark.parametrize(
    ("naam", "email", "veld", "status"),
    [
        ("", EMAIL, "naam", 422),
        ("S. de Vries", "geen adres", "email", 422),
        ("S. de Vries", "r.bakker@oogkliniek.example", "email", 409),
    ],
)
def test_what_is_wrong_is_said_at_its_field(contactpersoon: Beller, pad, naam, email, veld, status) -> None:
    antwoord = contactpersoon.post(f"{pad}wijzigen", NU | {"naam": naam, "email": email})
    assert (antwoord.status_code, fouten(antwoord)) == (status, [veld])


def test_of_two_at_once_both_see_what_the_other_wanted(contactpersoon: Beller, pad: str) -> None:
    Medewerker.objects.filter(naam="S. de Vries").update(naam="Sanne de Vries")
    antwoord = contactpersoon.post(f"{pad}wijzigen", NU | {"naam": "S. Bos", "email": EMAIL})
    pagina = antwoord.content.decode()
    assert (antwoord.status_code, fouten(antwoord)) == (409, ["naam"])
    assert f"Nu staat er: Sanne de Vries, {EMAIL}." in tekst(antwoord)
    assert 'value="S. Bos"' in pagina
    nog_eens = NU | {"naam": "S. Bos", "email": EMAIL, "gezien_naam": "Sanne de Vries"}
    assert 'name="gezien_naam" value="Sanne de Vries"' in pagina
    assert contactpersoon.post(f"{pad}wijzigen", nog_eens).status_code == 302


def test_who_left_comes_back_and_needs_a_new_certificate(contactpersoon: Beller, pad: str) -> None:
    contactpersoon.post(f"{pad}beeindigen")
    opnieuw = contactpersoon.post("/beheer/medewerkers/nieuw", {"naam": "S. de Vries", "email": EMAIL})
    assert (opnieuw.status_code, fouten(opnieuw)) == (409, ["email"])
    assert "S. de Vries werkt hier weer" in tekst(contactpersoon.get(pad))
    assert "Vraag hierna een nieuw certificaat aan" in tekst(contactpersoon.get(f"{pad}wijzigen"))
    terug = NU | {"naam": "S. de Vries", "email": EMAIL, "gezien_werkt": "niet"}
    assert contactpersoon.post(f"{pad}wijzigen", terug)["Location"] == pad
    assert "Certificaat aanvragen" in tekst(contactpersoon.get(pad))
    assert "liet een medewerker terugkomen" in tekst(contactpersoon.get("/beheer/logboek"))
