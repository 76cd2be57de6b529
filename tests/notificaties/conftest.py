"""Who is told what: a receiver of webhooks on this machine, and the people and packages that subscribe."""

from collections.abc import Iterator
from typing import Any

import pytest
from notificaties.ontvanger import Ontvanger
from openapi.contract import elk_antwoord_volgens_contract

__all__ = ["elk_antwoord_volgens_contract"]


@pytest.fixture
def ontvanger() -> Iterator[Ontvanger]:
    with Ontvanger() as ontvanger:
        yield ontvanger


@pytest.fixture
def sandbox(settings: Any) -> None:
    """Only a sandbox sends to this machine."""
    settings.MACHTIGINGEN_SANDBOX = True
