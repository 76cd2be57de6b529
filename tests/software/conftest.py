"""Every answer of the api in these tests is held against the contract."""

from levensloop.conftest import balie
from openapi.contract import elk_antwoord_volgens_contract

__all__ = ["balie", "elk_antwoord_volgens_contract"]
