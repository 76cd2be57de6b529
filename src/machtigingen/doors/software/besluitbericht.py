"""What software of an insurer sends: a decision by line, and questions to the provider. Read as strictly as a push."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from machtigingen.aanvragen.regels import Oordeel, Regeloordeel
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.instroom.bericht import Antwoordwaarde, Datum, Deel, Optioneel, Vraagnaam, more_lines, parse

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


class Vragenbericht(Deel):
    """Questions to the provider."""

    vragen: Annotated[list[Tekst], Field(min_length=1, max_length=10)]


def read_besluit(data: Any) -> Oordeel:
    """Raises B2xx for all that is wrong in its form, together."""
    bericht = parse(Besluitbericht, data)
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


def read_vragen(data: Any) -> Sequence[str]:
    """Raises B2xx for all that is wrong in its form, together."""
    return parse(Vragenbericht, data).vragen
