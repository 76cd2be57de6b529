"""The envelope of SOAP 1.1 and 1.2 around a message: which version, which operation, and is nothing demanded of us?

The body decides which operation is meant. SOAPAction is a hint for those in between: one that we do not know is
ignored, one that names another operation of ours is refused, for then two readers would see two messages.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from machtigingen.doors.software.soap.reading import own_name, read
from machtigingen.doors.software.soap.schema import NAMESPACE, shapes
from machtigingen.foundation import DomainError, veldnaam
from machtigingen.xml import Node

OPERATIONS = (
    "StuurInstroom",
    "ControleerInstroom",
    "VolgInstroom",
    "HaalAanvragen",
    "HaalAanvraag",
    "HaalDocument",
    "BewaarAntwoorden",
    "VoegBijlageToe",
    "WieBenIk",
)


class Version(Enum):
    """A version by the namespace of its envelope."""

    SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
    SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"

    @property
    def media_type(self) -> str:
        return "text/xml" if self is Version.SOAP_11 else "application/soap+xml"


# Who a header is for when it is for us: nobody named, the next one, or (1.2) the last one (SOAP 1.2 part 1, 2.2).
_US = {
    "",
    "http://schemas.xmlsoap.org/soap/actor/next",
    "http://www.w3.org/2003/05/soap-envelope/role/next",
    "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
}


@dataclass(frozen=True)
class Call:
    operation: str
    node: Node
    headers: tuple[Node, ...]


def version_of(root: Node) -> Version:
    """Raises B123."""
    namespace, _, name = root.tag.removeprefix("{").rpartition("}")
    for version in Version:
        if (namespace, name) == (version.value, "Envelope"):
            return version
    raise DomainError.one("B123")


def open_envelope(root: Node, version: Version) -> Call:
    """Raises B123 (no SOAP), B124 (no operation of ours)."""
    parts = [child for child in root.children if child.tag.startswith(f"{{{version.value}}}")]
    names = [part.name for part in parts]
    if names not in (["Body"], ["Header", "Body"]) or len(parts[-1].children) != 1:
        raise DomainError.one("B123")
    node = parts[-1].children[0]
    operation = own_name(node)
    if operation not in OPERATIONS or not node.tag.startswith(f"{{{NAMESPACE}}}"):
        raise DomainError.one("B124")
    return Call(operation, node, tuple(parts[0].children) if len(parts) == 2 else ())


def check_call(call: Call, version: Version, *, action: str) -> None:
    """Raises B125 (a header that we would have to understand), B126 (`action` names another operation)."""
    if any(_demands(header, version) for header in call.headers):
        raise DomainError.one("B125")
    if operation_named_by(action) not in (call.operation, None):
        raise DomainError.one("B126")


def message_in(call: Call, name: str) -> Any:
    """What the call is about, as JSON has it. Raises B201 (it is not there), B202 (something else is), B102, B103."""
    inside = _read(call)
    _refuse_others(inside, known={name} & {field.name for field in shapes()[call.operation].fields})
    if name not in inside:
        raise DomainError.one("B201", pad=name, veld=name)
    return inside[name]


def fields_in(call: Call) -> dict[str, Any]:
    """All that a call says, as JSON has it. Raises B201 for what its operation needs, B202 for what it does not know,
    B102, B103."""
    inside, fields = _read(call), shapes()[call.operation].fields
    _refuse_others(inside, known={field.name for field in fields})
    for field in fields:
        if field.is_required and field.name not in inside:
            raise DomainError.one("B201", pad=field.name, veld=field.name)
    return inside


def _read(call: Call) -> dict[str, Any]:
    data = read(call.node, shapes()[call.operation])
    return data if isinstance(data, dict) else {}


def _refuse_others(inside: Iterable[str], *, known: Collection[str]) -> None:
    for other in inside:
        if other not in known:
            raise DomainError.one("B202", pad=veldnaam(other), veld=veldnaam(other))


def _demands(header: Node, version: Version) -> bool:
    soap = f"{{{version.value}}}"
    role = header.attributes.get(f"{soap}actor") or header.attributes.get(f"{soap}role") or ""
    return role.strip() in _US and header.attributes.get(f"{soap}mustUnderstand", "").strip() in ("1", "true")


def operation_named_by(action: str) -> str | None:
    """The operation of ours that an action names, in any of the ways in which stacks write it."""
    named = action.strip().strip('"').removeprefix(NAMESPACE).lstrip(":/#").removesuffix("Request")
    return named if named in OPERATIONS else None
