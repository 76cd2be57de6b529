"""Which outcome, and why? The decision table on the answers of the path, with the trail of every rule tried.

Unknown never approves and never refuses: whatever cannot be known for certain goes to a person. So does a
refusal, unless the table says that the form may refuse by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from machtigingen.beslisboom.beslistabel import HitPolicy, Regel, Toets, Uitkomst
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import Pad, fits_traject, walk
from machtigingen.beslisboom.onbekend import Bekend, all_hold
from machtigingen.beslisboom.tonen import in_words, toon
from machtigingen.beslisboom.vergelijken import fits

GEEN_REGEL = "Geen regel van dit formulier past. Een beoordelaar kijkt naar de aanvraag."
ONBEKEND = "Er ontbreekt een gegeven om hierover te beslissen. Een beoordelaar kijkt naar de aanvraag."
MEER_REGELS = "Meer dan één regel past. Een beoordelaar kijkt naar de aanvraag."
NIET_COMPLEET = "Nog niet alle vragen zijn beantwoord. Een beoordelaar kijkt naar de aanvraag."
ANDERE_ZORG = "Diagnose en zorgactiviteit horen niet bij elkaar. Een beoordelaar kijkt naar de aanvraag."
AFWIJZING_DOOR_MENS = "Dit formulier wijst niet zelf af. Een beoordelaar kijkt naar de aanvraag."


class Uitslag(StrEnum):
    """How a rule, or one test in it, came out."""

    PAST = "past"
    PAST_NIET = "past niet"
    ONBEKEND = "onbekend"

    @classmethod
    def of(cls, known: Bekend) -> "Uitslag":
        return {True: cls.PAST, False: cls.PAST_NIET, None: cls.ONBEKEND}[known]


@dataclass(frozen=True)
class Weging:
    """One test of a rule against one answer, both in words."""

    vraag: str
    tekst: str
    antwoord: str
    verwacht: str
    uitslag: Uitslag

    def __str__(self) -> str:
        given = self.antwoord or "geen antwoord"
        return f"{self.tekst} Antwoord: {given}. Nodig: {self.verwacht}."


@dataclass(frozen=True)
class Stap:
    """One rule that was tried."""

    regel: str
    uitslag: Uitslag
    wegingen: tuple[Weging, ...]

    def __str__(self) -> str:
        reasons = [str(weging) for weging in self.wegingen if weging.uitslag is self.uitslag]
        return " ".join([f"Regel {self.regel}: {self.uitslag}.", *reasons])


@dataclass(frozen=True, kw_only=True)
class Beslissing:
    """The outcome, the rule that decided (empty when none did), its text and ground, and the rules tried."""

    uitkomst: Uitkomst
    regel: str
    tekst: str
    onderbouwing: str = ""
    spoor: tuple[Stap, ...]


def evaluate(formulier: Formulier, waarden: Mapping[str, object]) -> Beslissing:
    """The outcome of the form on these answers. Pure: the same answers give the same outcome."""
    pad = walk(formulier, waarden)
    tried = tuple(_tried(formulier, pad))
    open_rules = [(regel, stap) for regel, stap in tried if stap.uitslag is not Uitslag.PAST_NIET]
    trail = tuple(stap for _, stap in tried)
    if not open_rules:
        return _to_a_person("", GEEN_REGEL, trail)
    regel, stap = open_rules[0]
    if any(stap.uitslag is Uitslag.ONBEKEND for _, stap in open_rules):
        return _to_a_person(regel.naam, ONBEKEND, trail)
    if len(open_rules) > 1:
        return _to_a_person("", MEER_REGELS, trail)
    objection = _objection(formulier, pad, regel)
    if objection:
        return _to_a_person(regel.naam, objection, trail)
    return Beslissing(
        uitkomst=regel.uitkomst,
        regel=regel.naam,
        tekst=regel.tekst,
        onderbouwing=regel.onderbouwing,
        spoor=trail,
    )


def _tried(formulier: Formulier, pad: Pad) -> Iterator[tuple[Regel, Stap]]:
    """FIRST stops at the first rule that fits, or that might: a later rule may not overtake it."""
    for regel in formulier.beslistabel.regels:
        stap = _step(regel, pad)
        yield regel, stap
        if formulier.beslistabel.hit_policy is HitPolicy.FIRST and stap.uitslag is not Uitslag.PAST_NIET:
            return


def _step(regel: Regel, pad: Pad) -> Stap:
    known = [_fits(toets, pad) for toets in regel.toetsen]
    weighed = (_weighed(toets, pad, outcome) for toets, outcome in zip(regel.toetsen, known, strict=True))
    return Stap(regel.naam, Uitslag.of(all_hold(known)), tuple(weighed))


def _fits(toets: Toets, pad: Pad) -> Bekend:
    """A question that is not asked fits no test; one that may still be asked, or is open, is not known."""
    asked, answer = pad.look(toets.vraag)
    if asked is False:
        return False
    return None if answer is None else fits(pad.formulier.invoer[toets.vraag], answer, toets)


def _weighed(toets: Toets, pad: Pad, outcome: Bekend) -> Weging:
    vraag = pad.formulier.invoer[toets.vraag]
    answer = toon(vraag, pad.look(toets.vraag)[1])
    return Weging(toets.vraag, vraag.tekst, answer, in_words(vraag, toets), Uitslag.of(outcome))


def _objection(formulier: Formulier, pad: Pad, regel: Regel) -> str:
    """Why a rule that fits may not decide by itself; empty when it may."""
    if regel.uitkomst is Uitkomst.BEOORDELEN:
        return ""
    if not pad.compleet:
        return NIET_COMPLEET
    if not fits_traject(formulier, pad):
        return ANDERE_ZORG
    if regel.uitkomst is Uitkomst.AFGEWEZEN and not formulier.beslistabel.automatisch_afwijzen:
        return AFWIJZING_DOOR_MENS
    return ""


def _to_a_person(regel: str, tekst: str, spoor: tuple[Stap, ...]) -> Beslissing:
    return Beslissing(uitkomst=Uitkomst.BEOORDELEN, regel=regel, tekst=tekst, spoor=spoor)
