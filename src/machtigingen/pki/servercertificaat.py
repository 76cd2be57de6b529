"""What does the certificate of our own server say: for which names, and until when?"""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from .parsing import UNREADABLE


class ServercertificaatFout(Exception):
    """This is no certificate of a server; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Servercertificaat:
    namen: tuple[str, ...]
    vanaf: datetime
    tot: datetime


def read_servercertificaat(pem: bytes) -> Servercertificaat:
    """The first certificate of a file. Its names are those in subjectAltName: browsers read no others (RFC 9525)."""
    try:
        certificaat = x509.load_pem_x509_certificate(pem)
        namen = _names(certificaat)
    except UNREADABLE as error:
        raise ServercertificaatFout(str(error)) from error
    return Servercertificaat(namen=namen, vanaf=certificaat.not_valid_before_utc, tot=certificaat.not_valid_after_utc)


def _names(certificaat: x509.Certificate) -> tuple[str, ...]:
    try:
        namen = certificaat.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    adressen = map(str, namen.get_values_for_type(x509.IPAddress))
    return (*namen.get_values_for_type(x509.DNSName), *adressen)
