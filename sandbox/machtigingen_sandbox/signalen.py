"""How does a program hear that it has to stop?"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """Each way to ask for a stop raises KeyboardInterrupt, once; what comes while stopping is not heard."""

    def interrupt(*_signal: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    # SIGINT is taken even where a shell ignores it for a program in the background; nohup is respected.
    known = [getattr(signal, naam) for naam in STOP_SIGNALS if hasattr(signal, naam)]
    numbers = [one for one in known if one == signal.SIGINT or signal.getsignal(one) != signal.SIG_IGN]
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
