"""The Instroombericht: one message type behind every protocol. Reading it proves its form, nothing more.

Source: the seed (verzekerde, verstrekking, own instantie, zorgverlener) and domain notes 9, row 1. Pure.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    create_model,
)
from pydantic_core import PydanticCustomError

from machtigingen.foundation import AgbCode, Bsn, DomainError, Fout, Uzovi, veldnaam

_BESTURING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\u2028\u2029]")
_BESTURING_REGEL = re.compile(r"[\x00-\x1f\x7f-\x9f]|[\u2028\u2029]")
# The most faults in one answer, and the largest number that every reader of JSON gets right (RFC 7493, 2.2).
FOUTEN_MAX = 200
GETAL_MAX = 2**53 - 1
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _fout(code: str) -> PydanticCustomError:
    return PydanticCustomError("machtigingen", "{code}", {"code": code})


def _code_type(soort: Any) -> BeforeValidator:
    """A value type of the foundation: its own error code becomes the error of the field."""

    def parse(waarde: Any) -> Any:
        if not isinstance(waarde, str):
            raise _fout("B203")
        try:
            return soort.parse(waarde)
        except DomainError as fout:
            raise _fout(fout.code) from fout

    return BeforeValidator(parse)


def lees_datum(waarde: Any) -> date:
    """A date as the contract writes it. Raises ValueError with the code: B203, B206, B213."""
    if not isinstance(waarde, str):
        raise _fout("B203")
    if not _DATUM.fullmatch(waarde):
        raise _fout("B206")
    try:
        return date.fromisoformat(waarde)
    except ValueError as fout:
        raise _fout("B213") from fout


def lees_regel(waarde: str) -> str:
    """Text of one line that is not only spaces. Raises ValueError with the code: B207, B204."""
    if _BESTURING_REGEL.search(waarde):
        raise _fout("B207")
    if not waarde.strip():
        raise _fout("B204")
    return waarde


def more_lines(waarde: str) -> str:
    """Text that may have new lines. Raises ValueError with the code: B207."""
    if _BESTURING.search(waarde):
        raise _fout("B207")
    return waarde


def _bedrag(waarde: Any) -> Decimal:
    tekst = repr(waarde) if isinstance(waarde, int | float) and not isinstance(waarde, bool) else waarde
    if not isinstance(tekst, str):
        raise _fout("B203")
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,2})?", tekst, re.ASCII):
        raise _fout("B206")
    return Decimal(tekst)


def _niet_null(waarde: Any) -> Any:
    """What is not known is left out; null is no value of any field."""
    if waarde is None:
        raise _fout("B203")
    return waarde


T = TypeVar("T")
Optioneel = Annotated[T | None, BeforeValidator(_niet_null)]

Datum = Annotated[date, BeforeValidator(lees_datum)]
Bedrag = Annotated[Decimal, BeforeValidator(_bedrag)]
Agb = Annotated[AgbCode, _code_type(AgbCode)]
Regel = AfterValidator(lees_regel)


class Deel(BaseModel):
    """A part of a message, and nothing else than its fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


class Softwarepakket(Deel):
    naam: Annotated[str, Field(min_length=1, max_length=60), Regel]
    versie: Annotated[str, Field(min_length=1, max_length=30), Regel]


class Verzekerde(Deel):
    bsn: Annotated[Bsn, _code_type(Bsn)]
    geboortedatum: Datum
    naam: Optioneel[Annotated[str, Field(min_length=1, max_length=120), Regel]] = None
    geslacht: Optioneel[Literal["man", "vrouw", "onbekend"]] = None
    uzovi: Optioneel[Annotated[Uzovi, _code_type(Uzovi)]] = None
    verzekerdenummer: Optioneel[Annotated[str, Field(min_length=1, max_length=15), Regel]] = None


class Instantie(Deel):
    agb: Agb


class Zorgverlener(Deel):
    agb: Agb
    specialisme: Annotated[str, Field(pattern=r"^[0-9]{3,4}$")]


class Prestatie(Deel):
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{3,6}$")]
    aantal: Annotated[int, Field(ge=1, le=99)]
    element: Optioneel[Annotated[str, Field(pattern=r"^[0-9]{2}$")]] = None
    kaak: Optioneel[Literal["onder", "boven"]] = None
    honorarium: Optioneel[Bedrag] = None
    techniek: Optioneel[Bedrag] = None


class Verstrekking(Deel):
    diagnose: Optioneel[Annotated[str, Field(pattern=r"^[0-9]{3,4}$")]] = None
    zorgactiviteit: Optioneel[Annotated[str, Field(pattern=r"^[0-9]{5,6}$")]] = None
    prestatiecodelijst: Optioneel[Annotated[str, Field(pattern=r"^[0-9]{3}$")]] = None
    prestaties: Optioneel[Annotated[list[Prestatie], Field(min_length=1, max_length=50)]] = None
    formulier: Optioneel[Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}$")]] = None


Tekst = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(more_lines)]
Getal = Annotated[int | float, Field(ge=-GETAL_MAX, le=GETAL_MAX)]


def _soort_antwoord(waarde: Any) -> str:
    """Which kind of answer is meant; so that what is wrong with it is said of that kind."""
    return "waarheid" if isinstance(waarde, bool) else type(waarde).__name__


Antwoordwaarde = Annotated[
    Annotated[Tekst, Tag("str")]
    | Annotated[bool, Tag("waarheid")]
    | Annotated[Getal, Tag("int")]
    | Annotated[Getal, Tag("float")]
    | Annotated[list[Tekst], Field(max_length=50), Tag("list")],
    Discriminator(_soort_antwoord),
]
Vraagnaam = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=64)]
Antwoorden = Annotated[dict[Vraagnaam, Antwoordwaarde], Field(max_length=100)]


class Instroombericht(Deel):
    softwarepakket: Softwarepakket
    referentie: Annotated[str, Field(min_length=1, max_length=60), Regel]
    grondslag: Literal["zvw", "wlz"]
    begindatum: Datum
    verzekerde: Verzekerde
    instantie: Instantie
    zorgverlener: Zorgverlener
    verstrekking: Verstrekking
    antwoorden: Antwoorden = Field(default_factory=dict)
    opmerking: Optioneel[Tekst] = None


class Antwoordenbericht(Deel):
    """Answers for a concept that came from a message before."""

    antwoorden: Antwoorden


_SOORTEN = {
    "missing": "B201",
    "extra_forbidden": "B202",
    "literal_error": "B205",
    "string_pattern_mismatch": "B206",
    "string_too_long": "B204",
    "string_too_short": "B204",
    "too_long": "B204",
    "too_short": "B204",
    "greater_than_equal": "B205",
    "less_than_equal": "B205",
}


def parse_bericht(data: Any) -> Instroombericht:
    """The message in `data` (plain JSON values). Raises B2xx for everything that is wrong in its form, all together."""
    bericht, fouten = read_bericht(data)
    if fouten:
        raise DomainError(*fouten)
    return bericht


_MET_ANTWOORDEN = ("antwoorden", "toegekend")

D = TypeVar("D", bound=Deel)


def parse(soort: type[D], data: Any) -> D:
    """Another message than the Instroombericht, read as strictly. Raises B2xx, all together."""
    try:
        return soort.model_validate(data)
    except ValidationError as fout:
        raise DomainError(*_fouten(fout)) from fout


def read_bericht(data: Any) -> tuple[Instroombericht, tuple[Fout, ...]]:
    """The message, and nothing wrong with it; or what can be read of it, and B2xx for everything that is wrong in its
    form. Asking the latter for what could not be read raises `Onleesbaar`."""
    try:
        return Instroombericht.model_validate(data), ()
    except ValidationError as fout:
        return cast(Instroombericht, _leesbaar(Instroombericht, data)), _fouten(fout)


class Onleesbaar(AttributeError):
    """This part of the message is not there or cannot be read, so who needs it has nothing to say."""


class _Leesbaar:
    """Stands in the place of a part of the message, with the fields that could be read."""

    def __init__(self, velden: Mapping[str, Any]) -> None:
        self.__dict__.update(velden)

    def __getattr__(self, naam: str) -> Any:
        raise Onleesbaar(naam)


def _leesbaar(deel: type[Deel], data: Any) -> _Leesbaar:
    if not isinstance(data, dict):
        return _Leesbaar({})
    velden: dict[str, Any] = {}
    for naam, veld in deel.model_fields.items():
        soort = veld.annotation
        if isinstance(soort, type) and issubclass(soort, Deel):
            velden[naam] = _leesbaar(soort, data.get(naam))
        elif naam not in data and not veld.is_required():
            velden[naam] = veld.get_default(call_default_factory=True)
        elif naam in data:
            try:
                velden[naam] = getattr(_alleen(deel, naam).model_validate({naam: data[naam]}), naam)
            except ValidationError:
                continue
    return _Leesbaar(velden)


@cache
def _alleen(deel: type[Deel], naam: str) -> type[Deel]:
    """A part with one field only: to read that field by itself, as strictly as it is read with the others."""
    veld = deel.model_fields[naam]
    velden: dict[str, Any] = {naam: (veld.annotation, veld)}
    return create_model(f"{deel.__name__}_{naam}", __base__=Deel, **velden)


def _fouten(fout: ValidationError) -> tuple[Fout, ...]:
    gevonden: dict[str, Fout] = {}
    for een in fout.errors(include_url=False, include_input=False):
        pad = _pad(een["loc"])
        code = een["ctx"]["code"] if een["type"] == "machtigingen" else _SOORTEN.get(een["type"], "B203")
        if len(gevonden) == FOUTEN_MAX:
            break
        gevonden.setdefault(pad, Fout(code, pad, _gegevens(pad, een.get("ctx", {}))))
    return tuple(gevonden.values())


def _pad(delen: tuple[int | str, ...]) -> str:
    """As the sender spells it: below the name of an answer are only the kinds that were tried."""
    antwoorden = next((plek for plek, deel in enumerate(delen) if deel in _MET_ANTWOORDEN), len(delen))
    delen = delen[: antwoorden + 2]
    tekst = ""
    for deel in delen:
        tekst += f"[{deel}]" if isinstance(deel, int) else f".{veldnaam(deel)}"
    return tekst.lstrip(".")


def _gegevens(pad: str, context: Mapping[str, Any]) -> dict[str, str]:
    gegevens = {"veld": pad or "bericht"}
    if "max_length" in context:
        gegevens["maximum"] = str(context["max_length"])
    if "expected" in context:
        gegevens["keuzes"] = str(context["expected"]).replace(" or ", " of ")
    return gegevens
