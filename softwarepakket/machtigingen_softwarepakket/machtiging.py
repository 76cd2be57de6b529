"""The button: make the message, send it, keep what came of it. This is all a care package has to build."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from machtigingen_client import (
    Instantie,
    Instroombericht,
    InstroomFout,
    Instroomservice,
    Softwarepakket,
    Verzekerde,
)

from .archief import Aanvraag, Archief
from .config import Config
from .patienten import Patient

DEMOOOG = Softwarepakket(naam="DemoOog", versie="5.2")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, kw_only=True)
class Werkplek:
    """What the pages work with."""

    config: Config
    patienten: dict[int, Patient]
    dienst: Instroomservice
    archief: Archief


def new_referentie(patient: Patient, *, now: datetime) -> str:
    """Made when the card is shown, so that a double click sends one message twice instead of two messages."""
    return f"{now.astimezone(AMSTERDAM):%Y%m%d}-{patient.nummer}-{secrets.token_hex(4)}"


def bericht_for(patient: Patient, *, referentie: str, config: Config, now: datetime) -> Instroombericht:
    return Instroombericht(
        softwarepakket=DEMOOOG,
        referentie=referentie,
        grondslag="zvw",
        begindatum=now.astimezone(AMSTERDAM).date(),
        verzekerde=Verzekerde(
            bsn=patient.bsn,
            geboortedatum=patient.geboortedatum,
            naam=patient.naam,
            geslacht=patient.geslacht,  # type: ignore[arg-type]  # the portal judges what the file says
        ),
        instantie=Instantie(agb=config.instantie),
        zorgverlener=config.zorgverlener,
        verstrekking=patient.behandeling,
    )


def request_machtiging(werkplek: Werkplek, *, patient: Patient, referentie: str, now: datetime) -> Aanvraag:
    """Send the message of this patient and keep the answer, whatever it is."""
    bericht = bericht_for(patient, referentie=referentie, config=werkplek.config, now=now)
    try:
        ontvangst = werkplek.dienst.stuur(bericht)
    except InstroomFout as fout:
        aanvraag = Aanvraag(
            referentie=referentie,
            patient=patient.nummer,
            gestuurd_op=now,
            verkeer=fout.verkeer,
            melding=fout.melding,
            fouten=fout.fouten,
            correlatie_id=fout.correlatie_id,
            herhalen=fout.herhalen,
        )
    else:
        aanvraag = Aanvraag(
            referentie=referentie,
            patient=patient.nummer,
            gestuurd_op=now,
            verkeer=ontvangst.verkeer,
            ontvangst=ontvangst,
        )
    return werkplek.archief.keep(aanvraag)


def refresh(werkplek: Werkplek, *, aanvraag: Aanvraag) -> Aanvraag:
    """Ask the portal where this aanvraag stands. Raises InstroomFout."""
    if aanvraag.ontvangst is None or not aanvraag.is_open:
        return aanvraag
    stand = werkplek.dienst.volg(aanvraag.ontvangst.id)
    return werkplek.archief.keep(replace(aanvraag, stand=stand))


def refresh_all(werkplek: Werkplek) -> None:
    """What was not submitted yet is followed one by one; the feed tells of all that was. Raises InstroomFout."""
    for aanvraag in werkplek.archief.all():
        if aanvraag.wijziging is None:
            refresh(werkplek, aanvraag=aanvraag)
    for deel in werkplek.dienst.alle_wijzigingen(na=werkplek.archief.cursor()):
        werkplek.archief.keep_changes(deel)
