"""Which care may this instantie ask for, on a day: the catalogue, and who works there by the AGB register, together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import catalogus
from machtigingen.formulieren.mogelijkheden import Filter
from machtigingen.formulieren.zoeken import Zorg, find_other_days, find_zorg
from machtigingen.foundation import INDIENEN, Actor, AgbCode, DomainError, Fout, Uzovi
from machtigingen.registers import agb as agb_register
from machtigingen.registers import regels
from machtigingen.registers.standen import WLZ, Zorgverlenerstand
from machtigingen.registers.uzovi import is_zorgkantoor
from machtigingen.toegang.queries import require


@dataclass(frozen=True, kw_only=True)
class Gevonden:
    """What was found, and what was not and why: forms of another day, and `instantie`: why this one may ask for nothing
    at all. `werkt_hier` is who works there that day."""

    zorg: tuple[Zorg, ...]
    andere_dagen: tuple[Formulier, ...]
    werkt_hier: tuple[Zorgverlenerstand, ...]
    instantie: Fout | None

    def fits(self, zorg: Zorg) -> bool:
        """Whether somebody works there who may ask for it."""
        return bool(fitting(self.werkt_hier, zorg.specialismen))


def search_zorg(*, actor: Actor, filter: Filter, tekst: str) -> Gevonden:
    """It says nothing of anybody, so it leaves no trace. Raises D203, D204, R201."""
    require(actor, INDIENEN)
    eigen = agb_of(actor)
    bij_zorgkantoor = filter.uzovi != "" and is_zorgkantoor(Uzovi(filter.uzovi))
    if bij_zorgkantoor:
        filter = replace(filter, grondslag=WLZ)
    werkt_hier = agb_register.zorgverleners_van(eigen, on=filter.on)
    zorg = find_zorg(catalogus(), filter, tekst, agb=str(eigen), specialismen=specialismen_of(werkt_hier))
    return Gevonden(
        zorg=zorg if bij_zorgkantoor else tuple(map(_of_its_law, zorg)),
        andere_dagen=find_other_days(catalogus(), filter, tekst),
        werkt_hier=werkt_hier,
        instantie=instantie_fout(eigen, on=filter.on),
    )


def _of_its_law(zorg: Zorg) -> Zorg:
    """An insurer that somebody looks with, has no part in care under the Wlz: the zorgkantoor is found later."""
    if zorg.keuze.grondslag != WLZ or zorg.formulier.uzovi:
        return zorg
    return replace(zorg, keuze=replace(zorg.keuze, uzovi=""))


def specialismen_of(werkt_hier: Iterable[Zorgverlenerstand]) -> frozenset[str]:
    """Of who works there; none when somebody may do anything, as the register knows none of him or her."""
    van_ieder = [wie.specialismen for wie in werkt_hier]
    return frozenset(code for codes in van_ieder for code in codes) if all(van_ieder) else frozenset()


def instantie_fout(agb: AgbCode, *, on: date) -> Fout | None:
    """Why this instantie cannot ask for anything on that day."""
    return regels.instantie(agb_register.zorgaanbieder(agb, on=on), pad="instelling", on=on)


def fitting(zorgverleners: Iterable[Zorgverlenerstand], specialismen: Iterable[str]) -> tuple[Zorgverlenerstand, ...]:
    """Who may ask for care of one of these specialismen; of somebody without any in the register all is possible
    (`registers.regels.specialisme`)."""
    mogelijk = tuple(specialismen)
    return tuple(
        wie
        for wie in zorgverleners
        if not mogelijk or any(regels.specialisme(wie, code, pad="specialisme") is None for code in mogelijk)
    )


def agb_of(actor: Actor) -> AgbCode:
    """The AGB-code of the certificate: nobody asks for another one. Raises D203 for who has none."""
    if actor.agb is None:
        raise DomainError.one("D203")
    return actor.agb
