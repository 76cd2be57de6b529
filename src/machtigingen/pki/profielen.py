"""Which issuers do we accept, and how does each write its certificates?

Read from `certificaatprofielen.yaml`, the operator's file; paths in it are relative to that file. Where a revocation
list comes from is said here and nowhere else: never by a certificate.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from machtigingen.foundation import Soort

from .algorithms import accepts_key
from .crl import CrlFout, Intrekkingslijst, read_crl
from .fields import Veld
from .keten import chain_fault
from .leaf import Bladvelden, Kenmerk
from .parsing import UNREADABLE
from .schakel import Schakel
from .sleutel import key_thumbprint

REQUIRED_KEYS = {
    "naam",
    "uitgever",
    "intrekkingslijst",
    "organisatiecode",
    "organisatie",
    "naamhouder",
    "soort",
}
OPTIONAL_KEYS = {"keten"}
LINK_KEYS = {"uitgever", "intrekkingslijst"}

# The web, by name and path: no user, no fragment, nothing that one reader takes for another place than the next.
_ADRES = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:%/?-]*)?", re.ASCII)


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
    """One issuer with its revocation list; without a usable list nobody gets in. `keten` are the CAs above it, up to
    and including the root, each with its own list; empty when the issuer is pinned and nothing else."""

    uitgever: Uitgever
    eigen: Schakel
    keten: tuple[Schakel, ...] = ()

    @property
    def ca(self) -> x509.Certificate:
        return self.eigen.ca

    @property
    def crl(self) -> Intrekkingslijst | None:
        return self.eigen.crl

    @property
    def schakels(self) -> tuple[Schakel, ...]:
        """The issuer itself and all above it."""
        return (self.eigen, *self.keten)


def load_profielen(path: Path | str) -> tuple[Profiel, ...]:
    """All profiles of a file. A bad revocation list is no error here: it fails closed in `verify`."""
    path = Path(path)
    profielen = tuple(_profiel(entry, path) for entry in read_entries(path))
    keys = {key_thumbprint(profiel.ca) for profiel in profielen}
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
        if not isinstance(entry, dict) or set(entry) - OPTIONAL_KEYS != REQUIRED_KEYS:
            raise ProfielFout(
                f"{path.name}: profiel {number} moet precies deze velden hebben: {sorted(REQUIRED_KEYS)}"
                f", en mag hebben: {sorted(OPTIONAL_KEYS)}"
            )
        for link in links_of(entry):
            if not isinstance(link, dict) or not set(link) >= LINK_KEYS:
                raise ProfielFout(f"{path.name}: profiel {number}: een CA in de keten heeft {sorted(LINK_KEYS)}")
    return entries


def links_of(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The issuer and the CAs above it, as they stand in the file."""
    above = entry.get("keten") or []
    return [entry, *above] if isinstance(above, list) else [entry, {}]


def issuer_files(path: Path) -> tuple[Path, ...]:
    """The certificates of CAs that a profile file names. Raises `ProfielFout`."""
    return tuple(path.parent / str(link["uitgever"]) for entry in read_entries(path) for link in links_of(entry))


def is_adres(plaats: object) -> bool:
    """Is this list to be fetched, and not a file?"""
    return isinstance(plaats, str) and plaats.startswith(("http://", "https://"))


def _profiel(entry: dict[str, Any], path: Path) -> Profiel:
    try:
        naam = str(entry["naam"])
        eigen, *keten = (_schakel(link, path.parent, naam if link is entry else "") for link in links_of(entry))
        uitgever = Uitgever(naam=naam, ca=eigen.ca, velden=_bladvelden(entry))
        chain = tuple(schakel.ca for schakel in (eigen, *keten))
        if keten and (fault := chain_fault(chain, issues=True)):
            raise ValueError(f"keten: {fault}")
    except (OSError, KeyError, AttributeError, re.error, *UNREADABLE) as error:
        raise ProfielFout(f"{path.name}: profiel {entry['naam']}: {error}") from error
    return Profiel(uitgever, eigen, tuple(keten))


def _schakel(link: dict[str, Any], folder: Path, naam: str) -> Schakel:
    """A CA with its list. A list that is bad or not there yet is no error here: it fails closed in `verify`."""
    ca, plaats = _read_ca(folder / link["uitgever"]), link["intrekkingslijst"]
    if is_adres(plaats):
        if not _ADRES.fullmatch(plaats):
            raise ValueError(f"intrekkingslijst: {plaats!r} is geen goed adres")
        return Schakel(ca, naam=naam, adres=plaats)
    try:
        return Schakel(ca, naam=naam, crl=read_crl((folder / plaats).read_bytes(), ca=ca))
    except (OSError, CrlFout) as error:
        return Schakel(ca, naam=naam, crl_fout=str(error))


def _read_ca(path: Path) -> x509.Certificate:
    ca = x509.load_pem_x509_certificate(path.read_bytes())
    constraints = ca.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = ca.extensions.get_extension_for_class(x509.KeyUsage).value
    if not (constraints.ca and usage.key_cert_sign and usage.crl_sign):
        raise ValueError(f"{path.name} is geen certificaat van een uitgever")
    if not accepts_key(ca.public_key()):
        raise ValueError(f"de sleutel van {path.name} is te zwak")
    return ca


def _bladvelden(entry: dict[str, Any]) -> Bladvelden:
    kenmerken = tuple(
        Kenmerk(Soort(soort), _veld(kenmerk), str(kenmerk["waarde"])) for soort, kenmerk in entry["soort"].items()
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
