"""Which answers are known already, and from which source?"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from machtigingen.beslisboom.antwoord import parse_antwoord
from machtigingen.beslisboom.formulier import Formulier, Herkomst
from machtigingen.beslisboom.rijen import readable_rows
from machtigingen.beslisboom.vraag import Vraag, Waarde
from machtigingen.foundation import DomainError

# Per source every path on which it can have a value; of a message beside these `antwoorden` has one per own question.
PADEN: Mapping[str, frozenset[str]] = {
    "certificaat": frozenset({"agb"}),
    "softwarepakket": frozenset(
        {
            "begindatum",
            "grondslag",
            "instantie.agb",
            "opmerking",
            "referentie",
            "softwarepakket.naam",
            "softwarepakket.versie",
            "verstrekking.diagnose",
            "verstrekking.formulier",
            "verstrekking.prestatiecodelijst",
            "verstrekking.prestaties",
            "verstrekking.zorgactiviteit",
            "verzekerde.bsn",
            "verzekerde.geboortedatum",
            "verzekerde.geslacht",
            "verzekerde.naam",
            "verzekerde.uzovi",
            "verzekerde.verzekerdenummer",
            "zorgverlener.agb",
            "zorgverlener.specialisme",
        }
    ),
    "cov": frozenset({"naam", "uzovi", "verzekerdenummer"}),
    "agb_register": frozenset({"specialisme"}),
}
BRONNEN = tuple(PADEN)
ANTWOORDEN = "antwoorden."


class Voorgevuld(NamedTuple):
    """A value and the source it came from."""

    waarde: Waarde
    bron: str


def prefill(formulier: Formulier, bronnen: Mapping[str, Mapping[str, object]]) -> dict[str, Voorgevuld]:
    """Per linkId the first source, in the form's order of preference, that has a usable value."""
    known = {
        vraag.link_id: next(_known(vraag, formulier.voorinvulling.get(vraag.link_id, ()), bronnen), None)
        for vraag in formulier.vragen
    }
    return {link_id: value for link_id, value in known.items() if value is not None}


def is_known_path(link_id: str, origin: Herkomst) -> bool:
    """Whether a message can have a value there. An answer beside the message goes by the name of its own question."""
    if origin.bron == "softwarepakket" and origin.pad.startswith(ANTWOORDEN):
        return origin.pad == ANTWOORDEN + link_id
    return origin.pad in PADEN[origin.bron]


def _known(
    vraag: Vraag, origins: tuple[Herkomst, ...], bronnen: Mapping[str, Mapping[str, object]]
) -> Iterator[Voorgevuld]:
    for origin in origins:
        value = _usable(vraag, _at(bronnen.get(origin.bron), origin.pad))
        if value is not None:
            yield Voorgevuld(value, origin.bron)


def _at(source: object, path: str) -> object:
    for key in path.split("."):
        source = source.get(key) if isinstance(source, Mapping) else None
    return source


def _usable(vraag: Vraag, raw: object) -> Waarde | None:
    """What can be used of it. A table that is not whole keeps the cells that are right: only the rest is asked."""
    try:
        return parse_antwoord(vraag, raw)
    except DomainError:
        return readable_rows(vraag, raw, parse_antwoord) if vraag.kolommen else None
