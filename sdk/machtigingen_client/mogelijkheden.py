"""What can be asked for through the portal on a day, and what each form can take from your message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from .antwoord import Formulier
from .lezen import day, pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Keuze:
    code: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Veld:
    """A question that your message can answer, at `pad`. `kolommen` are those of a table."""

    pad: str
    vraag: str
    tekst: str
    type: str
    verplicht: bool = False
    altijd_gevraagd: bool = False
    meerdere: bool = False
    keuzes: tuple[Keuze, ...] = ()
    controle: str = ""
    eenheid: str = ""
    minimum: str = ""
    maximum: str = ""
    lengte: int | None = None
    minimale_lengte: int | None = None
    patroon: str = ""
    vorm: str = ""
    decimalen: int | None = None
    voorrang: tuple[str, ...] = ()
    kolommen: tuple["Veld", ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Veld":
        return pick(
            cls,
            data,
            keuzes=picks(Keuze, data.get("keuzes")),
            voorrang=tuple(data.get("voorrang", ())),
            kolommen=tuple(map(cls.from_dict, data.get("kolommen", ()))),
        )


@dataclass(frozen=True, kw_only=True)
class Traject:
    """A treatment by diagnosis, with the zorgactiviteiten that lead to this form."""

    specialisme: str
    diagnose: str
    zorgactiviteiten: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prestatiecodes:
    """Codes of one list that lead to this form; any specialisme will do when it is None."""

    prestatiecodelijst: str
    codes: tuple[str, ...] = ()
    specialisme: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mogelijkheid:
    grondslag: Literal["zvw", "wlz"]
    formulier: Formulier
    geldig_vanaf: date
    geldig_tot: date | None = None
    uzovi: str = ""
    trajecten: tuple[Traject, ...] = ()
    prestaties: tuple[Prestatiecodes, ...] = ()
    velden: tuple[Veld, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Mogelijkheid":
        return pick(
            cls,
            data,
            formulier=pick(Formulier, data["formulier"]),
            geldig_vanaf=date.fromisoformat(data["geldig_vanaf"]),
            geldig_tot=day(data.get("geldig_tot")),
            trajecten=picks(Traject, data.get("trajecten")),
            prestaties=picks(Prestatiecodes, data.get("prestaties")),
            velden=tuple(map(Veld.from_dict, data.get("velden", ()))),
        )


@dataclass(frozen=True, kw_only=True)
class NietNodig:
    """Care for which this insurer asks no machtiging of your instantie."""

    uzovi: str
    grondslag: Literal["zvw", "wlz"]
    specialisme: str
    diagnose: str
    zorgactiviteit: str
    reden: str
    geldig_vanaf: date
    geldig_tot: date | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "NietNodig":
        begin = date.fromisoformat(data["geldig_vanaf"])
        return pick(cls, data, geldig_vanaf=begin, geldig_tot=day(data.get("geldig_tot")))


@dataclass(frozen=True, kw_only=True)
class NietNodigPrestaties:
    """The same for prestaties: a message needs none when one of these has all of its codes."""

    uzovi: str
    grondslag: Literal["zvw", "wlz"]
    prestatiecodelijst: str
    codes: tuple[str, ...]
    reden: str
    geldig_vanaf: date
    specialisme: str | None = None
    geldig_tot: date | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "NietNodigPrestaties":
        begin = date.fromisoformat(data["geldig_vanaf"])
        return pick(cls, data, codes=tuple(data["codes"]), geldig_vanaf=begin, geldig_tot=day(data.get("geldig_tot")))


@dataclass(frozen=True, kw_only=True)
class Mogelijkheden:
    datum: date
    verkeer: Verkeer = field(repr=False)
    mogelijkheden: tuple[Mogelijkheid, ...] = ()
    niet_nodig: tuple[NietNodig, ...] = ()
    niet_nodig_prestaties: tuple[NietNodigPrestaties, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Mogelijkheden":
        return cls(
            datum=date.fromisoformat(data["datum"]),
            verkeer=verkeer,
            mogelijkheden=tuple(map(Mogelijkheid.from_dict, data["mogelijkheden"])),
            niet_nodig=tuple(map(NietNodig.from_dict, data["niet_nodig"])),
            niet_nodig_prestaties=tuple(map(NietNodigPrestaties.from_dict, data.get("niet_nodig_prestaties", ()))),
        )
