"""What software of an insurer may say twice: a decision and questions. The second time nothing changes, and it gets the
same answer; another decision or other questions are refused as from anybody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.behandeling import ask_information, read_vragen
from machtigingen.aanvragen.besluiten import decide, gave_first_opinion, read
from machtigingen.aanvragen.geldigheid import period_of
from machtigingen.aanvragen.lifecycle import BESLIST, TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of, gebeurtenissen_of, gesprek_of
from machtigingen.aanvragen.regels import Oordeel, regels_json
from machtigingen.aanvragen.vervanging import lock_followed
from machtigingen.audit.actions import record
from machtigingen.foundation import BEOORDELEN, Actor
from machtigingen.toegang.queries import require

_BESLOTEN = (*BESLIST, Status.BEEINDIGD)


def decide_once(
    *, actor: Actor, now: datetime, aanvraag_id: UUID, oordeel: Oordeel, gezien: int | None = None
) -> Aanvraag:
    """As `decide`, and raises the same. Of two opinions it never confirms one that differs: that is for a person."""
    require(actor, BEOORDELEN)
    with transaction.atomic():
        lock_followed(actor, now, aanvraag_id)
        aanvraag = lock(actor, aanvraag_id)
        if _was_proposed(aanvraag, oordeel, actor=actor, now=now) or _was_decided(
            aanvraag, oordeel, actor=actor, now=now
        ):
            record(actor=actor, now=now, handeling="besluit_herhaald", onderwerp=f"aanvraag:{aanvraag.id}")
            return aanvraag
        return decide(actor=actor, now=now, aanvraag_id=aanvraag_id, oordeel=oordeel, gezien=gezien)


def _was_proposed(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, now: datetime) -> bool:
    if not aanvraag.voorstel or not gave_first_opinion(aanvraag, actor):
        return False
    return Oordeel.from_json(aanvraag.voorstel["oordeel"]) == read(aanvraag, oordeel, now=now)


def _was_decided(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, now: datetime) -> bool:
    """By this software, alone or as the first of two, and nothing was opened again since."""
    besluit = besluit_of(aanvraag)
    if besluit is None or Status(aanvraag.status) not in _BESLOTEN or actor.naam != besluit.beoordelaar:
        return False
    gelezen, eerste = read(aanvraag, oordeel, now=now), _first_opinion(aanvraag, besluit)
    return gelezen == eerste if eerste else _is(besluit, gelezen, aanvraag)


def _first_opinion(aanvraag: Aanvraag, besluit: Besluit) -> Oordeel | None:
    """What the first of two said, who need not think as the second; none of before this was kept."""
    if not besluit.tweede_beoordelaar:
        return None
    voorstellen = [een for een in gebeurtenissen_of(aanvraag) if een.soort == "voorstel"]
    kept = voorstellen[-1].gegevens.get("oordeel") if voorstellen else None
    return Oordeel.from_json(kept) if kept else None


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
        if _was_asked(aanvraag, gesteld, actor=actor):
            record(actor=actor, now=now, handeling="vragen_herhaald", onderwerp=f"aanvraag:{aanvraag.id}")
            return aanvraag
        return ask_information(actor=actor, now=now, aanvraag_id=aanvraag_id, vragen=vragen)


def _was_asked(aanvraag: Aanvraag, gesteld: Sequence[str], *, actor: Actor) -> bool:
    """By this software, as the last thing that was asked, answered or not yet. What got no answer in time may be asked
    again, and so may all that was asked before it was opened again."""
    verzoek = next(reversed(gesprek_of(aanvraag)), None)
    if verzoek is None or (verzoek.gesteld_door, verzoek.vragen) != (actor.naam, gesteld):
        return False
    onbeantwoord = verzoek.beantwoord_at is not None and verzoek.antwoorden is None
    return not onbeantwoord and not _was_reopened_after(aanvraag, "informatie_gevraagd")


def _was_reopened_after(aanvraag: Aanvraag, soort: str) -> bool:
    gebeurd = [een.soort for een in gebeurtenissen_of(aanvraag) if een.soort in (soort, "heropend")]
    return gebeurd[-1:] == ["heropend"]
