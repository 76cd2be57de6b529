"""SIGINT and SIGTERM, as an act in a thread of its own.

A handler interrupts its own thread anywhere: also where that holds the lock that the act needs, or while it handles the
other signal (a Ctrl-C goes to all, and who began them tells them to stop as well). Putting in a SimpleQueue is allowed
there (Python, `queue`).
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue

SIGNALEN = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def signals_call(act: Callable[[], object]) -> Iterator[None]:
    """While this lasts. Elsewhere than in the main thread nothing is listened to."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: SimpleQueue[bool] = SimpleQueue()

    def work() -> None:
        while told.get():
            act()

    threading.Thread(target=work, name="signalen", daemon=True).start()
    before = {number: signal.signal(number, lambda *_: told.put(True)) for number in SIGNALEN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        told.put(False)
