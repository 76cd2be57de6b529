"""A scanner that a test switches off and on; it knows one virus."""

from scanner import EICAR

from machtigingen.virusscan import NietGescand

WEG = "/weg"


class Proefscanner:
    def __init__(self, adres: str) -> None:
        self.adres = adres

    def scan(self, data: bytes, *, timeout: float) -> str:
        if self.adres == WEG:
            raise NietGescand("verbinding")
        return "Proef.Eicar" if EICAR in data else ""

    def ping(self, *, timeout: float) -> None:
        self.scan(b"", timeout=timeout)
