"""Who takes its answer slowly? Nobody waits for that: what a client has not taken yet leaves the worker.

A client may take its time, at a pace. One that takes nothing, to keep us busy, is hung up on: soon, and sooner when
there are many.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from cheroot.errors import FatalSSLAlert, NoSSLError

from .sockets import PacedSocket

# 20 MB of attachments over a line of 1 Mbit/s.
START_SECONDS = 10
BYTES_A_SECOND = 32 * 1024
ANSWER_SECONDS = 240
# For all clients of a listener together.
BYTES_KEPT = 128 * 1024 * 1024
MOST_CLIENTS = 200


class Client(Protocol):
    socket: PacedSocket

    def close(self) -> None: ...


class SlowAnswers:
    """The answers of one listener that are still on their way, each with a thread of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clients: dict[Client, threading.Thread] = {}

    def finish(self, client: Client, then: Callable[[], None]) -> None:
        """Sends the rest, and does `then`; closes when the client is too slow, or too many others are."""
        thread = threading.Thread(target=self._send, args=(client, then), name="slow answer", daemon=True)
        with self._lock:
            self._clients[client] = thread
            self._make_room()
        thread.start()

    def _make_room(self) -> None:
        """Over the limit, whoever took something longest ago has to go."""
        waiting = sorted(self._clients, key=lambda client: client.socket.taken_at)
        kept = sum(client.socket.unsent for client in waiting)
        for client in waiting:
            if kept <= BYTES_KEPT and len(self._clients) <= MOST_CLIENTS:
                return
            kept -= client.socket.unsent
            del self._clients[client]
            client.socket.hang_up()

    def _send(self, client: Client, then: Callable[[], None]) -> None:
        try:
            client.socket.send_rest(start=START_SECONDS, bytes_a_second=BYTES_A_SECOND, longest=ANSWER_SECONDS)
        except (OSError, FatalSSLAlert, NoSSLError):
            then = client.close
        with self._lock:
            self._clients.pop(client, None)
        then()

    def wait(self, seconds: float) -> None:
        """Until all have been sent, or time is up: then the rest is cut off."""
        end = time.monotonic() + seconds
        for client, thread in list(self._clients.items()):
            with suppress(RuntimeError):  # not started yet
                thread.join(max(0, end - time.monotonic()))
            client.socket.hang_up()
