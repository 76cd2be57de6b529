"""Whom is the request for? Looked up at COV, one or more at a time; from here an aanvraag begins.

What is typed is posted and what was found is sealed: nothing of a patient stands in an address. What was found is kept
for an hour, so that one comes back to it for the next patient.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from machtigingen.aanvragen.nieuw import begin, chosen_formulier
from machtigingen.aanvragen.opzoeken import SAMEN_MAX, Opgezocht, look_up, seal, unseal
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.zorgverleners import asks_for_one
from machtigingen.doors.zorgverlener.nieuw import look_for_other_care
from machtigingen.doors.zorgverlener.persoonregel import ONMOGELIJK, persoonregel
from machtigingen.doors.zorgverlener.zoekrij import Rij, read_rij, typed
from machtigingen.doors.zorgverlener.zorgadres import ZORGVELDEN, read_datum, read_keuze, same_query
from machtigingen.doors.zorgverlener.zorgregel import in_words
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.formulieren.zoeken import names_of
from machtigingen.foundation import INDIENEN, DomainError, foutcode
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel


@require_http_methods(["GET", "HEAD", "POST"])
def patient(request: PortalRequest) -> HttpResponse:
    """GET and POST /aanvragen/nieuw/patient. Two of its buttons add a row and take one away: then nothing is asked."""
    require(request.actor, INDIENEN)
    if "formulier" not in request.GET:
        return redirect("nieuw")
    try:
        keuze = _keuze(request)
    except DomainError as fout:
        if fout.code not in ONMOGELIJK:
            raise
        return look_for_other_care(request)
    if request.method != "POST":
        return _show_kept(request, keuze)
    daad = request.POST.get("rij", "")
    getypt = typed(request.POST, behalve=daad.removeprefix("weg-"))
    if daad:
        erbij = daad == "erbij" or not getypt
        getypt += [{}] if erbij and len(getypt) < SAMEN_MAX else []
        return _show(request, keuze, _without_errors(request, keuze, getypt))
    return _search(request, keuze, _rows(request, keuze, getypt or [{}]))


_GETYPT, _ZEGEL = ("wie-*",), "zegel-"
patient.bewaart_invoer = _GETYPT  # type: ignore[attr-defined]  # when the session has ended
patient.adresvelden = ZORGVELDEN  # type: ignore[attr-defined]  # and with it where one was


@require_POST
def beginnen(request: PortalRequest) -> HttpResponse:
    """POST /aanvragen/nieuw/beginnen: a concept about who was found, and on to the work."""
    require(request.actor, INDIENEN)
    wie = _unseal(request, request.POST.get("wie", ""))
    terug = f"{reverse('nieuw-patient')}?{same_query(request.GET)}"
    if wie is None:
        return redirect(f"{terug}&opnieuw=1")
    keuze = read_keuze(request.GET, on=wie.vraag.peildatum)
    code = request.GET.get("formulier", "")
    try:
        aanvraag = begin(actor=request.actor, now=request.now, keuze=keuze, formulier=code, wie=wie)
    except DomainError as fout:
        if fout.code not in ONMOGELIJK:
            raise
        staat_er = request.POST["wie"] in _kept(request).values()
        return redirect(terug if staat_er else f"{terug}&opnieuw=1")  # where it says why
    kiezen = aanvraag.formulier_code and asks_for_one(dossier_of(aanvraag, request.now))
    return redirect("wie-behandelt" if kiezen else "aanvraag", aanvraag.id)


beginnen.adresvelden = ZORGVELDEN  # type: ignore[attr-defined]


def _unseal(request: PortalRequest, zegel: str) -> Opgezocht | None:
    """What was found under the law of this care: who decides under another one, says nothing here."""
    wet = request.GET.get("grondslag", "")
    return unseal(zegel, actor=request.actor, now=request.now, grondslag=wet)


def _keuze(request: PortalRequest) -> Keuze:
    """Raises F101 to F103 for care that this form is not for."""
    keuze = read_keuze(request.GET, on=read_datum(request.GET, vandaag=vandaag(request.now)))
    chosen_formulier(keuze, request.GET.get("formulier", ""))
    return keuze


def _rows(request: PortalRequest, keuze: Keuze, getypt: list[Any]) -> tuple[Rij, ...]:
    dag = vandaag(request.now)
    return tuple(read_rij(plek, rij, keuze=keuze, vandaag=dag) for plek, rij in enumerate(getypt))


def _without_errors(request: PortalRequest, keuze: Keuze, getypt: list[Any]) -> tuple[Rij, ...]:
    return tuple(rij.without_errors() for rij in _rows(request, keuze, getypt))


def _search(request: PortalRequest, keuze: Keuze, rijen: tuple[Rij, ...]) -> HttpResponse:
    vragen = [rij.vraag for rij in rijen if rij.vraag is not None]
    if len(vragen) < len(rijen):
        return _show(request, keuze, rijen, status=422)
    try:
        gevonden = look_up(actor=request.actor, now=request.now, vragen=vragen)
    except DomainError as fout:
        if fout.code != "A126":
            raise
        te_veel = Melding(
            titel=fout.fouten[0].uitleg.titel, tekst=fout.fouten[0].melding, soort=Meldingsoort.WAARSCHUWING
        )
        return _show(request, keuze, rijen, melding=te_veel, status=foutcode("A126").http)
    zegels = {f"{_ZEGEL}{plek}": seal(een, actor=request.actor, now=request.now) for plek, een in enumerate(gevonden)}
    invoer.hold(request, invoer.posted(request, _GETYPT) | zegels | invoer.addressed(request, ZORGVELDEN))
    return redirect(f"{request.path}?{same_query(request.GET)}#gevonden")


def _kept(request: PortalRequest) -> Mapping[str, str]:
    """What was typed and found for this care; nothing of other care."""
    bewaard = invoer.kept(request, reverse("nieuw-patient"))
    return bewaard if same_query(bewaard) == same_query(request.GET) else {}


def _show_kept(request: PortalRequest, keuze: Keuze) -> HttpResponse:
    bewaard = _kept(request)
    rijen = _without_errors(request, keuze, typed(bewaard) or [{}])
    regels = tuple(
        persoonregel(een, keuze, request.GET["formulier"], zegel=zegel, actor=request.actor)
        for naam, zegel in bewaard.items()
        if naam.startswith(_ZEGEL)
        and (een := unseal(zegel, actor=request.actor, now=request.now, grondslag=keuze.grondslag))
    )
    melding = None if regels else _again(request)
    kan = any(een.zegel or een.url for een in regels)
    return _show(request, keuze, rijen, personen=regels, kan_beginnen=kan, melding=melding)


def _show(
    request: PortalRequest, keuze: Keuze, rijen: tuple[Rij, ...], *, status: int = 200, **anders: Any
) -> HttpResponse:
    formulier = chosen_formulier(keuze, request.GET.get("formulier", ""))
    context: dict[str, Any] = {
        "zorg": " · ".join(in_words(naam) for naam in names_of(catalogus(), formulier, keuze)),
        "formulier": formulier,
        "rijen": rijen,
        "kan_erbij": len(rijen) < SAMEN_MAX,
        "fouten": Foutregel.van(veld for rij in rijen for veld in rij.velden),
        "melding": None,
        "personen": (),
        "kan_beginnen": False,
        "begin_url": f"{reverse('nieuw-beginnen')}?{same_query(request.GET)}",
    }
    return toon(request, "zorgverlener/patient.html", context | anders, status=status)


def _again(request: PortalRequest) -> Melding | None:
    if "opnieuw" not in request.GET:
        return None
    return Melding(
        titel=_("Zoek de patiënt opnieuw op"),
        tekst=_("Wat COV zei, bewaren wij een uur, en alleen voor wie zocht."),
        soort=Meldingsoort.WAARSCHUWING,
    )
