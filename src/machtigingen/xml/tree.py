"""Hostile bytes in, a small tree out. What could be read in two ways, or costs more than it says, is refused.

The tree is built while the parser reads, so a limit ends the reading. A DTD is refused before anything in it is looked
at: no entity is ever defined, nothing outside the message is ever opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from machtigingen.foundation import DomainError
from machtigingen.xml.encoding import decode

DEPTH = 32  # as the JSON
ELEMENTS = 10_000  # 100 answers of 50 choices each, and room
ATTRIBUTES = 50
# Every name that is read holds the whole of its namespace: a long one costs its length at every element.
NAMESPACES = 50
NAMESPACE_LENGTH = 200
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_XINCLUDE = "{http://www.w3.org/2001/XInclude}"


@dataclass
class Node:
    """One element: `tag` with its namespace as {…}, the text directly in it, and what is inside."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    has_comment: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def name(self) -> str:
        return self.tag.rpartition("}")[2]

    @property
    def is_nil(self) -> bool:
        return self.attributes.get(f"{XSI}nil", "").strip() in ("true", "1")

    @property
    def type_name(self) -> str:
        """What xsi:type calls it, without its prefix; empty when it says nothing."""
        return self.attributes.get(f"{XSI}type", "").strip().rpartition(":")[2]


def parse(data: bytes, *, charset: str = "") -> Node:
    """The root. Raises B121 (no readable XML), B122 (XML that is not welcome), B128 (unreadable characters)."""
    text = decode(data, charset=charset)
    builder = _Builder()
    parser = etree.XMLParser(
        target=builder, encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as fout:
        raise _unreadable(*fout.position) from None
    except UnicodeEncodeError as fout:  # half a character in UTF-16
        raise DomainError.one("B128") from fout
    for melding in parser.error_log.filter_from_errors():  # a prefix without a namespace: no error to libxml2
        raise _unreadable(melding.line, melding.column)
    assert builder.root
    return builder.root


class _Builder:
    """What lxml calls while it reads."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0
        self._namespaces: set[tuple[str | None, str]] = set()

    def start_ns(self, prefix: str | None, uri: str) -> None:
        """Before the names in it are made. What is declared again at each element counts once."""
        if len(uri) > NAMESPACE_LENGTH:
            raise _refused("een te lange naamruimte")
        self._namespaces.add((prefix, uri))
        if len(self._namespaces) > NAMESPACES:
            raise _refused("te veel naamruimten")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > ELEMENTS or len(self._open) == DEPTH or len(attributes) > ATTRIBUTES:
            raise _refused("een te grote of te diepe opbouw")
        if tag.startswith(_XINCLUDE):
            raise _refused("XInclude")
        node = Node(tag, dict(attributes))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str) -> None:
        node = self._open.pop()
        if node.has_comment and node.text.strip():
            raise _refused("commentaar midden in een waarde")

    def data(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def comment(self, text: str) -> None:
        if self._open:
            self._open[-1].has_comment = True

    def doctype(self, *_dtd: Any) -> None:
        raise _refused("een DTD")

    def pi(self, *_instruction: Any) -> None:
        raise _refused("een verwerkingsinstructie")

    def close(self) -> None:
        """lxml asks for it; the root is kept here."""


def _unreadable(line: int, column: int) -> DomainError:
    return DomainError.one("B121", plek=f"(regel {line}, teken {column})")


def _refused(wat: str) -> DomainError:
    return DomainError.one("B122", wat=f"({wat})")
