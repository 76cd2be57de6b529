"""Whoever is refused is sent to somebody who can do something about it: who can log in, and is not locked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils.html import escape
from reis import tekst
from wereld import Wereld

from machtigingen.toegang.contacten import contactpersonen, managers
from machtigingen.toegang.models import Certificaat, Medewerker
from machtigingen.toegang.noodstop import block

OOG, DAG = "22990001", timedelta(days=1)


def _namen(now: datetime, code: str = OOG) -> list[str]:
    return [een.naam for een in contactpersonen(code, now=now)]


@pytest.fixture
def twee(wereld: Wereld, bevroren: datetime) -> Certificaat:
    """C. Contact is the first contactpersoon and S. de Vries the second. The certificate of the first."""
    Medewerker.objects.filter(naam="S. de Vries").update(contact=2)
    assert _namen(bevroren) == ["C. Contact", "S. de Vries"]
    return Certificaat.objects.get(naam="C. Contact")


def _set(**anders: timedelta) -> Callable[[Certificaat, datetime], object]:
    return lambda rij, now: Certificaat.objects.filter(pk=rij.pk).update(**{k: now + v for k, v in anders.items()})


NIET = {
    "on slot": lambda rij, now: Medewerker.objects.filter(pk=rij.medewerker_id).update(geblokkeerd_at=now),
    "ended": _set(einde_at=-DAG),
    "expired": _set(geldig_tot=-DAG),
    "revoked": _set(ingetrokken_at=-DAG),
    "stopped": lambda rij, now: block(
        soort="serienummer", waarde=rij.serienummer, reden="gestolen", actor=None, now=now
    ),
    "without": lambda rij, now: Certificaat.objects.filter(pk=rij.pk).update(medewerker=None),
}


@pytest.mark.parametrize("waarom", NIET)
def test_who_cannot_get_in_is_not_the_one_who_can_help(twee: Certificaat, bevroren: datetime, waarom: str) -> None:
    NIET[waarom](twee, bevroren)
    assert _namen(bevroren) == ["S. de Vries"]
    assert [een.naam for een in managers(OOG, now=bevroren)] == ["C. Contact", "S. de Vries"], (
        "who runs the portal can reach both"
    )


def test_one_of_two_certificates_is_enough(twee: Certificaat, bevroren: datetime) -> None:
    _set(einde_at=DAG)(twee, bevroren)
    assert _namen(bevroren)[0] == "C. Contact", "it is being replaced, and works until then"


def test_of_an_organisation_that_is_stopped_nobody_can_help(twee: Certificaat, bevroren: datetime) -> None:
    block(soort="organisatie", waarde=OOG, reden="onderzoek", actor=None, now=bevroren)
    assert _namen(bevroren) == []


def test_at_an_insurer_it_is_who_manages_with_a_certificate_that_works(wereld: Wereld, bevroren: datetime) -> None:
    assert _namen(bevroren, "9901") == ["R. Beheerder"]
    Medewerker.objects.filter(naam="R. Beheerder").update(geblokkeerd_at=bevroren)
    assert _namen(bevroren, "9901") == []


def test_the_page_of_a_refusal_sends_nobody_to_who_cannot_help(wereld: Wereld, bevroren: datetime) -> None:
    geweigerd = wereld.mens("persoonlijk-op-slot")
    assert "Uw contactpersoon. De contactpersoon van uw instantie is C. Contact." in tekst(geweigerd.get("/aanvragen/"))
    contact = Medewerker.objects.filter(naam="C. Contact")
    contact.update(geblokkeerd_at=bevroren)
    pagina = geweigerd.get("/aanvragen/")
    assert "Uw contactpersoon kan nu zelf niet inloggen. De beheerder van het portaal kan helpen." in tekst(pagina)
    assert escape(contact.get().email) not in pagina.content.decode()


NIEMAND = "kan nu zelf niet inloggen"


def test_where_there_is_no_contactpersoon_nobody_is_told_that_yours_cannot_log_in(
    wereld: Wereld, bevroren: datetime
) -> None:
    Certificaat.objects.filter(organisatie__code=OOG).delete()
    Medewerker.objects.filter(organisatie__code=OOG).delete()
    onbekend = tekst(wereld.mens().get("/aanvragen/"))
    assert "D108" in onbekend and NIEMAND not in onbekend
    assert "Wie kan dit oplossen? De beheerder van het portaal." in onbekend


def test_an_operator_is_sent_to_no_contactpersoon(wereld: Wereld) -> None:
    geweigerd = tekst(wereld.mens("portaalbeheerder").get("/aanvragen/"))
    assert (
        "D203" in geweigerd and "contactpersoon" not in geweigerd.split("Wie kan dit oplossen?")[1].split("Voor uw")[0]
    )


def test_at_an_insurer_it_is_the_beheerder_who_cannot_log_in(wereld: Wereld, bevroren: datetime) -> None:
    mens = wereld.mens("beoordelaar-9901")
    mens.get("/wie-ben-ik")
    pagina = tekst(mens.get("/beheer/"))
    assert "D208" in pagina and "Wie kan dit oplossen? Uw beheerder. De beheerder bij u is R. Beheerder." in pagina
    assert "Mail uw beheerder" in pagina and "contactpersoon van uw instantie" not in pagina
    Medewerker.objects.filter(naam="R. Beheerder").update(geblokkeerd_at=bevroren)
    pagina = tekst(mens.get("/beheer/"))
    assert "Uw beheerder kan nu zelf niet inloggen. De beheerder van het portaal kan helpen." in pagina
