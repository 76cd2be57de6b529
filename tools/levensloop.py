"""Draws docs/levensloop.md from the table in machtigingen/aanvragen/lifecycle.py.

tools/levensloop.py          writes the page
tools/levensloop.py --check  ends with 1 when the page is not what the table says
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from machtigingen.aanvragen.lifecycle import TABEL, TEKST, Handeling, Status  # noqa: E402

PAGE = ROOT / "docs" / "levensloop.md"

INTRO = """\
# The life of an aanvraag

Drawn from the table in `src/machtigingen/aanvragen/lifecycle.py` by `tools/levensloop.py`; do not edit.
A move that is not in the table is refused with A102.
"""

LAPSE = """\
A concept lapses by itself: unopened when its link ends, opened after thirty days. `vervallen` is therefore never
written; it is what a concept is called once its term is over.
"""

_LABEL = {
    Handeling.NAAR_BEOORDELAAR: "sent, no rule decides",
    Handeling.GOEDKEUREN_DOOR_REGEL: "sent, a rule approves",
    Handeling.AFWIJZEN_DOOR_REGEL: "sent, a rule refuses",
    Handeling.NIET_NODIG_DOOR_REGEL: "sent, a rule says it is not needed",
    Handeling.GOEDKEUREN: "the beoordelaar approves",
    Handeling.AFWIJZEN: "the beoordelaar refuses",
}


def page() -> str:
    return "\n".join((INTRO, diagram(), LAPSE, table()))


def diagram() -> str:
    moves = [f"    {van.value} --> {naar.value}: {_LABEL[handeling]}" for (van, handeling, _), naar in TABEL.items()]
    ends = [f"    {status.value} --> [*]" for status in Status if status not in {van for van, _, _ in TABEL}]
    lines = [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {status.value}: {TEKST[status]}" for status in Status),
        f"    [*] --> {Status.CONCEPT.value}: a message comes in",
        *moves,
        f"    {Status.CONCEPT.value} --> {Status.VERVALLEN.value}: its term is over",
        *ends,
        "```",
    ]
    return "\n".join(lines) + "\n"


def table() -> str:
    rows = [
        f"| `{van.value}` | {_LABEL[handeling]} (`{handeling.value}`) | {rol.value} | `{naar.value}` |"
        for (van, handeling, rol), naar in TABEL.items()
    ]
    return "\n".join(["| From | Act | Role | To |", "| --- | --- | --- | --- |", *rows]) + "\n"


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
