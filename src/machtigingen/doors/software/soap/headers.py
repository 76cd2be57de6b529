"""What is known of a call by its headers: also when the body is not read, or cannot be."""

from machtigingen.doors.software.soap.envelope import Version, operation_named_by
from machtigingen.toegang.request import PortalRequest


def action_of(request: PortalRequest, version: Version) -> str:
    """Where the version has it: SOAPAction, or in the Content-Type (SOAP 1.2 part 2, 6.5.3)."""
    if version is Version.SOAP_11:
        return request.headers.get("SOAPAction", "")
    return (request.content_params or {}).get("action", "")


def operation_of(request: PortalRequest) -> str | None:
    """The operation that the body asks for when it is known, else the one that a header names."""
    found: str | None = getattr(request, "soap_operation", None)
    return found or next(filter(None, (operation_named_by(action_of(request, version)) for version in Version)), None)
