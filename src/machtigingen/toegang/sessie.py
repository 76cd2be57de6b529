"""A session: idle 15 minutes, at most 8 hours, bound to one certificate. It ends; a concept does not.

The certificate proves who somebody is on every request; the session proves that they are still there. The first look
with a good certificate begins one. After it has ended a press on a button begins the next, however long ago that was.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.middleware.csrf import rotate_token

from machtigingen.audit.actions import record
from machtigingen.toegang.invoer import PLEK as INVOER
from machtigingen.toegang.queries import require_any
from machtigingen.toegang.request import PortalRequest

_BIJWERKEN = timedelta(seconds=30)


def check(request: PortalRequest) -> None:
    """Begins, keeps or ends the session. Sets `request.sessie_einde`, or `request.sessie_beeindigd` with the reason."""
    sessie = request.session
    if sessie.get("certificaat") not in (None, request.actor.certificaat):
        sessie.flush()
        rotate_token(request)
    elif "certificaat" not in sessie and settings.SESSION_COOKIE_NAME in request.COOKIES:
        sessie.update({"certificaat": request.actor.certificaat, "beeindigd": "stil"})  # its row was cleared away
    if "certificaat" not in sessie:
        if request.method not in ("GET", "HEAD") or not request.actor.autorisaties:
            request.sessie_beeindigd = "geen"
            return
        begin(request)
    reden = _einde(request)
    if reden:
        sessie["beeindigd"] = reden
        request.sessie_beeindigd = reden
        return
    laatst = datetime.fromisoformat(sessie["laatst"])
    if request.now - laatst > _BIJWERKEN:
        sessie["laatst"] = request.now.isoformat()
        laatst = request.now
    begonnen = datetime.fromisoformat(sessie["begonnen"])
    request.sessie_einde = min(laatst + settings.MACHTIGINGEN_SESSIE_STIL, begonnen + settings.MACHTIGINGEN_SESSIE_LANG)


def _einde(request: PortalRequest) -> str:
    sessie = request.session
    if "beeindigd" in sessie:
        return str(sessie["beeindigd"])
    # A clock that was put back is no more time: a moment that lies far ahead ends a session as one long ago does.
    if abs(request.now - datetime.fromisoformat(sessie["laatst"])) > settings.MACHTIGINGEN_SESSIE_STIL:
        return "stil"
    if abs(request.now - datetime.fromisoformat(sessie["begonnen"])) > settings.MACHTIGINGEN_SESSIE_LANG:
        return "lang"
    return ""


def begin(request: PortalRequest) -> None:
    """A new session for the certificate of this request. The form token stays, so that a page in another tab, with
    what was typed in it, can still be posted; so does what was posted too late. Raises D203."""
    require_any(request.actor)
    invoer = request.session.get(INVOER)
    request.session.flush()
    if invoer is not None:
        request.session[INVOER] = invoer
    request.session.update(
        {
            "certificaat": request.actor.certificaat,
            "begonnen": request.now.isoformat(),
            "laatst": request.now.isoformat(),
        }
    )
    record(actor=request.actor, now=request.now, handeling="ingelogd")


def end(request: PortalRequest) -> None:
    """Logs out. The certificate stays in the browser until its windows are closed; the page says so."""
    request.session["beeindigd"] = "uitgelogd"
    record(actor=request.actor, now=request.now, handeling="uitgelogd")
