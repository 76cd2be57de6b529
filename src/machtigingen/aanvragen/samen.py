"""Two people at one concept, or one in two tabs: nothing is overwritten that a page did not show. Pure.

A page has a name of its own, and says of each question what it showed, as a fingerprint. What was changed since is not
written over: where the page was left as it was, the change stands; where something else was typed, the person reads
both (A103). What a page wrote itself it may write again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from machtigingen import beslisboom
from machtigingen.aanvragen.bladen import Post
from machtigingen.aanvragen.dossier import Antwoord, Dossier, fingerprint, is_vast, read_or_keep
from machtigingen.aanvragen.wachtend import Consent, botsing
from machtigingen.beslisboom import Formulier, Vraag, Vraagtype
from machtigingen.foundation import Fout


@dataclass(frozen=True, kw_only=True)
class Blad:
    """A page as it was made. `getoond`: by question the fingerprint of what it showed; not there when it was empty."""

    naam: str = ""
    getoond: Mapping[str, str] = field(default_factory=dict)
    gelezen: frozenset[str] = frozenset()  # what was kept for this person and stands on it, by its mark
    geschreven: int = 0  # when what it posts was taken (`bladen.Post`)
    formulier: Formulier | None = None  # that it is of: a colleague may have gone on with another one since

    @property
    def post(self) -> Post:
        return Post(self.naam, self.geschreven)

    def forms(self, nu: Formulier) -> tuple[Formulier, ...]:
        """The one that the concept is on now, and the one that the page is of, by which its fields are read."""
        return (nu, self.formulier or nu)

    def questions(self, nu: Formulier) -> dict[str, Vraag]:
        """Of both."""
        return {vraag.link_id: vraag for een in self.forms(nu) for vraag in een.vragen}

    def shows(self, link_id: str, waarde: Any) -> bool:
        return fingerprint(waarde) == self.getoond.get(link_id, "")

    def is_behind(self, link_id: str, nu: Antwoord | None) -> bool:
        """Something else stands there now, and this page did not put it there."""
        eigen = nu is not None and self.naam != "" and nu.blad == self.naam
        return not eigen and not self.shows(link_id, nu.waarde if nu else None)


class Oordeel(Enum):
    """What becomes of an answer that a page posts."""

    SCHRIJVEN = "schrijven"
    LATEN = "laten"  # not touched on the page, and changed elsewhere
    BOTST = "botst"


@dataclass(frozen=True)
class Sifted:
    """What of a post is to be written, and what collides."""

    ruw: Mapping[str, Any]
    consent: Consent
    botsingen: tuple[Fout, ...]


def blad_of(naam: str, dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> Blad:
    """A page that is made now: what waits is what it shows."""
    return Blad(naam=naam, getoond=_fingerprints({**dossier.antwoorden, **wachtend}))


def kept(dossier: Dossier, ruw: Mapping[str, Any], wachtend: Mapping[str, Antwoord]) -> dict[str, str]:
    """Where what was posted is what stands now. The page that posted it goes on from there: it shows that."""
    staat = {**dossier.antwoorden, **wachtend}
    gelijk = {
        vraag.link_id: staat[vraag.link_id]
        for vraag in dossier.formulier.vragen
        if vraag.link_id in ruw
        and vraag.link_id in staat
        and staat[vraag.link_id].waarde == read_or_keep(vraag, ruw[vraag.link_id], dossier.vandaag)
    }
    return _fingerprints(gelijk)


def sift(
    dossier: Dossier, ruw: Mapping[str, Any], *, wachtend: Mapping[str, Antwoord], consent: Consent, blad: Blad
) -> Sifted:
    """Takes from a post what would overwrite a change that its page does not know of. A button beside a question is
    about what the page showed there, so it collides as another answer does."""
    over, botsingen = dict(ruw), []
    for vraag in dossier.formulier.vragen:
        link_id, oud = vraag.link_id, dossier.antwoorden.get(vraag.link_id)
        besproken = link_id in consent.keep or link_id in consent.go_on
        if not (besproken or link_id in ruw) or is_vast(vraag, oud):
            continue
        nu = wachtend.get(link_id, oud)
        invoer = (oud.waarde if oud else None) if link_id in consent.keep else ruw.get(link_id)
        oordeel = judge(vraag, invoer, nu, blad=blad, vandaag=dossier.vandaag, besproken=besproken)
        if oordeel is not Oordeel.SCHRIJVEN:
            over.pop(link_id, None)
        if oordeel is Oordeel.BOTST and nu is not None:
            botsingen.append(botsing(vraag, "" if invoer is None else invoer, nu))
    return Sifted(over, _without(consent, {fout.pad for fout in botsingen}), tuple(botsingen))


def fell_off(
    voor: Dossier, na: Dossier, ruw: Mapping[str, Any], wachtend: Mapping[str, Antwoord], blad: Blad
) -> tuple[Fout, ...]:
    """What was typed at a question that the page asked and that is not asked any more: shown nowhere, and if it is of
    another form not written either."""
    gevraagd = {vraag.link_id for dossier in (voor, na) for vraag in dossier.vragen}
    weg = {link_id: invoer for link_id, invoer in ruw.items() if link_id not in gevraagd}
    return typed(voor, weg, wachtend, blad)


def typed(dossier: Dossier, ruw: Mapping[str, Any], wachtend: Mapping[str, Antwoord], blad: Blad) -> tuple[Fout, ...]:
    """What somebody typed, other than the page showed and than what stands there, with nothing beside it."""
    staat = {**dossier.antwoorden, **wachtend}
    return tuple(
        Fout("A103", vraag.link_id, {"uw_waarde": beslisboom.toon(vraag, nieuw), "waarde": "", "door": ""})
        for vraag in blad.questions(dossier.formulier).values()
        if vraag.link_id in ruw and vraag.type is not Vraagtype.ATTACHMENT
        if (nieuw := read_or_keep(vraag, ruw[vraag.link_id], dossier.vandaag)) is not None
        if not blad.shows(vraag.link_id, nieuw) and not _stands(nu := staat.get(vraag.link_id), nieuw)
        if not is_vast(vraag, nu)
    )


def _stands(nu: Antwoord | None, waarde: Any) -> bool:
    return nu is not None and nu.waarde == waarde


def judge(
    vraag: Vraag, invoer: Any, nu: Antwoord | None, *, blad: Blad, vandaag: date, besproken: bool = False
) -> Oordeel:
    """What becomes of one answer of a page, beside what stands there now. What a register put there meanwhile is no
    colleague's: it may be written over."""
    nieuw = read_or_keep(vraag, invoer, vandaag)
    if not blad.is_behind(vraag.link_id, nu) or nieuw == (nu.waarde if nu else None):
        return Oordeel.SCHRIJVEN
    if blad.shows(vraag.link_id, nieuw) and not besproken:
        return Oordeel.LATEN
    return Oordeel.BOTST if nu is not None and nu.certificaat else Oordeel.SCHRIJVEN


def _without(consent: Consent, weg: Collection[str]) -> Consent:
    go_on = {link_id: vervallen for link_id, vervallen in consent.go_on.items() if link_id not in weg}
    return Consent(go_on=go_on, keep=consent.keep - set(weg))


def _fingerprints(antwoorden: Mapping[str, Antwoord]) -> dict[str, str]:
    return {link_id: fingerprint(antwoord.waarde) for link_id, antwoord in antwoorden.items()}
