"""A CA that answers at once: what a contactpersoon of the sandbox asks for is issued by the test CA.

The portal knows this adapter only by name, and has no key of it: the requests and answers pass as files.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from django.conf import settings

from machtigingen.toegang.uitgifte import Verzoek
from machtigingen.toegang.uitgifte_bestand import Bestand

from .uitgifte import CLOCK_SKEW, YEAR, Houder, issue_for


class SandboxCa(Bestand):
    """The folder `ca` of the sandbox lies beside that of the requests."""

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.clock = clock
        self.ca = Path(settings.MACHTIGINGEN_UITGIFTE_MAP).parent / "ca"

    def hand_in(self, verzoek: Verzoek) -> None:
        super().hand_in(verzoek)
        answer = self.map / "in" / f"verzoek-{verzoek.id}.pem"
        if not answer.exists():
            draft = answer.with_suffix(".nieuw")
            draft.write_bytes(self._issue(verzoek).public_bytes(Encoding.PEM))
            draft.replace(answer)

    def _issue(self, verzoek: Verzoek) -> x509.Certificate:
        key = load_pem_private_key((self.ca / "ca.key").read_bytes(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        houder = Houder(
            soort=verzoek.soort.value,
            organisatiecode=verzoek.organisatiecode,
            organisatie=verzoek.organisatie,
            naam=verzoek.naam,
        )
        now = self.clock().replace(microsecond=0)
        return issue_for(
            houder,
            x509.load_pem_x509_csr(verzoek.csr.encode()).public_key(),
            ca=x509.load_pem_x509_certificate((self.ca / "ca.pem").read_bytes()),
            ca_key=key,
            term=(now - CLOCK_SKEW, now + YEAR),
        )
