"""A PostgreSQL server for as long as a test lasts: in a temporary folder, on a free port of this machine only."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from machtigingen_sandbox.poorten import LOOPBACK, free_ports

PACKAGE = "postgresql"
SUPERUSER = "machtigingen"
# PostgreSQL refuses to run as root; this account comes with the package.
ACCOUNT = "postgres" if os.geteuid() == 0 else None
START_SECONDS = 30
# For tests that only want answers: what the machine forgets when it falls over does not matter then.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def program(name: str) -> Path | None:
    """Where this program of PostgreSQL is, the newest version first. Debian keeps them outside PATH."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(folders, key=lambda folder: int(folder.parent.name.partition(".")[0]), reverse=True)
    found = [path / name for path in newest_first if (path / name).exists()]
    on_path = shutil.which(name)
    return found[0] if found else Path(on_path) if on_path else None


def available() -> bool:
    return bool(program("initdb") and program("postgres"))


class Cluster:
    """`with Cluster() as cluster:` and there is a server at `cluster.url()`; afterwards nothing of it is left.

    Durable as a real one; `Cluster(**FORGETFUL)` is quicker. Other settings of `postgresql.conf` go the same way.
    """

    def __init__(self, **settings: str) -> None:
        self.settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="machtigingen-pg-"))
        (self.port,), self.password = free_ports(1), secrets.token_hex(16)
        self.server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._create()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def create_database(self, name: str) -> str:
        """A new, empty database; gives its address."""
        self.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def execute(self, statement: str, *, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)

    def start(self) -> None:
        """Returns when the server answers; also after `stop` or `kill`."""
        options = {"port": str(self.port), "listen_addresses": LOOPBACK, "unix_socket_directories": self.folder}
        options |= {"max_connections": "150", "log_min_messages": "fatal"} | self.settings
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.server = self._launch([str(program("postgres")), "-D", str(self.folder / "data"), *words], log)
        self._await_answer()

    def _launch(self, command: Sequence[str], log: BinaryIO) -> subprocess.Popen[bytes]:
        """Only the server, as the account that may run it."""
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **_account())

    def stop(self) -> None:
        """An orderly stop that waits for nobody."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """The server and all its connections gone at once, as in a power cut. `start` recovers."""
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(timeout=START_SECONDS)

    def _create(self) -> None:
        """As the account that will run it, in a folder of which that account is the owner."""
        password = self.folder / "password"
        password.write_text(self.password)
        if ACCOUNT:
            shutil.chown(self.folder, ACCOUNT)
            shutil.chown(password, ACCOUNT)
        command = [str(program("initdb")), "-D", str(self.folder / "data"), "-U", SUPERUSER, "-A", "scram-sha-256"]
        command += ["--pwfile", str(password), "-E", "UTF8", "--locale", "C", "--no-sync"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **_account())
        password.unlink()

    def _await_answer(self) -> None:
        import psycopg

        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.server is not None and self.server.poll() is None:
            with suppress(psycopg.OperationalError):
                return self.execute("SELECT 1")
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))


def _account() -> dict[str, str]:
    return {"user": ACCOUNT, "group": ACCOUNT} if ACCOUNT else {}
