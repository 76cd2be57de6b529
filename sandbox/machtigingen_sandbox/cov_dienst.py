"""COV of the sandbox as a server of its own: it speaks VZ801/802 over mutual TLS, and misbehaves when asked to.

It keeps nothing, and writes down nothing of whom it was asked about.
"""

import ssl
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from machtigingen.foundation.datums import NEDERLAND
from machtigingen.registers.vz801802.berichten import Retourbericht, Verzoek, Zoekopdracht, Zoekresultaattype
from machtigingen.registers.vz801802.xmlvorm import SOAP, GeenBericht, read_verzoek, write_retourbericht
from machtigingen_sandbox.cov import GEDRAG, TRAAG_SECONDEN
from machtigingen_sandbox.cov_antwoorden import retourbericht, verzekerde_van
from machtigingen_sandbox.cov_stand import Covstand, read_stand
from machtigingen_sandbox.omgeving import COV, COV_PAD, Omgeving
from machtigingen_sandbox.personas import BIJ_TESTZORG, Gedrag
from machtigingen_sandbox.poorten import LOOPBACK
from machtigingen_sandbox.signalen import signals_interrupt

CONTRACT = Path(__file__).parent / "vz801802"
VRAAG_MAX = 100_000
STIL_SECONDEN = 10
EINDELOOS_SECONDEN = 60.0


class Storing(Enum):
    """What is wrong with one answer."""

    HALF = "een half bericht"
    DTD = "een bericht met een DTD"
    TE_GROOT = "een antwoord van 10 MB"
    ANDER = "een antwoord over iemand anders"
    DUBBEL = "twee keer hetzelfde volgnummer"
    PAGINA = "een webpagina"
    FAULT = "een SOAP-fout"


STORINGEN = {
    "999950009": Storing.HALF,
    "999950010": Storing.DTD,
    "999950022": Storing.TE_GROOT,
    "999950034": Storing.ANDER,
    "999950046": Storing.DUBBEL,
    "999950058": Storing.PAGINA,
    "999950071": Storing.FAULT,
}


def tls_of(map: Path) -> ssl.SSLContext:
    """The server's certificate of the sandbox; who calls shows one of the test CA."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(map / "server.pem", map / "server.key")
    context.load_verify_locations(map / "certificaten" / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return context


class CovServer(ThreadingHTTPServer):
    """`stand` and `vandaag` are asked anew for every message."""

    daemon_threads = True

    def __init__(
        self, *, port: int, tls: ssl.SSLContext, stand: Callable[[], Covstand], vandaag: Callable[[], date]
    ) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.tls, self.stand, self.vandaag = tls, stand, vandaag

    @property
    def adres(self) -> str:
        return f"https://localhost:{self.server_port}{COV_PAD}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the thread of this call: who stalls the handshake holds up nobody else."""
        request.settimeout(STIL_SECONDEN)
        with self.tls.wrap_socket(request, server_side=True) as lijn:
            _Handler(lijn, client_address, self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever shows no certificate, or leaves halfway, is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: CovServer
    connection: ssl.SSLSocket

    def do_GET(self) -> None:
        """The WSDL, and the schemas that it names."""
        naam = self.path.partition("?")[0].rpartition("/")[2]
        naam = "vz801802.wsdl" if naam == COV_PAD.rpartition("/")[2] else naam
        gevonden = [bestand for bestand in CONTRACT.iterdir() if bestand.name == naam]
        self._answer(gevonden[0].read_bytes() if gevonden else b"", status=200 if gevonden else 404)

    def do_POST(self) -> None:
        lengte = self.headers.get("Content-Length", "")
        if not lengte.isdecimal() or int(lengte) > VRAAG_MAX:
            return
        body, stand = self.rfile.read(int(lengte)), self.server.stand()
        if stand is Covstand.WEG:
            return
        if self.path != COV_PAD:
            self._answer(b"", status=404)
            return
        if stand is Covstand.TRAAG:
            time.sleep(EINDELOOS_SECONDEN)
        if stand is Covstand.GEWEIGERD or not _is_system(self.connection):
            self._answer(fault("Client", "Niet geautoriseerd"), status=500)
        else:
            self._answer_to(body, kapot=stand is Covstand.KAPOT)

    def _answer_to(self, body: bytes, *, kapot: bool) -> None:
        try:
            verzoek = read_verzoek(body)
        except GeenBericht:
            self._answer(fault("Client", "Ongeldig bericht"), status=500)
            return
        gedrag = {GEDRAG.get(een.bsn, Gedrag.GEWOON) for een in verzoek.zoekopdrachten}
        if Gedrag.STORING in gedrag:
            self._answer(b"", status=503)
            return
        if Gedrag.TRAAG in gedrag:
            time.sleep(TRAAG_SECONDEN)
        storing = next((STORINGEN[een.bsn] for een in verzoek.zoekopdrachten if een.bsn in STORINGEN), None)
        if kapot:
            storing = Storing.HALF
        self._answer(answer(verzoek, vandaag=self.server.vandaag(), storing=storing), status=_status(storing))

    def _answer(self, body: bytes, *, status: int) -> None:
        with suppress(OSError):  # who asked may have gone
            self.send_response(status)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """There may be a person in it."""


def answer(verzoek: Verzoek, *, vandaag: date, storing: Storing | None = None) -> bytes:
    retour = retourbericht(verzoek, vandaag=vandaag)
    goed = write_retourbericht(retour)
    match storing:
        case None:
            return goed
        case Storing.HALF:
            return goed[: len(goed) // 2]
        case Storing.DTD:
            return goed.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "9901">]>', 1)
        case Storing.TE_GROOT:
            return goed + b" " * 10_000_000
        case Storing.ANDER:
            return write_retourbericht(_about_another(retour, verzoek.zoekopdrachten[0]))
        case Storing.DUBBEL:
            return write_retourbericht(replace(retour, zoekresultaten=retour.zoekresultaten * 2))
        case Storing.PAGINA:
            return b"<!doctype html><title>Onderhoud</title><p>Wij zijn zo terug."
        case Storing.FAULT:
            return fault("Server", "Interne fout")


def _about_another(retour: Retourbericht, opdracht: Zoekopdracht) -> Retourbericht:
    """Somebody who was born on the same day, and has another BSN."""
    eerste, *rest = retour.zoekresultaten
    ander = replace(verzekerde_van(BIJ_TESTZORG, opdracht.peildatum), geboortedatum=opdracht.geboortedatum)
    gevonden = replace(eerste, resultaat=Zoekresultaattype.GEVONDEN, verzekerde=ander)
    return replace(retour, zoekresultaten=(gevonden, *rest))


def _status(storing: Storing | None) -> int:
    return 500 if storing is Storing.FAULT else 200


def fault(code: str, reden: str) -> bytes:
    """A fault of SOAP 1.1. How those of COV are called is not public; its text says its language."""
    return (
        f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body><soap:Fault><faultcode>soap:{code}</faultcode>'
        f'<faultstring xml:lang="nl">{reden}</faultstring></soap:Fault></soap:Body></soap:Envelope>'
    ).encode()


def _is_system(lijn: ssl.SSLSocket) -> bool:
    """A certificate of software: a person does not ask COV by this way."""
    subject = (lijn.getpeercert() or {}).get("subject", ())
    return ("organizationalUnitName", "systeem") in [paar for deel in subject for paar in deel]  # type: ignore[union-attr]


def main(map: Path) -> None:
    omgeving = Omgeving.last_started(map)
    server = CovServer(
        port=omgeving.poorten[COV],
        tls=tls_of(map),
        stand=lambda: read_stand(map),
        vandaag=lambda: datetime.now(NEDERLAND).date(),
    )
    with signals_interrupt(), suppress(KeyboardInterrupt), server:
        server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
