"""From YAML to a decision table: the rules and their unary tests."""

import re
from collections.abc import Mapping

from machtigingen.beslisboom.beslistabel import Beslistabel, HitPolicy, Regel, Toets, Uitkomst
from machtigingen.beslisboom.lezen_afgeleid import read_derived
from machtigingen.beslisboom.lezen_voorwaarden import check_comparable, read_value
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Vraag
from machtigingen.beslisboom.yamlknoop import Knoop

MEESTE_REGELS = 2_000
LANGSTE_WAARDE = 250
_NIET = re.compile(r"not\s*\((?P<binnen>.*)\)", re.DOTALL)
_BEREIK = re.compile(r"(?P<open>[\[(])(?P<van>[^\[\]()]+?)\.\.(?P<tot>[^\[\]()]+?)(?P<dicht>[\])])")
_VERGELIJKING = re.compile(r"(?P<operator>!=|<=|>=|=|<|>)?\s*(?P<waarde>[^\[\]()<>=!]+)")


def read_table(knoop: Knoop, vragen: Mapping[str, Vraag]) -> Beslistabel:
    """The table of a form with these questions."""
    block = knoop.blok(moet=("hitPolicy", "regels"), mag=("automatisch_afwijzen", "afgeleid"))
    cells = {cel.link_id: cel for vraag in vragen.values() for cel in vraag.cellen}
    derived = read_derived(block["afgeleid"], {**vragen, **cells}) if "afgeleid" in block else ()
    inputs = {**vragen, **cells, **{each.vraag.link_id: each.vraag for each in derived}}
    return Beslistabel(
        hit_policy=block["hitPolicy"].keuze(HitPolicy, list(HitPolicy)),
        automatisch_afwijzen=block["automatisch_afwijzen"].ja_nee() if "automatisch_afwijzen" in block else False,
        regels=_rules(block["regels"], inputs),
        afgeleid=derived,
    )


def _rules(knoop: Knoop, vragen: Mapping[str, Vraag]) -> tuple[Regel, ...]:
    rules: dict[str, Regel] = {}
    for item in knoop.lijst(meeste=MEESTE_REGELS):
        rule = _rule(item, vragen)
        if rule.naam in rules:
            raise item.fout(f"De regel {rule.naam} staat er twee keer.")
        rules[rule.naam] = rule
    if not rules:
        raise knoop.fout("Een beslistabel heeft ten minste één regel.")
    return tuple(rules.values())


def _rule(knoop: Knoop, vragen: Mapping[str, Vraag]) -> Regel:
    block = knoop.blok(moet=("regel", "als", "uitkomst"), mag=("tekst", "onderbouwing"))
    tests = (_test(key, value, vragen) for key, value in block["als"].paren())
    return Regel(
        naam=block["regel"].tekst(),
        toetsen=tuple(test for test in tests if test is not None),
        uitkomst=block["uitkomst"].keuze(Uitkomst, list(Uitkomst)),
        tekst=block["tekst"].tekst() if "tekst" in block else "",
        onderbouwing=block["onderbouwing"].tekst() if "onderbouwing" in block else "",
    )


def _test(key: Knoop, value: Knoop, vragen: Mapping[str, Vraag]) -> Toets | None:
    """One cell of the table; `-` asks nothing."""
    vraag = vragen.get(key.tekst())
    if vraag is None:
        raise key.fout(f"De vraag {key.tekst()} bestaat niet in dit formulier.")
    text = value.tekst()
    if text == "-":
        return None
    denied = _NIET.fullmatch(text)
    parts = (denied["binnen"] if denied else text).split(",")
    alternatives = tuple(_alternative(part.strip(), value, vraag) for part in parts)
    return Toets(vraag.link_id, alternatives, niet=denied is not None)


def _alternative(text: str, knoop: Knoop, vraag: Vraag) -> tuple[Vergelijking, ...]:
    if len(text) > LANGSTE_WAARDE:
        raise knoop.fout(f"Een waarde in een toets heeft hoogstens {LANGSTE_WAARDE} tekens.")
    if span := _BEREIK.fullmatch(text):
        above = Operator.TEN_MINSTE if span["open"] == "[" else Operator.GROTER
        below = Operator.HOOGSTENS if span["dicht"] == "]" else Operator.KLEINER
        return (
            _comparison(above, span["van"], knoop, vraag),
            _comparison(below, span["tot"], knoop, vraag),
        )
    if single := _VERGELIJKING.fullmatch(text):
        return (_comparison(Operator(single["operator"] or "="), single["waarde"], knoop, vraag),)
    raise knoop.fout(f"De toets `{text}` is niet te lezen. Zie docs/formulieren.md.")


def _comparison(operator: Operator, text: str, knoop: Knoop, vraag: Vraag) -> Vergelijking:
    check_comparable(vraag, operator, knoop)
    return Vergelijking(operator, read_value(vraag, knoop, text.strip()))
