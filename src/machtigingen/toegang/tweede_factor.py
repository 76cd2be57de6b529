"""The second factor of a person, where the operator switched it on: a code from an app, beside the certificate.

It belongs to the medewerker, so it outlives a certificate. In the sandbox a fixed code can be tried instead (`proef`).
"""

from base64 import b64decode, b64encode
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from machtigingen.audit.actions import lock, record
from machtigingen.foundation import Actor, DomainError, Fout
from machtigingen.kluis import Kluisfout, sleutelbos
from machtigingen.pki import totp
from machtigingen.toegang.models import Medewerker
from machtigingen.toegang.request import PortalRequest

MEESTE_POGINGEN = 5
PROEFCODE = "246810"
PLEK = "factor_geheim"
_PROEF = "proef"


class Stand(StrEnum):
    """What somebody has to do first. As a reason why a session does not count (yet), see `sessie`."""

    KLAAR = ""
    CODE = "code"
    INSTELLEN = "instellen"


def wanted() -> bool:
    return settings.MACHTIGINGEN_TWEEDE_FACTOR != "uit"


def is_trial() -> bool:
    return settings.MACHTIGINGEN_TWEEDE_FACTOR == _PROEF


def stand_of(actor: Actor, bewijs: str | None) -> Stand:
    """`bewijs` is what `prove` or `enrol` gave this session. A factor that was set up anew asks for a new proof."""
    if not wanted():
        return Stand.KLAAR
    kenmerk = _PROEF if is_trial() else _kenmerk(actor.factor_gezet_at)
    if not kenmerk:
        return Stand.INSTELLEN
    return Stand.KLAAR if bewijs == kenmerk else Stand.CODE


def _kenmerk(gezet_at: datetime | None) -> str:
    return gezet_at.isoformat() if gezet_at else ""


def require_holder(actor: Actor) -> int:
    """Raises D115: whose certificate stands on nobody's name has no place for a second factor."""
    if actor.medewerker is None:
        raise DomainError.one("D115")
    return actor.medewerker


def prove(*, actor: Actor, now: datetime, code: str) -> str:
    """The proof for the session. Each code counts once. Raises D305 (not this code; nothing tells why), D111 (locked,
    or locked now: this was one time too many), D115."""
    with transaction.atomic():
        wie = _locked(actor)
        stap = _step(wie, code, now)
        if stap is not None:
            wie.laatste_stap, wie.foute_pogingen = (stap or wie.laatste_stap), 0
            wie.save(update_fields=["laatste_stap", "foute_pogingen"])
            return _PROEF if is_trial() else _kenmerk(wie.factor_gezet_at)
        fout = _count_wrong(wie, actor=actor, now=now)
    raise DomainError(fout)  # after the commit: what was counted stays


def _step(wie: Medewerker, code: str, now: datetime) -> int | None:
    """Of a good code the half minute that it is of; in a trial always 0."""
    if is_trial():
        return 0 if code == PROEFCODE else None
    if wie.factor_geheim is None:
        return None
    stap = totp.matching_step(wie.factor_geheim, code, at=now)
    return stap if stap is not None and stap > (wie.laatste_stap or 0) else None


def _count_wrong(wie: Medewerker, *, actor: Actor, now: datetime) -> Fout:
    wie.foute_pogingen += 1
    fout = Fout("D305", "code", {"pogingen": str(MEESTE_POGINGEN - wie.foute_pogingen)})
    if wie.foute_pogingen >= MEESTE_POGINGEN:
        wie.geblokkeerd_at, wie.foute_pogingen = now, 0
        fout = locked_out(wie.pk)
    wie.save(update_fields=["geblokkeerd_at", "foute_pogingen"])
    record(actor=actor, now=now, handeling="code_ingevuld", onderwerp=f"medewerker:{wie.pk}", code=fout.code)
    return fout


def locked_out(medewerker: int) -> Fout:
    """Names the one who is locked, so that nobody is sent to himself."""
    return Fout("D111", "", {"medewerker": str(medewerker)})


def _locked(actor: Actor) -> Medewerker:
    """The person behind this certificate, in line with all others who try. Raises D111, D115."""
    pk = require_holder(actor)
    lock(actor.keten)
    wie = Medewerker.objects.select_for_update().get(pk=pk)
    if wie.geblokkeerd_at is not None:
        raise DomainError(locked_out(wie.pk))
    return wie


def enrol(*, actor: Actor, now: datetime, geheim: str, code: str) -> str:
    """Keeps this secret when the code shows that the app has it, and gives the proof. A wrong code does not count: who
    sees the secret has nothing to guess. Raises D305, D111, D115."""
    with transaction.atomic():
        wie = _locked(actor)
        if wie.factor_gezet_at is not None:
            raise DomainError.one("D305", pad="code")  # meanwhile, at another computer: that one counts
        stap = totp.matching_step(geheim, code, at=now)
        if stap is None:
            raise DomainError.one("D305", pad="code")
        wie.factor_geheim, wie.factor_gezet_at, wie.laatste_stap, wie.foute_pogingen = geheim, now, stap, 0
        wie.save(update_fields=["factor_geheim", "factor_gezet_at", "laatste_stap", "foute_pogingen"])
        record(actor=actor, now=now, handeling="tweede_factor_ingesteld", onderwerp=f"medewerker:{wie.pk}")
    return _kenmerk(now)


def new_secret(request: PortalRequest) -> str:
    """The secret that is offered now: sealed in this session until a code confirms it, so nobody else ever sees it."""
    try:
        return sleutelbos().unseal(b64decode(request.session[PLEK]), context=_context(request)).decode()
    except (KeyError, Kluisfout):
        geheim = totp.new_secret()
        request.session[PLEK] = b64encode(sleutelbos().seal(geheim.encode(), context=_context(request))).decode()
        return geheim


def _context(request: PortalRequest) -> str:
    return f"tweede_factor:{require_holder(request.actor)}"
