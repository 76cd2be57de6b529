"""What real stacks send differently, and what it means all the same: the same data, so the same answer."""

import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soap.aanroep import ONS, XSI, bericht_xml, code, fout, stuur, tweelingen, veld
from wereld import Wereld, bericht

from machtigingen.doors.software.soap.reading import read
from machtigingen.doors.software.soap.schema import shapes
from machtigingen.foundation import DomainError
from machtigingen.xml import parse

VOL = bericht(
    opmerking="Zoë zegt: 1 < 2 & ja.\nTweede regel.",
    antwoorden={"a": True, "b": 3, "c": ["x", "y"]},
)
XML = bericht_xml(VOL)


def gelezen(xml: str | bytes, charset: str = "") -> Any:
    (aanroep,) = parse(xml.encode() if isinstance(xml, str) else xml, charset=charset).children[-1].children
    return read(aanroep, shapes()[aanroep.name])["bericht"]


def met(oud: str, nieuw: str) -> str:
    assert oud in XML
    return XML.replace(oud, nieuw, 1)


BSN = f"<bsn>{VOL['verzekerde']['bsn']}</bsn>"
GRONDSLAG = "<grondslag>zvw</grondslag>"
LEEG = '<antwoord vraag="z"/><antwoord vraag="y"><tekst/></antwoord>'
GEEN_NAAMRUIMTE = XML.replace(f'<StuurInstroom xmlns="{ONS[1:-1]}">', f'<n:StuurInstroom xmlns:n="{ONS[1:-1]}">')
ZELFDE = {
    "as the tool writes it": XML,
    "another order": met(GRONDSLAG, "").replace("</bericht>", GRONDSLAG + "</bericht>"),
    "a prefix": XML.replace(f'StuurInstroom xmlns="{ONS[1:-1]}"', f'StuurInstroom xmlns="{ONS[1:-1]}" xmlns:q="urn:q"'),
    "white space around a code": met(BSN, f"<bsn>\n\t{VOL['verzekerde']['bsn']} </bsn>"),
    "a date with a zone": met("2026-11-02</begin", "2026-11-02+01:00</begin"),
    "a date in Zulu": met("2026-11-02</begin", "2026-11-02Z</begin"),
    "empty where nothing is known": met("</verzekerde>", "<geslacht/><uzovi></uzovi></verzekerde>"),
    "nil where nothing is known": met("</verzekerde>", f'<uzovi {XSI} xsi:nil="true"/></verzekerde>'),
    "an empty list": met("</verstrekking>", "<prestaties/><formulier> </formulier></verstrekking>"),
    "an answer without a value": met("</antwoorden>", LEEG + "</antwoorden>"),
    "an answer with empty kinds beside it": met("<waarheid>true", "<tekst/><getal/><waarheid>true"),
    "a truth as a digit": met("<waarheid>true", "<waarheid>1"),
    "a number as XML writes it": met("<getal>3<", "<getal> +03. <"),
    "the type of a class": met("<verzekerde>", f'<verzekerde {XSI} xmlns:n="urn:n" xsi:type="n:Verzekerde">'),
    "a text that says it is a text": met("<grondslag>", f'<grondslag {XSI} xmlns:x="urn:x" xsi:type="x:string">'),
    "CDATA": met("Zoë zegt: 1 &lt; 2 &amp; ja.", "<![CDATA[Zoë zegt: 1 < 2 & ja.]]>"),
    "characters by number": met("Zoë", "Zo&#xEB;").replace("&amp;", "&#38;"),
    "a comment between elements": met("<verzekerde>", "<!-- de patiënt --><verzekerde><!-- x -->"),
    "no namespace inside": GEEN_NAAMRUIMTE.replace("</StuurInstroom>", "</n:StuurInstroom>"),
    "attributes of others": met("<verzekerde>", '<verzekerde xmlns:w="urn:w" w:Id="id-1">'),
    "lines of Windows": XML.replace("\n", "\r\n"),
    "a mark": "\ufeff" + XML,
}  # fmt: skip


@pytest.mark.parametrize("xml", ZELFDE.values(), ids=ZELFDE.keys())
def test_it_means_the_same(xml: str) -> None:
    assert gelezen(xml) == VOL


@pytest.mark.parametrize(
    ("codering", "merk", "charset"),
    [
        ("utf-8", codecs.BOM_UTF8, ""),
        ("utf-16-le", codecs.BOM_UTF16_LE, ""),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-8"),
        ("utf-16-le", b"", ""),
        ("utf-16-be", b"", ""),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("iso-8859-1", b"", ""),
        ("iso-8859-1", b"", "ISO-8859-1"),
        ("windows-1252", b"", ""),
        ("iso-8859-15", b"", "iso-8859-15"),
        ("utf-8", b"", "UTF-8"),
    ],
)
def test_the_encodings_of_real_stacks(codering: str, merk: bytes, charset: str) -> None:
    naam = "utf-16" if codering.startswith("utf-16") else codering
    xml = XML.replace('encoding="UTF-8"', f'encoding="{naam}"')
    assert gelezen(merk + xml.encode(codering), charset) == VOL


def test_what_the_header_says_of_the_characters_counts_more_than_the_xml(wereld: Wereld) -> None:
    antwoord = stuur(wereld.software(), XML.encode("iso-8859-1"), soort='text/xml; charset="iso-8859-1"')
    assert antwoord.status_code == 200


@pytest.mark.parametrize(
    ("data", "soort"),
    [
        (XML.encode("iso-8859-1"), "text/xml"),
        (XML.encode(), "text/xml; charset=utf-7"),
        (XML.encode(), "text/xml; charset=bestaat-niet"),
        (XML.encode(), "text/xml; charset=base64"),
        (XML.encode().replace(b"UTF-8", b"UTF-7"), "text/xml"),
        (XML.encode().replace(b"UTF-8", b"IBM037"), "text/xml"),
        (XML.encode("utf-32"), "text/xml"),
        (codecs.BOM_UTF16_LE + b"<\x00\x00\xd8>\x00", "text/xml"),
        (b"<a>\xed\xa0\x80</a>", "text/xml"),
    ],
)
def test_characters_that_cannot_be_read_are_refused(wereld: Wereld, data: bytes, soort: str) -> None:
    assert code(stuur(wereld.software(), data, soort=soort)) in ("B128", "B121")


@pytest.mark.parametrize("charset", ["a\0b", "\0", "\ud800", "é"])
def test_a_charset_that_no_codec_can_be_called_is_one_we_do_not_know(charset: str) -> None:
    with pytest.raises(DomainError) as refused:
        gelezen(XML, charset)
    assert refused.value.code == "B128"


FOUT = {
    "a field that is not there": (met("<grondslag>zvw</grondslag>", ""), [("B201", "grondslag")]),
    "nil where it is needed": (met(BSN, f'<bsn {XSI} xsi:nil="1"/>'), [("B201", "verzekerde.bsn")]),
    "empty where it is needed": (met(BSN, "<bsn/>"), [("B211", "verzekerde.bsn")]),
    "a field of nobody": (met("</instantie>", "<naam>x</naam></instantie>"), [("B202", "instantie.naam")]),
    "a field of another namespace": (
        met("</instantie>", '<agb xmlns="urn:x">22990001</agb></instantie>'),
        [("B202", "instantie.{urn:x}agb")],
    ),
    "a name in other letters": (
        met("<grondslag>zvw</grondslag>", "<Grondslag>zvw</Grondslag>"),
        [("B201", "grondslag"), ("B202", "Grondslag")],
    ),
    "a value as an attribute": (
        met("<instantie>", '<instantie agb="22990001">'),
        [("B202", "instantie.@agb")],
    ),
    "elements where text belongs": (met(BSN, "<bsn><nr>1</nr></bsn>"), [("B203", "verzekerde.bsn")]),
    "text where elements belong": (met("<instantie>", "<instantie>22990001"), [("B203", "instantie")]),
    "twice": (met(BSN, BSN + BSN), [("B102", "")]),
    "an answer twice": (met('vraag="b"', 'vraag="a"'), [("B102", "")]),
    "an answer of two kinds": (met("<waarheid>", "<tekst>x</tekst><waarheid>"), [("B203", "antwoorden.a")]),
    "a number that is a word": (met("<getal>3", "<getal>drie"), [("B203", "antwoorden.b")]),
    "a number without end": (met("<getal>3", "<getal>" + "9" * 30), [("B103", "")]),
    "a truth that is a word": (met("<waarheid>true", "<waarheid>ja"), [("B203", "antwoorden.a")]),
    "an answer without the name of its question": (met(' vraag="a"', ""), [("B206", "antwoorden.")]),
    "an answer by its name as element": (met("<antwoorden>", "<antwoorden><a>x</a>"), [("B203", "antwoorden")]),
    "a moment for a date": (met("2026-11-02</begin", "2026-11-02T00:00:00</begin"), [("B206", "begindatum")]),
    "30 February": (met("2026-11-02</begin", "2026-02-30Z</begin"), [("B213", "begindatum")]),
    "a reference of SOAP encoding": (met("<instantie>", '<instantie href="#1">'), [("B202", "instantie.@href")]),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "verwacht"), FOUT.values(), ids=FOUT.keys())
def test_what_is_wrong_has_the_code_and_the_path_of_json(
    wereld: Wereld, xml: str, verwacht: list[tuple[str, str]]
) -> None:
    assert sorted(fout(stuur(wereld.software(), xml))) == sorted(verwacht)


def test_a_repeat_in_another_guise_is_a_repeat(wereld: Wereld) -> None:
    data = bericht(opmerking=VOL["opmerking"])
    id_ = wereld.software().push(data).json()["id"]
    anders = (
        bericht_xml(data).replace("2026-11-02<", "2026-11-02+01:00<").replace("</verzekerde>", "<uzovi/></verzekerde>")
    )
    assert veld(stuur(wereld.software(), anders.encode("utf-16")), "id") == id_


# Text that XML can hold, and all that pushes may say.
TEKST = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
)
GETAL = st.integers(-(2**53) + 1, 2**53 - 1) | st.decimals(-1000, 1000, places=3).map(float)
KENT = st.dictionaries(
    st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,10}", fullmatch=True),
    TEKST | st.booleans() | GETAL | st.lists(TEKST, min_size=1, max_size=4),
    min_size=1,
    max_size=5,
)


@given(opmerking=TEKST, referentie=TEKST, antwoorden=KENT)
def test_whatever_is_said_reads_back_as_it_was(opmerking: str, referentie: str, antwoorden: dict[str, Any]) -> None:
    data = bericht(opmerking=opmerking, referentie=referentie, antwoorden=antwoorden)
    assert gelezen(tweelingen.twin(data)) == data
