"""COV's webservice over real mutual TLS: every answer of the sandbox, and whatever else may come."""

import shutil
import socket
import time
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cov.berichten import BSN, GEBOREN, OPDRACHT, PEIL, resultaat, retour, verzekerde
from cov.conftest import Proef, serving
from cov.test_xmlvorm import ONLEESBAAR
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.core.exceptions import ImproperlyConfigured
from machtigingen_sandbox import cov_dienst
from machtigingen_sandbox.cov import DemoCov
from machtigingen_sandbox.cov_antwoorden import BIJZONDER, HUISNUMMER, POSTCODE
from machtigingen_sandbox.cov_antwoorden import GEBOREN as GEBOREN_BIJZONDER
from machtigingen_sandbox.cov_dienst import STORINGEN, Storing, answer
from machtigingen_sandbox.cov_stand import Covstand
from machtigingen_sandbox.personas import GEVONDEN, OOK_GEVONDEN, PERSONAS, Gedrag, Persona

from machtigingen.foundation import AgbCode, Bsn
from machtigingen.registers import cov
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovUitkomst, CovVraag, GeenAntwoord
from machtigingen.registers.vz801802 import berichten
from machtigingen.registers.vz801802.berichten import Verzoek, Zoekopdracht, Zoekresultaattype, Zorgaanbieder
from machtigingen.registers.vz801802.dienst import CovDienst
from machtigingen.registers.vz801802.lijn import ANTWOORD_MAX, Toegang
from machtigingen.registers.vz801802.xmlvorm import read_verzoek, write_retourbericht

RUIM = 10.0
WIE = AgbCode("22990001")


def vraag(dienst: Any, bsn: str = BSN, geboren: date = GEBOREN, *, timeout: float = RUIM) -> CovAntwoord:
    return dienst.raadpleeg(vraag_over(bsn, geboren), agb=WIE, timeout=timeout)


def vraag_over(bsn: str, geboren: date, grondslag: str = "zvw") -> CovVraag:
    return CovVraag(bsn=Bsn(bsn), geboortedatum=geboren, peildatum=PEIL, grondslag=grondslag)


def reden(dienst: CovDienst, bsn: str = BSN, geboren: date = GEBOREN, *, timeout: float = RUIM) -> GeenAntwoord:
    """Why there is no answer. That nothing of a person is in what went wrong is tried each time."""
    with pytest.raises(CovNietBereikbaar) as fout:
        vraag(dienst, bsn, geboren, timeout=timeout)
    gezegd = "".join(traceback.format_exception(fout.value))
    assert bsn not in gezegd and BSN not in gezegd and "Jansen" not in gezegd
    return fout.value.reden


@pytest.mark.parametrize(
    "persona", [een for een in PERSONAS if een.gedrag is Gedrag.GEWOON], ids=lambda persona: persona.naam
)
def test_the_webservice_says_of_everybody_what_the_direct_way_says(dienst: CovDienst, persona: Persona) -> None:
    overlijn = vraag(dienst, persona.bsn.onthul(), persona.geboortedatum)
    assert overlijn == vraag(DemoCov(), persona.bsn.onthul(), persona.geboortedatum)
    assert overlijn.uitkomst is persona.cov


def test_twenty_people_go_in_one_message(dienst: CovDienst, proef: Proef) -> None:
    gewoon = [een for een in PERSONAS if een.gedrag is Gedrag.GEWOON]
    wie = (gewoon * 2)[:20]
    vragen = [vraag_over(een.bsn.onthul(), een.geboortedatum) for een in wie]
    antwoorden = dienst.raadpleeg_samen(vragen, agb=WIE, timeout=RUIM)
    assert [een.uitkomst for een in antwoorden if isinstance(een, CovAntwoord)] == [een.cov for een in wie]


def test_what_cannot_be_used_of_one_is_no_reason_to_leave_the_others(dienst: CovDienst) -> None:
    zonder_pad = next(een for een in BIJZONDER.values() if een.uitleg == "GeenGeldigZoekpad")
    vragen = [vraag_over(zonder_pad.bsn, GEBOREN_BIJZONDER), vraag_over(BSN, GEBOREN)]
    mis, gevonden = dienst.raadpleeg_samen(vragen, agb=WIE, timeout=RUIM)
    assert mis is GeenAntwoord.ONS_BERICHT
    assert isinstance(gevonden, CovAntwoord) and gevonden.uitkomst is CovUitkomst.GEVONDEN


@pytest.mark.parametrize("bijzonder", BIJZONDER.values(), ids=lambda een: een.uitleg)
def test_every_other_value_of_the_answer_can_be_had(dienst: CovDienst, bijzonder: Any) -> None:
    try:
        gekregen = vraag(dienst, bijzonder.bsn, GEBOREN_BIJZONDER).uitkomst
    except CovNietBereikbaar as fout:
        assert fout.reden is GeenAntwoord.ONS_BERICHT
        assert "Zoek" in bijzonder.uitleg
    else:
        verwacht = CovUitkomst.GEVONDEN if bijzonder.uitleg.startswith("Gevonden") else CovUitkomst.ONBEKEND
        assert gekregen is verwacht


def test_every_value_of_every_list_is_seen_over_the_line(dienst: CovDienst, proef: Proef) -> None:
    proef.dag = date(2026, 1, 1)  # so that a day can be ahead, and two years back
    bsns = [(een.bsn.onthul(), een.geboortedatum) for een in PERSONAS if een.gedrag is Gedrag.GEWOON]
    bsns += [(bsn, GEBOREN_BIJZONDER) for bsn, een in BIJZONDER.items() if een.retour.value == "VerzoekAkkoord"]
    gezien: set[Any] = set()
    for nummer, (bsn, geboren) in enumerate(bsns):
        (een,) = dienst.zoek([replace(OPDRACHT, volgnummer=nummer, bsn=bsn, geboortedatum=geboren)], timeout=RUIM)
        gezien.add(een.resultaat)
        if een.verzekerde:
            gezien |= {een.verzekerde.resultaat, een.verzekerde.geslacht}
            gezien |= {deel for polis in een.verzekerde.verzekeringen for deel in (polis.resultaat, polis.soort)}
    gewoon = resultaat().resultaat
    (vandaag,) = dienst.zoek([replace(OPDRACHT, peildatum=proef.dag)], timeout=RUIM)
    lijsten = [Zoekresultaattype, berichten.Verzekerderesultaat, berichten.Verzekeringresultaat]
    lijsten += [berichten.SoortVerzekering, berichten.Geslachtsoort]
    assert vandaag.resultaat is gewoon
    assert {waarde for lijst in lijsten for waarde in lijst} <= gezien | {gewoon}


@pytest.mark.parametrize(
    ("anders", "type_"),
    [
        ({"bsn": "999911005"}, Zoekresultaattype.BSN_VOLDOET_NIET_AAN_ELFPROEF),
        ({"bsn": ""}, Zoekresultaattype.GEEN_GELDIG_ZOEKPAD),
        ({"postcode": POSTCODE, "huisnummer": HUISNUMMER}, Zoekresultaattype.MEERDERE_ZOEKPADEN_OPGEGEVEN),
        ({"bsn": "", "postcode": POSTCODE, "huisnummer": HUISNUMMER}, Zoekresultaattype.GEVONDEN),
        ({"bsn": "", "verzekerdenummer": GEVONDEN.verzekerdenummer}, Zoekresultaattype.GEVONDEN),
        ({"bsn": "", "verzekerdenummer": "1"}, Zoekresultaattype.NIET_GEVONDEN),
        ({"peildatum": date(2024, 11, 24)}, Zoekresultaattype.PEILDATUM_2_JAAR_OF_OUDER),
        ({"peildatum": date(2024, 11, 25)}, Zoekresultaattype.GEVONDEN),
        ({"peildatum": date(2026, 11, 25)}, Zoekresultaattype.GEVONDEN_PEILDATUM_IN_TOEKOMST),
    ],
)
def test_the_sandbox_judges_a_search_as_cov_does(
    dienst: CovDienst, anders: dict[str, Any], type_: Zoekresultaattype
) -> None:
    (gekregen,) = dienst.zoek([replace(OPDRACHT, referentie="dossier 7", **anders)], timeout=RUIM)
    assert (gekregen.resultaat, gekregen.referentie) == (type_, "dossier 7")


def test_twenty_searches_go_in_one_message_and_come_back_in_their_order(dienst: CovDienst) -> None:
    opdrachten = [
        Zoekopdracht(volgnummer=nummer, peildatum=PEIL, bsn=wie.bsn.onthul(), geboortedatum=wie.geboortedatum)
        for nummer, wie in zip(range(40, 20, -1), (GEVONDEN, OOK_GEVONDEN) * 10, strict=True)
    ]
    gekregen = dienst.zoek(opdrachten, timeout=RUIM)
    assert [een.volgnummer for een in gekregen] == list(range(40, 20, -1))
    assert [een.verzekerde.bsn for een in gekregen if een.verzekerde] == [een.bsn for een in opdrachten]


@pytest.mark.parametrize(
    "opdrachten",
    [[], [replace(OPDRACHT, volgnummer=nummer) for nummer in range(21)], [OPDRACHT] * 2, [replace(OPDRACHT, bsn="\0")]],
    ids=["none", "21", "one number twice", "a text that XML cannot hold"],
)
def test_what_may_not_be_asked_is_not_asked(dienst: CovDienst, proef: Proef, opdrachten: list[Zoekopdracht]) -> None:
    proef.answers(write_retourbericht(retour()))
    with pytest.raises(CovNietBereikbaar) as fout:
        dienst.zoek(opdrachten, timeout=RUIM)
    assert fout.value.reden is GeenAntwoord.ONS_BERICHT


REDENEN = {
    Storing.HALF: GeenAntwoord.ONLEESBAAR,
    Storing.DTD: GeenAntwoord.ONLEESBAAR,
    Storing.TE_GROOT: GeenAntwoord.TE_GROOT,
    Storing.ANDER: GeenAntwoord.OVER_EEN_ANDER,
    Storing.DUBBEL: GeenAntwoord.OVER_EEN_ANDER,
    Storing.PAGINA: GeenAntwoord.ONLEESBAAR,
    Storing.FAULT: GeenAntwoord.STORING,
}


@pytest.mark.parametrize(("bsn", "storing"), STORINGEN.items())
def test_whatever_is_wrong_with_an_answer_it_is_none(dienst: CovDienst, bsn: str, storing: Storing) -> None:
    assert reden(dienst, bsn) is REDENEN[storing]


@pytest.mark.parametrize(
    ("stand", "verwacht"),
    [
        (Covstand.WEG, GeenAntwoord.VERBINDING),
        (Covstand.KAPOT, GeenAntwoord.ONLEESBAAR),
        (Covstand.GEWEIGERD, GeenAntwoord.GEWEIGERD),
    ],
)
def test_a_cov_that_is_away_or_broken_is_told_apart(
    dienst: CovDienst, proef: Proef, stand: Covstand, verwacht: GeenAntwoord
) -> None:
    proef.toestand = stand
    assert reden(dienst) is verwacht


def test_a_slow_cov_is_left_at_the_deadline(dienst: CovDienst, proef: Proef) -> None:
    proef.toestand = Covstand.TRAAG
    assert reden(dienst, timeout=0.3) is GeenAntwoord.TIJD_OP


@pytest.mark.parametrize("xml", ONLEESBAAR.values(), ids=ONLEESBAAR.keys())
def test_hostile_xml_is_no_answer(dienst: CovDienst, proef: Proef, xml: str) -> None:
    proef.answers(xml.encode())
    assert reden(dienst) is GeenAntwoord.ONLEESBAAR


def test_a_bomb_costs_nothing(dienst: CovDienst, proef: Proef) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bom = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lol}]><x>&l9;</x>'
    proef.answers(bom.encode())
    assert reden(dienst) is GeenAntwoord.ONLEESBAAR


@pytest.mark.parametrize(
    "ander",
    [
        retour(resultaat(volgnummer=2)),
        retour(resultaat(), resultaat(volgnummer=2)),
        retour(resultaat(), resultaat()),
        retour(resultaat(verzekerde=verzekerde(bsn="999911016"))),
        retour(resultaat(verzekerde=verzekerde(geboortedatum=date(1958, 3, 15)))),
        replace(retour(), zoekresultaten=()),
    ],
    ids=["another number", "one too many", "twice", "another BSN", "another birth date", "none"],
)
def test_an_answer_about_another_question_is_none(dienst: CovDienst, proef: Proef, ander: Any) -> None:
    proef.answers(write_retourbericht(ander))
    assert reden(dienst) is GeenAntwoord.OVER_EEN_ANDER


@pytest.mark.parametrize(
    ("status", "verwacht"),
    [
        (201, GeenAntwoord.STORING),
        (302, GeenAntwoord.STORING),
        (401, GeenAntwoord.GEWEIGERD),
        (403, GeenAntwoord.GEWEIGERD),
        (429, GeenAntwoord.STORING),
        (500, GeenAntwoord.STORING),
        (503, GeenAntwoord.STORING),
    ],
)
def test_a_good_answer_under_a_bad_status_is_none(
    dienst: CovDienst, proef: Proef, status: int, verwacht: GeenAntwoord
) -> None:
    proef.answers(write_retourbericht(retour()), status=status, Location=proef.adres)
    assert reden(dienst) is verwacht


PLAIN = ["=utf-7", "=onzin", "=", '="', "=utf-16", "=\xff", "=*=x'y'%FF"]
EXTENDED = ["*=x'y'%FF", "*=UTF-8''a%00b", "*0=u; charset*1=7", "*0=u; charset*=7"]


@pytest.mark.parametrize("charset", PLAIN + EXTENDED)
def test_whatever_an_answer_says_of_its_characters_nothing_breaks(
    dienst: CovDienst, proef: Proef, charset: str
) -> None:
    proef.answers("<x>é</x>".encode("latin-1"), Content_Type=f"text/xml; charset{charset}")
    assert reden(dienst) is GeenAntwoord.ONLEESBAAR


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for teken in write_retourbericht(retour()):
        handler.wfile.write(bytes([teken]))
        time.sleep(0.01)


def endless_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.02)


def endless_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b" " * 65_536)


def half(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<x")


@pytest.mark.parametrize(
    ("doe", "verwacht"),
    [
        (drip, {GeenAntwoord.TIJD_OP}),
        (endless_head, {GeenAntwoord.TIJD_OP, GeenAntwoord.ONLEESBAAR}),
        (endless_body, {GeenAntwoord.TE_GROOT}),
        (lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n"), {GeenAntwoord.ONLEESBAAR}),
        (
            lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<x"),
            {GeenAntwoord.ONLEESBAAR},
        ),
    ],
    ids=["drip", "endless head", "endless body", "no HTTP", "half"],
)
def test_who_goes_on_for_ever_is_cut_off(
    dienst: CovDienst, proef: Proef, doe: Callable[[BaseHTTPRequestHandler], None], verwacht: set[GeenAntwoord]
) -> None:
    proef.antwoord = doe
    assert reden(dienst, timeout=0.6 if GeenAntwoord.TIJD_OP in verwacht else RUIM) in verwacht


def test_the_largest_answer_that_may_come_is_read(dienst: CovDienst, proef: Proef) -> None:
    goed = write_retourbericht(retour())
    proef.answers(goed + b" " * (ANTWOORD_MAX - len(goed)))
    assert vraag(dienst).uitkomst is CovUitkomst.GEVONDEN
    proef.answers(goed + b" " * (ANTWOORD_MAX - len(goed) + 1))
    assert reden(dienst) is GeenAntwoord.TE_GROOT


def test_who_is_not_there_and_who_never_speaks_are_told_apart(toegang: Toegang) -> None:
    with socket.create_server(("127.0.0.1", 0)) as zwijgt:
        adres = f"https://localhost:{zwijgt.getsockname()[1]}/"
        assert reden(CovDienst(replace(toegang, adres=adres)), timeout=0.2) is GeenAntwoord.TIJD_OP
    assert reden(CovDienst(replace(toegang, adres=adres))) is GeenAntwoord.VERBINDING


def test_a_server_of_another_issuer_hears_nothing(toegang: Toegang, proef: Proef, testpki: Path) -> None:
    proef.answers(write_retourbericht(retour()))
    vreemd = replace(toegang, vertrouwt=testpki / "ca" / "vreemde-ca.pem")
    assert reden(CovDienst(vreemd)) is GeenAntwoord.TLS
    assert proef.gevraagd == b""


def test_a_server_of_another_name_hears_nothing(
    toegang: Toegang, testpki: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cov_dienst, "LOOPBACK", "127.0.0.2")  # its certificate has 127.0.0.1
    with serving(elders := Proef(testpki)):
        elders.answers(write_retourbericht(retour()))
        adres = elders.adres.replace("localhost", "127.0.0.2")
        assert reden(CovDienst(replace(toegang, adres=adres))) is GeenAntwoord.TLS
        assert elders.gevraagd == b""


@pytest.mark.parametrize(
    ("wie", "verwacht"),
    [
        ("systeem-vreemde-ca", {GeenAntwoord.TLS, GeenAntwoord.VERBINDING}),
        ("systeem-verlopen", {GeenAntwoord.TLS, GeenAntwoord.VERBINDING}),
        ("persoonlijk-goed", {GeenAntwoord.GEWEIGERD}),
    ],
)
def test_cov_refuses_a_certificate_that_may_not_ask(
    toegang: Toegang, testpki: Path, wie: str, verwacht: set[GeenAntwoord]
) -> None:
    stam = testpki / "certificaten" / wie
    anders = replace(toegang, certificaat=stam.with_suffix(".pem"), sleutel=stam.with_suffix(".key"))
    assert reden(CovDienst(anders)) in verwacht


def test_a_certificate_that_went_away_is_told_and_a_new_one_counts_at_once(
    toegang: Toegang, testpki: Path, tmp_path: Path
) -> None:
    pem, sleutel = tmp_path / "cov.pem", tmp_path / "cov.key"
    dienst = CovDienst(replace(toegang, certificaat=pem, sleutel=sleutel))
    assert reden(dienst) is GeenAntwoord.CERTIFICAAT
    persoon = testpki / "certificaten" / "persoonlijk-goed"
    shutil.copy(persoon.with_suffix(".pem"), pem)
    shutil.copy(persoon.with_suffix(".key"), sleutel)
    assert reden(dienst) is GeenAntwoord.GEWEIGERD
    shutil.copy(testpki / "cov.pem", pem)
    assert reden(dienst) is GeenAntwoord.CERTIFICAAT  # its key is still on its way
    shutil.copy(testpki / "cov.key", sleutel)
    assert vraag(dienst).uitkomst is CovUitkomst.GEVONDEN


def test_a_key_with_a_password_waits_for_nobody(toegang: Toegang, testpki: Path, tmp_path: Path) -> None:
    dicht = BestAvailableEncryption(b"geheim")
    sleutel = load_pem_private_key((testpki / "cov.key").read_bytes(), None)
    (tmp_path / "cov.key").write_bytes(sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, dicht))
    assert reden(CovDienst(replace(toegang, sleutel=tmp_path / "cov.key"))) is GeenAntwoord.CERTIFICAAT


def test_what_is_sent_is_one_question_and_no_more(dienst: CovDienst, proef: Proef) -> None:
    koppen: dict[str, str] = {}

    def listen(handler: BaseHTTPRequestHandler) -> None:
        koppen.update(handler.headers)
        handler.send_response(503)
        handler.end_headers()

    proef.antwoord = listen
    reden(dienst)
    wie = Zorgaanbieder(soort=22, nummer=990_001)
    assert read_verzoek(proef.gevraagd) == Verzoek(zorgaanbieder=wie, zoekopdrachten=(OPDRACHT,))
    assert b"<t:AGB-zorgverlenersoort>22<" in proef.gevraagd and b"<t:AGB-nummer>990001<" in proef.gevraagd
    assert koppen["SOAPAction"] == '"http://schemas.vecozo.nl/VZ801802/v1/Controleer"'
    assert koppen["Content-Type"] == "text/xml; charset=utf-8"


def test_the_sandbox_refuses_what_is_no_question(klant_tls: Any, proef: Proef) -> None:
    def status(body: bytes, pad: str = "") -> tuple[int, bytes]:
        vraag = urllib.request.Request(proef.adres + pad, data=body, headers={"Content-Type": "text/xml"})
        try:
            with urllib.request.urlopen(vraag, context=klant_tls) as antwoord:
                return antwoord.status, antwoord.read()
        except urllib.error.HTTPError as fout:
            return fout.code, fout.read()

    code, body = status(b"<x/>")
    assert code == 500 and b"soap:Client" in body and b"Ongeldig bericht" in body
    assert status(b"", "/elders")[0] == 404
    with pytest.raises(OSError):
        status(b" " * 100_001)


def test_the_sandbox_answers_about_none_and_about_more_than_twenty() -> None:
    veel = Verzoek(zoekopdrachten=tuple(replace(OPDRACHT, volgnummer=nummer) for nummer in range(21)))
    assert b"GeenZoekopdrachten" in answer(Verzoek(zoekopdrachten=()), vandaag=PEIL)
    assert b"MeerDan20Zoekopdrachten" in answer(veel, vandaag=PEIL)


def test_the_setting_chooses_the_webservice(settings: Any, toegang: Toegang) -> None:
    settings.MACHTIGINGEN_COV = cov.DIENST
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = RUIM
    settings.MACHTIGINGEN_COV_ADRES = toegang.adres
    settings.MACHTIGINGEN_COV_CERTIFICAAT = toegang.certificaat
    settings.MACHTIGINGEN_COV_SLEUTEL = toegang.sleutel
    settings.MACHTIGINGEN_COV_VERTROUWT = toegang.vertrouwt
    cov._adapter.cache_clear()
    try:
        assert cov.problem() == ""
        gekregen = cov.raadpleeg(vraag_over(BSN, GEBOREN), agb=WIE)
        assert gekregen.uitkomst is CovUitkomst.GEVONDEN
    finally:
        cov._adapter.cache_clear()


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        ({"ADRES": ""}, "noem cov_adres"),
        ({"ADRES": "http://cov.example/"}, "noem cov_adres"),
        ({"ADRES": "https://cov.example:99999/"}, "noem cov_adres"),
        ({"CERTIFICAAT": None}, "noem cov_adres"),
        ({"SLEUTEL": Path("/weg.key")}, "No such file"),
        ({"VERTROUWT": Path("/weg.pem")}, "No such file"),
    ],
)
def test_settings_that_are_not_enough_are_named_before_anybody_asks(
    settings: Any, toegang: Toegang, anders: dict[str, Any], wat: str
) -> None:
    goed = {
        "ADRES": toegang.adres,
        "CERTIFICAAT": toegang.certificaat,
        "SLEUTEL": toegang.sleutel,
        "VERTROUWT": toegang.vertrouwt,
    }
    for naam, waarde in (goed | anders).items():
        setattr(settings, f"MACHTIGINGEN_COV_{naam}", waarde)
    settings.MACHTIGINGEN_COV = cov.DIENST
    assert wat in cov.problem()
    with pytest.raises(ImproperlyConfigured):
        cov.cov_adapter()


def test_the_log_says_in_one_word_why_and_nothing_of_a_person(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    weg = next(een for een in PERSONAS if een.gedrag is Gedrag.STORING)
    with pytest.raises(CovNietBereikbaar):
        cov.raadpleeg(vraag_over(weg.bsn.onthul(), weg.geboortedatum), agb=WIE)
    (regel,) = [een for een in caplog.records if een.name == "machtigingen.registers"]
    assert (regel.getMessage(), regel.soort) == ("cov geeft geen antwoord", "storing")
    assert weg.bsn.onthul() not in str(vars(regel))
