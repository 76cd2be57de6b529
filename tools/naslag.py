"""Writes docs/naslag.md, the reference for vendors, from the contracts: addresses, operations with their codes,
messages, and all codes. `tools/naslag.py --check` only says whether the page is as it should be."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "naslag.md"
METHODS = ("get", "post", "put", "patch", "delete")
SOAP = {
    "stuurInstroombericht": "StuurInstroom",
    "controleerInstroombericht": "ControleerInstroom",
    "volgInstroom": "VolgInstroom",
    "leesWijzigingen": "HaalAanvragen",
    "leesAanvraag": "HaalAanvraag",
    "leesSamenvatting": "HaalDocument",
    "leesVragenEnAntwoorden": "HaalDocument",
    "bewaarAntwoorden": "BewaarAntwoorden",
    "voegBijlageToe": "VoegBijlageToe",
    "wieBenIk": "WieBenIk",
}
MESSAGE = "Instroombericht"
HEAD = """# Naslag

Deze pagina is gemaakt uit het contract (`openapi.yaml`) en de lijst met foutcodes (`foutcodes.yaml`); in `contracts/`
staan ze zelf. De uitleg bij velden is Engels, zoals in het contract. Beginnen? Lees eerst [koppelen.md](koppelen.md).
"""
# A code, a range of codes, or all codes that begin so: "A101", "D101 to D106", "B2xx".
CODES = re.compile(r"\b([A-Z])(\d{3})(?: to [A-Z](\d{3}))?\b|\b([A-Z]\d+)x+\b")


class Contract:
    def __init__(self) -> None:
        contracts = ROOT / "contracts"
        self.openapi: dict[str, Any] = yaml.safe_load((contracts / "openapi.yaml").read_text(encoding="utf-8"))
        codes = yaml.safe_load((contracts / "foutcodes.yaml").read_text(encoding="utf-8"))
        self.codes: dict[str, dict[str, Any]] = {code["code"]: code for code in codes}

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for path, item in self.openapi["paths"].items():
            for method in METHODS:
                if method in item:
                    yield method.upper(), path, item[method]

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """A node with what it refers to; what it says itself comes first."""
        if "$ref" not in node:
            return node
        found: Any = self.openapi
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return self.resolve(found) | {key: value for key, value in node.items() if key != "$ref"}

    def codes_in(self, text: str) -> list[str]:
        return [code for found in CODES.finditer(text) for code in self._named(found)]

    def _named(self, found: re.Match[str]) -> Iterator[str]:
        letter, first, last, begin = found.groups()
        for code in sorted(self.codes):
            if begin:
                if code.startswith(begin):
                    yield code
            elif code[0] == letter and int(first) <= int(code[1:]) <= int(last or first):
                yield code


def text() -> str:
    contract = Contract()
    parts = (HEAD, _addresses(contract), _results(contract), _messages(contract), _codes(contract))
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _addresses(contract: Contract) -> str:
    rows = (
        (f"`{method} {path}`", f"`{SOAP[name]}`" if (name := one["operationId"]) in SOAP else "", _cell(one["summary"]))
        for method, path, one in contract.operations()
    )
    return f"## Adressen\n\n{_table(('Adres', 'SOAP-operatie', 'Wat het doet'), rows)}"


def _results(contract: Contract) -> str:
    parts = ["## Operaties en resultaatcodes\n"]
    for method, path, one in contract.operations():
        parts.append(f"### {method} {path}\n\n{_table(('Status', 'Betekenis', 'Codes'), _answers(contract, one))}")
    return "\n".join(parts)


def _answers(contract: Contract, operation: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for status, answer in operation["responses"].items():
        said = contract.resolve(answer)["description"]
        codes = (code for code in contract.codes_in(said) if contract.codes[code]["http"] == int(status))
        yield str(status), _cell(said), " ".join(f"`{code}`" for code in codes)


def _messages(contract: Contract) -> str:
    schemas = contract.openapi["components"]["schemas"]
    parts = ["## Berichten\n"]
    answers = [name for name in schemas if name != MESSAGE and "properties" in schemas[name]]
    inside = set(_used(contract, schemas[MESSAGE]))
    for name in (MESSAGE, *(name for name in answers if name not in inside)):
        rows = _fields(contract, schemas[name], deep=name == MESSAGE)
        parts.append(f"### {name}\n\n{_table(('Veld', 'Soort', 'Verplicht', 'Uitleg'), rows)}")
    return "\n".join(parts)


def _used(contract: Contract, schema: dict[str, Any]) -> Iterator[str]:
    """The schemas whose fields stand in the table of the message already."""
    ways = [way for way in schema.get("oneOf", ()) if "$ref" in way]
    for field in (*_properties(contract, schema).values(), *ways):
        for node in (field, field.get("items", {})):
            if "$ref" in node:
                yield node["$ref"].rpartition("/")[2]
                yield from _used(contract, contract.resolve(node))


def _fields(contract: Contract, schema: dict[str, Any], *, deep: bool, before: str = "") -> Iterator[tuple[str, ...]]:
    for name, raw in _properties(contract, schema).items():
        field = contract.resolve(raw)
        must = "ja" if name in schema.get("required", ()) else ""
        yield f"`{before}{name}`", _kind(contract, raw), must, _cell(str(field.get("description", "")))
        items = contract.resolve(field["items"]) if "items" in field else field
        if deep and _properties(contract, items):
            place = f"{before}{name}[]." if "items" in field else f"{before}{name}."
            yield from _fields(contract, items, deep=True, before=place)


def _properties(contract: Contract, schema: dict[str, Any]) -> dict[str, Any]:
    """Those of each way to say it, too."""
    found = dict(schema.get("properties", {}))
    for way in schema.get("oneOf", ()):
        found |= _properties(contract, contract.resolve(way))
    return found


def _kind(contract: Contract, raw: dict[str, Any]) -> str:
    field = contract.resolve(raw)
    for choice in ("oneOf", "anyOf"):
        if choice in field and not _properties(contract, field):
            return " of ".join(dict.fromkeys(_kind(contract, one) for one in field[choice]))
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{str(field['const']).lower()}`"
    kind = field.get("type", "object")
    if "items" in field:
        return f"lijst van {_kind(contract, field['items'])}"
    kinds = [_word(one, field) for one in (kind if isinstance(kind, list) else [kind])]
    return " of ".join(kinds)


def _word(kind: str, field: dict[str, Any]) -> str:
    match kind:
        case "string":
            lengths = field.get("minLength"), field.get("maxLength")
            if field.get("format") in ("date", "date-time", "uri", "uuid"):
                return {"date": "datum", "date-time": "moment", "uri": "adres", "uuid": "uuid"}[field["format"]]
            if lengths[1] is None:
                return "tekst"
            return f"tekst, {lengths[1]}" if lengths[0] == lengths[1] else f"tekst, hooguit {lengths[1]}"
        case "integer" | "number":
            return "getal"
        case "boolean":
            return "waar of onwaar"
        case "null":
            return "leeg"
        case _:
            return "gegevens"


def _codes(contract: Contract) -> str:
    rows = (
        (f"`{name}`", str(code["http"]), _cell(code["titel"]), code["wie"], code["herhalen"])
        for name, code in contract.codes.items()
    )
    return f"## Foutcodes\n\n{_table(('Code', 'Status', 'Wat er is', 'Wie lost het op', 'Herhalen'), rows)}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(PAGE.read_text(encoding="utf-8") != text())
    PAGE.write_text(text(), encoding="utf-8")
