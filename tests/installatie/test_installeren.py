"""docs/installeren.md is true: its commands, in its order, make a portal that is ready behind nginx."""

import json
import re
from collections.abc import Callable, Mapping

import pytest
from documenten import page
from installatie.aangeleverd import deliver
from installatie.machine import DOMEIN, Machine, machine, put_project, steps

__all__ = ["machine"]
STEPS = steps(page("docs/installeren.md"))
UPGRADE = "Een nieuwe versie"
READY = '{"gereed": true'
# What the page says that one sees, step by step, in what was said there.
SEEN: Mapping[str, Callable[[Machine, str], bool]] = {
    "Pakketten": lambda machine, _: {"postgresql", "nginx", "python3-venv"} <= set(machine.packages),
    "Een gebruiker en mappen": lambda machine, _: machine.accounts == ["machtigingen"],
    "De software": lambda machine, _: "productie" in machine.run("machtigingen check --help"),
    "De database": lambda machine, _: "machtigingen" in machine.run("sudo -u postgres psql --list"),
    "De koppeling met COV": lambda machine, _: (
        machine.run("/opt/machtigingen/venv/bin/python -c 'import nog_geen_cov'") == ""
    ),
    "Sleutels, tabellen en registers": lambda _, said: (
        "Uitgever van onze gebruikers: geldig tot" in said and said.endswith("alles in orde\n")
    ),
    "De eerste instantie": lambda _, said: "1 organisaties en 2 certificaten" in said,
    "Starten": lambda machine, _: all(process.poll() is None for process in machine.running.values()),
    "nginx": lambda _, said: "test is successful" in said,
    "Is het veilig?": lambda _, said: said == "alles in orde\n",
    "Het eerste teken van leven": lambda _, said: READY in said and "Oogkliniek Voorbeeldstad" in said,
    "Een back-up": lambda _, said: "rijen en 0 bijlagen" in said and said.endswith("heel\n"),
}


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Mapping[str, str]:
    """Every step given, and what was said at each."""
    deliver(machine.path("/srv/aangeleverd"), names=[f"{name}.{DOMEIN}" for name in machine.ports])
    put_project(machine)
    said = {}
    for title, commands in STEPS.items():
        if step := re.fullmatch(r"Stap \d+\. (.+)", title):
            said[step[1]] = "".join(machine.run(command) for command in commands)
            if step[1] == "De software":
                machine.know_names()
            assert step[1] not in SEEN or SEEN[step[1]](machine, said[step[1]]), said[step[1]]
    return said


def test_every_step_gives_what_the_page_says_that_one_sees(installed: Mapping[str, str]) -> None:
    assert SEEN.keys() <= installed.keys()
    (ready,) = (line for line in installed["Het eerste teken van leven"].splitlines() if line.startswith(READY))
    answer, _ = json.JSONDecoder().raw_decode(ready)
    assert (answer["redenen"], answer["meldingen"]) == ([], [])


def test_what_every_night_brings_works_as_its_unit_says(machine: Machine, installed: Mapping[str, str]) -> None:
    timers = [name for name in machine.enabled if name.endswith(".timer")]
    assert len(timers) == 3
    for timer in timers:
        machine.start(timer.replace(".timer", ".service"))
    (anker,) = machine.path("/var/lib/machtigingen/ankers").glob("*.txt")
    assert machine.run(f"machtigingen audit verify --anker {anker}").endswith("heel\n")


@pytest.mark.zwaar
def test_a_new_version_by_the_page_is_ready_again(machine: Machine, installed: Mapping[str, str]) -> None:
    for command in STEPS[UPGRADE]:
        machine.run(command)
    (life,) = (one for one in STEPS["Stap 13. Het eerste teken van leven"] if "readyz" in one)
    assert READY in machine.run(life)
