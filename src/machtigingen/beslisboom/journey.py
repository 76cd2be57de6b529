"""Which questions are really asked? The path of a form under the answers given so far.

A question is on the path, off it, or that is not known yet because an earlier answer is missing. Answers off
the path never count: enableWhen looks only at answers that are on it. One pass, in order: it cannot loop.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from machtigingen.beslisboom.afgeleid import needed_for, rows_of, value_of
from machtigingen.beslisboom.antwoord import parse_antwoord
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.onbekend import Bekend, all_hold, any_holds
from machtigingen.beslisboom.tabel import Deeltabel
from machtigingen.beslisboom.vergelijken import compares
from machtigingen.beslisboom.vraag import Controle, Onderwerp, Voorwaarde, Vraag, Waarde, without_empty_groups
from machtigingen.foundation import DomainError, Fout

TRAJECT = (Controle.SPECIALISME, Controle.DIAGNOSE, Controle.ZORGACTIVITEIT)
"""Not every form asks for these; their questions are called so."""


@dataclass(frozen=True)
class Pad:
    """The path: per linkId whether it is asked (None: not known yet), and the usable answers on it."""

    formulier: Formulier
    gevraagd: Mapping[str, Bekend]
    antwoorden: Mapping[str, Waarde]
    _afgeleid: dict[str, tuple[Bekend, Waarde | None]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def compleet(self) -> bool:
        """Every question that could be asked is settled, and every required one is answered."""
        return all(
            (asked := self.gevraagd[vraag.link_id]) is not None
            and (not asked or vraag.link_id in self.antwoorden or not vraag.verplicht)
            for vraag in self.formulier.vragen
        )

    @property
    def in_own_words(self) -> bool:
        """Whether something that a rule or a condition looks at was answered otherwise than with one of its choices:
        what people write themselves may mean any of them."""
        answered = (vraag for vraag in self.formulier.open_keuzes if vraag.link_id in self.antwoorden)
        return any(self.antwoorden[vraag.link_id] not in vraag.keuzes for vraag in answered)

    def look(self, naam: str) -> tuple[Bekend, Waarde | None]:
        """Whether this input is there, and its value when that is known; of a column all values in it."""
        if naam in self.formulier.afgeleid:
            if naam not in self._afgeleid:
                self._afgeleid[naam] = self._derived(naam)
            return self._afgeleid[naam]
        tabel, _, kolom = naam.partition(".")
        if kolom:
            cells = (str(rij[kolom]) for rij in rows_of(self.antwoorden, tabel) if kolom in rij)
            return self.gevraagd.get(tabel), list(dict.fromkeys(cells)) or None
        return self.gevraagd.get(naam), self.antwoorden.get(naam)

    def _derived(self, naam: str) -> tuple[Bekend, Waarde | None]:
        berekening = self.formulier.afgeleid[naam].berekening
        if not isinstance(berekening, Deeltabel):
            asked = self._all_asked(needed_for(berekening, self.antwoorden))
            return asked, value_of(berekening, self.antwoorden)
        number = self.formulier.deelindex[naam].treffers(self.look).enige(berekening.hit_policy)
        return True, None if number is None else berekening.regels[number].waarde

    def _all_asked(self, link_ids: Iterable[str]) -> Bekend:
        return all_hold(self.gevraagd.get(link_id) for link_id in link_ids)

    @cached_property
    def paginas(self) -> tuple[Onderwerp, ...]:
        """The pages with the questions that are really on the path; a page without any is left out."""
        pages = (
            replace(page, items=without_empty_groups(item for item in page.items if self.gevraagd[item.link_id]))
            for page in self.formulier.onderwerpen
        )
        return tuple(page for page in pages if page.vragen)

    @property
    def telling(self) -> "Telling":
        """How many of the required questions that are on the path now have an answer."""
        needed = [vraag.link_id for vraag in self.formulier.vragen if self.gevraagd[vraag.link_id] and vraag.verplicht]
        return Telling(sum(link_id in self.antwoorden for link_id in needed), len(needed))


def walk(formulier: Formulier, waarden: Mapping[str, object]) -> Pad:
    """The path under these answers; an answer that cannot be understood counts as not given."""
    return _walk(formulier, lambda vraag: _understood(vraag, waarden.get(vraag.link_id)))


def settle(formulier: Formulier, antwoorden: Mapping[str, Waarde]) -> Pad:
    """The path under answers that are canonical already."""
    return _walk(formulier, lambda vraag: antwoorden.get(vraag.link_id))


def _walk(formulier: Formulier, answer_to: Callable[[Vraag], Waarde | None]) -> Pad:
    asked: dict[str, Bekend] = {}
    answers: dict[str, Waarde] = {}
    pad = Pad(formulier, asked, answers)
    for vraag in formulier.items:
        asked[vraag.link_id] = _is_asked(vraag, pad)
        answer = answer_to(vraag) if asked[vraag.link_id] else None
        if answer is not None:
            answers[vraag.link_id] = answer
    return pad


def journey(formulier: Formulier, waarden: Mapping[str, object]) -> tuple[Onderwerp, ...]:
    """The pages with the questions that are really on the path."""
    return walk(formulier, waarden).paginas


def falls_away(formulier: Formulier, eerst: Mapping[str, object], straks: Mapping[str, object]) -> tuple[Vraag, ...]:
    """The questions whose answer counts under `eerst` and no longer under `straks`, since they are not asked then, or
    it is not known whether they are. Every other answer stays as it is."""
    before, after = walk(formulier, eerst), walk(formulier, straks)
    return tuple(
        vraag for vraag in formulier.vragen if vraag.link_id in before.antwoorden and not after.gevraagd[vraag.link_id]
    )


def problems(formulier: Formulier, waarden: Mapping[str, object], *, vandaag: date | None = None) -> tuple[Fout, ...]:
    """What keeps these answers from being submitted, in the order of the form; the paths are linkIds."""
    pad = walk(formulier, waarden)
    found = [
        fout
        for vraag in formulier.vragen
        if pad.gevraagd[vraag.link_id]
        for fout in _problem(vraag, waarden.get(vraag.link_id), vandaag)
    ]
    if not fits_traject(formulier, pad):
        activities = [vraag for vraag in formulier.vragen if vraag.controle is Controle.ZORGACTIVITEIT]
        found += [Fout("V108", activity.link_id, {"veld": activity.tekst}) for activity in activities]
    return tuple(found)


def fits_traject(formulier: Formulier, pad: Pad) -> bool:
    """Whether specialisme, diagnosis and zorgactiviteit, as far as they are asked and each possible by itself, are
    together what this form is for; true while one of them is not known yet."""
    given = {
        vraag.controle: pad.antwoorden.get(vraag.link_id) for vraag in formulier.vragen if vraag.controle in TRAJECT
    }
    if not formulier.trajecten or None in given.values():
        return True
    return any(
        given.get(Controle.SPECIALISME, traject.specialisme) == traject.specialisme
        and given.get(Controle.DIAGNOSE, traject.diagnose) == traject.diagnose
        and (Controle.ZORGACTIVITEIT not in given or given[Controle.ZORGACTIVITEIT] in traject.zorgactiviteiten)
        for traject in formulier.trajecten
    )


@dataclass(frozen=True)
class Telling:
    """How far a form is: 11 van 15 gegevens zijn al ingevuld."""

    ingevuld: int
    totaal: int

    @property
    def nog_nodig(self) -> int:
        return self.totaal - self.ingevuld


def count(formulier: Formulier, waarden: Mapping[str, object]) -> Telling:
    """How far these answers bring the form."""
    return walk(formulier, waarden).telling


def own_condition(vraag: Vraag, pad: Pad) -> Bekend:
    """Whether its own condition holds, whatever that of its group does."""
    combine = any_holds if vraag.enable_any else all_hold
    return combine(_holds(voorwaarde, pad) for voorwaarde in vraag.enable_when) if vraag.enable_when else True


def _is_asked(vraag: Vraag, pad: Pad) -> Bekend:
    own = own_condition(vraag, pad)
    return all_hold((own, pad.gevraagd[vraag.groep])) if vraag.groep else own


def _holds(voorwaarde: Voorwaarde, pad: Pad) -> Bekend:
    """Not known while the other question is open; false when that question is not asked at all."""
    asked, answer = pad.look(voorwaarde.vraag)
    if asked is False:
        return False
    if answer is None:
        return None
    return compares(pad.formulier.invoer[voorwaarde.vraag], answer, voorwaarde.vergelijking)


def _understood(vraag: Vraag, raw: object) -> Waarde | None:
    try:
        return parse_antwoord(vraag, raw)
    except DomainError:
        return None


def _problem(vraag: Vraag, raw: object, vandaag: date | None) -> Iterator[Fout]:
    try:
        answer = parse_antwoord(vraag, raw, vandaag=vandaag)
    except DomainError as error:
        yield from error.fouten
        return
    if answer is None and vraag.verplicht:
        yield Fout("V101", vraag.link_id, {"veld": vraag.tekst})
