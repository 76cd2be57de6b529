"""What is wrong with a form that can be read? Found by walking every path whose difference could matter.

For each question that a rule or enableWhen looks at, one answer of every class that they tell apart is tried:
all choices, and of numbers and dates each limit and both its neighbours. That makes the check complete.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from machtigingen.beslisboom.beslistabel import HitPolicy, Regel
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import walk
from machtigingen.beslisboom.vergelijken import fits
from machtigingen.beslisboom.vraag import Vergelijking, Vraag, Vraagtype, Waarde

MEESTE_PADEN = 200_000


@dataclass(frozen=True)
class Bevinding:
    """Something its author should mend: the question or rule it is about, and what is wrong."""

    plek: str
    tekst: str


def lint(formulier: Formulier) -> tuple[Bevinding, ...]:
    """Everything that is wrong; a form with findings is not published."""
    return (*_on_questions(formulier), *_on_order(formulier), *_on_rules(formulier), *_on_paths(formulier))


def _on_questions(formulier: Formulier) -> Iterator[Bevinding]:
    for vraag in formulier.vragen:
        if not vraag.doel:
            yield Bevinding(vraag.link_id, "Er staat niet waarom deze vraag nodig is (doel).")


def _on_order(formulier: Formulier) -> Iterator[Bevinding]:
    """A condition may look back only, and at a question that must be answered."""
    earlier: dict[str, Vraag] = {}
    for vraag in formulier.vragen:
        for other in dict.fromkeys(voorwaarde.vraag for voorwaarde in vraag.enable_when):
            if other not in earlier:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die komt niet eerder.")
            elif not earlier[other].verplicht:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die mag leeg blijven.")
        earlier[vraag.link_id] = vraag


def _on_rules(formulier: Formulier) -> Iterator[Bevinding]:
    for regel in formulier.beslistabel.regels:
        if not regel.tekst:
            yield Bevinding(regel.naam, "Er staat geen tekst bij de uitkomst.")
        for toets in regel.toetsen:
            vraag = formulier.vraag(toets.vraag)
            if vraag and not vraag.verplicht:
                yield Bevinding(regel.naam, f"De regel kijkt naar {toets.vraag}, maar die mag leeg blijven.")


def _on_paths(formulier: Formulier) -> Iterator[Bevinding]:
    asked: set[str] = set()
    decided: set[str] = set()
    gaps: dict[str, str] = {}
    for number, answers in enumerate(_walks(formulier)):
        if number == MEESTE_PADEN:
            yield Bevinding(formulier.code, f"Het formulier heeft meer dan {MEESTE_PADEN} paden.")
            return
        asked |= {link_id for link_id, on_path in walk(formulier, answers).gevraagd.items() if on_path}
        fitting = [
            regel.naam for regel in formulier.beslistabel.regels if _applies(formulier, regel, answers)
        ]
        first = formulier.beslistabel.hit_policy is HitPolicy.FIRST
        decided |= set(fitting[:1] if first else fitting)
        if not fitting:
            gaps.setdefault("Geen regel past", _in_short(answers))
        if len(fitting) > 1 and not first:
            gaps.setdefault(f"De regels {' en '.join(fitting)} passen allebei", _in_short(answers))
    yield from (Bevinding(formulier.code, f"{what} bij {where}.") for what, where in gaps.items())
    yield from _unreached(formulier, asked, decided)


def _unreached(formulier: Formulier, asked: set[str], decided: set[str]) -> Iterator[Bevinding]:
    for vraag in formulier.vragen:
        if vraag.link_id not in asked:
            yield Bevinding(vraag.link_id, "Deze vraag wordt op geen enkel pad gesteld.")
    for regel in formulier.beslistabel.regels:
        if regel.naam not in decided:
            yield Bevinding(
                regel.naam, "Deze regel beslist nooit: geen pad past, of eerdere regels gaan voor."
            )


def _applies(formulier: Formulier, regel: Regel, answers: Mapping[str, Waarde]) -> bool:
    return all(
        toets.vraag in answers
        and (vraag := formulier.vraag(toets.vraag))
        and fits(vraag, answers[toets.vraag], toets)
        for toets in regel.toetsen
    )


def _in_short(answers: Mapping[str, Waarde]) -> str:
    return ", ".join(f"{link_id} = {waarde}" for link_id, waarde in answers.items()) or "elk antwoord"


def _walks(formulier: Formulier) -> Iterator[Mapping[str, Waarde]]:
    """Every set of answers that could make a difference, each holding only questions that are on its path."""
    limits = _limits(formulier)
    deciding = [
        (vraag, _classes(vraag, limits[vraag.link_id]))
        for vraag in formulier.vragen
        if vraag.link_id in limits
    ]
    todo: list[tuple[int, dict[str, Waarde]]] = [(0, {})]
    while todo:
        position, answers = todo.pop()
        if position == len(deciding):
            yield answers
            continue
        vraag, classes = deciding[position]
        on_path = walk(formulier, answers).gevraagd[vraag.link_id]
        branches = [answers | {vraag.link_id: value} for value in classes] if on_path else [answers]
        todo.extend((position + 1, branch) for branch in branches)


def _limits(formulier: Formulier) -> dict[str, list[Waarde]]:
    """Per question that decides something: the values it is compared with."""
    compared: list[tuple[str, Iterable[Vergelijking]]] = [
        (voorwaarde.vraag, [voorwaarde.vergelijking])
        for vraag in formulier.vragen
        for voorwaarde in vraag.enable_when
    ]
    for regel in formulier.beslistabel.regels:
        compared += [
            (toets.vraag, alternatief) for toets in regel.toetsen for alternatief in toets.alternatieven
        ]
    limits: dict[str, list[Waarde]] = {}
    for link_id, comparisons in compared:
        limits.setdefault(link_id, []).extend(vergelijking.waarde for vergelijking in comparisons)
    return limits


def _classes(vraag: Vraag, limits: list[Waarde]) -> list[Waarde]:
    """One answer from each class that these limits tell apart."""
    match vraag.type:
        case Vraagtype.BOOLEAN:
            return [True, False]
        case Vraagtype.CHOICE:
            codes = [optie.code for optie in vraag.opties]
            return _selections(codes) if vraag.meerdere else list(codes)
        case Vraagtype.DATE:
            days = {
                date.fromisoformat(str(limit)) + timedelta(step) for limit in limits for step in (-1, 0, 1)
            }
            return [day.isoformat() for day in sorted(days)]
        case _:
            return _numbers(vraag, {Decimal(str(limit)) for limit in limits})


def _selections(codes: list[str]) -> list[Waarde]:
    return [list(chosen) for size in range(1, len(codes) + 1) for chosen in combinations(codes, size)]


def _numbers(vraag: Vraag, limits: set[Decimal]) -> list[Waarde]:
    step = Decimal(1) if vraag.type is Vraagtype.INTEGER else Decimal("0.000001")
    around = {limit + difference for limit in limits for difference in (-step, Decimal(0), step)}
    lowest = Decimal(vraag.minimum) if vraag.minimum else min(around)
    highest = Decimal(vraag.maximum) if vraag.maximum else max(around)
    kept = sorted(number for number in around if lowest <= number <= highest)
    if vraag.type is Vraagtype.INTEGER:
        return [int(number) for number in kept]
    return [format(number, "f") for number in kept]
