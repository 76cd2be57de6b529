"""From YAML to what the forms share: questions, and names of codes."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from machtigingen.beslisboom.codes import Codes
from machtigingen.beslisboom.yamlknoop import Knoop, read_yaml


def read_shared_questions(bestand: Path, *, streng: bool = True) -> Mapping[str, Knoop]:
    """The questions that forms may use, by linkId; each is read as part of the form that uses it."""
    questions: dict[str, Knoop] = {}
    for item in read_yaml(bestand, streng=streng).blok(moet=("vragen",))["vragen"].lijst():
        names = [value.tekst() for key, value in item.paren() if key.tekst() == "linkId"]
        if not names:
            raise item.fout("Hier ontbreekt linkId.")
        if names[0] in questions:
            raise item.fout(f"De vraag {names[0]} staat er twee keer.")
        questions[names[0]] = item
    return questions


def read_codes(bestand: Path) -> Codes:
    """The names of codes."""
    block = read_yaml(bestand).blok(moet=("specialisme", "diagnose", "zorgactiviteit", "prestatie"))
    return Codes(
        _names(block["specialisme"]),
        _names_within(block["diagnose"]),
        _names(block["zorgactiviteit"]),
        _names_within(block["prestatie"]),
    )


def _names(knoop: Knoop) -> Mapping[str, str]:
    return MappingProxyType({code.tekst(): name.tekst() for code, name in knoop.paren()})


def _names_within(knoop: Knoop) -> Mapping[tuple[str, str], str]:
    """Codes that mean something only within another one: a specialisme, or a list."""
    within = {(outer.tekst(), code): name for outer, names in knoop.paren() for code, name in _names(names).items()}
    return MappingProxyType(within)
