"""How long does one decision take with a table of 1,000 rules, and how long does the linter look through it?

Rules that look at a choice, a number and a day, under both hit policies; each decision is on other answers. Times are
of this machine at this hour. Ends with 1 when a limit is not kept.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from machtigingen.beslisboom import (
    Beslistabel,
    Formulier,
    HitPolicy,
    Onderwerp,
    Operator,
    Optie,
    Regel,
    Toets,
    Uitkomst,
    Vergelijking,
    Vraag,
    Vraagtype,
    decide,
    evaluate,
    lint,
)

RULES, TIMES = 1_000, 500
DECISION_MS, LINT_S = 1.0, 10.0
CODES = tuple(f"k{number}" for number in range(10))
BEGIN = date(2026, 1, 1)
VRAGEN = (
    Vraag(link_id="keuze", tekst="Welke?", type=Vraagtype.CHOICE, opties=tuple(Optie(c, c) for c in CODES), doel="-"),
    Vraag(link_id="getal", tekst="Hoeveel?", type=Vraagtype.DECIMAL, doel="-"),
    Vraag(link_id="dag", tekst="Wanneer?", type=Vraagtype.DATE, doel="-"),
)


def main() -> int:
    kept = [_measure(policy) for policy in HitPolicy]
    return 0 if all(kept) else 1


def form(policy: HitPolicy) -> Formulier:
    """Every combination of a choice, a stretch of numbers and a stretch of days has its own rule."""
    regels = tuple(_rule(number) for number in range(RULES))
    return Formulier(
        code="B01",
        versie="1",
        titel="Meting",
        geldig_van=BEGIN,
        grondslagen=("zvw",),
        onderwerpen=(Onderwerp(link_id="p", titel="P", items=VRAGEN),),
        beslistabel=Beslistabel(hit_policy=policy, regels=regels),
        voorinvulling={},
    )


def _rule(number: int) -> Regel:
    code, stretch, days = CODES[number % 10], number // 10 % 10, number // 100
    first, last = BEGIN + timedelta(days * 30), BEGIN + timedelta(days * 30 + 30)
    return Regel(
        naam=f"regel {number}",
        toetsen=(
            Toets("keuze", ((Vergelijking(Operator.IS, code),),)),
            Toets("getal", (_between(str(stretch), str(stretch + 1)),)),
            Toets("dag", (_between(first.isoformat(), last.isoformat()),)),
        ),
        uitkomst=Uitkomst.GOEDGEKEURD,
        tekst="Deze regel past.",
    )


def _between(first: str, last: str) -> tuple[Vergelijking, ...]:
    return Vergelijking(Operator.TEN_MINSTE, first), Vergelijking(Operator.KLEINER, last)


def answers(number: int) -> dict[str, str]:
    """Every rule has its turn, and now and then none fits."""
    number = number * 37 % (RULES + 10)
    day = BEGIN + timedelta(number // 100 * 30 + 7)
    return {"keuze": CODES[number % 10], "getal": f"{number // 10 % 10}.5", "dag": day.isoformat()}


def _measure(policy: HitPolicy) -> bool:
    formulier = form(policy)
    (first,) = _ms(decide, formulier, [answers(0)])
    times = _ms(decide, formulier, [answers(number) for number in range(TIMES)])
    trails = _ms(evaluate, formulier, [answers(number) for number in range(TIMES // 10)])
    began = time.perf_counter()
    findings = lint(formulier)
    lint_s = time.perf_counter() - began
    kept = median(times) <= DECISION_MS and lint_s <= LINT_S
    print(f"{policy}, {RULES} regels: {'gehaald' if kept else 'NIET gehaald'}")
    print(f"  een beslissing: {median(times):.3f} ms, hoogste {max(times):.3f}; grens {DECISION_MS}")
    print(f"  de eerste, die de regels indeelt: {first:.3f} ms")
    print(f"  met elke regel die niet past erbij: {median(trails):.3f} ms")
    print(f"  alles nalopen: {lint_s:.3f} s, {len(findings)} bevinding(en); grens {LINT_S}")
    return kept


def _ms(act: Callable[..., object], formulier: Formulier, tries: Sequence[Mapping[str, object]]) -> list[float]:
    times = []
    for tried in tries:
        began = time.perf_counter()
        act(formulier, tried)
        times.append((time.perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    raise SystemExit(main())
