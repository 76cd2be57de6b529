"""Answering the insurer: kept while it is written, sent when it is done, and never lost to a colleague or a log-out."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen import aanvulling
from machtigingen.aanvragen.behandeling import MEESTE_VRAGEN
from machtigingen.aanvragen.lifecycle import TEKST
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.queries import find, gesprek_of, look, open_verzoek_of, stand
from machtigingen.doors.zorgverlener.antwoordvelden import Getypt, antwoordformulier, field_name, unsent, unsent_texts
from machtigingen.doors.zorgverlener.documenten import keep_files
from machtigingen.doors.zorgverlener.dossier import kop_van
from machtigingen.foundation import INDIENEN, DomainError, Fout, foutcode
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import sessietijden, toon

_AAN_HET_VELD = frozenset({"A103", "A114", "V106", "B207"})


@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: PortalRequest, id: UUID) -> HttpResponse:
    """The open question by itself: where a post that could not be sent comes back, and where one goes on after logging
    in again."""
    require(request.actor, INDIENEN)
    if request.method == "POST":
        return _post(request, id)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    verzoek, bewaard = open_verzoek_of(aanvraag), invoer.kept(request)
    if verzoek is not None:
        return _toon(request, aanvraag, verzoek, getypt=Getypt.van(bewaard, verzoek.volgnummer))
    if eerder := [getypt for _vragen, getypt in unsent(bewaard, gesprek_of(aanvraag))]:
        return _too_late(request, aanvraag, eerder[-1])
    return HttpResponseRedirect(reverse("aanvraag", args=(id,)))


# When the session has ended: in the draft; of who never came in here in the session alone.
antwoord.bewaart_concept = True  # type: ignore[attr-defined]
antwoord.bewaart_invoer = ("antwoord-*", "gezien-*")  # type: ignore[attr-defined]


def _post(request: PortalRequest, id: UUID) -> HttpResponse:
    getypt = Getypt.van(request.POST)
    if request.sessie_beeindigd:
        _keep_after_the_end(request, id, getypt)
        raise DomainError.one("D303")
    staat = find(actor=request.actor, now=request.now, aanvraag_id=id)
    if not getypt.is_about(open_verzoek_of(staat)):  # before a file is added to what it was not meant for
        return _not_open(request, staat, getypt)
    try:
        fouten = _keep(request, id, getypt)
    except DomainError as fout:
        if fout.code != "A102":
            raise
        return _not_open(request, staat, getypt)
    if request.headers.get("X-Bewaar"):
        return _kept(request, getypt, fouten)
    if fouten:
        aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
        verzoek = open_verzoek_of(aanvraag)
        if verzoek is None or not getypt.is_about(verzoek):
            return _too_late(request, aanvraag, getypt)
        return _toon(request, aanvraag, verzoek, getypt=getypt, fouten=fouten)
    _let_go(request, getypt)
    plek = "" if _is_to_send(request) else "#vraag"
    return HttpResponseRedirect(f"{reverse('aanvraag', args=(id,))}{plek}")


def _keep_after_the_end(request: PortalRequest, id: UUID, getypt: Getypt) -> None:
    """As a draft: nothing is sent, and no file is added, for the insurer hears of that. What cannot stand there waits
    in the session for who typed it: a colleague wrote something else, or the question is not open any more. What
    answers no question of this aanvraag is not kept."""
    van_hier = True
    try:
        botsingen = aanvulling.save_answers(**_act(request, id, getypt))
        elders = {een.pad for een in botsingen}
        nummers = [nummer for nummer in getypt.antwoorden if f"antwoorden[{nummer}]" in elders]
    except DomainError as fout:
        if fout.code != "A102":
            raise
        gesprek = gesprek_of(find(actor=request.actor, now=request.now, aanvraag_id=id))
        van_hier = getypt.ronde in {0, *(een.volgnummer for een in gesprek)}
        nummers = [nummer for nummer, tekst in getypt.antwoorden.items() if tekst.strip()]
    request.invoer_bewaard = van_hier and _let_wait(request, getypt, nummers)
    request.documenten_kwijt = bool(request.FILES)


def _let_wait(request: PortalRequest, getypt: Getypt, nummers: Collection[int] = ()) -> bool:
    """In the session: these questions of the post, beside what waited there of those that were not touched now. Gives
    whether it could."""
    geschreven = [nummer for nummer, tekst in getypt.antwoorden.items() if tekst != getypt.gezien.get(nummer)]
    return _hold(request, invoer.posted(request, _names(getypt, nummers)) | _besides(request, getypt, geschreven))


def _let_go(request: PortalRequest, getypt: Getypt) -> None:
    """Of what waits in the session all that is of this round."""
    _hold(request, _besides(request, getypt, range(MEESTE_VRAGEN)))


def _besides(request: PortalRequest, getypt: Getypt, nummers: Iterable[int]) -> dict[str, str]:
    """What waits in the session of other questions than these."""
    weg = _names(getypt, nummers)
    return {naam: een for naam, een in invoer.kept(request).items() if naam not in weg}


def _names(getypt: Getypt, nummers: Iterable[int]) -> set[str]:
    return {field_name(naam, getypt.ronde, nummer) for nummer in nummers for naam in ("antwoord", "gezien")}


def _hold(request: PortalRequest, velden: Mapping[str, str]) -> bool:
    """Where nothing changed, what waits there waits no longer by it than its hour."""
    if not velden:
        invoer.forget(request)
    return velden == invoer.kept(request) or invoer.hold(request, velden)


def _is_to_send(request: PortalRequest) -> bool:
    return request.POST.get("actie") == "versturen" and not request.headers.get("X-Bewaar")


def _keep(request: PortalRequest, id: UUID, getypt: Getypt) -> tuple[Fout, ...]:
    """Keeps the files and the answers; sends them when that was asked and no file was refused. Gives what is wrong, by
    its field."""
    fouten = keep_files(request, id)
    act = aanvulling.send_answers if _is_to_send(request) and not fouten else aanvulling.save_answers
    try:
        gedaan = act(**_act(request, id, getypt))
    except DomainError as fout:
        if fout.code not in _AAN_HET_VELD:
            raise
        return fout.fouten
    return fouten + (gedaan if isinstance(gedaan, tuple) else ())


def _act(request: PortalRequest, id: UUID, getypt: Getypt) -> dict[str, Any]:
    """Who writes what where, for `save_answers` and `send_answers`."""
    wie = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    return wie | {"antwoorden": getypt.antwoorden, "gezien": getypt.gezien, "post": getypt.post, "ronde": getypt.ronde}


def _not_open(request: PortalRequest, aanvraag: Aanvraag, getypt: Getypt) -> HttpResponse:
    """A person gets back what was typed. Raises A102 for a script, and when nothing was."""
    if request.headers.get("X-Bewaar") or not getypt.antwoorden:
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, request.now)])
    return _too_late(request, look(actor=request.actor, now=request.now, aanvraag_id=aanvraag.id), getypt)


def _kept(request: PortalRequest, getypt: Getypt, fouten: tuple[Fout, ...]) -> HttpResponse:
    """For the page's script."""
    if fouten:
        return JsonResponse({"code": fouten[0].code}, status=409)
    _let_wait(request, getypt)
    bewaard_om = timezone.localtime(request.now).strftime("%H:%M")
    return JsonResponse({"bewaard_om": bewaard_om, "sessie": sessietijden(request)})


def _toon(
    request: PortalRequest,
    aanvraag: Aanvraag,
    verzoek: Informatieverzoek,
    *,
    getypt: Getypt,
    fouten: tuple[Fout, ...] = (),
) -> HttpResponse:
    formulier = antwoordformulier(aanvraag, verzoek, now=request.now, getypt=getypt, fouten=fouten)
    context = {
        **kop_van(aanvraag, stand(aanvraag, request.now)),
        "antwoord": formulier,
        "fouten": formulier.fouten,
        "te_laat": None,
        "getypt": (),
        "niet_verstuurd": tuple(unsent_texts(invoer.kept(request), gesprek_of(aanvraag))),
    }
    botst = any(fout.code == "A103" for fout in fouten)
    http = 409 if botst else foutcode(fouten[0].code).http if fouten else 200
    return toon(request, "zorgverlener/antwoord.html", context, status=http)


def _too_late(request: PortalRequest, aanvraag: Aanvraag, getypt: Getypt) -> HttpResponse:
    """The question is not open any more. What was typed is not sent; it is there to copy. What waits in the session
    stays for its hour, and stands at the aanvraag as well."""
    gesprek = gesprek_of(aanvraag)
    eigen = [een for een in gesprek if een.volgnummer == getypt.ronde]
    context = {
        **kop_van(aanvraag, stand(aanvraag, request.now)),
        "antwoord": None,
        "fouten": (),
        "te_laat": next(reversed(eigen or gesprek), None),
        "getypt": tuple((nummer + 1, tekst) for nummer, tekst in sorted(getypt.antwoorden.items()) if tekst.strip()),
        "bestanden_kwijt": bool(request.FILES),
    }
    return toon(request, "zorgverlener/antwoord.html", context, status=409)
