"""What do calls and answers over SOAP say? Read with the portal's own reader: the very names that the JSON has."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from machtigingen.doors.software.soap.envelope import Version, open_envelope, version_of
from machtigingen.doors.software.soap.faults import body, status
from machtigingen.doors.software.soap.reading import own_name, read
from machtigingen.doors.software.soap.schema import NAMESPACE, shapes
from machtigingen.foundation import DomainError
from machtigingen.xml import Node, parse

ADRES = "/soap/instroom/v1"
_OURS = f"{{{NAMESPACE}}}"
_CHARSET = re.compile(r'charset="?([\w.:-]+)', re.ASCII)
_PARSER = {"resolve_entities": False, "no_network": True}


@dataclass(frozen=True, kw_only=True)
class Verzoek:
    """What was asked: the operation, and what stands in it."""

    operatie: str
    data: Mapping[str, Any]


def read_call(inhoud: bytes, *, soort: str) -> Verzoek | None:
    """None for what the portal would not read as a call either."""
    charset = _CHARSET.search(soort)
    try:
        root = parse(inhoud, charset=charset[1] if charset else "")
        call = open_envelope(root, version_of(root))
        data = read(call.node, shapes()[call.operation])
    except DomainError:
        return None
    return Verzoek(operatie=call.operation, data=data if isinstance(data, dict) else {})


def read_answer(inhoud: bytes) -> Mapping[str, Any]:
    """What the JSON of the same answer or refusal would hold; empty for what is no answer of the portal."""
    try:
        found = _first_of_ours(parse(inhoud))
    except DomainError:
        return {}
    if found is None or own_name(found) not in shapes():
        return {}
    data = read(found, shapes()[own_name(found)])
    if own_name(found).endswith("Response"):
        (data,) = data.values()
    return data if isinstance(data, dict) else {}


def _first_of_ours(node: Node) -> Node | None:
    if node.tag.startswith(_OURS):
        return node
    return next((found for child in node.children if (found := _first_of_ours(child))), None)


def fault(problem: Mapping[str, Any], *, soort: str) -> tuple[int, str, bytes]:
    """Status, Content-Type and body of a refusal, in the version that is spoken."""
    version = next((een for een in Version if soort.startswith(een.media_type)), Version.SOAP_11)
    return status(problem["status"], version), f"{version.media_type}; charset=utf-8", body(problem, version=version)


def without(inhoud: bytes, part: str, veld: str) -> bytes:
    """The same message, without this element of this part."""
    root = etree.fromstring(inhoud, etree.XMLParser(**_PARSER))
    for node in root.xpath("//*[local-name()=$part]/*[local-name()=$veld]", part=part, veld=veld):
        node.getparent().remove(node)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def changed(inhoud: bytes, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> bytes:
    """An answer of the portal in which these fields have another value, are gone (None), or come beside the others."""
    root = etree.fromstring(inhoud)
    answer = next(root.iter(f"{_OURS}*"))[0]
    elements = {etree.QName(node).localname: node for node in answer}
    was = {naam: node.text for naam, node in elements.items()}
    for naam, value in change(was).items():
        if naam in was and value == was[naam]:
            continue
        if value is None and naam in elements:
            answer.remove(elements[naam])
        else:
            node = elements[naam] if naam in elements else etree.SubElement(answer, f"{_OURS}{naam}")
            node.text = str(value)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
