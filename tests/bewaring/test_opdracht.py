"""The commands, as an operator gives them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from bewaring.voorraad import DAG, NU, UUR, aanvraag, bestand, concept, push
from click.testing import CliRunner, Result
from postgres.cluster import PACKAGE, Cluster, available

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.kluis import Sleutelbos
from machtigingen.project import klok
from machtigingen.project.bewaar import bewaar, bewaarslot


@pytest.fixture
def nu(db: None) -> Iterator[None]:
    klok.zet(lambda: NU)
    yield
    klok.zet(None)


def geef(opdracht, *woorden: str) -> Result:
    return CliRunner().invoke(opdracht, woorden)


@pytest.mark.usefixtures("nu")
def test_the_dry_run_tells_what_would_go() -> None:
    push(oud=2 * DAG)
    concept(oud=UUR)
    klaar = geef(bewaar, "--proef")
    assert klaar.exit_code == 0
    assert "       1 berichten die niemand opende zouden weg gaan\n" in klaar.output
    assert "       0 concepten zouden weg gaan\n" in klaar.output
    assert Aanvraag.objects.count() == 2


@pytest.mark.usefixtures("nu")
def test_it_tells_what_went_and_who_gave_the_command_is_recorded() -> None:
    push(oud=2 * DAG)
    klaar = geef(bewaar, "--zonder-herschrijven")
    assert "       1 berichten die niemand opende gewist\n" in klaar.output
    assert Regel.objects.get(handeling="bewaring_uitgevoerd").actor.startswith("beheer: ")
    assert not Aanvraag.objects.exists()


@pytest.mark.usefixtures("nu")
def test_what_is_held_stays_and_is_counted() -> None:
    een = aanvraag(oud=2000 * DAG)
    assert geef(bewaarslot, "zet", een.aanvraagnummer, "--reden", "rechtszaak").exit_code == 0
    assert "       1 aanvragen met een bewaarslot blijven\n" in geef(bewaar, "--zonder-herschrijven").output
    assert geef(bewaarslot, "hef", str(een.pk), "--reden", "zaak voorbij").exit_code == 0
    geef(bewaar, "--zonder-herschrijven")
    assert not Aanvraag.objects.exists()


@pytest.mark.usefixtures("nu")
def test_what_waits_too_long_for_a_besluit_is_named_with_its_insurer() -> None:
    een = aanvraag(oud=2000 * DAG, status="ingediend")
    for opdracht in (["--proef"], ["--zonder-herschrijven"]):
        klaar = geef(bewaar, *opdracht)
        assert "       1 aanvragen wachten zo lang op een besluit dat ze anders gewist waren\n" in klaar.output
        assert f"         {een.aanvraagnummer} bij verzekeraar 9901, sinds 03-06-2021\n" in klaar.output


@pytest.mark.usefixtures("nu")
def test_of_many_that_wait_the_first_are_named() -> None:
    for _ in range(23):
        aanvraag(oud=2000 * DAG, status="ingediend", bestanden=0)
    klaar = geef(bewaar, "--proef")
    assert klaar.output.count(" bij verzekeraar 9901") == 20
    assert klaar.output.endswith("         en 3 andere\n")


@pytest.mark.usefixtures("nu")
@pytest.mark.parametrize(
    ("woorden", "genoemd"),
    [
        (("zet", "000000000000", "--reden", "x"), "000000000000: deze aanvraag is er niet"),
        (("zet", "000000000000", "--reden", " "), "reden: geef een reden"),
        (("zet", "000000000000"), "--reden"),
        (("hef", "geen", "--reden", "x"), "geen: deze aanvraag is er niet"),
        (("hef", "000000000000"), "--reden"),
        (("hef", "000000000000", "--reden", "over 999990019"), "reden: hierin staat een BSN"),
    ],
)
def test_what_cannot_be_done_is_said(woorden: tuple[str, ...], genoemd: str) -> None:
    klaar = geef(bewaarslot, *woorden)
    assert genoemd in klaar.output and klaar.exit_code != 0


@pytest.mark.usefixtures("nu")
def test_a_folder_of_another_database_is_told() -> None:
    for _ in range(101):
        bestand(uuid4(), oud=9 * DAG)
    klaar = geef(bewaar, "--proef")
    assert "staan 101 bestanden waar geen aanvraag bij hoort. Ze blijven staan." in klaar.output


def machtigingen(map_: Path, *opdracht: str, database: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with a configuration of its own."""
    config = map_ / "portaal.toml"
    config.write_text(f'database = "{database}"\n')
    omgeving = {naam: w for naam, w in os.environ.items() if not naam.startswith(("MACHTIGINGEN", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-m", "machtigingen.project.cli", "--config", str(config), *opdracht],
        env=omgeving | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    Sleutelbos.create(tmp_path / "sleutels.json")
    return tmp_path


OUDE_SESSIE = "INSERT INTO django_session VALUES ('k', 'x', '2020-01-01 00:00:00+00')"


def test_on_sqlite_it_ends_with_a_clean_file(map_: Path) -> None:
    import sqlite3
    from contextlib import closing

    database = "sqlite:///portaal.sqlite3"
    assert machtigingen(map_, "migrate", database=database).returncode == 0
    with closing(sqlite3.connect(map_ / "portaal.sqlite3")) as connection, connection:
        connection.execute(OUDE_SESSIE)
    klaar = machtigingen(map_, "bewaar", database=database)
    assert "       1 sessies gewist\n" in klaar.stdout, klaar.stderr
    assert klaar.stdout.endswith("in de database is niets meer te vinden van wat er gewist is\n")
    assert klaar.returncode == 0


@pytest.mark.postgresql
@pytest.mark.skipif(not available(), reason=f"needs PostgreSQL (apt-get install {PACKAGE})")
def test_on_postgresql_who_does_not_own_the_database_is_told_and_its_owner_does_it_later(map_: Path) -> None:
    with Cluster() as cluster:
        eigenaar = cluster.create_database("portaal")
        assert machtigingen(map_, "migrate", database=eigenaar).returncode == 0
        cluster.execute(
            f"CREATE ROLE gast LOGIN PASSWORD '{cluster.password}'; "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gast; "
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gast; {OUDE_SESSIE}",
            database="portaal",
        )
        gast = machtigingen(map_, "bewaar", database=eigenaar.replace("//machtigingen:", "//gast:"))
        assert "       1 sessies gewist\n" in gast.stdout, gast.stderr
        assert "er is gewist, maar niet herschreven: dat mag alleen de eigenaar van de database" in gast.stderr
        assert gast.returncode == 1
        later = machtigingen(map_, "bewaar", database=eigenaar)
        assert "       0 sessies gewist\n" in later.stdout
        assert later.stdout.endswith("niets meer te vinden van wat er gewist is\n")
