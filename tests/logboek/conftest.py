"""Every answer of the api in these tests is held against the contract."""

from openapi.contract import elk_antwoord_volgens_contract

__all__ = ["elk_antwoord_volgens_contract"]
