"""The job: erase what has been kept for long enough. With a dry run that counts the same and changes nothing.

Safe beside the portal and beside itself: small transactions, each with its rows locked and judged anew; what somebody
is working on waits for a next time. Killed halfway it goes on where it was. What was erased is in the audit trail, in
the chain of the system: by id, for nothing else of it is left.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen import onderwerpen, wissen
from machtigingen.aanvragen.ouderdom import Ouderdom
from machtigingen.audit import inkorten
from machtigingen.audit.actions import record
from machtigingen.bewaring.opslag import clear_traces, count_erasure, remember_run
from machtigingen.bewaring.regels import Klasse, Termijnen, bewaard_tot, bijlagen_bewaard_tot, is_due, klasse_van
from machtigingen.foundation.datums import years_before
from machtigingen.instroom import onderwerpen as instroom_onderwerpen
from machtigingen.instroom import wissen as instroom_wissen
from machtigingen.notificaties import wissen as notificaties_wissen
from machtigingen.toegang import wissen as toegang_wissen

__all__ = ["Bewaarverslag", "clear_traces", "run"]

PER_KEER = 100
REGELS_PER_KEER = 1000
_GEWIST = {
    Klasse.ONGEOPEND: "instroom_gewist",
    Klasse.CONCEPT: "concept_gewist",
    Klasse.AANVRAAG: "aanvraag_gewist",
}


@dataclass(frozen=True, kw_only=True)
class Bewaarverslag:
    """How many of each class went, or would go; of how many aanvragen nothing may go; which only stay because nobody
    decides; and how many files there are that cannot be of this database."""

    proef: bool
    aantallen: Mapping[Klasse, int]
    op_slot: int
    wachtend: tuple[wissen.Wachtend, ...]
    vreemde_bestanden: int


@dataclass(frozen=True, kw_only=True)
class _Ronde:
    """What every step needs to know."""

    now: datetime
    termijnen: Termijnen
    proef: bool
    beheerder: str

    def record(self, handeling: str, onderwerp: str = "") -> None:
        record(actor=None, now=self.now, handeling=handeling, onderwerp=onderwerp, beheerder=self.beheerder)

    def is_due(self, ouderdom: Ouderdom) -> bool:
        return is_due(bewaard_tot(ouderdom, self.termijnen), self.now)

    def has_due_files(self, ouderdom: Ouderdom) -> bool:
        """Of an aanvraag that stays itself."""
        return is_due(bijlagen_bewaard_tot(ouderdom, self.termijnen), self.now) and not self.is_due(ouderdom)


def run(*, now: datetime, termijnen: Termijnen, proef: bool = False, beheerder: str = "") -> Bewaarverslag:
    """Erases all that is due, and records that; with `proef` only counts it, and records that it was counted.

    Waste is a file of which the row is gone, or never came: whoever put it there was stopped in between.
    """
    ronde = _Ronde(now=now, termijnen=termijnen, proef=proef, beheerder=beheerder)
    aantallen = Counter(dict.fromkeys(Klasse, 0))
    afval = wissen.waste(now=now)
    vreemd = wissen.looks_foreign(afval)
    if not vreemd:
        aantallen[Klasse.AFVAL] = len(afval) if proef else wissen.sweep(afval)
    for stap in (_abonnementen, _aanvragen, _unneeded, _files, _sessions, _audit):
        aantallen.update(stap(ronde))
    ronde.record("bewaring_beproefd" if proef else "bewaring_uitgevoerd")
    wachtend = wissen.waiting(ingediend_voor=years_before(now, termijnen.aanvraag_jaren))
    if not proef:
        remember_run(now, wachtend=len(wachtend))
    return Bewaarverslag(
        proef=proef,
        aantallen=aantallen,
        op_slot=wissen.count_held(),
        wachtend=wachtend,
        vreemde_bestanden=len(afval) if vreemd else 0,
    )


def _in_batches(fetch: Callable[..., wissen.Kandidaten]) -> Iterator[wissen.Kandidaten]:
    na = None
    while kandidaten := fetch(na=na, hooguit=PER_KEER):
        yield kandidaten
        na = kandidaten[-1][0]


def _abonnementen(ronde: _Ronde) -> Counter[Klasse]:
    """Those that have ended and of which nothing is left; what loses its last line in this round goes in a next one, so
    that a dry run counts the same."""
    if ronde.proef:
        return Counter({Klasse.ABONNEMENT: notificaties_wissen.count_ended(now=ronde.now)})
    geteld: Counter[Klasse] = Counter()
    while weg := _erase_abonnementen(ronde):
        geteld[Klasse.ABONNEMENT] += weg
    return geteld


def _erase_abonnementen(ronde: _Ronde) -> int:
    with transaction.atomic():
        weg = notificaties_wissen.erase_ended(now=ronde.now, hooguit=PER_KEER)
        for id_ in weg:
            ronde.record("abonnement_gewist", f"abonnement:{id_}")
        count_erasure(len(weg))
    return len(weg)


def _aanvragen(ronde: _Ronde) -> Counter[Klasse]:
    """Concepts and what was sent, each with all that belongs to it."""
    now, termijnen = ronde.now, ronde.termijnen
    fetch = partial(
        wissen.candidates,
        ongeopend_voor=now - timedelta(hours=termijnen.ongeopend_uren),
        concept_voor=now - timedelta(days=termijnen.concept_dagen),
        ingediend_voor=years_before(now, termijnen.aanvraag_jaren),
    )
    geteld: Counter[Klasse] = Counter()
    for kandidaten in _in_batches(fetch):
        weg = {id_: ouderdom for id_, ouderdom in kandidaten if ronde.is_due(ouderdom)}
        if weg and not ronde.proef:
            weg = _erase_aanvragen(ronde, weg)
        geteld.update(klasse_van(ouderdom) for ouderdom in weg.values())
    return geteld


def _erase_aanvragen(ronde: _Ronde, ids: Collection[UUID]) -> dict[UUID, Ouderdom]:
    with transaction.atomic():
        weg = wissen.lock_due(ids, mag=ronde.is_due)
        berichten = instroom_wissen.erase_of(weg)
        notificaties_wissen.erase_of(weg)
        wissen.erase(weg)
        for id_, ouderdom in weg.items():
            klasse = klasse_van(ouderdom)
            via_bericht = klasse is Klasse.ONGEOPEND and id_ in berichten
            ronde.record(_GEWIST[klasse], f"instroom:{berichten[id_]}" if via_bericht else f"aanvraag:{id_}")
        count_erasure(len(weg))
    return weg


def _unneeded(ronde: _Ronde) -> Counter[Klasse]:
    """Messages of which the answer was that no machtiging is needed: nobody will open them either."""
    welke = {"received_voor": ronde.now - timedelta(hours=ronde.termijnen.ongeopend_uren), "now": ronde.now}
    if ronde.proef:
        return Counter({Klasse.ONGEOPEND: instroom_wissen.count_unneeded(**welke)})
    geteld: Counter[Klasse] = Counter()
    while weg := _erase_unneeded(ronde, welke):
        geteld[Klasse.ONGEOPEND] += weg
    return geteld


def _erase_unneeded(ronde: _Ronde, welke: Mapping[str, datetime]) -> int:
    with transaction.atomic():
        weg = instroom_wissen.erase_unneeded(**welke, hooguit=PER_KEER)
        for id_ in weg:
            ronde.record("instroom_gewist", f"instroom:{id_}")
        count_erasure(len(weg))
    return len(weg)


def _files(ronde: _Ronde) -> Counter[Klasse]:
    """The attachments of what stays for longer than they do."""
    fetch = partial(wissen.candidates_with_files, ingediend_voor=years_before(ronde.now, ronde.termijnen.bijlage_jaren))
    geteld: Counter[Klasse] = Counter()
    for kandidaten in _in_batches(fetch):
        weg = [id_ for id_, ouderdom in kandidaten if ronde.has_due_files(ouderdom)]
        if weg:
            geteld[Klasse.BIJLAGE] += wissen.count_files(weg) if ronde.proef else _erase_files(ronde, weg)
    return geteld


def _erase_files(ronde: _Ronde, ids: Collection[UUID]) -> int:
    with transaction.atomic():
        weg = wissen.erase_files(wissen.lock_due(ids, mag=ronde.has_due_files))
        for id_ in weg:
            ronde.record("bijlage_gewist", f"bijlage:{id_}")
        count_erasure(len(weg))
    return len(weg)


def _sessions(ronde: _Ronde) -> Counter[Klasse]:
    if ronde.proef:
        return Counter({Klasse.SESSIE: toegang_wissen.count_sessions(now=ronde.now)})
    with transaction.atomic():
        weg = toegang_wissen.erase_sessions(now=ronde.now)
        count_erasure(weg)
    return Counter({Klasse.SESSIE: weg})


def _audit(ronde: _Ronde) -> Counter[Klasse]:
    before = years_before(ronde.now, ronde.termijnen.audit_jaren)
    keep = _named_by_what_stays(ronde, before)
    geteld = 0
    for keten in inkorten.names():
        if ronde.proef:
            geteld += inkorten.count_old(keten, before=before, keep=keep)
            continue
        while weg := _cut_off(keten, before=before, now=ronde.now, keep=keep):
            geteld += weg
    return Counter({Klasse.AUDIT: geteld})


def _cut_off(keten: str, *, before: datetime, now: datetime, keep: Collection[str]) -> int:
    with transaction.atomic():
        weg = inkorten.cut_off(keten, before=before, now=now, keep=keep, hooguit=REGELS_PER_KEER)
        count_erasure(weg, van_audit=True)
    return weg


def _named_by_what_stays(ronde: _Ronde, before: datetime) -> frozenset[str]:
    """All that the trail can call the aanvragen that are as old as the rows that go, and stay themselves: who saw them
    is told for as long as they are there."""
    namen: set[str] = set()
    for kandidaten in _in_batches(partial(wissen.made_before, before)):
        ids = [id_ for id_, ouderdom in kandidaten if not ronde.is_due(ouderdom)]
        namen.update(instroom_onderwerpen.of_aanvragen(ids).values(), *onderwerpen.of_aanvragen(ids))
    return frozenset(namen)
