"""Every error, translated once: into a DomainError, and from there into the words of the door that was knocked on."""

import errno
import logging
import sqlite3
import sys
from traceback import format_tb

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from machtigingen.doors.aanmelden.fouten import pagina as portaal_pagina
from machtigingen.doors.info.fouten import pagina as info_pagina
from machtigingen.doors.software.problemen import probleem
from machtigingen.doors.software.soap.faults import PREFIX, fault
from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest

log = logging.getLogger("machtigingen.verzoek")


def _software(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """In the protocol of the address."""
    return fault(fout, request) if request.path.startswith(PREFIX) else probleem(fout, request)


_WEIGERING = {"api": _software, "portaal": portaal_pagina, "info": info_pagina}

# What Django says of a request that it can't or won't read; the first that fits counts.
_VAN_DJANGO: tuple[tuple[type[Exception], str], ...] = (
    (Http404, "B108"),
    (PermissionDenied, "D302"),
    (TooManyFilesSent, "X104"),
    (RequestDataTooBig, "B110"),
    (SuspiciousOperation, "B109"),
    (BadRequest, "B109"),
    (MultiPartParserError, "B109"),
    (UnreadablePostError, "B109"),
)

# What the system says of a disk: full, or not there, not readable, not writable. Of a network it says other things.
_VOL = frozenset({errno.ENOSPC, errno.EDQUOT})
_SCHIJF = _VOL | {errno.EACCES, errno.EIO, errno.ENOENT, errno.ENOTDIR, errno.EPERM, errno.EROFS, errno.ESTALE}
_POSTGRESQL_VOL = "53100"
_NUL = "NUL (0x00)"  # what psycopg says of a character that PostgreSQL does not keep, and that no page asked about


def weiger(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The refusal in the words of the door. With the storage away it names nobody: that name is in the storage."""
    door = _WEIGERING[request.listener]
    request.foutcode = fout.fouten[0].code
    try:
        return door(fout, request)
    except DatabaseError as weg:
        request.actor = None  # type: ignore[assignment]  # the page must not ask the storage who this is
        return door(vertaal(weg), request)


def vertaal(fout: BaseException | None) -> DomainError:
    """What a caller may know of an error. Storage that is away is said; the unforeseen is a bug of ours, and logged."""
    if isinstance(fout, DomainError):
        return fout
    for soort, code in _VAN_DJANGO:
        if isinstance(fout, soort):
            return DomainError.one(code)
    if isinstance(fout, DataError) and _NUL in str(fout):
        return DomainError.one("B109")
    if fout is not None and _is_opslag(fout):
        log.error("opslag", extra={"soort": type(fout).__name__})
        return DomainError.one("S103" if _is_vol(fout) else "S101")
    # Where it happened, but not its text: that can hold a person's data.
    spoor = "".join(format_tb(fout.__traceback__)) if fout else ""
    log.error("onverwachte fout", extra={"soort": type(fout).__name__, "spoor": spoor})
    return DomainError.one("S100")


def _is_opslag(fout: BaseException) -> bool:
    if isinstance(fout, OSError):
        return fout.errno in _SCHIJF
    return isinstance(fout, OperationalError | InterfaceError | InternalError)


def _is_vol(fout: BaseException) -> bool:
    """No room: said by the system, or by the database in words of its own."""
    oorzaak = fout.__cause__
    return (
        (isinstance(fout, OSError) and fout.errno in _VOL)
        or getattr(oorzaak, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(oorzaak, "sqlstate", None) == _POSTGRESQL_VOL
    )


def geweigerd(request: PortalRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, 403, 404 and 500: for what goes wrong before or after a view."""
    return weiger(vertaal(exception or sys.exc_info()[1]), request)
