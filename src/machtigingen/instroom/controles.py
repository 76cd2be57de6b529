"""The control steps of the Instroomservice: pure functions, one rule each, grouped by stage. Pure.

A rule is given the message and the facts and returns nothing, or what is wrong and where. One that needs what cannot
be read has nothing to say. Order and reasons: the seed's rules and domain notes 2.4.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from machtigingen.foundation import Actor, Fout, strip_signs
from machtigingen.foundation.datums import code_begindatum, code_geboortedatum
from machtigingen.instroom.bericht import Instroombericht, Onleesbaar
from machtigingen.registers import regels
from machtigingen.registers.standen import AgbFeiten, Zorgaanbiederstand


class Feiten(Protocol):
    """What the rules may know: who calls, which day it is in the Netherlands, what the AGB register says of them. What
    follows from a part of the message that is not right raises `Onleesbaar`."""

    @property
    def actor(self) -> Actor: ...
    @property
    def vandaag(self) -> date: ...
    @property
    def agb(self) -> AgbFeiten: ...
    @property
    def instantie(self) -> Zorgaanbiederstand: ...


Regel = Callable[[Instroombericht, Feiten], Fout | None]


def begindatum_mogelijk(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Not ahead and at most two years back (domain notes 1.5)."""
    code = code_begindatum(bericht.begindatum, vandaag=feiten.vandaag)
    return Fout(code, "begindatum", {"datum": _toon(bericht.begindatum)}) if code else None


def geboortedatum_mogelijk(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Born, at most 130 years ago, and not after the care begins."""
    geboren, begin = bericht.verzekerde.geboortedatum, getattr(bericht, "begindatum", feiten.vandaag)
    code = code_geboortedatum(geboren, vandaag=min(feiten.vandaag, begin))
    return Fout(code, "verzekerde.geboortedatum") if code else None


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
    return regels.instantie(feiten.instantie, pad="instantie.agb", on=bericht.begindatum)


def zorgverlener_bestaat(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The AGB-code exists, is a zorgverlener's, and is active on the begin date (seed; domain notes 2.4, step 9)."""
    return regels.zorgverlener(feiten.agb.zorgverlener, pad="zorgverlener.agb", on=bericht.begindatum)


def specialisme_van_zorgverlener(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """The specialisme is one that the register knows of this zorgverlener."""
    specialisme = bericht.zorgverlener.specialisme
    return regels.specialisme(feiten.agb.zorgverlener, specialisme, pad="zorgverlener.specialisme")


def zorgverlener_gekoppeld(bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    """Linked to the instantie: an error for the Wlz, a warning for the Zvw (domain notes 2.4, step 10)."""
    return regels.koppeling(feiten.agb, pad="zorgverlener.agb")


DATUMS: tuple[Regel, ...] = (begindatum_mogelijk, geboortedatum_mogelijk)
BERICHT: tuple[Regel, ...] = (bsn_only_in_its_own_field, *DATUMS, verstrekking_eenduidig)
INSTANTIE_EIGEN: tuple[Regel, ...] = (eigen_instantie,)
INSTANTIE_REGISTER: tuple[Regel, ...] = (instantie_is_praktijk_of_instelling,)
REGISTER: tuple[Regel, ...] = (zorgverlener_bestaat, specialisme_van_zorgverlener, zorgverlener_gekoppeld)


def run(regels: tuple[Regel, ...], bericht: Instroombericht, feiten: Feiten) -> tuple[Fout, ...]:
    """All that these rules have to say."""
    gezegd = (_ask(regel, bericht, feiten) for regel in regels)
    return tuple(fout for fout in gezegd if fout is not None)


def _ask(regel: Regel, bericht: Instroombericht, feiten: Feiten) -> Fout | None:
    try:
        return regel(bericht, feiten)
    except Onleesbaar:
        return None


def split(fouten: tuple[Fout, ...], bericht: Instroombericht) -> tuple[tuple[Fout, ...], tuple[Fout, ...]]:
    """(errors, warnings): what the catalogue knows as a warning is one at the push, but an unlinked zorgverlener is an
    error for the Wlz."""
    wlz = getattr(bericht, "grondslag", "") == "wlz"

    def hard(fout: Fout) -> bool:
        return not fout.uitleg.waarschuwing or (wlz and fout.code == "R104")

    return tuple(filter(hard, fouten)), tuple(fout for fout in fouten if not hard(fout))


def _toon(dag: date) -> str:
    return dag.strftime("%d-%m-%Y")
