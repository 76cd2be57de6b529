"""Is the portal alive, and is it ready? For whoever runs it; says reasons, never data."""

from datetime import datetime, timedelta

from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from machtigingen.aanvragen import quarantaine
from machtigingen.bedrijfsvoering.hartslagen import Proces, last_beat
from machtigingen.bewaring import queries as bewaring
from machtigingen.foundation import foutcode
from machtigingen.intrekking.queries import find_standen
from machtigingen.notificaties.queries import is_behind
from machtigingen.pki import Geldigheid
from machtigingen.project import certificaten, schema
from machtigingen.project.deur import zelftest
from machtigingen.registers import cov
from machtigingen.registers.geladen import geladen_at
from machtigingen.registers.standen import Register
from machtigingen.toegang.request import PortalRequest

MELDING_MAX = 300
REDEN_MAX = 200
ACHTER = "Webhooks of mail wachten al meer dan een kwartier. Draait 'machtigingen bezorg'?"

STIL = timedelta(minutes=15)
BEZORG_STIL = "'machtigingen bezorg' heeft al een kwartier niet gedraaid. Webhooks en mail blijven dan wachten."
ANDERE_VERSIE = "De database past niet bij deze versie van het portaal."
GEEN_DATABASE = "De database is niet bereikbaar of nog niet ingericht."
NIET_GEWIST = "Wat te oud is, is al een week niet gewist. Draait 'machtigingen bewaar' elke nacht?"
NIET_GESCAND = (
    "Bijlagen wachten ({aantal}) al meer dan een kwartier op de virusscan. Draait ClamAV, en 'machtigingen bezorg'?"
)
WACHT_TE_LANG = (
    "Er zijn aanvragen ({aantal}) die zo lang op een besluit wachten dat ze anders gewist waren. "
    "'machtigingen bewaar --proef' noemt ze."
)


@require_safe
def healthz(request: PortalRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: PortalRequest) -> HttpResponse:
    """200 when a message could be taken in now; 503 with the reasons when not. `meldingen` are what may become one."""
    waarom_niet = redenen(request.now)
    now = request.now
    aandacht = (
        *certificaten.meldingen(now),
        *over_ophalen(),
        *over_bezorgen(now),
        *over_bewaren(now),
        *over_scannen(now),
    )
    meldingen = [melding[:MELDING_MAX] for melding in aandacht]
    data = {
        "gereed": not waarom_niet,
        "redenen": waarom_niet,
        "meldingen": meldingen,
        "geldigheid": [_geldigheid(een) for een in certificaten.geldigheid(request.now)],
    }
    return JsonResponse(data, status=503 if waarom_niet else 200)


def redenen(now: datetime) -> list[str]:
    """Why no message can be taken in now; none when one can."""
    alle = (*over_schema(), *over_registers(), *over_intrekking(now), *over_cov(), *zelftest.redenen())
    return list(dict.fromkeys(alle))  # a database that is away is found more than once


def over_registers() -> list[str]:
    """The database answers, is set up, and every register was loaded once."""
    try:
        return [f"Het register {register.value} is nooit geladen." for register in Register if not geladen_at(register)]
    except DatabaseError:
        return [GEEN_DATABASE]


def over_bezorgen(now: datetime) -> list[str]:
    """Messages are taken in all the same, so it is no reason not to be ready."""
    try:
        laatst = last_beat(Proces.BEZORG)
        stil = laatst is not None and now - laatst > STIL
        return [*([BEZORG_STIL] if stil else []), *([ACHTER] if is_behind(now=now) else [])]
    except DatabaseError:
        return []


def over_schema() -> list[str]:
    """Somebody changed the database under a portal that works, or put another version beside it."""
    try:
        stand = schema.compare()
    except DatabaseError:
        return [GEEN_DATABASE]
    return [ANDERE_VERSIE] if stand in (schema.Schema.OUDER, schema.Schema.NIEUWER) else []


def over_bewaren(now: datetime) -> list[str]:
    try:
        wachtend = bewaring.waiting_too_long()
        niet_gewist = [NIET_GEWIST] if bewaring.is_behind(now=now) else []
        return niet_gewist + ([WACHT_TE_LANG.format(aantal=wachtend)] if wachtend else [])
    except DatabaseError:
        return []


def over_scannen(now: datetime) -> list[str]:
    try:
        wachtend = quarantaine.count_waiting(now=now)
    except DatabaseError:
        return []
    return [NIET_GESCAND.format(aantal=wachtend)] if wachtend else []


def over_cov() -> list[str]:
    return ["De koppeling met COV is niet ingesteld."] if cov.problem() else []


def over_intrekking(now: datetime) -> list[str]:
    return [
        f"Van {schakel.bekend_als} is er geen geldige intrekkingslijst."[:REDEN_MAX]
        for schakel in certificaten.schakels()
        if schakel.crl is None or not schakel.crl.applies(now)
    ]


def over_ophalen() -> list[str]:
    """The list we have stays until its end, so it is no reason not to be ready."""
    try:
        standen = find_standen(certificaten.schakels())
    except DatabaseError:
        return []
    return [f"{stand.naam}: {foutcode(stand.code).titel} ({stand.code})." for stand in standen if stand.code]


def _geldigheid(een: Geldigheid) -> dict[str, object]:
    return {
        "onderdeel": een.onderdeel.value,
        "naam": een.naam[:MELDING_MAX],
        "geldig_tot": een.tot.isoformat() if een.tot else None,
        "dagen": een.dagen,
        "let_op": een.let_op,
    }
