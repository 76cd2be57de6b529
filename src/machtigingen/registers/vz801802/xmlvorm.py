"""A message of COV as XML and back, by the fields of its type: so writing and reading cannot differ.

Strict where two readers could read two things: an element that comes twice, a value that is none, a required one that
is missing. What we do not know is passed over: a later version may add. An element counts in any of the three
namespaces of the service, and in no other: in which of them the answer has what, no public source says.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from lxml import etree

from machtigingen.foundation import DomainError
from machtigingen.registers.vz801802.berichten import MESSAGES, SERVICE, TYPES, Retourbericht, Verzoek
from machtigingen.xml import Node, parse

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_NAMESPACES = (SERVICE, MESSAGES, TYPES)
_NSMAP = {None: SERVICE, "m": MESSAGES, "t": TYPES}
_WIT = " \t\r\n"
_WAARDE_MAX = 200
_DATUM = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00:00(\.0+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII
)  # the zone says nothing: what is meant is a day in the Netherlands (domain notes, decision 12)
_GETAL = re.compile(r"[0-9]{1,9}", re.ASCII)
_WAARHEID = {"true": True, "1": True, "false": False, "0": False}


class GeenBericht(Exception):
    """What came is no such message; the text says why, in words of our own, without what was in it."""


class Soapfout(Exception):
    """The other side answers with a SOAP fault; the text is Client or Server, or what else it calls itself."""


def write_verzoek(verzoek: Verzoek) -> bytes:
    """VZ801 in its envelope. Raises ValueError for a text that XML cannot hold."""
    envelop, body = _envelope()
    buiten = etree.SubElement(body, f"{{{SERVICE}}}Controleer", nsmap=_NSMAP)
    _write_fields(etree.SubElement(buiten, f"{{{SERVICE}}}request"), verzoek, MESSAGES)
    return _bytes(envelop)


def write_retourbericht(retour: Retourbericht) -> bytes:
    """VZ802 in its envelope. Raises ValueError for a text that XML cannot hold."""
    envelop, body = _envelope()
    _write_fields(etree.SubElement(body, f"{{{SERVICE}}}ControleerResponse", nsmap=_NSMAP), retour, MESSAGES)
    return _bytes(envelop)


def read_verzoek(data: bytes, *, charset: str = "") -> Verzoek:
    """Raises `GeenBericht`."""
    verzoek: Verzoek = _read(_within(_message(data, charset, "Controleer"), "request"), Verzoek)
    return verzoek


def read_retourbericht(data: bytes, *, charset: str = "") -> Retourbericht:
    """Raises `Soapfout`, `GeenBericht`. What is answered may stand in one element more, as in other services of the
    same party."""
    bericht = _message(data, charset, "ControleerResponse")
    if [_own_name(kind) for kind in bericht.children] == ["ControleerResult"]:
        bericht = bericht.children[0]
    retour: Retourbericht = _read(bericht, Retourbericht)
    return retour


def _message(data: bytes, charset: str, naam: str) -> Node:
    """The one element in the body."""
    try:
        envelop = parse(data, charset=charset)
    except DomainError as fout:
        raise GeenBericht(f"geen leesbare XML ({fout.code})") from None
    body = [kind for kind in envelop.children if kind.tag == f"{{{SOAP}}}Body"]
    if envelop.tag != f"{{{SOAP}}}Envelope" or len(body) != 1 or len(body[0].children) != 1:
        raise GeenBericht("geen envelop van SOAP 1.1")
    (bericht,) = body[0].children
    if bericht.tag == f"{{{SOAP}}}Fault":
        raise Soapfout(_faultcode(bericht))
    if bericht.tag != f"{{{SERVICE}}}{naam}":
        raise GeenBericht("een ander bericht")
    return bericht


def _faultcode(fout: Node) -> str:
    """Only what SOAP itself knows: the rest may hold anything."""
    codes = [kind.text.strip(_WIT).rpartition(":")[2].partition(".")[0] for kind in fout.children]
    return next((code for code in codes if code in ("Client", "Server", "VersionMismatch", "MustUnderstand")), "Fault")


def _own_name(node: Node) -> str:
    """Its name in one of the namespaces of the service; empty for anything else."""
    namespace, _, naam = node.tag.removeprefix("{").rpartition("}")
    return naam if namespace in _NAMESPACES else ""


def _within(node: Node, naam: str) -> Node:
    binnen = [kind for kind in node.children if _own_name(kind) == naam]
    if len(binnen) != 1:
        raise GeenBericht(f"{naam} ontbreekt of komt vaker voor")
    return binnen[0]


def _read(node: Node, soort: Any) -> Any:
    gevonden: dict[str, Node] = {}
    for kind in node.children:
        naam = _own_name(kind)
        if naam in gevonden:
            raise GeenBericht(f"{soort.__name__}: een element komt vaker voor")
        if naam:
            gevonden[naam] = kind
    waarden = {}
    for veld, type_ in _velden(soort):
        element = veld.metadata["naam"]
        waarde = _read_field(gevonden[element], veld, type_) if element in gevonden else None
        if waarde is not None:
            waarden[veld.name] = waarde
        elif veld.default is MISSING:
            raise GeenBericht(f"{soort.__name__}: {element} ontbreekt")
    return soort(**waarden)


def _read_field(node: Node, veld: Field[Any], type_: Any) -> Any:
    """None for what is empty."""
    if node.is_nil:
        return None
    if item := veld.metadata["item"]:
        if any(_own_name(kind) != item for kind in node.children):
            raise GeenBericht(f"{veld.metadata['naam']}: iets anders dan {item}")
        return tuple(_read(kind, type_) for kind in node.children)
    if is_dataclass(type_):
        return _read(node, type_) if node.children else None
    tekst = node.text.strip(_WIT)
    if node.children or len(tekst) > _WAARDE_MAX:
        raise GeenBericht(f"{veld.metadata['naam']}: elementen waar een waarde hoort, of een te lange waarde")
    try:
        return _PARSE.get(type_, type_)(tekst) if tekst else None
    except (ValueError, KeyError):
        raise GeenBericht(f"{veld.metadata['naam']}: geen waarde die wij kennen") from None


def _date(tekst: str) -> date:
    gevonden = _DATUM.fullmatch(tekst)
    return date.fromisoformat(gevonden[1] if gevonden else "")


def _int(tekst: str) -> int:
    if not _GETAL.fullmatch(tekst):
        raise ValueError
    return int(tekst)


_PARSE: dict[Any, Callable[[str], Any]] = {date: _date, int: _int, bool: _WAARHEID.__getitem__}


@cache
def _velden(soort: Any) -> tuple[tuple[Field[Any], Any], ...]:
    """Each field with what it holds: without `| None`, of a list what it is a list of."""
    hints = get_type_hints(soort)
    return tuple((veld, _inhoud(hints[veld.name])) for veld in fields(soort))


def _inhoud(hint: Any) -> Any:
    return next((deel for deel in get_args(hint) if deel not in (NoneType, ...)), hint)


def _envelope() -> tuple[etree._Element, etree._Element]:
    envelop = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap": SOAP})
    return envelop, etree.SubElement(envelop, f"{{{SOAP}}}Body")


def _bytes(envelop: etree._Element) -> bytes:
    return etree.tostring(envelop, encoding="utf-8", xml_declaration=True)


def _write_fields(node: etree._Element, bericht: Any, namespace: str) -> None:
    soort: Any = type(bericht)
    for veld, _type in _velden(soort):
        waarde = getattr(bericht, veld.name)
        if waarde in (None, "", ()) and veld.default is not MISSING:
            continue
        kind = etree.SubElement(node, f"{{{namespace}}}{veld.metadata['naam']}")
        if isinstance(waarde, tuple):
            for een in waarde:
                _write_fields(etree.SubElement(kind, f"{{{TYPES}}}{veld.metadata['item']}"), een, TYPES)
        elif is_dataclass(waarde):
            _write_fields(kind, waarde, TYPES)
        else:
            kind.text = _text(waarde)


def _text(waarde: Any) -> str:
    match waarde:
        case bool():
            return "true" if waarde else "false"
        case Enum():
            return str(waarde.value)
        case date():
            return waarde.isoformat()
        case _:
            return str(waarde)
