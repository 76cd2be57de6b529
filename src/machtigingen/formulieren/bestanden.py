"""The files of one version of a form: read from a folder, kept as text, checked, and given back as a zip.

A version stands on its own: with its own files goes what the forms share as it was then, so that a shared question that
changes later changes nothing in it. Pure, but for the files.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from machtigingen.beslisboom import Catalogusfout, Formulier, load
from machtigingen.beslisboom.kern import require_kern
from machtigingen.beslisboom.review import review_version
from machtigingen.foundation import CATALOGUS

VERPLICHT = ("formulier.yaml", "beslistabel.yaml", "voorinvulling.yaml", "voorbeelden.yaml")
NAMEN = (*VERPLICHT, "vertaling.yaml")
GEDEELD = ("vragen.yaml", "voorinvulling.yaml", "codes.yaml")
MEESTE_MELDINGEN = 200
_TOEN = (1980, 1, 1, 0, 0, 0)  # the same files are the same zip


@dataclass(frozen=True)
class Bestanden:
    """The text of each file by its name: of the version, and of what it shares with others."""

    teksten: Mapping[str, str]
    gedeeld: Mapping[str, str]

    @classmethod
    def of_folder(cls, folder: Path) -> Self:
        """Those of a version in the catalogue."""
        shared = folder.parent.parent / "gedeeld"
        return cls(
            {naam: (folder / naam).read_text(encoding="utf-8") for naam in NAMEN if (folder / naam).exists()},
            read_shared(shared),
        )

    @cached_property
    def sha256(self) -> str:
        inhoud = json.dumps([dict(self.teksten), dict(self.gedeeld)], sort_keys=True, ensure_ascii=False)
        return sha256(inhoud.encode()).hexdigest()

    def as_zip(self) -> bytes:
        """Its own files, to go on with."""
        doel = BytesIO()
        with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
            for naam in NAMEN:
                if naam in self.teksten:
                    archief.writestr(zipfile.ZipInfo(naam, _TOEN), self.teksten[naam])
        return doel.getvalue()

    def load(self, versie: str, *, streng: bool = True) -> Formulier:
        """One that was published need not pass what is checked now (`streng`). Raises Catalogusfout, that names the
        file as its author knows it."""
        with self.as_folder(versie) as folder:
            formulier = load(folder, streng=streng)
            if streng:
                require_kern(formulier)
        return formulier

    def review(self, versie: str) -> tuple[str, ...]:
        """What is wrong with a form that can be read, each with file and line: the first so many, and how many more."""
        with self.as_folder(versie) as folder:
            top = f"{folder.parent.parent}/"
            found = [melding.replace(f"{folder}/", "", 1).replace(top, "", 1) for melding in review_version(folder)]
        more = len(found) - MEESTE_MELDINGEN
        return (*found[:MEESTE_MELDINGEN], *([f"En nog {more} meldingen."] if more > 0 else []))

    @contextmanager
    def as_folder(self, versie: str) -> Iterator[Path]:
        """In a folder of its own, as long as needed. Whatever is wrong names the file without that folder."""
        with TemporaryDirectory(prefix="formulier-") as tijdelijk:
            top = Path(tijdelijk)
            folder = top / "formulier" / versie
            for map_, teksten in ((folder, self.teksten), (top / "gedeeld", self.gedeeld)):
                map_.mkdir(parents=True)
                for naam, tekst in teksten.items():
                    (map_ / naam).write_text(tekst, encoding="utf-8", newline="")
            try:
                yield folder
            except Catalogusfout as fout:
                eigen = fout.bestand.parent == folder
                plek = Path(fout.bestand.name) if eigen else Path("gedeeld", fout.bestand.name)
                raise Catalogusfout(plek, fout.regel, fout.tekst) from None


def read_shared(folder: Path = CATALOGUS / "gedeeld") -> dict[str, str]:
    """What the forms share now."""
    return {naam: (folder / naam).read_text(encoding="utf-8") for naam in GEDEELD}
