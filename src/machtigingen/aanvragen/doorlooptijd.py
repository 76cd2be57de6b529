"""The clock of an aanvraag: started, paused and going on, by what was agreed with its insurer about its form."""

from dataclasses import dataclass
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
    afspraak, pauzes = afspraak_of(aanvraag), _pauzes(aanvraag, begon)
    aanvraag.termijn_tot_on = termijn.uiterlijk(
        begon,
        dagen=afspraak.termijn_werkdagen,
        pauzes=pauzes.andere,
        onbeantwoord=pauzes.onbeantwoord,
        opnieuw=afspraak.opnieuw_na_aanvulling,
    )


@dataclass(frozen=True, kw_only=True)
class _Pauzes:
    """The days on which the clock stood still, by whether an answer ended them, or still may."""

    andere: tuple[termijn.Pauze, ...]
    onbeantwoord: tuple[tuple[date, date], ...]


def _pauzes(aanvraag: Aanvraag, begon: date) -> _Pauzes:
    """From each question to its answer; what was asked before the term began does not count."""
    andere: list[termijn.Pauze] = []
    onbeantwoord = []
    for een in aanvraag.informatieverzoeken.order_by("volgnummer"):
        van, tot = vandaag(een.gesteld_at), vandaag(een.beantwoord_at) if een.beantwoord_at else None
        if van < begon:
            continue
        if tot is not None and een.antwoorden is None:
            onbeantwoord.append((van, end_of_waiting(tot, reageren_voor=een.reageren_voor_on)))
        else:
            andere.append((van, tot))
    return _Pauzes(andere=tuple(andere), onbeantwoord=tuple(onbeantwoord))


def end_of_waiting(gestopt: date, *, reageren_voor: date) -> date:
    """Until when an insurer waited for an answer that did not come: no longer than one could be given."""
    return min(gestopt, reageren_voor)


def klok_of(aanvraag: Aanvraag, now: datetime) -> termijn.Stand | None:
    """How the clock of an aanvraag stands today; none when nobody waits for the insurer."""
    begon = aanvraag.termijn_begon_on
    if begon is None or Status(aanvraag.status) not in OPEN:
        return None
    afspraak = afspraak_of(aanvraag)
    dagen, over = afspraak.termijn_werkdagen, None
    if aanvraag.termijn_tot_on is None and not afspraak.opnieuw_na_aanvulling:
        pauzes = _pauzes(aanvraag, begon)
        alle = (*pauzes.andere, *pauzes.onbeantwoord)
        over = termijn.over_na_pauze(begon, dagen=dagen, pauzes=alle, opnieuw=False)
    return termijn.stand_van(
        tot=aanvraag.termijn_tot_on,
        vandaag=vandaag(now),
        dagen=dagen,
        waarschuwing=afspraak.waarschuwing_werkdagen,
        over_na_pauze=over,
    )
