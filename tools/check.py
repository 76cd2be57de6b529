"""Runs the checks in an environment it makes itself: style, import contracts, types, tests on SQLite and PostgreSQL.

tools/check.py [ARGUMENTS OF PYTEST]    everything; with EISEN=1 a skipped test is a failure
tools/check.py --bench                  the benchmarks, as ratios
tools/check.py --lint                   style, import contracts, types and written pages only
tools/check.py --proof [PARTS]          the heavy tests and the properties with their full counts, and docs/bewijs/
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import bewijs  # noqa: E402
import debian  # noqa: E402
import npm  # noqa: E402

from demo import PYTHON, ensure_environment  # noqa: E402

POSTGRESQL = ("-p", "tests.postgres.plugin")
# Pytest knows each property of Hypothesis by that mark; what else the ordinary run does on one database comes too.
HEAVY = ("-m", "zwaar or hypothesis or een_database")
LIGHT = ("-m", "hypothesis or (een_database and not zwaar)")
# What is done with its full count in the proof, by part; crash/test_kill runs on both databases by itself.
PROOF = {
    "crash": ("tests/crash", *HEAVY),
    "openapi": ("tests/openapi", *HEAVY),
    "vijandig": ("tests/hostile", "tests/soap", *HEAVY),
    "isolatie": ("tests/isolatie", *HEAVY),
    "deur": ("tests/deur", *HEAVY),
    "installatie": ("tests/installatie", *HEAVY),
    "levensloop": ("tests/levensloop", "tests/notificaties", *HEAVY),
    "eigenschappen": (*LIGHT, *(f"--ignore=tests/{folder}" for folder in ("openapi", "hostile", "soap"))),
}
# What starts whole portals or a browser: runs of their own, and where they say so on PostgreSQL by themselves.
APART = {
    "In de browser": (
        "tests/browser", "tests/info/test_browser.py", "tests/ui/test_browser.py", "tests/softwarepakket",
    ),
    "Met hele portalen": ("tests/beheer_portaal", "tests/crash", "tests/deur"),
    "Met de demo": ("tests/installatie", "tests/samples", "tests/sandbox", "tests/testkit"),
}  # fmt: skip
# One more than there are cores: who calls a portal or drives a browser waits for it about half of the time.
SIDE_BY_SIDE = (os.cpu_count() or 1) + 1
Part = Callable[..., int]
STYLE = "Stijl en typen"
# What writes pages or examples from what is said elsewhere, and can tell that they still are what it would write.
WRITERS = ("levensloop", "naslag", "xml_tweelingen")
CODES = ("-p", "tests.codes.plugin")  # a whole run provokes every code of the catalogue
NO_TESTS = 5  # what pytest ends with when the arguments leave none


def main(arguments: list[str]) -> int:
    ensure_environment("requirements-dev.lock")
    if arguments == ["--lint"]:
        return lint()
    if arguments == ["--bench"]:
        return max(run([PYTHON, "-m", f"benchmarks.{name}"]) for name in ("push", "delen", "tabel", "formulier"))
    debian.ensure_packages()
    npm.ensure_packages()
    if arguments[:1] == ["--proof"]:
        return proof(arguments[1:])
    return everything(arguments)


def lint(*, output: IO[bytes] | None = None) -> int:
    """Style, import contracts, types and written pages; each is run, also when another found something."""
    checks = (["ruff", "check", "."], ["lint-imports"], ["mypy"], ["mypy", "--strict", "sdk/machtigingen_client"])
    written = [[str(PYTHON), f"tools/{name}.py", "--check"] for name in WRITERS]
    programs = [[str(PYTHON.with_name(program)), *words] for program, *words in checks]
    return max([run(command, output=output) for command in programs + written])


def pytest(arguments: Sequence[str], *, output: IO[bytes] | None = None, **environment: str) -> int:
    required = ["-p", "tests.skips"] if {**os.environ, **environment}.get("EISEN") else []
    return run([str(PYTHON), "-m", "pytest", *required, *arguments], output=output, **environment)


def proof(parts: Sequence[str]) -> int:
    """Both databases side by side, for it takes long. The page of a part is written, also when a test failed."""
    return max(prove(part) for part in parts or PROOF)


def prove(part: str) -> int:
    results = {"SQLite": ROOT / "var" / f"{part}.xml", "PostgreSQL": ROOT / "var" / f"{part}-postgresql.xml"}
    extra = {"SQLite": (), "PostgreSQL": POSTGRESQL}
    runs = [[*extra[database], *PROOF[part], "--junitxml", str(path)] for database, path in results.items()]
    with ThreadPoolExecutor() as pool:
        codes = pool.map(lambda arguments: pytest(arguments, MACHTIGINGEN_PROEF="1", EISEN="1"), runs)
    code = max(0 if code == NO_TESTS else code for code in codes)
    bewijs.write(part, results, ROOT / "docs" / "bewijs" / f"{part}.md")
    return code


def everything(arguments: Sequence[str]) -> int:
    """All tests on SQLite, beside them those that touch storage on PostgreSQL, and the style. A few at a time, the
    longest first; the first is shown while it goes on, what the others said after."""
    if arguments:
        first, others = arguments, {"PostgreSQL": [*POSTGRESQL, *arguments]}
    else:
        browser, *portalen = APART
        first = [*CODES, *(f"--ignore={folder}" for folders in APART.values() for folder in folders)]
        others = {naam: APART.get(naam, POSTGRESQL) for naam in (browser, "PostgreSQL", *portalen)}
    beside: dict[str, Part] = {naam: partial(pytest, words) for naam, words in others.items()} | {STYLE: lint}
    with ThreadPoolExecutor(max_workers=SIDE_BY_SIDE) as pool:
        shown = pool.submit(pytest, first)
        codes = dict(zip(beside, pool.map(in_silence, beside, beside.values()), strict=True))
    for naam in beside:
        print(f"\n{naam}:", said(naam).read_text(encoding="utf-8"), sep="\n", flush=True)
    if codes["PostgreSQL"] == NO_TESTS:
        del codes["PostgreSQL"]
    return max(shown.result(), *codes.values())


def in_silence(naam: str, part: Part) -> int:
    said(naam).parent.mkdir(exist_ok=True)
    with said(naam).open("wb") as log:
        return part(output=log)


def said(naam: str) -> Path:
    return ROOT / "var" / f"{naam.replace(' ', '-').lower()}.log"


def run(command: Sequence[str], *, output: IO[bytes] | None = None, **environment: str) -> int:
    """What Python compiled is kept, whatever the environment says: a run of the tests starts hundreds of processes."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=output).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
