"""Sending, answering the insurer and taking back are for a person: software is refused, whatever else it may do."""

from uuid import uuid4

import pytest
from aanvragen.conftest import Loket
from reis import PNG

from machtigingen.aanvragen import aanvulling, afsluiting, bijlagen, indiening, vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import DomainError
from machtigingen.project.routes import alle_routes

ANTWOORDEN = {"antwoorden": {0: "ja"}, "gezien": {}}
HANDELINGEN = {
    "indienen": (indiening.submit, {}),
    "antwoorden bewaren": (aanvulling.save_answers, ANTWOORDEN),
    "antwoorden versturen": (aanvulling.send_answers, ANTWOORDEN),
    "bestand nasturen": (bijlagen.attach_later, {"naam": "foto.png", "data": PNG}),
    "intrekken": (afsluiting.withdraw, {"reden": "niet nodig"}),
    "niet uitgevoerd melden": (afsluiting.report_not_done, {"reden": "niet gedaan"}),
    "kopiëren": (vervolg.copy_as_new, {}),
    "herbeoordeling vragen": (vervolg.ask_again, {"soort": "herbeoordeling", "motivering": "omdat"}),
    "verlenging vragen": (vervolg.ask_again, {"soort": "verlenging", "motivering": "omdat"}),
}


@pytest.mark.parametrize("naam", HANDELINGEN)
def test_software_cannot_do_what_a_person_answers_for(loket: Loket, naam: str) -> None:
    doe, gegevens = HANDELINGEN[naam]
    eigen = loket.push()
    voor = Aanvraag.objects.values().get()
    with pytest.raises(DomainError) as fout:
        doe(actor=loket.als("systeem-goed"), now=loket.now, aanvraag_id=eigen, **gegevens)
    assert fout.value.code == "D202"
    assert Aanvraag.objects.values().get() == voor


@pytest.mark.parametrize("naam", HANDELINGEN)
def test_a_person_comes_as_far_as_the_aanvraag(loket: Loket, naam: str) -> None:
    doe, gegevens = HANDELINGEN[naam]
    with pytest.raises(DomainError) as fout:
        doe(actor=loket.als("persoonlijk-goed"), now=loket.now, aanvraag_id=uuid4(), **gegevens)
    assert fout.value.code == "A101"


def test_no_address_for_software_does_it() -> None:
    """What changes anything at the listener for software. Whoever adds one shows here that it is none of the above."""
    veranderen = {
        (methode, route["pad"])
        for route in alle_routes()
        if route["listener"] == "api"
        for methode in set(route["methoden"]) - {"GET", "HEAD"}
    }
    assert veranderen == {
        ("POST", "/api/v1/instroom"),
        ("POST", "/api/v1/instroom/controle"),
        ("POST", "/soap/instroom/v1"),
        ("PUT", "/api/v1/aanvragen/{id}/antwoorden"),
        ("POST", "/api/v1/aanvragen/{id}/bijlagen"),
        ("POST", "/api/v1/verzekeraar/aanvragen/{id}/besluit"),
        ("POST", "/api/v1/verzekeraar/aanvragen/{id}/vragen"),
        ("POST", "/api/v1/abonnementen"),
        ("DELETE", "/api/v1/abonnementen/{id}"),
        ("POST", "/api/v1/abonnementen/{id}/geheim"),
        ("POST", "/api/v1/abonnementen/{id}/bezorgingen/{bezorging_id}/opnieuw"),
    }
