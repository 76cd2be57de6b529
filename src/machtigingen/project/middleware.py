"""Around every request: who, when, which door."""

import logging
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, assert_never

from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.urls import set_urlconf

from machtigingen.audit.actions import correlatie_id
from machtigingen.audit.queries import AANROEP_GEWEIGERD, INLOGGEN_GEWEIGERD
from machtigingen.formulieren.queries import require_looking
from machtigingen.foundation import BEHEREN, BEOORDELEN, PORTAALBEHEER, RAADPLEGEN, Actor, DomainError, Soort
from machtigingen.pki import Verdict, verify
from machtigingen.project import certificaten, klok, kopregels
from machtigingen.project.database_file import leave_if_moved
from machtigingen.project.lookalikes import is_lookalike
from machtigingen.project.metingen import count_request
from machtigingen.project.quota import Quota
from machtigingen.project.routes import Publiek, is_open, publiek
from machtigingen.project.settings import CONFIG
from machtigingen.project.weigering import vertaal, weiger
from machtigingen.toegang import invoer, sessie
from machtigingen.toegang.gebruik import record_use
from machtigingen.toegang.geweigerd import record_once, record_refusal
from machtigingen.toegang.queries import identify, require, require_any
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.tweede_factor import Stand

log = logging.getLogger("machtigingen.verzoek")

quota = Quota(per_minuut=CONFIG.aanroepen_per_minuut)

Antwoord = Callable[[PortalRequest], HttpResponse]
Upload = Callable[[Mapping[str, Any], Any], Any]

FACTOR = frozenset({Stand.CODE, Stand.INSTELLEN})


class Verzoek:
    """Gives a request its time, its door and its correlation id; logs one line; lets no error out untranslated."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        begin = time.perf_counter()
        leave_if_moved()
        request.now = klok.nu()
        request.listener = request.META.get("machtigingen.listener", "info")
        request.urlconf = f"machtigingen.project.urls_{request.listener}"
        set_urlconf(request.urlconf)  # a page of the door itself is written before Django resolves the address
        request.adressen = CONFIG.adressen
        request.link_uren = CONFIG.link_uren
        request.correlatie_id = _correlatie_id(request)
        request.koppen = {"Correlatie-Id": request.correlatie_id}
        request.parse_file_upload = _refusing(request.parse_file_upload)  # type: ignore[assignment, method-assign]
        request.actor = None  # type: ignore[assignment]  # nobody, until the door knows better
        request.serienummer = ""
        request.sessie_beeindigd = ""
        correlatie_id.set(request.correlatie_id)
        antwoord = _in_eigen_woorden(self.get_response(request), request)
        for naam, waarde in request.koppen.items():
            antwoord[naam] = waarde
        if not request.path.startswith("/static/"):
            antwoord.setdefault("Cache-Control", "no-store")
        _log(request, antwoord, time.perf_counter() - begin)
        return antwoord

    def process_exception(self, request: PortalRequest, fout: Exception) -> HttpResponse:
        return weiger(vertaal(fout), request)


def _refusing(parse: Upload) -> Upload:
    """What Django's reader of a form with files stumbles over is a form that cannot be read: a parameter of a part in
    pieces and whole (RFC 2231), which `email` cannot put in order."""

    def parse_file_upload(META: Mapping[str, Any], post_data: Any) -> Any:
        try:
            return parse(META, post_data)
        except TypeError as fout:
            raise MultiPartParserError("a parameter of a part") from fout

    return parse_file_upload


def _correlatie_id(request: PortalRequest) -> str:
    gestuurd = request.headers.get("Correlatie-Id", "") if request.listener == "api" else ""
    return kopregels.own_correlatie_id(gestuurd) or uuid.uuid4().hex


def _in_eigen_woorden(antwoord: HttpResponse, request: PortalRequest) -> HttpResponse:
    """Django's decorators refuse a method without a word; the Allow header says which ones work (RFC 9110, 15.5.6)."""
    if not isinstance(antwoord, HttpResponseNotAllowed):
        return antwoord
    weigering = weiger(DomainError.one("B107"), request)
    weigering["Allow"] = antwoord["Allow"]
    return weigering


def _log(request: PortalRequest, antwoord: HttpResponse, duur: float) -> None:
    route = request.resolver_match.route if request.resolver_match else ""
    methode = request.method if request.method in _METHODEN else "anders"
    count_request(
        listener=request.listener,
        route=route,
        methode=methode,
        status=antwoord.status_code,
        seconden=duur,
        code=getattr(request, "foutcode", ""),
    )
    log.info(
        "verzoek",
        extra={
            "listener": request.listener,
            "methode": methode,
            "route": route,
            "status": antwoord.status_code,
            "code": getattr(request, "foutcode", ""),
            "ms": round(duur * 1000, 1),
            "correlatie_id": request.correlatie_id,
            "certificaat": request.serienummer,
        }
        | _trace(request),
    )


def _trace(request: PortalRequest) -> dict[str, str]:
    trace = kopregels.trace_id(request.headers.get("traceparent", "")) if request.listener == "api" else ""
    return {"trace_id": trace} if trace else {}


_METHODEN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Deur:
    """Lets in who may come in: the certificate, verified anew for every request, becomes `request.actor`."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        try:
            self._check(request)
        except DomainError as fout:
            return weiger(fout, request)
        except DatabaseError as fout:
            return weiger(vertaal(fout), request)
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Each audience at its own door. After the session ended a page may still be posted that keeps what was typed:
        by itself (`bewaart_concept`), or by us (`bewaart_invoer`, the names of its fields). Nothing else may."""
        if getattr(view, "zonder_sessie", False):
            return None
        try:
            _require(request.actor, publiek(request.listener, request.path, view))
        except DomainError as fout:
            return weiger(fout, request)
        if not request.sessie_beeindigd or (request.sessie_beeindigd in FACTOR and hasattr(view, "zonder_factor")):
            return None
        if request.method == "POST" and hasattr(view, "bewaart_concept") and sessie.may_keep(request):
            request.invoer_bewaard = True
            return None
        if request.method == "POST" and hasattr(view, "bewaart_invoer"):
            adresvelden = getattr(view, "adresvelden", ())
            request.invoer_bewaard = invoer.keep(request, view.bewaart_invoer, adresvelden)
            request.documenten_kwijt = bool(request.FILES)
        return weiger(DomainError.one("D304" if request.sessie_beeindigd in FACTOR else "D303"), request)

    def _check(self, request: PortalRequest) -> None:
        if any(naam.startswith("HTTP_") and is_lookalike(naam[5:]) for naam in request.META):
            raise DomainError.one("D102")  # what a proxy said is no header any more: somebody is trying
        if "\0" in request.path:
            raise DomainError.one("B108")
        request.csrf_processing_done = request.listener != "portaal"  # elsewhere nothing hangs on a cookie
        if request.listener == "info" or is_open(request.method, request.path):
            return
        verdict = verify(
            request.META.get("machtigingen.client_cert"),
            profielen=certificaten.profielen(request.now),
            at=request.now,
        )
        request.serienummer = verdict.gegevens.serienummer if verdict.gegevens else ""
        if request.listener == "api":
            request.actor = _software(request, verdict)
            _count(request)
        else:
            request.actor = _person(request, verdict)
            sessie.check(request)
        if request.actor.te_noteren:
            record_use(request.actor, now=request.now)


def _person(request: PortalRequest, verdict: Verdict) -> Actor:
    """Raises what `identify` raises, which is recorded; then the session ends too, but not when it is we who cannot
    check (D107)."""
    try:
        return identify(verdict, verwacht=Soort.PERSOONLIJK, now=request.now, adres=request.META.get("REMOTE_ADDR", ""))
    except DomainError as fout:
        if verdict.gegevens is not None and fout.code != "D107":
            sessie.cut(request, verdict.gegevens.vingerafdruk)
        with _also_when_nothing_can_be_written():
            record_refusal(verdict, fout, now=request.now, handeling=INLOGGEN_GEWEIGERD)
        raise


def _count(request: PortalRequest) -> None:
    """Every call of software counts, and its answer says what is left. Raises S104 when it is one too many."""
    quotum = quota.neem(request.actor.certificaat, now=request.now.timestamp())
    request.koppen |= quotum.headers() | kopregels.warn_of_end(request.actor.geldig_tot, now=request.now)
    if quotum.waarschuwing:
        log.warning("quotum bijna op", extra={"certificaat": request.actor.serienummer})
    if quotum.toegestaan:
        return
    request.koppen["Retry-After"] = str(quotum.wacht)
    fout = DomainError.one("S104")
    if quotum.melden:
        with _also_when_nothing_can_be_written():
            record_once(actor=request.actor, now=request.now, handeling=AANROEP_GEWEIGERD, fouten=fout.fouten)
    raise fout


def _software(request: PortalRequest, verdict: Verdict) -> Actor:
    """Raises what `identify` raises, and D301; the instantie of the certificate can read that it was refused."""
    try:
        if "HTTP_ORIGIN" in request.META:
            raise DomainError.one("D301")
        return identify(verdict, verwacht=Soort.SYSTEEM, now=request.now, adres=request.META.get("REMOTE_ADDR", ""))
    except DomainError as fout:
        with _also_when_nothing_can_be_written():
            record_refusal(verdict, fout, now=request.now)
        raise


@contextmanager
def _also_when_nothing_can_be_written() -> Iterator[None]:
    """Who was refused is told why."""
    try:
        yield
    except DatabaseError as weg:
        log.error("weigering niet vastgelegd", extra={"soort": type(weg).__name__})


def _require(actor: Actor, wie: Publiek) -> None:
    """Raises D203 or D208 unless the caller may at least look at this door. What an act needs more, it asks for."""
    match wie:
        case Publiek.INSTANTIE:
            require(actor, RAADPLEGEN)
        case Publiek.VERZEKERAAR:
            require(actor, BEOORDELEN)
        case Publiek.FORMULIEREN:
            require_looking(actor)
        case Publiek.BEHEER:
            require(actor, BEHEREN)
        case Publiek.PORTAALBEHEER:
            require(actor, PORTAALBEHEER)
        case Publiek.PERSOONLIJK:
            require_any(actor)
        case Publiek.SYSTEEM | Publiek.IEDEREEN:
            return
        case _:
            assert_never(wie)


def csrf_geweigerd(request: PortalRequest, reason: str = "") -> HttpResponse:
    return weiger(DomainError.one("D302"), request)


def pagina_context(request: PortalRequest) -> dict[str, Any]:
    """What every page may need to know."""
    return {
        "actor": getattr(request, "actor", None),
        "adressen": CONFIG.adressen,
        "correlatie_id": getattr(request, "correlatie_id", ""),
        "sessie_einde": getattr(request, "sessie_einde", None),
        "sandbox": CONFIG.sandbox,
    }
