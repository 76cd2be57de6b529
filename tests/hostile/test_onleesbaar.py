"""A body that is no JSON as we read it: refused with the right code, and nothing is kept."""

import gzip
import json
import time

import pytest
from hostile.opslag import niets_bewaard
from wereld import Wereld, bericht

from machtigingen.audit.models import Regel

pytestmark = pytest.mark.een_database

GOED = json.dumps(bericht()).encode()


def genest(diepte: int, *, soort: str = "[]") -> bytes:
    """A value that is `diepte` levels deep."""
    if soort == "{}":
        return b'{"a":' * (diepte - 1) + b"{}" + b"}" * (diepte - 1)
    return b"[" * diepte + b"]" * diepte


def met(oud: str, nieuw: str | bytes) -> bytes:
    """The good message with one piece of its text replaced."""
    assert oud.encode() in GOED
    return GOED.replace(oud.encode(), nieuw if isinstance(nieuw, bytes) else nieuw.encode(), 1)


ONLEESBAAR = {
    "nothing": (b"", "B101"),
    "white space": (b" \r\n\t ", "B101"),
    "a NUL": (b"\x00", "B101"),
    "cut off": (GOED[:-1], "B101"),
    "cut off halfway": (GOED[: len(GOED) // 2], "B101"),
    "cut off in an escape": (b'{"referentie": "\\u12', "B101"),
    "rubbish after it": (GOED + b"x", "B101"),
    "two messages": (GOED + GOED, "B101"),
    "a NUL after it": (GOED + b"\x00", "B101"),
    "a comma too many": (b'{"referentie": "1",}', "B101"),
    "a line of comment": (GOED + b" // klaar", "B101"),
    "a block of comment": (b"/* bericht */" + GOED, "B101"),
    "single quotes": (GOED.replace(b'"', b"'"), "B101"),
    "names without quotes": (b"{referentie: 1}", "B101"),
    "a line end in a text": (met("2026-0001", "2026\n0001"), "B101"),
    "a control character in a text": (met("2026-0001", "2026\x010001"), "B101"),
    "an unknown escape": (met("2026-0001", r"\x41"), "B101"),
    "a leading zero": (b"[01]", "B101"),
    "a plus sign": (b"[+1]", "B101"),
    "a point without digits": (b"[1.]", "B101"),
    "hexadecimal": (b"[0x10]", "B101"),
    "an Arabic digit": ("[٣]".encode(), "B101"),
    "True of Python": (b"[True]", "B101"),
    "undefined": (b"undefined", "B101"),
    "XML": (b"<?xml version='1.0'?><bericht/>", "B101"),
    "a form": (b"referentie=2026-0001&grondslag=zvw", "B101"),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + GOED, "B101"),
    "31 deep is no message": (genest(31), "B203"),
    "32 deep is no message": (genest(32), "B203"),
    "33 deep": (genest(33), "B103"),
    "33 objects deep": (genest(33, soort="{}"), "B103"),
    "100000 deep": (genest(100_000), "B103"),
    "100000 objects deep": (genest(100_000, soort="{}"), "B103"),
    "100000 deep and never closed": (b"[" * 100_000, "B103"),
    "NaN": (b"[NaN]", "B103"),
    "Infinity": (b"[Infinity]", "B103"),
    "minus Infinity": (b"[-Infinity]", "B103"),
    "1e999": (b"[1e999]", "B103"),
    "-1e999": (b"[-1e999]", "B103"),
    "2^53 + 1": (b"[9007199254740993]", "B103"),
    "a number of 5000 digits": (b"[" + b"9" * 5000 + b"]", "B103"),
    "a number of a million digits": (b"[" + b"9" * 1_000_000 + b"]", "B103"),
    "a fraction of 5000 digits": (b"[0." + b"1" * 5000 + b"]", "B103"),
    "half a character": (met("2026-0001", r"\ud800"), "B103"),
    "the other half": (met("2026-0001", r"\udfff"), "B103"),
    "half a character as a name": (b'{"\\ud800": 1}', "B103"),
    "half a character as a name, twice": (b'{"\\ud800": 1, "\\ud800": 2}', "B103"),
    "UTF-16": (GOED.decode().encode("utf-16"), "B106"),
    "UTF-16 without a mark": (GOED.decode().encode("utf-16-le"), "B101"),
    "UTF-32": (GOED.decode().encode("utf-32"), "B106"),
    "Latin-1": (met("DemoOog", "Démo".encode("latin-1")), "B106"),
    "a slash in two bytes": (met("2026-0001", b"\xc0\xaf"), "B106"),
    "a NUL in two bytes": (met("2026-0001", b"\xc0\x80"), "B106"),
    "half a character in three bytes": (met("2026-0001", b"\xed\xa0\x80"), "B106"),
    "beyond Unicode": (met("2026-0001", b"\xf4\x90\x80\x80"), "B106"),
    "half a byte order mark": (b"\xef\xbb" + GOED, "B106"),
    "over 1 MB": (b" " * 1024 * 1024 + GOED, "B104"),
    "10 MB": (b"[" + b"1," * 5_000_000 + b"1]", "B104"),
    "a text of 1 MB": (met("2026-0001", "x" * 1_000_000), "B204"),
}


@pytest.mark.parametrize(("body", "code"), ONLEESBAAR.values(), ids=ONLEESBAAR)
def test_it_is_refused_with_its_code_and_nothing_is_kept(wereld: Wereld, body: bytes, code: str) -> None:
    with niets_bewaard():
        antwoord = wereld.software().push(body, CONTENT_TYPE="application/json")
    assert antwoord.json()["code"] == code
    assert antwoord["Content-Type"] == "application/problem+json"
    assert b"Traceback" not in antwoord.content
    regels = Regel.objects.filter(keten="agb:22990001").values_list("handeling", "code")
    assert list(regels) == [("instroom_geweigerd", code)]


# One mistake against the grammar of RFC 8259 each: values, numbers, texts, lists, objects, white space, what surrounds.
ONGRAMMATICAAL = {
    "values": ["nul", "tru", "TRUE", "[False]", "[None]", "*", "[*]", "<null>", "é", "[nul", "[truefalse]", "[inf]"],
    "numbers": [
        "[-]", "[- 1]", "[-01]", "[.5]", "[-.5]", "[1.]", "[1.e1]", "[1e]", "[1e+]", "[0.3e]", "[1eE2]", "[1 000]",
        "[1_000]", "[1,000.5.1]", "[0x1F]", "[0b1]", "[0o7]", "[1+2]", "[++1]", "[０]", "[1f]", "[1n]", "[--1]", "[1-]",
    ],
    "texts": [
        '["]', '["a]', '["\\"]', '["\\x00"]', '["\\u00"]', '["\\u12G4"]', '["\\U0041"]', '["\\a"]', '["\\\t"]',
        '["\t"]', '["a\nb"]', '["a\x1fb"]', "['a']", "[a]", "[“a”]", '["\\u{41}"]', '["a" "b"]', '[\\n]', '["\\😀"]',
    ],
    "lists": ["[", "]", "[[]", "[]]", "[,]", "[1,]", "[,1]", "[1,,2]", "[1;2]", "[1 2]", "[}", "[1}", "[,", "1)"],
    "objects": [
        "{", "}", "{]", '{"a"}', '{"a":}', '{:1}', '{"a" 1}', '{"a"::1}', '{"a"=1}', '{"a":1,}', '{,"a":1}', '{"a",1}',
        '{"a":1 "b":2}', '{"a":1,,"b":2}', "{a:1}", "{'a':1}", "{1:1}", "{null:1}", '{"a":1', '{"a":1]', '{[1]:1}',
    ],
    "white space": ["[\u00a0]", "[\u20601]", "[\x0c1]", "[\x0b1]", "[\u3000]", "\u2028[]", "[1]\u0085", "\ufeff"],
    "what surrounds": ["[1]x", "[1]]", "{}{}", "{}/", "{}#", "{},", "[1]//", "1 2", "[1]\x1a", "/**/", "0;", "){}"],
}  # fmt: skip


@pytest.mark.parametrize("soort", ONGRAMMATICAAL)
def test_a_mistake_against_the_grammar_is_refused(wereld: Wereld, soort: str) -> None:
    for body in ONGRAMMATICAAL[soort]:
        with niets_bewaard():
            antwoord = wereld.software().push(body.encode())
        assert (antwoord.status_code, antwoord.json()["code"]) == (400, "B101"), ascii(body)


@pytest.mark.parametrize("plek", ["", "softwarepakket", "verzekerde", "instantie", "zorgverlener", "verstrekking"])
def test_a_field_that_occurs_twice_is_refused_wherever_it_stands(wereld: Wereld, plek: str) -> None:
    """A check on the first of two values and storage of the last would be a way around the check."""
    deel = bericht()[plek] if plek else bericht()
    naam, waarde = next(iter(deel.items()))
    tekst = json.dumps(deel)
    dubbel = tekst[:-1] + f', "{naam}": {json.dumps(waarde)}}}'
    with niets_bewaard():
        antwoord = wereld.software().push(GOED.replace(tekst.encode(), dubbel.encode(), 1))
    assert antwoord.status_code == 400
    assert [(fout["code"], naam in fout["melding"]) for fout in antwoord.json()["fouten"]] == [("B102", True)]


def test_names_that_are_equal_only_once_read_are_the_same_name(wereld: Wereld) -> None:
    antwoord = wereld.software().push(met('"referentie"', r'"referenti\u0065": "2", "referentie"'))
    assert antwoord.json()["code"] == "B102"


def test_finding_a_double_name_among_many_takes_no_time(wereld: Wereld) -> None:
    namen = ",".join(f'"{nummer}":0' for nummer in range(80_000))
    begin = time.perf_counter()
    antwoord = wereld.software().push(f'{{{namen},"79999":0}}'.encode())
    assert antwoord.json()["code"] == "B102"
    assert time.perf_counter() - begin < 5


def test_a_byte_order_mark_is_forgiven(wereld: Wereld) -> None:
    """RFC 8259, 8.1: a reader may ignore it, and .NET writes it."""
    assert wereld.software().push(b"\xef\xbb\xbf" + GOED).status_code == 201


@pytest.mark.parametrize(
    "soort",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
        "APPLICATION/JSON",
        "Application/Json ; Charset=utf-8",
    ],
)
def test_json_by_any_of_its_names_is_taken(wereld: Wereld, soort: str) -> None:
    assert wereld.software().push(GOED, CONTENT_TYPE=soort).status_code == 201


@pytest.mark.parametrize(
    "soort",
    [
        "",
        "json",
        "text/json",
        "text/plain",
        "application/jsonp",
        "application/problem+json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json; charset=latin1",
        "application/json; charset=utf-16",
        "application/json; charset=bestaat-niet",
        "application/json, application/json",
        "application/json\x00",
        "*/*",
        "x" * 10_000,
    ],
)
def test_another_kind_of_content_is_refused(wereld: Wereld, soort: str) -> None:
    with niets_bewaard():
        antwoord = wereld.software().push(GOED, CONTENT_TYPE=soort)
    assert antwoord.status_code == 415
    assert antwoord.json()["code"] == "B105"


@pytest.mark.parametrize("compressie", ["gzip", "GZIP", "deflate", "br", "identity, gzip"])
def test_a_compressed_body_is_refused(wereld: Wereld, compressie: str) -> None:
    antwoord = wereld.software().push(gzip.compress(GOED), HTTP_CONTENT_ENCODING=compressie)
    assert antwoord.status_code == 415
    assert antwoord.json()["code"] == "B105"


@pytest.mark.parametrize("lengte", ["10", "0", "", "-1", "x"])
def test_a_content_length_that_lies_is_no_way_in(wereld: Wereld, lengte: str) -> None:
    """What is announced is all that is read; a body shorter than announced stops at the server itself."""
    antwoord = wereld.software().push(GOED, CONTENT_LENGTH=lengte)
    assert antwoord.json()["code"] == "B101"
