"""How does the real portal run behind the front, with the people and certificates of the sandbox?"""

import http.client
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.personas_certificaten import PERSONAS
from machtigingen_sandbox.processen import Processen
from machtigingen_sandbox.start import start_portaal, wait_for
from machtigingen_sandbox.uitgifte import YEAR, issue_server

from machtigingen_testkit.waarneming import Aanroep

TIMEOUT = 60
ELSEWHERE = "portaal.elders.example"
HOSTS = ("localhost", "127.0.0.1", "::1")
# Of one connection only, or made anew by who sends it on.
NOT_PASSED_ON = {"connection", "keep-alive", "transfer-encoding", "content-length", "expect", "te", "upgrade", "date"}


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """What goes back to the package. `afgekapt`: the line breaks halfway."""

    status: int
    koppen: tuple[tuple[str, str], ...] = ()
    inhoud: bytes = field(default=b"", repr=False)
    afgekapt: bool = False


@dataclass(frozen=True, kw_only=True)
class Portaal:
    """The running portal, and the names that its certificates have here."""

    omgeving: Omgeving
    namen: Mapping[bytes, str]
    _contexts: dict[str, ssl.SSLContext] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def naam_van(self, der: bytes | None) -> str:
        """The file name of this client certificate; empty without one."""
        return self.namen.get(der, "onbekend") if der else ""

    def servercertificaat(self, soort: str) -> tuple[Path, Path]:
        """Certificate and key that the front shows: `server`, or a wrong one by name."""
        return self.omgeving.map / f"{soort}.pem", self.omgeving.map / "server.key"

    def pass_on(self, aanroep: Aanroep, inhoud: bytes) -> Antwoord:
        """The answer of the portal itself to this call, made with the same certificate."""
        connection = http.client.HTTPSConnection(
            "localhost", self.omgeving.poorten["api"], context=self._context(aanroep.certificaat), timeout=TIMEOUT
        )
        headers = {naam: value for naam, value in aanroep.koppen.items() if naam.lower() not in NOT_PASSED_ON}
        try:
            connection.request(aanroep.methode, aanroep.pad, inhoud or None, headers)
            answer = connection.getresponse()
            kept = tuple((naam, value) for naam, value in answer.getheaders() if naam.lower() not in NOT_PASSED_ON)
            return Antwoord(status=answer.status, koppen=kept, inhoud=answer.read())
        finally:
            connection.close()

    def _context(self, naam: str) -> ssl.SSLContext:
        with self._lock:
            if naam not in self._contexts:
                context = ssl.create_default_context(cafile=self.omgeving.ca)
                if naam in self.namen.values():
                    context.load_cert_chain(self.omgeving.certificaat(naam), self.omgeving.certificaat(naam, "key"))
                self._contexts[naam] = context
            return self._contexts[naam]


@contextmanager
def running(map: Path, *, clock: Callable[[], datetime]) -> Iterator[Portaal]:
    """A portal of its own in this folder, on free ports, stopped when the block ends."""
    omgeving = Omgeving.on_free_ports(map)
    beheer.prepare(omgeving, now=clock())
    _make_wrong_certificates(omgeving, now=clock())
    with Processen(logmap=omgeving.logmap) as processen:
        start_portaal(omgeving, processen)
        wait_for([f"{omgeving.adres('info')}/readyz"], omgeving, processen)
        yield Portaal(omgeving=omgeving, namen=_namen(omgeving))


def _namen(omgeving: Omgeving) -> dict[bytes, str]:
    names = [persona.bestand for persona in PERSONAS]
    return {ssl.PEM_cert_to_DER_cert(omgeving.certificaat(naam).read_text("ascii")): naam for naam in names}


def _make_wrong_certificates(omgeving: Omgeving, *, now: datetime) -> None:
    """For the key of the server: of another CA, for another name, and no longer valid."""
    key = load_pem_private_key((omgeving.map / "server.key").read_bytes(), password=None)
    for soort, hosts, issuer, at in (
        ("server-vreemde-ca", HOSTS, "vreemde-ca", now),
        ("server-andere-naam", (ELSEWHERE,), "ca", now),
        ("server-verlopen", HOSTS, "ca", now - YEAR - timedelta(days=60)),
    ):
        ca = x509.load_pem_x509_certificate((omgeving.map / "ca" / f"{issuer}.pem").read_bytes())
        ca_key = load_pem_private_key((omgeving.map / "ca" / f"{issuer}.key").read_bytes(), password=None)
        certificate = issue_server(hosts, key=key, ca=ca, ca_key=ca_key, now=at)  # type: ignore[arg-type]  # our own RSA
        (omgeving.map / f"{soort}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
