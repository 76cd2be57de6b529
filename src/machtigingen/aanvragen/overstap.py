"""Going on with a concept on another form, once it turns out not to be on the right one. All that was typed goes along:
what the other form does not ask stays in the concept until it is sent, for who comes back. A change that waited, and
takes nothing away there, counts; where that form has no such question, who typed it has it to copy."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import change_answers, keuze_van, lock_concept, settled
from machtigingen.aanvragen.invulling import vul_in
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.ongevraagd import gone, kept_apart
from machtigingen.aanvragen.passend import fitting, formulier_fouten
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, Actor, DomainError
from machtigingen.toegang.queries import require


def go_over(*, actor: Actor, now: datetime, aanvraag_id: UUID, keuze: str) -> Aanvraag:
    """To one of the forms that fit (`code:versie`); a concept on the right form stays on it. Raises D203/D204, A101,
    A102, L102, F102 for another form."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        if not aanvraag.formulier_code:
            return aanvraag
        dossier = dossier_of(aanvraag, now)
        if not formulier_fouten(dossier, aanvraag.bronnen, agb=aanvraag.agb):
            return aanvraag
        passend = {keuze_van(een.code, een.versie): een for een in fitting(dossier, aanvraag.bronnen)}
        if keuze not in passend:
            raise DomainError.one("F102", pad="formulier", formulier=keuze.partition(":")[0])
        formulier = passend[keuze]
        aanvraag.bronnen = kept_apart(aanvraag.bronnen, gone(dossier.formulier, formulier))
        aanvraag.formulier_code, aanvraag.formulier_versie = formulier.code, formulier.versie
        vooraf, _ = vul_in(formulier, aanvraag.bronnen, now=now)
        straks = replace(dossier, formulier=formulier, antwoorden=vooraf | dict(dossier.antwoorden))
        change_answers(aanvraag, settled(aanvraag, straks, actor=actor, now=now), now)
        record(actor=actor, now=now, handeling="formulier_gekozen", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag
