"""In which characters is this XML written? Only what stacks really send, and never two readings of one message."""

import codecs
import re

from machtigingen.foundation import DomainError

# As Python names them. UTF-7 and the like are not here: those hide markup from whoever looks at the bytes.
KNOWN = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")


def decode(data: bytes, *, charset: str) -> str:
    """The text. A byte order mark says it, else the charset of the header, else the XML itself (RFC 7303, 3).

    Raises B128."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], name)
    return _decode(data, _known(charset) if charset else _from_content(data))


def _from_content(data: bytes) -> str:
    """Every XML message begins with "<": that shows the width of a character (XML 1.0, appendix F)."""
    if data[:2] == b"<\x00":
        return "utf-16-le"
    if data[:2] == b"\x00<":
        return "utf-16-be"
    declared = _DECLARED.match(data.lstrip()[:300])
    name = _known(declared[1].decode()) if declared else "utf-8"
    return "utf-8" if name.startswith("utf-16") else name  # it can be read as ASCII, so it is not what it says


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError) as fout:  # or there is a NUL in it
        raise DomainError.one("B128") from fout
    if found not in KNOWN:
        raise DomainError.one("B128")
    return "utf-16-le" if found == "utf-16" else found  # without a mark: as Windows writes it


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as fout:
        raise DomainError.one("B128") from fout
