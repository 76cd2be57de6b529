"""A small disk of its own for what one portal or database server stores: it can be filled, and made read-only.

The disk exists only for that program (a mount namespace) and goes away with it. No other program is in its way.
"""

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
from crash.portaal import Portaal
from postgres.cluster import ACCOUNT, Cluster

SIZE = "12m"
SIZE_POSTGRESQL = "48m"  # an empty database is 8 MB
NAME = "schijf"


def on_a_small_disk(portaal: Portaal, *, options: str = "rw") -> "Schijf":
    """The portal's next start has its database and attachments there. With `options` "ro" nobody can write to it."""
    unshare = _apart()
    folder = portaal.omgeving.map
    place = shlex.quote(str(folder / NAME))
    (folder / NAME).mkdir(exist_ok=True)
    script = (
        f"mount -t tmpfs -o size={SIZE},mode=700 none {place} && cp {shlex.quote(str(folder))}/portaal.sqlite3* {place}"
        f' && mkdir {place}/bijlagen && mount -o remount,{options} {place} && exec "$@"'
    )
    portaal.configure(database=f"sqlite:///{NAME}/portaal.sqlite3", bijlagen=f"{NAME}/bijlagen")
    portaal.before = (*unshare, "sh", "-c", script, "sh")
    disk = Schijf(folder / NAME, lambda: portaal.proces.pid)
    portaal.beside = disk.beside
    return disk


def _apart() -> list[str]:
    """What a command line begins with whose mounts are its own."""
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("unshare kan hier geen eigen schijf maken; voer de tests uit als root")
    return unshare


class Schijf:
    """`pid` is the program that sees the disk, at `place`."""

    def __init__(self, place: Path, pid: Callable[[], int]) -> None:
        self._place, self._pid = place, pid

    @property
    def folder(self) -> Path:
        """The disk, seen from outside."""
        return Path(f"/proc/{self._pid()}/root{self._place}")

    def beside(self) -> list[str]:
        return ["nsenter", "--target", str(self._pid()), "--mount"]

    def fill(self) -> None:
        with (self.folder / "vol").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass

    def empty(self) -> None:
        (self.folder / "vol").unlink()

    def make_writable(self) -> None:
        subprocess.run([*self.beside(), "mount", "-o", "remount,rw", self._place], check=True, capture_output=True)


class ClusterOnASmallDisk(Cluster):
    """The databases that are made here lie on `disk`; the log from which the server recovers does not, as operators
    keep it. The disk lasts as long as the server runs."""

    def __init__(self, **settings: str) -> None:
        super().__init__(**settings)
        self.disk = Schijf(self.folder / NAME, lambda: self.server.pid)

    def create_database(self, name: str) -> str:
        self.execute(f"CREATE TABLESPACE klein LOCATION '{self.folder / NAME}'")
        self.execute(f'CREATE DATABASE "{name}" TABLESPACE klein')
        return self.url(name)

    def _launch(self, command: Sequence[str], log: BinaryIO) -> subprocess.Popen[bytes]:
        """Only the superuser can mount, and PostgreSQL does not want to run as one."""
        place = self.folder / NAME
        place.mkdir(exist_ok=True)
        owner = f",uid={ACCOUNT},gid={ACCOUNT}" if ACCOUNT else ""
        mount = f'mount -t tmpfs -o size={SIZE_POSTGRESQL},mode=700{owner} none {shlex.quote(str(place))} && exec "$@"'
        return subprocess.Popen(
            [*_apart(), "sh", "-c", mount, "sh", *_as_ordinary_user(), *command],
            stdout=log,
            stderr=log,
            cwd=self.folder,
        )


def _as_ordinary_user() -> list[str]:
    if ACCOUNT:
        return ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"]
    return ["unshare", "--user", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}"]
