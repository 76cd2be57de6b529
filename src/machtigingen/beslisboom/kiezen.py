"""Which form is for this care, and is a machtiging needed at all?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from machtigingen.beslisboom.codes import canonical_code
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.vraag import Controle

GRONDSLAGEN = ("zvw", "wlz")


@dataclass(frozen=True, kw_only=True)
class Machtigingsvrij:
    """Care that an insurer pays without a machtiging, under these laws: for all, or for the instanties in its
    contracts. A zorgactiviteit with its diagnosis, or prestaties of one list; of those any specialisme will do when
    none is named."""

    uzovi: str
    grondslagen: tuple[str, ...] = ("zvw",)
    specialisme: str = ""
    diagnose: str = ""
    zorgactiviteit: str = ""
    prestatiecodelijst: str = ""
    prestatiecodes: tuple[str, ...] = ()
    agb: tuple[str, ...] = ()
    geldig_van: date
    geldig_tot: date | None = None
    reden: str


def in_force(formulieren: Iterable[Formulier], datum: date) -> list[Formulier]:
    """Of each form the version that counts on this day: the newest that began, unless it ended. The one before it is
    over, also for care that the newest is not for. Of two that begin on one day the last by name counts."""
    begun = [form for form in formulieren if form.geldig_van <= datum]
    newest = {(form.code, form.uzovi): form for form in sorted(begun, key=lambda form: form.rang)}
    return [form for form in newest.values() if form.is_geldig(datum)]


def find(
    formulieren: Iterable[Formulier],
    *,
    grondslag: str,
    specialisme: str = "",
    diagnose: str = "",
    zorgactiviteit: str | None = None,
    prestatiecodelijst: str = "",
    prestatiecodes: Collection[str] = (),
    formulier: str | None = None,
    datum: date,
    uzovi: str = "",
) -> tuple[Formulier, ...]:
    """The forms that fit, by code, each in the version that is in force on `datum`.

    Without zorgactiviteit all forms for the diagnosis fit; with `formulier` only that form may. Prestatiecodes mean
    something only within their list, and all of them must be of the form. With `uzovi` the forms of that insurer fit
    too, and for what they are for no national one; those of another insurer never do.
    """
    fitting = [
        form
        for form in in_force((form for form in formulieren if form.uzovi in ("", uzovi)), datum)
        if grondslag in form.grondslagen
        and formulier in (None, form.code)
        and form.is_voor(specialisme)
        and (
            prestatiecodelijst in form.prestatiecodelijsten and set(prestatiecodes) <= set(form.prestatiecodes)
            if prestatiecodes
            else _is_for_traject(form, specialisme, diagnose, zorgactiviteit, named=formulier is not None)
        )
    ]
    fits = {(form.code, form.uzovi): form for form in fitting}
    named: set[str | None] = {*prestatiecodes} or {formulier}
    care = {key: _care_of(form, specialisme, diagnose, zorgactiviteit) or named for key, form in fits.items()}
    own = set().union(*(care[key] for key in fits if key[1]))
    return tuple(fits[key] for key in sorted(fits) if key[1] or not care[key] <= own)


def _care_of(form: Formulier, specialisme: str, diagnose: str, zorgactiviteit: str | None) -> set[str | None]:
    """The zorgactiviteiten that this form is for, of those that are asked about."""
    specialism = canonical_code(Controle.SPECIALISME, specialisme)
    activity = canonical_code(Controle.ZORGACTIVITEIT, zorgactiviteit or "")
    return {
        code
        for traject in form.trajecten
        if (traject.specialisme, traject.diagnose) == (specialism, diagnose)
        for code in traject.zorgactiviteiten
        if activity in ("", code)
    }


def _is_for_traject(
    form: Formulier, specialisme: str, diagnose: str, zorgactiviteit: str | None, *, named: bool
) -> bool:
    if not diagnose:
        return named
    specialism = canonical_code(Controle.SPECIALISME, specialisme)
    activity = canonical_code(Controle.ZORGACTIVITEIT, zorgactiviteit or "")
    return any(
        (traject.specialisme, traject.diagnose) == (specialism, diagnose)
        and (not zorgactiviteit or activity in traject.zorgactiviteiten)
        for traject in form.trajecten
    )


def machtigingsvrij(
    vrij: Iterable[Machtigingsvrij],
    *,
    uzovi: str,
    grondslag: str,
    specialisme: str,
    diagnose: str = "",
    zorgactiviteit: str | None = None,
    prestatiecodelijst: str = "",
    prestatiecodes: Collection[str] = (),
    agb: str,
    datum: date,
) -> Machtigingsvrij | None:
    """Why this insurer needs no machtiging for this care, or None when it does or when that is not known. One line must
    name all that is asked: what is free by two lines apart, is not free together."""
    specialism = canonical_code(Controle.SPECIALISME, specialisme)
    activity = canonical_code(Controle.ZORGACTIVITEIT, zorgactiviteit or "")

    def names_the_care(entry: Machtigingsvrij) -> bool:
        if prestatiecodes:
            same = entry.prestatiecodelijst == prestatiecodelijst and set(prestatiecodes) <= set(entry.prestatiecodes)
            return same and entry.specialisme in ("", specialism)
        wanted = (specialism, diagnose, activity)
        return "" not in wanted and (entry.specialisme, entry.diagnose, entry.zorgactiviteit) == wanted

    def holds(entry: Machtigingsvrij) -> bool:
        here = entry.uzovi == uzovi and grondslag in entry.grondslagen and (not entry.agb or agb in entry.agb)
        return here and entry.geldig_van <= datum and (entry.geldig_tot is None or datum <= entry.geldig_tot)

    return next((entry for entry in vrij if holds(entry) and names_the_care(entry)), None)
