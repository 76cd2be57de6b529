"""Receive a message: check by stage, make the concept, and remember the answer, in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from machtigingen.aanvragen import actions as aanvragen
from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout
from machtigingen.instroom import controles
from machtigingen.instroom.bericht import Instroombericht, parse_bericht
from machtigingen.instroom.bezig import alleen
from machtigingen.instroom.controles import Feiten
from machtigingen.instroom.models import Instroom
from machtigingen.instroom.queries import Stand, stand_of
from machtigingen.kluis import link_hash, sleutelbos
from machtigingen.registers import agb as agb_register
from machtigingen.registers.cov import CovAntwoord
from machtigingen.toegang.queries import require, vandaag


@dataclass(frozen=True, kw_only=True)
class Ontvangst:
    """What became of a message. `antwoord` is the answer as given the first time; `stand` is how it stands now."""

    stand: Stand
    antwoord: Mapping[str, Any]


@dataclass(frozen=True)
class _Gecontroleerd:
    formulieren: tuple[Formulier, ...]
    cov: CovAntwoord | None
    cov_stand: Mapping[str, Any]
    agb: Mapping[str, Any]
    waarschuwingen: tuple[Fout, ...]
    niet_nodig: str | None


def receive(*, actor: Actor, data: Any, now: datetime, geldig: timedelta) -> Ontvangst:
    """Takes in one message (plain JSON values). The same `referentie` with the same content gives the same answer.

    Raises, all of one stage together: D203/D204 · B2xx · I1xx · R1xx, R201 · F10x; and B301 (same referentie, other
    content), B302 (the same message is still being taken in).
    """
    require(actor, INDIENEN)
    bericht = _lees(data, vandaag=vandaag(now))
    vingerafdruk = _vingerafdruk(data)
    with alleen(str(actor.agb), bericht.softwarepakket.naam, bericht.referentie):
        return _neem_in(actor, bericht, data, vingerafdruk, now, geldig)


def _lees(data: Any, *, vandaag: date) -> Instroombericht:
    """The message, or all that is wrong in it: its form, and the dates that could be read."""
    try:
        return parse_bericht(data)
    except DomainError as fout:
        raise DomainError(*fout.fouten, *controles.datums(data, vandaag=vandaag)) from None


def _neem_in(
    actor: Actor, bericht: Instroombericht, data: Any, vingerafdruk: str, now: datetime, geldig: timedelta
) -> Ontvangst:
    bestaand = _bestaand(actor, bericht)
    if bestaand is None:
        gecontroleerd = _controleer(actor, bericht, now)
        try:
            return _bewaar(actor, bericht, data, vingerafdruk, gecontroleerd, now, geldig)
        except IntegrityError:
            bestaand = _bestaand(actor, bericht)
            if bestaand is None:
                raise
    return _herhaald(actor, bestaand, vingerafdruk, now)


def _bestaand(actor: Actor, bericht: Instroombericht) -> Instroom | None:
    """Almost always nothing: so it does not fetch the aanvraag along."""
    van = {"softwarepakket": bericht.softwarepakket.naam, "referentie": bericht.referentie}
    return next(iter(Instroom.objects.filter(agb=str(actor.agb), **van)), None)


def _herhaald(actor: Actor, bestaand: Instroom, vingerafdruk: str, now: datetime) -> Ontvangst:
    if bestaand.vingerafdruk != vingerafdruk:
        raise DomainError.one("B301", pad="referentie")
    record(actor=actor, now=now, handeling="instroom_herhaald", onderwerp=f"instroom:{bestaand.id}")
    return Ontvangst(stand=stand_of(bestaand, now), antwoord=bestaand.antwoord)


def _vingerafdruk(data: Any) -> str:
    """Keyed: the content holds a BSN. White space and key order do not matter."""
    tekst = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sleutelbos().blind_index(tekst, context="instroom")


def _controleer(actor: Actor, bericht: Instroombericht, now: datetime) -> _Gecontroleerd:
    feiten = Feiten(actor=actor, vandaag=vandaag(now))
    _require(controles.run(controles.BERICHT, bericht, feiten))
    _require(controles.run(controles.INSTANTIE_EIGEN, bericht, feiten))
    agb = agb_register.agb_feiten(
        zorgverlener=bericht.zorgverlener.agb, instantie=bericht.instantie.agb, on=bericht.begindatum
    )
    feiten = Feiten(actor=actor, vandaag=feiten.vandaag, agb=agb)
    _require(controles.run(controles.INSTANTIE_REGISTER, bericht, feiten))
    fouten, waarschuwingen = controles.split(controles.run(controles.REGISTER, bericht, feiten), bericht)
    _require(fouten)
    keuze = _keuze(bericht)
    formulieren = catalogus().passend(keuze)
    wie = bericht.verzekerde
    cov, cov_fouten = toetsing.raadpleeg(
        bsn=wie.bsn, geboortedatum=wie.geboortedatum, peildatum=bericht.begindatum, pushed=wie.uzovi
    )
    uzovi = cov.uzovi if cov else None
    hard = toetsing.als_vragen(tuple(fout for fout in cov_fouten if fout.code != "R307"))
    return _Gecontroleerd(
        formulieren=formulieren,
        cov=cov,
        cov_stand=toetsing.cov_stand(_gevraagd(bericht), hard),
        agb={"specialisme": agb.zorgverlener.specialismen[0]} if len(agb.zorgverlener.specialismen) == 1 else {},
        waarschuwingen=waarschuwingen + cov_fouten,
        niet_nodig=catalogus().niet_nodig(keuze, uzovi=uzovi, agb=str(actor.agb)),
    )


def _gevraagd(bericht: Instroombericht) -> dict[str, str]:
    wie = bericht.verzekerde
    return {
        "bsn": wie.bsn.onthul(),
        "geboortedatum": wie.geboortedatum.isoformat(),
        "begindatum": bericht.begindatum.isoformat(),
    }


def _require(fouten: tuple[Fout, ...]) -> None:
    if fouten:
        raise DomainError(*fouten)


def _keuze(bericht: Instroombericht) -> Keuze:
    wat = bericht.verstrekking
    return Keuze(
        grondslag=bericht.grondslag,
        on=bericht.begindatum,
        specialisme=bericht.zorgverlener.specialisme,
        diagnose=wat.diagnose,
        zorgactiviteit=wat.zorgactiviteit,
        prestatiecodelijst=wat.prestatiecodelijst or "",
        prestatiecodes=tuple(prestatie.code for prestatie in wat.prestaties or ()),
        formulier=wat.formulier,
    )


def _bewaar(
    actor: Actor,
    bericht: Instroombericht,
    data: Mapping[str, Any],
    vingerafdruk: str,
    gecontroleerd: _Gecontroleerd,
    now: datetime,
    geldig: timedelta,
) -> Ontvangst:
    id_ = uuid4()
    with transaction.atomic():
        aanvraag, waarschuwingen = None, gecontroleerd.waarschuwingen
        if gecontroleerd.niet_nodig is None:
            aanvraag, extra = aanvragen.start(
                actor=actor,
                now=now,
                id=uuid4(),
                formulieren=gecontroleerd.formulieren,
                bronnen=_bronnen(actor, data, gecontroleerd),
                softwarepakket=f"{bericht.softwarepakket.naam} {bericht.softwarepakket.versie}",
                referentie=bericht.referentie,
                vervalt_at=now + geldig,
            )
            waarschuwingen += extra
        instroom = Instroom.objects.create(
            id=id_,
            agb=str(actor.agb),
            softwarepakket=bericht.softwarepakket.naam,
            referentie=bericht.referentie,
            vingerafdruk=vingerafdruk,
            link_hash=link_hash(sleutelbos().link_token(str(id_))),
            received_at=now,
            geldig_tot_at=now + geldig,
            aanvraag=aanvraag,
            antwoord=_antwoord(aanvraag, gecontroleerd, waarschuwingen),
        )
        record(actor=actor, now=now, handeling="instroom_ontvangen", onderwerp=f"instroom:{id_}")
    return Ontvangst(stand=stand_of(instroom, now), antwoord=instroom.antwoord)


def _bronnen(actor: Actor, data: Mapping[str, Any], gecontroleerd: _Gecontroleerd) -> dict[str, Any]:
    return {
        "certificaat": {"agb": str(actor.agb), "organisatie": actor.organisatie},
        "softwarepakket": dict(data),
        "agb_register": gecontroleerd.agb,
        "cov": toetsing.cov_bron(gecontroleerd.cov) if gecontroleerd.cov else {},
        "cov_stand": gecontroleerd.cov_stand,
    }


def _antwoord(
    aanvraag: Aanvraag | None, gecontroleerd: _Gecontroleerd, waarschuwingen: tuple[Fout, ...]
) -> dict[str, Any]:
    """The part of the answer that stays as it was given, without the link: that one is made anew from the id."""
    antwoord: dict[str, Any] = {
        "waarschuwingen": [[fout.code, fout.pad, dict(fout.gegevens)] for fout in waarschuwingen],
        "niet_nodig": gecontroleerd.niet_nodig,
        "formulier": None,
        "mogelijke_formulieren": [_noem(f) for f in gecontroleerd.formulieren],
        "ingevuld": 0,
        "nog_nodig": 0,
        "ontbrekend": [],
    }
    if aanvraag is not None and aanvraag.formulier_code:
        dossier = dossier_of(aanvraag, aanvraag.created_at)
        antwoord["formulier"] = _noem(dossier.formulier)
        antwoord["mogelijke_formulieren"] = []
        antwoord["ingevuld"] = dossier.telling.ingevuld
        antwoord["nog_nodig"] = dossier.telling.nog_nodig
        antwoord["ontbrekend"] = [{"vraag": v.link_id, "tekst": v.tekst} for v in dossier.ontbrekend]
    return antwoord


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
