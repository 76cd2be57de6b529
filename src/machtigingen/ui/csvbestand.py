"""A list as CSV that a Dutch Excel opens as it is: semicolons, decimal commas, and a mark that says UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from machtigingen.foundation.spreadsheet import as_plain_cell

Waarde = int | float | str | None

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_download(naam: str, *, kop: Sequence[str], rijen: Iterable[Sequence[Waarde]]) -> HttpResponse:
    """A file to keep. Its name must say nothing of a patient."""
    antwoord = HttpResponse(csv_text(kop=kop, rijen=rijen).encode(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def csv_text(*, kop: Sequence[str], rijen: Iterable[Sequence[Waarde]]) -> str:
    blad = io.StringIO()
    schrijver = csv.writer(blad, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([_cell(titel) for titel in kop])
    schrijver.writerows([_cell(waarde) for waarde in rij] for rij in rijen)
    return _BOM + blad.getvalue()


def _cell(waarde: Waarde) -> str:
    match waarde:
        case None:
            return ""
        case float():
            return str(round(waarde, 4)).replace(".", ",")
        case int():
            return str(waarde)
        case _:
            return as_plain_cell(waarde)
