"""From a tree to the very same plain data as the JSON has: so the checks, codes, paths and fingerprint are the same.

What is wrong here is not judged here. It becomes the value that would be as wrong in JSON, and `parse_bericht` says so
together with everything else. Forgiving in what stacks differ in: order, prefixes, xsi:nil, empty optional elements,
a time zone behind a date, white space around a code.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from machtigingen.doors.software.soap.schema import NAMESPACE, Field, Shape
from machtigingen.foundation import DomainError, lees_json, veldnaam
from machtigingen.xml import Node

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_ZONE = re.compile(r"(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})$", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_WHITE = " \t\r\n"
# Types of XML Schema by which a sender says that a text is no text.
_NO_TEXT = {"int", "integer", "long", "short", "byte", "decimal", "double", "float", "boolean"}


def read(node: Node, shape: Shape) -> Any:
    """The JSON value of an element. Raises B102 (an element that comes twice) and B103 (a number beyond all limits)."""
    if shape.name == "Antwoorden":
        return _answers(node)
    inside = _by_name(node, repeated=shape.item.name if shape.item else "")
    if shape.item is not None:
        return _list(node, shape.item, inside)
    if node.text.strip(_WHITE):
        return node.text  # text where elements should be: as wrong as text for an object
    fields = {field.name: field for field in shape.fields}
    data = _unknown_attributes(node)
    for name, (found, *_) in inside.items():
        field = fields.get(name)
        if field is None:
            data[name] = _anything(found)
        elif not _is_left_out(found, field):
            data[name] = _value(found, field.kind)
    return data


def _by_name(node: Node, *, repeated: str = "") -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for child in node.children:
        found.setdefault(own_name(child), []).append(child)
    for name, nodes in found.items():
        if len(nodes) > 1 and name != repeated:
            raise DomainError.one("B102", veld=veldnaam(name))
    return found


def own_name(node: Node) -> str:
    """Without our namespace, or without any, as hand-made clients write it. Another namespace is another name."""
    return node.tag.removeprefix(f"{{{NAMESPACE}}}")


def _is_left_out(node: Node, field: Field) -> bool:
    """xsi:nil; or empty and optional, as Delphi and C# write what they don't have. `xsi:type` says that it is there."""
    if node.is_nil:
        return True
    text = node.text if field.kind == "string" else node.text.strip(_WHITE)
    return not (field.is_required or text or node.children or node.type_name or _unknown_attributes(node))


def _list(node: Node, item: Field, inside: Mapping[str, list[Node]]) -> Any:
    if node.text.strip(_WHITE):
        return node.text
    strange = [name for name in inside if name != item.name]
    if strange:
        return {name: _anything(inside[name][0]) for name in strange}
    return [_value(een, item.kind) for een in inside.get(item.name, ())]


def _answers(node: Node) -> Any:
    """`antwoord` elements as an object by the name of the question. Without a value an answer is not known."""
    inside = _by_name(node, repeated="antwoord")
    if node.text.strip(_WHITE) or set(inside) - {"antwoord"}:
        return node.text.strip(_WHITE) or list(inside)
    data: dict[str, Any] = {}
    for answer in inside.get("antwoord", ()):
        name = answer.attributes.get("vraag", "").strip(_WHITE)
        if name in data:
            raise DomainError.one("B102", veld=veldnaam(name))
        data[name] = _answer(answer)
    return {name: value for name, value in data.items() if value is not None}


def _answer(node: Node) -> Any:
    inside = _by_name(node, repeated="keuze")
    filled = {name: [een for een in nodes if not _is_empty(een)] for name, nodes in inside.items()}
    filled = {name: nodes for name, nodes in filled.items() if nodes}
    match filled:
        case {"keuze": nodes, **rest} if not rest:
            return [_value(een, "string") for een in nodes]
        case {"tekst": [een], **rest} if not rest:
            return _value(een, "string")
        case {"getal": [een], **rest} if not rest:
            return _typed(een, _number)
        case {"waarheid": [een], **rest} if not rest:
            return _typed(een, _TRUTH.get)
    if not filled and not node.text.strip(_WHITE):
        return None
    return _anything(node)  # an object: no kind of answer


def _is_empty(node: Node) -> bool:
    return node.is_nil or not (node.text or node.children or node.type_name)


def _typed(node: Node, convert: Callable[[str], Any]) -> Any:
    """The value, or an object when it is not of its kind: text would be another good answer."""
    value = None if node.children else convert(node.text.strip(_WHITE))
    return {"waarde": node.text} if value is None else value


def _value(node: Node, kind: str | Shape) -> Any:
    if isinstance(kind, Shape):
        return read(node, kind)
    if node.children or _unknown_attributes(node):
        return _anything(node)
    text = node.text if kind == "string" else node.text.strip(_WHITE)
    if kind == "int" or node.type_name in _NO_TEXT:
        return _number(text, _TRUTH.get(text, text) if node.type_name == "boolean" else text)
    return _ZONE.sub("", text) if kind == "date" else text


def _number(text: str, otherwise: Any = None) -> Any:
    """As JSON reads it, and as XML Schema also writes it: +5, 05, .5 and 5. are numbers."""
    plain = re.sub(r"^(-?)\+?0*(?=[0-9])", r"\1", text.removeprefix("+"))
    plain = re.sub(r"^(-?)\.", r"\g<1>0.", plain).removesuffix(".")
    return lees_json(plain.encode()) if _NUMBER.fullmatch(plain) else otherwise


def _anything(node: Node) -> Any:
    """What we have no word for, so that it is refused by its name: its content is never used."""
    if node.children or _unknown_attributes(node):
        return {own_name(child): "" for child in node.children} | _unknown_attributes(node)
    return node.text


def _unknown_attributes(node: Node) -> dict[str, Any]:
    """Our own elements have none. Attributes of another namespace (xsi, wsu) are not for us."""
    return {f"@{name}": value for name, value in node.attributes.items() if not name.startswith("{")}
