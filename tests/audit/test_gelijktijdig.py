"""Many writers at once, each with its own connection to a database in a file: no gap, no break, nobody lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHRIJVERS, REGELS = 8, 15

PROEF = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from machtigingen.audit.actions import record, verify_all
from machtigingen.audit.models import Keten
from machtigingen.foundation import Actor, AgbCode, Soort

schrijvers, regels = map(int, sys.argv[1:])
nu = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
call_command("migrate", verbosity=0)


def schrijf(nummer):
    agb = AgbCode("22990001" if nummer % 2 else "06990002")
    wie = Actor(
        soort=Soort.SYSTEEM, naam=str(nummer), organisatie="", agb=agb, certificaat="", serienummer="", geldig_tot=nu
    )
    for _ in range(regels):
        record(actor=wie, now=nu, handeling="proef")
    connection.close()


with ThreadPoolExecutor(schrijvers) as groep:
    list(groep.map(schrijf, range(schrijvers)))
assert not any(breuk for _, breuk in verify_all()), list(verify_all())
print(sorted(Keten.objects.values_list("volgnummer", flat=True)))
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    pad = tmp_path / "portaal.toml"
    pad.write_text('database = "sqlite:///portaal.sqlite3"\n')
    return pad


def test_many_writers_on_two_chains_leave_no_gap(config: Path) -> None:
    einde = subprocess.run(
        [sys.executable, "-c", PROEF, str(SCHRIJVERS), str(REGELS)],
        env=os.environ
        | {
            "MACHTIGINGEN_CONFIG": str(config),
            "DJANGO_SETTINGS_MODULE": "machtigingen.project.settings",
            "PYTHONPATH": str(ROOT / "src"),
        },
        capture_output=True,
        text=True,
    )
    assert einde.returncode == 0, einde.stderr
    assert einde.stdout.strip() == str([SCHRIJVERS // 2 * REGELS] * 2)
