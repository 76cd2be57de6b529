"""NIST's Public Key Interoperability Test Suite: its certificates and lists, and what we make of each of its tests.

What is expected says the name of a test ("Valid…", "Invalid…"), or else pkits.yaml, with what we refuse and why.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import cryptography_vectors
import yaml
from cryptography import x509

from machtigingen.pki import CrlFout, Intrekkingslijst, Ketenuitkomst, read_crl, validate

FOLDER = Path(cryptography_vectors.__file__).parent / "x509" / "PKITS_data"
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANCHOR = "TrustAnchorRootCertificate"
LONGEST = 7

_DATA = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
VALID_BY_DEFAULT, INVALID_BY_DEFAULT = _DATA["valid_by_default"].split(), _DATA["invalid_by_default"].split()
REFUSED: list[str] = [name for entry in _DATA["refused"] if entry["reason"] for name in entry["tests"].split()]


def names() -> list[str]:
    """Every end entity of the suite, as its tests are named."""
    return sorted(path.stem.removesuffix("EE") for path in (FOLDER / "certs").glob("*EE.crt"))


def may_pass(name: str) -> bool:
    if name.startswith(("Valid", "Invalid")):
        return name.startswith("Valid")
    assert (name in VALID_BY_DEFAULT) != (name in INVALID_BY_DEFAULT)
    return name in VALID_BY_DEFAULT


def is_accepted(name: str) -> bool:
    """Is there any path at all that we accept, with any list? The hardest question for what may not pass."""
    target = _certificates().get(f"{name}EE")
    anchor = _certificates()[ANCHOR]
    if target is None:
        return False
    return any(
        validate(path, anchors=(anchor,), crls=_lists((*path[1:], anchor)), at=AT).uitkomst is Ketenuitkomst.GOED
        for path in _paths((target,), anchor)
    )


def _paths(path: tuple[x509.Certificate, ...], anchor: x509.Certificate) -> Iterator[tuple[x509.Certificate, ...]]:
    """Every way up by name; a name can have more keys, and a key more certificates."""
    if path[-1].issuer == anchor.subject:
        yield path
    if len(path) == LONGEST:
        return
    for name, issuer in _certificates().items():
        if not name.endswith("EE") and name != ANCHOR and issuer.subject == path[-1].issuer and issuer not in path:
            yield from _paths((*path, issuer), anchor)


@cache
def _certificates() -> dict[str, x509.Certificate]:
    """But for those that the parser refuses."""
    found = {}
    for path in sorted((FOLDER / "certs").iterdir()):
        with suppress(ValueError):
            found[path.stem] = x509.load_der_x509_certificate(path.read_bytes())
    return found


def _lists(cas: tuple[x509.Certificate, ...]) -> list[Intrekkingslijst]:
    return [crl for ca in cas for crl in _lists_of(ca)]


@cache
def _lists_of(ca: x509.Certificate) -> tuple[Intrekkingslijst, ...]:
    """Of all lists there are those that we take from this CA."""
    taken = []
    for path in sorted((FOLDER / "crls").iterdir()):
        with suppress(CrlFout):
            taken.append(read_crl(path.read_bytes(), ca=ca))
    return tuple(taken)
