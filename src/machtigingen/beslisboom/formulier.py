"""A published version of a form: questions by subject, decision table, prefill and examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from machtigingen.beslisboom.beslistabel import Beslistabel, Uitkomst
from machtigingen.beslisboom.vraag import Onderwerp, Vraag, Waarde


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
class Voorbeeld:
    """An example of a domain expert: these answers give this path and this outcome."""

    naam: str
    antwoorden: Mapping[str, Waarde]
    vragen: tuple[str, ...]
    uitkomst: Uitkomst
    regel: str


@dataclass(frozen=True, kw_only=True)
class Formulier:
    """One version of one form. Once published it never changes; an aanvraag stays on its version."""

    code: str
    versie: str
    titel: str
    geldig_van: date
    geldig_tot: date | None = None
    grondslagen: tuple[str, ...]
    trajecten: tuple[Traject, ...] = ()
    prestatiecodes: tuple[str, ...] = ()
    onderwerpen: tuple[Onderwerp, ...]
    beslistabel: Beslistabel
    voorinvulling: Mapping[str, tuple[Herkomst, ...]]
    voorbeelden: tuple[Voorbeeld, ...] = ()

    @property
    def vragen(self) -> Iterator[Vraag]:
        """All questions, in the order in which they are asked."""
        return (vraag for onderwerp in self.onderwerpen for vraag in onderwerp.vragen)

    def vraag(self, link_id: str) -> Vraag | None:
        """The question with this linkId, if the form has it."""
        return next((vraag for vraag in self.vragen if vraag.link_id == link_id), None)

    def is_geldig(self, op: date) -> bool:
        """`geldig_tot` is the last day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)
