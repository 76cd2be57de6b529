"""The kill switch: what is stopped now, and stop one thing or let it go again, after seeing all that it takes along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machtigingen.doors.beheer.kader import by_field, read_number, status_of
from machtigingen.doors.beheer.portaal.kader import toon_portaal
from machtigingen.doors.beheer.portaal.regels import line_of
from machtigingen.doors.beheer.woorden import moment_in_words
from machtigingen.foundation import DomainError
from machtigingen.toegang import invoer
from machtigingen.toegang.noodstop import Stilgezet, block, canonical, lift
from machtigingen.toegang.portaalbeheer import Doelwit, find_doelwit, find_stops
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.velden import Breedte, Foutregel, Keuze, Veld, Veldsoort

CERTIFICAAT, ORGANISATIE = "serienummer", "organisatie"


@dataclass(frozen=True, kw_only=True)
class Stopregel:
    """One thing that is stopped now."""

    titel: str
    onder: str
    url: str


@require_safe
def noodstop(request: PortalRequest) -> HttpResponse:
    """GET /portaalbeheer/noodstop/?soort=&waarde= leads to what that names, or says what is wrong with it."""
    soort, waarde = request.GET.get("soort", ""), request.GET.get("waarde", "")
    fouten: Mapping[str, str] = {}
    if "waarde" in request.GET:
        try:
            return redirect("portaalbeheer-doelwit", soort=soort, waarde=canonical(soort, waarde))
        except DomainError as fout:
            fouten = by_field(fout, ("soort", "waarde"))
    velden = _search(soort, waarde, fouten)
    context: dict[str, object] = {
        "velden": velden,
        "fouten": Foutregel.van(velden),
        "regels": tuple(_line(stop, naam) for stop, naam in find_stops(actor=request.actor)),
    }
    return toon_portaal(request, "noodstop", context, status=422 if fouten else 200)


def _search(soort: str, waarde: str, fouten: Mapping[str, str]) -> tuple[Veld, ...]:
    return (
        Veld(
            naam="soort",
            label=_("Wat wilt u stilzetten?"),
            soort=Veldsoort.KEUZE,
            waarde=soort,
            keuzes=(
                Keuze(waarde=CERTIFICAAT, label=_("Eén certificaat, met het serienummer")),
                Keuze(waarde=ORGANISATIE, label=_("Een hele organisatie, met de AGB-code of UZOVI-code")),
            ),
            fout=_("Kies wat u wilt stilzetten.") if "soort" in fouten else "",
        ),
        Veld(
            naam="waarde",
            label=_("Serienummer of code"),
            hint=_("Een serienummer mag met of zonder dubbele punten."),
            waarde=waarde,
            fout=fouten.get("waarde", ""),
            breedte=Breedte.LANG,
            max_lengte=100,
        ),
    )


def _line(stop: Stilgezet, naam: str) -> Stopregel:
    wat = _("organisatie %s") if stop.soort == ORGANISATIE else _("serienummer %s")
    sinds = _("sinds %(op)s, door %(wie)s") % {"op": moment_in_words(stop.sinds), "wie": stop.door}
    return Stopregel(
        titel=naam or _("Hier niet geregistreerd"),
        onder=f"{wat % stop.waarde} · {sinds} · {stop.reden}",
        url=reverse("portaalbeheer-doelwit", args=(stop.soort, stop.waarde)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def doelwit(request: PortalRequest, soort: str, waarde: str) -> HttpResponse:
    """GET and POST /portaalbeheer/noodstop/{soort}/{waarde}/: `daad` is stop or vrijgeven, with a reason; `gezien`
    the stop that the page knew of. Raises B108, B109, T118."""
    wat = _find(request, soort, waarde)
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    fouten: Mapping[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            _act(getypt)(soort=soort, waarde=waarde, actor=request.actor, now=request.now)
        except DomainError as fout:
            fouten, status = by_field(fout, ("reden",), codes={"T117": "reden"}), status_of(fout)
        else:
            invoer.forget(request)
            return redirect("portaalbeheer-doelwit", soort=soort, waarde=waarde)
    veld = _reason(wat, getypt, fouten)
    context: dict[str, object] = {
        "wat": wat,
        "titel": wat.naam or _("Hier niet geregistreerd"),
        "is_organisatie": soort == ORGANISATIE,
        "melding": _notice(wat),
        "geraakt": tuple((rij, tuple(line_of(een) for een in rijen)) for rij, rijen in wat.geraakt),
        "veld": veld,
        "fouten": Foutregel.van((veld,)),
    }
    return toon_portaal(request, "doelwit", context, status=status)


doelwit.bewaart_invoer = ("reden",)  # type: ignore[attr-defined]  # when the session has ended


def _act(getypt: Mapping[str, str]) -> Callable[..., object]:
    """Raises B109."""
    reden = getypt.get("reden", "")
    match getypt.get("daad"):
        case "stop":
            return partial(block, reden=reden)
        case "vrijgeven":
            return partial(lift, reden=reden, gezien=read_number(getypt.get("gezien", "")))
        case _:
            raise DomainError.one("B109")


def _find(request: PortalRequest, soort: str, waarde: str) -> Doelwit:
    """Raises B108."""
    try:
        return find_doelwit(actor=request.actor, now=request.now, soort=soort, waarde=waarde)
    except DomainError as fout:
        if fout.code == "T101":
            raise DomainError.one("B108") from fout
        raise


def _reason(wat: Doelwit, getypt: Mapping[str, str], fouten: Mapping[str, str]) -> Veld:
    return Veld(
        naam="reden",
        label=_("Waarom mag het weer?") if wat.stop else _("Waarom zet u dit stil?"),
        hint=_("De organisatie kan dit lezen. Zet er geen gegevens van patiënten in."),
        waarde=getypt.get("reden", ""),
        fout=fouten.get("reden", ""),
        breedte=Breedte.LANG,
        max_lengte=200,
    )


def _notice(wat: Doelwit) -> Melding | None:
    """How it stands now, when that is not simply that it works."""
    if wat.stop:
        tekst = _("Sinds %(op)s, door %(wie)s. Reden: %(reden)s") % {
            "op": moment_in_words(wat.stop.sinds),
            "wie": wat.stop.door,
            "reden": wat.stop.reden,
        }
        return Melding(titel=_("Staat stil"), tekst=tekst, soort=Meldingsoort.FOUT)
    if wat.is_eigen:
        return Melding(
            titel=_("U kunt uzelf niet stilzetten"),
            tekst=_("U zou er zelf niet meer in komen. Vraag het een collega, of geef het commando op de server."),
            soort=Meldingsoort.WAARSCHUWING,
        )
    if not wat.naam:
        return Melding(
            titel=_("Dit is hier niet geregistreerd"),
            tekst=_("Klopt wat u intypte? U kunt het wel alvast stilzetten."),
            soort=Meldingsoort.WAARSCHUWING,
        )
    return None
