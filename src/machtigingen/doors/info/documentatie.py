"""The documentation as pages, for vendors and for who makes forms: the files of docs/ and contracts/, one address each.

A link from one file to another leads to its page, or to where the api serves it; to any other file, it is plain text. A
code that stands in the catalogue links to its own page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from posixpath import normpath

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from machtigingen.doors.info import catalogus
from machtigingen.doors.info.kader import toon
from machtigingen.foundation import CONTRACTS, DOCS, SDK, DomainError
from machtigingen.toegang.request import PortalRequest

# The address below /docs/ and the file, seen from the project; in the order of reading.
PAGINAS = {
    "koppelen": "docs/koppelen.md",
    "vertrouwen": "docs/vertrouwen.md",
    "talen": "docs/talen/README.md",
    "talen/csharp": "docs/talen/csharp.md",
    "talen/java": "docs/talen/java.md",
    "talen/php": "docs/talen/php.md",
    "talen/delphi": "docs/talen/delphi.md",
    "talen/python": "docs/talen/python.md",
    "sdk": "sdk/README.md",
    "testidentiteiten": "docs/testidentiteiten.md",
    "testkit": "docs/testkit.md",
    "verzekeraars": "docs/verzekeraars.md",
    "formulieren": "docs/formulieren.md",
    "naslag": "docs/naslag.md",
    "contract": "contracts/README.md",
}
# Not for vendors, so in no list: the pages of who runs the portal lead to it.
VOOR_BEHEER = {"wat-doe-ik-als": "docs/wat-doe-ik-als.md"}
_ADRESSEN = {bestand: adres for adres, bestand in (PAGINAS | VOOR_BEHEER).items()}
_MAPPEN = {"docs": DOCS, "contracts": CONTRACTS, "sdk": SDK}
_VAN_DE_API = {"contracts/soap/instroom.wsdl": "/soap/instroom/v1?wsdl", "contracts/openapi.yaml": "/openapi.json"}
_KLASSEN = {
    "table": "utrecht-table mp-tabel",
    "thead": "utrecht-table__header",
    "tbody": "utrecht-table__body",
    "tr": "utrecht-table__row",
    "th": "utrecht-table__header-cell",
    "td": "utrecht-table__cell",
    "p": "utrecht-paragraph",
    "ul": "utrecht-unordered-list",
    "ol": "utrecht-ordered-list",
    "a": "utrecht-link utrecht-link--html-a",
    "h2": "utrecht-heading-2",
    "h3": "utrecht-heading-3",
}
# On a small screen a table is no table to the eye any more; to a screen reader it stays one.
_ROLLEN = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


@dataclass(frozen=True, kw_only=True)
class Document:
    titel: str
    html: SafeString
    koppen: tuple[tuple[str, str], ...]  # (anchor, text) of each part


@require_safe
def docs(request: PortalRequest, pagina: str = "koppelen") -> HttpResponse:
    """One page of the documentation. Raises B108 for another address."""
    if pagina not in PAGINAS | VOOR_BEHEER:
        raise DomainError.one("B108")
    api = request.adressen["api"]
    links = [(read(adres, api=api).titel, reverse("docs", args=(adres,)), adres == pagina) for adres in PAGINAS]
    return toon(request, "info/document.html", {"document": read(pagina, api=api), "documenten": links})


@cache
def read(pagina: str, *, api: str) -> Document:
    bestand = PurePosixPath((PAGINAS | VOOR_BEHEER)[pagina])
    tekst = _MAPPEN[bestand.parts[0]].joinpath(*bestand.parts[1:]).read_text(encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(tekst)
    titel, rest = tokens[1].content, tokens[3:]  # a page begins with its title
    koppen = tuple(_prepare(rest, bestand, api))
    return Document(titel=titel, html=mark_safe(markdown.renderer.render(rest, markdown.options, {})), koppen=koppen)  # noqa: S308


def _prepare(tokens: Sequence[Token], bestand: PurePosixPath, api: str) -> list[tuple[str, str]]:
    """Gives each token what our pages have: classes, anchors, links that lead somewhere. Returns the headings."""
    koppen: list[tuple[str, str]] = []
    kolommen: list[str] = []
    for plek, token in enumerate(tokens):
        _dress(token)
        if token.type == "heading_open":
            anker = anchor(tokens[plek + 1].content)
            token.attrSet("id", anker)
            if token.tag == "h2":
                koppen.append((anker, tokens[plek + 1].content.replace("`", "")))
        elif token.type == "thead_open":
            kolommen = []
        elif token.type == "th_open":
            kolommen.append(tokens[plek + 1].content)
            token.attrSet("scope", "col")
        elif token.type == "tr_open":
            kolom = 0
        elif token.type == "td_open":
            token.attrSet("data-kolom", kolommen[kolom])
            kolom += 1
        elif token.type in ("fence", "code_block"):
            token.attrSet("tabindex", "0")
        elif token.children:
            token.children = _inline(token.children, bestand, api)
    return koppen


def _dress(token: Token) -> None:
    if token.nesting != 1:
        return
    token.attrs.pop("style", None)  # the side to which a column lines up: our pages allow no style of their own
    if token.tag in _KLASSEN:
        token.attrSet("class", _KLASSEN[token.tag])
    if token.tag in _ROLLEN:
        token.attrSet("role", _ROLLEN[token.tag])


def _inline(children: Sequence[Token], bestand: PurePosixPath, api: str) -> list[Token]:
    found: list[Token] = []
    dropped = False
    for child in children:
        if child.type == "link_open":
            adres = _link(str(child.attrs["href"]), bestand, api)
            dropped = adres is None
            if adres is not None:
                child.attrSet("href", adres)
        if child.type in ("link_open", "link_close") and dropped:
            continue
        _dress(child)
        if child.type == "image":  # a drawing of ours, with its own text for who does not see it
            pad = bestand.parent / str(child.attrs["src"])
            svg = _MAPPEN[pad.parts[0]].joinpath(*pad.parts[1:]).read_text(encoding="utf-8")
            child = Token("html_inline", "", 0, content=svg)
        if child.type == "code_inline" and (uitleg := catalogus.find(child.content)):
            link = Token("link_open", "a", 1, attrs={"href": uitleg.url})
            _dress(link)
            found += [link, child, Token("link_close", "a", -1)]
        else:
            found.append(child)
    return found


def _link(href: str, bestand: PurePosixPath, api: str) -> str | None:
    """Where a link of the file leads; None for a file that is nowhere to be read on the web."""
    if re.match(r"https?://|#", href):
        return href
    pad, _, anker = href.partition("#")
    doel = normpath(str(bestand.parent / pad))
    if doel in _VAN_DE_API:
        return api + _VAN_DE_API[doel]
    adres = _ADRESSEN.get(doel)
    if adres is None:
        return None
    return reverse("docs", args=(adres,)) + (f"#{anker}" if anker else "")


def anchor(kop: str) -> str:
    """The name of a heading in an address, as the usual readers of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-")
