"""The demo, started and stopped for real, in a sandbox of almost a year ago."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from demoproces import COMMAND, Demo, environment
from machtigingen_sandbox.omgeving import Omgeving, shown
from machtigingen_sandbox.personas import PERSONAS

STOPPED = (0, "\nGestopt. De gegevens zijn bewaard.\n")


def curl_line(demo: Demo) -> str:
    return next(line for line in demo.tekst.splitlines() if line.strip().startswith("curl "))


def push(demo: Demo) -> dict[str, Any]:
    """Pastes the printed line into a shell."""
    if not shutil.which("curl"):
        pytest.skip("curl ontbreekt: apt-get install curl")
    done = subprocess.run(["sh", "-c", curl_line(demo)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_it_tells_where_everything_is(demo: Demo) -> None:
    assert "\ngereed\n" in demo.tekst
    for naam in demo.omgeving.poorten:
        assert demo.omgeving.adres(naam) in demo.tekst
    assert "persoonlijk-goed.p12" in demo.tekst
    assert "wachtwoord: machtigingen" in demo.tekst


def test_the_curl_line_pushes_the_example_and_prints_the_link(demo: Demo) -> None:
    antwoord = push(demo)
    assert antwoord["link"].startswith(f"{demo.omgeving.adres('portaal')}/instroom/")
    assert antwoord["waarschuwingen"] == []


def test_cov_answers_over_its_webservice_and_can_be_taken_away(demo: Demo, tmp_path: Path) -> None:
    def warnings(stand: str) -> list[str]:
        subprocess.run([*COMMAND, "cov", stand], env=environment(demo.omgeving), check=True, capture_output=True)
        voorbeeld = demo.omgeving.voorbeeldbericht
        nieuw = tmp_path / "bericht.json"
        nieuw.write_text(json.dumps({**json.loads(voorbeeld.read_text()), "referentie": f"cov-{stand}"}))
        curl = curl_line(demo).replace(shlex.quote(f"@{shown(voorbeeld)}"), f"@{nieuw}")
        done = subprocess.run(["sh", "-c", curl], capture_output=True, text=True, check=True)
        return [een["code"] for een in json.loads(done.stdout)["waarschuwingen"]]

    assert [warnings(stand) for stand in ("weg", "kapot", "geweigerd", "gewoon")] == [["R301"], ["R301"], ["R301"], []]


def test_what_it_says_goes_to_log_files(demo: Demo) -> None:
    push(demo)
    log = (demo.omgeving.logmap / "portaal.log").read_text()
    assert '"event": "verzoek"' in log
    assert "Traceback" not in log
    assert (demo.omgeving.logmap / "softwarepakket.log").exists()


def test_no_bsn_is_in_a_log_or_in_what_the_portal_stores(demo: Demo) -> None:
    push(demo)
    stored = [file for file in demo.omgeving.logmap.rglob("*") if file.is_file()]
    stored += demo.omgeving.map.glob("portaal.sqlite3*")
    assert {"portaal.log", "portaal.sqlite3"} <= {file.name for file in stored}
    bsns = [persona.bsn.onthul() for persona in PERSONAS]
    for file in stored:
        content = file.read_bytes()
        assert [bsn for bsn in bsns if bsn in file.name or bsn.encode() in content] == [], file


def test_a_second_demo_on_the_same_ports_says_which_port_and_variable(demo: Demo) -> None:
    done = subprocess.run([*COMMAND, "up"], env=environment(demo.omgeving), capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Poort {demo.omgeving.poorten['info']} (info) is al in gebruik." in done.stderr
    assert "MACHTIGINGEN_INFO_PORT=" in done.stderr


def test_it_stops_cleanly_and_the_next_start_keeps_the_data(tmp_path: Path) -> None:
    omgeving = Omgeving.on_free_ports(tmp_path)
    first = Demo.start(omgeving)
    id_ = push(first)["id"]
    assert first.press_ctrl_c() == STOPPED
    omgeving.check_poorten()  # nothing still listens
    second = Demo.start(omgeving)
    assert push(second)["id"] == id_
    assert second.terminate() == STOPPED
    omgeving.check_poorten()
