"""What is an answer? Text of a page or a value of a package becomes one canonical value, or a coded error."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from machtigingen.beslisboom.codes import canonical_code
from machtigingen.beslisboom.rijen import parse_rows, reads_as_thousands, rows_as_typed
from machtigingen.beslisboom.vraag import Controle, Vraag, Vraagtype, Waarde
from machtigingen.foundation import AgbCode, Bsn, DomainError, Uzovi
from machtigingen.foundation.datums import code_begindatum, code_geboortedatum

LENGTE = {Vraagtype.STRING: 250, Vraagtype.TEXT: 4000}
TE_KORT = "ten minste {minimum} tekens"
MEESTE_ANTWOORDEN = 50  # on one question
MEESTE_BIJLAGEN = 200  # with a whole aanvraag
_GROOTSTE = 10**12

_DATUM = re.compile(r"(?P<dag>[0-9]{1,2})[-/. ](?P<maand>[0-9]{1,2})[-/. ](?P<jaar>[0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{2})-(?P<dag>[0-9]{2})")
_GETAL = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_ELEMENT = re.compile(r"[1-4][1-8]|[5-8][1-5]")  # FDI (ISO 3950): adult, then milk teeth
_JA_NEE = {"ja": True, "true": True, "nee": False, "false": False}


def parse_antwoord(vraag: Vraag, raw: object, *, vandaag: date | None = None) -> Waarde | None:
    """The canonical value of `raw`, or None when nothing was filled in. A canonical value stays as it is.

    Raises DomainError (V102..V107, V112, B203, B207, B211..B218) with the linkId as its path; of a cell in a table
    also its row and column. With `vandaag` it also refuses a date that cannot be.
    """
    if not vraag.asks:
        return None
    if vraag.kolommen:
        return parse_rows(vraag, raw, lambda kolom, cell: parse_antwoord(kolom, cell, vandaag=vandaag))
    if vraag.meerdere or vraag.type is Vraagtype.ATTACHMENT:
        return _parse_several(vraag, raw)
    return parse_one(vraag, raw, vandaag=vandaag)


def parse_one(vraag: Vraag, raw: object, *, vandaag: date | None = None) -> Waarde | None:
    """One answer, also of a question that takes more."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return _PARSE[vraag.type](vraag, raw, vandaag)


def as_typed(vraag: Vraag, raw: object, *, vandaag: date | None = None) -> object:
    """What a concept keeps of input that cannot be read: all of it; of a table with the readable cells canonical."""
    if not vraag.kolommen:
        return raw
    return rows_as_typed(vraag, raw, lambda kolom, cell: parse_antwoord(kolom, cell, vandaag=vandaag))


def _parse_several(vraag: Vraag, raw: object) -> list[str] | None:
    items = raw if isinstance(raw, list) else [raw]
    most = MEESTE_BIJLAGEN if vraag.type is Vraagtype.ATTACHMENT else MEESTE_ANTWOORDEN
    if len(items) > most:
        raise _refused(vraag, "V106", maximum=str(most))
    found = [_PARSE[vraag.type](vraag, item, None) for item in items if item not in (None, "")]
    ordered = [optie.code for optie in vraag.opties if optie.code in found] or found
    return list(dict.fromkeys(str(item) for item in ordered)) or None


def _text(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    text = _printable(vraag, raw)
    if len(text) > longest_of(vraag):
        raise _refused(vraag, "V106", maximum=str(longest_of(vraag)))
    if vraag.min_length and len(text) < vraag.min_length:
        raise _refused(vraag, "V112", vorm=vraag.vorm or TE_KORT.format(minimum=vraag.min_length))
    if vraag.regex and not re.fullmatch(vraag.regex, text):
        raise _refused(vraag, "V112", vorm=vraag.vorm)
    return _controlled(vraag, text)


def longest_of(vraag: Vraag) -> int:
    """How many characters an answer in words may have."""
    return vraag.max_length or LENGTE.get(vraag.type, LENGTE[Vraagtype.STRING])


def _printable(vraag: Vraag, raw: object) -> str:
    """All Unicode is welcome but control characters; a longer text may have new lines and tabs."""
    if not isinstance(raw, str):
        raise _refused(vraag, "B203")
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    allowed = "\n\t" if vraag.type is Vraagtype.TEXT else ""
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in allowed for char in text):
        raise _refused(vraag, "B207")
    return text


def _controlled(vraag: Vraag, text: str) -> str:
    match vraag.controle:
        case Controle.BSN:
            return Bsn.parse(text, pad=vraag.link_id).onthul()
        case Controle.AGB_ZORGVERLENER | Controle.AGB_INSTELLING:
            return str(AgbCode.parse(text, pad=vraag.link_id))
        case Controle.UZOVI:
            return str(Uzovi.parse(text, pad=vraag.link_id))
        case Controle.ELEMENT if not _ELEMENT.fullmatch(text):
            raise _refused(vraag, "V104", minimum="11", maximum="85")
        case _:
            return text


def _boolean(vraag: Vraag, raw: object, vandaag: date | None) -> bool:
    if isinstance(raw, bool):
        return raw
    found = _JA_NEE.get(_printable(vraag, raw).lower())
    if found is None:
        raise _refused(vraag, "V105")
    return found


def _choice(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    code = canonical_code(vraag.controle, _printable(vraag, raw))
    if code not in vraag.keuzes:
        raise _refused(vraag, "V105")
    return code


def _open_choice(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    """One of the choices, by its code or as people read it, or own words."""
    text = _text(vraag, raw, vandaag)
    if text in vraag.keuzes:
        return text
    return next((optie.code for optie in vraag.opties if text == optie.tekst), text)


def _quantity(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    """A number, with or without its own unit behind it."""
    return _decimal(vraag, raw.strip().removesuffix(vraag.eenheid) if isinstance(raw, str) else raw, vandaag)


def _integer(vraag: Vraag, raw: object, vandaag: date | None) -> int:
    number = _within(vraag, _number(vraag, raw))
    if number != number.to_integral_value():
        raise _refused(vraag, "V103")
    return int(number)


def _decimal(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    """Without needless zeros; with as many decimals as the question names, when it does."""
    number = _within(vraag, _number(vraag, raw))
    if vraag.decimalen is None:
        return format(number.normalize() + 0, "f")
    rounded = round(number, vraag.decimalen) + 0
    if rounded != number:
        raise _refused(vraag, "V103")
    return format(rounded, "f")


def _number(vraag: Vraag, raw: object) -> Decimal:
    """A number as people write it, with comma or point; digits of other scripts and exponents are refused."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < _GROOTSTE:
        raw = str(raw)
    written = raw.strip() if isinstance(raw, str) else ""
    if not _GETAL.fullmatch(written) or reads_as_thousands(vraag, written):
        raise _refused(vraag, "V103")
    return Decimal(written.replace(",", "."))


def _within(vraag: Vraag, number: Decimal) -> Decimal:
    too_low = vraag.minimum is not None and number < Decimal(vraag.minimum)
    too_high = vraag.maximum is not None and number > Decimal(vraag.maximum)
    if too_low or too_high:
        grenzen = {"minimum": vraag.minimum, "maximum": vraag.maximum}
        raise _refused(vraag, "V104", **{naam: grens for naam, grens in grenzen.items() if grens is not None})
    return number


def _date(vraag: Vraag, raw: object, vandaag: date | None) -> str:
    """31-12-2026, 31/12/26, 31.12.2026, 31 12 2026 or 2026-12-31."""
    text = raw.strip() if isinstance(raw, str) else ""
    found = _ISO.fullmatch(text) or _DATUM.fullmatch(text)
    if not found:
        raise _refused(vraag, "V102")
    year = found["jaar"]
    full_year = int(year) if len(year) == 4 else _century(vraag, int(year), vandaag)
    try:
        day = date(full_year, int(found["maand"]), int(found["dag"]))
    except ValueError as error:
        raise _refused(vraag, "V102") from error
    _possible(vraag, day, vandaag)
    _between(vraag, day)
    return day.isoformat()


def _between(vraag: Vraag, day: date) -> None:
    """The limits that the question itself names."""
    first, last = (date.fromisoformat(limit) if limit else None for limit in (vraag.minimum, vraag.maximum))
    if (first and day < first) or (last and last < day):
        grenzen = {"minimum": first, "maximum": last}
        raise _refused(vraag, "V104", **{naam: f"{grens:%d-%m-%Y}" for naam, grens in grenzen.items() if grens})


def _century(vraag: Vraag, year: int, vandaag: date | None) -> int:
    """A year of two digits is 20xx; of a birth it is the last such year, which only today can tell."""
    if vraag.controle is not Controle.GEBOORTEDATUM:
        return 2000 + year
    if vandaag is None:
        raise _refused(vraag, "V102")
    return 2000 + year if 2000 + year <= vandaag.year else 1900 + year


def _possible(vraag: Vraag, day: date, vandaag: date | None) -> None:
    """COV cannot look ahead, nor more than two years back (domain notes 1.5)."""
    if vandaag is None:
        return
    if vraag.controle is Controle.BEGINDATUM and (code := code_begindatum(day, vandaag=vandaag)):
        raise _refused(vraag, code, datum=f"{day:%d-%m-%Y}")
    if vraag.controle is Controle.VERLEDEN and day > vandaag:
        raise _refused(vraag, "V104", maximum=f"{vandaag:%d-%m-%Y}")
    if vraag.controle is Controle.GEBOORTEDATUM and (code := code_geboortedatum(day, vandaag=vandaag)):
        raise _refused(vraag, code)


def _refused(vraag: Vraag, code: str, **gegevens: str) -> DomainError:
    return DomainError.one(code, pad=vraag.link_id, veld=vraag.tekst, **gegevens)


_PARSE: dict[Vraagtype, Callable[[Vraag, object, date | None], Waarde]] = {
    Vraagtype.STRING: _text,
    Vraagtype.TEXT: _text,
    Vraagtype.BOOLEAN: _boolean,
    Vraagtype.DATE: _date,
    Vraagtype.INTEGER: _integer,
    Vraagtype.DECIMAL: _decimal,
    Vraagtype.QUANTITY: _quantity,
    Vraagtype.CHOICE: _choice,
    Vraagtype.OPEN_CHOICE: _open_choice,
    Vraagtype.ATTACHMENT: _text,
}
