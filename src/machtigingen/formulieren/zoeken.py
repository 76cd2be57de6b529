"""Which care does somebody mean who types a word or a code, by which form is it asked, and is it asked at all?

What is found are choices of `mogelijkheden`, and each is put to the catalogue as a push does: nothing is decided a
second time. Case, accents, zeros in front and the order of words do not count, and part of a word will do. Pure.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from machtigingen.beslisboom import Controle, Formulier, Machtigingsvrij, Uitkomst
from machtigingen.beslisboom.evaluate import rules_open
from machtigingen.beslisboom.kiezen import in_force
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
    by the lines `vrij` an insurer wants no machtiging for it; by `soms` only of some who work here. `soms_niet` is what
    the form itself says where it turns out that none is needed. `lijst` is that of its code, where it matters."""

    keuze: Keuze
    formulier: Formulier
    specialismen: tuple[str, ...]
    namen: tuple[Codenaam, ...]
    vrij: tuple[Machtigingsvrij, ...]
    soms: tuple[Machtigingsvrij, ...] = ()
    soms_niet: tuple[str, ...] = ()
    lijst: str = ""


class _Vrij(NamedTuple):
    """A line of the catalogue, and whether it holds for whoever of here would do it."""

    regel: Machtigingsvrij
    altijd: bool


@dataclass(frozen=True)
class _Hier:
    """At which instantie, and with which specialismen somebody works there."""

    catalogus: Catalogus
    agb: str
    specialismen: Collection[str]

    def who_work(self, keuzes: list[Keuze]) -> list[Keuze]:
        """Those of a specialisme of here; all when there is none."""
        return [een for een in keuzes if een.specialisme in self.specialismen] or keuzes

    def vrij(self, keuzes: list[Keuze]) -> tuple[_Vrij, ...]:
        """By which lines, of each insurer, this care needs no machtiging."""
        verzekeraars = sorted({vrij.uzovi for vrij in self.catalogus.inhoud.machtigingsvrij})
        van_hier, gevonden = self.who_work(keuzes), []
        for uzovi in verzekeraars:
            per_keuze = [self.catalogus.machtigingsvrij(een, uzovi=Uzovi(uzovi), agb=self.agb) for een in van_hier]
            gevonden += [_Vrij(regel, all(per_keuze)) for regel in dict.fromkeys(per_keuze) if regel]
        return tuple(gevonden)


def find_zorg(
    catalogus: Catalogus, filter: Filter, tekst: str, *, agb: str, specialismen: Collection[str] = ()
) -> tuple[Zorg, ...]:
    """What has all these words in its names and codes; what has one as its very code comes first. Of care that more
    specialismen may ask for, the choice is that of one of these `specialismen` when it can be. A code of more lists is
    found once, unless an insurer wants a machtiging by the one and not by the other."""
    woorden = _words(tekst)
    gevonden: dict[tuple[object, ...], list[Keuze]] = {}
    formulieren: dict[tuple[object, ...], Formulier] = {}
    hier = _Hier(catalogus, agb, specialismen)
    for een in mogelijkheden(catalogus, filter) if woorden else ():
        for keuze in een.keuzes if een.formulier.uzovi in ("", filter.uzovi) else ():
            if _has_all(woorden, _haystack(catalogus, een.formulier, keuze)):
                zelfde = (
                    een.grondslag,
                    een.formulier.code,
                    keuze.uzovi,
                    keuze.specialisme if keuze.diagnose else "",
                    keuze.diagnose,
                    keuze.zorgactiviteit,
                    keuze.prestatiecodes,
                )
                gevonden.setdefault(zelfde, []).append(keuze)
                formulieren[zelfde] = een.formulier
    zorg = [
        een
        for zelfde, keuzes in gevonden.items()
        for een in _zorg(hier, formulieren[zelfde], keuzes, uzovi=filter.uzovi)
    ]
    return tuple(sorted(zorg, key=lambda een: not _is_code_of(woorden, een)))


def find_other_days(catalogus: Catalogus, filter: Filter, tekst: str) -> tuple[Formulier, ...]:
    """The forms with all these words that do not hold on this day, in no version: the newest of each."""
    woorden = _words(tekst)
    hier = [een for een in catalogus.inhoud.formulieren if een.uzovi in ("", filter.uzovi)]
    geldig = {een.code for een in in_force(hier, filter.on)}
    nieuwste = {een.code: een for een in sorted(hier, key=lambda een: een.rang)}
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


def _zorg(hier: _Hier, formulier: Formulier, keuzes: list[Keuze], *, uzovi: str) -> Iterator[Zorg]:
    """One for each list by which an insurer, also another one than is asked for, decides otherwise."""
    uitkomsten: dict[tuple[_Vrij, ...], list[Keuze]] = {}
    for lijst in dict.fromkeys(een.prestatiecodelijst for een in keuzes):
        in_lijst = [een for een in keuzes if een.prestatiecodelijst == lijst]
        uitkomsten.setdefault(hier.vrij(in_lijst), []).extend(in_lijst)
    for vrij, gelijke in uitkomsten.items():
        keuze = hier.who_work(gelijke)[0]
        van_hem = [een for een in vrij if uzovi in ("", een.regel.uzovi)]
        yield Zorg(
            keuze=keuze,
            formulier=formulier,
            specialismen=tuple(dict.fromkeys(een.specialisme for een in gelijke if een.specialisme)),
            namen=names_of(hier.catalogus, formulier, keuze),
            vrij=tuple(een.regel for een in van_hem if een.altijd),
            soms=tuple(een.regel for een in van_hem if not een.altijd),
            soms_niet=_not_needed(formulier, keuze),
            lijst=keuze.prestatiecodelijst if len(uitkomsten) > 1 else "",
        )


def _not_needed(formulier: Formulier, keuze: Keuze) -> tuple[str, ...]:
    """Where a rule on this very care decides before that, it never turns out so."""
    codes = [naam for naam, vraag in formulier.invoer.items() if vraag.controle is Controle.PRESTATIE]
    bekend: dict[str, Any] = dict.fromkeys(codes, list(keuze.prestatiecodes))
    bekend |= {naam: getattr(keuze, naam) for naam in ("specialisme", "diagnose", "zorgactiviteit")}
    regels = rules_open(formulier, {naam: waarde for naam, waarde in bekend.items() if waarde})
    return tuple(regel.tekst for regel in regels if regel.uitkomst is Uitkomst.NIET_NODIG)


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
