"""Writes every example a second time, as the SOAP call, answer or fault that says the same: contracts/examples/*.xml.

tools/xml_tweelingen.py          writes them
tools/xml_tweelingen.py --check  ends with 1 when one is missing, differs or has no JSON
"""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from machtigingen.doors.software.soap import faults, writing  # noqa: E402
from machtigingen.doors.software.soap.envelope import Version  # noqa: E402
from machtigingen.doors.software.soap.schema import NAMESPACE, Shape, shapes  # noqa: E402

EXAMPLES = ROOT / "contracts" / "examples"
MESSAGES, REFUSALS = ("bericht-", "fout-"), ("antwoord-4", "antwoord-5")
# What the other examples are the answer to: the operation, and the element in its answer.
ANSWERS = {
    "antwoord-200-niet-nodig": ("StuurInstroom", "geen_machtiging_nodig"),
    "antwoord-201-": ("StuurInstroom", "ontvangst"),
    "proef-": ("ControleerInstroom", "proef"),
    "stand-": ("VolgInstroom", "stand"),
    "wie-ben-ik": ("WieBenIk", "wie"),
    "wijzigingen": ("HaalAanvragen", "wijzigingen"),
    "voorstand": ("BewaarAntwoorden", "voorstand"),
}
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
# A type is named only when the JSON value is not what the field holds: then the twin has to be as wrong.
_TYPES = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    f'xmlns="{NAMESPACE}"'
)


def twin(message: Any, *, operation: str = "StuurInstroom", soap: str = SOAP_11) -> str:
    """The message as a call of this operation."""
    field = shapes()[operation].fields[0]
    inside = "\n".join(_element(field.name, message, field.kind, depth=3))
    types = _TYPES if "xsi:" in inside else f'xmlns="{NAMESPACE}"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="{soap}">\n  <soap:Body>\n'
        f"    <{operation} {types}>\n{inside}\n    </{operation}>\n  </soap:Body>\n</soap:Envelope>\n"
    )


def _element(name: str, value: Any, kind: str | Shape, *, depth: int) -> list[str]:
    space = "  " * depth
    if isinstance(kind, str):
        return [f"{space}<{name}{_type(value, kind)}>{_text(value)}</{name}>"]
    if kind.name == "Antwoorden":
        inside = [f"{space}  {_answer(vraag, een)}" for vraag, een in value.items()]
    elif kind.item is not None:
        inside = [line for een in value for line in _element(kind.item.name, een, kind.item.kind, depth=depth + 1)]
    else:
        inside = _in_order(value, kind, depth=depth + 1)
    return [f"{space}<{name}>", *inside, f"{space}</{name}>"]


def _in_order(value: Any, kind: Shape, *, depth: int) -> list[str]:
    """The elements of the schema in its order, and what it does not know behind them."""
    known = {field.name: field.kind for field in kind.fields}
    names = [name for name in known if name in value] + [name for name in value if name not in known]
    return [line for name in names for line in _element(name, value[name], known.get(name, "string"), depth=depth)]


def _answer(vraag: str, value: Any) -> str:
    if isinstance(value, list):
        inside = "".join(f"<keuze>{_text(een)}</keuze>" for een in value)
    else:
        name = "waarheid" if isinstance(value, bool) else "tekst" if isinstance(value, str) else "getal"
        inside = f"<{name}>{_text(value)}</{name}>"
    return f"<antwoord vraag={quoteattr(vraag)}>{inside}</antwoord>"


def _type(value: Any, kind: str) -> str:
    if isinstance(value, str):
        return ' xsi:type="xs:string"' if value == "" else ""
    return "" if kind in ("int", "decimal") else ' xsi:type="xs:decimal"'


def _text(value: Any) -> str:
    if isinstance(value, str):
        return escape(value, {"\r": "&#13;", "\x7f": "&#127;", "\x85": "&#133;"})
    return json.dumps(value)


def answer_twin(name: str, data: Any) -> str | None:
    """As the portal writes it, on lines. None when no operation has such an answer."""
    if name.startswith(REFUSALS):
        return _on_lines(faults.body(data, version=Version.SOAP_11))
    for begin, (operation, inside) in ANSWERS.items():
        if name.startswith(begin):
            return _on_lines(writing.answer(f"{operation}Response", {inside: data}, version=Version.SOAP_11))
    return None


def _on_lines(xml: bytes) -> str:
    root = etree.fromstring(xml)
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def twins() -> dict[Path, str]:
    found = {}
    for path in EXAMPLES.glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        text = twin(data) if path.name.startswith(MESSAGES) else answer_twin(path.stem, data)
        if text is not None:
            found[path.with_suffix(".xml")] = text
    return found


def main(arguments: list[str]) -> int:
    wanted, there = twins(), set(EXAMPLES.glob("*.xml"))
    wrong = [path for path in there - wanted.keys()]
    wrong += [path for path, text in wanted.items() if path not in there or path.read_text(encoding="utf-8") != text]
    if arguments == ["--check"]:
        print("\n".join(str(path.relative_to(ROOT)) for path in wrong))
        return 1 if wrong else 0
    for path in there - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
