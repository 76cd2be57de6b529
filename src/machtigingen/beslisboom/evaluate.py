"""Which outcome, and why? The decision table on the answers of the path, with the trail of every rule tried.

`decide` says the outcome with the rule that gave it; `evaluate` adds every rule that was passed over.

Unknown never approves and never refuses: whatever cannot be known for certain goes to a person. So does a
refusal, unless the table says that the form may refuse by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from machtigingen.beslisboom.beslistabel import Regel, Uitkomst
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import Pad, fits_traject, walk
from machtigingen.beslisboom.onbekend import Bekend, all_hold
from machtigingen.beslisboom.tabel import HitPolicy, Tabel, Tabelregel, Toets
from machtigingen.beslisboom.tonen import in_words, toon
from machtigingen.beslisboom.vergelijken import fits
from machtigingen.beslisboom.vraag import Waarde

GEEN_REGEL = "Geen regel van dit formulier past. Een beoordelaar kijkt naar de aanvraag."
ONBEKEND = "Er ontbreekt een gegeven om hierover te beslissen. Een beoordelaar kijkt naar de aanvraag."
MEER_REGELS = "Meer dan één regel past. Een beoordelaar kijkt naar de aanvraag."
NIET_COMPLEET = "Nog niet alle vragen zijn beantwoord. Een beoordelaar kijkt naar de aanvraag."
ANDERE_ZORG = "Diagnose en zorgactiviteit horen niet bij elkaar. Een beoordelaar kijkt naar de aanvraag."
AFWIJZING_DOOR_MENS = "Dit formulier wijst niet zelf af. Een beoordelaar kijkt naar de aanvraag."
EIGEN_WOORDEN = "Een antwoord is in eigen woorden gegeven. Een beoordelaar kijkt naar de aanvraag."
_KON_NIET = frozenset({ONBEKEND, NIET_COMPLEET, ANDERE_ZORG, AFWIJZING_DOOR_MENS, EIGEN_WOORDEN})
"""Why a rule that fits, or might, did not decide."""


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
    """The outcome with its text and ground, and the rules tried. `regel`: the rule that decided, or one that fits, or
    might, and could not decide (`besliste`); empty when there is no such rule."""

    uitkomst: Uitkomst
    regel: str
    tekst: str
    onderbouwing: str = ""
    spoor: tuple[Stap, ...]

    @property
    def besliste(self) -> bool:
        """Whether the rule that it names decided."""
        return bool(self.regel) and self.tekst not in _KON_NIET


def evaluate(formulier: Formulier, waarden: Mapping[str, object]) -> Beslissing:
    """The outcome of the form on these answers, and all that led to it. Pure: the same answers give the same."""
    pad = walk(formulier, waarden)
    return replace(_decided(pad), spoor=tuple(_trail(pad, formulier.beslistabel)))


def decide(formulier: Formulier, waarden: Mapping[str, object]) -> Beslissing:
    """The same outcome; its trail names only the rules that fit or may fit, with the answers that they look at."""
    return _decided(walk(formulier, waarden))


def rules_open(formulier: Formulier, bekend: Mapping[str, Waarde]) -> tuple[Regel, ...]:
    """The rules that can still decide while only these answers are known, before any other question is asked."""
    tabel = formulier.beslistabel
    found = formulier.regelindex.treffers(lambda naam: (True, bekend[naam]) if naam in bekend else (None, None))
    numbers = [number for number in range(len(tabel.regels)) if found.open >> number & 1]
    if tabel.hit_policy is HitPolicy.FIRST:
        sure = next((place for place, number in enumerate(numbers) if not found.onbekend >> number & 1), len(numbers))
        numbers = numbers[: sure + 1]
    return tuple(tabel.regels[number] for number in numbers)


def _decided(pad: Pad) -> Beslissing:
    tabel = pad.formulier.beslistabel
    found = pad.formulier.regelindex.treffers(pad.look)
    numbers = found.nummers(tabel.hit_policy)
    regels = [tabel.regels[number] for number in numbers]
    trail = tuple(_step(regel, pad) for regel in regels)
    if not regels:
        return _to_a_person("", GEEN_REGEL, trail)
    if any(found.onbekend >> number & 1 for number in numbers):
        return _to_a_person(regels[0].naam, ONBEKEND, trail)
    if len(regels) > 1:
        return _to_a_person("", MEER_REGELS, trail)
    return _outcome(pad, regels[0], trail)


def _outcome(pad: Pad, regel: Regel, trail: tuple[Stap, ...]) -> Beslissing:
    objection = _objection(pad.formulier, pad, regel)
    if objection:
        return _to_a_person(regel.naam, objection, trail)
    return Beslissing(
        uitkomst=regel.uitkomst,
        regel=regel.naam,
        tekst=regel.tekst,
        onderbouwing=regel.onderbouwing,
        spoor=trail,
    )


def _trail(pad: Pad, tabel: Tabel, *, naam: str = "") -> Iterator[Stap]:
    """Every rule tried, after those of the tables that they build on."""
    form = pad.formulier
    found = (form.deelindex[naam] if naam else form.regelindex).treffers(pad.look)
    tried = _tried(tabel, first=found.eerste)
    looked_at = {toets.vraag for regel in tried for toets in regel.toetsen}
    for below, deeltabel in form.deeltabellen.items():
        if below in looked_at:
            yield from _trail(pad, deeltabel, naam=below)
    for regel in tried:
        stap = _step(regel, pad)
        yield replace(stap, regel=f"{naam}: {stap.regel}") if naam else stap


def _tried(tabel: Tabel, *, first: int) -> Sequence[Tabelregel]:
    """FIRST stops at the first rule that fits, or that might: a later rule may not overtake it."""
    stops = tabel.hit_policy is HitPolicy.FIRST and first >= 0
    return tabel.regels[: first + 1] if stops else tabel.regels


def _step(regel: Tabelregel, pad: Pad) -> Stap:
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
    if pad.in_own_words:
        return EIGEN_WOORDEN
    if regel.uitkomst is Uitkomst.AFGEWEZEN and not formulier.beslistabel.automatisch_afwijzen:
        return AFWIJZING_DOOR_MENS
    return ""


def _to_a_person(regel: str, tekst: str, spoor: tuple[Stap, ...]) -> Beslissing:
    return Beslissing(uitkomst=Uitkomst.BEOORDELEN, regel=regel, tekst=tekst, spoor=spoor)
