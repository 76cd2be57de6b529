"""Which issuers do we accept, and how does each write its certificates?

Read from `certificaatprofielen.yaml`, the operator's file; paths in it are relative to that file.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from machtigingen.foundation import Soort

from .algorithms import accepts_key
from .crl import CrlFout, Intrekkingslijst, read_crl
from .fields import Veld
from .leaf import Bladvelden, Kenmerk
from .parsing import UNREADABLE

REQUIRED_KEYS = {
    "naam",
    "uitgever",
    "intrekkingslijst",
    "organisatiecode",
    "organisatie",
    "naamhouder",
    "soort",
}


class ProfielFout(Exception):
    """The profile file, or an issuer it names, can't be used; the text says where."""


@dataclass(frozen=True, eq=False)
class Uitgever:
    """An issuing CA, pinned by its key, and where it puts what we need to know."""

    naam: str
    ca: x509.Certificate
    velden: Bladvelden

    @property
    def vingerafdruk(self) -> str:
        return self.ca.fingerprint(hashes.SHA256()).hex()


@dataclass(frozen=True, eq=False)
class Profiel:
    """One issuer with its revocation list; without a usable list nobody gets in."""

    uitgever: Uitgever
    crl: Intrekkingslijst | None
    crl_fout: str = ""

    @property
    def ca(self) -> x509.Certificate:
        return self.uitgever.ca


def load_profielen(path: Path | str) -> tuple[Profiel, ...]:
    """All profiles of a file. A bad revocation list is no error here: it fails closed in `verify`."""
    path = Path(path)
    profielen = tuple(_profiel(entry, path) for entry in read_entries(path))
    keys = {_key_bytes(profiel.ca) for profiel in profielen}
    if len(keys) != len(profielen):
        raise ProfielFout(f"{path.name}: twee profielen hebben dezelfde uitgever.")
    return profielen


def read_entries(path: Path) -> list[dict[str, Any]]:
    """The entries of a profile file, each with the right keys."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ProfielFout(f"{path.name}: niet leesbaar: {error}") from error
    entries = content.get("profielen") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries:
        raise ProfielFout(f"{path.name}: er staat geen lijst 'profielen' in.")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or set(entry) != REQUIRED_KEYS:
            raise ProfielFout(
                f"{path.name}: profiel {number} moet precies deze velden hebben: {sorted(REQUIRED_KEYS)}"
            )
    return entries


def _profiel(entry: dict[str, Any], path: Path) -> Profiel:
    try:
        uitgever = Uitgever(
            naam=str(entry["naam"]), ca=_read_ca(path.parent / entry["uitgever"]), velden=_bladvelden(entry)
        )
        crl_path = path.parent / entry["intrekkingslijst"]
    except (OSError, KeyError, AttributeError, re.error, *UNREADABLE) as error:
        raise ProfielFout(f"{path.name}: profiel {entry['naam']}: {error}") from error
    try:
        return Profiel(uitgever, read_crl(crl_path.read_bytes(), ca=uitgever.ca))
    except (OSError, CrlFout) as error:
        return Profiel(uitgever, crl=None, crl_fout=str(error))


def _read_ca(path: Path) -> x509.Certificate:
    ca = x509.load_pem_x509_certificate(path.read_bytes())
    constraints = ca.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = ca.extensions.get_extension_for_class(x509.KeyUsage).value
    if not (constraints.ca and usage.key_cert_sign and usage.crl_sign):
        raise ValueError(f"{path.name} is geen certificaat van een uitgever")
    if not accepts_key(ca.public_key()):
        raise ValueError(f"de sleutel van {path.name} is te zwak")
    return ca


def _key_bytes(ca: x509.Certificate) -> bytes:
    return ca.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _bladvelden(entry: dict[str, Any]) -> Bladvelden:
    kenmerken = tuple(
        Kenmerk(Soort(soort), _veld(kenmerk), str(kenmerk["waarde"]))
        for soort, kenmerk in entry["soort"].items()
    )
    return Bladvelden(
        organisatiecode=_veld(entry["organisatiecode"]),
        organisatie=_veld(entry["organisatie"]),
        naam=_veld(entry["naamhouder"]),
        kenmerken=kenmerken,
    )


def _veld(entry: dict[str, str]) -> Veld:
    patroon = entry.get("patroon")
    return Veld(entry["veld"], re.compile(patroon) if patroon else None)
