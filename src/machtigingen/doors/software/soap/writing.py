"""From the plain data of an answer to XML, in the order of the contract. What is null in JSON is left out."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from machtigingen.doors.software.soap.envelope import Version
from machtigingen.doors.software.soap.schema import NAMESPACE, Shape, shapes

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(name: str, data: Mapping[str, Any], *, version: Version) -> bytes:
    """A whole message with this element in its body."""
    root, body = envelope(version)
    body.append(element(name, data))
    return write(root)


def envelope(version: Version) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{{{version.value}}}Envelope", nsmap={"soap": version.value})
    return root, etree.SubElement(root, f"{{{version.value}}}Body")


def element(name: str, data: Mapping[str, Any]) -> etree._Element:
    node = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    _fill(node, data, shapes()[name])
    return node


def write(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(node: etree._Element, data: Any, kind: str | Shape) -> None:
    if isinstance(kind, str):
        node.text = text(data)
    elif kind.item is not None:
        for een in data:
            _fill(etree.SubElement(node, f"{{{NAMESPACE}}}{kind.item.name}"), een, kind.item.kind)
    else:
        for field in kind.fields:
            if data.get(field.name) is not None:
                _fill(etree.SubElement(node, f"{{{NAMESPACE}}}{field.name}"), data[field.name], field.kind)


def text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value))
