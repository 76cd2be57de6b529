"""How do the test identities read? As one Markdown page, the same every day."""

from datetime import UTC, datetime

from machtigingen.foundation import foutcode
from machtigingen_sandbox.personas_identiteiten import NIET_OP_TE_ROEPEN, groepen
from machtigingen_sandbox.personas_proeven import Groep, Proef

KOP = """\
# Testidentiteiten

Welke AGB-code, welk BSN en welk certificaat geeft in de sandbox welk antwoord? Alles hieronder is verzonnen. Deze
pagina is gemaakt met `machtigingen-sandbox identiteiten`, uit dezelfde gegevens als de sandbox zelf; een test stuurt
elke regel naar het portaal.

Het bericht is steeds `voorbeeld-instroom.json` uit de map van de sandbox, met daarin wat de regel noemt. De bestanden
van een certificaat staan in `certificaten/`: `.pem` met `.key`, of samen in een `.p12`. Wat een code betekent, staat op
de pagina *Foutcodes* van het portaal.

Test u uw hele pakket, gebruik dan de [testkit](testkit.md).
"""
SLOT = """
## Wat u niet zelf kunt oproepen

| Code | Titel | Waarom niet |
|---|---|---|
"""
SOME_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)


def write_tabel(*, now: datetime = SOME_DAY) -> str:
    """The whole page; no row depends on the day."""
    tables = "".join(_table(groep) for groep in groepen(now=now))
    rest = "".join(f"| {code} | {foutcode(code).titel} | {reason} |\n" for code, reason in NIET_OP_TE_ROEPEN.items())
    return KOP + tables + SLOT + rest


def _table(groep: Groep) -> str:
    lines = [_row(groep.kolommen), "|" + "---|" * len(groep.kolommen)]
    lines += [_row(_cells(groep, proef)) for proef in groep.proeven]
    return f"\n## {groep.titel}\n\n{groep.uitleg}\n\n" + "\n".join(lines) + "\n"


def _cells(groep: Groep, proef: Proef) -> tuple[str, ...]:
    shown = len(groep.kolommen) - len(proef.cellen)
    return proef.cellen + tuple(verzoek.verwacht for verzoek in proef.verzoeken[len(proef.verzoeken) - shown :])


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
