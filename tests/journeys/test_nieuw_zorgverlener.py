"""Who treats: only who fits is offered, and of the others it says why not."""

import html

import pytest
from journeys.test_nieuw_patient import begin, gezocht, velden, zegels
from machtigingen_sandbox.personas import GEVONDEN
from reis import open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.registers.models import Zorgverlener

TANDARTS = "persoonlijk-tandarts"


def kies(mens, adres: str, agb: str):
    return mens.post(f"{adres}zorgverlener", zie(mens, adres) | {"zorgverlener": agb})


def antwoord(naam: str) -> tuple[str, str]:
    een = Aanvraag.objects.get().antwoorden[naam]
    return een["waarde"], een["bron"]


def test_after_the_patient_one_chooses_who_treats(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    pagina = mens.get(f"{adres}zorgverlener")
    assert pagina.status_code == 200
    assert "werken deze zorgverleners op 2 november 2026 bij Oogkliniek Voorbeeldstad" in tekst(pagina)
    html = pagina.content.decode()
    assert 'value="03990011"' in html and 'value="03990015"' in html


def test_who_is_not_offered_is_named_with_why(wereld: Wereld) -> None:
    Zorgverlener.objects.filter(pk="03990015").update(specialismen="0304")
    mens = wereld.mens()
    pagina = mens.get(f"{begin(mens)}zorgverlener")
    assert 'value="03990015"' not in pagina.content.decode()
    assert "Een ander specialisme dan dit formulier vraagt (1) N. Netvlies (plastische chirurgie)" in tekst(pagina)
    assert "Werkt hier niet op 2 november 2026 (1) G. Gestopt (oogheelkunde)" in tekst(pagina)
    assert "Losse-Oogarts" not in tekst(pagina)


def test_the_choice_is_an_answer_and_leads_to_the_form(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    gekozen = kies(mens, adres, "03990011")
    assert gekozen["Location"] == f"{adres}vragen/medisch"
    assert antwoord("zorgverlener") == ("03990011", "gebruiker")
    assert Aanvraag.objects.get().zorgverlener == "03990011"
    assert "O. Oogarts (03990011)" in tekst(mens.get(f"{adres}vragen/medisch"))


def test_the_only_one_who_fits_is_chosen_beforehand(wereld: Wereld) -> None:
    Zorgverlener.objects.filter(pk="03990015").update(specialismen="0304")
    mens = wereld.mens()
    html = mens.get(f"{begin(mens)}zorgverlener").content.decode()
    assert html.count(" checked") == 1


@pytest.mark.parametrize("agb", ["", "03990014", "03990012", "22990001", "9", "<script>", "03990013"])
def test_nobody_else_can_be_chosen_here(wereld: Wereld, agb: str) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    geweigerd = kies(mens, adres, agb)
    assert geweigerd.status_code == 422
    assert "<script>" not in geweigerd.content.decode().split("<main")[1]
    assert "zorgverlener" not in Aanvraag.objects.get().antwoorden


def test_the_specialisme_goes_along_with_who_is_chosen_and_shuts_nobody_out(wereld: Wereld) -> None:
    """The form is for several, and each of these has another."""
    Zorgverlener.objects.filter(pk="03990011").update(specialismen="1200")
    Zorgverlener.objects.filter(pk="03990015").update(specialismen="1201")
    mens = wereld.mens()
    adres = begin_klikgebit(mens)
    for agb, code in (("03990011", "1200"), ("03990015", "1201"), ("03990011", "1200")):
        pagina = mens.get(f"{adres}zorgverlener").content.decode()
        assert 'value="03990011"' in pagina and 'value="03990015"' in pagina
        assert kies(mens, adres, agb).status_code == 302
        assert antwoord("specialisme") == (code, "agb_register")
    Zorgverlener.objects.filter(pk="03990015").update(specialismen="1200,1201")
    assert kies(mens, adres, "03990015").status_code == 302
    assert "specialisme" not in Aanvraag.objects.get().antwoorden  # with which, is asked


def test_a_specialisme_that_somebody_filled_in_does_count(wereld: Wereld) -> None:
    Zorgverlener.objects.filter(pk="03990011").update(specialismen="1200")
    Zorgverlener.objects.filter(pk="03990015").update(specialismen="1201")
    mens = wereld.mens()
    adres = begin_klikgebit(mens)
    kies(mens, adres, "03990011")
    vul_in(mens, adres, "behandeling?wijzig=specialisme", specialisme="1201")
    pagina = mens.get(f"{adres}zorgverlener").content.decode()
    assert 'value="03990011"' not in pagina and 'value="03990015"' in pagina


def begin_klikgebit(mens) -> str:
    zorg = "formulier=M03&grondslag=zvw&specialisme=1200&lijst=010&prestatie=J081"
    mens.get("/aanvragen/")
    (zegel,) = zegels(gezocht(mens, f"/aanvragen/nieuw/patient?{zorg}", velden(GEVONDEN)))
    return mens.post(f"/aanvragen/nieuw/beginnen?{zorg}", {"wie": zegel})["Location"].removesuffix("zorgverlener")


def test_where_nobody_fits_the_code_can_still_be_typed(wereld: Wereld) -> None:
    Zorgverlener.objects.filter(pk__in=["03990011", "03990015"]).update(specialismen="0304")
    mens = wereld.mens()
    adres = begin(mens)
    pagina = mens.get(f"{adres}zorgverlener")
    assert "Niemand past bij dit formulier" in tekst(pagina)
    assert f'href="{adres}vragen/behandeling?wijzig=zorgverlener#veld-zorgverlener"' in pagina.content.decode()


def test_of_two_who_choose_at_once_the_second_reads_what_the_first_chose(wereld: Wereld) -> None:
    mens, collega = wereld.mens(), wereld.mens("contactpersoon-goed")
    adres = begin(mens)
    gezien = zie(mens, adres)
    assert kies(collega, adres, "03990015").status_code == 302
    botsing = mens.post(f"{adres}zorgverlener", gezien | {"zorgverlener": "03990011"})
    assert botsing.status_code == 409
    assert "Nu staat er “03990015”; u vulde in “03990011”." in html.unescape(tekst(botsing))
    assert antwoord("zorgverlener")[0] == "03990015"
    opnieuw = mens.post(f"{adres}zorgverlener", toont(botsing) | {"zorgverlener": "03990011"})
    assert (opnieuw.status_code, antwoord("zorgverlener")[0]) == (302, "03990011")


def test_who_is_chosen_meanwhile_stays_when_an_older_page_left_its_choice_as_it_was(wereld: Wereld) -> None:
    mens, collega = wereld.mens(), wereld.mens("contactpersoon-goed")
    adres = begin(mens)
    kies(mens, adres, "03990011")
    gezien = zie(mens, adres)
    kies(collega, adres, "03990015")
    assert mens.post(f"{adres}zorgverlener", gezien | {"zorgverlener": "03990011"}).status_code == 302
    assert antwoord("zorgverlener")[0] == "03990015"


def zie(mens, adres: str) -> dict[str, str]:
    mens.get("/aanvragen/")
    return toont(mens.get(f"{adres}zorgverlener"))


def test_what_a_package_sent_stays_beside_the_choice(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens)
    kies(mens, adres, "03990015")
    een = Aanvraag.objects.get().antwoorden["zorgverlener"]
    assert (een["waarde"], een["gestuurd"], een["bron"]) == ("03990015", "03990011", "aangepast")


def test_another_instantie_does_not_get_it_and_who_may_only_look_neither(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    vreemde, kijker = wereld.mens("persoonlijk-andere-instantie"), wereld.mens("persoonlijk-raadplegen")
    assert vreemde.get(f"{adres}zorgverlener").status_code == 404
    assert kijker.get(f"{adres}zorgverlener").status_code == 403
    for ander in (vreemde, kijker):
        assert kies(ander, adres, "03990011").status_code in (403, 404)
