"""The signature on a webhook, so that its receiver knows who sent it: Standard Webhooks 1.0, symmetric. Pure.

Signed is "{id}.{timestamp}.{body}" with HMAC-SHA256; the secret is written as whsec_ and base64.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

_MERK = "whsec_"
_LENGTE = 32  # octets; the specification asks for 24 to 64


def new_secret() -> str:
    return _MERK + base64.b64encode(secrets.token_bytes(_LENGTE)).decode("ascii")


def signed_headers(*, id: str, body: bytes, geheim: str, now: datetime) -> Mapping[str, str]:
    """The three headers. The id is that of the bezorging, the time that of this attempt."""
    tijd = str(int(now.timestamp()))
    sleutel = base64.b64decode(geheim.removeprefix(_MERK))
    som = hmac.new(sleutel, f"{id}.{tijd}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": tijd,
        "webhook-signature": f"v1,{base64.b64encode(som).decode('ascii')}",
    }
