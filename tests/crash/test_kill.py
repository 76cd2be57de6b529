"""kill -9 at random moments, with people and packages at work: nothing that was acknowledged is lost."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from crash.belasting import Belasting, Journaal
from crash.bezorging import Bezorging
from crash.oordeel import losses
from crash.portaal import HERE, Portaal
from postgres.cluster import PACKAGE, Cluster, available
from voluit import keer

pytestmark = pytest.mark.zwaar

CYCLES = int(os.environ.get("MACHTIGINGEN_CRASH_CYCLI") or keer(3, 200))
SEED = 20261124
START_SECONDS = keer(60, 3)  # for one start in two; beside other tests it only has to come up


# The settings of the database server, where there is one.
DATABASES = [pytest.param(None, id="sqlite"), pytest.param({}, id="postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster | None]:
    settings: dict[str, str] | None = getattr(request, "param", None)
    if settings is None:
        yield None
        return
    if not available():
        pytest.skip(f"PostgreSQL ontbreekt: apt-get install {PACKAGE}")
    with Cluster(**settings) as cluster:
        yield cluster


@pytest.fixture
def portaal(tmp_path: Path, cluster: Cluster | None) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path / "sandbox", database=cluster.create_database("portaal") if cluster else "")
    yield portaal
    portaal.stop()


def kill_under_load(
    portaal: Portaal,
    cluster: Cluster | None,
    *,
    ronde: str,
    enough: Callable[[Counter[str]], bool],
    bezorging: Bezorging | None = None,
) -> Belasting:
    """Everything at once: the portal, and the workers and the database server with it."""
    belasting = Belasting(portaal.omgeving, ronde=ronde)
    belasting.start()
    belasting.wait(enough)
    time.sleep(random.Random(ronde).uniform(0, 0.05))
    portaal.kill()
    if bezorging:
        bezorging.kill()
    if cluster:
        cluster.kill()
        cluster.start()
    belasting.join()
    return belasting


def at_random(rng: random.Random) -> Callable[[Counter[str]], bool]:
    """After so many acknowledgements, whatever the speed of this machine."""
    number = rng.randint(5, 100)
    return lambda bevestigd: bevestigd.total() >= number


def of_each_kind(bevestigd: Counter[str]) -> bool:
    return min(bevestigd.values()) > 0


@pytest.mark.parametrize("cluster", DATABASES, indirect=True)
def test_nothing_acknowledged_is_lost_and_nothing_doubled(
    portaal: Portaal,
    cluster: Cluster | None,
    record_property: Callable[[str, Any], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same folder all the time, so that damage adds up."""
    rng = random.Random(SEED)
    starts, acknowledged, journalen = [portaal.start()], Counter[str](), list[Journaal]()
    with Bezorging(portaal, workers=2) as bezorging:
        bezorging.subscribe()
        for cycle in range(1, CYCLES + 1):
            last = cycle == CYCLES
            bezorging.start()
            enough = of_each_kind if last else at_random(rng)
            work = kill_under_load(portaal, cluster, ronde=f"ronde-{cycle}", enough=enough, bezorging=bezorging)
            starts.append(portaal.start())
            acknowledged += work.journaal.bevestigd
            journalen.append(work.journaal)
            assert losses(work.journaal, portaal, whole=last) == [], f"cycle {cycle}"
        bezorging.finish()
        assert list(bezorging.losses(journalen)) == []
        acknowledged["bezorgingen"] = len(set(bezorging.ontvanger.ids))
    told = {
        "crashes": CYCLES,
        "bevestigd": ", ".join(f"{count} {kind}" for kind, count in acknowledged.items()),
        "start_na_crash_langste": f"{max(starts[1:]):.2f} s",
        "start_na_crash_mediaan": f"{median(starts[1:]):.2f} s",
    }
    for name, value in told.items():
        record_property(name, value)
    with capsys.disabled():
        print(f"\n{told}")  # noqa: T201
    assert median(starts[1:]) < START_SECONDS


def losses_within(cycles: int, portaal: Portaal, cluster: Cluster | None) -> list[str]:
    """The first losses found."""
    rng = random.Random(SEED)
    for cycle in range(1, cycles + 1):
        portaal.start()
        work = kill_under_load(portaal, cluster, ronde=f"ronde-{cycle}", enough=at_random(rng))
        portaal.start()
        found = losses(work.journaal, portaal)
        portaal.stop()
        if found:
            return found
    return []


def test_a_portal_that_answers_before_it_commits_is_found_out(portaal: Portaal, cluster: Cluster | None) -> None:
    portaal.program = (str(HERE / "kapot.py"), "answer_first")
    assert losses_within(10, portaal, cluster)


@pytest.mark.postgresql
@pytest.mark.parametrize("cluster", [{"synchronous_commit": "off", "wal_writer_delay": "10s"}], indirect=True)
def test_a_database_server_that_commits_before_it_writes_is_found_out(
    portaal: Portaal, cluster: Cluster | None
) -> None:
    assert losses_within(10, portaal, cluster)
