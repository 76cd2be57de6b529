"""Draws docs/levensloop.md from the table in machtigingen/aanvragen/lifecycle.py.

tools/levensloop.py          writes the page
tools/levensloop.py --check  ends with 1 when the page is not what the table says
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from machtigingen.aanvragen.lifecycle import TABEL, TEKST, TOEGEKEND, Handeling, Status  # noqa: E402

PAGE = ROOT / "docs" / "levensloop.md"

INTRO = """\
# The life of an aanvraag

Drawn from the table in `src/machtigingen/aanvragen/lifecycle.py` by `tools/levensloop.py`; do not edit.
A move that is not in the table is refused with A102.
"""

LAPSE = """\
The status is the specification. People see one of the three words they know, `in_behandeling`, `goedgekeurd` or
`afgewezen`, with the specification beside it in plain words (`hoofdstatus` in the same module); what is no answer of an
insurer (concept, niet_nodig, ingetrokken, vervallen) keeps its own word. A besluit is by a rule or by a person.

A concept lapses by itself: unopened when its link ends, opened after thirty days. `vervallen` is therefore never
written; it is what a concept is called once its term is over. A machtiging ends by itself after its last day: then it
is called `beeindigd`, which is written only when the provider reports that the care was not given. That can be said for
some weeks after the last day too: the days in which a besluit can be opened again. Then it ends on that last day.

An end that the insurer set stands beside the besluit: it can set it anew, also when that day is past, and takes
it back by setting the day that was granted. While it stands, the machtiging is not extended (A120). Of each kind one
herbeoordeling or verlenging is open at a time, and after a granted one that one is gone on with (A121). A verlenging
asks COV about the day on which it begins, as a submission does: another insurer then is A122, and it lasts no longer
than the policy. That day stays the one that was asked for: when the first was ended, replaced, opened again or not
carried out meanwhile, the verlenging can be refused and not granted (A124). A granted herbeoordeling takes the place of
what was partly granted: the first ends on the day before the besluit, or before the new one begins, with the new number
as its reason; what was claimed with it stays valid. On one day one machtiging of a chain holds: neither a grant nor an
end that is taken back goes over the days of another (A125).

A question is taken back by the same move as when no answer came: before the last day for an answer it is called
`vraag_ingetrokken`, after it `niet_beantwoord`. A new question and a document that the provider adds
end a first opinion of two: it is given anew.
"""

_LABEL = {
    Handeling.NAAR_BEOORDELAAR: "sent, no rule decides",
    Handeling.GOEDKEUREN_DOOR_REGEL: "sent, a rule approves",
    Handeling.AFWIJZEN_DOOR_REGEL: "sent, a rule refuses",
    Handeling.NIET_NODIG_DOOR_REGEL: "sent, a rule says it is not needed",
    Handeling.NEMEN: "a beoordelaar takes it",
    Handeling.OVERDRAGEN: "handed over to a colleague, or back",
    Handeling.INFORMATIE_VRAGEN: "the beoordelaar asks for more",
    Handeling.NIET_LANGER_WACHTEN: "no answer came in time, or the question is taken back",
    Handeling.AANVULLEN: "answered",
    Handeling.BIJLAGE_TOEVOEGEN: "a document is added",
    Handeling.GEDEELTELIJK_GOEDKEUREN: "the beoordelaar approves a part",
    Handeling.INTREKKEN: "withdrawn",
    Handeling.NIET_UITGEVOERD_MELDEN: "reported as not done",
    Handeling.EINDDATUM_ZETTEN: "the insurer sets the last day",
    Handeling.HEROPENEN: "opened again",
    Handeling.GOEDKEUREN: "the beoordelaar approves",
    Handeling.AFWIJZEN: "the beoordelaar refuses",
}


def page() -> str:
    return "\n".join((INTRO, diagram(), LAPSE, table()))


def diagram() -> str:
    labels: dict[tuple[Status, Status], list[str]] = {}
    for (van, handeling, _), naar in TABEL.items():
        if van is not naar:
            labels.setdefault((van, naar), []).append(_LABEL[handeling])
    moves = [f"    {van.value} --> {naar.value}: {' / '.join(how)}" for (van, naar), how in labels.items()]
    ends = [f"    {status.value} --> [*]" for status in Status if status not in {van for van, _, _ in TABEL}]
    lines = [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {status.value}: {TEKST[status]}" for status in Status),
        f"    [*] --> {Status.CONCEPT.value}: a message comes in",
        *moves,
        f"    {Status.CONCEPT.value} --> {Status.VERVALLEN.value}: its term is over",
        *(f"    {status.value} --> {Status.BEEINDIGD.value}: its last day is over" for status in TOEGEKEND),
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
