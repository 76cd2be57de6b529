"""What software of an insurer may say twice: a decision and questions. The second time nothing changes, and it gets the
same answer; another decision or other questions are refused as from anybody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.behandeling import ask_information, read_vragen
from machtigingen.aanvragen.besluiten import decide, period_of, read
from machtigingen.aanvragen.lifecycle import BESLIST, TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of, open_verzoek_of
from machtigingen.aanvragen.regels import Oordeel, regels_json
from machtigingen.audit.actions import record
from machtigingen.foundation import BEOORDELEN, Actor
from machtigingen.toegang.queries import require

_BESLOTEN = (*BESLIST, Status.BEEINDIGD)


def decide_once(*, actor: Actor, now: datetime, aanvraag_id: UUID, oordeel: Oordeel) -> Aanvraag:
    """As `decide`, and raises the same. Of two opinions it never confirms one that differs: that is for a person."""
    require(actor, BEOORDELEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        if _was_proposed(aanvraag, oordeel, actor=actor, now=now) or _was_decided(
            aanvraag, oordeel, actor=actor, now=now
        ):
            record(actor=actor, now=now, handeling="besluit_herhaald", onderwerp=f"aanvraag:{aanvraag.id}")
            return aanvraag
        return decide(actor=actor, now=now, aanvraag_id=aanvraag_id, oordeel=oordeel)


def _was_proposed(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, now: datetime) -> bool:
    if not aanvraag.voorstel or aanvraag.voorstel_certificaat != actor.certificaat:
        return False
    return Oordeel.from_json(aanvraag.voorstel["oordeel"]) == read(aanvraag, oordeel, now=now)


def _was_decided(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, now: datetime) -> bool:
    """By this software, alone or as one of two, and nothing was opened again since."""
    besluit = besluit_of(aanvraag)
    if besluit is None or Status(aanvraag.status) not in _BESLOTEN:
        return False
    if actor.naam not in (besluit.beoordelaar, besluit.tweede_beoordelaar):
        return False
    return _is(besluit, read(aanvraag, oordeel, now=now), aanvraag)


def _is(besluit: Besluit, gelezen: Oordeel, aanvraag: Aanvraag) -> bool:
    if (besluit.regels, besluit.toelichting) != (regels_json(gelezen.regels), gelezen.toelichting):
        return False
    if Status(besluit.status) not in TOEGEKEND:
        return True
    return (besluit.geldig_van_on, besluit.geldig_tot_on) == period_of(aanvraag, gelezen)


def ask_once(*, actor: Actor, now: datetime, aanvraag_id: UUID, vragen: Sequence[str]) -> Aanvraag:
    """As `ask_information`, and raises the same."""
    require(actor, BEOORDELEN)
    gesteld = read_vragen(vragen)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        verzoek = open_verzoek_of(aanvraag)
        if verzoek is not None and (verzoek.gesteld_door, verzoek.vragen) == (actor.naam, gesteld):
            record(actor=actor, now=now, handeling="vragen_herhaald", onderwerp=f"aanvraag:{aanvraag.id}")
            return aanvraag
        return ask_information(actor=actor, now=now, aanvraag_id=aanvraag_id, vragen=vragen)
