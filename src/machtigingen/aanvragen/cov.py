"""Who insures the person of a concept, by COV; and which of its answers follow from that."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.actions import bewaar_antwoorden, lock, require_concept, touch
from machtigingen.aanvragen.dossier import COV, SOFTWAREPAKKET, VAN_COV, beside, ingevuld_door
from machtigingen.aanvragen.invulling import known, met_gestuurd
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.opzoeken import account_for
from machtigingen.aanvragen.queries import dossier_of, find
from machtigingen.audit.actions import record
from machtigingen.foundation import Actor, DomainError, Soort


def ask_cov(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> None:
    """Asks COV who insures this person, and keeps what it says: the facts, or what is wrong. Asks outside the
    transaction, so that a slow COV holds nobody up. A concept that was sent meanwhile stays as it was sent. Raises A126
    when somebody made it about one person too many: then only what COV said of another is taken back."""
    aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    waarden = dossier_of(aanvraag, now).waarden
    wet = toetsing.grondslag(waarden, aanvraag.bronnen)
    te_veel = _too_many(aanvraag, waarden, actor=actor, now=now)
    antwoord, fouten = (None, ()) if te_veel else toetsing.cov(waarden, aanvraag.bronnen, agb=aanvraag.agb)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        if aanvraag.ingediend_at is not None:
            return
        require_concept(aanvraag, now)
        cov = toetsing.cov_bron(antwoord) if antwoord else toetsing.cov_over(aanvraag.bronnen, waarden)
        stand = {} if te_veel else {"cov_stand": toetsing.cov_stand(waarden, fouten, grondslag=wet)}
        aanvraag.bronnen = dict(aanvraag.bronnen) | {COV: cov} | stand
        _neem_over(aanvraag, now)
        touch(aanvraag, now)
        if not te_veel:
            record(actor=actor, now=now, handeling="cov_geraadpleegd", onderwerp=f"aanvraag:{aanvraag.id}")
    if te_veel:
        raise te_veel


def _too_many(aanvraag: Aanvraag, waarden: Mapping[str, Any], *, actor: Actor, now: datetime) -> DomainError | None:
    """Another person in a concept is one who is looked up (`opzoeken`). Calls by software have a quota of their own."""
    vraag = toetsing.cov_vraag(waarden, aanvraag.bronnen)
    if actor.soort is not Soort.PERSOONLIJK or vraag is None or not toetsing.is_about_another(vraag, aanvraag.bronnen):
        return None
    try:
        account_for(actor=actor, now=now, vragen=[vraag])
    except DomainError as fout:
        return fout
    return None


def _neem_over(aanvraag: Aanvraag, now: datetime) -> None:
    """Takes over what COV knows of this person, and takes back what it knew of another. What a person typed stays, but
    who insures is COV's to say; what the package sent, or a person typed, stays beside it."""
    dossier = dossier_of(aanvraag, now)
    prefill = known(dossier.formulier, aanvraag.bronnen)
    antwoorden = dict(dossier.antwoorden)
    for vraag in dossier.formulier.vragen:
        link_id, oud, nieuw = vraag.link_id, antwoorden.get(vraag.link_id), prefill.get(vraag.link_id)
        if nieuw is not None and nieuw.bron == COV:
            if oud is None or oud.bron in (COV, SOFTWAREPAKKET) or link_id in VAN_COV:
                antwoorden[link_id] = beside(ingevuld_door(COV, nieuw.waarde, now=now), oud)
        elif oud is not None and oud.bron == COV:
            del antwoorden[link_id]
            if nieuw is not None:
                antwoorden[link_id] = ingevuld_door(nieuw.bron, nieuw.waarde, now=now)
    bewaar_antwoorden(aanvraag, met_gestuurd(dossier.formulier, aanvraag.bronnen, antwoorden))
