"""The clock of an aanvraag: started, paused and going on, by what was agreed with its insurer about its form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from machtigingen.aanvragen import termijn
from machtigingen.aanvragen.lifecycle import OPEN, Status
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.formulieren.afspraken import Afspraak, afspraken
from machtigingen.toegang.queries import vandaag


def afspraak_of(aanvraag: Aanvraag) -> Afspraak:
    """What was agreed with the insurer of this aanvraag, about its form."""
    return afspraken().van(aanvraag.uzovi, aanvraag.formulier_code, aanvraag.grondslag)


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
    afspraak, pauzes = afspraak_of(aanvraag), _pauzes((aanvraag,))[aanvraag.pk]
    aanvraag.termijn_tot_on = termijn.uiterlijk(
        begon,
        dagen=afspraak.termijn_werkdagen,
        pauzes=pauzes.andere,
        onbeantwoord=pauzes.onbeantwoord,
        opnieuw=afspraak.opnieuw_na_aanvulling,
    )


@dataclass(frozen=True)
class _Pauzes:
    """The days on which the clock stood still, by whether an answer ended them, or still may."""

    andere: list[termijn.Pauze] = field(default_factory=list)
    onbeantwoord: list[tuple[date, date]] = field(default_factory=list)


def _pauzes(aanvragen: Iterable[Aanvraag]) -> Mapping[UUID, _Pauzes]:
    """From each question to its answer; what was asked before the term began does not count. Asks once for all, and
    leaves what is sealed shut."""
    begonnen = {een.pk: begon for een in aanvragen if (begon := een.termijn_begon_on)}
    verzoeken = Informatieverzoek.objects.filter(aanvraag__in=begonnen).annotate(stil=Q(antwoorden=None))
    gevonden = {pk: _Pauzes() for pk in begonnen}
    kolommen = ("aanvraag", "gesteld_at", "beantwoord_at", "reageren_voor_on", "stil")
    for pk, gesteld_at, beantwoord_at, reageren_voor, stil in verzoeken.values_list(*kolommen):
        van, tot = vandaag(gesteld_at), vandaag(beantwoord_at) if beantwoord_at else None
        if van < begonnen[pk]:
            continue
        if tot is not None and stil:
            gevonden[pk].onbeantwoord.append((van, end_of_waiting(tot, reageren_voor=reageren_voor)))
        else:
            gevonden[pk].andere.append((van, tot))
    return gevonden


def end_of_waiting(gestopt: date, *, reageren_voor: date) -> date:
    """Until when an insurer waited for an answer that did not come: no longer than one could be given."""
    return min(gestopt, reageren_voor)


def klok_of(aanvraag: Aanvraag, now: datetime) -> termijn.Stand | None:
    """How the clock of an aanvraag stands today; none when nobody waits for the insurer."""
    return klokken_of((aanvraag,), now).get(aanvraag.pk)


def klokken_of(aanvragen: Iterable[Aanvraag], now: datetime) -> Mapping[UUID, termijn.Stand]:
    """The same of all in a list."""
    lopend = [een for een in aanvragen if een.termijn_begon_on is not None and Status(een.status) in OPEN]
    pauzes = _pauzes(een for een in lopend if _continues(een))
    return {een.pk: _stand(een, pauzes.get(een.pk), now) for een in lopend}


def _continues(aanvraag: Aanvraag) -> bool:
    """The clock is paused, and what is left then is not the whole term."""
    return aanvraag.termijn_tot_on is None and not afspraak_of(aanvraag).opnieuw_na_aanvulling


def _stand(aanvraag: Aanvraag, pauzes: _Pauzes | None, now: datetime) -> termijn.Stand:
    afspraak, begon = afspraak_of(aanvraag), aanvraag.termijn_begon_on
    dagen, over = afspraak.termijn_werkdagen, None
    if pauzes is not None and begon is not None:
        alle = (*pauzes.andere, *pauzes.onbeantwoord)
        over = termijn.over_na_pauze(begon, dagen=dagen, pauzes=alle, opnieuw=False)
    return termijn.stand_van(
        tot=aanvraag.termijn_tot_on,
        vandaag=vandaag(now),
        dagen=dagen,
        waarschuwing=afspraak.waarschuwing_werkdagen,
        over_na_pauze=over,
    )
