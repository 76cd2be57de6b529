"""The promise in contracts/soap/instroom.xsd as a table: which elements, in which order, holding what.

Reading and writing follow it both, so a field that is added to the contract has one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Union

from lxml import etree

from machtigingen.foundation import CONTRACTS

FOLDER = CONTRACTS / "soap"
NAMESPACE = "urn:machtigingenportaal:instroom:v1"
_XS = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True)
class Field:
    name: str
    kind: Union[str, "Shape"]  # a type of XML Schema such as "date", or what is inside
    is_required: bool
    is_repeated: bool


@dataclass(frozen=True)
class Shape:
    """An element with elements in it."""

    name: str
    fields: tuple[Field, ...]

    @property
    def item(self) -> Field | None:
        """What it is a list of, when it is one."""
        only = self.fields[0] if len(self.fields) == 1 else None
        return only if only and only.is_repeated else None


@cache
def shapes() -> Mapping[str, Shape]:
    """Every global element by its name."""
    root = etree.parse(FOLDER / "instroom.xsd").getroot()
    types = {node.get("name"): node for node in root if node.tag in (f"{_XS}complexType", f"{_XS}simpleType")}
    found = {}
    for element in root.iterfind(f"{_XS}element"):
        name, named = element.get("name"), element.get("type")
        found[name] = _shape(named or name, types[named] if named else element[-1], types)
    return found


def _shape(name: str, node: etree._Element, types: Mapping[str, etree._Element]) -> Shape:
    return Shape(name, tuple(_field(een, types) for een in node.iterfind(f"{_XS}sequence/{_XS}element")))


def _field(node: etree._Element, types: Mapping[str, etree._Element]) -> Field:
    repeated = node.get("maxOccurs", "1") != "1"
    return Field(node.get("name"), _kind(node.get("type"), types), node.get("minOccurs") != "0", repeated)


def _kind(name: str, types: Mapping[str, etree._Element]) -> str | Shape:
    if name.startswith("xs:"):
        return name.removeprefix("xs:")
    node = types[name]
    if node.tag == f"{_XS}complexType":
        return _shape(name, node, types)
    return _kind(node.find(f"{_XS}restriction").get("base"), types)
