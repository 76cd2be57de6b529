"""Programs that run together: when one ends they all do, and its last words are shown."""

import os
from pathlib import Path

import pytest
from machtigingen_sandbox.omgeving import Sandboxfout
from machtigingen_sandbox.processen import Processen

BROKEN = "print('hier ging het mis'); raise SystemExit(3)"
PATIENT = "import time; print('wacht', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {PATIENT}"


def wait_for_end(processen: Processen) -> None:
    while True:
        processen.check()


def wait_for_text(log: Path) -> None:
    while not log.read_text():
        pass


def test_one_that_ends_is_named_with_its_last_words(tmp_path: Path) -> None:
    with Processen(logmap=tmp_path) as processen, pytest.raises(Sandboxfout) as caught:
        processen.start("portaal", ["-c", BROKEN], environment=os.environ)
        wait_for_end(processen)
    assert "Het portaal is gestopt (code 3)." in caught.value.message
    assert "hier ging het mis" in caught.value.message


def test_the_others_stop_with_it(tmp_path: Path) -> None:
    with pytest.raises(Sandboxfout), Processen(logmap=tmp_path) as processen:
        processen.start("softwarepakket", ["-c", PATIENT], environment=os.environ)
        processen.start("portaal", ["-c", BROKEN], environment=os.environ)
        wait_for_end(processen)
    with pytest.raises(Sandboxfout, match="Het softwarepakket is gestopt"):
        processen.check()


def test_one_that_does_not_listen_is_stopped_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("machtigingen_sandbox.processen.STOP_SECONDS", 0.2)
    with Processen(logmap=tmp_path) as processen:
        processen.start("portaal", ["-c", DEAF], environment=os.environ)
        wait_for_text(tmp_path / "portaal.log")
    assert capsys.readouterr().err == "Het portaal stopte niet vanzelf en is afgebroken.\n"
    with pytest.raises(Sandboxfout, match="code -9"):
        processen.check()
