"""XML that is made to break something: a code, at once, in little memory, and nobody outside is called."""

import resource
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from hostile.opslag import niets_bewaard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soap.aanroep import ONS, SOAP_12, bericht_xml, code, envelop, stuur
from voluit import keer
from wereld import Wereld, bericht

from machtigingen.doors.software.bodies import BERICHT_MAX
from machtigingen.foundation import DomainError
from machtigingen.xml import parse

SOORT = "application/soap+xml; charset=utf-8"
GOED = bericht_xml(bericht(opmerking="hier"), soap=SOAP_12)
KOP = '<?xml version="1.0" encoding="UTF-8"?>\n'
SECONDEN = 3  # a slow machine under load; each takes a few milliseconds


@pytest.fixture(scope="module")
def luisteraar() -> Iterator[tuple[str, list[bytes]]]:
    """An address that writes down whoever calls it."""
    gehoord: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        klaar = threading.Event()

        def luister() -> None:
            while not klaar.is_set():
                try:
                    verbinding, _ = server.accept()
                except TimeoutError:
                    continue
                gehoord.append(verbinding.recv(1000))
                verbinding.close()

        draad = threading.Thread(target=luister)
        draad.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", gehoord
        klaar.set()
        draad.join()


def met(dtd: str, waarde: str = "hier") -> str:
    return GOED.replace(KOP, KOP + dtd).replace(">hier<", f">{waarde}<")


def lachen(diep: int) -> str:
    regels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, diep))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{regels}]>'


BUITEN = {
    "external entity": lambda url: met(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}/e">]>', "&e;"),
    "external file": lambda _: met('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    "external DTD": lambda url: met(f'<!DOCTYPE x SYSTEM "{url}/x.dtd">'),
    "public DTD": lambda url: met(f'<!DOCTYPE x PUBLIC "-//X//X//EN" "{url}/x.dtd">'),
    "parameter entity": lambda url: met(f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}/p"> %p;]>'),
    "parameter entity that sends": lambda url: met(
        f"""<!DOCTYPE x [<!ENTITY % a "<!ENTITY &#37; b SYSTEM '{url}/?x'>"> %a; %b;]>"""
    ),
    "XInclude": lambda url: met(
        "", f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{url}/i" parse="text"/>'
    ),
    "stylesheet": lambda url: met(f'<?xml-stylesheet type="text/xsl" href="{url}/s"?>'),
}


@pytest.mark.parametrize("maak", BUITEN.values(), ids=BUITEN.keys())
def test_nothing_outside_is_fetched(wereld: Wereld, luisteraar: tuple[str, list[bytes]], maak: object) -> None:
    url, gehoord = luisteraar
    with niets_bewaard():
        assert code(stuur(wereld.software(), maak(url), soort=SOORT)) == "B122"
    assert gehoord == []


def test_the_place_of_a_schema_is_not_looked_at(wereld: Wereld, luisteraar: tuple[str, list[bytes]]) -> None:
    url, gehoord = luisteraar
    plaats = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{ONS[1:-1]} {url}/x.xsd"'
    xml = GOED.replace("<StuurInstroom ", f"<StuurInstroom {plaats} ")
    assert stuur(wereld.software(), xml, soort=SOORT).status_code == 200
    time.sleep(0.2)
    assert gehoord == []


VEEL = 40_000
LANG_GETAL = f'<antwoorden><antwoord vraag="a"><getal>{"9" * 900_000}</getal></antwoord></antwoorden>'
ZWAAR = {
    "an entity of our own": (met('<!DOCTYPE x [<!ENTITY e "999990019">]>', "&e;"), "B122"),
    "a billion laughs": (met(lachen(10), "&l9;"), "B122"),
    "quadratic": (met(f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>', "&e;" * 50_000), "B122"),
    "an entity that holds itself": (met('<!DOCTYPE x [<!ENTITY e "&e;">]>', "&e;"), "B122"),
    "default attributes": (met('<!DOCTYPE x [<!ATTLIST x a CDATA "1">]>'), "B122"),
    "an empty DTD": (met("<!DOCTYPE x>"), "B122"),
    "an entity of nobody": (met("", "&e;"), "B121"),
    "deep": (envelop("<a>" * 100_000, soap=SOAP_12), "B122"),
    "deep and closed": (envelop("<a>" * 200 + "</a>" * 200, soap=SOAP_12), "B122"),
    "wide": (envelop("<a>" + "<b/>" * 200_000 + "</a>", soap=SOAP_12), "B122"),
    "attributes": (met("", "<x " + " ".join(f'a{n}="1"' for n in range(VEEL)) + "/>"), "B122"),
    "namespaces": (met("", "<x " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(VEEL)) + "/>"), "B122"),
    "namespaces one by one": (met("", "".join(f'<x xmlns="u{n}"/>' for n in range(200))), "B122"),
    "a long namespace": (met("", f'<x xmlns="{"u" * 201}"/>'), "B122"),
    "attributes in namespaces": (
        met("", "<x " + " ".join(f'xmlns:a{n}="u{n}" a{n}:b=""' for n in range(20_000)) + "/>"),
        "B122",
    ),
    "a long name": (met("", f"<{'a' * 200_000}/>"), "B121"),
    "a long text": (met("", "x" * 900_000), "B204"),
    "a long number": (GOED.replace("<opmerking>hier</opmerking>", LANG_GETAL), "B103"),
    "a long date": (GOED.replace("2026-11-02", "2026-11-02" + "+" * 900_000), "B206"),
    "references without end": (met("", "&#120;" * 150_000), "B204"),
    "many comments": (GOED.replace("<verzekerde>", "<!---->" * 100_000 + "<verzekerde>"), "geen"),
    "a comment in a value": (met("", "hi<!-- x -->er"), "B122"),
    "an instruction in a value": (met("", "hi<?php phpinfo() ?>er"), "B122"),
    "an instruction at the end": (GOED + "<?x y?>", "B122"),
    "NUL": (met("", "a\x00b"), "B121"),
    "NUL by number": (met("", "a&#0;b"), "B121"),
    "a control character": (met("", "a\x08b"), "B121"),
    "a control character by number": (met("", "a&#x1b;b"), "B121"),
    "half a character": (met("", "&#xD800;"), "B121"),
    "no character": (met("", "&#xFFFE;"), "B121"),
    "beyond all characters": (met("", "&#x110000;"), "B121"),
    "XML 1.1": (met("", "&#1;").replace('version="1.0"', 'version="1.1"'), "B121"),
    "cut off": (GOED[: len(GOED) // 2], "B121"),
    "more behind it": (GOED + "<x/>", "B121"),
    "two at once": (GOED + GOED, "B121"),
    "a prefix of nobody": (met("", "<x:y/>"), "B121"),
    "an attribute twice": (GOED.replace("<verzekerde>", '<verzekerde a="1" a="2">'), "B121"),
    "CDATA without end": (met("", "<![CDATA[x"), "B121"),
    "HTML": ("<!DOCTYPE html><html><body>hallo", "B122"),
    "zip": ("PK\x03\x04" + "\x00" * 100, "B121"),
    "white space": (" " * 900_000, "B121"),
}  # fmt: skip


def test_a_namespace_that_is_named_again_at_every_element_is_fine(wereld: Wereld) -> None:
    """As Axis writes it."""
    lijst = "".join(
        f'<q:antwoord xmlns:q="{ONS[1:-1]}" vraag="v{n}"><q:tekst>ja</q:tekst></q:antwoord>' for n in range(100)
    )
    xml = GOED.replace("<opmerking>hier</opmerking>", f"<antwoorden>{lijst}</antwoorden>")
    assert stuur(wereld.software(), xml, soort=SOORT).status_code == 200


@pytest.mark.parametrize(("xml", "verwacht"), ZWAAR.values(), ids=ZWAAR.keys())
def test_it_is_refused_at_once_and_keeps_nothing(wereld: Wereld, xml: str, verwacht: str) -> None:
    assert len(xml.encode()) <= BERICHT_MAX
    begin = time.process_time()
    if verwacht == "geen":
        assert stuur(wereld.software(), xml, soort=SOORT).status_code == 200
    else:
        with niets_bewaard():
            antwoord = stuur(wereld.software(), xml, soort=SOORT)
        assert (antwoord.status_code, code(antwoord)) == (400, verwacht)
        assert len(antwoord.content) < 5000
    assert time.process_time() - begin < SECONDEN


# Every name is kept with the whole of its namespace before it.
LANG = "u" * 400_000
NAMEN = " ".join(f"p:a{n}=''" for n in range(20_000))
ZWAARST = (
    "<a>" * 300_000,
    "<b/>" * 250_000,
    "<b c=''/>" * 110_000,
    "<b>x</b>" * 125_000,
    f"<a xmlns='{LANG}'>{'<b/>' * 5_000}</a>",
    f"<a xmlns:p='{LANG}' {NAMEN}/>",
    "".join(f"<a xmlns='{n:020000}'>{'<b/>' * 400}</a>" for n in range(20)),
)


def test_the_heaviest_of_a_megabyte_takes_little_memory() -> None:
    """As the operating system counts it: libxml2 is not seen by Python."""
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for binnen in ZWAARST:
        with pytest.raises(DomainError):
            parse(envelop(binnen).encode())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin < 64 * 1024


_MARKUP = ["<", ">", "&", "]]>", "<!--", "<?", "<!DOCTYPE x>", "&#0;", "</bericht>", "<bericht>", "\x00", '"', "é", "x"]
STUKKEN = st.sampled_from(_MARKUP)


@settings(max_examples=keer(60, 3000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plek=st.integers(0, len(GOED.encode()) - 1), weg=st.integers(0, 30), erbij=STUKKEN | st.binary(max_size=4))
def test_whatever_is_changed_in_a_message_it_gets_an_answer(
    wereld: Wereld, plek: int, weg: int, erbij: str | bytes
) -> None:
    data = GOED.encode()
    nieuw = erbij if isinstance(erbij, bytes) else erbij.encode()
    antwoord = stuur(wereld.software(), data[:plek] + nieuw + data[plek + weg :], soort=SOORT)
    assert antwoord.status_code in (200, 400)
