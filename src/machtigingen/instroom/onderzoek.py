"""The checks of one message, stage by stage, with the facts that they need: one engine for the push and the dry run.

The push stops at the first stage that says no (`check`); the dry run goes on as far as it can (`check_all`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from machtigingen.aanvragen import toetsing
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.foundation import INDIENEN, Actor, AgbCode, DomainError, Fout
from machtigingen.instroom import controles
from machtigingen.instroom.bericht import Instroombericht, Onleesbaar, read_bericht
from machtigingen.registers import agb as agb_register
from machtigingen.registers.cov import CovAntwoord, CovVraag
from machtigingen.registers.standen import AgbFeiten, Zorgaanbiederstand
from machtigingen.toegang.queries import require, vandaag


class Onderzoek:
    """One message and all that is known around it: each fact is looked up when a stage first needs it, and once.

    What the message says wrongly is not asked on about: a fact that needs it raises `Onleesbaar`."""

    def __init__(self, *, actor: Actor, data: Any, now: datetime) -> None:
        self.actor, self.data, self.now = actor, data, now
        self.vandaag = vandaag(now)

    @cached_property
    def _gelezen(self) -> tuple[Instroombericht, tuple[Fout, ...]]:
        return read_bericht(self.data)

    @property
    def bericht(self) -> Instroombericht:
        return self._gelezen[0]

    @property
    def leesfouten(self) -> tuple[Fout, ...]:
        return self._gelezen[1]

    @cached_property
    def begindatum(self) -> date:
        self._require(controles.begindatum_mogelijk)
        return self.bericht.begindatum

    def _require(self, regel: controles.Regel) -> None:
        if regel(self.bericht, self):
            raise Onleesbaar(regel.__name__)

    @cached_property
    def agb(self) -> AgbFeiten:
        zorgverlener = self.bericht.zorgverlener.agb
        return agb_register.agb_feiten(zorgverlener=zorgverlener, instantie=self._eigen, on=self.begindatum)

    @cached_property
    def instantie(self) -> Zorgaanbiederstand:
        try:
            return self.agb.instantie
        except Onleesbaar:
            return agb_register.zorgaanbieder(self._eigen, on=self.begindatum)

    @property
    def _eigen(self) -> AgbCode:
        """The certificate says who asks, not the message (I101)."""
        if self.actor.agb is None:
            raise Onleesbaar("agb")
        return self.actor.agb

    @cached_property
    def keuze(self) -> Keuze:
        self._require(controles.verstrekking_eenduidig)
        bericht, wat = self.bericht, self.bericht.verstrekking
        return Keuze(
            grondslag=bericht.grondslag,
            on=self.begindatum,
            specialisme=bericht.zorgverlener.specialisme,
            diagnose=wat.diagnose,
            zorgactiviteit=wat.zorgactiviteit,
            prestatiecodelijst=wat.prestatiecodelijst or "",
            prestatiecodes=tuple(prestatie.code for prestatie in wat.prestaties or ()),
            formulier=wat.formulier,
        )

    @cached_property
    def formulieren(self) -> tuple[Formulier, ...]:
        return catalogus().passend(replace(self.keuze, uzovi=self._uzovi))

    @property
    def _uzovi(self) -> str:
        """Who insures, where that makes a difference for the form: by COV, or else as the message says. Nobody is asked
        for where every insurer uses the same form."""
        if not catalogus().is_per_verzekeraar(self.keuze):
            return ""
        antwoord, _ = self.cov
        gestuurd = None if self.zorgkantoor_fouten else getattr(self.bericht.verzekerde, "uzovi", None)
        return str(antwoord.uzovi if antwoord and antwoord.uzovi else gestuurd or "")

    @property
    def zorgkantoor_fouten(self) -> tuple[Fout, ...]:
        """Where COV does not say who decides, and what the message says cannot be."""
        antwoord, _ = self.cov
        gestuurd = getattr(self.bericht.verzekerde, "uzovi", None)
        if gestuurd is None or (antwoord and antwoord.uzovi):
            return ()
        wet, genoemd = self.bericht.grondslag, antwoord.zorgkantoren if antwoord else ()
        return toetsing.may_decide(gestuurd, grondslag=wet, genoemd=genoemd, pad="verzekerde.uzovi")

    @cached_property
    def cov(self) -> tuple[CovAntwoord | None, tuple[Fout, ...]]:
        self._require(controles.geboortedatum_mogelijk)
        wie = self.bericht.verzekerde
        vraag = CovVraag(
            bsn=wie.bsn,
            geboortedatum=wie.geboortedatum,
            peildatum=self.begindatum,
            grondslag=self.bericht.grondslag,
        )
        return toetsing.raadpleeg(vraag, agb=self._eigen, pushed=getattr(wie, "uzovi", None))

    @property
    def niet_nodig(self) -> str | None:
        """Why this insurer asks no machtiging for this care; None when it does."""
        antwoord, _ = self.cov
        uzovi = antwoord.uzovi if antwoord else None
        return catalogus().niet_nodig(self.keuze, uzovi=uzovi, agb=str(self.actor.agb))

    @property
    def bronnen(self) -> dict[str, Any]:
        """What is known, by source, to fill in a form from."""
        specialismen = self.agb.zorgverlener.specialismen
        antwoord, fouten = self.cov
        hard = toetsing.als_vragen(tuple(fout for fout in fouten if fout.code != "R307"))
        return {
            "certificaat": {"agb": str(self.actor.agb), "organisatie": self.actor.organisatie},
            "softwarepakket": dict(self.data),
            "agb_register": {"specialisme": specialismen[0]} if len(specialismen) == 1 else {},
            "cov": toetsing.cov_bron(antwoord) if antwoord else {},
            "cov_stand": toetsing.cov_stand(self._gevraagd, hard, grondslag=self.bericht.grondslag),
        }

    @property
    def _gevraagd(self) -> Mapping[str, str]:
        wie = self.bericht.verzekerde
        return {
            "bsn": wie.bsn.onthul(),
            "geboortedatum": wie.geboortedatum.isoformat(),
            "begindatum": self.begindatum.isoformat(),
        }


Stadium = Callable[[Onderzoek], tuple[Fout, ...]]


def autorisatie(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    require(onderzoek.actor, INDIENEN)
    return ()


def lezen(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    """All that is wrong in the form; and of what could be read, the dates that cannot be."""
    if not onderzoek.leesfouten:
        return ()
    return onderzoek.leesfouten + controles.run(controles.DATUMS, onderzoek.bericht, onderzoek)


def _regels(regels: tuple[controles.Regel, ...]) -> Stadium:
    return lambda onderzoek: controles.run(regels, onderzoek.bericht, onderzoek)


def formulier(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    """F10x, unless a form fits."""
    _ = onderzoek.formulieren
    return ()


def verzekerde(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    """What COV says: it asks last, for it is the slowest and about a person."""
    return onderzoek.cov[1] + onderzoek.zorgkantoor_fouten


VOORAF: tuple[Stadium, ...] = (autorisatie, lezen)
EIGEN: tuple[Stadium, ...] = (_regels(controles.BERICHT), _regels(controles.INSTANTIE_EIGEN))
REGISTERS: tuple[Stadium, ...] = (
    _regels(controles.INSTANTIE_REGISTER),
    _regels(controles.REGISTER),
    formulier,
    verzekerde,
)


def check(onderzoek: Onderzoek, stadia: Iterable[Stadium]) -> tuple[Fout, ...]:
    """The warnings. Raises all that is wrong in the first stage where something is."""
    waarschuwingen: tuple[Fout, ...] = ()
    for stadium in stadia:
        fouten, zacht = controles.split(stadium(onderzoek), onderzoek.bericht)
        if fouten:
            raise DomainError(*fouten)
        waarschuwingen += zacht
    return waarschuwingen


def check_all(onderzoek: Onderzoek, stadia: Iterable[Stadium]) -> tuple[tuple[Fout, ...], tuple[Fout, ...]]:
    """(errors, warnings) of all these stages together, each once."""
    gevonden = {(fout.code, fout.pad): fout for stadium in stadia for fout in _result(stadium, onderzoek)}
    return controles.split(tuple(gevonden.values()), onderzoek.bericht)


def _result(stadium: Stadium, onderzoek: Onderzoek) -> Iterator[Fout]:
    try:
        yield from stadium(onderzoek)
    except DomainError as fout:
        yield from fout.fouten
    except Onleesbaar:
        return
