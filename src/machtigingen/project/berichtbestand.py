"""A message in a file, read as the doors read it: JSON, or in a SOAP envelope when the name ends in .xml.

Needs no Django: whoever only looks at a message has no configuration.
"""

from pathlib import Path
from typing import Any

from machtigingen.doors.software.soap.envelope import check_call, message_in, open_envelope, version_of
from machtigingen.foundation import DomainError, lees_json
from machtigingen.xml import parse

BERICHT_MAX = 1024 * 1024


def read_message(path: Path) -> Any:
    """Plain JSON values. Raises B1xx as the door would, and OSError."""
    with path.open("rb") as file:
        data = file.read(BERICHT_MAX + 1)
    if len(data) > BERICHT_MAX:
        raise DomainError.one("B104", maximum="1 MB")
    return _from_envelope(data) if path.suffix.lower() == ".xml" else lees_json(data)


def _from_envelope(data: bytes) -> Any:
    root = parse(data)
    version = version_of(root)
    call = open_envelope(root, version)
    check_call(call, version, action="")
    return message_in(call, "bericht")
