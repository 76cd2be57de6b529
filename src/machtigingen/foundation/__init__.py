"""What do all the others stand on? Codes that are right by type, one error, one actor. Pure: no framework, no clock."""

from machtigingen.foundation.actor import (
    ADVISEREN,
    BEHEREN,
    BEOORDELEN,
    INDIENEN,
    PORTAALBEHEER,
    RAADPLEGEN,
    Actor,
    Soort,
)
from machtigingen.foundation.codes import AgbCode, Bsn, Uzovi, holds_bsn, strip_signs
from machtigingen.foundation.fouten import DomainError, Fout, FoutCode, foutcode, foutcodes
from machtigingen.foundation.json_streng import lees_json, veldnaam
from machtigingen.foundation.paden import CATALOGUS, CONTRACTS, DOCS, SDK

__all__ = [
    "ADVISEREN",
    "BEHEREN",
    "BEOORDELEN",
    "CATALOGUS",
    "CONTRACTS",
    "DOCS",
    "INDIENEN",
    "PORTAALBEHEER",
    "RAADPLEGEN",
    "SDK",
    "Actor",
    "AgbCode",
    "Bsn",
    "DomainError",
    "Fout",
    "FoutCode",
    "Soort",
    "Uzovi",
    "foutcode",
    "foutcodes",
    "holds_bsn",
    "lees_json",
    "strip_signs",
    "veldnaam",
]
