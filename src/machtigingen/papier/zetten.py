"""How does data become a PDF? The only module that knows typst.

A template is a `.typ` file beside this module. What it shows comes in as data, in one JSON text, so no answer
is ever read as markup. Typst reads the template and our typeface; no system fonts, no packages, no network.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from machtigingen.papier.tekens import in_own_typeface, printable

Gegevens = str | None | Sequence["Gegevens"] | Mapping[str, "Gegevens"]

_MAP = Path(__file__).parent
_PROEF_OP = datetime(2000, 1, 1, tzinfo=UTC)


def to_pdf(*, sjabloon: str, gegevens: Gegevens, gemaakt_op: datetime) -> bytes:
    """The PDF of a template. PDF/UA-1 wants a glyph for every character; what has none shows its code."""
    leesbaar = _each_text(gegevens, printable)
    for lezing in (str, _shown_or_coded, in_own_typeface):  # from the most faithful to the surest
        data = json.dumps(_each_text(leesbaar, lezing))
        try:
            return _compile(sjabloon, {"gegevens": data}, gemaakt_op)
        except typst.TypstError as fout:
            laatste = fout
    raise laatste


def _each_text(gegevens: Gegevens, lezing: Callable[[str], str]) -> Gegevens:
    match gegevens:
        case None:
            return None
        case str():
            return lezing(gegevens)
        case Mapping():
            return {naam: _each_text(waarde, lezing) for naam, waarde in gegevens.items()}
        case _:
            return [_each_text(waarde, lezing) for waarde in gegevens]


def _shown_or_coded(tekst: str) -> str:
    """The text itself when typst can show it, with its fallback fonts; else in our own typeface."""
    try:
        _compile("proef", {"tekst": tekst}, _PROEF_OP)
    except typst.TypstError:
        return in_own_typeface(tekst)
    return tekst


def _compile(sjabloon: str, invoer: dict[str, str], op: datetime) -> bytes:
    return typst.compile(
        _MAP / f"{sjabloon}.typ",
        root=_MAP,
        font_paths=_lettertypen(),
        ignore_system_fonts=True,
        sys_inputs=invoer,
        pdf_standards=["ua-1"],
        timestamp=op.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
    )


@cache
def _lettertypen() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_MAP / "lettertypen"])
