"""The clock of an aanvraag: started, paused and going on, by what was agreed with its insurer about its form."""

from datetime import date, datetime

from machtigingen.aanvragen import termijn
from machtigingen.aanvragen.lifecycle import OPEN, Status
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
    afspraak = afspraak_of(aanvraag)
    aanvraag.termijn_tot_on = termijn.uiterlijk(
        begon,
        dagen=afspraak.termijn_werkdagen,
        pauzes=_pauzes(aanvraag, begon),
        opnieuw=afspraak.opnieuw_na_aanvulling,
    )


def _pauzes(aanvraag: Aanvraag, begon: date) -> list[termijn.Pauze]:
    """From each question to its answer; what was asked before the term began does not count."""
    return [
        (vandaag(een.gesteld_at), vandaag(een.beantwoord_at) if een.beantwoord_at else None)
        for een in aanvraag.informatieverzoeken.order_by("volgnummer")
        if vandaag(een.gesteld_at) >= begon
    ]


def klok_of(aanvraag: Aanvraag, now: datetime) -> termijn.Stand | None:
    """How the clock of an aanvraag stands today; none when nobody waits for the insurer."""
    begon = aanvraag.termijn_begon_on
    if begon is None or Status(aanvraag.status) not in OPEN:
        return None
    afspraak = afspraak_of(aanvraag)
    dagen, over = afspraak.termijn_werkdagen, None
    if aanvraag.termijn_tot_on is None and not afspraak.opnieuw_na_aanvulling:
        over = termijn.over_na_pauze(begon, dagen=dagen, pauzes=_pauzes(aanvraag, begon), opnieuw=False)
    return termijn.stand_van(
        tot=aanvraag.termijn_tot_on,
        vandaag=vandaag(now),
        dagen=dagen,
        waarschuwing=afspraak.waarschuwing_werkdagen,
        over_na_pauze=over,
    )
