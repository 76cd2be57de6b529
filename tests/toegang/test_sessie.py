"""A session ends after fifteen minutes of nothing, after a day's work, or with another certificate; a concept stays."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from reis import MEDISCH, open_link, tekst, toont
from wereld import Beller, Wereld, der

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.project import klok
from machtigingen.project.routes import alle_routes
from machtigingen.toegang.models import Certificaat, Medewerker
from machtigingen.toegang.noodstop import block, lift

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIJST = "/aanvragen/"


@pytest.fixture
def later(bevroren: datetime) -> Callable[[timedelta], None]:
    """Moves the clock to so long after the beginning."""

    def zet(verschil: timedelta) -> None:
        klok.zet(lambda: NU + verschil)

    return zet


def is_binnen(mens: Beller) -> bool:
    """Only a page behind the login offers to log out."""
    return "/uitloggen" in mens.get(LIJST).content.decode()


def test_the_first_look_begins_a_session(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    assert Regel.objects.filter(handeling="ingelogd").count() == 1
    assert is_binnen(mens)
    assert Regel.objects.filter(handeling="ingelogd").count() == 1


def test_a_quarter_of_an_hour_of_nothing_ends_it(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    later(timedelta(minutes=15))
    assert is_binnen(mens)
    later(timedelta(minutes=30, seconds=1))
    assert not is_binnen(mens)
    later(timedelta(minutes=31))
    assert not is_binnen(mens), "it stays ended until the user begins anew"


def test_who_goes_on_working_stays_in_until_eight_hours(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    for minuten in range(10, 8 * 60 + 1, 10):
        later(timedelta(minutes=minuten))
        assert is_binnen(mens), minuten
    later(timedelta(hours=8, seconds=1))
    assert not is_binnen(mens)


def test_logging_in_again_leads_back_and_begins_the_next_one(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    is_binnen(mens)
    later(timedelta(hours=9))
    assert not is_binnen(mens)
    antwoord = mens.post("/inloggen", {"verder": LIJST})
    assert (antwoord.status_code, antwoord["Location"]) == (302, LIJST)
    assert is_binnen(mens)
    assert Regel.objects.filter(handeling="ingelogd").count() == 2


@pytest.mark.parametrize(
    "verder", ["https://elders.example/", "//elders.example", "/\\elders.example", "javascript:x", ""]
)
def test_logging_in_never_leads_elsewhere(wereld: Wereld, verder: str) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    assert mens.post("/inloggen", {"verder": verder})["Location"] == "/"


def test_logging_out_ends_it_and_is_recorded(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    mens.post("/uitloggen")
    assert not is_binnen(mens)
    assert Regel.objects.filter(handeling="uitgelogd").count() == 1


def test_another_certificate_does_not_take_over_a_session(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    oud = mens.client.session.session_key
    mens.certificaat = der(wereld.testpki, "persoonlijk-raadplegen")
    assert is_binnen(mens)
    assert mens.client.session.session_key != oud
    assert list(Regel.objects.filter(handeling="ingelogd").values_list("actor", flat=True)) == [
        "S. de Vries",
        "R. Bakker",
    ]


def test_a_stolen_session_is_worth_nothing_with_another_certificate(wereld: Wereld) -> None:
    mens, dief = wereld.mens(), wereld.mens("persoonlijk-andere-instantie")
    aanvraag = open_link(wereld, mens)
    dief.client.cookies = mens.client.cookies
    assert dief.get(aanvraag).status_code == 404
    pagina = dief.get(LIJST).content.decode()
    assert "Ziekenhuis Voorbeeldland" in pagina
    assert "Oogkliniek" not in pagina


def test_what_was_typed_is_kept_when_the_session_ended_meanwhile(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    mens.get(f"{aanvraag}vragen/medisch")
    later(timedelta(hours=1))
    antwoord = mens.post(f"{aanvraag}vragen/medisch", MEDISCH)
    assert antwoord.status_code == 401
    assert Aanvraag.objects.get().antwoorden["zijde"]["waarde"] == "beide"


def test_nothing_is_sent_when_the_session_ended_meanwhile(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    later(timedelta(hours=1))
    assert mens.post(f"{aanvraag}indienen").status_code == 401
    assert Aanvraag.objects.get().status == "concept"


def test_a_post_without_any_session_does_not_begin_one(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert mens.post("/uitloggen").status_code == 401
    assert not Regel.objects.filter(handeling="ingelogd").exists()


def test_whose_session_was_cleared_away_is_not_let_in_silently(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    Session.objects.all().delete()
    assert not is_binnen(mens)
    assert not is_binnen(mens), "looking again is not logging in"
    mens.post("/inloggen", {"verder": LIJST})
    assert is_binnen(mens)


def test_a_draft_that_was_on_its_way_does_not_end_the_login_of_another_tab(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    medisch = f"{open_link(wereld, mens)}vragen/medisch"
    onderweg = toont(mens.get(medisch)) | {"opmerking": "Ook dit."}
    was = mens.client.cookies[settings.SESSION_COOKIE_NAME].value
    later(timedelta(minutes=31))
    mens.post("/inloggen", {"verder": LIJST})
    nu = mens.client.cookies[settings.SESSION_COOKIE_NAME].value
    mens.client.cookies[settings.SESSION_COOKIE_NAME] = was
    concept = mens.post(medisch, onderweg, headers={"X-Bewaar": "1"})
    assert concept.status_code == 401 and settings.SESSION_COOKIE_NAME not in concept.cookies
    assert Aanvraag.objects.get().antwoorden["opmerking"]["waarde"] == "Ook dit."
    mens.client.cookies[settings.SESSION_COOKIE_NAME] = nu
    assert is_binnen(mens)


def test_a_cookie_of_nobody_begins_no_session(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.client.cookies[settings.SESSION_COOKIE_NAME] = "verzonnen"
    assert not is_binnen(mens)
    assert not Regel.objects.filter(handeling="ingelogd").exists()


def test_logging_in_again_always_leads_to_a_page_to_look_at(wereld: Wereld, later) -> None:
    mens, beheerder = wereld.mens(), wereld.mens("contactpersoon-goed")
    aanvraag = open_link(wereld, mens).split("/")[2]
    beheerder.get("/beheer/")
    wie_het_is = Medewerker.objects.filter(organisatie__code="22990001", contact__isnull=False).earliest("pk")
    ids = {"medewerkers": wie_het_is.pk, "certificaten": wie_het_is.certificaten.earliest("pk").pk}
    later(timedelta(hours=1))
    alleen_post = [
        route
        for route in alle_routes()
        if route["listener"] == "portaal" and route["methoden"] == ["POST"] and route["pad"] != "/inloggen"
    ]
    assert len(alleen_post) >= 3
    for route in alleen_post:
        soort = route["pad"].split("/")[2] if route["wie"] == "persoonlijk beheer" else ""
        wie, id_ = (beheerder, ids.get(soort, 1)) if soort else (mens, aanvraag)
        pagina = wie.post(route["pad"].format(id=id_)).content.decode()
        (verder,) = re.findall('name="verder" value="([^"]*)"', pagina)
        wie.post("/inloggen", {"verder": verder})
        assert wie.get(verder).status_code in (200, 302), route["pad"]
        wie.post("/uitloggen")


def test_logging_in_again_after_sending_leads_to_the_check(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    later(timedelta(hours=1))
    assert f'name="verder" value="{aanvraag}controleren"' in mens.post(f"{aanvraag}indienen").content.decode()


@pytest.mark.parametrize("pad", [LIJST, "/", "/beoordelen/", "{aanvraag}", "{aanvraag}controleren"])
def test_who_loses_every_right_meanwhile_is_told_so(wereld: Wereld, pad: str) -> None:
    mens = wereld.mens()
    pad = pad.format(aanvraag=open_link(wereld, mens))
    Certificaat.objects.update(autorisaties=[])
    antwoord = mens.get(pad)
    assert antwoord.status_code == 403
    assert "D203" in antwoord.content.decode()


def test_who_may_only_send_by_an_old_registration_is_told_so(wereld: Wereld) -> None:
    Certificaat.objects.update(autorisaties=["indienen"])
    antwoord = wereld.mens().get(LIJST)
    assert (antwoord.status_code, "D203" in antwoord.content.decode()) == (403, True)


def test_who_am_i_answers_who_may_do_nothing(wereld: Wereld) -> None:
    antwoord = wereld.mens("persoonlijk-zonder-autorisatie").get("/wie-ben-ik")
    assert antwoord.status_code == 200
    pagina = tekst(antwoord)
    assert "Machtigingen raadplegen : nee" in pagina
    assert "C. Contact" in pagina
    assert not Regel.objects.filter(handeling="ingelogd").exists()


def test_who_may_do_nothing_gets_no_session(wereld: Wereld) -> None:
    antwoord = wereld.mens("persoonlijk-zonder-autorisatie").get(LIJST)
    assert antwoord.status_code == 403
    assert not Regel.objects.filter(handeling="ingelogd").exists()


def test_the_certificate_is_looked_at_on_every_request_of_a_session(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    later(timedelta(days=4000))
    assert mens.get(LIJST).status_code == 401


def test_a_form_that_was_open_while_the_certificate_was_renewed_can_still_be_posted_and_is_kept(
    wereld: Wereld,
) -> None:
    mens = wereld.mens(enforce_csrf_checks=True)
    aanvraag = open_link(wereld, mens)
    pagina = mens.get(f"{aanvraag}vragen/medisch").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', pagina)
    assert token
    oud = Certificaat.objects.get(naam="S. de Vries")
    Certificaat.objects.filter(naam="R. Bakker").update(
        medewerker=oud.medewerker, naam=oud.naam, autorisaties=oud.autorisaties
    )
    mens.certificaat = der(wereld.testpki, "persoonlijk-raadplegen")
    invoer = MEDISCH | {"csrfmiddlewaretoken": token[1]}
    antwoord = mens.post(f"{aanvraag}vragen/medisch", invoer, HTTP_ORIGIN="https://localhost:8443")
    assert "Wat u had ingevuld, is bewaard." in tekst(antwoord)
    assert Aanvraag.objects.get().antwoorden["zijde"]["waarde"] == "beide"


def test_whoever_was_turned_away_begins_anew_when_that_is_over(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    block(soort="organisatie", waarde="22990001", reden="proef", actor=None, now=NU)
    assert "D110" in tekst(mens.get(LIJST))
    lift(soort="organisatie", waarde="22990001", actor=None, now=NU)
    assert "Uw toegang was gestopt. Die is er nu weer." in tekst(mens.get(LIJST))
    assert not is_binnen(mens)
    mens.post("/inloggen", {"verder": LIJST})
    assert is_binnen(mens)


@pytest.mark.parametrize("einde", ["geblokkeerd_at", "einde_at"])
def test_it_ends_at_once_with_the_access_of_the_person(wereld: Wereld, einde: str) -> None:
    mens = wereld.mens()
    assert is_binnen(mens)
    medewerker = Medewerker.objects.filter(naam="S. de Vries")
    medewerker.update(**{einde: NU})
    assert mens.get(LIJST).status_code == 403
    medewerker.update(**{einde: None})
    assert not is_binnen(mens)
