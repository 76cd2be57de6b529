"""Around every request: who, when, which door."""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any, assert_never

from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import set_urlconf

from machtigingen.audit.actions import correlatie_id
from machtigingen.foundation import BEOORDELEN, RAADPLEGEN, Actor, DomainError, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten, klok
from machtigingen.project.database_file import leave_if_moved
from machtigingen.project.routes import Publiek, is_open, publiek
from machtigingen.project.settings import CONFIG
from machtigingen.project.weigering import vertaal, weiger
from machtigingen.toegang import invoer, sessie
from machtigingen.toegang.queries import identify, require, require_any
from machtigingen.toegang.request import PortalRequest

log = logging.getLogger("machtigingen.verzoek")

Antwoord = Callable[[PortalRequest], HttpResponse]


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
        request.correlatie_id = uuid.uuid4().hex
        request.actor = None  # type: ignore[assignment]  # nobody, until the door knows better
        request.sessie_beeindigd = ""
        correlatie_id.set(request.correlatie_id)
        antwoord = _in_eigen_woorden(self.get_response(request), request)
        antwoord["Correlatie-Id"] = request.correlatie_id
        if not request.path.startswith("/static/"):
            antwoord.setdefault("Cache-Control", "no-store")
        _log(request, antwoord, time.perf_counter() - begin)
        return antwoord

    def process_exception(self, request: PortalRequest, fout: Exception) -> HttpResponse:
        return weiger(vertaal(fout), request)


def _in_eigen_woorden(antwoord: HttpResponse, request: PortalRequest) -> HttpResponse:
    """Django's decorators refuse a method without a word; the Allow header says which ones work (RFC 9110, 15.5.6)."""
    if not isinstance(antwoord, HttpResponseNotAllowed):
        return antwoord
    weigering = weiger(DomainError.one("B107"), request)
    weigering["Allow"] = antwoord["Allow"]
    return weigering


def _log(request: PortalRequest, antwoord: HttpResponse, duur: float) -> None:
    route = request.resolver_match.route if request.resolver_match else ""
    log.info(
        "verzoek",
        extra={
            "listener": request.listener,
            "methode": request.method if request.method in _METHODEN else "anders",
            "route": route,
            "status": antwoord.status_code,
            "ms": round(duur * 1000, 1),
            "correlatie_id": request.correlatie_id,
            "certificaat": request.actor.serienummer if request.actor else "",
        },
    )


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
        if not getattr(request, "sessie_beeindigd", ""):
            return None
        if request.method == "POST" and hasattr(view, "bewaart_concept"):
            request.invoer_bewaard = True
            return None
        if request.method == "POST" and hasattr(view, "bewaart_invoer"):
            invoer.keep(request, view.bewaart_invoer)
            request.invoer_bewaard = True
        return weiger(DomainError.one("D303"), request)

    def _check(self, request: PortalRequest) -> None:
        if any(naam.startswith("HTTP_") and "CERT" in naam for naam in request.META):
            raise DomainError.one("D102")  # identity never travels in a header here: somebody is trying
        request.csrf_processing_done = request.listener != "portaal"  # elsewhere nothing hangs on a cookie
        if request.listener == "info" or is_open(request.method, request.path):
            return
        verdict = verify(
            request.META.get("machtigingen.client_cert"),
            profielen=certificaten.profielen(request.now),
            at=request.now,
        )
        if request.listener == "api":
            if "HTTP_ORIGIN" in request.META:
                raise DomainError.one("D301")
            request.actor = identify(verdict, verwacht=Soort.SYSTEEM, now=request.now)
        else:
            request.actor = identify(verdict, verwacht=Soort.PERSOONLIJK, now=request.now)
            sessie.check(request)


def _require(actor: Actor, wie: Publiek) -> None:
    """Raises D203 unless the caller may at least look at this door. What else an act needs, the act itself asks for."""
    match wie:
        case Publiek.INSTANTIE:
            require(actor, RAADPLEGEN)
        case Publiek.VERZEKERAAR:
            require(actor, BEOORDELEN)
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
