"""Writes a page of docs/bewijs/ from the results of one part of the proof: how many of which kind, when, of what."""

import subprocess
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

KOP = "| Onderdeel | tests | geslaagd | mislukt | overgeslagen | seconden |\n|---|--:|--:|--:|--:|--:|"
MISLUKT = {"failure", "error"}


def write(part: str, results: Mapping[str, Path], page: Path) -> None:
    """One table for each database that the tests of this part run on."""
    found = {database: list(ET.parse(path).iter("testcase")) for database, path in results.items()}
    cases = {database: some for database, some in found.items() if some}
    page.parent.mkdir(exist_ok=True)
    page.write_text(text(part, cases, now=datetime.now().astimezone()), encoding="utf-8")


def text(part: str, cases: Mapping[str, Iterable[ET.Element]], *, now: datetime) -> str:
    tables = "\n".join(f"## {database}\n\n{table(some)}" for database, some in cases.items())
    return f"# Bewijs: {part}\n\nVan `make proof` op {now:%d-%m-%Y %H:%M}, commit {commit()}.\n\n{tables}"


def table(cases: Iterable[ET.Element]) -> str:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    told = ""
    for case in cases:
        told += measured(case)
        for part in (folder(case), "samen"):
            counts[part].update(["tests", outcome(case)])
            seconds[part] += float(case.get("time", 0))
    parts = sorted(counts, key=lambda part: (part == "samen", part))
    rows = "\n".join(row(part, counts[part], seconds[part]) for part in parts)
    return f"{KOP}\n{rows}\n{told}"


def measured(case: ET.Element) -> str:
    """What a test measured and did not judge."""
    values = [f"{one.get('name')} {one.get('value')}" for one in case.iter("property")]
    return f"\n`{case.get('name')}`: {', '.join(values)}.\n" if values else ""


def folder(case: ET.Element) -> str:
    return case.get("classname", "").split(".")[1]


def outcome(case: ET.Element) -> str:
    kinds = {child.tag for child in case}
    return "mislukt" if kinds & MISLUKT else "overgeslagen" if "skipped" in kinds else "geslaagd"


def row(part: str, counts: Counter[str], seconds: float) -> str:
    numbers = [counts[column] for column in ("tests", "geslaagd", "mislukt", "overgeslagen")]
    return f"| {part} | {' | '.join(map(str, numbers))} | {seconds:.0f} |"


def commit() -> str:
    """The commit that was tested, with a word when the files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--abbrev=12", "--dirty=, met wijzigingen die niet zijn vastgelegd"],
        cwd=Path(__file__).parent,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip() or "onbekend"
