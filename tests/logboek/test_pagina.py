"""Uw koppeling: the log in words, for the people of the instantie."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from logboek.test_correcties import stuur_in
from reis import MEDISCH, tekst
from wereld import Wereld, bericht

from machtigingen.audit.models import Regel
from machtigingen.project import klok

pytestmark = pytest.mark.django_db


def bekijk(wereld: Wereld, vraag: str = "", *, wie: str = "persoonlijk-goed", status: int = 200) -> str:
    antwoord = wereld.mens(wie).get(f"/koppeling/{vraag}")
    assert antwoord.status_code == status
    return html.unescape(tekst(antwoord))


def zoek(wereld: Wereld, nummer: str, *, wie: str = "persoonlijk-goed", status: int = 200, **meer: str) -> str:
    mens = wereld.mens(wie)
    mens.get("/koppeling/")
    antwoord = mens.post("/koppeling/", {"nummer": nummer} | meer)
    assert antwoord.status_code == status
    return html.unescape(tekst(antwoord))


def stuur_fout(wereld: Wereld, wie: str = "systeem-goed", **anders: Any) -> str:
    return wereld.software(wie).push(bericht(instantie={"agb": "229"}, **anders)).json()["correlatie_id"]


def test_a_refused_call_says_what_was_wrong_where_and_who_solves_it(wereld: Wereld) -> None:
    nummer = stuur_fout(wereld)
    pagina = bekijk(wereld)
    assert "Dinsdag 24 november 2026" in pagina
    assert "10:00 · Bericht niet aangenomen" in pagina
    assert "(instantie.agb). Wie lost dit op: Uw softwareleverancier. Uitleg bij B217" in pagina
    assert f"DemoOog · correlatie-id {nummer}" in pagina
    assert "Geweigerd" in pagina


def test_each_day_has_its_own_list_newest_first(wereld: Wereld, bevroren) -> None:
    stuur_fout(wereld)
    klok.zet(lambda: bevroren + timedelta(days=1))
    wereld.software().push(bericht())
    pagina = bekijk(wereld)
    assert re.search(r"Woensdag 25 .* Bericht ontvangen .* Goed .*Dinsdag 24 .* Geweigerd", pagina)


def test_who_has_a_number_finds_that_call(wereld: Wereld) -> None:
    nummer = stuur_fout(wereld)
    wereld.software().push(bericht())
    pagina = zoek(wereld, f" {nummer[:8]} {nummer[8:]}")
    assert "Geweigerd" in pagina
    assert "Bericht ontvangen" not in pagina
    assert "Niets gevonden" in zoek(wereld, "bestaat-niet")


def test_what_is_typed_as_a_number_never_stands_in_an_address(wereld: Wereld) -> None:
    assert "999911004" not in (wereld.mens().get("/koppeling/?nummer=999911004").content.decode())
    mens = wereld.mens()
    mens.get("/koppeling/")
    antwoord = mens.post("/koppeling/", {"nummer": "999911004"})
    assert antwoord.status_code == 200
    assert 'href="?' not in antwoord.content.decode()


def test_without_a_number_the_package_goes_on_in_the_address(wereld: Wereld) -> None:
    for naam in ("DemoOog", "Ander & Co"):
        stuur_fout(wereld, softwarepakket={"naam": naam, "versie": "1"})
    mens = wereld.mens()
    mens.get("/koppeling/")
    antwoord = mens.post("/koppeling/", {"nummer": "", "pakket": "Ander & Co"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/koppeling/?pakket=Ander+%26+Co")
    assert tekst(mens.get(antwoord["Location"])).count("Geweigerd") == 1


@pytest.mark.parametrize("nummer", ["\0", "a'b", "x" * 65])
def test_a_number_that_cannot_be_one_is_said_to_be_wrong(wereld: Wereld, nummer: str) -> None:
    assert "Dit nummer klopt niet" in zoek(wereld, nummer, status=422)


def test_with_more_than_one_package_there_is_one_to_choose(wereld: Wereld) -> None:
    stuur_fout(wereld)
    assert "Elk pakket" not in bekijk(wereld)
    stuur_fout(wereld, softwarepakket={"naam": "Ander", "versie": "1"})
    assert "Elk pakket" in bekijk(wereld)
    assert bekijk(wereld, "?pakket=Ander").count("Geweigerd") == 1
    assert bekijk(wereld, "?pakket=bestaat-niet").count("Geweigerd") == 2


def test_there_is_a_way_to_what_came_earlier(wereld: Wereld) -> None:
    for _ in range(51):
        stuur_fout(wereld)
    antwoord = wereld.mens().get("/koppeling/")
    verder = re.search(r'href="\?(na=\d+)"', antwoord.content.decode())
    assert verder is not None
    assert bekijk(wereld, f"?{verder[1]}").count("Geweigerd") == 1


def test_somebody_of_another_instantie_sees_nothing_of_it(wereld: Wereld) -> None:
    nummer = stuur_fout(wereld)
    assert "Geweigerd" not in zoek(wereld, nummer, wie="persoonlijk-andere-instantie")
    for vraag in ("", "?pakket=DemoOog"):
        assert "Geweigerd" not in bekijk(wereld, vraag, wie="persoonlijk-andere-instantie")


@pytest.mark.parametrize("pad", ["/koppeling/", "/koppeling/correcties"])
@pytest.mark.parametrize("wie", ["persoonlijk-zonder-autorisatie", "beoordelaar-9901"])
def test_who_may_not_look_at_aanvragen_does_not_get_in(wereld: Wereld, wie: str, pad: str) -> None:
    """T. Jansen is of the instantie and may do nothing yet; B. Ordelaar is of an insurer."""
    stuur_fout(wereld)
    antwoord = wereld.mens(wie).get(pad)
    assert antwoord.status_code == 403
    assert "D203" in tekst(antwoord)
    assert "DemoOog" not in tekst(antwoord)


def test_who_may_only_look_gets_in(wereld: Wereld) -> None:
    stuur_fout(wereld)
    assert "Geweigerd" in bekijk(wereld, wie="persoonlijk-raadplegen")


def test_the_look_is_recorded(wereld: Wereld) -> None:
    bekijk(wereld)
    laatste = Regel.objects.latest("pk")
    assert (laatste.handeling, laatste.soort_actor) == ("logboek_bekeken", "persoonlijk")


def test_what_users_change_is_counted_per_field_and_version(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert "Nog niets om te vergelijken" in tekst(mens.get("/koppeling/correcties"))
    stuur_in(wereld, 1)
    stuur_in(wereld, 2, medisch=MEDISCH | {"zijde": "rechts"})
    antwoord = mens.get("/koppeling/correcties")
    assert 'max="2" value="1" aria-label="1 van 2 veranderd"' in antwoord.content.decode()
    assert re.search(r"DemoOog 5.2 1 van \d+ gegevens veranderd", tekst(antwoord))
