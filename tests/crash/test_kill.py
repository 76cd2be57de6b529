"""kill -9 at random moments, with people and packages at work: nothing that was acknowledged is lost."""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from crash.belasting import Belasting
from crash.oordeel import losses
from crash.portaal import HERE, Portaal

VOLUIT = os.environ.get("MACHTIGINGEN_PROEF") == "1"
CYCLES = int(os.environ.get("MACHTIGINGEN_CRASH_CYCLI") or (200 if VOLUIT else 3))
SEED = 20261124


@pytest.fixture
def portaal(tmp_path: Path) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path / "sandbox")
    yield portaal
    portaal.stop()


def kill_under_load(portaal: Portaal, *, ronde: str, seconds: float) -> Belasting:
    belasting = Belasting(portaal.omgeving, ronde=ronde)
    belasting.start()
    time.sleep(seconds)
    portaal.kill()
    belasting.join()
    return belasting


def test_nothing_acknowledged_is_lost_and_nothing_doubled(
    portaal: Portaal, record_property: Callable[[str, Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The same folder all the time, so that damage adds up."""
    rng = random.Random(SEED)
    starts, acknowledged = [portaal.start()], 0
    for cycle in range(1, CYCLES + 1):
        work = kill_under_load(portaal, ronde=f"ronde-{cycle}", seconds=rng.uniform(0.2, 2.5))
        starts.append(portaal.start())
        acknowledged += work.journaal.bevestigd
        assert losses(work.journaal, portaal, whole=cycle == CYCLES) == [], f"cycle {cycle}"
    assert acknowledged >= CYCLES * 5
    told = {
        "crashes": CYCLES,
        "bevestigd": acknowledged,
        "start_na_crash_langste": f"{max(starts[1:]):.2f} s",
        "start_na_crash_mediaan": f"{sorted(starts[1:])[CYCLES // 2]:.2f} s",
    }
    for name, value in told.items():
        record_property(name, value)
    with capsys.disabled():
        print(f"\n{told}")  # noqa: T201


def test_a_portal_that_answers_before_it_commits_is_found_out(portaal: Portaal) -> None:
    portaal.program = (str(HERE / "kapot.py"), "answer_first")
    rng = random.Random(SEED)
    found: list[str] = []
    for cycle in range(1, 11):
        portaal.start()
        work = kill_under_load(portaal, ronde=f"ronde-{cycle}", seconds=rng.uniform(2.0, 3.0))
        portaal.start()
        found = losses(work.journaal, portaal)
        portaal.stop()
        if found:
            break
    assert found
