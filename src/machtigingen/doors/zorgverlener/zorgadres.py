"""Chosen care as it stands in an address, from one page to the next: codes and a day, nothing of a patient."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from machtigingen.formulieren import Keuze
from machtigingen.formulieren.zoeken import Zorg

ZORGVELDEN = (
    "formulier",
    "grondslag",
    "specialisme",
    "diagnose",
    "zorgactiviteit",
    "lijst",
    "prestatie",
    "verzekeraar",
    "datum",
)
"""In the order in which they stand there."""


def query_of(zorg: Zorg, *, on: date) -> str:
    keuze = zorg.keuze
    waarden = {
        "formulier": zorg.formulier.code,
        "grondslag": keuze.grondslag,
        "specialisme": keuze.specialisme,
        "diagnose": keuze.diagnose or "",
        "zorgactiviteit": keuze.zorgactiviteit or "",
        "lijst": keuze.prestatiecodelijst,
        "prestatie": "".join(keuze.prestatiecodes),
        "verzekeraar": keuze.uzovi,
        "datum": on.isoformat(),
    }
    return urlencode({naam: waarde for naam, waarde in waarden.items() if waarde})


def same_query(query: Mapping[str, str]) -> str:
    """What an address says of the care, and nothing else that stands in it."""
    return urlencode({naam: query[naam] for naam in ZORGVELDEN if query.get(naam)})


def read_keuze(query: Mapping[str, str], *, on: date) -> Keuze:
    """The care on the day `on`; whether there is a form for it is for the catalogue to say. A form that only its own
    code leads to is named."""
    diagnose, prestatie = query.get("diagnose"), query.get("prestatie")
    return Keuze(
        grondslag=query.get("grondslag", ""),
        on=on,
        specialisme=query.get("specialisme", ""),
        diagnose=diagnose,
        zorgactiviteit=query.get("zorgactiviteit"),
        prestatiecodelijst=query.get("lijst", ""),
        prestatiecodes=(prestatie,) if prestatie else (),
        formulier=None if diagnose or prestatie else query.get("formulier", ""),
        uzovi=query.get("verzekeraar", ""),
    )


def read_datum(query: Mapping[str, str], *, vandaag: date) -> date:
    """The day on which the care was looked up; what is none is today."""
    try:
        return date.fromisoformat(query.get("datum", ""))
    except ValueError:
        return vandaag
