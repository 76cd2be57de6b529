"""What is the body of this request, whole, before the application sees anything of it?

A half or malformed body thus never reaches the application, and a chunked one (as .NET sends it) looks like
any other. Where the framing leaves room for two readings the request is refused (RFC 9112, 6 and 7.1).
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from cheroot.errors import MaxSizeExceeded

CRLF = b"\r\n"
PIECE = 64 * 1024
KEPT_IN_MEMORY = 2 * 1024 * 1024
LONGEST_LINE = 1024
MOST_TRAILERS = 32

_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})(?:[ \t]*;[^\r\n]*)?\r\n")
_TRAILER = re.compile(rb"[^\s:]+:[^\r\n]*\r\n")
_LENGTH = re.compile(rb"[0-9]{1,15}")


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


class Paced:
    """A stream that has to come in at a pace. Being late anywhere ends it, so a trickle costs little of our time."""

    def __init__(
        self,
        stream: Stream,
        allow: Callable[[float], None],
        *,
        start: float,
        bytes_a_second: float,
        longest: float,
    ) -> None:
        """`allow` gives what is read next so many seconds."""
        self._stream, self._allow = stream, allow
        self._start, self._bytes_a_second = start, bytes_a_second
        self._end = time.monotonic() + longest
        self._begin, self._received = time.monotonic(), 0

    def read(self, size: int, /) -> bytes:
        return self._in_time(self._stream.read, size)

    def readline(self, size: int, /) -> bytes:
        return self._in_time(self._stream.readline, size)

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        due = self._begin + self._start + (self._received + size) / self._bytes_a_second
        self._allow(min(due, self._end) - time.monotonic())
        data = read(size)
        self._received += len(data)
        return data


def has_body(headers: Mapping[bytes, bytes]) -> bool:
    return b"Transfer-Encoding" in headers or int(headers.get(b"Content-Length", b"0")) > 0


def check_framing(headers: Mapping[bytes, bytes]) -> None:
    """ValueError unless there is one way only to tell where the body ends."""
    length, encoding = headers.get(b"Content-Length"), headers.get(b"Transfer-Encoding")
    if length is not None and encoding is not None:
        raise ValueError("Content-Length and Transfer-Encoding together")
    if length is not None and not _LENGTH.fullmatch(length):
        raise ValueError("malformed Content-Length")
    if encoding is not None and encoding.lower() != b"chunked":
        raise ValueError("unknown Transfer-Encoding")


def read_body(stream: Stream, headers: Mapping[bytes, bytes], *, limit: int) -> IO[bytes]:
    """ValueError when the body is malformed or short, MaxSizeExceeded when it is too large."""
    if b"Transfer-Encoding" in headers:
        pieces = _chunks(stream, limit)
    else:
        pieces = _exactly(stream, int(headers.get(b"Content-Length", b"0")))
    # What is larger has no name on disk (O_TMPFILE, or unlinked at once), and is gone with the process.
    body = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115  # closed by whom it is handed to
    try:
        for piece in pieces:
            body.write(piece)
    except BaseException:
        body.close()
        raise
    return body


def _exactly(stream: Stream, size: int) -> Iterator[bytes]:
    while size > 0:
        piece = stream.read(min(size, PIECE))
        if not piece:
            raise ValueError("the body is shorter than announced")
        size -= len(piece)
        yield piece


def _chunks(stream: Stream, limit: int) -> Iterator[bytes]:
    total = 0
    while size := _chunk_size(stream):
        total += size
        if total > limit:
            raise MaxSizeExceeded
        yield from _exactly(stream, size)
        if stream.read(2) != CRLF:
            raise ValueError("a chunk is longer than announced")
    _skip_trailers(stream)


def _chunk_size(stream: Stream) -> int:
    match = _CHUNK_LINE.fullmatch(stream.readline(LONGEST_LINE))
    if match is None:
        raise ValueError("malformed chunk size")
    return int(match[1], 16)


def _skip_trailers(stream: Stream) -> None:
    for _ in range(MOST_TRAILERS):
        line = stream.readline(LONGEST_LINE)
        if line == CRLF:
            return
        if not _TRAILER.fullmatch(line):
            break
    raise ValueError("malformed trailers")
