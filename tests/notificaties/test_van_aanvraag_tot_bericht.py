"""From the button in the package to the webhook and the mail: what a person does in the portal, others are told."""

import re
from datetime import datetime
from typing import Any

import pytest
from machtigingen_sandbox.personas import GEVONDEN
from notificaties.ontvanger import Ontvanger
from notificaties.test_api import PAD, maak
from notificaties.toneel import Klok, werk
from reis import dien_in
from wereld import Wereld

from machtigingen.notificaties.models import Bezorging


@pytest.fixture
def mail(settings: Any, tmp_path: Any) -> Any:
    settings.MACHTIGINGEN_MAIL_MAP = str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "machtigingen.notificaties.kanalen.map.Map"
    settings.MACHTIGINGEN_MAIL_VAN = "portaal@localhost"
    return tmp_path / "mail"


def test_what_was_decided_is_told_and_fetched(
    wereld: Wereld, bevroren: datetime, ontvanger: Ontvanger, sandbox: None
) -> None:
    software, ander = wereld.software(), wereld.software("systeem-andere-instantie")
    maak(software, {"adres": ontvanger.adres})
    maak(ander, {"adres": f"{ontvanger.adres}&ander=1"})
    aanvraag = dien_in(wereld, wereld.mens()).split("/")[2]
    werk(Klok(bevroren))
    assert {bericht.json["aanvraag"] for bericht in ontvanger.ontvangen} == {aanvraag}
    assert all("ander" not in bericht.pad for bericht in ontvanger.ontvangen)
    besluit = next(bericht.json for bericht in ontvanger.ontvangen if bericht.json["soort"] == "besluit")
    opgehaald = software.get(f"/api/v1/aanvragen/{besluit['aanvraag']}").json()
    assert besluit["status"] == opgehaald["status"] == "goedgekeurd"
    assert besluit["aanvraagnummer"] == opgehaald["aanvraagnummer"]


def test_nothing_of_the_patient_goes_out(
    wereld: Wereld, bevroren: datetime, ontvanger: Ontvanger, sandbox: None, mail: Any
) -> None:
    mens = wereld.mens()
    mens.get("/meldingen/")
    mens.post("/meldingen/", {"adres": "balie@praktijk.nl", "soorten": ["besluit", "ingediend"]})
    maak(wereld.software(), {"adres": ontvanger.adres})
    dien_in(wereld, mens)
    werk(Klok(bevroren))
    gestuurd = b"".join(bericht.body for bericht in ontvanger.ontvangen)
    gestuurd += b"".join(pad.read_bytes() for pad in mail.iterdir())
    assert gestuurd
    for woord in (GEVONDEN.bsn.onthul(), GEVONDEN.naam, "ooglid", "Oogkliniek", "toelichting"):
        assert woord.encode() not in gestuurd


def test_the_mail_leads_to_the_aanvraag_of_who_may_see_it(wereld: Wereld, bevroren: datetime, mail: Any) -> None:
    mens = wereld.mens()
    mens.get("/meldingen/")
    mens.post("/meldingen/", {"adres": "balie@praktijk.nl", "soorten": ["besluit"]})
    aanvraag = dien_in(wereld, mens)
    werk(Klok(bevroren))
    (pad,) = mail.iterdir()
    (link,) = re.findall(r"https://localhost:8440(/bericht/\S+)", pad.read_text())
    pagina = wereld.bezoeker().get(link).content.decode()
    assert f'href="https://localhost:8443{aanvraag}"' in pagina
    assert mens.get(aanvraag).status_code == 200
    assert wereld.mens("persoonlijk-andere-instantie").get(aanvraag).status_code == 404


def test_what_is_refused_tells_nobody(wereld: Wereld, ontvanger: Ontvanger, sandbox: None) -> None:
    maak(wereld.software(), {"adres": ontvanger.adres})
    aanvraag = dien_in(wereld, wereld.mens())
    toen = Bezorging.objects.count()
    mens = wereld.mens("persoonlijk-raadplegen")
    mens.get(aanvraag)
    assert mens.post(f"{aanvraag}indienen").status_code == 403
    assert Bezorging.objects.count() == toen
    assert wereld.software().get(PAD).json()["abonnementen"][0]["wacht"] == toen
