"""Which form is for this care, and is a machtiging needed at all?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from machtigingen.beslisboom.codes import canonical_code
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.vraag import Controle


@dataclass(frozen=True, kw_only=True)
class Machtigingsvrij:
    """Care that an insurer pays without a machtiging: for all, or for the instanties in its contracts."""

    uzovi: str
    specialisme: str
    diagnose: str
    zorgactiviteit: str
    agb: tuple[str, ...] = ()
    geldig_van: date
    geldig_tot: date | None = None
    reden: str


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
) -> tuple[Formulier, ...]:
    """The forms that fit, by code, each in the newest version that is valid on `datum`.

    Without zorgactiviteit all forms for the diagnosis fit; with `formulier` only that form may. Prestatiecodes mean
    something only within their list, and all of them must be of the form.
    """
    fitting = [
        form
        for form in formulieren
        if form.is_geldig(datum)
        and grondslag in form.grondslagen
        and formulier in (None, form.code)
        and form.is_voor(specialisme)
        and (
            prestatiecodelijst in form.prestatiecodelijsten and set(prestatiecodes) <= set(form.prestatiecodes)
            if prestatiecodes
            else _is_for_traject(form, specialisme, diagnose, zorgactiviteit, named=formulier is not None)
        )
    ]
    newest = {form.code: form for form in sorted(fitting, key=lambda form: (form.geldig_van, form.versie))}
    return tuple(newest[code] for code in sorted(newest))


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
    specialisme: str,
    diagnose: str,
    zorgactiviteit: str | None,
    agb: str,
    datum: date,
) -> Machtigingsvrij | None:
    """Why this insurer needs no machtiging for this care, or None when it does or when that is not known."""
    specialism = canonical_code(Controle.SPECIALISME, specialisme)
    activity = canonical_code(Controle.ZORGACTIVITEIT, zorgactiviteit or "")
    wanted = (uzovi, specialism, diagnose, activity)
    return next((entry for entry in vrij if _covers(entry, wanted, agb, datum)), None)


def _covers(entry: Machtigingsvrij, wanted: tuple[str, ...], agb: str, datum: date) -> bool:
    return (
        (entry.uzovi, entry.specialisme, entry.diagnose, entry.zorgactiviteit) == wanted
        and (not entry.agb or agb in entry.agb)
        and entry.geldig_van <= datum
        and (entry.geldig_tot is None or datum <= entry.geldig_tot)
    )
