"""What can be asked for here: which form for which care, where no machtiging is needed, and what a package can fill in.

Each combination that the catalogue names is put to the catalogue as a push does. So what is said here is what a push
gets; nothing is decided a second time. Pure.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from machtigingen.beslisboom import Formulier, Machtigingsvrij, Vraag
from machtigingen.formulieren.catalogus import Catalogus, Keuze
from machtigingen.foundation import DomainError, Uzovi

SOFTWAREPAKKET = "softwarepakket"


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What somebody wants to know of; what is empty does not count."""

    on: date
    grondslag: str = ""
    specialisme: str = ""
    diagnose: str = ""
    zorgactiviteit: str = ""
    prestatiecodelijst: str = ""
    prestatiecode: str = ""
    uzovi: str = ""


@dataclass(frozen=True, kw_only=True)
class Mogelijkheid:
    """One form under one law, and the care that leads to it. In a `keuze` without specialisme any will do."""

    grondslag: str
    formulier: Formulier
    keuzes: tuple[Keuze, ...]


@dataclass(frozen=True, kw_only=True)
class NietNodig:
    """Care for which one insurer asks no machtiging."""

    grondslag: str
    vrij: Machtigingsvrij


@dataclass(frozen=True, kw_only=True)
class Veld:
    """A question that a package can answer, and where in the message. `voorrang`: the sources that are heard first."""

    pad: str
    vraag: Vraag
    voorrang: tuple[str, ...]


def mogelijkheden(catalogus: Catalogus, filter: Filter) -> tuple[Mogelijkheid, ...]:
    """By law and code; of each form the version that a push gets on that day."""
    gevonden: dict[tuple[str, str, str], list[Keuze]] = {}
    for keuze, formulier in _passend(catalogus, filter):
        gevonden.setdefault((keuze.grondslag, formulier.code, formulier.versie), []).append(keuze)
    return tuple(
        Mogelijkheid(grondslag=grondslag, formulier=catalogus.formulier(code, versie), keuzes=tuple(keuzes))
        for (grondslag, code, versie), keuzes in sorted(gevonden.items())
    )


def niet_nodig(catalogus: Catalogus, filter: Filter, *, agb: str) -> tuple[NietNodig, ...]:
    """For the instantie with this AGB-code: what an insurer agreed with others is not for its eyes."""
    verzekeraars = {filter.uzovi} if filter.uzovi else {vrij.uzovi for vrij in catalogus.inhoud.machtigingsvrij}
    gevonden = (
        (keuze.grondslag, catalogus.machtigingsvrij(keuze, uzovi=Uzovi(uzovi), agb=agb))
        for keuze in dict.fromkeys(keuze for keuze, _ in _passend(catalogus, filter))
        for uzovi in sorted(verzekeraars)
    )
    return tuple(dict.fromkeys(NietNodig(grondslag=grondslag, vrij=vrij) for grondslag, vrij in gevonden if vrij))


def velden(formulier: Formulier) -> Iterator[Veld]:
    """In the order in which they are asked."""
    for vraag in formulier.vragen:
        herkomsten = formulier.voorinvulling.get(vraag.link_id, ())
        for plek, herkomst in enumerate(herkomsten):
            if herkomst.bron == SOFTWAREPAKKET:
                voorrang = tuple(eerder.bron for eerder in herkomsten[:plek] if eerder.bron != SOFTWAREPAKKET)
                yield Veld(pad=herkomst.pad, vraag=vraag, voorrang=voorrang)


def _passend(catalogus: Catalogus, filter: Filter) -> Iterator[tuple[Keuze, Formulier]]:
    """All that can be asked for, with each form that a push gets for it."""
    for keuze in dict.fromkeys(_keuzes(catalogus.inhoud.formulieren, filter)):
        with suppress(DomainError):  # this version names the care, but no form is for it on that day
            for formulier in catalogus.passend(keuze):
                yield keuze, formulier


def _keuzes(formulieren: Iterable[Formulier], filter: Filter) -> Iterator[Keuze]:
    for formulier in formulieren:
        is_van_hier = not (formulier.uzovi and filter.uzovi) or formulier.uzovi == filter.uzovi
        if formulier.is_geldig(filter.on) and is_van_hier:
            for grondslag in formulier.grondslagen:
                for keuze in _van_formulier(formulier, grondslag, filter):
                    if _is_asked(keuze, filter):
                        yield replace(keuze, uzovi=formulier.uzovi or filter.uzovi)


def _van_formulier(formulier: Formulier, grondslag: str, filter: Filter) -> Iterator[Keuze]:
    """What leads to a form: a traject, a prestatie, or for a form without either only its own code."""
    for traject in formulier.trajecten:
        for zorgactiviteit in traject.zorgactiviteiten:
            yield Keuze(
                grondslag=grondslag,
                on=filter.on,
                specialisme=traject.specialisme,
                diagnose=traject.diagnose,
                zorgactiviteit=zorgactiviteit,
            )
    specialismen = formulier.specialismen or (filter.specialisme,)
    for specialisme, lijst, code in product(specialismen, formulier.prestatiecodelijsten, formulier.prestatiecodes):
        yield Keuze(
            grondslag=grondslag,
            on=filter.on,
            specialisme=specialisme,
            prestatiecodelijst=lijst,
            prestatiecodes=(code,),
        )
    if not (formulier.trajecten or formulier.prestatiecodes):
        for specialisme in specialismen:
            yield Keuze(grondslag=grondslag, on=filter.on, specialisme=specialisme, formulier=formulier.code)


def _is_asked(keuze: Keuze, filter: Filter) -> bool:
    gevraagd = (
        (filter.grondslag, keuze.grondslag),
        (filter.specialisme, keuze.specialisme),
        (filter.diagnose, keuze.diagnose),
        (filter.zorgactiviteit, keuze.zorgactiviteit),
        (filter.prestatiecodelijst, keuze.prestatiecodelijst),
        (filter.prestatiecode, *keuze.prestatiecodes),
    )
    return all(not waarden[0] or waarden[0] in waarden[1:] for waarden in gevraagd)
