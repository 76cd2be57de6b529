"""Receive a message: check by stage, make the concept, and remember the answer, in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from machtigingen.aanvragen import actions as aanvragen
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Formulier
from machtigingen.foundation import Actor, DomainError, Fout
from machtigingen.instroom.bezig import alleen
from machtigingen.instroom.models import Instroom
from machtigingen.instroom.onderzoek import EIGEN, REGISTERS, VOORAF, Onderzoek, check
from machtigingen.instroom.queries import Stand, stand_of
from machtigingen.instroom.spoor import known, package_name
from machtigingen.kluis import link_hash, sleutelbos
from machtigingen.toegang.queries import vandaag


@dataclass(frozen=True, kw_only=True)
class Ontvangst:
    """What became of a message. `antwoord` is the answer as given the first time; `stand` is how it stands now."""

    stand: Stand
    antwoord: Mapping[str, Any]


def receive(*, actor: Actor, data: Any, now: datetime, geldig: timedelta) -> Ontvangst:
    """Takes in one message (plain JSON values). The same `referentie` with the same content gives the same answer.

    Raises, all of one stage together: D203/D204 · B2xx · I1xx · R1xx, R201 · F10x; and B301 (same referentie, other
    content), B302 (the same message is still being taken in).
    """
    onderzoek = Onderzoek(actor=actor, data=data, now=now)
    check(onderzoek, VOORAF)
    bericht = onderzoek.bericht
    with alleen(str(actor.agb), bericht.softwarepakket.naam, bericht.referentie):
        return _neem_in(onderzoek, geldig)


def _neem_in(onderzoek: Onderzoek, geldig: timedelta) -> Ontvangst:
    bestaand = _still_there(find_earlier(onderzoek))
    if bestaand is None:
        waarschuwingen = _controleer(onderzoek)
        try:
            return _bewaar(onderzoek, waarschuwingen, geldig)
        except IntegrityError:
            bestaand = find_earlier(onderzoek)
            if bestaand is None:
                raise
    record(
        actor=onderzoek.actor,
        now=onderzoek.now,
        handeling="instroom_herhaald",
        onderwerp=f"instroom:{bestaand.id}",
        softwarepakket=package_name(bestaand.softwarepakket),
    )
    return Ontvangst(stand=stand_of(bestaand, onderzoek.now), antwoord=bestaand.antwoord)


def _controleer(onderzoek: Onderzoek) -> tuple[Fout, ...]:
    return check(onderzoek, (*EIGEN, *REGISTERS))


def find_earlier(onderzoek: Onderzoek) -> Instroom | None:
    """The same message, taken in before. Raises B301 when that was another one with this referentie.

    Almost always nothing: so it does not fetch the aanvraag along."""
    bericht = onderzoek.bericht
    van = {"softwarepakket": bericht.softwarepakket.naam, "referentie": bericht.referentie}
    bestaand = next(iter(Instroom.objects.filter(agb=str(onderzoek.actor.agb), **van)), None)
    if bestaand is not None and bestaand.vingerafdruk != _vingerafdruk(onderzoek.data):
        raise DomainError.one("B301", pad="referentie")
    return bestaand


def _vingerafdruk(data: Any) -> str:
    """Keyed: the content holds a BSN. White space and key order do not matter."""
    tekst = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sleutelbos().blind_index(tekst, context="instroom")


def _still_there(bestaand: Instroom | None) -> Instroom | None:
    """With its aanvraag. None when both were erased after the look (`bewaring`): then the message is a new one."""
    if bestaand is None or bestaand.aanvraag_id is None:
        return bestaand
    return Instroom.objects.select_related("aanvraag").filter(pk=bestaand.pk).first()


def _bewaar(onderzoek: Onderzoek, waarschuwingen: tuple[Fout, ...], geldig: timedelta) -> Ontvangst:
    id_, bericht, now = uuid4(), onderzoek.bericht, onderzoek.now
    aanvraag, extra = prepare_concept(onderzoek, vervalt_at=now + geldig)
    with transaction.atomic():
        if aanvraag is not None:
            aanvragen.start(aanvraag)
        instroom = Instroom.objects.create(
            id=id_,
            agb=str(onderzoek.actor.agb),
            softwarepakket=bericht.softwarepakket.naam,
            referentie=bericht.referentie,
            vingerafdruk=_vingerafdruk(onderzoek.data),
            link_hash=link_hash(sleutelbos().link_token(str(id_))),
            received_at=now,
            geldig_tot_at=now + geldig,
            aanvraag=aanvraag,
            antwoord=answer(onderzoek, aanvraag, waarschuwingen + extra),
        )
        record(
            actor=onderzoek.actor,
            now=now,
            handeling="instroom_ontvangen",
            onderwerp=f"instroom:{id_}",
            softwarepakket=package_name(bericht.softwarepakket.naam),
            fouten=known(waarschuwingen + extra),
        )
    return Ontvangst(stand=stand_of(instroom, now), antwoord=instroom.antwoord)


def prepare_concept(onderzoek: Onderzoek, *, vervalt_at: datetime) -> tuple[Aanvraag | None, tuple[Fout, ...]]:
    """(the concept, not stored yet, or None when no machtiging is needed; what of the message did not fit in it)."""
    if onderzoek.niet_nodig is not None:
        return None, ()
    bericht = onderzoek.bericht
    return aanvragen.prepare(
        actor=onderzoek.actor,
        now=onderzoek.now,
        id=uuid4(),
        formulieren=onderzoek.formulieren,
        bronnen=onderzoek.bronnen,
        softwarepakket=f"{bericht.softwarepakket.naam} {bericht.softwarepakket.versie}",
        referentie=bericht.referentie,
        vervalt_at=vervalt_at,
    )


GEEN_ANTWOORD: Mapping[str, Any] = {
    "waarschuwingen": [],
    "niet_nodig": None,
    "formulier": None,
    "mogelijke_formulieren": [],
    "ingevuld": 0,
    "nog_nodig": 0,
    "ontbrekend": [],
}


def answer(onderzoek: Onderzoek, aanvraag: Aanvraag | None, waarschuwingen: tuple[Fout, ...]) -> dict[str, Any]:
    """The part of the answer that stays as it was given, without the link: that one is made anew from the id."""
    antwoord = dict(GEEN_ANTWOORD) | {
        "waarschuwingen": [[fout.code, fout.pad, dict(fout.gegevens)] for fout in waarschuwingen],
        "niet_nodig": onderzoek.niet_nodig,
    }
    if aanvraag is None or not aanvraag.formulier_code:
        return antwoord | {"mogelijke_formulieren": [_noem(f) for f in onderzoek.formulieren]}
    dossier = dossier_of(aanvraag, aanvraag.created_at)
    return antwoord | {
        "formulier": _noem(dossier.formulier),
        "ingevuld": dossier.telling.ingevuld,
        "nog_nodig": dossier.telling.nog_nodig,
        "ontbrekend": [{"vraag": v.link_id, "tekst": v.tekst} for v in dossier.ontbrekend],
    }


def _noem(formulier: Formulier) -> dict[str, str]:
    return {"code": formulier.code, "versie": formulier.versie, "titel": formulier.titel}


def open_link(*, actor: Actor, token: str, now: datetime) -> UUID:
    """The aanvraag that a link points at. Raises L101 (unknown, or of another instantie: the same), L102 (lapsed),
    D204 (may only look, while it is still a concept)."""
    instroom = Instroom.objects.select_related("aanvraag").filter(link_hash=link_hash(token)).first()
    if instroom is None or instroom.agb != str(actor.agb) or instroom.aanvraag is None:
        record(actor=actor, now=now, handeling="link_geopend", code="L101")
        raise DomainError.one("L101", instantie=f"{actor.organisatie} (AGB {actor.agb})")
    stand = stand_of(instroom, now)
    if stand.toestand == "vervallen":
        raise DomainError.one("L102", datum=f"{vandaag(instroom.aanvraag.vervalt_at):%d-%m-%Y}")
    if stand.toestand != "ingediend":
        aanvragen.open_concept(actor=actor, now=now, aanvraag_id=instroom.aanvraag.id)
    return instroom.aanvraag.id
