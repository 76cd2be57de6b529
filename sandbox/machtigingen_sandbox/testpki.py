"""What does the folder of the test CA hold, and is it still fresh?

`create` and `renew` are one act: make what is missing, about to expire or signed by another CA, and leave
the rest. Outside `certificaten/` are the server certificate, the one by which the portal asks COV, the CA keys (`ca/`)
and the two files the portal reads.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from .personas_certificaten import PERSONAS, Persona, Toestand
from .toegang import toegang_of
from .uitgifte import Houder, issue_ca, issue_crl, issue_for, issue_leaf, issue_server, make_key, term_of, to_p12

NEARLY_EXPIRED = timedelta(days=30)
ALWAYS_HOSTS = ("localhost", "127.0.0.1", "::1")
PORTAAL = Houder(
    soort="systeem", organisatiecode="00000000", organisatie="Machtigingenportaal", naam="Machtigingenportaal (sandbox)"
)

PROFIELEN = {
    "profielen": [
        {
            "naam": "sandbox",
            "uitgever": "certificaten/ca.pem",
            "intrekkingslijst": "certificaten/crl.pem",
            "organisatiecode": {"veld": "subject.serialNumber"},
            "organisatie": {"veld": "subject.O"},
            "naamhouder": {"veld": "subject.CN"},
            "soort": {
                "systeem": {"veld": "subject.OU", "waarde": "systeem"},
                "persoonlijk": {"veld": "subject.OU", "waarde": "persoonlijk"},
            },
        }
    ]
}


@dataclass(frozen=True)
class Ca:
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def create(dir: Path | str, *, now: datetime, host: str = "localhost") -> None:
    """A complete folder; what is already there and fresh stays."""
    _make_fresh(Path(dir), now=now, hosts=(host, *ALWAYS_HOSTS))


def renew(dir: Path | str, *, now: datetime) -> bool:
    """A new revocation list, and new certificates where needed. True when a client certificate changed."""
    server = _read_certificate(Path(dir) / "server.pem")
    return _make_fresh(Path(dir), now=now, hosts=_hosts_of(server) if server else ALWAYS_HOSTS)


def write_toegang(dir: Path | str) -> Path:
    """The access registration of all personas, as `machtigingen toegang laad` reads it."""
    path = Path(dir) / "toegang.yaml"
    _write(path, _yaml(toegang_of(Path(dir))))
    return path


def _make_fresh(dir: Path, *, now: datetime, hosts: Iterable[str]) -> bool:
    now = now.replace(microsecond=0)
    certificaten = dir / "certificaten"
    for folder in (certificaten, dir / "ca"):
        folder.mkdir(parents=True, exist_ok=True)
    ca, foreign = (_ca(dir / "ca" / name, now=now) for name in ("ca", "vreemde-ca"))

    def make_leaf(persona: Persona) -> bool:
        issuer = foreign if persona.toestand is Toestand.VREEMDE_CA else ca
        return _make_leaf(certificaten, persona, issuer=issuer, now=now)

    def make_server() -> None:
        _make_server(dir, hosts, issuer=ca, now=now)

    # Making RSA keys is the slow part, and it runs outside the interpreter lock.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        own = [pool.submit(make_server), pool.submit(_make_portaal, dir, issuer=ca, now=now)]
        changed = any(list(pool.map(make_leaf, PERSONAS)))
        for een in own:
            een.result()
    _write(certificaten / "ca.pem", _pem(ca.certificate))
    _write(certificaten / "crl.pem", _crl(certificaten, issuer=ca, now=now))
    _write(dir / "certificaatprofielen.yaml", _yaml(PROFIELEN))
    write_toegang(dir)
    return changed


def _ca(stem: Path, *, now: datetime) -> Ca:
    key = _key(stem.with_suffix(".key"))
    certificate = _read_certificate(stem.with_suffix(".pem"))
    if certificate is None or certificate.not_valid_after_utc < now + NEARLY_EXPIRED:
        certificate = issue_ca(key=key, now=now)
        _write(stem.with_suffix(".pem"), _pem(certificate))
    return Ca(certificate, key)


def _make_leaf(folder: Path, persona: Persona, *, issuer: Ca, now: datetime) -> bool:
    stem = folder / persona.bestand
    certificate = _read_certificate(stem.with_suffix(".pem"))
    if (
        certificate
        and _is_issued_by(certificate, issuer)
        and _is_fresh(certificate, persona.toestand, now)
        and stem.with_suffix(".key").exists()
        and stem.with_suffix(".p12").exists()
    ):
        return False
    key = _key(stem.with_suffix(".key"))
    certificate = issue_leaf(persona, key=key, ca=issuer.certificate, ca_key=issuer.key, now=now)
    bundle = to_p12(persona.bestand, key=key, certificate=certificate, ca=issuer.certificate)
    _write(stem.with_suffix(".p12"), bundle, private=True)
    _write(stem.with_suffix(".pem"), _pem(certificate))
    return True


def _make_server(dir: Path, hosts: Iterable[str], *, issuer: Ca, now: datetime) -> None:
    hosts = list(dict.fromkeys(hosts))
    certificate = _read_certificate(dir / "server.pem")
    if (
        certificate
        and _is_issued_by(certificate, issuer)
        and _is_fresh(certificate, Toestand.GELDIG, now)
        and set(hosts) <= set(_hosts_of(certificate))
    ):
        return
    key = _key(dir / "server.key")
    certificate = issue_server(hosts, key=key, ca=issuer.certificate, ca_key=issuer.key, now=now)
    _write(dir / "server.pem", _pem(certificate))


def _make_portaal(dir: Path, *, issuer: Ca, now: datetime) -> None:
    """What the portal itself shows to COV."""
    certificate = _read_certificate(dir / "cov.pem")
    if certificate and _is_issued_by(certificate, issuer) and _is_fresh(certificate, Toestand.GELDIG, now):
        return
    key, term = _key(dir / "cov.key"), term_of(Toestand.GELDIG, now)
    certificate = issue_for(PORTAAL, key.public_key(), ca=issuer.certificate, ca_key=issuer.key, term=term)
    _write(dir / "cov.pem", _pem(certificate))


def _is_fresh(certificate: x509.Certificate, toestand: Toestand, now: datetime) -> bool:
    """Still in the state its name promises, and for a while to come."""
    match toestand:
        case Toestand.VERLOPEN:
            return certificate.not_valid_after_utc < now
        case Toestand.NOG_NIET_GELDIG:
            return certificate.not_valid_before_utc > now + NEARLY_EXPIRED
        case _:
            return certificate.not_valid_after_utc > now + NEARLY_EXPIRED


def _is_issued_by(certificate: x509.Certificate, issuer: Ca) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _crl(folder: Path, *, issuer: Ca, now: datetime) -> bytes:
    revoked = (persona for persona in PERSONAS if persona.toestand is Toestand.INGETROKKEN)
    serials = [_certificate(folder / f"{persona.bestand}.pem").serial_number for persona in revoked]
    path = folder / "crl.pem"
    # Never lower than the last one, not even when the clock was set back.
    number = max(int(now.timestamp()), _crl_number(path) + 1) if path.exists() else int(now.timestamp())
    crl = issue_crl(serials, number=number, ca=issuer.certificate, ca_key=issuer.key, now=now)
    return crl.public_bytes(Encoding.PEM)


def _crl_number(path: Path) -> int:
    crl = x509.load_pem_x509_crl(path.read_bytes())
    return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def _hosts_of(certificate: x509.Certificate) -> list[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]


def _key(path: Path) -> rsa.RSAPrivateKey:
    """The key in this file; a new one when there is none."""
    if not path.exists():
        pem = make_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write(path, pem, private=True)
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _read_certificate(path: Path) -> x509.Certificate | None:
    return _certificate(path) if path.exists() else None


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


class _CodeSafeDumper(yaml.SafeDumper):
    """Quotes every text of digits only: 06990002 is a code, and a number to some readers."""


_CodeSafeDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if text.isdigit() else None),
)


def _yaml(content: object) -> bytes:
    return yaml.dump(content, Dumper=_CodeSafeDumper, sort_keys=False, allow_unicode=True).encode()


def _write(path: Path, data: bytes, *, private: bool = False) -> None:
    """All at once, so that a running portal never reads half a file; untouched when nothing changes."""
    if path.exists() and path.read_bytes() == data:
        return
    draft = path.with_name(f".{path.name}.nieuw")
    opener: Callable[[str, int], int] = lambda name, flags: os.open(name, flags, 0o600 if private else 0o644)  # noqa: E731
    with open(draft, "wb", opener=opener) as file:
        file.write(data)
    os.replace(draft, path)
