"""A worker that is killed, or told to stop, at any moment: nothing is lost, and nothing comes under another id."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from notificaties.ontvanger import Ontvanger

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL as well
HIER = Path(__file__).parent
AANTAL, KEER, WACHT = 30, 5, 60


class Portaal:
    """Only what the worker needs: a database, keys and a configuration."""

    def __init__(self, map_: Path, database: str) -> None:
        self.configuratie = map_ / "portaal.toml"
        self.configuratie.write_text(f'database = "{database}"\nsandbox = true\n')
        self.omgeving = os.environ | {
            "MACHTIGINGEN_CONFIG": str(self.configuratie),
            "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(HIER)]),
        }
        self.doe("-m", "machtigingen.project.cli", "sleutel", "maak")
        self.doe("-m", "machtigingen.project.cli", "migrate")

    def doe(self, *opdracht: str) -> str:
        klaar = subprocess.run(
            [sys.executable, *opdracht], env=self.omgeving, capture_output=True, text=True, timeout=WACHT
        )
        assert klaar.returncode == 0, klaar.stderr
        return klaar.stdout

    def zaai(self, ontvanger: Ontvanger, aantal: int) -> set[str]:
        return set(self.doe(str(HIER / "zaai.py"), ontvanger.adres, str(aantal)).split())

    def start(self, *, lease: int = 1) -> subprocess.Popen[str]:
        """After `lease` seconds another worker may do what this one took; a test that kills it waits for that."""
        return subprocess.Popen(
            [sys.executable, str(HIER / "werker.py"), str(lease)],
            env=self.omgeving,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def niet_bezorgd(self) -> str:
        return self.doe("-m", "machtigingen.project.cli", "bezorgingen").strip()


@pytest.fixture
def portaal(tmp_path: Path, pytestconfig: pytest.Config) -> Portaal:
    postgres = pytestconfig.pluginmanager.get_plugin("tests.postgres.plugin")
    naam = f"gedood_{tmp_path.name[-20:]}".lower().replace("-", "_")
    return Portaal(tmp_path, postgres.cluster.create_database(naam) if postgres else "sqlite:///portaal.sqlite3")


@pytest.fixture
def werkers() -> Iterator[list[subprocess.Popen[str]]]:
    alle: list[subprocess.Popen[str]] = []
    yield alle
    for een in alle:
        een.kill()
        een.wait()
        assert een.stdout is not None
        een.stdout.close()


def wacht_tot(klopt: Callable[[], bool]) -> None:
    einde = time.monotonic() + WACHT
    while not klopt():
        assert time.monotonic() < einde, "it never came so far"
        time.sleep(0.01)


def test_killed_between_sending_and_recording_it_sends_again_under_the_same_id(
    portaal: Portaal, ontvanger: Ontvanger, werkers: list[subprocess.Popen[str]]
) -> None:
    (id_,) = portaal.zaai(ontvanger, 1)
    werker = portaal.start()
    werkers.append(werker)
    ontvanger.voor_antwoord = werker.kill  # it got the request; the worker will never know
    wacht_tot(lambda: werker.poll() is not None)
    assert ontvanger.ids == [id_]
    assert id_ in portaal.niet_bezorgd()
    ontvanger.voor_antwoord = None
    werkers.append(portaal.start())
    wacht_tot(lambda: len(ontvanger.ids) == 2)
    wacht_tot(lambda: portaal.niet_bezorgd() == "niets")
    assert ontvanger.ids == [id_, id_]


def test_killed_at_random_moments_nothing_is_lost_and_nothing_has_another_id(
    portaal: Portaal, ontvanger: Ontvanger, werkers: list[subprocess.Popen[str]]
) -> None:
    ids = portaal.zaai(ontvanger, AANTAL)
    rng = random.Random(20261126)
    ontvanger.voor_antwoord = lambda: time.sleep(0.02)
    for keer in range(KEER):
        werkers.append(portaal.start())
        genoeg = (keer + 1) * AANTAL // (KEER + 1)
        wacht_tot(lambda genoeg=genoeg: len(set(ontvanger.ids)) >= genoeg)
        time.sleep(rng.uniform(0, 0.04))
        werkers[-1].kill()
        werkers[-1].wait()
    werkers.append(portaal.start())
    wacht_tot(lambda: set(ontvanger.ids) == ids)
    wacht_tot(lambda: portaal.niet_bezorgd() == "niets")
    assert set(ontvanger.ids) == ids
    assert len(ontvanger.ids) <= AANTAL + KEER  # at most the one that each killed worker had in hand


def test_told_to_stop_it_ends_what_it_has_in_hand(
    portaal: Portaal, ontvanger: Ontvanger, werkers: list[subprocess.Popen[str]]
) -> None:
    portaal.zaai(ontvanger, 3)
    werker = portaal.start()
    werkers.append(werker)

    def zeg_stop() -> None:
        werker.send_signal(signal.SIGTERM)
        time.sleep(0.3)

    ontvanger.voor_antwoord = zeg_stop
    assert werker.wait(WACHT) == 0
    assert werker.stdout is not None
    assert werker.stdout.read().splitlines() == ["gereed", "1 bezorgd, 0 mislukt"]
    assert len(ontvanger.ids) == 1
    assert len(portaal.niet_bezorgd().splitlines()) == 2


def test_several_side_by_side_share_the_work_and_send_nothing_twice(
    portaal: Portaal, ontvanger: Ontvanger, werkers: list[subprocess.Popen[str]]
) -> None:
    ids = portaal.zaai(ontvanger, AANTAL)
    werkers += [portaal.start(lease=WACHT) for _ in range(3)]
    wacht_tot(lambda: set(ontvanger.ids) == ids)
    wacht_tot(lambda: portaal.niet_bezorgd() == "niets")
    assert len(ontvanger.ids) == AANTAL
