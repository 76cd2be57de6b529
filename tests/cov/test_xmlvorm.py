"""A message of COV as XML and back: whatever is written is read, and what could be read in two ways is not."""

import re
from datetime import date

import pytest
from cov.berichten import BSN, GEBOREN, OPDRACHT, alle, resultaat, retour, verzekerde
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.registers.vz801802.berichten import MESSAGES, SERVICE, TYPES, Retourbericht, Verzoek
from machtigingen.registers.vz801802.xmlvorm import (
    GeenBericht,
    Soapfout,
    read_retourbericht,
    read_verzoek,
    write_retourbericht,
    write_verzoek,
)

GOED = write_retourbericht(retour()).decode()
KOP = "<?xml version='1.0' encoding='utf-8'?>\n"


@given(alle(Verzoek))
def test_every_question_that_is_written_is_read(verzoek: Verzoek) -> None:
    assert read_verzoek(write_verzoek(verzoek)) == verzoek


@given(alle(Retourbericht))
def test_every_answer_that_is_written_is_read(antwoord: Retourbericht) -> None:
    assert read_retourbericht(write_retourbericht(antwoord)) == antwoord


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_whatever_comes_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    with pytest.raises((GeenBericht, Soapfout)):
        read_retourbericht(data)


@given(plek=st.integers(min_value=0, max_value=len(GOED) - 1), anders=st.sampled_from(" <>&x0\"'/:"))
def test_one_other_character_is_another_good_message_or_refused(plek: int, anders: str) -> None:
    try:
        gelezen = read_retourbericht((GOED[:plek] + anders + GOED[plek + 1 :]).encode())
    except (GeenBericht, Soapfout):
        return
    assert read_retourbericht(write_retourbericht(gelezen)) == gelezen


@given(st.integers(min_value=0, max_value=len(GOED.rstrip()) - 1))
def test_half_a_message_is_none(einde: int) -> None:
    with pytest.raises(GeenBericht):
        read_retourbericht(GOED[:einde].encode())


@pytest.mark.parametrize("prefix", ["", "v1", "ns0"])
def test_prefixes_are_free(prefix: str) -> None:
    naam = f"{prefix}:" if prefix else ""
    anders = re.sub(r"<(/?)t:", rf"<\1{naam}", GOED) if naam else GOED
    anders = anders.replace("xmlns:t=", f"xmlns:{prefix}=") if naam else anders
    assert read_retourbericht(anders.encode()) == retour()


@pytest.mark.parametrize("anders", [SERVICE, MESSAGES])
def test_an_element_counts_in_each_namespace_of_the_service(anders: str) -> None:
    assert read_retourbericht(GOED.replace(f'"{TYPES}"', f'"{anders}"').encode()) == retour()


def test_the_answer_may_stand_in_one_element_more() -> None:
    verpakt = re.sub(
        r"(<ControleerResponse[^>]*>)(.*)(</ControleerResponse>)",
        r"\1<ControleerResult>\2</ControleerResult>\3",
        GOED,
        flags=re.DOTALL,
    )
    assert verpakt != GOED and read_retourbericht(verpakt.encode()) == retour()


def test_what_is_new_to_us_is_passed_over() -> None:
    nieuw = GOED.replace("<t:Volgnummer>", '<t:Nieuw>x</t:Nieuw><x xmlns="urn:x">y</x><t:Volgnummer>')
    assert read_retourbericht(nieuw.encode()) == retour()


@pytest.mark.parametrize(
    "leeg", ["<t:Bsn/>", '<t:Bsn xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>']
)
def test_empty_and_optional_is_left_out(leeg: str) -> None:
    gelezen = read_retourbericht(GOED.replace(f"<t:Bsn>{BSN}</t:Bsn>", leeg).encode())
    assert gelezen == retour(resultaat(verzekerde=verzekerde(bsn="")))


@pytest.mark.parametrize(
    "tekst", ["1958-03-14", "1958-03-14Z", "1958-03-14+01:00", " 1958-03-14 ", "1958-03-14T00:00:00"]
)
def test_a_date_is_a_day_in_the_netherlands_whatever_its_zone_says(tekst: str) -> None:
    gelezen = read_retourbericht(GOED.replace(">1958-03-14<", f">{tekst}<").encode())
    assert gelezen.zoekresultaten[0].verzekerde.geboortedatum == date(1958, 3, 14)


def anders(van: str, naar: str) -> str:
    assert van in GOED
    return GOED.replace(van, naar)


ONLEESBAAR = {
    "another envelope": anders("schemas.xmlsoap.org/soap/envelope", "www.w3.org/2003/05/soap-envelope"),
    "no envelope": GOED.replace("soap:Envelope", "soap:Brief"),
    "two bodies": anders("</soap:Body>", "</soap:Body><soap:Body/>"),
    "an empty body": re.sub(r"<soap:Body>.*</soap:Body>", "<soap:Body/>", GOED, flags=re.DOTALL),
    "two messages": anders("<soap:Body>", "<soap:Body><x/>"),
    "a message of another service": GOED.replace("ControleerResponse", "DeclareerResponse"),
    "the question": write_verzoek(Verzoek(zoekopdrachten=(OPDRACHT,))).decode(),
    "another version": GOED.replace("VZ801802/v1", "VZ801802/v2"),
    "another namespace": anders(TYPES, "urn:anders"),
    "no namespace": GOED.replace("<t:", "<").replace("</t:", "</").replace(f'xmlns="{SERVICE}"', ""),
    "a DTD": anders(KOP, f"{KOP}<!DOCTYPE x>"),
    "an entity": anders(KOP, f'{KOP}<!DOCTYPE x [<!ENTITY e "9901">]>').replace(">9901<", ">&e;<"),
    "a comment in a value": anders(">9901<", ">99<!-- x -->01<"),
    "an instruction": anders(KOP, f"{KOP}<?php echo 1; ?>"),
    "deep": anders("<t:Volgnummer>", "<a>" * 1000 + "</a>" * 1000 + "<t:Volgnummer>"),
    "an element twice": anders("<t:Volgnummer>1</t:Volgnummer>", "<t:Volgnummer>1</t:Volgnummer>" * 2),
    "an element twice in other namespaces": anders("<t:Volgnummer>", "<m:Volgnummer>2</m:Volgnummer><t:Volgnummer>"),
    "a missing element": anders("<t:Overleden>false</t:Overleden>", ""),
    "an empty element that is needed": anders("<t:Overleden>false<", "<t:Overleden><"),
    "elements where a value should be": anders(">9901<", "><t:x>9901</t:x><"),
    "a text without end": anders(">Jansen<", f">{'Jansen' * 1000}<"),
    "an unknown value": anders("Gevonden", "MisschienGevonden"),
    "a value in other letters": anders(">Gevonden<", ">GEVONDEN<"),
    "a number that is none": anders(">9901<", ">٩٩٠١<"),
    "a number below nothing": anders(">9901<", ">-1<"),
    "a number without end": anders(">9901<", f">{'9' * 100_000}<"),
    "a day that never was": anders(">1958-03-14<", ">1958-02-30<"),
    "a moment": anders(">1958-03-14<", ">1958-03-13T23:00:00Z<"),
    "neither true nor false": anders(">false<", ">nee<"),
}


@pytest.mark.parametrize("xml", ONLEESBAAR.values(), ids=ONLEESBAAR.keys())
def test_what_is_no_such_message_is_refused_without_a_word_of_what_was_in_it(xml: str) -> None:
    with pytest.raises(GeenBericht) as fout:
        read_retourbericht(xml.encode())
    assert not any(geheim in str(fout.value) for geheim in (BSN, "Jansen", "9901", GEBOREN.isoformat()))


@pytest.mark.parametrize(("code", "gelezen"), [("soap:Client", "Client"), ("Server.Intern", "Server"), (BSN, "Fault")])
def test_of_a_fault_only_what_soap_itself_knows_is_kept(code: str, gelezen: str) -> None:
    body = f"<soap:Fault><faultcode>{code}</faultcode><faultstring>BSN {BSN}</faultstring></soap:Fault>"
    fault = re.sub(r"(<soap:Body>).*(</soap:Body>)", rf"\g<1>{body}\2", GOED, flags=re.DOTALL)
    with pytest.raises(Soapfout) as fout:
        read_retourbericht(fault.encode())
    assert str(fout.value) == gelezen


def test_a_message_does_not_print_who_it_is_about() -> None:
    gedrukt = repr(retour()) + repr(Verzoek(zoekopdrachten=(OPDRACHT,)))
    assert not any(geheim in gedrukt for geheim in (BSN, "Jansen", "990111004", "1958"))
