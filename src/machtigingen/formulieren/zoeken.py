"""Which care does somebody mean who types a word or a code, by which form is it asked, and is it asked at all?

What is found are choices of `mogelijkheden`, and each is put to the catalogue as a push does: nothing is decided a
second time. Case, accents, zeros in front and the order of words do not count, and part of a word will do. Pure.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from machtigingen.beslisboom import Formulier, Machtigingsvrij
from machtigingen.formulieren.catalogus import Catalogus, Keuze
from machtigingen.formulieren.mogelijkheden import Filter, mogelijkheden
from machtigingen.foundation import Uzovi

_GEEN_WOORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Codenaam:
    """A code, and what people call it; nothing when that is not known."""

    code: str
    naam: str


@dataclass(frozen=True, kw_only=True)
class Zorg:
    """Care that one form asks for. `keuze` leads to it, `specialismen` are all with which that is so (none: any), and
    by the lines `vrij` an insurer wants no machtiging for it."""

    keuze: Keuze
    formulier: Formulier
    specialismen: tuple[str, ...]
    namen: tuple[Codenaam, ...]
    vrij: tuple[Machtigingsvrij, ...]


def find_zorg(
    catalogus: Catalogus, filter: Filter, tekst: str, *, agb: str, specialismen: Collection[str] = ()
) -> tuple[Zorg, ...]:
    """What has all these words in its names and codes; what has one as its very code comes first. Of care that more
    specialismen may ask for, the choice is that of one of these `specialismen` when it can be."""
    woorden = _words(tekst)
    gevonden: dict[tuple[object, ...], list[Keuze]] = {}
    formulieren: dict[tuple[object, ...], Formulier] = {}
    for een in mogelijkheden(catalogus, filter) if woorden else ():
        for keuze in een.keuzes if een.formulier.uzovi in ("", filter.uzovi) else ():
            if _has_all(woorden, _haystack(catalogus, een.formulier, keuze)):
                zelfde = (
                    een.grondslag,
                    een.formulier.code,
                    keuze.uzovi,
                    keuze.diagnose,
                    keuze.zorgactiviteit,
                    keuze.prestatiecodes,
                )
                gevonden.setdefault(zelfde, []).append(keuze)
                formulieren[zelfde] = een.formulier
    zorg = [
        _zorg(catalogus, formulieren[zelfde], keuzes, filter, agb=agb, specialismen=specialismen)
        for zelfde, keuzes in gevonden.items()
    ]
    return tuple(sorted(zorg, key=lambda een: not _is_code_of(woorden, een)))


def find_other_days(catalogus: Catalogus, filter: Filter, tekst: str) -> tuple[Formulier, ...]:
    """The forms with all these words that do not hold on this day, in no version: the newest of each."""
    woorden = _words(tekst)
    hier = [een for een in catalogus.inhoud.formulieren if een.uzovi in ("", filter.uzovi)]
    geldig = {een.code for een in hier if een.is_geldig(filter.on)}
    nieuwste = {een.code: een for een in sorted(hier, key=lambda een: een.geldig_van)}
    return tuple(
        een
        for code, een in sorted(nieuwste.items())
        if woorden and code not in geldig and _has_all(woorden, _fold(" ".join(_all_names(catalogus, een))))
    )


def names_of(catalogus: Catalogus, formulier: Formulier, keuze: Keuze) -> tuple[Codenaam, ...]:
    """What a choice is called, what is done first; of one that only names a form, that form."""
    codes = catalogus.codes
    if keuze.zorgactiviteit is not None and keuze.diagnose is not None:
        return (
            Codenaam(keuze.zorgactiviteit, codes.zorgactiviteit(keuze.zorgactiviteit)),
            Codenaam(keuze.diagnose, codes.diagnose(keuze.specialisme, keuze.diagnose)),
        )
    lijsten = (keuze.prestatiecodelijst, *formulier.prestatiecodelijsten)
    prestaties = tuple(Codenaam(code, codes.prestatie(lijsten, code)) for code in keuze.prestatiecodes)
    return prestaties or (Codenaam(formulier.code, formulier.titel),)


def _zorg(
    catalogus: Catalogus,
    formulier: Formulier,
    keuzes: list[Keuze],
    filter: Filter,
    *,
    agb: str,
    specialismen: Collection[str],
) -> Zorg:
    keuze = next((een for een in keuzes if een.specialisme in specialismen), keuzes[0])
    verzekeraars = {filter.uzovi} if filter.uzovi else {vrij.uzovi for vrij in catalogus.inhoud.machtigingsvrij}
    vrij = (catalogus.machtigingsvrij(keuze, uzovi=Uzovi(uzovi), agb=agb) for uzovi in sorted(verzekeraars))
    return Zorg(
        keuze=keuze,
        formulier=formulier,
        specialismen=tuple(dict.fromkeys(een.specialisme for een in keuzes if een.specialisme)),
        namen=names_of(catalogus, formulier, keuze),
        vrij=tuple(een for een in vrij if een),
    )


def _haystack(catalogus: Catalogus, formulier: Formulier, keuze: Keuze) -> str:
    delen = [formulier.code, formulier.titel, keuze.specialisme, catalogus.codes.specialisme(keuze.specialisme)]
    delen += [deel for naam in names_of(catalogus, formulier, keuze) for deel in (naam.code, naam.naam)]
    return _fold(" ".join(delen))


def _all_names(catalogus: Catalogus, formulier: Formulier) -> Iterator[str]:
    codes = catalogus.codes
    yield from (formulier.code, formulier.titel)
    for code in formulier.specialismen:
        yield from (code, codes.specialisme(code))
    for traject in formulier.trajecten:
        yield from (traject.specialisme, codes.specialisme(traject.specialisme))
        yield from (traject.diagnose, codes.diagnose(traject.specialisme, traject.diagnose))
        for code in traject.zorgactiviteiten:
            yield from (code, codes.zorgactiviteit(code))
    for code in formulier.prestatiecodes:
        yield from (code, codes.prestatie(formulier.prestatiecodelijsten, code))


def _fold(tekst: str) -> str:
    """Without accents and capitals, and only letters and digits: "Sjögren, één oog" is "sjogren een oog"."""
    zonder = (teken for teken in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(teken))
    return _GEEN_WOORD.sub(" ", "".join(zonder).casefold())


def _words(tekst: str) -> list[str]:
    return _fold(tekst).split()


def _has_all(woorden: Iterable[str], hooi: str) -> bool:
    return all(woord in hooi for woord in woorden)


def _is_code_of(woorden: Collection[str], zorg: Zorg) -> bool:
    codes = {_fold(naam.code).strip().lstrip("0") for naam in zorg.namen} | {_fold(zorg.formulier.code).strip()}
    return any(woord.lstrip("0") in codes for woord in woorden)
