"""The control steps of the Instroomservice: pure functions, one rule each, grouped by stage. Pure.

A rule is given the message and the facts of its stage and returns nothing, or what is wrong and where.
Order and reasons: the seed's rules and domain notes 2.4. All failures of a stage come back together; a later stage
runs only when the earlier ones passed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from machtigingen.foundation import Actor, Fout, strip_signs
from machtigingen.foundation.datums import code_begindatum, code_geboortedatum
from machtigingen.instroom.bericht import Instroombericht, lees_datum
from machtigingen.registers import regels
from machtigingen.registers.standen import AgbFeiten


@dataclass(frozen=True, kw_only=True)
class Feiten:
    """What the rules may know: who calls, which day it is in the Netherlands, what the AGB register says."""

    actor: Actor
    vandaag: date
    agb: AgbFeiten | None = None


Regel = Callable[[Instroombericht, Feiten], Fout | None]


def begindatum_mogelijk(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Not ahead and at most two years back (domain notes 1.5)."""
    code = code_begindatum(bericht.begindatum, vandaag=feiten.vandaag)
    return Fout(code, "begindatum", {"datum": _toon(bericht.begindatum)}) if code else None


def geboortedatum_mogelijk(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Born, at most 130 years ago, and not after the care begins."""
    geboren = bericht.verzekerde.geboortedatum
    code = code_geboortedatum(geboren, vandaag=min(feiten.vandaag, bericht.begindatum))
    return Fout(code, "verzekerde.geboortedatum") if code else None


def datums(data: Any, *, vandaag: date) -> tuple[Fout, ...]:
    """The same two rules on a message that could not be read as a whole, for the dates that can be read."""
    if not isinstance(data, dict):
        return ()
    wie = data.get("verzekerde")
    begin, geboren = _dag(data.get("begindatum")), _dag(wie.get("geboortedatum") if isinstance(wie, dict) else None)
    codes = (
        ("begindatum", code_begindatum(begin, vandaag=vandaag) if begin else None),
        ("verzekerde.geboortedatum", code_geboortedatum(geboren, vandaag=vandaag) if geboren else None),
    )
    return tuple(Fout(code, pad) for pad, code in codes if code)


def _dag(waarde: Any) -> date | None:
    try:
        return lees_datum(waarde)
    except ValueError:
        return None


def bsn_only_in_its_own_field(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The names that a package gives its message stay readable in the portal: no place for the patient's BSN."""
    bsn = bericht.verzekerde.bsn.onthul()
    plaatsen = {
        "referentie": bericht.referentie,
        "softwarepakket.naam": bericht.softwarepakket.naam,
        "softwarepakket.versie": bericht.softwarepakket.versie,
    }
    return next((Fout("B208", pad) for pad, tekst in plaatsen.items() if bsn in strip_signs(tekst)), None)


def verstrekking_eenduidig(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Exactly one way to say what is asked: diagnose (+ zorgactiviteit), prestaties with their list, or a form."""
    wat = bericht.verstrekking
    diagnose, prestaties = wat.diagnose is not None, wat.prestaties is not None
    if diagnose + prestaties + (wat.formulier is not None) != 1:
        return Fout("B219", "verstrekking")
    if wat.zorgactiviteit is not None and not diagnose:
        return Fout("B219", "verstrekking.zorgactiviteit")
    if (wat.prestatiecodelijst is not None) != prestaties:
        return Fout("B219", "verstrekking.prestatiecodelijst")
    return None


def eigen_instantie(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The AGB-code in the message is that of the certificate; asking for another one is impossible (seed)."""
    if bericht.instantie.agb == feiten.actor.agb:
        return None
    return Fout("I101", "instantie.agb", {"agb": str(bericht.instantie.agb), "instantie": feiten.actor.organisatie})


def instantie_is_praktijk_of_instelling(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Type praktijk or instelling, active on the begin date (seed; domain notes 2.4, step 8)."""
    return regels.instantie(_agb(feiten).instantie, pad="instantie.agb", on=bericht.begindatum)


def zorgverlener_bestaat(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The AGB-code exists, is a zorgverlener's, and is active on the begin date (seed; domain notes 2.4, step 9)."""
    return regels.zorgverlener(_agb(feiten).zorgverlener, pad="zorgverlener.agb", on=bericht.begindatum)


def specialisme_van_zorgverlener(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The specialisme is one that the register knows of this zorgverlener."""
    specialisme = bericht.zorgverlener.specialisme
    return regels.specialisme(_agb(feiten).zorgverlener, specialisme, pad="zorgverlener.specialisme")


def zorgverlener_gekoppeld(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Linked to the instantie: an error for the Wlz, a warning for the Zvw (domain notes 2.4, step 10)."""
    return regels.koppeling(_agb(feiten), pad="zorgverlener.agb")


def _agb(feiten: Feiten) -> AgbFeiten:
    if feiten.agb is None:
        raise ValueError("this stage needs the facts of the AGB register")
    return feiten.agb


BERICHT: tuple[Regel, ...] = (
    bsn_only_in_its_own_field,
    begindatum_mogelijk,
    geboortedatum_mogelijk,
    verstrekking_eenduidig,
)
INSTANTIE_EIGEN: tuple[Regel, ...] = (eigen_instantie,)
INSTANTIE_REGISTER: tuple[Regel, ...] = (instantie_is_praktijk_of_instelling,)
REGISTER: tuple[Regel, ...] = (zorgverlener_bestaat, specialisme_van_zorgverlener, zorgverlener_gekoppeld)


def run(regels: tuple[Regel, ...], bericht: Instroombericht, feiten: Feiten) -> tuple[Fout, ...]:
    """All that the rules of one stage have to say."""
    return tuple(fout for regel in regels if (fout := regel(bericht, feiten)) is not None)


def split(fouten: tuple[Fout, ...], bericht: Instroombericht) -> tuple[tuple[Fout, ...], tuple[Fout, ...]]:
    """(errors, warnings): an unlinked zorgverlener only warns under the Zvw."""
    if bericht.grondslag == "wlz":
        return fouten, ()
    return tuple(f for f in fouten if f.code != "R104"), tuple(f for f in fouten if f.code == "R104")


def _toon(dag: date) -> str:
    return dag.strftime("%d-%m-%Y")
