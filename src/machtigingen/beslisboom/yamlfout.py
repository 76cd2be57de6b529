"""On which line is text no YAML, and what can its author do? What the parser says is English and about its own grammar;
nearly always it is an indent, a tab, a colon, a quote or a bracket."""

import yaml

_TAB = "hier staat een tab. Spring in met spaties"
_INSPRINGEN = (
    "deze regel springt anders in dan de regels erboven, of op deze regel of erboven staat een aanhalingsteken te veel "
    "of te weinig. Zet vooraan evenveel spaties als bij de andere regels van hetzelfde blok"
)
_RAAD = (
    ("mapping values", "een tekst met een dubbele punt en een spatie hoort tussen aanhalingstekens. Staat die hier "
     "niet, dan springt deze regel te ver in, of mist de regel erboven een dubbele punt met een spatie"),
    ("',' or", "op deze regel of erboven ontbreekt een komma of een sluithaak (] of }), of een tekst met een dubbele "
     "punt en een spatie staat niet tussen aanhalingstekens"),
    ("line break", "een waarde die begint met > of | hoort tussen aanhalingstekens"),
    ("start any token", "deze waarde begint met een teken dat hier niet kan. Zet haar tussen aanhalingstekens"),
    ("alphabetic or numeric", "deze waarde begint met een teken dat hier niet kan. Zet haar tussen aanhalingstekens"),
    ("end of stream", "het aanhalingsteken dat hier begint, eindigt nergens"),
    ("escape", "in deze tekst staat een \\. Zet haar tussen enkele aanhalingstekens (')"),
    ("another document", "hier begint een tweede document. Haal de regel met --- weg"),
    ("expected ':'", "na de naam van een sleutel hoort een dubbele punt met een spatie"),
    ("expected", _INSPRINGEN),
    ("not allowed", _INSPRINGEN),
)  # fmt: skip
_BEGINT_EERDER = ("end of stream", "expected ':'")  # the parser sees it later than it was typed


def explain(fout: yaml.MarkedYAMLError, tekst: str) -> tuple[int, str]:
    """The line, counted from 1, and what to do there: the first of these words that the parser uses counts."""
    probleem = fout.problem or ""
    mark = fout.problem_mark or fout.context_mark
    if any(woorden in probleem for woorden in _BEGINT_EERDER):
        mark = fout.context_mark or mark
    regels = tekst.splitlines() or [""]
    nummer = min(mark.line, len(regels) - 1) if mark else 0  # a mark may lie past the end
    if "\t" in regels[nummer][: len(regels[nummer]) - len(regels[nummer].lstrip())]:
        return nummer + 1, _TAB
    raad = (raad for woorden, raad in _RAAD if woorden in probleem)
    return nummer + 1, next(raad, "kijk op deze regel en die erboven naar spaties, dubbele punten en aanhalingstekens")
