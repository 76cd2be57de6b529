"""Requests and answers as files, for a CA that somebody carries them to.

In the folder of the setting `uitgifte_map`: `uit/` holds `verzoek-12.csr` and beside it what it is for; the certificate
comes in `in/` as `verzoek-12.pem`, and moves to `verwerkt/`.
"""

import json
import os
import re
import ssl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from machtigingen.toegang.uitgifte import Antwoord, Verzoek

_NAAM = re.compile(r"verzoek-([0-9]{1,12})\.pem", re.ASCII)
MAPPEN = ("uit", "in", "verwerkt")


class Bestand:
    def __init__(self) -> None:
        self.map = Path(settings.MACHTIGINGEN_UITGIFTE_MAP)

    def hand_in(self, verzoek: Verzoek) -> None:
        """A file that is there already stays as it is. Raises OSError."""
        self._make()
        csr = self.map / "uit" / f"verzoek-{verzoek.id}.csr"
        if csr.exists():
            return
        over = {
            "verzoek": verzoek.id,
            "soort": verzoek.soort.value,
            "organisatiecode": verzoek.organisatiecode,
            "organisatie": verzoek.organisatie,
            "naam": verzoek.naam,
        }
        _write(csr.with_suffix(".json"), json.dumps(over, ensure_ascii=False, indent=1) + "\n")
        _write(csr, verzoek.csr)  # last: whoever sees it has all of it

    def fetch(self) -> Iterator[Antwoord]:
        """Each file that can be read as a certificate; the others stay for somebody to look at."""
        self._make()
        for path in sorted((self.map / "in").iterdir()):
            naam = _NAAM.fullmatch(path.name)
            if naam is None:
                continue
            try:
                der = ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))
            except ValueError:
                continue
            yield Antwoord(verzoek=int(naam[1]), der=der)

    def done(self, verzoek: int) -> None:
        (self.map / "in" / f"verzoek-{verzoek}.pem").replace(self.map / "verwerkt" / f"verzoek-{verzoek}.pem")
        self.call_back(verzoek)

    def call_back(self, verzoek: int) -> None:
        for ending in ("csr", "json"):
            (self.map / "uit" / f"verzoek-{verzoek}.{ending}").unlink(missing_ok=True)

    def check_config(self) -> str:
        try:
            self._make()
        except OSError as fout:
            return f"uitgifte_map: {fout.strerror}"
        return "" if os.access(self.map / "uit", os.W_OK) else "uitgifte_map: hier kan niet geschreven worden"

    def _make(self) -> None:
        for naam in MAPPEN:
            (self.map / naam).mkdir(parents=True, exist_ok=True)


def _write(path: Path, tekst: str) -> None:
    """All at once: nobody picks up half a file."""
    concept = path.with_name(f".{path.name}")
    concept.write_text(tekst, encoding="utf-8")
    concept.replace(path)
