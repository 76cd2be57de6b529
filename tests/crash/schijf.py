"""A small disk of its own for the storage of one portal: it can be filled, and made read-only.

The disk exists only for that program (a mount namespace) and goes away with it. No other program is in its way.
"""

import os
import shlex
import subprocess
from pathlib import Path

import pytest
from crash.portaal import Portaal

SIZE = "12m"
NAME = "schijf"


def on_a_small_disk(portaal: Portaal, *, options: str = "rw") -> "Schijf":
    """The portal's next start has its database and attachments there. With `options` "ro" nobody can write to it."""
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("unshare kan hier geen eigen schijf maken; voer de tests uit als root")
    folder = portaal.omgeving.map
    place = shlex.quote(str(folder / NAME))
    (folder / NAME).mkdir(exist_ok=True)
    script = (
        f"mount -t tmpfs -o size={SIZE},mode=700 none {place} && cp {shlex.quote(str(folder))}/portaal.sqlite3* {place}"
        f" && mkdir {place}/bijlagen && mount -o remount,{options} {place} && exec \"$@\""
    )
    portaal.configure(database=f"sqlite:///{NAME}/portaal.sqlite3", bijlagen=f"{NAME}/bijlagen")
    portaal.before = (*unshare, "sh", "-c", script, "sh")
    disk = Schijf(portaal)
    portaal.beside = disk.beside
    return disk


class Schijf:
    def __init__(self, portaal: Portaal) -> None:
        self._portaal = portaal

    @property
    def folder(self) -> Path:
        """The disk, seen from outside."""
        return Path(f"/proc/{self._portaal.proces.pid}/root{self._portaal.omgeving.map / NAME}")

    def beside(self) -> list[str]:
        return ["nsenter", "--target", str(self._portaal.proces.pid), "--mount"]

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
        disk = str(self._portaal.omgeving.map / NAME)
        subprocess.run([*self.beside(), "mount", "-o", "remount,rw", disk], check=True, capture_output=True)
