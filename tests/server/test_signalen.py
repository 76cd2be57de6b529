"""A portal and a worker that are told to stop, stop: also when they are told twice, and in the midst of anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
STOPS = """
import os, signal
from threading import Event
from machtigingen.project.server.signalen import signals_call

stop = Event()
with signals_call(stop.set):
    with stop._cond:  # as in the midst of stop.wait(), or of the handling of another signal
        for number in {signals}:
            os.kill(os.getpid(), number)
    assert stop.wait(10)
print("gestopt")
"""


@pytest.mark.parametrize("signals", ["[signal.SIGTERM]", "[signal.SIGINT, signal.SIGTERM]"])
def test_a_signal_that_comes_while_its_event_is_held_stops_no_less(signals: str) -> None:
    script, environment = STOPS.format(signals=signals), os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, "gestopt\n"), done.stderr
