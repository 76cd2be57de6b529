"""What is wrong with a form that can be read? Found by walking every path whose difference could matter.

For each input that a rule or enableWhen looks at, one value of every class that they tell apart is tried: see
klassen.py. Derived values are tried by themselves, as if each could be anything whatever the others are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from machtigingen.beslisboom.beslistabel import HitPolicy, Regel
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import walk
from machtigingen.beslisboom.klassen import Invoer, deciding
from machtigingen.beslisboom.onbekend import all_hold
from machtigingen.beslisboom.vergelijken import fits
from machtigingen.beslisboom.vraag import Vraag, Waarde

MEESTE_PADEN = 200_000


@dataclass(frozen=True)
class Bevinding:
    """Something its author should mend: the question or rule it is about, and what is wrong."""

    plek: str
    tekst: str


def lint(formulier: Formulier) -> tuple[Bevinding, ...]:
    """Everything that is wrong; a form with findings is not published."""
    checks = (_on_questions, _on_order, _on_rules, _on_derived, _on_paths)
    return tuple(finding for check in checks for finding in check(formulier))


def _on_questions(formulier: Formulier) -> Iterator[Bevinding]:
    for vraag in formulier.vragen:
        if not vraag.doel:
            yield Bevinding(vraag.link_id, "Er staat niet waarom deze vraag nodig is (doel).")


def _on_order(formulier: Formulier) -> Iterator[Bevinding]:
    """A condition may look back only, and at a question that must be answered."""
    earlier: dict[str, Vraag] = {}
    for vraag in formulier.items:
        for other in dict.fromkeys(voorwaarde.vraag for voorwaarde in vraag.enable_when):
            if other not in earlier:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die komt niet eerder.")
            elif not earlier[other].verplicht:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die mag leeg blijven.")
        earlier |= {each.link_id: each for each in (vraag, *vraag.cellen)}


def _on_rules(formulier: Formulier) -> Iterator[Bevinding]:
    for regel in formulier.beslistabel.regels:
        if not regel.tekst:
            yield Bevinding(regel.naam, "Er staat geen tekst bij de uitkomst.")
        for toets in regel.toetsen:
            if not formulier.invoer[toets.vraag].verplicht:
                yield Bevinding(regel.naam, f"De regel kijkt naar {toets.vraag}, maar die mag leeg blijven.")


def _on_derived(formulier: Formulier) -> Iterator[Bevinding]:
    used = {toets.vraag for regel in formulier.beslistabel.regels for toets in regel.toetsen}
    for derived in formulier.beslistabel.afgeleid:
        name = derived.vraag.link_id
        if name not in used:
            yield Bevinding(name, "Geen regel kijkt naar deze afgeleide waarde.")
        for source in derived.berekening.bronnen:
            if not formulier.invoer[source].verplicht:
                yield Bevinding(name, f"De waarde komt van {source}, maar die mag leeg blijven.")


def _on_paths(formulier: Formulier) -> Iterator[Bevinding]:
    asked: set[str] = set()
    decided: set[str] = set()
    gaps: dict[str, str] = {}
    for number, answers in enumerate(_walks(formulier)):
        if number == MEESTE_PADEN:
            yield Bevinding(formulier.code, f"Het formulier heeft meer dan {MEESTE_PADEN} paden.")
            return
        asked |= {link_id for link_id, on_path in walk(formulier, answers).gevraagd.items() if on_path}
        fitting = [regel.naam for regel in formulier.beslistabel.regels if _applies(formulier, regel, answers)]
        first = formulier.beslistabel.hit_policy is HitPolicy.FIRST
        decided |= set(fitting[:1] if first else fitting)
        if not fitting:
            gaps.setdefault("Geen regel past", _in_short(answers))
        if len(fitting) > 1 and not first:
            gaps.setdefault(f"De regels {' en '.join(fitting)} passen allebei", _in_short(answers))
    yield from (Bevinding(formulier.code, f"{what} bij {where}.") for what, where in gaps.items())
    yield from _unreached(formulier, asked, decided)


def _unreached(formulier: Formulier, asked: set[str], decided: set[str]) -> Iterator[Bevinding]:
    for vraag in formulier.items:
        if vraag.link_id not in asked:
            yield Bevinding(vraag.link_id, "Deze vraag wordt op geen enkel pad gesteld.")
    for regel in formulier.beslistabel.regels:
        if regel.naam not in decided:
            yield Bevinding(regel.naam, "Deze regel beslist nooit: geen pad past, of eerdere regels gaan voor.")


def _applies(formulier: Formulier, regel: Regel, answers: Mapping[str, Waarde]) -> bool:
    return all(
        toets.vraag in answers and fits(formulier.invoer[toets.vraag], answers[toets.vraag], toets)
        for toets in regel.toetsen
    )


def _in_short(answers: Mapping[str, Waarde]) -> str:
    shown = {name: value for name, value in answers.items() if not _is_table(value)}
    return ", ".join(f"{name} = {value}" for name, value in shown.items()) or "elk antwoord"


def _is_table(value: Waarde) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _walks(formulier: Formulier) -> Iterator[Mapping[str, Waarde]]:
    """Every set of answers that could make a difference, each holding only what is on its path."""
    inputs = deciding(formulier)
    todo: list[tuple[int, dict[str, Waarde]]] = [(0, {})]
    while todo:
        position, answers = todo.pop()
        if position == len(inputs):
            yield answers
            continue
        branches = _branches(formulier, inputs[position], answers)
        todo.extend((position + 1, branch) for branch in branches)


def _branches(formulier: Formulier, invoer: Invoer, answers: dict[str, Waarde]) -> list[dict[str, Waarde]]:
    asked = walk(formulier, answers).gevraagd
    on_path = all_hold(asked[source] for source in invoer.bronnen)
    return [{**answers, **values} for values in invoer.klassen] if on_path else [answers]
