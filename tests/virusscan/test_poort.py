"""The port: what the portal makes of an adapter, or of none."""

from time import sleep
from typing import Any

import pytest
from scanner import EICAR

from machtigingen import virusscan
from machtigingen.virusscan import NietGescand, Oordeel


class Dubbel:
    """Answers what it is made with."""

    gevraagd = 0

    def __init__(self, adres: str) -> None:
        self.zegt = adres

    def scan(self, data: bytes, *, timeout: float) -> str:
        Dubbel.gevraagd += 1
        match self.zegt:
            case "/weg":
                raise NietGescand("verbinding")
            case "/hangt":
                sleep(timeout)
                raise NietGescand("te laat")
            case "/stuk":
                raise ConnectionRefusedError
        return "Proef.Virus" if self.zegt == "/virus" or EICAR in data else ""

    def ping(self, *, timeout: float) -> None:
        self.scan(b"", timeout=timeout)


@pytest.mark.parametrize(
    ("adres", "oordeel"),
    [("/schoon", Oordeel.SCHOON), ("/virus", Oordeel.VIRUS), ("/weg", Oordeel.ONBEKEND), ("/stuk", Oordeel.ONBEKEND)],
)
def test_the_answer_is_a_judgement(settings: Any, adres: str, oordeel: Oordeel) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = f"{__name__}:Dubbel", adres
    assert virusscan.scan(b"x") is oordeel
    assert virusscan.misconfigured() == ""
    assert virusscan.problem() == PROBLEMEN.get(adres, "")


PROBLEMEN = {"/weg": "geen antwoord (verbinding)", "/stuk": "geen antwoord (ConnectionRefusedError)"}


def test_who_waits_is_not_kept_waiting_by_a_scanner_that_just_did_not_answer(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = f"{__name__}:Dubbel", "/hangt"
    settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET = 0.01
    monkeypatch.setattr(virusscan, "_rust_tot", 0.0)
    monkeypatch.setattr(Dubbel, "gevraagd", 0)
    assert {virusscan.scan_now(b"x") for _ in range(20)} == {Oordeel.ONBEKEND}
    assert Dubbel.gevraagd == 1
    virusscan.scan(b"x")  # nobody waits for the worker
    assert Dubbel.gevraagd == 2
    monkeypatch.setattr(virusscan, "_rust_tot", 0.0)
    settings.MACHTIGINGEN_VIRUSSCAN_ADRES = "/schoon"
    assert virusscan.scan_now(b"x") is Oordeel.SCHOON


def test_a_scanner_that_finds_not_even_the_virus_that_is_none_is_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = f"{__name__}:Dubbel", "/schoon"
    monkeypatch.setattr(Dubbel, "scan", lambda self, data, *, timeout: "")
    assert "proefvirus" in virusscan.problem()


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
