"""From concept to sent: checked once more, with the outcome of a rule at once, or on to a beoordelaar."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen import beslisboom
from machtigingen.aanvragen import bijlagen, toetsing
from machtigingen.aanvragen.aanleiding import aanleiding_of
from machtigingen.aanvragen.actions import bewaar_antwoorden, lock, require_concept
from machtigingen.aanvragen.besluiten import give
from machtigingen.aanvragen.bladen import without_pages
from machtigingen.aanvragen.cov import ask_cov
from machtigingen.aanvragen.doorlooptijd import start_termijn
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.invulling import Bronnen
from machtigingen.aanvragen.lifecycle import Handeling, Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nummers import aanvraagnummer
from machtigingen.aanvragen.ongevraagd import kept_apart, unasked
from machtigingen.aanvragen.passend import formulier_fouten, not_needed
from machtigingen.aanvragen.queries import dossier_of, find
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.wachtend import WACHTEND, wachtend_van, wachtende_fouten
from machtigingen.beslisboom import Beslissing, Uitkomst
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout
from machtigingen.toegang.queries import require, require_person, vandaag

MACHTIGINGSVRIJ = "Machtigingsvrij bij deze verzekeraar"

_BY_UITKOMST = {
    Uitkomst.GOEDGEKEURD: Handeling.GOEDKEUREN_DOOR_REGEL,
    Uitkomst.AFGEWEZEN: Handeling.AFWIJZEN_DOOR_REGEL,
    Uitkomst.NIET_NODIG: Handeling.NIET_NODIG_DOOR_REGEL,
    Uitkomst.BEOORDELEN: Handeling.NAAR_BEOORDELAAR,
}


def submit(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """Sends the aanvraag, and gives the outcome at once when the form can. Sent before: gives it as it is.

    Raises D204/D203, A101, A102, I101 and, all together with their fields, what is missing, wrong, in quarantine, too
    large together, or refused by a register; R301 when COV cannot be asked (503: nothing is lost, try again later).
    """
    require(actor, INDIENEN)
    require_person(actor)
    eerst = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    if eerst.ingediend_at is not None:
        return eerst
    gezien = dossier_of(eerst, now).ruw
    ask_cov(actor=actor, now=now, aanvraag_id=aanvraag_id)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        if aanvraag.ingediend_at is not None:
            return aanvraag
        require_concept(aanvraag, now)
        dossier = dossier_of(aanvraag, now)
        vast = bijlagen.problems(aanvraag, vragen={vraag.link_id for vraag in dossier.vragen})
        _check(dossier, aanvraag.bronnen, actor=actor, vast=vast)
        if dossier.ruw != gezien:
            raise DomainError.one("R308", pad="verzekeraar")
        beslissing = _niet_nodig(aanvraag, dossier) or beslisboom.evaluate(dossier.formulier, dossier.waarden)
        _dien_in(aanvraag, dossier, beslissing, actor=actor, now=now)
    return aanvraag


def _check(dossier: Dossier, bronnen: Bronnen, *, actor: Actor, vast: tuple[Fout, ...]) -> None:
    """COV's answer must be about these very answers: somebody may have changed them while COV was asked. `vast`: what
    is wrong with its files."""
    if dossier.waarden.get("instelling") != str(actor.agb):
        gevraagd = str(dossier.waarden.get("instelling", ""))
        raise DomainError.one("I101", pad="instelling", agb=gevraagd, instantie=actor.organisatie)
    fouten = dossier.problemen + wachtende_fouten(dossier, wachtend_van(bronnen)) + vast
    if not fouten:
        cov_fouten = toetsing.cov_fouten(bronnen, dossier.waarden)
        fouten = toetsing.agb(dossier.waarden, bronnen, actor=actor)[0] + toetsing.verzekeraar(dossier.waarden, bronnen)
        fouten += (Fout("R301"),) if cov_fouten is None else cov_fouten
        fouten += formulier_fouten(dossier, bronnen, agb=str(actor.agb))
    if fouten:
        raise DomainError(*fouten)


def _niet_nodig(aanvraag: Aanvraag, dossier: Dossier) -> Beslissing | None:
    """What the push could not say yet: that this insurer needs no machtiging for this care."""
    reden = not_needed(dossier, aanvraag.bronnen, agb=aanvraag.agb)
    if reden is None:
        return None
    return Beslissing(uitkomst=Uitkomst.NIET_NODIG, regel=MACHTIGINGSVRIJ, tekst=reden, spoor=())


def _dien_in(aanvraag: Aanvraag, dossier: Dossier, beslissing: Beslissing, *, actor: Actor, now: datetime) -> None:
    handeling = _BY_UITKOMST[beslissing.uitkomst]
    status = next_status(Status(aanvraag.status), handeling, Rol.INDIENER)
    bewaar_antwoorden(aanvraag, dossier.op_het_pad())
    bronnen = without_pages(kept_apart(aanvraag.bronnen, unasked(dossier)))
    aanvraag.bronnen = {bron: feiten for bron, feiten in bronnen.items() if bron != WACHTEND}
    bijlagen.drop_unasked(aanvraag, behalve={id_ for vraag in dossier.bijlagevragen for id_ in dossier.waarden[vraag]})
    aanvraag.status = status.value
    aanvraag.beslissing, aanvraag.niet_automatisch = asdict(beslissing), aanleiding_of(beslissing)
    aanvraag.aanvraagnummer = aanvraagnummer(on=vandaag(now))
    aanvraag.ingediend_at = now
    aanvraag.ingediend_door = actor.naam
    if handeling is Handeling.NAAR_BEOORDELAAR:
        start_termijn(aanvraag, now)
    else:
        give(aanvraag, status, door_regel=True, regel=beslissing.regel, toelichting=beslissing.tekst, now=now)
    soort = "ingediend" if handeling is Handeling.NAAR_BEOORDELAAR else "besluit"
    leave(aanvraag, actor=actor, now=now, soort="ingediend", handeling="aanvraag_ingediend", melden=soort)
