"""Which HTTP do we take? Only what can be read in one way; anything else is 400 and we hang up."""

import logging
import re
from contextlib import suppress
from typing import Any
from uuid import uuid4

from cheroot import errors
from cheroot.server import HeaderReader, HTTPConnection, HTTPRequest
from cheroot.wsgi import Gateway_10

from machtigingen.project.lookalikes import FORGED, is_lookalike

from .bodies import CRLF, Paced, check_framing, has_body, read_body
from .proxied import Client, own_client, take_client
from .refusals import Software, code_for, message, plain
from .sockets import DISCARD_SECONDS, PacedSocket

# A client gets this long for its handshake, for its headers, and to stay silent between two requests.
HEAD_SECONDS = 10
# A body keeps a worker busy: it comes in at this pace, after a short start, and never takes longer than the last.
# 20 MB of attachments over a line of 1 Mbit/s.
START_SECONDS = 10
BYTES_A_SECOND = 32 * 1024
BODY_SECONDS = 240
# Of a body that nobody will read, this much time is spent on letting the client see why.
STRANGER_SECONDS = 2
HEARD_OUT = 64 * 1024

ONLY_ONCE = {b"Content-Length", b"Content-Type", b"Host", b"Origin", b"Transfer-Encoding"}

_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*")
# A parameter in pieces, or in an encoding of its own (RFC 2231): no HTTP client needs it, and it can hide a NUL.
_EXTENDED = re.compile(rb";[^=;]*\*")
_METHOD = re.compile(rb"[A-Z]{1,20}")
_TARGET = re.compile(rb"[\x21-\x7e]+")

_log = logging.getLogger("machtigingen.server")


class StrictHeaderReader(HeaderReader):
    """Header lines, without the leniency that makes two servers read one message differently."""

    def __call__(self, rfile: Any, hdict: dict[bytes, bytes] | None = None) -> dict[bytes, bytes]:
        headers = {} if hdict is None else hdict
        while (line := rfile.readline()) != CRLF:
            name, value = _header(line)
            # WSGI writes '-' and '_' alike: Client_Cert would pass for Client-Cert.
            if b"_" in name:
                if not is_lookalike(name.decode()):
                    continue
                name = FORGED.encode()
            if name in headers:
                value = _joined(name, headers[name], value)
            headers[name] = value
        if _EXTENDED.search(headers.get(b"Content-Type", b"")):
            raise ValueError("a content type that can be read in two ways")
        check_framing(headers)
        return headers


def _header(line: bytes) -> tuple[bytes, bytes]:
    name, colon, value = line.removesuffix(CRLF).partition(b":")
    value = value.strip(b" \t")
    if not (line.endswith(CRLF) and colon and _NAME.fullmatch(name) and _VALUE.fullmatch(value)):
        raise ValueError("malformed header line")
    return name.title(), value


def _joined(name: bytes, first: bytes, second: bytes) -> bytes:
    if name in ONLY_ONCE:
        raise ValueError("a header that may occur once occurs twice")
    return first + (b"; " if name == b"Cookie" else b", ") + second


class Request(HTTPRequest):
    header_reader = StrictHeaderReader()
    client = Client(None, "")

    def parse_request(self) -> None:
        try:
            super().parse_request()
        except ValueError:  # an address that urllib can't take apart
            self.simple_response("400")

    def read_request_line(self) -> bool:
        if not super().read_request_line():
            return False
        is_strict = (
            self.request_protocol in (b"HTTP/1.0", b"HTTP/1.1")
            and _METHOD.fullmatch(self.method)
            and _TARGET.fullmatch(self.uri)
        )
        if not is_strict:
            self.simple_response("400")
        return bool(is_strict)

    def read_request_headers(self) -> bool:
        if not super().read_request_headers() or not self._find_client():
            return False
        if b"Transfer-Encoding" in self.inheaders and self.response_protocol != "HTTP/1.1":
            self.simple_response("400")
            return False
        if int(self.inheaders.get(b"Content-Length", b"0")) > self.server.body_limit(self.path):
            self.simple_response("413")
            return False
        return True

    def _find_client(self) -> bool:
        """Behind a proxy from its headers, for this request alone: the connection ends after it, so what somebody
        smuggled behind it is never read."""
        proxy = self.server.listener.proxy
        if proxy is None:
            self.client = own_client(self.inheaders, self.conn.socket.client_cert, self.conn.remote_addr or "")
            return True
        self.close_connection = True
        proxy.watch(self.inheaders)
        try:
            self.client = take_client(self.inheaders, asks=self.server.listener.client_ca is not None)
        except ValueError:
            _log.error("de proxy noemt geen adres van de client")
            self.simple_response("400")
            return False
        return True

    def respond(self) -> None:
        socket = self.conn.socket
        if self._is_stranger():
            self._hear_out()
            return self.refuse("D101", discard_seconds=STRANGER_SECONDS)
        stream = Paced(
            self.conn.rfile, socket.allow, start=START_SECONDS, bytes_a_second=BYTES_A_SECOND, longest=BODY_SECONDS
        )
        try:
            body = read_body(stream, self.inheaders, limit=self.server.body_limit(self.path))
        except errors.MaxSizeExceeded:
            return self.simple_response("413")
        except ValueError:
            return self.simple_response("400")
        with body:
            self._hand_over(body)
            self.server.gateway(self).respond()
            self.ensure_headers_sent()
        if self.chunked_write and self.method != b"HEAD":
            self.conn.wfile.write(b"0\r\n\r\n")
        return None

    def _is_stranger(self) -> bool:
        """Who sends something, and shows no certificate where one is asked for."""
        asks = self.server.listener.client_ca is not None
        return asks and self.client.certificate is None and has_body(self.inheaders)

    def _hear_out(self) -> None:
        """A proxy that could not hand over a small body hangs up on the client after our answer, without a word."""
        size = int(self.inheaders.get(b"Content-Length", b"0"))
        if self.server.listener.proxy is None or size > HEARD_OUT:
            return
        self.conn.socket.allow(STRANGER_SECONDS)
        with suppress(OSError, ValueError):
            read_body(self.conn.rfile, {b"Content-Length": str(size).encode()}, limit=HEARD_OUT).close()

    def _hand_over(self, body: Any) -> None:
        """The body as the application reads it: from the start and of known length."""
        if self.chunked_read:
            self.chunked_read = False
            del self.inheaders[b"Transfer-Encoding"]
            self.inheaders[b"Content-Length"] = str(body.tell()).encode()
        body.seek(0)
        self.rfile = body

    def write(self, chunk: bytes) -> None:
        if self.method != b"HEAD":
            super().write(chunk)

    def simple_response(self, status: str, msg: str = "") -> None:
        """What cheroot refuses."""
        code = code_for(status, for_software=self.server.listener.naam == "api")
        self.refuse(code, discard_seconds=0 if code == "B111" else DISCARD_SECONDS)

    def refuse(self, code: str, *, discard_seconds: float) -> None:
        """The answers that don't come from the application: nothing echoed, and then we hang up."""
        self.close_connection = self.sent_headers = True
        listener, correlatie_id = self.server.listener, uuid4().hex
        _log.info("%s: %s", listener.naam, code, extra={"correlatie_id": correlatie_id})
        speaks = self._speaks() if listener.naam == "api" else None
        answer = message(code, software=speaks, info=listener.info, correlatie_id=correlatie_id)
        self.conn.socket.allow(HEAD_SECONDS)
        self.conn.wfile.write(answer)
        if discard_seconds:
            self.conn.socket.discard(discard_seconds)

    def _speaks(self) -> Software:
        """What the client meant to call, as far as it came."""
        path = getattr(self, "path", b"") or b""
        return Software(path.decode("latin-1"), self.inheaders.get(b"Content-Type", b"").decode("latin-1"))


class Connection(HTTPConnection):
    """The handshake is a turn of its own: a worker is busy only with clients that have said something."""

    RequestHandlerClass = Request
    socket: PacedSocket
    is_kept = True  # after its answer was sent

    def communicate(self) -> bool:
        """False: close it now. What is not sent yet goes by way of the server, that closes it later."""
        self.socket.allow(HEAD_SECONDS)
        if self.socket.is_secure:
            self.is_kept = super().communicate()
            return self.is_kept or self.socket.unsent > 0
        try:
            self.socket.handshake()
        except errors.NoSSLError:
            self.socket.send_plain(plain("400 Bad Request", "text/plain", "Gebruik https://\n"))
        except (OSError, errors.FatalSSLAlert):
            pass
        else:
            return self._is_welcome()
        return False

    def get_peer_creds(self) -> tuple[int, int, int]:
        """cheroot would tell the application that the user of the proxy is the user."""
        raise RuntimeError("nobody's business")

    def _is_welcome(self) -> bool:
        """Behind a proxy, only the proxy is."""
        listener, socket = self.server.listener, self.socket
        if listener.proxy is None or listener.proxy.is_at(uid=socket.peer_uid, certificate=socket.client_cert):
            return True
        _log.warning("%s: iemand anders dan de proxy", listener.naam)
        socket.send(message("D102", software=None, info=listener.info, correlatie_id=uuid4().hex))
        socket.discard(STRANGER_SECONDS)
        return False


class Gateway(Gateway_10):
    def get_environ(self) -> dict[str, Any]:  # type: ignore[override]  # cheroot's stub says None
        environ: dict[str, Any] = super().get_environ()
        server = self.req.server
        environ["SERVER_NAME"] = server.listener.host
        environ["machtigingen.listener"] = server.listener.naam
        environ["machtigingen.client_cert"] = self.req.client.certificate
        environ["SERVER_PORT"] = environ["SERVER_PORT"] or "443"  # a socket has none
        environ["REMOTE_ADDR"] = self.req.client.address
        return environ
