"""Beside the certificate a code: set up once, each code once, five wrong ones and it is closed; and until then nothing
of the portal is seen or done."""

import re
from base64 import b32decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.sessions.models import Session
from handelingen import id_van, vraag_informatie
from reis import MEDISCH, dien_in, open_link, tekst
from wereld import Beller, Wereld, bericht, der

from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, Soort
from machtigingen.pki import verify
from machtigingen.project import klok
from machtigingen.project.certificaten import bron
from machtigingen.toegang import mensen
from machtigingen.toegang.models import Certificaat, Medewerker
from machtigingen.toegang.queries import identify

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIJST = "/aanvragen/"
CODEPAGINA, INSTELPAGINA = "Vul uw code in", "Stel uw tweede beveiliging in"


@pytest.fixture(autouse=True)
def aan(settings: Any) -> None:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "aan"


@pytest.fixture
def later(bevroren: datetime) -> Callable[[int], None]:
    return lambda seconden: klok.zet(lambda: NU + timedelta(seconds=seconden))


def wie() -> Medewerker:
    """Who has the certificate persoonlijk-goed."""
    return Medewerker.objects.get(naam="S. de Vries")


def code(geheim: str, *, at: datetime | None = None) -> str:
    """What the app shows; made here by hand, beside the portal's own code."""
    moment = int((at or klok.nu()).timestamp())
    return TOTP(b32decode(geheim), 6, SHA1(), 30).generate(moment).decode()


def geheim_op(antwoord: Any) -> str:
    gevonden = re.search(r'id="sleutel">([A-Z2-7 ]+)<', antwoord.content.decode())
    assert gevonden
    return gevonden[1].replace(" ", "")


def stel_in(mens: Beller, *, verder: str = LIJST) -> str:
    geheim = geheim_op(mens.get(LIJST))
    antwoord = vul_in(mens, code(geheim), verder=verder)
    assert (antwoord.status_code, antwoord["Location"]) == (302, verder), tekst(antwoord)
    return geheim


def vul_in(mens: Beller, getypt: str, *, verder: str = LIJST) -> Any:
    return mens.post("/inloggen/code", {"code": getypt, "verder": verder})


def is_binnen(mens: Beller) -> bool:
    return "Mijn aanvragen" in tekst(mens.get(LIJST))


def handelingen() -> list[tuple[str, str]]:
    soorten = ("ingelogd", "code_ingevuld", "tweede_factor_ingesteld", "uitgelogd")
    return list(Regel.objects.filter(handeling__in=soorten).order_by("pk").values_list("handeling", "code"))


def test_the_first_time_one_sets_up_the_app_and_is_in(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert INSTELPAGINA in tekst(mens.get(LIJST))
    assert handelingen() == []
    stel_in(mens)
    assert is_binnen(mens)
    assert handelingen() == [("tweede_factor_ingesteld", ""), ("ingelogd", "")]


def test_the_secret_stays_the_same_until_it_is_confirmed_and_is_sealed(wereld: Wereld) -> None:
    mens = wereld.mens()
    geheim = geheim_op(mens.get(LIJST))
    assert geheim_op(mens.get(LIJST)) == geheim
    assert geheim_op(vul_in(mens, "000000")) == geheim
    assert wie().factor_geheim is None, "nobody has confirmed it"
    assert all(geheim not in str(rij.get_decoded()) for rij in Session.objects.all())
    vul_in(mens, code(geheim))
    assert wie().factor_geheim == geheim
    assert all("factor_geheim" not in rij.get_decoded() for rij in Session.objects.all())


def test_two_computers_are_offered_two_secrets_and_the_first_that_is_confirmed_counts(wereld: Wereld) -> None:
    een, ander = wereld.mens(), wereld.mens()
    anders = geheim_op(ander.get(LIJST))
    assert stel_in(een) != anders
    assert vul_in(ander, code(anders)).status_code == 422
    assert not is_binnen(ander)


def test_a_wrong_code_while_setting_up_locks_nobody(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.get(LIJST)
    for _ in range(7):
        assert vul_in(mens, "000000").status_code == 422
    assert wie().geblokkeerd_at is None
    stel_in(mens)


def test_the_next_time_only_the_code_is_asked(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    later(60)
    mens = wereld.mens()
    pagina = mens.get(LIJST)
    assert CODEPAGINA in tekst(pagina)
    assert geheim not in pagina.content.decode()
    assert vul_in(mens, code(geheim)).status_code == 302
    assert is_binnen(mens)


def test_a_code_is_read_as_people_type_it(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    later(60)
    mens = wereld.mens()
    mens.get(LIJST)
    assert vul_in(mens, f" {code(geheim)[:3]} {code(geheim)[3:]} ").status_code == 302


def test_each_code_works_once_also_on_another_computer_and_the_one_before_no_more(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    dief = wereld.mens()
    dief.get(LIJST)
    assert vul_in(dief, code(geheim)).status_code == 422
    assert vul_in(dief, code(geheim, at=NU - timedelta(seconds=30))).status_code == 422
    assert vul_in(dief, code(geheim, at=NU + timedelta(seconds=30))).status_code == 302


def test_what_is_no_code_is_said_at_the_field_and_does_not_count(wereld: Wereld, later) -> None:
    stel_in(wereld.mens())
    mens = wereld.mens()
    mens.get(LIJST)
    for getypt in ("", "12345", "1234567", "abcdef", "１２３４５", "<script>", "0" * 5000, "12345\0"):
        antwoord = vul_in(mens, getypt)
        assert antwoord.status_code == 422
        assert "Vul zes cijfers in." in tekst(antwoord)
        assert "<script>" not in antwoord.content.decode()
    assert wie().foute_pogingen == 0


def test_five_wrong_codes_close_it_and_say_who_can_open_it(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    later(60)
    mens = wereld.mens()
    mens.get(LIJST)
    for nog in ("U hebt nog 4 pogingen.", "U hebt nog 3 pogingen.", "U hebt nog 2 pogingen.", "U hebt nog één poging."):
        assert nog in tekst(vul_in(mens, "000000"))
    antwoord = vul_in(mens, "000000")
    assert antwoord.status_code == 403
    assert "D111" in tekst(antwoord)
    assert "C. Contact" in tekst(antwoord)
    assert "D111" in tekst(vul_in(mens, code(geheim))), "the right one helps no more"
    assert "D111" in tekst(mens.get("/wie-ben-ik"))
    assert [code for handeling, code in handelingen() if handeling == "code_ingevuld"] == ["D305"] * 4 + ["D111"]


def test_wrong_used_and_of_nobody_are_told_in_the_same_words(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    mens = wereld.mens()
    mens.get(LIJST)
    gebruikt, fout = vul_in(mens, code(geheim)), vul_in(mens, "000000")
    zonder = [re.sub(r"U hebt nog \d pogingen|Correlatie-id \w+", "", tekst(een)) for een in (gebruikt, fout)]
    assert zonder[0] == zonder[1]


def test_a_good_code_begins_the_count_anew(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    for ronde in range(3):
        later(60 * (ronde + 1))
        mens = wereld.mens()
        mens.get(LIJST)
        for _ in range(4):
            vul_in(mens, "000000")
        assert vul_in(mens, code(geheim)).status_code == 302
    assert wie().foute_pogingen == 0


def test_who_is_locked_is_out_everywhere_and_begins_anew_when_it_is_lifted(wereld: Wereld, later) -> None:
    binnen = wereld.mens()
    geheim = stel_in(binnen)
    later(60)
    elders = wereld.mens()
    elders.get(LIJST)
    for _ in range(5):
        vul_in(elders, "000000")
    assert "D111" in tekst(binnen.get(LIJST))
    Medewerker.objects.filter(pk=wie().pk).update(geblokkeerd_at=None)
    assert "Log opnieuw in" in tekst(binnen.get(LIJST)), "the session ended with the lock"
    binnen.post("/inloggen", {"verder": LIJST})
    assert CODEPAGINA in tekst(binnen.get(LIJST))
    assert vul_in(binnen, code(geheim)).status_code == 302
    assert is_binnen(binnen)


def test_nobody_is_sent_to_himself_to_be_let_in(wereld: Wereld) -> None:
    ik = wie()
    Medewerker.objects.filter(organisatie=ik.organisatie, contact=1).update(contact=None)
    Medewerker.objects.filter(pk=ik.pk).update(contact=1, geblokkeerd_at=NU)
    antwoord = tekst(wereld.mens().get(LIJST))
    assert "De contactpersoon van uw instantie is" not in antwoord
    assert "Vraag het dan de beheerder van het portaal." in antwoord


ALLES = ("/", LIJST, "/aanvragen.csv", "/koppeling/", "/meldingen/", "/aanvragen/00000000-0000-4000-8000-000000000000/")


@pytest.mark.parametrize("pad", ALLES)
def test_without_the_code_there_is_no_page_but_the_page_of_the_code(wereld: Wereld, pad: str) -> None:
    stel_in(wereld.mens())
    antwoord = wereld.mens().get(pad)
    assert CODEPAGINA in tekst(antwoord)
    assert "Hoofdmenu" not in antwoord.content.decode()


def test_without_the_code_one_can_see_who_one_is_and_leave(wereld: Wereld) -> None:
    stel_in(wereld.mens())
    mens = wereld.mens()
    antwoord = tekst(mens.get("/wie-ben-ik"))
    assert "S. de Vries" in antwoord
    assert "Machtigingen aanvragen en indienen" not in antwoord
    assert mens.post("/uitloggen").status_code == 302
    assert "U bent uitgelogd" in tekst(mens.get(LIJST))
    assert mens.post("/sessie/verlengen").status_code == 401


def test_the_link_of_a_package_comes_back_after_the_code(wereld: Wereld, later) -> None:
    geheim = stel_in(wereld.mens())
    later(60)
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    mens = wereld.mens()
    pagina = mens.get(link)
    assert CODEPAGINA in tekst(pagina)
    assert f'name="verder" value="{link}"' in pagina.content.decode()
    verder = vul_in(mens, code(geheim), verder=link)["Location"]
    assert mens.get(verder)["Location"].startswith(LIJST)


@pytest.mark.parametrize("verder", ["https://elders.example/", "//elders.example", "/\\elders.example", ""])
def test_a_code_never_leads_elsewhere(wereld: Wereld, verder: str) -> None:
    mens = wereld.mens()
    geheim = geheim_op(mens.get(LIJST))
    assert vul_in(mens, code(geheim), verder=verder)["Location"] == "/"


def test_after_the_code_the_session_has_another_number(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.get(LIJST)
    eerst = mens.client.session.session_key
    stel_in(mens)
    assert mens.client.session.session_key != eerst
    assert not Session.objects.filter(pk=eerst).exists()


def test_a_session_that_ended_asks_the_code_again(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    geheim = stel_in(mens)
    later(16 * 60)
    assert "Log opnieuw in" in tekst(mens.get(LIJST))
    assert vul_in(mens, code(geheim)).status_code == 401, "no code without a session"
    mens.post("/inloggen", {"verder": LIJST})
    assert CODEPAGINA in tekst(mens.get(LIJST))
    vul_in(mens, code(geheim))
    assert is_binnen(mens)


def test_when_the_contactpersoon_erased_it_the_session_counts_no_more_and_the_app_is_set_up_anew(
    wereld: Wereld, later
) -> None:
    mens = wereld.mens()
    oud = stel_in(mens)
    mensen.reset_tweede_factor(actor=contactpersoon(wereld), now=NU, medewerker=wie().pk)
    assert INSTELPAGINA in tekst(mens.get(LIJST))
    later(60)
    assert stel_in(mens) != oud


def test_when_the_contactpersoon_lifts_the_lock_the_code_works_again(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    geheim = stel_in(mens)
    Medewerker.objects.filter(pk=wie().pk).update(geblokkeerd_at=NU)
    assert "D111" in tekst(mens.get(LIJST))
    mensen.unlock(actor=contactpersoon(wereld), now=NU, medewerker=wie().pk)
    later(60)
    mens.post("/inloggen", {"verder": LIJST})
    assert vul_in(mens, code(geheim)).status_code == 302


def contactpersoon(wereld: Wereld) -> Actor:
    verdict = verify(der(wereld.testpki, "contactpersoon-goed"), profielen=bron().profielen(), at=NU)
    return identify(verdict, verwacht=Soort.PERSOONLIJK, now=NU)


def test_who_never_gave_the_code_writes_in_no_concept(wereld: Wereld, later) -> None:
    eigenaar = wereld.mens()
    stel_in(eigenaar)
    aanvraag = open_link(wereld, eigenaar)
    dief = wereld.mens()
    dief.get(LIJST)
    antwoord = dief.post(f"{aanvraag}vragen/medisch", MEDISCH)
    assert antwoord.status_code == 401
    assert "is bewaard" not in tekst(antwoord)
    assert "zijde" not in Aanvraag.objects.get().antwoorden
    later(3600)
    assert dief.post(f"{aanvraag}vragen/medisch", MEDISCH).status_code == 401
    assert "zijde" not in Aanvraag.objects.get().antwoorden


def test_who_never_gave_the_code_writes_in_no_answer(wereld: Wereld, later) -> None:
    eigenaar = wereld.mens()
    geheim = stel_in(eigenaar)
    pad = dien_in(wereld, eigenaar, mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Wanneer is gemeten?")
    ander = wereld.mens()
    ander.get(LIJST)
    getypt = {"antwoord-1-0": "Getypt.", "gezien-1-0": "", "actie": "versturen"}
    assert "is bewaard" in tekst(ander.post(f"{pad}antwoord", getypt))
    assert Informatieverzoek.objects.get().concept == {}
    later(60)
    vul_in(ander, code(geheim), verder=f"{pad}antwoord")
    assert "Getypt.</textarea>" in ander.get(f"{pad}antwoord").content.decode(), "it waits for who does give it"


def test_what_the_owner_typed_is_kept_when_the_code_is_asked_meanwhile(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    stel_in(mens)
    aanvraag = open_link(wereld, mens)
    later(3600)
    mens.get(LIJST)
    mens.post("/inloggen", {"verder": LIJST})  # in another tab, where the code is still to come
    antwoord = mens.post(f"{aanvraag}vragen/medisch", MEDISCH)
    assert CODEPAGINA in tekst(antwoord)
    assert "Wat u had ingevuld, is bewaard. Er is nog niets verstuurd." in tekst(antwoord)
    assert Aanvraag.objects.get().antwoorden["zijde"]["waarde"] == "beide"
    assert mens.post(f"{aanvraag}indienen").status_code == 401
    assert Aanvraag.objects.get().status == "concept"


def test_a_form_that_is_no_concept_is_kept_too(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    geheim = stel_in(mens)
    later(3600)
    mens.get(LIJST)
    mens.post("/inloggen", {"verder": "/meldingen/"})
    mens.post("/meldingen/", {"adres": "balie@oogkliniek.example"})
    vul_in(mens, code(geheim), verder="/meldingen/")
    assert "balie@oogkliniek.example" in mens.get("/meldingen/").content.decode()


def test_a_certificate_on_nobodys_name_has_no_place_for_it(wereld: Wereld) -> None:
    Certificaat.objects.filter(medewerker=wie()).update(medewerker=None)
    antwoord = wereld.mens().get(LIJST)
    assert (antwoord.status_code, "D115" in tekst(antwoord)) == (403, True)


def test_who_may_do_nothing_is_told_that_and_asked_no_code(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-zonder-autorisatie")
    assert "D203" in tekst(mens.get(LIJST))
    assert "D203" in tekst(mens.post("/inloggen/code", {"code": "123456"}))


def test_software_is_asked_nothing(wereld: Wereld) -> None:
    assert wereld.software().push(bericht()).status_code == 201


def test_where_it_is_off_nothing_is_asked_and_the_address_leads_on(wereld: Wereld, settings: Any) -> None:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "uit"
    mens = wereld.mens()
    assert is_binnen(mens)
    assert mens.get("/inloggen/code")["Location"] == "/"


def test_who_was_in_when_it_was_switched_on_keeps_what_was_typed(wereld: Wereld, settings: Any) -> None:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "uit"
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "aan"
    assert INSTELPAGINA in tekst(mens.post(f"{aanvraag}vragen/medisch", MEDISCH))
    assert Aanvraag.objects.get().antwoorden["zijde"]["waarde"] == "beide"


def test_in_a_trial_the_page_says_the_code_and_wrong_ones_still_close_it(wereld: Wereld, settings: Any) -> None:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "proef"
    mens = wereld.mens()
    assert "De code is hier altijd 246 810 ." in tekst(mens.get(LIJST))
    assert vul_in(mens, "246 810").status_code == 302
    assert is_binnen(mens)
    ander = wereld.mens()
    ander.get(LIJST)
    assert [vul_in(ander, "000000").status_code for _ in range(5)] == [422] * 4 + [403]


def test_the_next_certificate_of_the_same_person_needs_no_other_app(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    geheim = stel_in(mens)
    aanvraag = open_link(wereld, mens)
    vernieuw(wereld, mens)
    antwoord = mens.post(f"{aanvraag}vragen/medisch", MEDISCH)
    assert antwoord.status_code == 401
    assert "Wat u had ingevuld, is bewaard." in tekst(antwoord)
    assert Aanvraag.objects.get().antwoorden["zijde"]["waarde"] == "beide"
    later(60)
    mens.post("/inloggen", {"verder": aanvraag})
    assert CODEPAGINA in tekst(mens.get(aanvraag))
    assert vul_in(mens, code(geheim), verder=aanvraag)["Location"] == aanvraag


def vernieuw(wereld: Wereld, mens: Beller) -> None:
    """The next certificate, which here another persona had, is in the name of this medewerker."""
    ander = wereld.mens("persoonlijk-raadplegen")
    van = Certificaat.objects.get(naam="R. Bakker")
    van.medewerker, van.naam, van.autorisaties = wie(), wie().naam, ["indienen", "raadplegen"]
    van.save()
    mens.certificaat = ander.certificaat


def test_another_person_gets_nothing_of_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    geheim = geheim_op(mens.get(LIJST))
    mens.certificaat = der(wereld.testpki, "persoonlijk-raadplegen")
    assert geheim_op(mens.get(LIJST)) != geheim
