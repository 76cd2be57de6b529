"""A session: idle 15 minutes, at most 8 hours, bound to one certificate. It ends; a concept does not.

The certificate proves who somebody is on every request; the session proves that they are still there. The first look
with a good certificate begins one. After it has ended a press on a button begins the next, however long ago that was.
Where a second factor is asked for, a session counts only after it: until then it is as one that ended.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.middleware.csrf import rotate_token

from machtigingen.audit.actions import record
from machtigingen.toegang import invoer, tweede_factor
from machtigingen.toegang.queries import require_any
from machtigingen.toegang.request import PortalRequest

_BIJWERKEN = timedelta(seconds=30)
# Goes along into the next session of the same person.
_BLIJFT = (invoer.PLEK, tweede_factor.PLEK, "ooit_bewezen")


def check(request: PortalRequest) -> None:
    """Begins, keeps or ends the session. Sets `request.sessie_einde`, or `request.sessie_beeindigd` with the reason."""
    sessie = request.session
    if sessie.get("certificaat") not in (None, request.actor.certificaat):
        _leave_to(request)
    elif "certificaat" not in sessie and settings.SESSION_COOKIE_NAME in request.COOKIES:
        sessie.update({"certificaat": request.actor.certificaat, "beeindigd": "stil"})  # its row was cleared away
        sessie.modified = False  # no cookie: another tab may have logged in, and taken the row away by that
    invoer.drop_old(request)
    if "certificaat" not in sessie:
        if request.method not in ("GET", "HEAD") or not request.actor.autorisaties:
            request.sessie_beeindigd = "geen"
            return
        begin(request)
    reden = _einde(request)
    if reden:
        if sessie.get("beeindigd") != reden:
            sessie["beeindigd"] = reden
        request.sessie_beeindigd = reden
        return
    laatst = datetime.fromisoformat(sessie["laatst"])
    if request.now - laatst > _BIJWERKEN:
        sessie["laatst"] = request.now.isoformat()
        laatst = request.now
    begonnen = datetime.fromisoformat(sessie["begonnen"])
    request.sessie_einde = min(laatst + settings.MACHTIGINGEN_SESSIE_STIL, begonnen + settings.MACHTIGINGEN_SESSIE_LANG)
    request.sessie_beeindigd = tweede_factor.stand_of(request.actor, sessie.get("factor"))


def _leave_to(request: PortalRequest) -> None:
    """Another certificate: nothing of the session goes along. But when it is the next one of the same person, a form
    that is open can still be posted, and is kept."""
    zelfde = request.actor.medewerker is not None and request.session.get("medewerker") == request.actor.medewerker
    blijft = _kept(request) if zelfde else {}
    request.session.flush()
    request.session.update(blijft)
    if not zelfde:
        rotate_token(request)


def _kept(request: PortalRequest) -> dict[str, object]:
    return {naam: request.session[naam] for naam in _BLIJFT if naam in request.session}


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
    what was typed in it, can still be posted; so does what was posted too late. Raises D203, D115."""
    require_any(request.actor)
    if tweede_factor.wanted():
        tweede_factor.require_holder(request.actor)
    blijft = _kept(request)
    request.session.flush()
    request.session.update(blijft)
    request.session.update(
        {
            "certificaat": request.actor.certificaat,
            "medewerker": request.actor.medewerker,
            "begonnen": request.now.isoformat(),
            "laatst": request.now.isoformat(),
        }
    )
    if not tweede_factor.wanted():
        _come_in(request)


def prove(request: PortalRequest, *, bewijs: str) -> None:
    """The second factor is done: from here on the session counts, under another number than before."""
    request.session.cycle_key()
    request.session["factor"] = bewijs
    request.session.pop(tweede_factor.PLEK, None)
    _come_in(request)


def _come_in(request: PortalRequest) -> None:
    request.session["ooit_bewezen"] = True
    record(actor=request.actor, now=request.now, handeling="ingelogd")


def may_keep(request: PortalRequest) -> bool:
    """Whether what is posted may go into a concept though the session does not count now: by who once came in here."""
    return not tweede_factor.wanted() or "ooit_bewezen" in request.session


def cut(request: PortalRequest, certificaat: str) -> None:
    """Whoever is turned away with the certificate of this session has to begin anew, also when that is mended soon."""
    if request.session.get("certificaat") == certificaat:
        request.session["beeindigd"] = "geweigerd"


def end(request: PortalRequest) -> None:
    """Logs out. The certificate stays in the browser until its windows are closed; the page says so."""
    request.session["beeindigd"] = "uitgelogd"
    record(actor=request.actor, now=request.now, handeling="uitgelogd")
