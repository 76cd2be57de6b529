"""From an earlier version to this one: what was written then can be read, and nobody works on a database that does not
fit."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from beheer_portaal.conftest import GEWOON, new_database
from beheer_portaal.opdracht import geef, lukt, mislukt
from crash.beller import Beller
from crash.portaal import Portaal
from machtigingen_sandbox.omgeving import GEBRUIKER
from postgres.cluster import Cluster

HIER = Path(__file__).parent / "vorige"
NOVEMBER = HIER / "november.json"


@pytest.fixture
def oud(portaal: Portaal, cluster: Cluster | None) -> Portaal:
    """The database, keys and files of an earlier version, in the place of those of today."""
    if cluster:
        portaal.configure(database=new_database(cluster))
    else:
        for pad in portaal.omgeving.map.glob("portaal.sqlite3*"):
            pad.unlink()
    klaar = subprocess.run(
        [sys.executable, HIER / "zet_neer.py", NOVEMBER], env=portaal.environment, capture_output=True, text=True
    )
    assert klaar.returncode == 0, klaar.stderr
    return portaal


def test_what_an_earlier_version_wrote_is_read_by_this_one(oud: Portaal) -> None:
    assert "eerdere versie" in mislukt(oud, "serve")
    assert "eerdere versie" in mislukt(oud, "bezorg", "--eenmaal")
    assert "op orde" in lukt(oud, "migrate")
    assert lukt(oud, "audit", "verify").count("heel") == 3
    lukt(oud, "toegang", "laad", str(oud.omgeving.map / "toegang.yaml"))
    oud.start()
    gelezen = oud.stored()
    assert gelezen["halves"] == [een for een in gelezen["halves"] if "in the feed" in een or "timeline" in een]
    assert gelezen["aanvragen"] == json.loads(NOVEMBER.read_text())["verwacht"]
    een = next(id_ for id_, aanvraag in gelezen["aanvragen"].items() if aanvraag["aanvraagnummer"])
    assert (
        gelezen["aanvragen"][een]["aanvraagnummer"]
        in Beller(oud.omgeving, GEBRUIKER).follow(f"/aanvragen/{een}/").body.decode()
    )
    oud.stop()
    assert "alles is nu met k2" in lukt(oud, "sleutel", "roteer") + lukt(oud, "sleutel", "herverzegel")
    assert oud.stored()["aanvragen"] == gelezen["aanvragen"]


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_nobody_changes_the_database_under_a_portal_that_works(portaal: Portaal) -> None:
    portaal.start()
    assert "op orde" in lukt(portaal, "migrate")  # nothing to change, so nobody minds
    forget_a_migration(portaal)
    assert "draait nog een portaal" in mislukt(portaal, "migrate")
    portaal.stop()
    assert "draait nog een portaal" not in geef(portaal, "migrate").stderr


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_a_database_of_a_later_version_is_refused(portaal: Portaal, tmp_path: Path) -> None:
    lukt(portaal, "backup", str(tmp_path / "nu.tar"))
    sql(portaal, "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999_straks', '2027-01-01')")
    lukt(portaal, "backup", str(tmp_path / "straks.tar"))
    for opdracht in (
        ("serve",),
        ("migrate",),
        ("bezorg", "--eenmaal"),
        ("restore", "--vervang", str(tmp_path / "nu.tar")),
    ):
        assert "latere versie" in mislukt(portaal, *opdracht), opdracht
    sql(portaal, "DELETE FROM django_migrations WHERE name = '9999_straks'")
    assert "latere versie" in mislukt(portaal, "restore", "--vervang", str(tmp_path / "straks.tar"))
    lukt(portaal, "restore", "--vervang", str(tmp_path / "nu.tar"))


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_a_backup_of_an_earlier_version_says_which_version_can_put_it_back(portaal: Portaal, tmp_path: Path) -> None:
    weg = "DELETE FROM django_migrations WHERE app = 'bewaring' AND name = '0003_wachtend'"
    sql(portaal, weg)
    lukt(portaal, "backup", str(tmp_path / "toen.tar"))
    sql(
        portaal, "INSERT INTO django_migrations (app, name, applied) VALUES ('bewaring', '0003_wachtend', '2026-01-01')"
    )
    assert "eerdere versie" in mislukt(portaal, "restore", "--vervang", str(tmp_path / "toen.tar"))


def forget_a_migration(portaal: Portaal) -> None:
    """As if this version had one more than the database."""
    sql(portaal, "DELETE FROM django_migrations WHERE app = 'bewaring' AND name = '0003_wachtend'")


def sql(portaal: Portaal, opdracht: str) -> None:
    """As somebody with the password of the database."""
    code = f"import django; django.setup(); from django.db import connection; connection.cursor().execute({opdracht!r})"
    omgeving = portaal.environment | {"DJANGO_SETTINGS_MODULE": "machtigingen.project.settings"}
    subprocess.run([sys.executable, "-c", code], env=omgeving, check=True, capture_output=True)
