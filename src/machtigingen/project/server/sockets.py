"""The server's end of one connection. Reading waits no longer than was last allowed; `send` never waits.

What lies under it, TLS or a socket of this machine, says only how to receive and to send once.
"""

import selectors
import socket
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

DISCARD_SECONDS = 10
DISCARD_BYTES = 256 * 1024 * 1024


class WantRead(Exception):
    """Not now: something has to come in first."""


class WantWrite(Exception):
    """Not now: something has to go out first."""


class PacedSocket(ABC):
    """Takes what the server sends at once, and keeps what the client does not take yet."""

    def __init__(self, raw: socket.socket) -> None:
        raw.setblocking(False)
        self._raw = raw
        self._deadline = 0.0
        self._rest: deque[memoryview] = deque()
        self.unsent = 0  # bytes that `send` took, and the client did not yet
        self.taken_at = time.monotonic()
        self.is_secure = False
        self.client_cert: bytes | None = None
        self.peer_uid: int | None = None

    @abstractmethod
    def handshake(self) -> None: ...

    @abstractmethod
    def pending(self) -> int:
        """Bytes that came in and were not read yet."""

    @abstractmethod
    def _receive(self, buffer: Any) -> int:
        """Raises WantRead, WantWrite or OSError; 0 is the end."""

    @abstractmethod
    def _send(self, data: memoryview) -> int:
        """How many bytes were taken. Raises WantRead, WantWrite or OSError."""

    def _say_goodbye(self) -> None:  # noqa: B027 - not every socket has something to say
        """What the client has to hear before the connection ends."""

    def allow(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def recv_into(self, buffer: Any) -> int:
        return self._retry(self._receive, buffer)

    def send(self, data: bytes) -> int:
        """Takes it all; what the client does not take at once waits for `send_rest`."""
        self._rest.append(memoryview(data))
        self.unsent += len(data)
        with suppress(WantRead, WantWrite):
            while self._rest:
                self._taken(self._send(self._rest[0]))
        return len(data)

    def send_rest(self, *, start: float, bytes_a_second: float, longest: float) -> None:
        """TimeoutError when the client takes it more slowly, a short start apart, or when it takes longer in all."""
        begin, taken = time.monotonic(), 0
        while self._rest:
            self.allow(begin + min(start + taken / bytes_a_second, longest) - time.monotonic())
            count = self._retry(self._send, self._rest[0])
            self._taken(count)
            taken += count

    def _taken(self, count: int) -> None:
        self.unsent -= count
        self.taken_at = time.monotonic()
        self._rest[0] = self._rest[0][count:]
        if not self._rest[0]:
            self._rest.popleft()

    def hang_up(self) -> None:
        """Whoever waits for this client now, in another thread, gets an OSError."""
        with suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)

    def send_plain(self, data: bytes) -> None:
        """As it is: only for a client that turns out not to speak what lies under this."""
        with suppress(OSError):
            self._raw.send(data)

    def discard(self, seconds: float) -> None:
        """Read away what the client still sends: closing at once would make it lose our last answer."""
        limit, end = DISCARD_BYTES, time.monotonic() + seconds
        with suppress(OSError):
            self._say_goodbye()
            self._raw.shutdown(socket.SHUT_WR)
            while limit > 0 and (left := end - time.monotonic()) > 0:
                self._raw.settimeout(left)
                received = len(self._raw.recv(65536))
                if not received:
                    return
                limit -= received

    def shutdown(self, how: int) -> None:
        if how == socket.SHUT_RDWR:
            with suppress(OSError):
                self._say_goodbye()
        self._raw.shutdown(how)

    def close(self) -> None:
        self._raw.close()

    def fileno(self) -> int:
        return self._raw.fileno()

    def _decref_socketios(self) -> None:  # noqa: B027 - there is nothing to do
        """`socket.SocketIO` calls this on closing; cheroot closes the socket itself."""

    def _retry(self, act: Callable[..., Any], *args: Any) -> Any:
        while True:
            try:
                return act(*args)
            except WantRead:
                self._wait(selectors.EVENT_READ)
            except WantWrite:
                self._wait(selectors.EVENT_WRITE)

    def _wait(self, event: int) -> None:
        left = self._deadline - time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self._raw, event)
            if left <= 0 or not selector.select(left):
                raise TimeoutError("timed out")
