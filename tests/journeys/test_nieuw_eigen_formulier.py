"""A new request where an insurer has a form of its own: who turns out to insure decides which form it is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from journeys.test_nieuw_patient import BEGINNEN, PATIENT, gezocht, velden, zegels, zoek
from machtigingen_sandbox.personas import BIJ_TESTZORG, GEVONDEN
from reis import tekst
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren import catalogus, use_catalogus

EIGEN = "formulier=Z02&verzekeraar=9901&grondslag=zvw&specialisme=0301&diagnose=255&zorgactiviteit=031545"


@pytest.fixture
def eigen_formulier(wereld: Wereld) -> Iterator[Wereld]:
    """Of 9901, for the care of X02, under a code of its own."""
    landelijk = catalogus().formulier("X02", "2026-1")
    use_catalogus(catalogus().plus([replace(landelijk, code="Z02", uzovi="9901", titel="Ooglid bij 9901")]))
    yield wereld
    use_catalogus(None)


def test_whoever_is_insured_there_gets_its_own_form(eigen_formulier: Wereld) -> None:
    mens = eigen_formulier.mens()
    pagina = zoek(mens, GEVONDEN, BIJ_TESTZORG)
    assert "heeft voor deze behandeling een eigen formulier: Ooglid bij 9901 (Z02)." in tekst(pagina)
    van_9901, van_9902 = zegels(pagina)
    for zegel, code in ((van_9901, "Z02"), (van_9902, "X02")):
        mens.post(BEGINNEN, {"wie": zegel})
        assert Aanvraag.objects.filter(formulier_code=code).count() == 1


def test_the_form_of_one_insurer_is_found_once_that_one_is_chosen(eigen_formulier: Wereld) -> None:
    mens = eigen_formulier.mens()
    pagina = mens.get("/aanvragen/nieuw", data={"zoek": "blefaroplastiek", "verzekeraar": "9901"})
    assert "formulier Ooglid bij 9901 (Z02) · alleen bij verzekeraar 9901" in tekst(pagina)
    assert "1 behandeling gevonden" in tekst(pagina) and "(X02)" not in tekst(pagina)
    zonder = mens.get("/aanvragen/nieuw", data={"zoek": "Z02"})
    assert "Kies ook de zorgverzekeraar: sommige hebben eigen formulieren." in tekst(zonder)


def test_whoever_is_insured_elsewhere_does_not_begin_on_it(eigen_formulier: Wereld) -> None:
    mens = eigen_formulier.mens()
    adres = f"/aanvragen/nieuw/patient?{EIGEN}"
    assert mens.get(adres).status_code == 200
    (zegel,) = zegels(gezocht(mens, adres, velden(BIJ_TESTZORG)))
    mens.post(f"/aanvragen/nieuw/beginnen?{EIGEN}", {"wie": zegel})
    assert Aanvraag.objects.get().formulier_code == "X02"
    assert mens.get(PATIENT).status_code == 200
