"""No longer than so many seconds, also for what knows no end of its own: a name server, a mail server that drips."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Uitkomst = TypeVar("Uitkomst")


def within(seconden: float, daad: Callable[[], Uitkomst]) -> Uitkomst:
    """What comes of it. Raises TimeoutError when that takes longer: then it goes on unheard, and may still happen."""
    antwoord: Future[Uitkomst] = Future()

    def run() -> None:
        try:
            antwoord.set_result(daad())
        except BaseException as fout:
            antwoord.set_exception(fout)

    Thread(target=run, name="kanaal", daemon=True).start()
    return antwoord.result(timeout=max(0.0, seconden))
