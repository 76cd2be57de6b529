"""Requests and answers as files, for a CA that somebody carries them to.

In the folder of the setting `uitgifte_map`: `uit/` holds `verzoek-12.csr` and beside it what it is for. The certificate
comes in `in/` as `verzoek-12.pem` or `.cer`, with its chain or without, and moves to `verwerkt/`. What is no good moves
to `geweigerd/`, with why in a text beside it.
"""

import json
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from machtigingen.pki import CsrFout, find_leaf, read_csr
from machtigingen.toegang.uitgifte import Antwoord, Onleesbaar, Verzoek

_NAAM = re.compile(r"verzoek-([0-9]{1,12})\.(?:pem|crt|cer|der)", re.ASCII | re.IGNORECASE)
MAPPEN = ("uit", "in", "verwerkt", "geweigerd")
GROOTTE_MAX = 1024 * 1024
ONDERWEG_SECONDEN = 10  # a file that cannot be read and is so young, somebody may still be writing


class Bestand:
    def __init__(self) -> None:
        self.map = Path(settings.MACHTIGINGEN_UITGIFTE_MAP)

    def hand_in(self, verzoek: Verzoek) -> None:
        """The same file that is there already stays. Of another request with this number (from before something was
        restored) it does not. Raises OSError."""
        self._make()
        csr = self.map / "uit" / f"verzoek-{verzoek.id}.csr"
        if csr.exists() and csr.read_bytes() == verzoek.csr.encode():
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

    def fetch(self) -> Iterator[Antwoord | Onleesbaar]:
        """Each file with the name of a request; without a certificate in it the answer is empty. What is gone by now,
        came with another file of the same request, or somebody else fetches."""
        self._make()
        for path in sorted((self.map / "in").iterdir()):
            naam = _NAAM.fullmatch(path.name)
            if naam is None:
                continue
            try:
                antwoord = self._answer(path, naam[1])
            except FileNotFoundError:
                continue
            except OSError as fout:
                antwoord = Onleesbaar(naam=path.name, reden=fout.strerror or type(fout).__name__)
            if antwoord is not None:
                yield antwoord

    def _answer(self, path: Path, verzoek: str) -> Antwoord | Onleesbaar | None:
        """None while somebody may still be writing it. Raises OSError."""
        soort = path.stat()
        if not stat.S_ISREG(soort.st_mode):  # to read from a pipe is to wait for ever
            return Onleesbaar(naam=path.name, reden="dit is geen bestand")
        der = find_leaf(_read(path), sleutel=self._key(verzoek))
        if der is None and time.time() - soort.st_mtime <= ONDERWEG_SECONDEN:
            return None
        return Antwoord(verzoek=int(verzoek), der=der or b"")

    def done(self, verzoek: int) -> None:
        self._move(verzoek, "verwerkt")
        self.call_back(verzoek)

    def refuse(self, verzoek: int, reden: str) -> None:
        for path in self._move(verzoek, "geweigerd"):
            _write(path.with_name(f"{path.name}.txt"), reden + "\n")

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

    def _key(self, verzoek: str) -> bytes | None:
        """None when the request is answered already, or spoiled."""
        csr = self.map / "uit" / f"verzoek-{int(verzoek)}.csr"
        try:
            return read_csr(csr.read_text(encoding="ascii")).sleutel
        except (FileNotFoundError, ValueError, CsrFout):
            return None

    def _move(self, verzoek: int, map_: str) -> list[Path]:
        daar = []
        for path in [path for path in (self.map / "in").iterdir() if _is_of(path, verzoek)]:
            with suppress(FileNotFoundError):  # somebody else fetched it too
                daar.append(path.replace(self.map / map_ / path.name))
        return daar


def _is_of(path: Path, verzoek: int) -> bool:
    naam = _NAAM.fullmatch(path.name)
    return naam is not None and int(naam[1]) == verzoek and path.is_file()


def _read(path: Path) -> bytes:
    with path.open("rb") as bestand:
        return bestand.read(GROOTTE_MAX)


def _write(path: Path, tekst: str) -> None:
    """All at once: nobody picks up half a file."""
    concept = path.with_name(f".{path.name}")
    concept.write_text(tekst, encoding="utf-8")
    concept.replace(path)
