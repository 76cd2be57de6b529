"""Every answer of the api is held against the contract, also to what nobody should send."""

from openapi.contract import elk_antwoord_volgens_contract

__all__ = ["elk_antwoord_volgens_contract"]
