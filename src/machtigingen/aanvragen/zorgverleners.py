"""Who at this instantie may do what a concept asks for, on the day on which it begins, and who may not and why.

The AGB-code of the instantie is that of the certificate. Whom the register does not know there can still be typed on
the page of the form: what is said of that (R101 to R105) is said there.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import change_answers, lock_concept
from machtigingen.aanvragen.dossier import AGB_REGISTER, GEBRUIKER, Antwoord, Dossier, ingevuld_door, nieuw_antwoord
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.samen import Blad, Oordeel, judge
from machtigingen.aanvragen.wachtend import botsing
from machtigingen.aanvragen.zorg import agb_of
from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, Actor, DomainError
from machtigingen.registers import agb as agb_register
from machtigingen.registers import regels
from machtigingen.registers.standen import Zorgverlenerstand
from machtigingen.toegang.queries import require, require_person

ZORGVERLENER, SPECIALISME = "zorgverlener", "specialisme"


class Reden(Enum):
    """Why somebody is not offered."""

    ANDER_SPECIALISME = "ander specialisme"
    ANDERE_DAG = "werkt hier op een andere dag"


@dataclass(frozen=True, kw_only=True)
class Kandidaat:
    """`specialismen`: with which this form is for him or her; none when it is for any."""

    wie: Zorgverlenerstand
    specialismen: tuple[str, ...] = ()
    reden: Reden | None = None


@dataclass(frozen=True, kw_only=True)
class Kandidaten:
    """For whom the form is (`specialismen`, none: anybody), on which day, and everybody of the instantie."""

    on: date
    specialismen: tuple[str, ...]
    alle: tuple[Kandidaat, ...]

    @property
    def fitting(self) -> tuple[Kandidaat, ...]:
        return tuple(een for een in self.alle if een.reden is None)


def asks_for_one(dossier: Dossier) -> bool:
    """Whether the form still has to be told who treats."""
    return dossier.formulier.vraag(ZORGVERLENER) is not None and ZORGVERLENER not in dossier.waarden


def find_kandidaten(dossier: Dossier, *, actor: Actor) -> Kandidaten:
    """Raises R201 without a register."""
    eigen, on = agb_of(actor), dossier.begindatum
    voor = _specialismen_of(_underived(dossier))
    werkt_hier = tuple(_kandidaat(wie, voor) for wie in agb_register.zorgverleners_van(eigen, on=on))
    anders = tuple(
        Kandidaat(wie=wie, reden=Reden.ANDERE_DAG) for wie in agb_register.zorgverleners_of_another_day(eigen, on=on)
    )
    return Kandidaten(on=on, specialismen=voor, alle=werkt_hier + anders)


def choose_zorgverlener(*, actor: Actor, now: datetime, aanvraag_id: UUID, agb: str, blad: Blad) -> Aanvraag:
    """One of those who fit; with it the specialisme when only one is possible and the form asks. Whom the page (`blad`)
    showed already is not chosen again over another one. Raises D203/D204, D202, A101, A102, L102, R104 for somebody who
    is not among them, and A103 when another one was chosen elsewhere since the page was made."""
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        dossier = dossier_of(aanvraag, now)
        kandidaten = find_kandidaten(dossier, actor=actor).fitting
        gekozen = next((een for een in kandidaten if str(een.wie.agb) == agb), None)
        if gekozen is None:
            raise DomainError.one("R104", pad=ZORGVERLENER, agb=agb[:8], instantie=actor.organisatie)
        if _is_left(dossier, agb, blad):
            return aanvraag
        eerst = _underived(dossier)
        antwoorden = dict(eerst.antwoorden) | _answers(eerst, gekozen, actor=actor, now=now, blad=blad.naam)
        change_answers(aanvraag, antwoorden, now)
        record(actor=actor, now=now, handeling="concept_gewijzigd", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag


def _is_left(dossier: Dossier, agb: str, blad: Blad) -> bool:
    """Raises A103."""
    vraag, nu = dossier.formulier.vraag(ZORGVERLENER), dossier.antwoorden.get(ZORGVERLENER)
    if vraag is None or nu is None:
        return False
    oordeel = judge(vraag, agb, nu, blad=blad, vandaag=dossier.vandaag)
    if oordeel is Oordeel.BOTST:
        raise DomainError(botsing(vraag, agb, nu))
    return oordeel is Oordeel.LATEN


def _answers(dossier: Dossier, gekozen: Kandidaat, *, actor: Actor, now: datetime, blad: str) -> dict[str, Antwoord]:
    """What a package sent stays beside it, as on a page of the form."""
    waarden = {ZORGVERLENER: (str(gekozen.wie.agb), GEBRUIKER)}
    if dossier.formulier.vraag(SPECIALISME) and SPECIALISME not in dossier.waarden and len(gekozen.specialismen) == 1:
        waarden[SPECIALISME] = (gekozen.specialismen[0], AGB_REGISTER)
    gekregen: dict[str, Antwoord] = {}
    for link_id, (waarde, bron) in waarden.items():
        vraag, oud = dossier.formulier.vraag(link_id), dossier.antwoorden.get(link_id)
        if vraag is None:
            continue
        if oud is not None and oud.gestuurd_bron:
            nieuw = nieuw_antwoord(vraag, waarde, oud, door=actor, now=now, vandaag=dossier.vandaag, blad=blad)
            gekregen |= {link_id: nieuw} if nieuw else {}
        else:
            gekregen[link_id] = replace(
                ingevuld_door(bron, waarde, now=now), door=actor.naam, certificaat=actor.certificaat, blad=blad
            )
    return gekregen


def _kandidaat(wie: Zorgverlenerstand, voor: tuple[str, ...]) -> Kandidaat:
    passend = tuple(code for code in voor if regels.specialisme(wie, code, pad=SPECIALISME) is None)
    reden = Reden.ANDER_SPECIALISME if voor and not passend else None
    return Kandidaat(wie=wie, specialismen=passend, reden=reden)


def _underived(dossier: Dossier) -> Dossier:
    """Without the specialisme that followed from who was chosen before: it says nothing of who may be chosen now."""
    oud = dossier.antwoorden.get(SPECIALISME)
    if oud is None or oud.bron != AGB_REGISTER:
        return dossier
    return replace(dossier, antwoorden={naam: een for naam, een in dossier.antwoorden.items() if naam != SPECIALISME})


def _specialismen_of(dossier: Dossier) -> tuple[str, ...]:
    """The one that the answers name, else all that the form is for."""
    gekozen = dossier.waarden.get(SPECIALISME)
    if gekozen:
        return (str(gekozen),)
    trajecten = tuple(traject.specialisme for traject in dossier.formulier.trajecten)
    return tuple(dict.fromkeys((*dossier.formulier.specialismen, *trajecten)))
