"""What travels in the head of a call to the api: the caller's own ids come in, and a warning goes out. Pure.

An id of the caller ends up in our log and audit trail, which hold nothing of a patient. So it has no room for a BSN or
a date of birth: fewer than eight digits, or it is a UUID in which no nine digits in a row can be a BSN. About three in
a hundred random UUIDs are refused for that. A name in letters cannot be told from any other word.
"""

import re
from datetime import UTC, datetime, timedelta

from machtigingen.foundation import holds_bsn

WAARSCHUW = timedelta(days=60)

_UUID = re.compile(r"[0-9a-f]{8}(-?)[0-9a-f]{4}\1[1-8][0-9a-f]{3}\1[89ab][0-9a-f]{3}\1[0-9a-f]{12}", re.I | re.ASCII)
_VEILIG = re.compile(r"(?!(.*[0-9]){8})[A-Za-z0-9._-]{8,64}", re.ASCII)
# W3C Trace Context: version 00 is exactly this, a later one may say more behind it. All zeros means nothing.
_TRACE = re.compile(r"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?", re.ASCII)


def own_correlatie_id(gestuurd: str) -> str:
    """The `Correlatie-Id` of the caller, or nothing when it is not safe to keep."""
    if _UUID.fullmatch(gestuurd):
        return "" if holds_bsn(gestuurd) else gestuurd
    return gestuurd if _VEILIG.fullmatch(gestuurd) else ""


def trace_id(traceparent: str) -> str:
    """The trace that a call is part of, or nothing when the header is not as W3C writes it, or could hold a BSN."""
    gevonden = _TRACE.fullmatch(traceparent)
    if gevonden is None or (gevonden[1] == "00" and gevonden[3]):
        return ""
    return "" if holds_bsn(gevonden[2]) else gevonden[2]


def warn_of_end(geldig_tot: datetime, *, now: datetime) -> dict[str, str]:
    """The header that warns when a certificate is near its end, in time to ask for another one."""
    if geldig_tot - now > WAARSCHUW:
        return {}
    return {"Certificaat-Geldig-Tot": geldig_tot.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")}
