"""Every answer of the api in these tests is held against the contract, and no count is left of an earlier test."""

import pytest
from openapi.contract import elk_antwoord_volgens_contract

from machtigingen.instroom import correcties

__all__ = ["elk_antwoord_volgens_contract"]


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    """The clock of the tests stands still: what two of them send was sent at the same moment."""
    correcties._count.cache_clear()
