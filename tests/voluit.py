"""`make proof` sets MACHTIGINGEN_PROEF: then each heavy test does its full count."""

import os

from hypothesis import settings

VOLUIT = os.environ.get("MACHTIGINGEN_PROEF") == "1"


def keer(gewoon: int, voluit: int) -> int:
    """How often: in the ordinary run, and in the proof."""
    return voluit if VOLUIT else gewoon


# A property that says no number of its own. The proof forgets nothing it found: the examples are kept beside it.
settings.register_profile("voluit", max_examples=2000, deadline=None)
if VOLUIT:
    settings.load_profile("voluit")
