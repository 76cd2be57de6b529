"""The log of one patient as text to read, as CSV and as JSON."""

import csv
import io
import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from machtigingen.audit.nen7513 import Logregel
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.foundation.spreadsheet import as_plain_cell
from machtigingen.inzage.actions import Inzage, Inzageregel

_KOPPEN = ("Wanneer", "Wie", "Namens", "Wat", "Aanvraag")
_BREEDTES = (16, 26, 30, 44, 18)
_VELDEN = ("aanvraag", *(veld.name for veld in fields(Logregel)))


def as_text(inzage: Inzage) -> str:
    """A table that fits on paper on its side, with the time as it was in the Netherlands."""
    kop = [
        "Wie deed of zag wat met uw aanvragen",
        f"Gemaakt op {inzage.gemaakt_at.astimezone(NEDERLAND):%d-%m-%Y om %H:%M}. "
        f"Aanvragen: {len(inzage.aanvragen)}. Regels: {len(inzage.regels)}.",
        "",
    ]
    if not inzage.regels:
        return "\n".join([*kop, "Er staat niets in het logboek over deze persoon.", ""])
    rijen = [_row(_KOPPEN), "  ".join("-" * breedte for breedte in _BREEDTES)]
    rijen += [_row(_cells(regel)) for regel in inzage.regels]
    return "\n".join([*kop, *rijen, ""])


def _cells(regel: Inzageregel) -> tuple[str, ...]:
    log = regel.logregel
    wanneer = f"{log.tijdstip.astimezone(NEDERLAND):%d-%m-%Y %H:%M}"
    namens = f"{log.organisatie} ({_code(log.organisatiecode)})" if log.organisatie else log.rolnaam
    return wanneer, f"{log.naam}, {log.rolnaam}" if log.organisatie else log.naam, namens, log.zin, regel.aanvraag


def _code(organisatiecode: str) -> str:
    """On one line: "AGB 22990001"."""
    return organisatiecode.upper().replace(":", "\N{NO-BREAK SPACE}")


def _row(cellen: Sequence[str]) -> str:
    """Each cell in its own column, over as many lines as the longest needs."""
    kolommen = [textwrap.wrap(cel, breedte) or [""] for cel, breedte in zip(cellen, _BREEDTES, strict=True)]
    hoogte = max(len(kolom) for kolom in kolommen)
    regels = [[*kolom, *[""] * (hoogte - len(kolom))] for kolom in kolommen]
    return "\n".join(
        "  ".join(deel.ljust(breedte) for deel, breedte in zip(regel, _BREEDTES, strict=True)).rstrip()
        for regel in zip(*regels, strict=True)
    )


def as_csv(inzage: Inzage) -> str:
    """Every field of the standard. What a sheet would take for a formula is made text."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow(_VELDEN)
    for regel in inzage.regels:
        schrijver.writerow(as_plain_cell(str(waarde)) for waarde in _fields(regel).values())
    return uit.getvalue()


def as_json(inzage: Inzage) -> str:
    data = {
        "gemaakt_at": inzage.gemaakt_at.isoformat(),
        "aanvragen": inzage.aanvragen,
        "regels": [_fields(regel) for regel in inzage.regels],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _fields(regel: Inzageregel) -> dict[str, Any]:
    return {"aanvraag": regel.aanvraag} | asdict(regel.logregel) | {"tijdstip": regel.logregel.tijdstip.isoformat()}
