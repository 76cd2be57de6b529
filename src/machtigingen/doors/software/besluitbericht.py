"""What software of an insurer sends: a decision by line, and questions to the provider. Read as strictly as a push."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from machtigingen.aanvragen.regels import Oordeel, Regeloordeel
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.foundation import DomainError, Fout
from machtigingen.instroom.bericht import Antwoordwaarde, Datum, Deel, Optioneel, Vraagnaam, more_lines, parse

_VAN_REGEL = re.compile(r"regels\[(?P<nummer>[0-9]+)\]\.(?P<veld>.+)")
_ANDERS_GENOEMD = {"geldig_van": "geldig_vanaf"}

Tekst = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(more_lines)]


class Regelbericht(Deel):
    """What is said of one line."""

    regel: Annotated[int, Field(ge=1, le=50)]
    uitkomst: Literal["toegekend", "anders", "afgewezen"]
    toegekend: Annotated[dict[Vraagnaam, Antwoordwaarde], Field(max_length=20)] = Field(default_factory=dict)
    reden: Optioneel[Annotated[str, Field(min_length=1, max_length=60)]] = None
    toelichting: Optioneel[Tekst] = None


class Besluitbericht(Deel):
    """A decision on a whole aanvraag."""

    regels: Annotated[list[Regelbericht], Field(min_length=1, max_length=50)]
    toelichting: Tekst
    geldig_vanaf: Optioneel[Datum] = None
    geldig_tot: Optioneel[Datum] = None
    gezien: Optioneel[Annotated[int, Field(ge=0, le=999_999_999)]] = None


class Vragenbericht(Deel):
    """Questions to the provider."""

    vragen: Annotated[list[Tekst], Field(min_length=1, max_length=10)]


def read_besluit(data: Any) -> Oordeel:
    """Raises B2xx for all that is wrong in its form, together."""
    bericht = parse(Besluitbericht, data)
    _require_otherwise(bericht)
    return Oordeel(
        regels=tuple(
            Regeloordeel(
                regel=een.regel,
                uitkomst=Regelbesluit(een.uitkomst),
                toegekend=een.toegekend,
                reden=een.reden or "",
                toelichting=een.toelichting or "",
            )
            for een in bericht.regels
        ),
        toelichting=bericht.toelichting,
        geldig_van=bericht.geldig_vanaf,
        geldig_tot=bericht.geldig_tot,
    )


def read_seen(data: Any) -> int | None:
    """What the decider had seen of what the provider did, when he says that. Raises as `read_besluit`."""
    return parse(Besluitbericht, data).gezien


def _require_otherwise(bericht: Besluitbericht) -> None:
    """Something else was granted: then it says what. Raises B201."""
    paden = [
        f"regels[{plek}].toegekend"
        for plek, een in enumerate(bericht.regels)
        if een.uitkomst == Regelbesluit.ANDERS.value and "toegekend" not in een.model_fields_set
    ]
    if paden:
        raise DomainError(*(Fout("B201", pad, {"veld": pad}) for pad in paden))


@contextmanager
def told_as_sent(oordeel: Oordeel) -> Iterator[None]:
    """What is wrong with a decision, at its place in the message: a line by where it stood there, from 0."""
    try:
        yield
    except DomainError as fout:
        plekken = {een.regel: plek for plek, een in enumerate(oordeel.regels)}
        raise DomainError(*(Fout(een.code, _pad(een.pad, plekken), een.gegevens) for een in fout.fouten)) from fout


def _pad(pad: str, plekken: Mapping[int, int]) -> str:
    regel = _VAN_REGEL.fullmatch(pad)
    if regel is None:
        return _ANDERS_GENOEMD.get(pad, pad)
    veld = regel["veld"]
    if veld.partition(".")[0] not in Regelbericht.model_fields:
        veld = f"toegekend.{veld}"
    return f"regels[{plekken[int(regel['nummer'])]}].{veld}"


def read_vragen(data: Any) -> Sequence[str]:
    """Raises B2xx for all that is wrong in its form, together."""
    return parse(Vragenbericht, data).vragen
