"""Does a chain of certificates hold, from an anchor down to the last of them, at this moment?

RFC 5280 section 6, without policies, name constraints and delta lists: a certificate that brings those is refused,
so that nothing is accepted that they would have forbidden. Stricter in three ways: the anchor's own validity and
path length count too, names are compared by their octets, and a list is signed with the key of the certificates.
What can't change (names, signatures, extensions) is remembered per chain; validity and revocation never are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import ExtensionOID, NameOID

from .algorithms import accepts_hash, accepts_key
from .crl import Intrekkingslijst
from .leaf import LARGEST_SERIAL, UNDERSTOOD_WHEN_CRITICAL
from .parsing import UNREADABLE

LONGEST = 8
REMEMBERED = 1024

# What could forbid more than we look at: refused, also when it is not critical.
NOT_DONE = {
    ExtensionOID.NAME_CONSTRAINTS: "beperkingen op namen",
    ExtensionOID.POLICY_CONSTRAINTS: "beperkingen op het beleid",
    ExtensionOID.POLICY_MAPPINGS: "een vertaling van beleid",
    ExtensionOID.INHIBIT_ANY_POLICY: "een verbod op onbepaald beleid",
    ExtensionOID.FRESHEST_CRL: "een aanvullende intrekkingslijst",
}


class Ketenuitkomst(Enum):
    GOED = "goed"
    ONJUIST = "onjuist"
    INGETROKKEN = "ingetrokken"
    NIET_GELDIG = "niet_geldig"
    INTREKKING_ONBEKEND = "intrekking_onbekend"


@dataclass(frozen=True)
class Ketenverdict:
    uitkomst: Ketenuitkomst
    reden: str = ""


Chain = tuple[x509.Certificate, ...]


def validate(
    path: Sequence[x509.Certificate],
    *,
    anchors: Sequence[x509.Certificate],
    crls: Sequence[Intrekkingslijst],
    at: datetime,
    issues: bool = False,
) -> Ketenverdict:
    """The verdict over a path: the certificate it is about first, each one signed by the next, the last by an anchor.
    With `issues` the first one issues certificates too, and has to be allowed to."""
    fault = "Bij deze keten hoort geen anker dat wij kennen."
    for anchor in anchors:
        fault = chain_fault((*path, anchor), issues=issues)
        if not fault:
            return _at_this_moment((*path, anchor), crls, at)
    return Ketenverdict(Ketenuitkomst.ONJUIST, fault)


@lru_cache(maxsize=REMEMBERED)
def chain_fault(chain: Chain, *, issues: bool) -> str:
    """What is wrong with a chain (its anchor last) at any moment; empty when nothing is."""
    try:
        return next(_faults(chain, issues), "")
    except UNREADABLE as error:
        return f"Een certificaat in de keten is niet te lezen: {error}"


def _faults(chain: Chain, issues: bool) -> Iterator[str]:
    if not 1 < len(chain) <= LONGEST:
        yield f"De keten heeft geen 2 tot {LONGEST} certificaten."
    for certificaat, issuer in zip(chain, chain[1:], strict=False):
        if not _signed(certificaat, issuer):
            yield f"{name_of(certificaat)} is niet ondertekend door {name_of(issuer)}."
        yield from _certificate_faults(certificaat)
    for ca in chain[0 if issues else 1 :]:
        yield from _issuer_faults(ca)
    yield from _length_faults(chain[::-1], issues)


def _signed(certificaat: x509.Certificate, issuer: x509.Certificate) -> bool:
    if not (accepts_key(issuer.public_key()) and accepts_hash(certificaat.signature_hash_algorithm)):
        return False
    try:
        certificaat.verify_directly_issued_by(issuer)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def _certificate_faults(certificaat: x509.Certificate) -> Iterator[str]:
    name = name_of(certificaat)
    if not 0 < certificaat.serial_number <= LARGEST_SERIAL:
        yield f"{name} heeft een serienummer dat niet positief is of langer dan 20 bytes."
    for extension in certificaat.extensions:
        if extension.oid in NOT_DONE:
            yield f"{name} heeft {NOT_DONE[extension.oid]}, en daar kijken wij niet naar."
        if extension.critical and extension.oid not in UNDERSTOOD_WHEN_CRITICAL:
            yield f"{name} heeft een kritieke extensie die wij niet kennen ({extension.oid.dotted_string})."


def _issuer_faults(ca: x509.Certificate) -> Iterator[str]:
    """RFC 5280 section 6.1.4 (k), (n). Also of the anchor, as far as it says so itself."""
    values = {extension.oid: extension.value for extension in ca.extensions}
    constraints = values.get(ExtensionOID.BASIC_CONSTRAINTS)
    if not (isinstance(constraints, x509.BasicConstraints) and constraints.ca):
        yield f"{name_of(ca)} is geen uitgever (basicConstraints)."
    usage = values.get(ExtensionOID.KEY_USAGE)
    if isinstance(usage, x509.KeyUsage) and not usage.key_cert_sign:
        yield f"{name_of(ca)} mag geen certificaten ondertekenen (keyCertSign)."


def _length_faults(chain: Chain, issues: bool) -> Iterator[str]:
    """RFC 5280 section 6.1.4 (l), (m), from the anchor down: who issues itself anew costs no step."""
    left = _path_length(chain[0], LONGEST)
    for ca in chain[1:] if issues else chain[1:-1]:
        if ca.subject != ca.issuer:
            if left == 0:
                yield f"Boven {name_of(ca)} is de keten te lang (pathLenConstraint)."
            left -= 1
        left = _path_length(ca, left)


def _path_length(ca: x509.Certificate, left: int) -> int:
    constraints = ca.extensions.get_extension_for_class(x509.BasicConstraints).value
    return left if constraints.path_length is None else min(left, constraints.path_length)


def _at_this_moment(chain: Chain, crls: Sequence[Intrekkingslijst], at: datetime) -> Ketenverdict:
    links = tuple(zip(chain, chain[1:], strict=False))
    lists = {issuer: [crl for crl in crls if crl.is_of(issuer)] for _, issuer in links}
    for certificaat, issuer in links:
        if any(certificaat.serial_number in crl.serienummers for crl in lists[issuer]):
            return Ketenverdict(Ketenuitkomst.INGETROKKEN, f"{name_of(certificaat)} is ingetrokken.")
    for certificaat in chain:
        if not certificaat.not_valid_before_utc <= at <= certificaat.not_valid_after_utc:
            return Ketenverdict(Ketenuitkomst.NIET_GELDIG, f"{name_of(certificaat)} is {_when(certificaat, at)}.")
    for _, issuer in links:
        if not any(crl.applies(at) for crl in lists[issuer]):
            reden = f"Er is geen geldige intrekkingslijst van {name_of(issuer)}."
            return Ketenverdict(Ketenuitkomst.INTREKKING_ONBEKEND, reden)
    return Ketenverdict(Ketenuitkomst.GOED)


def _when(certificaat: x509.Certificate, at: datetime) -> str:
    if at < certificaat.not_valid_before_utc:
        return f"pas geldig vanaf {certificaat.not_valid_before_utc:%d-%m-%Y %H:%M} UTC"
    return f"verlopen op {certificaat.not_valid_after_utc:%d-%m-%Y %H:%M} UTC"


def name_of(certificaat: x509.Certificate) -> str:
    """What people call it: its common name, or else all of its name."""
    names = certificaat.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificaat.subject.rfc4514_string()
