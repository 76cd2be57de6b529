"""Cut off at any moment: a restore is there whole or not at all, and other keys go on where they were."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from beheer_portaal.conftest import GEWOON
from beheer_portaal.opdracht import lukt
from beheer_portaal.test_backup import stored
from beheer_portaal.test_bijwerken import sql
from beheer_portaal.test_sleutels import of_each_kind
from crash.belasting import Belasting
from crash.oordeel import losses
from crash.portaal import Portaal
from voluit import keer

KEREN = keer(3, 60)


def vul(portaal: Portaal, ronde: str) -> Belasting:
    portaal.start()
    belasting = Belasting(portaal.omgeving, ronde=ronde)
    belasting.start()
    belasting.wait(of_each_kind)
    belasting.join()
    portaal.stop()
    return belasting


def cut_off(portaal: Portaal, *opdracht: str, na: float) -> bool:
    """Whether it was still at work then."""
    proces = subprocess.Popen(
        [sys.executable, "-m", "machtigingen.project.cli", *opdracht],
        env=portaal.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(na)
    bezig = proces.poll() is None
    proces.kill()
    proces.wait()
    return bezig


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_a_restore_that_is_cut_off_changed_nothing_or_all(portaal: Portaal, tmp_path: Path) -> None:
    archief, rng = str(tmp_path / "b.tar"), random.Random(20261126)
    vul(portaal, "een")
    lukt(portaal, "backup", archief)
    toen = portaal.stored()
    vul(portaal, "twee")
    nu = portaal.stored()
    begin = time.monotonic()
    lukt(portaal, "restore", "--vervang", archief)
    duur = time.monotonic() - begin
    lukt(portaal, "backup", str(tmp_path / "terug.tar"))
    afgebroken = 0
    for _ in range(KEREN):
        vul_terug = portaal.stored()
        assert vul_terug in (toen, nu)
        afgebroken += cut_off(portaal, "restore", "--vervang", archief, na=rng.uniform(duur / 3, duur))
        assert portaal.stored() in (toen, nu)
        lukt(portaal, "audit", "verify")
    assert afgebroken or KEREN < 2
    assert "gewist" in lukt(portaal, "bewaar", "--zonder-herschrijven")


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_other_keys_go_on_where_they_were_cut_off(portaal: Portaal) -> None:
    rng = random.Random(20261127)
    belasting = vul(portaal, "sleutels")
    for _ in range(KEREN):
        lukt(portaal, "sleutel", "roteer")
        cut_off(portaal, "sleutel", "herverzegel", na=rng.uniform(0.2, 1.5))
    assert "alles is nu met" in lukt(portaal, "sleutel", "herverzegel")
    portaal.start()
    assert losses(belasting.journaal, portaal, whole=True) == []


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_what_was_erased_and_comes_back_is_erased_again(portaal: Portaal, tmp_path: Path) -> None:
    vul(portaal, "oud")
    sql(
        portaal,
        "UPDATE aanvragen_aanvraag SET created_at = '2020-01-01', updated_at = '2020-01-01', vervalt_at = '2020-01-02'",
    )
    er = set(portaal.stored()["aanvragen"])
    lukt(portaal, "backup", str(tmp_path / "b.tar"))
    lukt(portaal, "bewaar")
    over, bestanden = stored(portaal)
    assert set(over["aanvragen"]) < er
    lukt(portaal, "restore", "--vervang", str(tmp_path / "b.tar"))
    assert set(portaal.stored()["aanvragen"]) == er
    lukt(portaal, "bewaar")
    assert stored(portaal)[0]["aanvragen"] == over["aanvragen"]
    assert stored(portaal)[1] == bestanden
