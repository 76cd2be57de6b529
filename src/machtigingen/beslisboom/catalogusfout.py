"""What is wrong in a file of the catalogue, and where exactly."""

from pathlib import Path


class Catalogusfout(Exception):
    """A form that cannot be published. `regel` is the line, from 1; the text is for its author, in Dutch."""

    def __init__(self, bestand: Path, regel: int, tekst: str) -> None:
        super().__init__(f"{bestand}:{regel}: {tekst}")
        self.bestand = bestand
        self.regel = regel
        self.tekst = tekst
