"""How an attempt went, written down against its claim: arrived, tried again later, or given up.

Who writes here and in `abonneren` takes its locks from the whole to the part: the abonnement, its bezorgingen, and the
chain of the system last. So no two ever wait for each other.
"""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from machtigingen.audit.actions import record
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import VERZEGELD_ABONNEMENT
from machtigingen.notificaties.soorten import Toestand
from machtigingen.notificaties.uitstel import given_up_before, next_attempt
from machtigingen.notificaties.zending import Bezorgfout, Zending
from machtigingen.toegang.organisaties import released_at

log = logging.getLogger("machtigingen.bezorg")

RUST_MAX = timedelta(minutes=5)
_OOIT = datetime.min.replace(tzinfo=UTC)
PER_KEER = 500  # are given up at once; the rest with the next attempt


def record_success(zending: Zending, *, now: datetime) -> None:
    """It arrived, whoever has the claim by now; so its receiver is there."""
    with transaction.atomic():
        Abonnement.objects.filter(bezorgingen=zending.id).exclude(weg_sinds_at=None).update(weg_sinds_at=None)
        Bezorging.objects.filter(pk=zending.id).update(
            toestand=Toestand.BEZORGD.value, bezorgd_at=now, geclaimd_tot_at=None, foutsoort="", foutcode=""
        )


def record_failure(zending: Zending, fout: Bezorgfout, *, now: datetime) -> None:
    """Says when to try again, or that it is given up. Nothing when the claim is somebody else's by now: what he hears
    of the receiver is newer."""
    fail(zending.id, poging=zending.poging, geclaimd_tot=zending.geclaimd_tot, fout=fout, now=now)


def fail(id_: UUID, *, poging: int, geclaimd_tot: datetime | None, fout: Bezorgfout, now: datetime) -> None:
    volgende = None if fout.blijvend else next_attempt(now=now, pogingen=poging, retry_after=fout.retry_after)
    with transaction.atomic():
        abonnement = _locked_of(id_)
        mijn = Bezorging.objects.filter(pk=id_, toestand=Toestand.WACHT.value, geclaimd_tot_at=geclaimd_tot)
        telt = mijn.update(
            toestand=Toestand.OPGEGEVEN.value if volgende is None else Toestand.WACHT.value,
            volgende_poging_at=volgende or F("volgende_poging_at"),
            geclaimd_tot_at=None,
            foutsoort="blijvend" if fout.blijvend else "tijdelijk",
            foutcode=fout.code,
        )
        if telt and abonnement is not None and abonnement.ended_at is None:
            _spare_receiver(abonnement, fout, onderwerp=f"bezorging:{id_}", now=now, volgende=volgende)
    if telt and volgende is None:
        log.warning("bezorging opgegeven", extra={"soort": fout.code})


def _locked_of(bezorging_id: UUID) -> Abonnement | None:
    """Its abonnement, ours until the transaction ends; new bezorgingen may come meanwhile. None when it was erased."""
    rijen = Abonnement.objects.select_for_update(no_key=True, of=("self",)).defer(*VERZEGELD_ABONNEMENT)
    return rijen.filter(bezorgingen=bezorging_id).first()


def _spare_receiver(
    abonnement: Abonnement, fout: Bezorgfout, *, onderwerp: str, now: datetime, volgende: datetime | None
) -> None:
    """Who does not answer is left alone for a while, with all that waits for him: it would fail as well, and others
    would have to wait for that. While he was stopped he was not asked. Who says 410 wants nothing any more, and is
    asked nothing any more."""
    if fout.opgezegd:
        Abonnement.objects.filter(pk=abonnement.pk).update(ended_at=now, geheim=None)
        record(actor=None, now=now, handeling="abonnement_opgezegd_door_ontvanger", onderwerp=onderwerp)
    elif volgende is not None:
        gevraagd = fout.retry_after or timedelta()
        rust = max(min(volgende, now + RUST_MAX), min(now + gevraagd, volgende))
        weg_sinds = max(abonnement.weg_sinds_at or now, released_at(abonnement.organisatiecode) or _OOIT)
        Abonnement.objects.filter(pk=abonnement.pk).update(rust_tot_at=rust, weg_sinds_at=weg_sinds)
        _give_up_what_is_old(abonnement, given_up_before(now=now, weg_sinds=weg_sinds), fout, now=now)


def _give_up_what_is_old(abonnement: Abonnement, moment: datetime | None, fout: Bezorgfout, *, now: datetime) -> None:
    """But not what another worker is sending, nor what somebody erases: whoever has it locked decides."""
    if moment is None:
        return
    vrij = Q(geclaimd_tot_at=None) | Q(geclaimd_tot_at__lte=now)
    oud = abonnement.bezorgingen.filter(vrij, toestand=Toestand.WACHT.value, created_at__lte=moment)
    weg = list(oud.select_for_update(skip_locked=True).values_list("pk", flat=True)[:PER_KEER])
    Bezorging.objects.filter(pk__in=weg).update(
        toestand=Toestand.OPGEGEVEN.value, geclaimd_tot_at=None, foutsoort="tijdelijk", foutcode=fout.code
    )
    if weg:
        log.warning("bezorgingen opgegeven", extra={"soort": fout.code, "aantal": len(weg)})
