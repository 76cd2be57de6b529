"""What stands in a table, and what does it add up to? Rows of cells become canonical rows, or errors per cell."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from machtigingen.beslisboom.vraag import Rij, Vraag, Waarde
from machtigingen.foundation import DomainError, Fout

MEESTE_RIJEN = 50
LEEG = "Vul dit vak in"
GEEN_KOLOM = "Deze tabel heeft geen kolom met deze naam"
DUBBEL = "Dit staat al in regel {regel}. Voeg de twee regels samen"

_BEDRAG = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_DUIZENDEN = re.compile(r"[+-]?0*[1-9][0-9]{0,2}[.,][0-9]{3,}")
_DUIZENDEN_OP_NUL = re.compile(r"[+-]?0*[1-9][0-9]{0,2}[.,][0-9]{2}0")

Cellezer = Callable[[Vraag, object], Waarde | None]


def parse_rows(vraag: Vraag, raw: object, parse_cell: Cellezer) -> list[Rij] | None:
    """The rows in which something stands, or None when there are none.

    Raises DomainError: B203 (no table), V106 (too many rows), and V107 for every cell that is wrong or missing, all
    together. The path of V107 is `prestaties[1].kaak`: the row as it was given, counted from 0.
    """
    numbered = _filled(vraag, raw)
    read = [(number, *_read(vraag, number, row, parse_cell)) for number, row in numbered]
    faults = [fault for _, _, wrong in read for fault in wrong]
    faults += _doubles(vraag, [(number, row) for number, row, wrong in read if not wrong])
    if not faults:
        faults += _apart(vraag, [(number, row) for number, row, _ in read])
    if faults:
        raise DomainError(*faults)
    return [row for _, row, _ in read] or None


def readable_rows(vraag: Vraag, raw: object, parse_cell: Cellezer) -> list[Rij] | None:
    """What can be read of the rows, so that only the rest has to be asked; None when that is nothing."""
    try:
        rows = [_read(vraag, number, row, parse_cell)[0] for number, row in _filled(vraag, raw)]
    except DomainError:
        return None
    return [row for row in rows if row] or None


def rows_as_typed(vraag: Vraag, raw: object, parse_cell: Cellezer) -> object:
    """The filled in rows with every cell that can be read in its canonical form, and the others as they were typed."""
    try:
        numbered = _filled(vraag, raw)
    except DomainError:
        return raw
    return [
        {name: cell for name, cell in row.items() if not _is_empty(cell)} | _read(vraag, number, row, parse_cell)[0]
        for number, row in numbered
    ]


def row_total(vraag: Vraag, rij: Mapping[str, object]) -> Decimal | None:
    """What one row adds up to; None when the table has no total, or a cell of it cannot be read."""
    if vraag.totaal is None:
        return None
    cells = {kolom.link_id: number_in(kolom, rij.get(kolom.link_id)) for kolom in vraag.kolommen}
    amounts = [cells[name] for name in vraag.totaal.som]
    times = cells[vraag.totaal.keer] if vraag.totaal.keer else Decimal(1)
    known = [one for one in amounts if one is not None]
    return sum(known, Decimal()) * times if times is not None and len(known) == len(amounts) else None


def total(vraag: Vraag, rijen: Iterable[Mapping[str, object]]) -> Decimal | None:
    """What the whole table adds up to; None as soon as one row is not known."""
    totals = [row_total(vraag, rij) for rij in rijen]
    known = [one for one in totals if one is not None]
    return sum(known, Decimal()) if known and len(known) == len(totals) else None


def number_in(vraag: Vraag, written: object) -> Decimal | None:
    """The number that is an answer to this question, canonical or as people write it; None when there is none, or it
    could be another."""
    return None if reads_as_thousands(vraag, str(written).strip()) else amount(written)


def reads_as_thousands(vraag: Vraag, written: str) -> bool:
    """1.400 is how people write fourteen hundred: where three decimals cannot be meant, it is not one and a bit. Where
    its question does not say how many can, that goes for a needless zero only: an answer is kept without."""
    if vraag.meeste_decimalen is None:
        return _DUIZENDEN_OP_NUL.fullmatch(written) is not None
    return vraag.meeste_decimalen < 3 and _DUIZENDEN.fullmatch(written) is not None


def amount(cell: object) -> Decimal | None:
    """The number in a cell, canonical or as people write it; None when there is none."""
    written = str(cell).strip()
    return Decimal(written.replace(",", ".")) if _BEDRAG.fullmatch(written) else None


def _filled(vraag: Vraag, raw: object) -> list[tuple[int, Mapping[str, object]]]:
    """The rows that are not empty, with their number."""
    rows = [] if raw is None or (isinstance(raw, str) and not raw.strip()) else raw
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise DomainError.one("B203", pad=vraag.link_id, veld=vraag.tekst)
    if len(rows) > MEESTE_RIJEN:
        raise DomainError.one("V106", pad=vraag.link_id, veld=vraag.tekst, maximum=str(MEESTE_RIJEN))
    return [(number, row) for number, row in enumerate(rows) if not all(_is_empty(cell) for cell in row.values())]


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _read(vraag: Vraag, number: int, row: Mapping[str, object], parse_cell: Cellezer) -> tuple[Rij, list[Fout]]:
    """The cells that can be read, and what is wrong with the others."""
    cells: Rij = {}
    faults = [_fault(vraag, number, str(name), GEEN_KOLOM) for name in row if vraag.kolom(str(name)) is None]
    for kolom in vraag.kolommen:
        try:
            value = parse_cell(kolom, row.get(kolom.link_id))
        except DomainError as error:
            faults.append(_fault(vraag, number, kolom.link_id, error.fouten[0].melding, error.code))
            continue
        if value is not None:
            cells[kolom.link_id] = value
        elif kolom.verplicht:
            faults.append(_fault(vraag, number, kolom.link_id, LEEG, "V101"))
    return cells, faults


def _doubles(vraag: Vraag, rows: list[tuple[int, Rij]]) -> Iterator[Fout]:
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows if vraag.uniek else ():
        key = tuple(str(row.get(name, "")) for name in vraag.uniek)
        if key in seen:
            yield _fault(vraag, number, vraag.uniek[0], DUBBEL.format(regel=seen[key] + 1))
        seen.setdefault(key, number)


def _apart(vraag: Vraag, rows: list[tuple[int, Rij]]) -> Iterator[Fout]:
    """Rows that may not stand beside the others, each with the first thing that is wrong with it."""
    judged = [(verband, verband.judge([row for _, row in rows])) for verband in vraag.verbanden]
    for place, (number, _) in enumerate(rows):
        broken = next((verband for verband, holds in judged if holds[place] is False), None)
        if broken:
            yield _fault(vraag, number, broken.kolom, broken.tekst)


def _fault(vraag: Vraag, number: int, name: str, reason: str, code: str = "V107") -> Fout:
    """`code` is what is wrong with the cell by itself: V101 when it must still be filled in."""
    kolom = vraag.kolom(name)
    gegevens = {
        "veld": vraag.tekst,
        "regel": str(number + 1),
        "kolom": kolom.naam if kolom else name,
        "reden": reason.rstrip("."),
        "code": code,
    }
    return Fout("V107", f"{vraag.link_id}[{number}].{name}", gegevens)
