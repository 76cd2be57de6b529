"""The second factor at the door: the page that asks for a code, and the one that sets up the app the first time."""

import re
import unicodedata

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.doors.aanmelden.terug import safe_way
from machtigingen.foundation import DomainError, Fout
from machtigingen.pki import totp
from machtigingen.toegang import sessie, tweede_factor
from machtigingen.toegang.queries import require_any
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.tweede_factor import PROEFCODE, Stand
from machtigingen.ui.pagina import toon
from machtigingen.ui.qrcode import qr_svg
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

_ZES = re.compile(r"[0-9]{6}", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: PortalRequest) -> HttpResponse:
    """POST /inloggen/code: the code that was typed. Who comes here otherwise goes on to the portal, which asks."""
    require_any(request.actor)
    verder = safe_way(request.POST.get("verder", "/"))
    if request.method != "POST" or not request.sessie_beeindigd:
        return HttpResponseRedirect(verder)
    if request.sessie_beeindigd not in (Stand.CODE, Stand.INSTELLEN):
        raise DomainError.one("D303")
    getypt = _cijfers(request.POST.get("code", ""))
    if not _ZES.fullmatch(getypt):
        return ask(request, verder=verder, fout=_("Vul zes cijfers in."), status=422)
    try:
        bewijs = _bewijs(request, getypt)
    except DomainError as fout:
        return _refused(request, fout, verder)
    sessie.prove(request, bewijs=bewijs)
    return HttpResponseRedirect(verder)


code.zonder_sessie = True  # type: ignore[attr-defined]  # without the factor the session does not count yet


def _bewijs(request: PortalRequest, getypt: str) -> str:
    if request.sessie_beeindigd == Stand.CODE:
        return tweede_factor.prove(actor=request.actor, now=request.now, code=getypt)
    geheim = tweede_factor.new_secret(request)
    return tweede_factor.enrol(actor=request.actor, now=request.now, geheim=geheim, code=getypt)


def _refused(request: PortalRequest, fout: DomainError, verder: str) -> HttpResponse:
    if fout.code == "D305":
        return ask(request, verder=verder, fout=_wrong(fout.fouten[0]), status=fout.fouten[0].uitleg.http)
    if fout.code == "D111":
        sessie.cut(request, request.actor.certificaat)
    raise fout


def _wrong(fout: Fout) -> str:
    nog = fout.gegevens.get("pogingen")
    if nog is None:
        return fout.melding
    if nog == "1":
        return _("%(melding)s U hebt nog één poging. Daarna wordt uw toegang geblokkeerd.") % {"melding": fout.melding}
    return _("%(melding)s U hebt nog %(nog)s pogingen.") % {"melding": fout.melding, "nog": nog}


def _cijfers(tekst: str) -> str:
    """As people type it: with spaces, or with the digits of another script."""
    return "".join(unicodedata.normalize("NFKC", tekst).split()).replace("-", "")


def ask(request: PortalRequest, *, verder: str, fout: str = "", status: int) -> HttpResponse:
    """The page that asks for a code. Nothing on it says more than the certificate itself does."""
    veld = Veld(naam="code", label=_("Code van zes cijfers"), soort=Veldsoort.CODE, fout=fout, max_lengte=12)
    context: dict[str, object] = {
        "veld": veld,
        "fouten": Foutregel.van((veld,)),
        "verder": verder,
        "bewaard": getattr(request, "invoer_bewaard", False),
        "documenten_kwijt": getattr(request, "documenten_kwijt", False),
        "proefcode": f"{PROEFCODE[:3]} {PROEFCODE[3:]}" if tweede_factor.is_trial() else "",
    }
    if request.sessie_beeindigd == Stand.CODE:
        return toon(request, "aanmelden/code.html", context, status=status)
    return toon(request, "aanmelden/code_instellen.html", context | _nieuw(request), status=status)


def _nieuw(request: PortalRequest) -> dict[str, object]:
    geheim = tweede_factor.new_secret(request)
    wie = f"{request.actor.naam} ({request.actor.organisatiecode})"
    uri = totp.provisioning_uri(geheim, naam=wie, uitgever="Machtigingenportaal")
    return {
        "qr": qr_svg(uri, naam=_("QR-code met de sleutel die hieronder staat")),
        "geheim": " ".join(geheim[begin : begin + 4] for begin in range(0, len(geheim), 4)),
    }
