"""docs/installeren.md is true: its commands, in its order, make a portal that is ready behind nginx. What its units
forbid, the programs do not need."""

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from documenten import page
from installatie.aangeleverd import deliver
from installatie.filters import WRITES, allowed, calls
from installatie.machine import Machine, machine, put_project, read_unit, steps

__all__ = ["machine"]
STEPS = steps(page("docs/installeren.md"))
LIFE = "Stap 13. Het eerste teken van leven"
UPGRADE = "Een nieuwe versie"
# Without what every program does all the time, and every filter lets it: that would only take long.
EASY = "trace=!read,fstat,newfstatat,lseek,close,futex,brk"
STRACE = ("strace", "-D", "-f", "-s", "256", "--seccomp-bpf", "-e", EASY)
PORTAL, WORKER = "machtigingen-portaal.service", "machtigingen-bezorg.service"
READY = '{"gereed": true'
OLDER = "# van de vorige versie"
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
    "Is het veilig?": lambda _, said: (
        "cov: er kwam geen antwoord" in said
        and "virusscan: staat op geen" in said
        and said.endswith("in orde: 2 om naar te kijken\n")
    ),
    "Het eerste teken van leven": lambda _, said: READY in said and "Oogkliniek Voorbeeldstad" in said,
    "Een back-up": lambda _, said: "rijen en 0 bijlagen" in said and said.endswith("heel\n"),
}


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Mapping[str, str]:
    """Every step given, and what was said at each."""
    deliver(machine.path("/srv/aangeleverd"), names=list(machine.names))
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
    assert len(timers) == 5
    for timer in timers:
        machine.start(timer.replace(".timer", ".service"))
    (backup,) = machine.path("/var/backups/machtigingen").glob("nacht-*.backup")
    assert "heel en hier terug te zetten" in machine.run(f"machtigingen restore --proef {backup}")
    (anker,) = machine.path("/var/lib/machtigingen/ankers").glob("*.txt")
    assert machine.run(f"machtigingen audit verify --anker {anker}").endswith("heel\n")


@pytest.mark.zwaar
def test_a_new_version_by_the_page_is_ready_again(machine: Machine, installed: Mapping[str, str]) -> None:
    written = [machine.path("/etc/machtigingen/deur/machtigingen.conf"), machine.path(f"/etc/systemd/system/{PORTAL}")]
    for path in written:
        path.write_text(f"{OLDER}\n{path.read_text()}")
    timers = set(machine.timers)
    for command in STEPS[UPGRADE]:
        if re.match(r"machtigingen (backup|migrate)|rm ", command):  # nobody works, and nobody is about to
            assert (machine.running.keys() - {"nginx"}, machine.timers) == (set(), set()), command
        machine.run(command)
    assert {PORTAL, WORKER} <= machine.running.keys()
    assert machine.timers == timers != set()
    assert [path.read_text().count(OLDER) for path in written] == [0, 0]
    (life,) = (one for one in STEPS[LIFE] if "readyz" in one)
    assert READY in machine.run(life)


@pytest.fixture(scope="module")
def traces(machine: Machine, installed: Mapping[str, str]) -> Mapping[str, str]:
    """What each did from its start to its end; the portal answered both commands of the first sign of life."""
    found = {}
    for name in (PORTAL, WORKER):
        machine.run(f"systemctl stop {name}")
        path = machine.path(f"/tmp/{name}")
        path.parent.mkdir(mode=0o1777, exist_ok=True)
        path.parent.chmod(0o1777)
        machine.start(name, under=(*STRACE, "-o", str(path)))
        if name == PORTAL:
            for command in STEPS[LIFE]:
                machine.run(command)
        machine.run(f"systemctl stop {name}")
        found[name] = whole(path)
    return found


def whole(trace: Path) -> str:
    """The tracer ends a moment after the program."""
    for _ in range(100):
        text = trace.read_text(errors="replace")
        if text.rstrip().endswith("+++"):
            break
        time.sleep(0.1)
    return text


@pytest.mark.zwaar
@pytest.mark.parametrize("name", [PORTAL, WORKER])
def test_every_call_it_makes_is_in_its_filter(machine: Machine, traces: Mapping[str, str], name: str) -> None:
    made = calls(traces[name])
    assert {"openat", "socket"} <= made
    assert made - allowed(read_unit(machine.unit(name))["SystemCallFilter"]) == set()


@pytest.mark.zwaar
@pytest.mark.parametrize("name", [PORTAL, WORKER])
def test_it_writes_only_where_its_unit_lets_it(machine: Machine, traces: Mapping[str, str], name: str) -> None:
    own = [str(machine.path(place)) for place in ("/var/lib/machtigingen", "/run/machtigingen")]
    outside = [path for path in WRITES.findall(traces[name]) if not path.startswith((*own, "/dev/null", "/tmp/"))]
    assert outside == []


@pytest.mark.zwaar
@pytest.mark.parametrize("name", [PORTAL, WORKER])
def test_it_uses_only_the_families_of_addresses_of_its_unit(
    machine: Machine, traces: Mapping[str, str], name: str
) -> None:
    families = read_unit(machine.unit(name))["RestrictAddressFamilies"][-1].split()
    used = set(re.findall(r"socket\((AF_\w+)", traces[name]))
    assert "AF_UNIX" in used
    assert used <= set(families)


@pytest.mark.zwaar
def test_the_worker_never_writes_what_it_executes(traces: Mapping[str, str]) -> None:
    assert "PROT_EXEC" in traces[WORKER]
    assert not re.search(r"PROT_WRITE\|PROT_EXEC|mprotect\([^)]*PROT_EXEC", traces[WORKER])


@pytest.mark.zwaar
def test_the_portal_gives_its_sockets_to_the_proxy_and_so_may_change_their_group(traces: Mapping[str, str]) -> None:
    assert {"chown", "fchown", "fchownat"} & calls(traces[PORTAL])
