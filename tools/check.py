"""Runs the checks in an environment it makes itself: style, import contracts, types, tests.

tools/check.py [ARGUMENTS OF PYTEST]    everything; with EISEN=1 a skipped test is a failure
tools/check.py --lint                   style and import contracts only
tools/check.py --proof                  the tests in full, and docs/bewijs.md
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import bewijs  # noqa: E402
import debian  # noqa: E402

from demo import PYTHON, ensure_environment  # noqa: E402

RESULTS = ROOT / "var" / "tests.xml"


def main(arguments: list[str]) -> int:
    ensure_environment("requirements-dev.lock")
    if arguments == ["--lint"]:
        return lint()
    debian.ensure_packages()
    if arguments == ["--proof"]:
        code = pytest(["--junitxml", str(RESULTS)], MACHTIGINGEN_PROEF="1")
        bewijs.write(RESULTS, ROOT / "docs" / "bewijs.md")
        return code
    return max(lint(), pytest(arguments))


def lint() -> int:
    """Style, import contracts and types; each is run, also when another found something."""
    checks = (["ruff", "check", "."], ["lint-imports"], ["mypy"])
    return max([run([str(PYTHON.with_name(program)), *words]) for program, *words in checks])


def pytest(arguments: Sequence[str], **environment: str) -> int:
    required = ["-p", "tests.skips"] if os.environ.get("EISEN") else []
    return run([str(PYTHON), "-m", "pytest", *required, *arguments], **environment)


def run(command: Sequence[str], **environment: str) -> int:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
