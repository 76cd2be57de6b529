"""BSNs go through a real portal by every way there is; then it is killed, and everything that it wrote is searched."""

import base64
import shutil
import socket
import sqlite3
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from crash.portaal import Portaal
from hostile.speuren import sporen
from hostile.wegen import PATIENTEN, Wegen
from machtigingen_sandbox.personas import GEVONDEN

BSNS = tuple(wie.bsn.onthul() for wie in PATIENTEN)
BSN = GEVONDEN.bsn.onthul()


@pytest.fixture(scope="module")
def nagelaten(portaal_in_map: Portaal) -> Iterator[Path]:
    """All that is left of a portal that was killed, and of nothing else."""
    portaal = portaal_in_map
    map_ = portaal.omgeving.map
    for voorbeeld in (portaal.omgeving.patienten, *map_.glob("voorbeeld-*.json")):
        voorbeeld.unlink()  # of the demo package: fictitious patients
    assert sporen_in_kopie(map_) == []
    if portaal.proces is None:
        portaal.start()
    assert Wegen(portaal.omgeving).all() == {
        "goed": "goedgekeurd", "af": "afgewezen", "wenkbrauw": "afgewezen", "tand": "goedgekeurd"
    }  # fmt: skip
    with half_een_bericht(portaal):
        portaal.kill()
    yield map_


def half_een_bericht(portaal: Portaal) -> closing[ssl.SSLSocket]:
    """A large body that is still coming in, full of BSNs."""
    omgeving = portaal.omgeving
    context = ssl.create_default_context(cafile=omgeving.ca)
    context.load_cert_chain(omgeving.certificaat("systeem-goed"), omgeving.certificaat("systeem-goed", "key"))
    raw = socket.create_connection(("127.0.0.1", omgeving.poorten["api"]), timeout=15)
    verbinding = context.wrap_socket(raw, server_hostname="localhost")
    verbinding.sendall(b"POST /api/v1/instroom HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n")
    verbinding.sendall(BSN.encode() * 500_000)
    return closing(verbinding)


def sporen_in_kopie(map_: Path, plant: Callable[[Path], object] = lambda _: None) -> list[tuple[str, str]]:
    kopie = map_.with_name("kopie")
    try:
        shutil.copytree(map_, kopie)
        planted = plant(kopie)
        gevonden = sporen(kopie, *BSNS)
        if isinstance(planted, sqlite3.Connection):
            planted.close()
        return gevonden
    finally:
        shutil.rmtree(kopie, ignore_errors=True)


def test_no_bsn_is_left_anywhere(nagelaten: Path) -> None:
    assert sporen_in_kopie(nagelaten) == []


def test_there_was_something_to_find(nagelaten: Path) -> None:
    bestanden = {pad.relative_to(nagelaten).as_posix(): pad.stat().st_size for pad in nagelaten.rglob("*")}
    assert bestanden["portaal.sqlite3"] and bestanden["portaal.sqlite3-wal"] and bestanden["log/portaal.log"]
    assert len([naam for naam in bestanden if naam.startswith("bijlagen/")]) >= 4
    assert not [naam for naam in bestanden if naam.startswith("tijdelijk/")]


def in_de_database(map_: Path) -> None:
    with closing(sqlite3.connect(map_ / "portaal.sqlite3")) as database, database:
        database.execute("UPDATE aanvragen_aanvraag SET referentie = ?", (BSN,))


def als_getal(map_: Path) -> None:
    with closing(sqlite3.connect(map_ / "portaal.sqlite3")) as database, database:
        database.execute("CREATE TABLE teller AS SELECT ? AS waarde", (int(BSN),))


def in_de_wal(map_: Path) -> sqlite3.Connection:
    """Left open: what was written is in the WAL, and not yet in the database."""
    database = sqlite3.connect(map_ / "portaal.sqlite3")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    with database:
        database.execute("UPDATE aanvragen_aanvraag SET referentie = ?", (BSN,))
    return database


def schrijf(naam: str, inhoud: bytes) -> Callable[[Path], object]:
    def plant(map_: Path) -> None:
        with (map_ / naam).open("ab") as bestand:
            bestand.write(inhoud)

    return plant


GEPLANT: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "database": (in_de_database, "portaal.sqlite3: rows", "text"),
    "a number in the database": (als_getal, "portaal.sqlite3: rows", "text"),
    "WAL": (in_de_wal, "portaal.sqlite3-wal", "text"),
    "log": (schrijf("log/portaal.log", b'{"bsn":"' + BSN.encode() + b'"}'), "log/portaal.log", "text"),
    "temporary file": (schrijf("tijdelijk/tmp1", BSN.encode()), "tijdelijk/tmp1", "text"),
    "name of a file": (schrijf(f"tijdelijk/x.{BSN}", b""), f"tijdelijk/x.{BSN}", "text"),
    "attachment": (schrijf("bijlagen/1", b"\x00\xff" + BSN.encode() + b"\xff"), "bijlagen/1", "text"),
    "UTF-16": (schrijf("bijlagen/1", BSN.encode("utf-16-be")), "bijlagen/1", "text"),
    "UTF-32": (schrijf("bijlagen/1", BSN.encode("utf-32-le")), "bijlagen/1", "text"),
    "dots": (schrijf("log/portaal.log", f"{BSN[:4]}.{BSN[4:6]}.{BSN[6:]}".encode()), "log/portaal.log", "text"),
    "spaces": (schrijf("log/portaal.log", " ".join(BSN).encode()), "log/portaal.log", "text"),
    "base64": (schrijf("log/portaal.log", base64.b64encode(f"bsn={BSN};".encode())), "log/portaal.log", "base64"),
    "hexadecimal": (schrijf("log/portaal.log", BSN.encode().hex().encode()), "log/portaal.log", "hexadecimal"),
}


@pytest.mark.parametrize(("plant", "waar", "vorm"), GEPLANT.values(), ids=GEPLANT)
def test_one_that_is_planted_is_found(nagelaten: Path, plant: Callable[[Path], object], waar: str, vorm: str) -> None:
    """Each channel and each form: without this, finding nothing would say nothing."""
    assert (waar, vorm) in sporen_in_kopie(nagelaten, plant)
