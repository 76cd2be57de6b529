"""Looking for something at the desk: whatever became of it, of the own insurer, no patient in an address."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from afdruk import eenmaal
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel
from reis import fouten, tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen import afsluiting, behandeling, besluiten
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD, Zoekvraag
from machtigingen.aanvragen.zoekstatus import Zoekstatus
from machtigingen.audit.models import Regel
from machtigingen.beoordeling.zoeken import search_at_desk, search_verzekerde_at_desk
from machtigingen.doors.verzekeraar import zoeken
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.foundation import DomainError

ZOEKEN = "/beoordelen/zoeken"
WIE = personas.GEVONDEN
PERSOON = {"bsn": WIE.bsn.onthul(), "geboortedatum": WIE.geboortedatum.strftime("%d-%m-%Y")}
LEEG = dict.fromkeys(("nummer", "referentie", "agb", "vanaf", "tot", "status", "formulier"), "")
Desk = Callable[..., Beller]


def referenties(antwoord: object) -> set[str]:
    """The references in the table."""
    pagina = antwoord.content.decode()  # type: ignore[attr-defined]
    return set(re.findall(r'data-kolom="Aanvraag"><a [^>]*>[^<]*</a><p class="mp-tabel__onder">([^<]*)<', pagina))


def handelingen() -> list[str]:
    rijen = Regel.objects.filter(keten="uzovi:9901", handeling__startswith="gezocht").order_by("pk")
    return list(rijen.values_list("handeling", flat=True))


@pytest.fixture
def vier(balie: Balie) -> dict[str, Aanvraag]:
    """One of each that a phone call is about; and one at another insurer."""
    ids = eenmaal("vier om te zoeken", lambda: _vier(balie))
    return {naam: Aanvraag.objects.get(pk=id_) for naam, id_ in ids.items()}


def _vier(balie: Balie) -> dict[str, UUID]:
    gemaakt = {naam: balie.verstuurd(referentie=naam) for naam in ("open", "toegekend", "afgewezen", "weg")}
    for naam, goed in (("toegekend", True), ("afgewezen", False)):
        besluiten.decide(
            actor=balie.beoordelaar, now=balie.now, aanvraag_id=gemaakt[naam].id, oordeel=heel(goed, "Besloten.")
        )
    weg = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": gemaakt["weg"].id}
    afsluiting.withdraw(**weg, reden="Toch niet.")
    balie.verstuurd(referentie="bij een ander", wie=personas.BIJ_TESTZORG)
    return {naam: een.id for naam, een in gemaakt.items()}


@pytest.mark.parametrize("scheiding", ["", " ", "-", ".", "\N{NO-BREAK SPACE}", "\N{EN DASH}"])
def test_either_number_is_found_however_it_is_cut_up(vier: dict[str, Aanvraag], desk: Desk, scheiding: str) -> None:
    mens, een = desk(), vier["toegekend"]
    for nummer in (str(een.aanvraagnummer), een.machtigingsnummer):
        antwoord = mens.post(ZOEKEN, {"nummer": scheiding.join((nummer[:4], nummer[4:8], nummer[8:]))})
        assert antwoord.status_code == 302
        gevonden = mens.get(antwoord["Location"])
        assert "1 aanvraag gevonden" in tekst(gevonden)
        assert referenties(gevonden) == {"toegekend"}
    assert handelingen() == ["gezocht_op_nummer"] * 2


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("referentie=TOE", {"toegekend"}),
        ("agb=22-990001", {"open", "toegekend", "afgewezen", "weg"}),
        ("agb=22990099", set()),
        ("status=in_behandeling", {"open"}),
        ("status=goedgekeurd", {"toegekend"}),
        ("status=afgewezen", {"afgewezen"}),
        ("status=ingetrokken", {"weg"}),
        ("formulier=X02&status=afgewezen", {"afgewezen"}),
        ("formulier=M03", set()),
        ("vanaf=24-11-2026&tot=24-11-2026", {"open", "toegekend", "afgewezen", "weg"}),
        ("tot=23-11-2026", set()),
    ],
)
def test_it_is_found_by_what_is_known_of_it(
    vier: dict[str, Aanvraag], desk: Desk, vraag: str, gevonden: set[str]
) -> None:
    antwoord = desk().get(f"{ZOEKEN}?{vraag}")
    assert antwoord.status_code == 200
    assert referenties(antwoord) == gevonden
    assert ("Geen aanvraag gevonden" in tekst(antwoord)) is (not gevonden)
    assert handelingen() == ["gezocht"]


def test_a_form_is_found_whatever_the_specialisme(balie: Balie, desk: Desk) -> None:
    balie.verstuurd(referentie="oog")
    balie.verstuurd(referentie="gebit", agb=TANDARTS, wie=personas.POLIS_LOOPT_AF)
    assert referenties(desk().get(f"{ZOEKEN}?formulier=M03")) == {"gebit"}


def test_a_row_says_how_it_stands_and_what_the_term_is(balie: Balie, vier: dict[str, Aanvraag], desk: Desk) -> None:
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=vier["open"].id)
    gelezen = tekst(desk("beoordelaar-9901-collega").get(f"{ZOEKEN}?agb=22990001"))
    assert "4 aanvragen gevonden" in gelezen
    assert "bij B. Ordelaar" in gelezen
    assert "nog 10 werkdagen" in gelezen
    assert "Geldig tot en met" in gelezen
    for geheim in (WIE.naam, WIE.bsn.onthul()):
        assert geheim not in gelezen


def test_what_waits_for_an_answer_says_until_when(balie: Balie, vier: dict[str, Aanvraag], desk: Desk) -> None:
    behandeling.ask_information(actor=balie.beoordelaar, now=balie.now, aanvraag_id=vier["open"].id, vragen=["Waarom?"])
    gelezen = tekst(desk().get(f"{ZOEKEN}?status=informatie_gevraagd"))
    assert "1 aanvraag gevonden" in gelezen
    assert "8 december" in gelezen


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({}, ["nummer"]),
        ({"nummer": "261124000011"}, ["nummer"]),
        ({"nummer": "oog"}, ["nummer"]),
        ({"nummer": "--"}, ["nummer"]),
        ({"agb": "1234"}, ["agb"]),
        ({"vanaf": "02-11-2026", "tot": "01-11-2026"}, ["tot"]),
        ({"vanaf": "32-01-2026"}, ["vanaf"]),
        ({"status": "concept"}, ["status"]),
        ({"formulier": "Z99"}, ["formulier"]),
        ({"referentie": "x" * 300, "tot": "gisteren"}, ["referentie", "tot"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    vier: dict[str, Aanvraag], desk: Desk, anders: dict[str, str], velden: list[str]
) -> None:
    antwoord = desk().post(ZOEKEN, LEEG | anders)
    assert antwoord.status_code == 422
    assert fouten(antwoord) == velden
    pagina = antwoord.content.decode()
    assert all(f'value="{waarde}"' in pagina for naam, waarde in anders.items() if naam not in ("status", "formulier"))
    assert handelingen() == []


def test_a_number_with_a_typing_error_is_told_how_long_both_are(vier: dict[str, Aanvraag], desk: Desk) -> None:
    nummer = str(vier["open"].aanvraagnummer)
    fout = nummer[:-1] + str((int(nummer[-1]) + 1) % 10)
    gelezen = tekst(desk().get(f"{ZOEKEN}?nummer={fout}"))
    assert "Een Machtigingsaanvraag-ID heeft 12 cijfers, een machtigingsnummer 14" in gelezen


def test_before_anything_is_asked_nothing_is_looked_for(vier: dict[str, Aanvraag], desk: Desk) -> None:
    for adres in (ZOEKEN, f"{ZOEKEN}?nummer=&status=&blad=2", f"{ZOEKEN}?wie=ja"):
        antwoord = desk().get(adres)
        assert antwoord.status_code == 200
        assert "gevonden" not in tekst(antwoord)
    assert handelingen() == []


def test_no_status_is_offered_of_what_was_never_sent(desk: Desk) -> None:
    pagina = desk().get(ZOEKEN).content.decode()
    groepen = dict(re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', pagina, re.S))
    assert set(groepen) == {"In behandeling", "Goedgekeurd"}
    assert "Niet uitgevoerd" in groepen["Goedgekeurd"]
    assert not {"concept", "vervallen"} & set(re.findall(r'<option value="([^"]*)"', pagina))


def test_a_person_is_found_at_once_and_stands_in_no_address_and_no_log(
    balie: Balie, vier: dict[str, Aanvraag], desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    balie.verstuurd(referentie="iemand anders", wie=personas.POLIS_LOOPT_AF, agb=TANDARTS)
    antwoord = desk().post(ZOEKEN, PERSOON)
    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"] == "no-store"
    assert referenties(antwoord) == {"open", "toegekend", "afgewezen", "weg"}
    adressen = re.findall(r'(?:href|action)="([^"]*)"', antwoord.content.decode())
    assert not [adres for adres in adressen if PERSOON["bsn"] in adres or re.search(r"\b1958\b", adres)]
    assert PERSOON["bsn"] not in caplog.text
    regel = Regel.objects.filter(keten="uzovi:9901", handeling="gezocht_op_bsn").get()
    assert (regel.onderwerp, regel.actor) == ("", "B. Ordelaar")


def test_another_birth_date_finds_nothing(vier: dict[str, Aanvraag], desk: Desk) -> None:
    assert "Geen aanvraag gevonden" in tekst(desk().post(ZOEKEN, PERSOON | {"geboortedatum": "01-01-1950"}))


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"geboortedatum": ""}, ["geboortedatum"]),
        ({"bsn": ""}, ["bsn"]),
        ({"bsn": "", "geboortedatum": ""}, ["bsn", "geboortedatum"]),
        ({"bsn": "123456789"}, ["bsn"]),
        ({"geboortedatum": "01-01-2030"}, ["geboortedatum"]),
    ],
)
def test_a_person_needs_a_bsn_and_a_birth_date_that_can_be(
    desk: Desk, anders: dict[str, str], velden: list[str]
) -> None:
    antwoord = desk().post(ZOEKEN, PERSOON | anders)
    assert antwoord.status_code == 422
    assert fouten(antwoord) == velden
    assert handelingen() == []


def test_a_person_in_an_address_is_not_looked_for(vier: dict[str, Aanvraag], desk: Desk) -> None:
    antwoord = desk().get(f"{ZOEKEN}?bsn={PERSOON['bsn']}&geboortedatum={PERSOON['geboortedatum']}")
    assert "gevonden" not in tekst(antwoord)
    assert PERSOON["bsn"] not in antwoord.content.decode()


@pytest.mark.parametrize("veld", ["nummer", "referentie", "agb", "vanaf", "tot", "status", "formulier"])
@pytest.mark.parametrize("geschreven", ["{}", "x{}", "{0[0]}.{0[1]}", "９９９９１１００４"])
def test_a_bsn_typed_in_any_field_stands_in_no_address(
    vier: dict[str, Aanvraag], desk: Desk, veld: str, geschreven: str
) -> None:
    bsn = PERSOON["bsn"]
    getypt = geschreven.format((bsn[:4], bsn[4:]) if "[" in geschreven else bsn)
    antwoord = desk().post(ZOEKEN, LEEG | {veld: getypt})
    assert antwoord.status_code in (200, 422)
    adressen = re.findall(r'(?:href|action)="([^"]*)"', antwoord.content.decode())
    assert not [adres for adres in adressen if "?" in adres]


def test_a_reference_of_nine_digits_is_found_and_leads_back_to_searching(balie: Balie, desk: Desk) -> None:
    balie.verstuurd(referentie="123456782")
    mens = desk()
    antwoord = mens.post(ZOEKEN, LEEG | {"referentie": "123456782"})
    assert referenties(antwoord) == {"123456782"}
    adres = unescape(re.search(r'href="(/beoordelen/[0-9a-f-]{36}/[^"]*)"', antwoord.content.decode())[1])
    assert "123456782" not in adres
    assert f'href="{ZOEKEN}?blad=1"' in mens.get(adres).content.decode()


def back_from(mens: Beller, antwoord: object) -> str:
    """The address of the way back from the first of what was found."""
    pagina = antwoord.content.decode()  # type: ignore[attr-defined]
    adres = unescape(re.search(r'href="(/beoordelen/[0-9a-f-]{36}/[^"]*)"', pagina)[1])
    terug = re.search(r'href="([^"]*)">Terug naar zoeken', mens.get(adres).content.decode())
    assert terug is not None
    return unescape(terug[1])


def test_the_way_back_from_an_aanvraag_is_the_search_it_was_found_by(
    vier: dict[str, Aanvraag], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoeken, "PER_PAGINA", 2)
    mens = desk()
    tweede = mens.get(f"{ZOEKEN}?agb=22990001&formulier=X02&blad=2")
    assert "Blad 2 van 2" in tekst(tweede)
    terug = mens.get(back_from(mens, tweede))
    assert referenties(terug) == referenties(tweede)
    assert "Blad 2 van 2" in tekst(terug)


def test_from_what_a_person_was_found_by_the_way_back_is_to_ask_again(vier: dict[str, Aanvraag], desk: Desk) -> None:
    mens = desk()
    assert back_from(mens, mens.post(ZOEKEN, PERSOON)) == f"{ZOEKEN}?wie=ja"
    assert "<details open>" in mens.get(f"{ZOEKEN}?wie=ja").content.decode().partition("Zoek op nummer")[2]


def test_an_act_on_what_was_found_keeps_the_way_back(vier: dict[str, Aanvraag], desk: Desk) -> None:
    mens, id_ = desk(), vier["open"].id
    suffix = Werkkeuze(zoek="referentie=open").suffix
    assert mens.post(f"/beoordelen/{id_}/nemen{suffix}")["Location"] == f"/beoordelen/{id_}/{suffix}"
    antwoord = mens.post(f"/beoordelen/{id_}/overdragen{suffix}", {"naar": "lijst"})
    assert antwoord["Location"] == f"{ZOEKEN}?referentie=open"


@pytest.mark.parametrize(
    ("zoek", "blijft"),
    [
        ("referentie=a%26b&blad=2", "referentie=a%26b&blad=2"),
        ("nummer=2611 2400 0012", "nummer=2611+2400+0012"),
        ("nummer=999911004", ""),
        ("referentie=9999.11.004", ""),
        ("bsn=1&next=//elders.example", ""),
        ("x" * 5000, ""),
    ],
)
def test_of_a_way_back_only_what_can_be_looked_for_counts(zoek: str, blijft: str) -> None:
    assert Werkkeuze.read({"zoek": zoek}).zoek == blijft


def test_the_work_list_has_a_field_for_a_number(vier: dict[str, Aanvraag], desk: Desk) -> None:
    mens = desk()
    pagina = mens.get("/beoordelen/").content.decode()
    assert re.search(rf'<form method="post" action="{ZOEKEN}"[^>]*>.*name="nummer"', pagina, re.S)
    antwoord = mens.post(ZOEKEN, {"nummer": vier["weg"].aanvraagnummer})
    assert referenties(mens.get(antwoord["Location"])) == {"weg"}
    assert fouten(mens.post(ZOEKEN, {"nummer": ""})) == ["nummer"]


def test_everyone_finds_only_what_his_own_insurer_has(vier: dict[str, Aanvraag], desk: Desk) -> None:
    ander = desk("beoordelaar-9902")
    for antwoord in (
        ander.get(f"{ZOEKEN}?nummer={vier['open'].aanvraagnummer}"),
        ander.get(f"{ZOEKEN}?nummer={vier['toegekend'].machtigingsnummer}"),
        ander.get(f"{ZOEKEN}?referentie=toegekend"),
        ander.post(ZOEKEN, PERSOON),
    ):
        assert "Geen aanvraag gevonden" in tekst(antwoord)
    assert referenties(ander.get(f"{ZOEKEN}?agb=22990001")) == {"bij een ander"}


def test_what_was_never_sent_is_not_found(balie: Balie, wereld: Wereld, desk: Desk) -> None:
    balie.concept(referentie="concept")
    assert "Geen aanvraag gevonden" in tekst(desk().get(f"{ZOEKEN}?referentie=concept"))
    assert "Geen aanvraag gevonden" in tekst(desk().post(ZOEKEN, PERSOON))


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen", "persoonlijk-zonder-autorisatie"])
def test_it_is_for_nobody_at_an_instantie(balie: Balie, wereld: Wereld, naam: str) -> None:
    actor, mens = balie.als(naam), wereld.mens(naam)
    for zoek in (
        lambda: search_at_desk(actor=actor, now=balie.now, zoekvraag=Zoekvraag(referentie="x")),
        lambda: search_verzekerde_at_desk(actor=actor, now=balie.now, bsn=WIE.bsn, geboortedatum=WIE.geboortedatum),
    ):
        with pytest.raises(DomainError) as fout:
            zoek()
        assert fout.value.code == "D203"
    mens.get("/wie-ben-ik")
    assert mens.get(ZOEKEN).status_code == mens.post(ZOEKEN, PERSOON).status_code == 403


def test_what_was_found_opens_nothing_that_is_sealed(balie: Balie, vier: dict[str, Aanvraag]) -> None:
    for een in search_at_desk(actor=balie.beoordelaar, now=balie.now, zoekvraag=Zoekvraag(agb="22990001")):
        assert een.get_deferred_fields() == set(VERZEGELD)


def test_the_status_is_that_of_this_moment(balie: Balie, vier: dict[str, Aanvraag]) -> None:
    def gevonden(status: Zoekstatus, dagen: int) -> set[str]:
        vraag = Zoekvraag(status=status)
        later = balie.now + timedelta(days=dagen)
        return {een.referentie for een in search_at_desk(actor=balie.beoordelaar, now=later, zoekvraag=vraag)}

    assert gevonden(Zoekstatus.BEEINDIGD, 0) == set()
    assert gevonden(Zoekstatus.BEEINDIGD, 4000) == {"toegekend"}
