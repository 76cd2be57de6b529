"""The storage is full, read-only or away: a coded answer, nothing acknowledged falsely, and well again by itself."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from crash.beller import Antwoord, Beller
from crash.portaal import HERE, THE_PORTAL, Portaal
from crash.schijf import ClusterOnASmallDisk, on_a_small_disk
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT
from machtigingen_sandbox.pagina import Bestand, Formulier
from postgres.cluster import PACKAGE, Cluster, available
from voluit import keer

RECOVERY_SECONDS = keer(60, 5)  # beside other tests it only has to come back
# More than the threads of a listener: each of them has a connection with the database that it keeps.
EACH_THREAD = range(32)
MEDISCH = {
    "zijde": "beide",
    "oorzaak": "verslapping",
    "functiestoornis": "ja",
    "eerdere_correctie": "nee",
    "mrd": "1",
}
FOTO = Bestand("foto.pdf", b"%PDF-1.4\n" + bytes(50_000))
_numbers = count()


@pytest.fixture
def portaal(tmp_path: Path) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path / "sandbox")
    yield portaal
    portaal.stop()


def push(portaal: Portaal) -> Antwoord:
    """A new message, by a package that calls for the first time."""
    message = json.loads(portaal.omgeving.voorbeeldbericht.read_text(encoding="utf-8"))
    caller = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    return caller.push(message | {"referentie": f"opslag-{next(_numbers)}"})


def page_for_files(portaal: Portaal) -> tuple[Beller, Formulier]:
    """A person with the page before him where files are added."""
    person = Beller(portaal.omgeving, GEBRUIKER)
    path = push(portaal).json["link"].removeprefix(person.adres)
    while "foto" not in (form := person.follow(path).pagina.formulier).invulbaar:
        path = person.post(form, {name: MEDISCH[name] for name in form.invulbaar & MEDISCH.keys()}).naar
    return person, form


def assert_refused(answer: Antwoord, *codes: str) -> None:
    status = {"S101": 503, "S103": 507}
    assert answer.status in {status[code] for code in codes}, (answer.status, answer.body[:300])
    assert any(code.encode() in answer.body for code in codes)


def assert_recovers(ask: Callable[[], Antwoord], *, status: int) -> Antwoord:
    """Well again in time: also an answer that is right but came late is too late."""
    end = time.monotonic() + RECOVERY_SECONDS
    while (answer := ask()).status != status and time.monotonic() < end:
        time.sleep(0.1)
    assert answer.status == status, answer.body[:300]
    assert time.monotonic() < end
    return answer


def number_stored(portaal: Portaal) -> int:
    return len(portaal.stored()["aanvragen"])


def test_a_full_disk_is_told_and_when_there_is_room_it_goes_on(portaal: Portaal) -> None:
    disk = on_a_small_disk(portaal)
    portaal.start()
    before = push(portaal).json["id"]
    disk.fill()
    for _ in EACH_THREAD:
        assert_refused(push(portaal), "S103")
    disk.empty()
    after = assert_recovers(lambda: push(portaal), status=201).json["id"]
    assert before != after
    assert number_stored(portaal) == 2


def broken(portaal: Portaal, fault: str) -> Portaal:
    portaal.program = (str(HERE / "kapot.py"), fault)
    return portaal


def test_a_portal_that_confirms_what_it_cannot_store_is_found_out(portaal: Portaal) -> None:
    with pytest.raises(AssertionError, match="201"):
        test_a_full_disk_is_told_and_when_there_is_room_it_goes_on(broken(portaal, "say_yes"))


def test_a_portal_that_confirms_on_a_read_only_disk_is_found_out(portaal: Portaal) -> None:
    with pytest.raises(AssertionError, match="201"):
        test_a_read_only_disk_is_told_and_when_it_can_be_written_it_goes_on(broken(portaal, "say_yes"))


def test_a_portal_that_writes_on_in_a_database_that_is_gone_is_found_out(portaal: Portaal) -> None:
    with pytest.raises(AssertionError, match="201"):
        test_a_database_that_is_taken_away_confirms_nothing(broken(portaal, "keep_the_old_file"))


def test_a_portal_that_misses_that_its_database_was_put_back_is_found_out(portaal: Portaal) -> None:
    with pytest.raises(AssertionError, match="404"):
        test_a_database_that_was_put_back_from_a_copy_is_the_one_that_is_written(broken(portaal, "keep_the_old_file"))


def test_a_portal_that_makes_the_folder_of_files_anew_is_found_out(portaal: Portaal) -> None:
    with pytest.raises(AssertionError, match="302"):
        test_a_folder_of_files_that_is_away_is_not_made_anew(broken(portaal, "make_folder_anew"))


def test_a_portal_that_leaves_half_a_file_is_found_out(portaal: Portaal) -> None:
    portaal.program = (str(HERE / "kapot.py"), "leave_half")
    disk = on_a_small_disk(portaal)
    portaal.start()
    person, form = page_for_files(portaal)
    disk.fill()
    person.post(form, {"foto": FOTO})
    assert list((disk.folder / "bijlagen").iterdir()) != []


def test_no_room_for_a_file_leaves_nothing_half(portaal: Portaal) -> None:
    disk = on_a_small_disk(portaal)
    portaal.start()
    person, form = page_for_files(portaal)
    disk.fill()
    assert_refused(person.post(form, {"foto": FOTO}), "S103")
    assert list((disk.folder / "bijlagen").iterdir()) == []
    disk.empty()
    assert_recovers(lambda: person.post(form, {"foto": FOTO}), status=302)
    assert len(list((disk.folder / "bijlagen").iterdir())) == 1


def test_a_read_only_disk_is_told_and_when_it_can_be_written_it_goes_on(portaal: Portaal) -> None:
    disk = on_a_small_disk(portaal, options="ro")
    portaal.start()
    for _ in EACH_THREAD:
        assert_refused(push(portaal), "S101")
    disk.make_writable()
    assert_recovers(lambda: push(portaal), status=201)
    assert {push(portaal).status for _ in EACH_THREAD} == {201}
    assert number_stored(portaal) == 1 + len(EACH_THREAD)


def test_a_folder_of_files_that_is_away_is_not_made_anew(portaal: Portaal) -> None:
    """It may be a disk that fell off: what is written in its place is gone when it comes back."""
    portaal.start()
    person, form = page_for_files(portaal)
    folder, away = portaal.omgeving.map / "bijlagen", portaal.omgeving.map / "weg"
    folder.rename(away)
    assert_refused(person.post(form, {"foto": FOTO}), "S101")
    assert not folder.exists()
    away.rename(folder)
    assert_recovers(lambda: person.post(form, {"foto": FOTO}), status=302)


def database_files(portaal: Portaal) -> list[Path]:
    return sorted(portaal.omgeving.map.glob("portaal.sqlite3*"))


def test_a_database_that_is_taken_away_confirms_nothing(portaal: Portaal) -> None:
    """The program still holds the old file open: what is written there nobody will ever see again."""
    portaal.start()
    assert {push(portaal).status for _ in EACH_THREAD} == {201}
    away = portaal.omgeving.map / "weg"
    away.mkdir()
    for path in database_files(portaal):
        path.rename(away / path.name)
    for _ in EACH_THREAD:
        assert_refused(push(portaal), "S101")
    for path in away.iterdir():
        path.rename(portaal.omgeving.map / path.name)
    acknowledged = [assert_recovers(lambda: push(portaal), status=201).json["id"] for _ in EACH_THREAD]
    portaal.kill()
    portaal.start()
    package = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    assert {package.get(f"/api/v1/instroom/{id_}").status for id_ in acknowledged} == {200}


def test_a_database_that_was_put_back_from_a_copy_is_the_one_that_is_written(portaal: Portaal) -> None:
    copy = portaal.omgeving.map / "kopie"
    shutil.copy(portaal.omgeving.map / "portaal.sqlite3", copy)
    portaal.start()
    assert {push(portaal).status for _ in EACH_THREAD} == {201}
    for path in database_files(portaal):
        path.unlink()
    copy.rename(portaal.omgeving.map / "portaal.sqlite3")
    acknowledged = [assert_recovers(lambda: push(portaal), status=201).json["id"] for _ in EACH_THREAD]
    portaal.kill()
    portaal.start()
    package = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    assert {package.get(f"/api/v1/instroom/{id_}").status for id_ in acknowledged} == {200}


@pytest.fixture(scope="module")
def small_cluster() -> Iterator[ClusterOnASmallDisk]:
    if not available():
        pytest.skip(f"PostgreSQL ontbreekt: apt-get install {PACKAGE}")
    with ClusterOnASmallDisk() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def on_postgresql(small_cluster: ClusterOnASmallDisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    """One for all these tests: it starts and stops in each of them."""
    folder = tmp_path_factory.mktemp("postgresql") / "sandbox"
    yield Portaal.make(folder, database=small_cluster.create_database("portaal"))


@pytest.fixture
def portaal_on_postgresql(on_postgresql: Portaal) -> Iterator[Portaal]:
    yield on_postgresql
    on_postgresql.stop()
    on_postgresql.program = THE_PORTAL


MOST_PUSHES = 60


@pytest.mark.postgresql
def test_a_full_disk_of_the_database_server_is_told_and_when_there_is_room_it_goes_on(
    portaal_on_postgresql: Portaal, small_cluster: ClusterOnASmallDisk
) -> None:
    """It writes on in the room that a table still has; what it confirmed before it was full, is there."""
    portaal, disk = portaal_on_postgresql, small_cluster.disk
    before = number_stored(portaal)
    portaal.start()
    disk.fill()
    try:
        answers = [push(portaal) for _ in range(MOST_PUSHES)]
        refused = [answer for answer in answers if answer.status != 201]
        assert len(refused) > MOST_PUSHES / 2, f"{len(answers) - len(refused)} × 201"
        for answer in refused:
            assert_refused(answer, "S103")
    finally:
        disk.empty()
    assert_recovers(lambda: push(portaal), status=201)
    assert number_stored(portaal) == before + len(answers) - len(refused) + 1


@pytest.mark.postgresql
def test_a_portal_that_confirms_what_its_full_database_server_cannot_store_is_found_out(
    portaal_on_postgresql: Portaal, small_cluster: ClusterOnASmallDisk
) -> None:
    with pytest.raises(AssertionError, match="201"):
        test_a_full_disk_of_the_database_server_is_told_and_when_there_is_room_it_goes_on(
            broken(portaal_on_postgresql, "say_yes"), small_cluster
        )


@pytest.mark.postgresql
def test_a_folder_of_files_that_is_away_is_not_made_anew_on_postgresql_either(portaal_on_postgresql: Portaal) -> None:
    test_a_folder_of_files_that_is_away_is_not_made_anew(portaal_on_postgresql)


@pytest.mark.postgresql
def test_a_database_server_that_is_away_confirms_nothing_and_when_it_is_back_it_goes_on(tmp_path: Path) -> None:
    if not available():
        pytest.skip(f"PostgreSQL ontbreekt: apt-get install {PACKAGE}")
    with Cluster() as cluster, ExitStack() as at_the_end:
        portaal = Portaal.make(tmp_path / "sandbox", database=cluster.create_database("portaal"))
        at_the_end.callback(portaal.stop)
        assert portaal.stored()["durability"] == {"fsync": "on", "synchronous_commit": "on"}
        portaal.start()
        assert push(portaal).status == 201
        cluster.kill()
        for _ in EACH_THREAD:
            assert_refused(push(portaal), "S101")
        cluster.start()
        assert_recovers(lambda: push(portaal), status=201)
        assert number_stored(portaal) == 2


@pytest.mark.postgresql
def test_a_portal_that_confirms_without_its_database_server_is_found_out(tmp_path: Path) -> None:
    honest = Portaal.make

    def dishonest(folder: Path, *, database: str = "") -> Portaal:
        return broken(honest(folder, database=database), "say_yes")

    with pytest.MonkeyPatch.context() as patch, pytest.raises(AssertionError, match="201"):
        patch.setattr(Portaal, "make", dishonest)
        test_a_database_server_that_is_away_confirms_nothing_and_when_it_is_back_it_goes_on(tmp_path)
