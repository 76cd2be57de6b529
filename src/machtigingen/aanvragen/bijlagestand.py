"""Whether a file is kept from everybody, and why."""

from enum import StrEnum


class Quarantaine(StrEnum):
    NIET = ""
    WACHT = "wacht"  # nobody knows yet whether it is clean
    VIRUS = "virus"
