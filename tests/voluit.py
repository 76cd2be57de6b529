"""`make proof` sets MACHTIGINGEN_PROEF: then each heavy test does its full count."""

import os

from hypothesis import HealthCheck, settings

VOLUIT = os.environ.get("MACHTIGINGEN_PROEF") == "1"


def keer(gewoon: int, voluit: int) -> int:
    """How often: in the ordinary run, and in the proof."""
    return voluit if VOLUIT else gewoon


# How long one example took says something about the machine, and nothing about the property. In the proof a property
# that says no number of its own has 2,000 examples.
BUSY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("gewoon", **BUSY)
settings.register_profile("voluit", max_examples=2000, **BUSY)
settings.load_profile("voluit" if VOLUIT else "gewoon")
