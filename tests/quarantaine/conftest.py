from collections.abc import Callable
from typing import Any

import pytest
from levensloop.conftest import balie  # noqa: F401
from quarantaine.dubbel import WEG

Schakel = Callable[[bool], None]


@pytest.fixture
def scanner_werkt(settings: Any) -> Schakel:
    """Switches the scanner on and off; it begins off."""

    def schakel(aan: bool) -> None:
        settings.MACHTIGINGEN_VIRUSSCAN = "quarantaine.dubbel:Proefscanner"
        settings.MACHTIGINGEN_VIRUSSCAN_ADRES = "/aan" if aan else WEG

    schakel(False)
    return schakel
