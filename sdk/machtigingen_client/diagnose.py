"""A block of text for a support ticket. It names codes, places and papers, and nothing that a message holds.

Also what answers in the place of the portal is quoted here, so only what looks like a code or a path is repeated.
"""

import platform
import re
import ssl
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from .antwoord import Fout
from .certificaat import Certificaat
from .verbinding import Verkeer

CODE = re.compile(r"[A-Z][0-9]{3}", re.ASCII)
_PATH = re.compile(r"[\w.\[\]…-]{1,500}")
_CORRELATION = re.compile(r"[\w.-]{1,100}", re.ASCII)
_BSN = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")


def report(
    *,
    tijdstip: datetime,
    verkeer: Verkeer,
    melding: str,
    fouten: Sequence[Fout],
    correlatie_id: str,
    certificaat: Certificaat | None,
) -> str:
    """`melding` is our own sentence when the portal gave no code."""
    status = "geen" if verkeer.status is None else f"status {verkeer.status}"
    lines = [
        "Instroomservice, gegevens voor een supportvraag",
        f"Tijd: {tijdstip:%Y-%m-%dT%H:%M:%SZ}",
        f"Adres: {verkeer.methode} {_masked(verkeer.url)}",
        f"Antwoord: {status}, poging {verkeer.pogingen}",
        *([f"Melding: {melding}"] if melding else []),
        *(f"Code: {line}" for line in _codes(fouten)),
        f"Correlatie-id: {_matching(_CORRELATION, correlatie_id) or 'geen'}",
        *_papers(certificaat),
        f"Programma: machtigingen-client {_version()}, Python {platform.python_version()}, {ssl.OPENSSL_VERSION}",
    ]
    return "\n".join(lines)


def _codes(fouten: Sequence[Fout]) -> Iterator[str]:
    for fout in fouten:
        code, pad = _matching(CODE, fout.code), _masked(_matching(_PATH, fout.pad))
        if code:
            yield f"{code} bij {pad}" if pad else code


def _papers(certificaat: Certificaat | None) -> Iterator[str]:
    if certificaat is None:
        yield "Certificaat: niet te lezen"
        return
    yield f"Certificaat: {certificaat.onderwerp}"
    yield f"Serienummer: {certificaat.serienummer}"
    yield f"Geldig tot: {certificaat.geldig_tot:%Y-%m-%dT%H:%M:%SZ}"


def _matching(pattern: re.Pattern[str], text: object) -> str:
    return text if isinstance(text, str) and pattern.fullmatch(text) else ""


def _masked(text: str) -> str:
    """Without what could be a BSN: an address or a path has no place for one, but who calls can be wrong."""
    return _BSN.sub("…", text)


def _version() -> str:
    try:
        return version("machtigingen-client")
    except PackageNotFoundError:  # run from its folder
        return "uit de broncode"
