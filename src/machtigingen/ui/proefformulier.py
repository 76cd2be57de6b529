"""A form that is only tried out: the pages as a provider sees them, and what the rules make of the answers.

Nothing of it is kept. No file is asked: whether there is one is all that a rule can know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from machtigingen.aanvragen.dossier import GEBRUIKER, Antwoord, Dossier, vraag_van
from machtigingen.beslisboom import (
    Beslissing,
    Formulier,
    Onderwerp,
    Vraag,
    Vraagtype,
    as_typed,
    evaluate,
    parse_antwoord,
)
from machtigingen.foundation import DomainError
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.tabelveld import ERBIJ, posted_rows
from machtigingen.ui.velden import Veld, Veldsoort


@dataclass(frozen=True)
class Proefformulier:
    """`ruw` is what was typed; `erbij` the table that one more row was asked for in."""

    formulier: Formulier
    ruw: Mapping[str, Any]
    vandaag: date
    erbij: str = ""

    @classmethod
    def of_post(cls, formulier: Formulier, post: QueryDict, *, vandaag: date) -> "Proefformulier":
        ruw = {vraag.link_id: invoer for vraag in formulier.vragen if (invoer := _posted(post, vraag))}
        return cls(formulier, ruw, vandaag, post.get("rij", "").removeprefix(ERBIJ))

    @cached_property
    def _dossier(self) -> Dossier:
        vragen = {vraag.link_id: vraag for vraag in self.formulier.vragen}
        antwoorden = {
            link_id: Antwoord(waarde=_read(vragen[link_id], invoer, self.vandaag), bron=GEBRUIKER)
            for link_id, invoer in self.ruw.items()
        }
        return Dossier(self.formulier, antwoorden, self.vandaag)

    @cached_property
    def paginas(self) -> tuple[tuple[Onderwerp, tuple[Veld, ...]], ...]:
        """What is asked with these answers, page by page."""
        return tuple((page, tuple(map(self._veld, page.items))) for page in self._dossier.onderwerpen)

    @cached_property
    def aantal_velden(self) -> int:
        """How many a browser would post of what is asked now: all pages together."""
        velden = (veld for _pagina, velden in self.paginas for veld in velden)
        return sum(sum(len(rij.cellen) for rij in veld.rijen) or len(veld.waarden) or 1 for veld in velden)

    @property
    def beslissing(self) -> Beslissing:
        return evaluate(self.formulier, self._dossier.ruw)

    @property
    def nog_open(self) -> tuple[Vraag, ...]:
        """What a provider still has to answer before it can be sent."""
        return self._dossier.ontbrekend

    def _veld(self, vraag: Vraag) -> Veld:
        kaart = Kaart(dossier=self._dossier, aanvraag=None)
        fouten = [fout for fout in self._dossier.problemen if vraag_van(fout) == vraag.link_id and fout.code != "V101"]
        fout = next((een for een in fouten if een.pad == vraag.link_id), None)
        if vraag.kolommen:
            cellen = tuple(een for een in fouten if een is not fout)
            return kaart.tabel(vraag, fout=fout, cellen=cellen, erbij=self.erbij == vraag.link_id)
        veld = kaart.veld(vraag, fout=fout)
        return replace(veld, soort=Veldsoort.VINKJE) if vraag.type is Vraagtype.ATTACHMENT else veld


def _posted(post: QueryDict, vraag: Vraag) -> Any:
    if vraag.kolommen:
        return posted_rows(post, vraag)
    return post.getlist(vraag.link_id) if vraag.meerdere else post.get(vraag.link_id, "")


def _read(vraag: Vraag, invoer: Any, vandaag: date) -> Any:
    """The value, or what was typed when that cannot be read."""
    try:
        return parse_antwoord(vraag, invoer, vandaag=vandaag)
    except DomainError:
        return as_typed(vraag, invoer, vandaag=vandaag)
