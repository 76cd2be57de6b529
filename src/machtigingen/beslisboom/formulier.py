"""A published version of a form: questions by subject, decision table, prefill and examples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from machtigingen.beslisboom.afgeleid import Afgeleid
from machtigingen.beslisboom.beslistabel import Beslistabel, Uitkomst
from machtigingen.beslisboom.codes import canonical_code
from machtigingen.beslisboom.regelindex import Regelindex
from machtigingen.beslisboom.tabel import Deeltabel, Tabel
from machtigingen.beslisboom.vraag import Controle, Onderwerp, Vraag, Vraagtype, Waarde


@dataclass(frozen=True)
class Traject:
    """The hospital care that a form is for: (specialisme, diagnose) with one of these zorgactiviteiten."""

    specialisme: str
    diagnose: str
    zorgactiviteiten: tuple[str, ...]


@dataclass(frozen=True)
class Herkomst:
    """A place to prefill an answer from: a source (`cov`) and a path in it (`verzekerde.naam`)."""

    bron: str
    pad: str


@dataclass(frozen=True)
class Plek:
    """Where something stands in the files of the catalogue; lines are counted from 1."""

    bestand: Path
    regel: int

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}"


@dataclass(frozen=True)
class Voorbeeld:
    """An example of a domain expert: these answers give this path and this outcome."""

    naam: str
    antwoorden: Mapping[str, Waarde]
    vragen: tuple[str, ...]
    uitkomst: Uitkomst
    regel: str


@dataclass(frozen=True, kw_only=True)
class Formulier:
    """One version of one form. Once published it never changes; an aanvraag stays on its version. With a `uzovi` it is
    of that insurer, and for who is insured there; else it is national. `voorbeeld` says what of it is made up, if
    anything is; `vertalingen` has by language its Dutch texts with what they become; `plekken` where each part was
    read, by kind and name."""

    code: str
    versie: str
    uzovi: str = ""
    titel: str
    voorbeeld: str = ""
    geldig_van: date
    geldig_tot: date | None = None
    grondslagen: tuple[str, ...]
    trajecten: tuple[Traject, ...] = ()
    specialismen: tuple[str, ...] = ()
    prestatiecodelijsten: tuple[str, ...] = ()
    prestatiecodes: tuple[str, ...] = ()
    onderwerpen: tuple[Onderwerp, ...]
    beslistabel: Beslistabel
    voorinvulling: Mapping[str, tuple[Herkomst, ...]]
    voorbeelden: tuple[Voorbeeld, ...] = ()
    vertalingen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    plekken: Mapping[tuple[str, str], Plek] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def vragen(self) -> tuple[Vraag, ...]:
        """All questions, in the order in which they are asked."""
        return tuple(vraag for onderwerp in self.onderwerpen for vraag in onderwerp.vragen)

    @cached_property
    def items(self) -> tuple[Vraag, ...]:
        """All questions with the texts between them."""
        return tuple(item for onderwerp in self.onderwerpen for item in onderwerp.items)

    def vraag(self, link_id: str) -> Vraag | None:
        """The question with this linkId, if the form has it."""
        return self._by_link_id.get(link_id)

    @cached_property
    def _by_link_id(self) -> Mapping[str, Vraag]:
        return {vraag.link_id: vraag for vraag in self.vragen}

    @cached_property
    def paginas(self) -> Mapping[str, str]:
        """The page of each question, both by linkId."""
        return {vraag.link_id: onderwerp.link_id for onderwerp in self.onderwerpen for vraag in onderwerp.vragen}

    @cached_property
    def invoer(self) -> Mapping[str, Vraag]:
        """All that conditions and rules may look at, by name: questions, columns of tables, and derived values."""
        vragen = {vraag.link_id: vraag for vraag in self.vragen}
        cellen = {cel.link_id: cel for vraag in self.vragen for cel in vraag.cellen}
        return vragen | cellen | {een.vraag.link_id: een.vraag for een in self.beslistabel.afgeleid}

    @cached_property
    def sturend(self) -> frozenset[str]:
        """The questions of which the answer decides whether others are asked; of a column its table."""
        looked_at = (voorwaarde.vraag for item in self.items for voorwaarde in item.enable_when)
        return frozenset(name.partition(".")[0] for name in looked_at)

    @cached_property
    def afgeleid(self) -> Mapping[str, Afgeleid]:
        """The derived values by name."""
        return {een.vraag.link_id: een for een in self.beslistabel.afgeleid}

    @cached_property
    def deeltabellen(self) -> Mapping[str, Deeltabel]:
        """The tables that another one builds on, by the name of their value."""
        found = {name: een.berekening for name, een in self.afgeleid.items()}
        return {name: tabel for name, tabel in found.items() if isinstance(tabel, Deeltabel)}

    @cached_property
    def regelindex(self) -> Regelindex:
        """The rules of the table that decides."""
        return Regelindex(self.beslistabel, self.invoer)

    @cached_property
    def deelindex(self) -> Mapping[str, Regelindex]:
        """The rules of each table that another one builds on."""
        return {name: Regelindex(tabel, self.invoer) for name, tabel in self.deeltabellen.items()}

    @cached_property
    def open_keuzes(self) -> tuple[Vraag, ...]:
        """The questions with a choice or own words that a rule or a condition looks at."""
        tables: tuple[Tabel, ...] = (self.beslistabel, *self.deeltabellen.values())
        looked_at = {toets.vraag for tabel in tables for regel in tabel.regels for toets in regel.toetsen}
        looked_at |= self.sturend
        open_keuzes = (vraag for vraag in self.vragen if vraag.type is Vraagtype.OPEN_CHOICE)
        return tuple(vraag for vraag in open_keuzes if vraag.link_id in looked_at)

    def is_always_asked(self, vraag: Vraag) -> bool:
        """On every path: neither it nor the group that it stands in has a condition."""
        conditional = {item.link_id for item in self.items if item.enable_when}
        return conditional.isdisjoint((vraag.link_id, vraag.groep))

    @cached_property
    def rang(self) -> tuple[date, tuple[list[str | int], str]]:
        """Of two versions of a form the one with the highest counts: by first day, and of one day by name."""
        return self.geldig_van, version_order(self.versie)

    def is_geldig(self, op: date) -> bool:
        """`geldig_tot` is the last day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)

    def is_voor(self, specialisme: str) -> bool:
        """A form may be for some kinds of zorgverlener only (domain notes 1.5, step 4)."""
        return not self.specialismen or canonical_code(Controle.SPECIALISME, specialisme) in self.specialismen


def version_order(versie: str) -> tuple[list[str | int], str]:
    """To sort names of versions by: a number in it counts as a number, so that 9901.10 comes after 9901.9."""
    delen = re.split("([0-9]+)", versie)
    return [int(deel) if plek % 2 else deel for plek, deel in enumerate(delen)], versie
