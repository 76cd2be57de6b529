"""The words of the agreements that a besluit speaks: its reasons, and how to object to it. Kept with the besluit, for
agreements change and what was decided does not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.formulieren.afspraken import Afspraak, Besluitreden, Regelbesluit


@dataclass(frozen=True, kw_only=True)
class Besluitwoorden:
    """`redenen`: at least those that the besluit speaks. `bezwaar`: how to object, in paragraphs."""

    redenen: tuple[Besluitreden, ...]
    bezwaar: str

    def reden(self, code: str) -> Besluitreden | None:
        return next((reden for reden in self.redenen if reden.code == code), None)

    def with_tekst(self, tekst: str) -> Besluitreden | None:
        """The reason whose sentence for the provider was taken over as it is."""
        return next((reden for reden in self.redenen if reden.tekst == tekst), None)

    def to_json(self) -> dict[str, Any]:
        return {"redenen": [_reden_json(reden) for reden in self.redenen], "bezwaar": self.bezwaar}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Besluitwoorden":
        return cls(redenen=tuple(map(_reden_from_json, data["redenen"])), bezwaar=data["bezwaar"])


def words_today(aanvraag: Aanvraag) -> Besluitwoorden:
    """What a besluit of today could say."""
    return _of(afspraak_of(aanvraag))


def words_used(aanvraag: Aanvraag, *, oordeel: Oordeel | None, toelichting: str) -> Besluitwoorden:
    """What this besluit says, to keep with it; a rule gives no coded reason."""
    vandaag = words_today(aanvraag)
    codes = {regel.reden for regel in oordeel.regels} if oordeel else set()
    zin = vandaag.with_tekst(toelichting) if oordeel else None
    redenen = tuple(reden for reden in vandaag.redenen if reden.code in codes or reden == zin)
    return Besluitwoorden(redenen=redenen, bezwaar=vandaag.bezwaar)


def words_of(aanvraag: Aanvraag, besluit: Besluit) -> Besluitwoorden:
    """What a besluit said when it was taken; of one from before these were kept, what the agreements say now."""
    return Besluitwoorden.from_json(besluit.woorden) if besluit.woorden else words_today(aanvraag)


def _of(afspraak: Afspraak) -> Besluitwoorden:
    return Besluitwoorden(redenen=afspraak.redenen, bezwaar=afspraak.bezwaar)


def _reden_json(reden: Besluitreden) -> dict[str, Any]:
    return asdict(reden) | {"voor": sorted(reden.voor), "formulieren": sorted(reden.formulieren)}


def _reden_from_json(data: Mapping[str, Any]) -> Besluitreden:
    voor = frozenset(map(Regelbesluit, data["voor"]))
    return Besluitreden(**dict(data) | {"voor": voor, "formulieren": frozenset(data["formulieren"])})
