"""What a form field and the error summary need to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Veldsoort(StrEnum):
    TEKST = "tekst"
    DATUM = "datum"
    GETAL = "getal"
    CODE = "code"  # digits that count once
    LANGE_TEKST = "lange_tekst"
    KEUZE = "keuze"  # radio buttons
    MEERKEUZE = "meerkeuze"  # checkboxes
    LIJST = "lijst"  # select
    VINKJE = "vinkje"  # one checkbox with its own sentence
    BESTAND = "bestand"
    TABEL = "tabel"  # rows of fields
    WEERGAVE = "weergave"  # a text between the fields that asks nothing
    GROEP = "groep"  # a heading over the fields after it


GROEPEN = frozenset({Veldsoort.KEUZE, Veldsoort.MEERKEUZE})


class Breedte(StrEnum):
    """How wide the input is: a promise to the user about how long the answer is."""

    KORT = "kort"  # a date, a number
    MIDDEL = "middel"  # a code, a name
    LANG = "lang"  # a sentence


GEWOON = {
    Veldsoort.DATUM: Breedte.KORT,
    Veldsoort.GETAL: Breedte.KORT,
    Veldsoort.CODE: Breedte.KORT,
    Veldsoort.LANGE_TEKST: Breedte.LANG,
}


class Opgezocht:
    """A template asks for each name as a key first; what has no keys raises every time, and a page has thousands."""

    def __getitem__(self, naam: str) -> object:
        return getattr(self, naam)


@dataclass(frozen=True, kw_only=True)
class Keuze(Opgezocht):
    """`groep`: the heading of a LIJST under which it stands; choices of one group stand together."""

    waarde: str
    label: str
    uitleg: str = ""
    groep: str = ""


@dataclass(frozen=True, kw_only=True)
class Keuzeregel(Opgezocht):
    """A choice as it is drawn: with its own id, and ticked or not."""

    id: str
    keuze: Keuze
    gekozen: bool


@dataclass(frozen=True, kw_only=True)
class Bestand:
    """A file that is already here. The remove button posts verwijder=<id>. Without `url` it is not to be opened, and
    `melding` says why; `miniatuur` is the address of a small picture of it."""

    id: str
    naam: str
    grootte: int
    url: str = ""
    miniatuur: str = ""
    melding: str = ""


@dataclass(frozen=True, kw_only=True)
class Wijziging:
    """A changed answer that waits for a yes: by it other answers would fall away. The buttons post doorgaan=<doorgaan>
    or laten=<name of the field>."""

    was: str
    wordt: str
    vervallen: tuple[tuple[str, str], ...]  # what a question is about, and its answer
    doorgaan: str


@dataclass(frozen=True, kw_only=True)
class Veld(Opgezocht):
    naam: str
    label: str
    soort: Veldsoort = Veldsoort.TEKST
    waarde: str = ""
    waarden: tuple[str, ...] = ()  # the ticked choices of MEERKEUZE
    hint: str = ""
    doel: str = ""
    fout: str = ""
    fout_kort: str = ""  # the same error for the summary, where the label is not in sight
    bron: str = ""
    gestuurd: str = ""  # what the package sent, when the user changed it
    anders: str = ""  # what COV says, or what was filled in before COV did, in words
    begrepen: str = ""  # how an answer was read: "donderdag 31 december 2026"
    eenheid: str = ""
    groep: str = ""  # the heading that it stands under, said with its label to who does not see that
    keuzes: tuple[Keuze, ...] = ()
    leeg: str = ""  # what LIJST says while nothing is chosen
    suggesties: tuple[Keuze, ...] = ()
    mag_leeg: bool = False
    breedte: Breedte | None = None
    max_lengte: int | None = None
    accept: str = ""
    max_bytes: int | None = None
    samen_bytes: int | None = None  # of all files that are here and count for max_bytes, at other questions too
    bestanden: tuple[Bestand, ...] = ()
    elders: tuple[Bestand, ...] = ()  # that count for max_bytes too, and can be seen nowhere else
    rijen: tuple[Veldrij, ...] = ()
    totaal: str = ""
    wijziging: Wijziging | None = None
    getoond: str | None = None  # a fingerprint of the answer that it shows, posted with it; empty for no answer
    botst: str = ""  # the mark of a text that collided here and is told at the field, posted with it

    @property
    def id(self) -> str:
        return f"veld-{self.naam}"

    @property
    def eerste_id(self) -> str:
        """Where the error summary jumps to: the first choice of a group or cell of a table, else the input itself."""
        if self.rijen:
            return self.rijen[0].cellen[0].id
        return f"{self.id}-1" if self.is_groep and self.keuzes else self.id

    @property
    def heeft_uitleg(self) -> bool:
        return bool(self.hint or self.doel or self.fout)

    @property
    def heeft_onder(self) -> bool:
        return bool(self.begrepen or self.bron or self.anders or self.wijziging)

    @property
    def is_groep(self) -> bool:
        return self.soort in GROEPEN

    @property
    def klasse(self) -> str:
        return f"mp-invoer--{self.breedte or GEWOON.get(self.soort, Breedte.MIDDEL)}"

    @property
    def beschreven_door(self) -> str:
        """The ids for aria-describedby, in reading order."""
        delen = {"hint": self.hint, "fout": self.fout, "begrepen": self.begrepen}
        return " ".join(f"{self.id}-{deel}" for deel, tekst in delen.items() if tekst)

    @property
    def keuzeregels(self) -> tuple[Keuzeregel, ...]:
        gekozen = {self.waarde, *self.waarden} - {""}
        return tuple(
            Keuzeregel(id=f"{self.id}-{nummer}", keuze=keuze, gekozen=keuze.waarde in gekozen)
            for nummer, keuze in enumerate(self.keuzes, start=1)
        )

    @property
    def cellen(self) -> tuple[Veld, ...]:
        """All fields of all rows of a table."""
        return tuple(cel for rij in self.rijen for cel in rij.cellen)

    @property
    def vol_vanaf(self) -> int:
        """From here on the meter warns."""
        return (self.max_bytes or 0) * 4 // 5


@dataclass(frozen=True, kw_only=True)
class Veldrij:
    """One row of a table: its fields, and what they add up to. The remove button posts rij=weg:<id>."""

    id: str
    nummer: int
    cellen: tuple[Veld, ...]
    totaal: str = ""


@dataclass(frozen=True, kw_only=True)
class Foutregel:
    tekst: str
    veld_id: str = ""
    url: str = ""  # the page of the field, when that is another one

    @property
    def href(self) -> str:
        return self.url or (f"#{self.veld_id}" if self.veld_id else "")

    @classmethod
    def van(cls, velden: Iterable[Veld]) -> tuple[Foutregel, ...]:
        """The lines of the summary, in the order of the fields on the page."""
        alle = (een for veld in velden for een in (veld, *veld.cellen))
        return tuple(cls(tekst=een.fout_kort or een.fout, veld_id=een.eerste_id) for een in alle if een.fout)
