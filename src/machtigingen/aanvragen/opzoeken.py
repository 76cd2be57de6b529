"""Who insures these people? Asked at COV for somebody who begins a request, before there is an aanvraag.

This is for people whom one treats, and no way to find a BSN: each look is in the trail under the index of its BSN, also
when COV does not answer, and one certificate makes no more than so many in an hour. What was found goes from one page
to the next sealed: nobody can make up an answer of COV, and no BSN stands in an address.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.verzekerden import looked_up_at_cov
from machtigingen.aanvragen.zorg import agb_of
from machtigingen.audit.actions import lock, record, record_each
from machtigingen.audit.queries import count_since
from machtigingen.foundation import INDIENEN, Actor, Bsn, DomainError, Fout
from machtigingen.kluis import Kluisfout, sleutelbos
from machtigingen.registers import cov as cov_register
from machtigingen.registers.cov import CovAntwoord, CovUitkomst, CovVraag
from machtigingen.toegang.queries import require, require_person

OPGEZOCHT = "verzekerde_opgezocht"
SAMEN_MAX = cov_register.VRAGEN_SAMEN_MAX
_UUR = timedelta(hours=1)
_BEWAARD = timedelta(hours=1)
# With these one can go on: what is missing is typed, and asked of COV again before the aanvraag is sent.
_VERDER = frozenset({CovUitkomst.GEVONDEN, CovUitkomst.NIET_GEAUTORISEERD})


@dataclass(frozen=True, kw_only=True)
class Opgezocht:
    """What COV says of one person; no `antwoord` when it does not say anything. `fouten` stand at the questions of a
    form. `zoeking` is another one for each look."""

    vraag: CovVraag
    antwoord: CovAntwoord | None
    zoeking: str = field(repr=False)

    @property
    def fouten(self) -> tuple[Fout, ...]:
        return toetsing.als_vragen(cov_register.cov_fouten(self.antwoord))

    @property
    def may_begin(self) -> bool:
        return self.antwoord is None or self.antwoord.uitkomst in _VERDER


def look_up(*, actor: Actor, now: datetime, vragen: Sequence[CovVraag]) -> tuple[Opgezocht, ...]:
    """An answer to each, in their order. Asks outside the transaction, so that a slow COV holds nobody up. Raises
    D203/D204, D202, V106 (too many at once) and A126 (too many in an hour): then nothing was asked."""
    require(actor, INDIENEN)
    require_person(actor)
    if len(vragen) > SAMEN_MAX:
        raise DomainError.one("V106", veld="Patiënten", maximum=str(SAMEN_MAX))
    account_for(actor=actor, now=now, vragen=vragen)
    antwoorden = cov_register.raadpleeg_samen(vragen, agb=agb_of(actor)) if vragen else ()
    return tuple(
        Opgezocht(vraag=vraag, antwoord=een if isinstance(een, CovAntwoord) else None, zoeking=uuid4().hex)
        for vraag, een in zip(vragen, antwoorden, strict=True)
    )


def account_for(*, actor: Actor, now: datetime, vragen: Sequence[CovVraag]) -> None:
    """Before somebody is asked about, here or in a concept. Raises A126: then nobody may be. Counted behind the lock of
    the chain, so that two at a time get no more than one after the other."""
    onderwerpen = [looked_up_at_cov(vraag.bsn, vraag.geboortedatum) for vraag in vragen]
    maximum = settings.MACHTIGINGEN_OPZOEKEN_PER_UUR
    with transaction.atomic():
        lock(actor.keten)
        over = maximum - count_since(actor, handeling=OPGEZOCHT, vanaf=now - _UUR)
        te_veel = len(vragen) > over
        if te_veel:
            record(actor=actor, now=now, handeling=OPGEZOCHT, code="A126")
        else:
            record_each(actor=actor, now=now, handeling=OPGEZOCHT, onderwerpen=onderwerpen)
    if te_veel:
        raise DomainError.one("A126", maximum=str(maximum), over=str(max(over, 0)))


def seal(gevonden: Opgezocht, *, actor: Actor, now: datetime) -> str:
    """To hand to the page, for this certificate, this law and an hour."""
    vraag, antwoord = gevonden.vraag, gevonden.antwoord
    inhoud = {
        "op": now.isoformat(),
        "zoeking": gevonden.zoeking,
        "bsn": vraag.bsn.onthul(),
        "geboortedatum": vraag.geboortedatum.isoformat(),
        "peildatum": vraag.peildatum.isoformat(),
        "uitkomst": antwoord.uitkomst.value if antwoord else "",
        "cov": antwoord.to_bron() if antwoord else {},
    }
    dicht = sleutelbos().seal(json.dumps(inhoud).encode(), context=_context(actor, vraag.grondslag))
    return urlsafe_b64encode(dicht).decode()


def unseal(tekst: str, *, actor: Actor, now: datetime, grondslag: str) -> Opgezocht | None:
    """What was handed out; None when it is too long ago, of another certificate or law, or never was."""
    try:
        inhoud = json.loads(sleutelbos().unseal(urlsafe_b64decode(tekst.encode()), context=_context(actor, grondslag)))
    except (Kluisfout, ValueError):
        return None
    if now - datetime.fromisoformat(inhoud["op"]) > _BEWAARD:
        return None
    vraag = CovVraag(
        bsn=Bsn.parse(inhoud["bsn"]),
        geboortedatum=date.fromisoformat(inhoud["geboortedatum"]),
        peildatum=date.fromisoformat(inhoud["peildatum"]),
        grondslag=grondslag,
    )
    antwoord = None
    if inhoud["uitkomst"]:
        uitkomst = CovUitkomst(inhoud["uitkomst"])
        antwoord = CovAntwoord.from_bron(inhoud["cov"], uitkomst=uitkomst, vraag=vraag)
    return Opgezocht(vraag=vraag, antwoord=antwoord, zoeking=inhoud["zoeking"])


def _context(actor: Actor, grondslag: str) -> str:
    return f"opzoeken:{actor.certificaat}:{grondslag}"
