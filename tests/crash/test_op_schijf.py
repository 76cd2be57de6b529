"""Killing a program loses nothing that the system holds for it; a power cut does. So: synced first, answered then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crash.belasting import Belasting
from crash.portaal import HERE, THE_PORTAL, Portaal
from crash.systeemaanroepen import early_answers, strace


@pytest.fixture(scope="module")
def portaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path_factory.mktemp("op schijf") / "sandbox")
    yield portaal
    portaal.stop()


def answered_too_early(portaal: Portaal, name: str, *program: str) -> list[str]:
    """Until everything was done at least once: pushed, answered, attached and sent."""
    trace = portaal.omgeving.logmap / f"{name}.strace"
    portaal.program, portaal.before = program, strace(trace)
    portaal.start()
    belasting = Belasting(portaal.omgeving, ronde=name)
    belasting.start()
    belasting.wait(lambda bevestigd: bevestigd["ingediend"] > 0)
    belasting.join()
    portaal.stop()
    return list(early_answers(trace, storage=portaal.omgeving.map))


def test_an_answer_during_which_another_thread_called_is_an_answer(tmp_path: Path) -> None:
    trace, bijlage = tmp_path / "strace", tmp_path / "bijlagen" / "foto"
    trace.write_text(
        f'7 write(5<{bijlage}>, ""..., 140) = 140\n'
        '7 write(9<socket:[1]>, ""..., 633 <unfinished ...>\n'
        '8 write(4<socket:[2]>, ""..., 700) = 700\n'
        "7 <... write resumed>) = 633\n"
    )
    (early,) = early_answers(trace, storage=tmp_path)
    assert str(bijlage) in early and "thread 7" in early


def test_the_connection_says_that_a_commit_is_on_the_disk(portaal: Portaal) -> None:
    assert portaal.stored()["durability"] == {"journal_mode": "wal", "synchronous": 2}


def test_nothing_is_answered_before_it_is_on_the_disk(portaal: Portaal) -> None:
    assert answered_too_early(portaal, "goed", *THE_PORTAL) == []


def test_a_portal_that_does_not_sync_its_database_is_found_out(portaal: Portaal) -> None:
    found = answered_too_early(portaal, "no_sync", str(HERE / "kapot.py"), "no_sync")
    assert any("portaal.sqlite3-wal" in one for one in found)


def test_a_portal_that_does_not_sync_its_files_is_found_out(portaal: Portaal) -> None:
    found = answered_too_early(portaal, "no_file_sync", str(HERE / "kapot.py"), "no_file_sync")
    assert any("bijlagen" in one and "sqlite" not in one for one in found)
