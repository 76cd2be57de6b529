"""Begin and end an abonnement, and have something sent again. Software manages its webhooks, people their mail.

Each act first takes the end of its organisation's chain: that lock puts those of one organisation in line, so that a
count or a comparison after it holds. An act on an aanvraag takes the same one, and then, when it commits, has its
bezorgingen looked up at their abonnement: so none here holds an abonnement while it waits for the chain, and none holds
it against that look (`no_key`). After the chain: from the whole to the part, as in `uitkomst`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from machtigingen.audit.actions import lock, record
from machtigingen.foundation import INDIENEN, Actor, DomainError
from machtigingen.notificaties.adressen import parse_mailadres, parse_webhook
from machtigingen.notificaties.handtekening import new_secret
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import (
    Abonnementstand,
    Bezorgingstand,
    bezorging_of,
    counted,
    own,
    require_following,
    stand_of,
)
from machtigingen.notificaties.soorten import Kanaal, Soort, Toestand
from machtigingen.toegang.queries import require

ABONNEMENTEN_MAX = 20


@dataclass(frozen=True, kw_only=True)
class NieuwAbonnement:
    """The secret is shown this once."""

    stand: Abonnementstand
    geheim: str


def subscribe_webhook(
    *, actor: Actor, now: datetime, adres: str, soorten: Iterable[Soort], softwarepakket: str = ""
) -> NieuwAbonnement:
    """No `soorten`: all there are, also those that come later. Raises D203, N102 (not an address to call), N104 (has
    one already), N105 (too many)."""
    require_following(actor)
    parse_webhook(adres, sandbox=settings.MACHTIGINGEN_SANDBOX, pad="adres")
    return _subscribe(
        actor=actor, now=now, kanaal=Kanaal.WEBHOOK, adres=adres, soorten=soorten, softwarepakket=softwarepakket
    )


def subscribe_mail(*, actor: Actor, now: datetime, adres: str, soorten: Iterable[Soort]) -> NieuwAbonnement:
    """Raises D203, D204, N103 (no mail address), N107 (a BSN in it), N104, N105."""
    require(actor, INDIENEN)
    return _subscribe(
        actor=actor, now=now, kanaal=Kanaal.MAIL, adres=parse_mailadres(adres, pad="adres"), soorten=soorten
    )


def _subscribe(
    *, actor: Actor, now: datetime, kanaal: Kanaal, adres: str, soorten: Iterable[Soort], softwarepakket: str = ""
) -> NieuwAbonnement:
    geheim = new_secret() if kanaal is Kanaal.WEBHOOK else None
    gekozen = {soort.value for soort in soorten}
    abonnement = Abonnement(
        organisatiecode=str(actor.agb or actor.uzovi),
        kanaal=kanaal.value,
        adres=adres,
        geheim=geheim,
        soorten=[soort.value for soort in Soort if soort.value in gekozen],
        softwarepakket=softwarepakket,
        created_at=now,
        created_by=actor.naam,
    )
    with transaction.atomic():
        _record(actor, now, "abonnement_gemaakt", abonnement)
        bestaand = [een.adres for een in own(actor, kanaal).filter(ended_at=None)]
        if adres in bestaand:
            raise DomainError.one("N104", pad="adres")
        if len(bestaand) >= ABONNEMENTEN_MAX:
            raise DomainError.one("N105", maximum=str(ABONNEMENTEN_MAX))
        abonnement.save(force_insert=True)
    return NieuwAbonnement(stand=stand_of(abonnement), geheim=geheim or "")


def renew_secret(*, actor: Actor, now: datetime, abonnement_id: UUID) -> NieuwAbonnement:
    """From the next attempt on a webhook is signed with another secret, for who never got the first or fears that
    others did. Raises D203, N101, N106."""
    require_following(actor)
    geheim, mijn = new_secret(), own(actor, Kanaal.WEBHOOK).filter(pk=abonnement_id)
    with transaction.atomic():
        lock(actor.keten)
        abonnement = _locked(mijn)
        if abonnement.ended_at is not None:
            raise DomainError.one("N106")
        abonnement.geheim = geheim
        abonnement.save(update_fields=["geheim"])
        _record(actor, now, "abonnement_geheim_vernieuwd", abonnement)
        (stand,) = counted(mijn)
    return NieuwAbonnement(stand=stand, geheim=geheim)


def unsubscribe(*, actor: Actor, now: datetime, kanaal: Kanaal, abonnement_id: UUID) -> None:
    """What waits for it is given up; its secret and a mail address are forgotten. Once more changes nothing. Raises
    D203, D204, N101."""
    if kanaal is Kanaal.MAIL:
        require(actor, INDIENEN)
    else:
        require_following(actor)
    with transaction.atomic():
        lock(actor.keten)
        abonnement = _locked(own(actor, kanaal).filter(pk=abonnement_id))
        if abonnement.ended_at is None:
            abonnement.ended_at, abonnement.geheim = now, None
            if kanaal is Kanaal.MAIL:  # of a webhook the ledger still says where it went
                abonnement.adres = ""
            abonnement.save(update_fields=["ended_at", "adres", "geheim"])
            _record(actor, now, "abonnement_beeindigd", abonnement)


def replay(*, actor: Actor, now: datetime, kanaal: Kanaal, abonnement_id: UUID, bezorging_id: UUID) -> Bezorgingstand:
    """Has it sent again, now and under the same id. What waits already is only tried at once. Raises D203, N101
    (foreign or not there: the same), N106 (the abonnement has ended)."""
    require_following(actor)
    with transaction.atomic():
        lock(actor.keten)
        abonnement = _locked(own(actor, kanaal).filter(pk=abonnement_id))
        bezorging = _send_again(abonnement, bezorging_id, now=now)
        onderwerp = f"bezorging:{bezorging.id}"
        record(actor=actor, now=now, handeling="bezorging_opnieuw", onderwerp=onderwerp)
    return bezorging_of(bezorging)


def replay_by_operator(*, now: datetime, bezorging_id: UUID) -> Bezorgingstand:
    """The same, for whoever runs the portal. Raises N101, N106."""
    with transaction.atomic():
        abonnement = _locked(Abonnement.objects.filter(bezorgingen=bezorging_id))
        bezorging = _send_again(abonnement, bezorging_id, now=now)
        record(actor=None, now=now, handeling="bezorging_opnieuw", onderwerp=f"bezorging:{bezorging.id}")
    return bezorging_of(bezorging)


def _locked(welk: QuerySet[Abonnement]) -> Abonnement:
    """Raises N101."""
    abonnement = welk.select_for_update(no_key=True, of=("self",)).first()
    if abonnement is None:
        raise DomainError.one("N101")
    return abonnement


def _send_again(abonnement: Abonnement, bezorging_id: UUID, *, now: datetime) -> Bezorging:
    """A new series of attempts; of one that is on its way the claim stays, so that it does not go twice at once. The
    receiver may have its rest no longer: somebody says that it is there again. Raises N101, N106."""
    if abonnement.ended_at is not None:
        raise DomainError.one("N106")
    bezorging = abonnement.bezorgingen.select_for_update().filter(pk=bezorging_id).first()
    if bezorging is None:
        raise DomainError.one("N101")
    if bezorging.toestand != Toestand.WACHT.value:
        bezorging.pogingen = 0
    bezorging.toestand, bezorging.volgende_poging_at = Toestand.WACHT.value, now
    bezorging.save(update_fields=["toestand", "pogingen", "volgende_poging_at"])
    Abonnement.objects.filter(pk=abonnement.pk).update(rust_tot_at=None, weg_sinds_at=None)
    return bezorging


def _record(actor: Actor, now: datetime, handeling: str, abonnement: Abonnement) -> None:
    record(
        actor=actor,
        now=now,
        handeling=handeling,
        onderwerp=f"abonnement:{abonnement.id}",
        softwarepakket=abonnement.softwarepakket,
    )
