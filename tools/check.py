"""Runs the checks in an environment it makes itself: style, import contracts, types, tests on SQLite and PostgreSQL.

tools/check.py [ARGUMENTS OF PYTEST]    everything; with EISEN=1 a skipped test is a failure
tools/check.py --bench                  the benchmarks, as ratios
tools/check.py --lint                   style and import contracts only
tools/check.py --proof [PARTS]          the heavy tests and the properties with their full counts, and docs/bewijs/
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import bewijs  # noqa: E402
import debian  # noqa: E402
import npm  # noqa: E402

from demo import PYTHON, ensure_environment  # noqa: E402

POSTGRESQL = ("-p", "tests.postgres.plugin")
HEAVY = ("-m", "zwaar or hypothesis")  # pytest knows each property of Hypothesis by that mark
# What is done with its full count in the proof, by part; crash/test_kill runs on both databases by itself.
PROOF = {
    "crash": ("tests/crash", *HEAVY),
    "openapi": ("tests/openapi", *HEAVY),
    "vijandig": ("tests/hostile", "tests/soap", *HEAVY),
    "isolatie": ("tests/isolatie", *HEAVY),
    "deur": ("tests/deur", *HEAVY),
    "installatie": ("tests/installatie", *HEAVY),
    "levensloop": ("tests/levensloop", "tests/notificaties", *HEAVY),
    "eigenschappen": ("-m", "hypothesis", *(f"--ignore=tests/{folder}" for folder in ("openapi", "hostile", "soap"))),
}
CODES = ("-p", "tests.codes.plugin")  # a whole run provokes every code of the catalogue
NO_TESTS = 5  # what pytest ends with when the arguments leave none


def main(arguments: list[str]) -> int:
    ensure_environment("requirements-dev.lock")
    if arguments == ["--lint"]:
        return lint()
    if arguments == ["--bench"]:
        return max(run([PYTHON, "-m", f"benchmarks.{name}"]) for name in ("push", "delen", "tabel"))
    debian.ensure_packages()
    npm.ensure_packages()
    if arguments[:1] == ["--proof"]:
        return proof(arguments[1:])
    return max(lint(), on_both(arguments))


def lint() -> int:
    """Style, import contracts and types; each is run, also when another found something."""
    checks = (["ruff", "check", "."], ["lint-imports"], ["mypy"], ["mypy", "--strict", "sdk/machtigingen_client"])
    return max([run([str(PYTHON.with_name(program)), *words]) for program, *words in checks])


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


def on_both(arguments: Sequence[str]) -> int:
    """All tests on SQLite, and beside them those that touch storage on PostgreSQL; what these said is shown after."""
    said = ROOT / "var" / "postgresql.log"
    said.parent.mkdir(exist_ok=True)
    with ThreadPoolExecutor() as pool, said.open("wb") as log:
        beside = pool.submit(pytest, [*POSTGRESQL, *arguments], output=log)
        code = pytest(arguments or CODES)
        other = beside.result()
    print("\nDe tests die iets bewaren, op PostgreSQL:", said.read_text(encoding="utf-8"), sep="\n", flush=True)
    return max(code, 0 if other == NO_TESTS else other)  # no fault when the arguments name none of those


def run(command: Sequence[str], *, output: IO[bytes] | None = None, **environment: str) -> int:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
