"""A webhook of the portal, on your side: is it from the portal, and what does it say?

    bericht = lees_webhook(body, headers, geheim=geheim)
    stand = dienst.aanvraag(bericht.aanvraag)

Signed as Standard Webhooks describes. It may come twice: keep the ids that you have seen.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .lezen import pick

OUDST_SECONDEN = 300


class OngeldigeWebhook(Exception):
    """This is not from the portal, too old, or not whole. Answer 400, and do nothing with it."""


@dataclass(frozen=True, kw_only=True)
class Webhookbericht:
    """Something happened with an aanvraag. `status` is what it was then: ask what it is now."""

    id: str
    soort: str
    aanvraag: str
    status: str
    tijd: datetime
    aanvraagnummer: str | None = None


def lees_webhook(body: bytes, headers: Mapping[str, str], *, geheim: str, nu: float | None = None) -> Webhookbericht:
    """`body` as it came in, before anything read it; the names of `headers` in any case. Raises OngeldigeWebhook."""
    koppen = {naam.lower(): waarde for naam, waarde in headers.items()}
    try:
        id_, tijd = koppen["webhook-id"], koppen["webhook-timestamp"]
        handtekeningen = koppen["webhook-signature"].split()
        oud = abs((time.time() if nu is None else nu) - int(tijd)) > OUDST_SECONDEN
        sleutel = base64.b64decode(geheim.removeprefix("whsec_"), validate=True)
    except (KeyError, ValueError, binascii.Error) as fout:
        raise OngeldigeWebhook("de headers van de webhook kloppen niet") from fout
    som = hmac.new(sleutel, f"{id_}.{tijd}.".encode() + body, hashlib.sha256).digest()
    goed = f"v1,{base64.b64encode(som).decode('ascii')}"
    if not any(hmac.compare_digest(goed.encode(), een.encode()) for een in handtekeningen):
        raise OngeldigeWebhook("de handtekening klopt niet")
    if oud:
        raise OngeldigeWebhook("de webhook is te oud")
    try:
        data = json.loads(body)
        return pick(Webhookbericht, data, tijd=datetime.fromisoformat(data["tijd"]))
    except (AttributeError, KeyError, TypeError, ValueError) as fout:
        raise OngeldigeWebhook("het bericht is niet te lezen") from fout
