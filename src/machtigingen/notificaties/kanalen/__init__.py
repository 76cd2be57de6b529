"""The ways to tell somebody something: a module for each, found by the name of its kanaal.

A kanaal sends one zending, or raises `Bezorgfout` that says whether to try again. It reads and writes no database.
"""

from collections.abc import Mapping
from typing import Protocol

from machtigingen.notificaties.kanalen import mail, webhook
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.notificaties.zending import Zending


class Verzender(Protocol):
    """What a module here offers."""

    def check_config(self) -> str:
        """Why nothing can be sent by this way at this portal; empty when it can."""
        ...

    def send(self, zending: Zending) -> None:
        """Raises `Bezorgfout`."""
        ...


VERZENDERS: Mapping[Kanaal, Verzender] = {Kanaal.WEBHOOK: webhook, Kanaal.MAIL: mail}
