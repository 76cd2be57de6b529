"""The server of the tests: it keeps what was committed when it is cut off, and leaves nothing behind."""

import psycopg
import pytest
from postgres.cluster import PACKAGE, Cluster, available

pytestmark = pytest.mark.skipif(not available(), reason=f"needs PostgreSQL (apt-get install {PACKAGE})")


def test_it_lets_in_who_knows_the_password_and_nobody_else() -> None:
    with Cluster() as cluster, pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(cluster.url().replace(cluster.password, "anders"))


def test_what_was_committed_is_there_after_a_power_cut() -> None:
    with Cluster() as cluster:
        url = cluster.create_database("proef")
        cluster.execute("CREATE TABLE getal AS SELECT 7 AS waarde", database="proef")
        cluster.kill()
        cluster.start()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT waarde FROM getal").fetchall() == [(7,)]


def test_afterwards_it_is_gone() -> None:
    with Cluster() as cluster:
        pass
    assert not cluster.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url())
