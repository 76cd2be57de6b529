"""The whole way once, as `make demo-once` does it."""

import re
import subprocess

from demoproces import COMMAND, environment
from machtigingen_sandbox.omgeving import Omgeving

STEPS = [
    r"Portaal en DemoOog zijn gestart",
    r"DemoOog stuurt het bericht en krijgt een link +\[instroom [0-9a-f-]{36}\]",
    r"De link opent het formulier +\[aanvraag [0-9a-f-]{36}\]",
    r"Controleer uw aanvraag, en verder naar: De aanvraag is goedgekeurd",
    r"DemoOog haalt de stand op +\[aanvraag \S+, machtiging \d+\]",
    r"Alles werkt\.",
]


def test_it_prints_each_step_with_its_id_and_ends_well(tmp_path) -> None:
    done = subprocess.run(
        [*COMMAND, "once"], env=environment(Omgeving.on_free_ports(tmp_path)), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search("(?s)" + ".*".join(STEPS), done.stdout), done.stdout
    assert not any(tmp_path.iterdir())
