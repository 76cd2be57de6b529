"""The page Meldingen: who of the instantie gets a mail; who may look may see it, who may submit may change it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from notificaties.toneel import Doos, Klok, abonneer, abonneer_mail, gebeurt, werk
from wereld import Beller, Wereld

from machtigingen.notificaties.models import Abonnement
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.notificaties.zending import Bezorgfout
from machtigingen.project import klok

PAD = "/meldingen/"
ADRES = "receptie@oogkliniek.example"


@pytest.fixture
def mens(wereld: Wereld) -> Beller:
    mens = wereld.mens()
    mens.get(PAD)
    return mens


def html(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_an_address_is_added_and_shown(mens: Beller) -> None:
    antwoord = mens.post(PAD, {"adres": f" {ADRES} ", "soorten": ["besluit", "ingetrokken"]})
    assert (antwoord.status_code, antwoord["Location"]) == (302, PAD)
    pagina = html(mens.get(PAD))
    assert ADRES in pagina
    assert "Er is een besluit · Een aanvraag is ingetrokken" in pagina
    assert Abonnement.objects.get().soorten == ["besluit", "ingetrokken"]


def test_an_address_is_stopped(mens: Beller) -> None:
    mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]})
    antwoord = mens.post(f"{PAD}{Abonnement.objects.get().id}/stoppen")
    assert (antwoord.status_code, antwoord["Location"]) == (302, PAD)
    assert ADRES not in html(mens.get(PAD))
    assert "Niemand krijgt nu een mail" in html(mens.get(PAD))


@pytest.mark.parametrize(
    ("invoer", "status", "fout"),
    [
        ({"adres": "balie", "soorten": ["besluit"]}, 422, "Dit mailadres klopt niet"),
        ({"soorten": ["besluit"]}, 422, "Dit mailadres klopt niet"),
        ({"adres": ADRES}, 422, "Kies waarvan u bericht wilt krijgen"),
        ({"adres": ADRES, "soorten": ["geld"]}, 422, "Kies waarvan u bericht wilt krijgen"),
        ({"adres": "a@b.nl\r\nBcc: c@d.nl", "soorten": ["besluit"]}, 422, "Dit mailadres klopt niet"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_keeps_what_was_typed(
    mens: Beller, invoer: dict[str, Any], status: int, fout: str
) -> None:
    antwoord = mens.post(PAD, invoer)
    assert antwoord.status_code == status
    assert html(antwoord).count(fout) == 2  # in the summary and at the field
    assert not Abonnement.objects.exists()
    if invoer.get("adres") == "balie":
        assert 'value="balie"' in html(antwoord)


def test_an_address_that_is_there_already_is_said(mens: Beller) -> None:
    for status in (302, 409):
        assert mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]}).status_code == status


def test_who_may_only_look_sees_it_and_cannot_change_it(wereld: Wereld, mens: Beller) -> None:
    mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]})
    kijker = wereld.mens("persoonlijk-raadplegen")
    pagina = html(kijker.get(PAD))
    assert ADRES in pagina
    assert "<form" not in pagina.partition("<main")[2].partition("</main>")[0]
    for invoer in ({"adres": "x@y.nl", "soorten": ["besluit"]}, {}):
        assert b"D204" in kijker.post(PAD, invoer).content
    assert kijker.post(f"{PAD}{Abonnement.objects.get().id}/stoppen").status_code == 403
    assert Abonnement.objects.get().ended_at is None


def test_who_may_nothing_does_not_see_the_page(wereld: Wereld, mens: Beller) -> None:
    mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]})
    antwoord = wereld.mens("persoonlijk-zonder-autorisatie").get(PAD)
    assert antwoord.status_code == 403
    assert ADRES not in html(antwoord)


def test_another_instantie_sees_and_stops_nothing(wereld: Wereld, mens: Beller) -> None:
    mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]})
    ander = wereld.mens("persoonlijk-andere-instantie")
    assert ADRES not in html(ander.get(PAD))
    antwoord = ander.post(f"{PAD}{Abonnement.objects.get().id}/stoppen")
    assert antwoord.status_code == 404
    assert b"N101" in antwoord.content
    assert Abonnement.objects.get().ended_at is None


def test_it_shows_what_did_not_arrive(mens: Beller, bevroren: datetime) -> None:
    abonneer_mail(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    gebeurt(now=bevroren)
    doos = Doos(fouten=[Bezorgfout("smtp_550", blijvend=True), Bezorgfout("smtp_550", blijvend=True)])
    werk(Klok(bevroren), verzenders={Kanaal.MAIL: doos})
    assert "2 mails kwamen niet aan. Klopt het adres?" in html(mens.get(PAD))


def test_of_the_webhook_of_a_package_only_the_server_is_shown(mens: Beller, bevroren: datetime) -> None:
    abonneer("https://pakket.example/haak?geheim=abc", now=bevroren)
    pagina = html(mens.get(PAD))
    assert "pakket.example" in pagina
    assert "geheim=abc" not in pagina
    assert mens.post(f"{PAD}{Abonnement.objects.get().id}/stoppen").status_code == 404


def test_it_says_when_this_portal_sends_no_mail(mens: Beller, settings: Any) -> None:
    assert "verstuurt nu geen mail" in html(mens.get(PAD))
    settings.MACHTIGINGEN_MAIL_MAP = "ergens"
    assert "verstuurt nu geen mail" not in html(mens.get(PAD))


def test_an_address_that_was_sent_too_late_is_kept_until_one_is_back(mens: Beller, bevroren: datetime) -> None:
    klok.zet(lambda: bevroren + timedelta(hours=1))
    assert mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]}).status_code == 401
    assert not Abonnement.objects.exists()
    mens.post("/inloggen", {"verder": PAD})
    assert f'value="{ADRES}"' in html(mens.get(PAD))
    mens.post(PAD, {"adres": ADRES, "soorten": ["besluit"]})
    assert f'value="{ADRES}"' not in html(mens.get(PAD))
