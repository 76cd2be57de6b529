"""How things read on the screen: states, dates, and raw JSON made readable."""

import json
from datetime import date, datetime

from .archief import Aanvraag
from .machtiging import AMSTERDAM

TOESTANDEN = {
    "mislukt": "Niet gelukt",
    "niet_nodig": "Geen machtiging nodig",
    "ongeopend": "Klaar om af te maken",
    "geopend": "Bezig in het portaal",
    "vervallen": "Vervallen",
    "ingediend": "Ingediend",
}
KLEUREN = {
    "mislukt": "rood",
    "afgewezen": "rood",
    "vervallen": "grijs",
    "niet_nodig": "groen",
    "goedgekeurd": "groen",
}


def toestand(aanvraag: Aanvraag) -> str:
    """The portal's own word for a submitted aanvraag; ours before that."""
    if aanvraag.wijziging is not None:
        return aanvraag.wijziging.status_tekst
    if aanvraag.toestand in TOESTANDEN:
        return TOESTANDEN[aanvraag.toestand]
    request = aanvraag.stand.aanvraag if aanvraag.stand else None
    return request.status_tekst if request else aanvraag.toestand


def specificatie(aanvraag: Aanvraag) -> str:
    """What it is more precisely, when the portal says more than the one word."""
    nu = aanvraag.wijziging
    return nu.specificatie_tekst or "" if nu is not None and nu.specificatie_tekst != nu.status_tekst else ""


def kleur(aanvraag: Aanvraag) -> str:
    return KLEUREN.get(aanvraag.toestand, "blauw")


def datum(value: date) -> str:
    return f"{value:%d-%m-%Y}"


def tijdstip(value: datetime) -> str:
    return f"{value.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def leesbaar(text: str) -> str:
    """JSON with indents; anything else as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except ValueError:
        return text


def webadres(text: str | None) -> str:
    """The address if a browser may open it, else nothing: an answer cannot smuggle a script into a link."""
    return text if text and text.startswith("https://") else ""


FILTERS = {
    "toestand": toestand,
    "specificatie": specificatie,
    "kleur": kleur,
    "datum": datum,
    "tijdstip": tijdstip,
    "leesbaar": leesbaar,
    "webadres": webadres,
}
