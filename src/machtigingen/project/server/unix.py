"""How does a proxy on this machine hand over a request? By a socket in the file system, that few may reach, and whose
other end the system itself names."""

import errno
import os
import socket
import stat
import struct
from contextlib import suppress
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import Any

from cheroot.makefile import MakeFile
from cheroot.ssl import Adapter

from .sockets import PacedSocket, WantRead, WantWrite

_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid


class UnixSocket(PacedSocket):
    """A connection from this machine, with the user that made it (SO_PEERCRED)."""

    def handshake(self) -> None:
        data = self._raw.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        self.peer_uid = _CREDENTIALS.unpack(data)[1]
        self.is_secure = True

    def pending(self) -> int:
        return 0

    def _receive(self, buffer: Any) -> int:
        try:
            return self._raw.recv_into(buffer)
        except BlockingIOError:
            raise WantRead from None

    def _send(self, data: memoryview) -> int:
        try:
            return self._raw.send(data)
        except BlockingIOError:
            raise WantWrite from None


class UnixAdapter(Adapter):
    """Gives cheroot our sockets. The proxy has done TLS with the client, so to the application it is https."""

    def __init__(self) -> None:
        super().__init__("", "")

    def bind(self, sock: socket.socket) -> socket.socket:
        return sock

    def wrap(self, sock: socket.socket) -> tuple[UnixSocket, dict[str, str]]:
        return UnixSocket(sock), {}

    def get_environ(self) -> dict[str, str]:
        return {}

    def makefile(self, sock: Any, mode: str = "r", bufsize: int = DEFAULT_BUFFER_SIZE) -> Any:
        return MakeFile(sock, mode, bufsize)


def bind(path: Path, *, group: int | None) -> socket.socket:
    """A socket for our own user, and for one group when it is named. OSError when another process listens here."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(path)
    raw = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        os.fchmod(raw.fileno(), 0o600)  # from its first moment
        raw.bind(str(path))
        if group is not None:
            os.chown(path, -1, group)
            path.chmod(0o660)
    except OSError:
        raw.close()
        raise
    return raw


def _clear(path: Path) -> None:
    """A socket that a process left behind goes; one that answers stays, and so does what is no socket."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise FileExistsError(errno.EEXIST, "is geen socket", str(path))
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
            try:
                other.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
                return
        raise OSError(errno.EADDRINUSE, "hier luistert al een portaal", str(path))
