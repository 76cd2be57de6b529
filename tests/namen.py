"""Names that nothing else has."""

from uuid import uuid4

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def nieuwe_naam() -> str:
    """Of letters: nine digits of a number by chance are a BSN in one of thirty runs, and refused."""
    return uuid4().hex.translate(_LETTERS)
