"""kill -9 while it erases: nothing is half gone, and the next run goes on where it was."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres.cluster import PACKAGE, Cluster, available
from voluit import keer

from machtigingen.kluis import Sleutelbos

pytestmark = pytest.mark.zwaar

HIER = str(Path(__file__).with_name("bewaarproces.py"))
AANTAL, KEREN = keer(12, 60), keer(4, 100)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgresql",
            marks=[
                pytest.mark.postgresql,
                pytest.mark.skipif(not available(), reason=f"needs PostgreSQL (apt-get install {PACKAGE})"),
            ],
        ),
    ]
)
def portaal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The folder of a portal with much to erase."""
    (tmp_path / "bijlagen").mkdir()
    Sleutelbos.create(tmp_path / "sleutels.json")
    if request.param == "sqlite":
        yield fill(tmp_path, "sqlite:///portaal.sqlite3")
        return
    with Cluster() as cluster:
        yield fill(tmp_path, cluster.create_database("portaal"))


def fill(map_: Path, database: str) -> Path:
    (map_ / "portaal.toml").write_text(f'database = "{database}"\n')
    run(map_, "-m", "machtigingen.project.cli", "migrate")
    run(map_, HIER, "vul", str(AANTAL))
    return map_


def begin(map_: Path, *woorden: str) -> "subprocess.Popen[str]":
    omgeving = {naam: w for naam, w in os.environ.items() if not naam.startswith(("MACHTIGINGEN", "DJANGO"))}
    omgeving |= {"PYTHONPATH": os.pathsep.join(sys.path), "MACHTIGINGEN_CONFIG": str(map_ / "portaal.toml")}
    return subprocess.Popen([sys.executable, *woorden], env=omgeving, stdout=subprocess.PIPE, text=True)


def run(map_: Path, *woorden: str) -> str:
    proces = begin(map_, *woorden)
    uit, _ = proces.communicate(timeout=120)
    assert proces.returncode == 0
    return uit


def judge(map_: Path) -> dict[str, Any]:
    return json.loads(run(map_, HIER, "oordeel"))


def erase_and_kill(map_: Path, *, na: float) -> bool:
    """True when it was killed before it was done."""
    proces = begin(map_, HIER, "wis")
    assert proces.stdout.readline() == "begint\n"
    time.sleep(na)
    proces.kill()
    proces.communicate(timeout=30)
    return proces.returncode != 0


def test_a_job_that_is_killed_leaves_nothing_half_done_and_the_next_finishes_it(portaal: Path) -> None:
    """The same portal all the time, so that damage adds up."""
    rng, gewist, onderbroken = random.Random(20261124), [0], 0
    for _ in range(KEREN):
        onderbroken += erase_and_kill(portaal, na=rng.uniform(0.02, 0.25))
        oordeel = judge(portaal)
        assert oordeel["helften"] == []
        gewist.append(oordeel["gewist"])
    assert gewist == sorted(gewist) and gewist[-1] > 0
    assert onderbroken > 0
    run(portaal, HIER, "wis")
    oordeel = judge(portaal)
    assert oordeel["helften"] == []
    over = AANTAL + 1  # sent: those that only lost their files, and the young one
    assert oordeel["tel"] == {
        "Aanvraag": over + 2, "EerdereVerzekerde": over, "Besluit": over, "Informatieverzoek": over,
        "Gebeurtenis": over, "Bijlage": 1, "Instroom": over + 2, "Session": 0, "bestanden": 1,
    }  # fmt: skip
    assert oordeel["gewist"] == 5 * AANTAL
    assert oordeel["geteld"] == 6 * AANTAL  # with what was cut off the trail itself
