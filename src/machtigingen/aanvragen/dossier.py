"""The form and its answers together: what is known, from whom, and what is still needed. Pure.

Every answer has a source. What the package pushed stays beside what the user made of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from machtigingen import beslisboom
from machtigingen.beslisboom import Formulier, Onderwerp, Pad, Telling, Vraag
from machtigingen.foundation import Actor, DomainError, Fout

CERTIFICAAT = "certificaat"
SOFTWAREPAKKET = "softwarepakket"
COV = "cov"
AGB_REGISTER = "agb_register"
GEBRUIKER = "gebruiker"
AANGEPAST = "aangepast"


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """One answer. `waarde` is canonical, or the text as typed when it cannot be read: a concept loses nothing."""

    waarde: Any
    bron: str
    gestuurd: Any = None
    gestuurd_bron: str = ""
    door: str = ""
    certificaat: str = ""
    medewerker: int | None = None  # the person, whatever certificate he or she has later
    op: str = ""
    blad: str = ""  # the page that it was written from


@dataclass(frozen=True)
class Dossier:
    """One form with its answers, on one day in the Netherlands."""

    formulier: Formulier
    antwoorden: Mapping[str, Antwoord]
    vandaag: date

    @cached_property
    def ruw(self) -> dict[str, Any]:
        """Every answer as it stands, right or wrong."""
        return {link_id: antwoord.waarde for link_id, antwoord in self.antwoorden.items()}

    @cached_property
    def onderwerpen(self) -> tuple[Onderwerp, ...]:
        """The pages with the questions that are really on the path."""
        return self._pad.paginas

    @cached_property
    def _pad(self) -> Pad:
        return beslisboom.walk(self.formulier, self.ruw)

    @cached_property
    def vragen(self) -> tuple[Vraag, ...]:
        return tuple(vraag for onderwerp in self.onderwerpen for vraag in onderwerp.vragen)

    @cached_property
    def waarden(self) -> dict[str, Any]:
        """The usable answers of questions on the path: what counts and what is sent."""
        gelezen = {vraag.link_id: self._lees(vraag) for vraag in self.vragen}
        return {link_id: waarde for link_id, waarde in gelezen.items() if waarde is not None}

    def _lees(self, vraag: Vraag) -> Any:
        try:
            return beslisboom.parse_antwoord(vraag, self.ruw.get(vraag.link_id), vandaag=self.vandaag)
        except DomainError:
            return None

    @property
    def begindatum(self) -> date:
        """The day of the care; while it is not known that is today."""
        begin = self.waarden.get("begindatum")
        return date.fromisoformat(str(begin)) if begin else self.vandaag

    @cached_property
    def problemen(self) -> tuple[Fout, ...]:
        """All that stands between these answers and submission, as far as the form can say; paths are linkIds."""
        return beslisboom.problems(self.formulier, self.ruw, vandaag=self.vandaag)

    @cached_property
    def telling(self) -> Telling:
        return self._pad.telling

    @cached_property
    def ontbrekend(self) -> tuple[Vraag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.verplicht and vraag.link_id not in self.waarden)

    def met(self, anders: Mapping[str, Antwoord]) -> "Dossier":
        """The same with these answers."""
        return replace(self, antwoorden=dict(self.antwoorden) | dict(anders))

    def falls_away(self, anders: Mapping[str, Antwoord]) -> tuple[Vraag, ...]:
        """The questions whose answers would not count any more with these answers."""
        return beslisboom.falls_away(self.formulier, self.ruw, self.met(anders).ruw)

    @property
    def bijlagevragen(self) -> tuple[str, ...]:
        """The questions on the path that have files."""
        return tuple(
            vraag.link_id
            for vraag in self.vragen
            if vraag.type is beslisboom.Vraagtype.ATTACHMENT and vraag.link_id in self.waarden
        )

    def op_het_pad(self) -> dict[str, Antwoord]:
        """The answers that count, as they are kept once sent."""
        return of_this_person({link_id: self.antwoorden[link_id] for link_id in self.waarden})


# Who insures somebody, and under which number, is COV's to say once it has spoken.
VAN_COV = frozenset({"verzekeraar", "verzekerdenummer"})


def is_vast(vraag: Vraag, antwoord: Antwoord | None) -> bool:
    """Not a person's to change: the instantie of the certificate, and what COV named."""
    return vraag.vast or (antwoord is not None and antwoord.bron == COV and vraag.link_id in VAN_COV)


def fingerprint(waarde: Any) -> str:
    """Short, the same for the same answer, and empty for none."""
    return "" if waarde is None else sha256(json.dumps(waarde, sort_keys=True).encode()).hexdigest()[:16]


def vraag_van(fout: Fout) -> str:
    """The linkId of the question that an error is about; of a cell that of its table."""
    return fout.pad.partition("[")[0]


def is_open(fout: Fout) -> bool:
    """Nothing wrong yet: a question, or a cell of a table, that is still to be answered."""
    return fout.code == "V101" or fout.gegevens.get("code") == "V101"


def nieuw_antwoord(
    vraag: Vraag, invoer: Any, oud: Antwoord | None, *, door: Actor, now: datetime, vandaag: date, blad: str
) -> Antwoord | None:
    """What a person's input makes of an answer: the old one when nothing changed, None when there still is none.

    An emptied answer stays, without a value, to say who emptied it. What was pushed stays known; when the input comes
    back to it, the answer is the pushed one again."""
    waarde = read_or_keep(vraag, invoer, vandaag)
    if oud is not None and waarde == oud.waarde:
        return oud
    if waarde is None and oud is None:
        return None
    gestuurd, gestuurd_bron = (oud.gestuurd, oud.gestuurd_bron) if oud else (None, "")
    if not gestuurd_bron:
        bron = GEBRUIKER
    else:
        bron = gestuurd_bron if waarde == gestuurd is not None else AANGEPAST
    return Antwoord(
        waarde=waarde,
        bron=bron,
        gestuurd=gestuurd,
        gestuurd_bron=gestuurd_bron,
        door=door.naam,
        certificaat=door.certificaat,
        medewerker=door.medewerker,
        op=now.isoformat(),
        blad=blad,
    )


def read_or_keep(vraag: Vraag, invoer: Any, vandaag: date | None) -> Any:
    """What a concept keeps of what was typed."""
    try:
        return beslisboom.parse_antwoord(vraag, invoer, vandaag=vandaag)
    except DomainError:
        return beslisboom.as_typed(vraag, invoer, vandaag=vandaag)


def ingevuld_door(bron: str, waarde: Any, *, now: datetime) -> Antwoord:
    """An answer that came from outside: package, register or certificate."""
    return Antwoord(waarde=waarde, bron=bron, gestuurd=waarde, gestuurd_bron=bron, op=now.isoformat())


def of_this_person(antwoorden: Mapping[str, Antwoord]) -> dict[str, Antwoord]:
    """The same answers. What the package had sent about another person does not go with them: who reads them has
    nothing to do with that one (GDPR, article 5: no more data than needed)."""
    bsn = antwoorden.get("bsn")
    if bsn is None or bsn.gestuurd_bron != SOFTWAREPAKKET or bsn.gestuurd in (None, bsn.waarde):
        return dict(antwoorden)
    return without_sent(antwoorden)


def without_sent(antwoorden: Mapping[str, Antwoord]) -> dict[str, Antwoord]:
    """The same, with no more of the package than that it had sent something."""
    return {
        link_id: replace(een, gestuurd=None) if een.gestuurd_bron == SOFTWAREPAKKET else een
        for link_id, een in antwoorden.items()
    }


def beside(nieuw: Antwoord, oud: Antwoord | None) -> Antwoord:
    """What COV says, with what a person had filled in beside it when that was something else."""
    if oud is None or oud.waarde == nieuw.waarde:
        getypt = oud.gestuurd if oud and oud.bron == COV and oud.gestuurd_bron == GEBRUIKER else None
    else:
        getypt = oud.waarde if oud.bron in (GEBRUIKER, AANGEPAST) else None
    return nieuw if getypt is None else replace(nieuw, gestuurd=getypt, gestuurd_bron=GEBRUIKER)


_LEEG = {veld.name: veld.default for veld in fields(Antwoord)}


def to_json(antwoorden: Mapping[str, Antwoord]) -> dict[str, dict[str, Any]]:
    """As stored: only what differs from the empty value."""
    return {
        link_id: {naam: waarde for naam, waarde in vars(antwoord).items() if waarde != _LEEG[naam]}
        for link_id, antwoord in antwoorden.items()
    }


def from_json(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Antwoord]:
    """What an earlier release kept beside an answer is left out."""
    return {
        link_id: Antwoord(**{naam: waarde for naam, waarde in antwoord.items() if naam in _LEEG})
        for link_id, antwoord in data.items()
    }
