"""Is this certificate what it says, now?

Pure: no framework, no network and no clock. TLS proves that a caller holds the private key;
everything else about a certificate is decided here, again for every request.
"""

from .bron import ProfielBron
from .crl import CrlFout, Intrekkingslijst, read_crl
from .csr import CSR_MAX, Csr, CsrFout, pem_of, public_key_of, read_csr
from .geldigheid import Geldigheid, lasting, schakels_of
from .keten import Ketenuitkomst, Ketenverdict, validate
from .pem import GeenCertificaat, GeheimeSleutel, find_leaf, read_pem
from .profielen import Profiel, ProfielFout, Uitgever, issuer_files, load_profielen
from .schakel import OUDER, Schakel
from .verdict import Certificaatgegevens, Uitkomst, Verdict, verify

__all__ = [
    "Certificaatgegevens",
    "CrlFout",
    "CSR_MAX",
    "Csr",
    "CsrFout",
    "GeenCertificaat",
    "GeheimeSleutel",
    "Geldigheid",
    "Intrekkingslijst",
    "Ketenuitkomst",
    "Ketenverdict",
    "OUDER",
    "Profiel",
    "ProfielBron",
    "ProfielFout",
    "Schakel",
    "Uitgever",
    "Uitkomst",
    "Verdict",
    "find_leaf",
    "issuer_files",
    "lasting",
    "load_profielen",
    "pem_of",
    "public_key_of",
    "read_crl",
    "read_csr",
    "read_pem",
    "schakels_of",
    "validate",
    "verify",
]
