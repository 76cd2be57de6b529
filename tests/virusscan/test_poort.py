"""The port: what the portal makes of an adapter, or of none."""

from typing import Any

import pytest

from machtigingen import virusscan
from machtigingen.virusscan import NietGescand, Oordeel


class Dubbel:
    """Answers what it is made with."""

    def __init__(self, adres: str) -> None:
        self.zegt = adres

    def scan(self, data: bytes, *, timeout: float) -> str:
        if self.zegt == "/weg":
            raise NietGescand("verbinding")
        return "Proef.Virus" if self.zegt == "/virus" else ""

    def ping(self, *, timeout: float) -> None:
        self.scan(b"", timeout=timeout)


@pytest.mark.parametrize(
    ("adres", "oordeel"), [("/schoon", Oordeel.SCHOON), ("/virus", Oordeel.VIRUS), ("/weg", Oordeel.ONBEKEND)]
)
def test_the_answer_is_a_judgement(settings: Any, adres: str, oordeel: Oordeel) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = f"{__name__}:Dubbel", adres
    assert virusscan.scan(b"x") is oordeel
    assert virusscan.misconfigured() == ""
    assert virusscan.problem() == ("geen antwoord (verbinding)" if adres == "/weg" else "")


@pytest.mark.parametrize("naam", ["", "geen"])
def test_without_a_scanner_nobody_looks(settings: Any, naam: str) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN = naam
    assert virusscan.scan(b"x") is Oordeel.SCHOON
    assert virusscan.problem() == ""


@pytest.mark.parametrize(
    ("naam", "adres", "over"),
    [
        ("clamav", "/x", "'clamav' is geen adapter"),
        ("bestaat.niet:Scanner", "/x", "'bestaat.niet:Scanner' is geen adapter"),
        ("clamd", "ergens", "virusscan_adres"),
    ],
)
def test_a_setting_that_is_none_is_told(settings: Any, naam: str, adres: str, over: str) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = naam, adres
    assert over in virusscan.misconfigured()
    assert over in virusscan.problem()
