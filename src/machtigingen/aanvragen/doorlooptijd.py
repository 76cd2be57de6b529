"""The clock of an aanvraag: started, paused and going on, by what was agreed with its insurer about its form."""

from datetime import datetime

from machtigingen.aanvragen import termijn
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren.afspraken import Afspraak, afspraken
from machtigingen.toegang.queries import vandaag


def afspraak_of(aanvraag: Aanvraag) -> Afspraak:
    """What was agreed with the insurer of this aanvraag, about its form."""
    return afspraken().van(aanvraag.uzovi, aanvraag.formulier_code)


def start_termijn(aanvraag: Aanvraag, now: datetime) -> None:
    """The insurer is to act, from today."""
    aanvraag.termijn_begon_on = vandaag(now)
    set_termijn(aanvraag)


def stop_termijn(aanvraag: Aanvraag) -> None:
    """Nobody waits for the insurer any more."""
    aanvraag.termijn_tot_on = None


def set_termijn(aanvraag: Aanvraag) -> None:
    """The day on which the decision is due, none while the insurer waits for an answer (domain notes 9, row 11)."""
    begon = aanvraag.termijn_begon_on
    if begon is None:
        return
    verzoeken = aanvraag.informatieverzoeken.order_by("volgnummer")
    pauzes = [
        (vandaag(een.gesteld_at), vandaag(een.beantwoord_at) if een.beantwoord_at else None)
        for een in verzoeken
        if vandaag(een.gesteld_at) >= begon
    ]
    afspraak = afspraak_of(aanvraag)
    aanvraag.termijn_tot_on = termijn.uiterlijk(
        begon, dagen=afspraak.termijn_werkdagen, pauzes=pauzes, opnieuw=afspraak.opnieuw_na_aanvulling
    )
