"""What do we make of this certificate at this moment?

The order of the outcomes is the order in which they help: first what no renewal cures (unreadable, foreign,
off-profile, an issuer that is over), then what the holder can mend (revoked, expired), last our own trouble (no fresh
list). Parsing and signatures are remembered per certificate; validity and revocation never are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes

from machtigingen.foundation import Soort

from .keten import Ketenuitkomst, Ketenverdict, validate
from .leaf import ProfielAfwijking, read_houder
from .parsing import UNREADABLE
from .profielen import Profiel, Uitgever

REMEMBERED = 4096


class Uitkomst(Enum):
    GOED = "goed"
    GEEN = "geen"
    ONLEESBAAR = "onleesbaar"
    ONBEKENDE_UITGEVER = "onbekende_uitgever"
    PROFIEL_ONJUIST = "profiel_onjuist"
    UITGEVER_ONGELDIG = "uitgever_ongeldig"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"
    NOG_NIET_GELDIG = "nog_niet_geldig"
    INTREKKING_ONBEKEND = "intrekking_onbekend"


@dataclass(frozen=True)
class Certificaatgegevens:
    vingerafdruk: str
    serienummer: str
    soort: Soort
    organisatiecode: str
    organisatie: str
    naam: str
    uitgever: str
    geldig_van: datetime
    geldig_tot: datetime


@dataclass(frozen=True)
class Verdict:
    """`gegevens` only when the issuer and the profile are right: never the claims of a stranger."""

    uitkomst: Uitkomst
    gegevens: Certificaatgegevens | None
    reden: str


def verify(der: bytes | None, *, profielen: Sequence[Profiel], at: datetime) -> Verdict:
    """The verdict over one leaf certificate; never raises, whatever the bytes."""
    if not der:
        return Verdict(Uitkomst.GEEN, None, "Er is geen certificaat meegestuurd.")
    certificaat = _parse(der)
    if certificaat is None:
        return Verdict(Uitkomst.ONLEESBAAR, None, "Het certificaat is niet te lezen.")
    for profiel in profielen:
        if _is_issued_by(certificaat, profiel.uitgever):
            return _judge(certificaat, profiel, at)
    return Verdict(Uitkomst.ONBEKENDE_UITGEVER, None, _unknown_issuer(certificaat, profielen))


def _judge(certificaat: x509.Certificate, profiel: Profiel, at: datetime) -> Verdict:
    gegevens = _read_gegevens(certificaat, profiel.uitgever)
    if isinstance(gegevens, str):
        return Verdict(Uitkomst.PROFIEL_ONJUIST, None, gegevens)
    uitkomst, reden = _state(gegevens, profiel, at)
    return Verdict(uitkomst, gegevens, reden)


def _state(gegevens: Certificaatgegevens, profiel: Profiel, at: datetime) -> tuple[Uitkomst, str]:
    crl, keten = profiel.crl, _issuer_state(profiel, at)
    if keten.uitkomst not in (Ketenuitkomst.GOED, Ketenuitkomst.INTREKKING_ONBEKEND):
        return Uitkomst.UITGEVER_ONGELDIG, f"Met de uitgever {gegevens.uitgever} is iets mis: {keten.reden}"
    if crl is not None and int(gegevens.serienummer, 16) in crl.serienummers:
        return Uitkomst.INGETROKKEN, "Het certificaat is ingetrokken."
    if at > gegevens.geldig_tot:
        return Uitkomst.VERLOPEN, f"Het certificaat was geldig tot {gegevens.geldig_tot:%d-%m-%Y %H:%M} UTC."
    if at < gegevens.geldig_van:
        return (
            Uitkomst.NOG_NIET_GELDIG,
            f"Het certificaat is geldig vanaf {gegevens.geldig_van:%d-%m-%Y %H:%M} UTC.",
        )
    if crl is None or not crl.applies(at):
        return Uitkomst.INTREKKING_ONBEKEND, f"Er is geen geldige intrekkingslijst van {gegevens.uitgever}."
    if keten.uitkomst is Ketenuitkomst.INTREKKING_ONBEKEND:
        return Uitkomst.INTREKKING_ONBEKEND, keten.reden
    return Uitkomst.GOED, ""


def _issuer_state(profiel: Profiel, at: datetime) -> Ketenverdict:
    """The issuer is pinned by its key, so without a chain only its own validity is left to look at."""
    if not profiel.keten:
        geldig = profiel.ca.not_valid_before_utc <= at <= profiel.ca.not_valid_after_utc
        return Ketenverdict(
            Ketenuitkomst.GOED if geldig else Ketenuitkomst.NIET_GELDIG, "zijn certificaat is nu niet geldig."
        )
    *path, root = (schakel.ca for schakel in profiel.schakels)
    crls = [schakel.crl for schakel in profiel.keten if schakel.crl]
    return validate(path, anchors=(root,), crls=crls, at=at, issues=True)


@lru_cache(maxsize=REMEMBERED)
def _parse(der: bytes) -> x509.Certificate | None:
    """The parser is lazy, so touch every part that is used later."""
    try:
        certificaat = x509.load_der_x509_certificate(der)
        _ = (certificaat.version, certificaat.serial_number, certificaat.issuer, certificaat.subject)
        _ = (
            certificaat.not_valid_before_utc,
            certificaat.not_valid_after_utc,
            certificaat.signature_hash_algorithm,
        )
        _ = (certificaat.public_key(), list(certificaat.extensions))
    except UNREADABLE:
        return None
    return certificaat


@lru_cache(maxsize=REMEMBERED)
def _is_issued_by(certificaat: x509.Certificate, uitgever: Uitgever) -> bool:
    """Same name and signed with the pinned key."""
    try:
        certificaat.verify_directly_issued_by(uitgever.ca)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


@lru_cache(maxsize=REMEMBERED)
def _read_gegevens(certificaat: x509.Certificate, uitgever: Uitgever) -> Certificaatgegevens | str:
    """What the certificate says, or why it is off-profile."""
    try:
        houder = read_houder(certificaat, uitgever.velden)
    except ProfielAfwijking as departure:
        return str(departure)
    except UNREADABLE as error:
        return f"Een veld in het certificaat is niet te lezen: {error}"
    return Certificaatgegevens(
        vingerafdruk=certificaat.fingerprint(hashes.SHA256()).hex(),
        serienummer=f"{certificaat.serial_number:x}",
        soort=houder.soort,
        organisatiecode=houder.organisatiecode,
        organisatie=houder.organisatie,
        naam=houder.naam,
        uitgever=uitgever.naam,
        geldig_van=certificaat.not_valid_before_utc,
        geldig_tot=certificaat.not_valid_after_utc,
    )


def _unknown_issuer(certificaat: x509.Certificate, profielen: Sequence[Profiel]) -> str:
    if any(certificaat.issuer == profiel.ca.subject for profiel in profielen):
        return "Het certificaat draagt de naam van een bekende uitgever, maar niet diens handtekening."
    return "Het certificaat komt niet van een uitgever die het portaal kent."
