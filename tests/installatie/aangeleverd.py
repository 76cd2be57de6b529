"""What others deliver for an installation: certificates of the server, an issuer and an instantie, and registers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from machtigingen_sandbox import registers
from pki.proefuitgever import Issuer, make_key

DAY = timedelta(days=1)


def deliver(folder: Path, *, names: list[str]) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    term = {"van": now - DAY, "tot": now + 300 * DAY}
    issuer = Issuer("Zorg-CA", anders={"van": now - 100 * DAY, "tot": now + 1000 * DAY})
    web = Issuer("Web-CA", anders={"van": now - 100 * DAY, "tot": now + 1000 * DAY})
    write(folder / "uitgever.pem", issuer.certificate.public_bytes(Encoding.PEM))
    write(folder / "server-ca.pem", web.certificate.public_bytes(Encoding.PEM))
    write(folder / "uitgever.crl", issuer.crl(van=now - DAY / 24, tot=now + 6 * DAY))
    server = {
        "purpose": (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        "names": (x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False),
    }
    leaf(folder / "server", web, extensions=server, **term)
    leaf(folder / "systeem", issuer, subject={"OU": ["systeem"], "CN": ["EPD"]}, serial=11, **term)
    leaf(folder / "contactpersoon", issuer, subject={"CN": ["C. Contact"]}, serial=12, **term)
    (folder / "registers").mkdir(exist_ok=True)
    registers.write_registers(folder / "registers")


def leaf(path: Path, issuer: Issuer, **changes: object) -> None:
    key = make_key()
    der = issuer.leaf(key=key, **changes)
    write(path.with_suffix(".pem"), x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM))
    write(path.with_suffix(".key"), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
