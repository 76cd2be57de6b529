"""From YAML to a decision table and its rules."""

from collections.abc import Mapping

from machtigingen.beslisboom.beslistabel import Beslistabel, Regel, Uitkomst
from machtigingen.beslisboom.lezen_afgeleid import read_derived
from machtigingen.beslisboom.lezen_toetsen import MEESTE_REGELS, read_tests
from machtigingen.beslisboom.tabel import HitPolicy
from machtigingen.beslisboom.vraag import Vraag
from machtigingen.beslisboom.yamlknoop import Knoop

LANGSTE_REGELNAAM = 60  # a besluit by a rule keeps its name


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
    return Regel(
        naam=block["regel"].tekst(hoogstens=LANGSTE_REGELNAAM),
        toetsen=read_tests(block["als"], vragen),
        uitkomst=block["uitkomst"].keuze(Uitkomst, list(Uitkomst)),
        tekst=block["tekst"].tekst() if "tekst" in block else "",
        onderbouwing=block["onderbouwing"].tekst() if "onderbouwing" in block else "",
    )
