"""One page of the form: asked for, kept while typing, and posted. Nothing typed is ever lost."""

from collections.abc import Mapping
from itertools import takewhile
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen import actions, bijlagen
from machtigingen.aanvragen.cov import ask_cov
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.niet_bewaard import is_typed
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.samen import kept
from machtigingen.aanvragen.toestand import toestand_of
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.beslisboom import Onderwerp, without_empty_groups
from machtigingen.doors.zorgverlener.apart import GELEZEN, keep_read
from machtigingen.doors.zorgverlener.concept import concept_url, look_at_concept
from machtigingen.doors.zorgverlener.rijen import table_totals, way_back
from machtigingen.doors.zorgverlener.stap import is_bekend
from machtigingen.doors.zorgverlener.stap_bewaren import keep_page, pages_of, typed_on
from machtigingen.doors.zorgverlener.stap_tonen import fouten_hier, toon_stap
from machtigingen.doors.zorgverlener.too_late import TE_LAAT, answer_too_late
from machtigingen.doors.zorgverlener.wijzigingen import consent_values, spoken_of
from machtigingen.foundation import DomainError, Fout
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.pagina import sessietijden


@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: PortalRequest, id: UUID, onderwerp: str) -> HttpResponse:
    """One page of the form. A post keeps all that was typed, right or wrong, and goes on when it is right."""
    try:
        return _bewaar_stap(request, id, onderwerp) if request.method == "POST" else _toon(request, id, onderwerp)
    except DomainError as fout:
        if fout.code not in TE_LAAT:
            raise
        return answer_too_late(request, id, onderwerp, fout)


stap.bewaart_concept = True  # type: ignore[attr-defined]  # also when the session ended meanwhile: nothing typed is lost


def _toon(request: PortalRequest, id: UUID, onderwerp: str) -> HttpResponse:
    aanvraag = look_at_concept(request, id)
    dossier = dossier_of(aanvraag, request.now)
    pagina = next((o for o in dossier.onderwerpen if o.link_id == onderwerp), None)
    if pagina is None:
        return HttpResponseRedirect(concept_url(request, aanvraag))
    getoond = toon_stap(request, aanvraag, dossier, pagina, gepost=False)
    if _is_read(request) and actions.remembered(aanvraag, dossier, actor=request.actor):
        vragen = {vraag.link_id for vraag in pagina.vragen}
        actions.were_shown(actor=request.actor, aanvraag_id=id, vragen=vragen)
    return getoond


def _is_read(request: PortalRequest) -> bool:
    """By a person: what a script of the page fetches is seen by nobody yet."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Dest") != "empty"


def _bewaar_stap(request: PortalRequest, id: UUID, onderwerp: str) -> HttpResponse:
    """After a consent the same page again: one goes on with what is asked there now."""
    botsingen = keep_page(request, id, onderwerp)
    concept, voegt_toe = request.headers.get("X-Bewaar"), request.POST.get("actie") == "toevoegen"
    geweigerd = tuple(fout for fout in botsingen if not is_typed(fout))
    later = request.sessie_beeindigd or voegt_toe or request.POST.get("actie") == GELEZEN
    # Not named at its field now; where the question is not asked there is none.
    if buiten := tuple(fout for fout in geweigerd if later or fout.code == bijlagen.NIET_GEVRAAGD):
        actions.remember(actor=request.actor, now=request.now, aanvraag_id=id, fouten=buiten)
    if request.sessie_beeindigd:
        raise DomainError.one("D303")
    aanvraag = actions.find_concept(actor=request.actor, now=request.now, aanvraag_id=id)
    if concept:
        return _bewaard_json(request, aanvraag, onderwerp, botsingen)
    if keep_read(request, id):
        return HttpResponseRedirect(request.get_full_path())
    if voegt_toe:  # nothing is said of what is still open; what was refused is told by the page
        return HttpResponseRedirect(request.path)
    botsingen += _refused_before(request, aanvraag, onderwerp, behalve=botsingen)
    if (besproken := spoken_of(request)) and not botsingen:
        return HttpResponseRedirect(f"{request.get_full_path()}#veld-{besproken}")
    if "rij" in request.POST and not botsingen:
        return _to_table(request, aanvraag, onderwerp)
    if request.POST.get("actie") in _WEG and not botsingen:
        return HttpResponseRedirect(_WEG[request.POST["actie"]](request, aanvraag, onderwerp))
    te_veel = _vraag_cov(request, aanvraag)
    aanvraag.refresh_from_db()
    dossier = dossier_of(aanvraag, request.now)
    pagina = next((o for o in dossier.onderwerpen if o.link_id == onderwerp), None)
    if pagina is not None:
        fouten = fouten_hier(request, aanvraag, dossier, pagina)
        nieuw = _nieuwe_vragen(request, fouten)
        if te_veel:
            return toon_stap(request, aanvraag, dossier, pagina, gepost=True, botsingen=botsingen, geen_cov=te_veel)
        if not botsingen and {fout.code for fout in fouten.values()} == {"V113"}:
            return HttpResponseRedirect(f"{request.get_full_path()}#wijziging-{next(iter(fouten))}")
        if botsingen or set(fouten) - nieuw:
            return toon_stap(request, aanvraag, dossier, pagina, gepost=True, botsingen=botsingen, nieuw=nieuw)
        if nieuw:
            eerste = _eerste_veld(Kaart(dossier=dossier, aanvraag=aanvraag), pagina, nieuw)
            return HttpResponseRedirect(f"{request.path}#{eerste}")
    elif geweigerd:  # told on the page that one goes to
        actions.remember(actor=request.actor, now=request.now, aanvraag_id=id, fouten=geweigerd)
    if request.POST.get("verwijder"):
        return HttpResponseRedirect(request.path)
    if request.GET.get("wijzig"):  # who came to change one thing goes back to the work, or to the check
        return HttpResponseRedirect(concept_url(request, aanvraag))
    return HttpResponseRedirect(_volgende(dossier, aanvraag, onderwerp))


def _before(request: PortalRequest, aanvraag: Aanvraag, onderwerp: str) -> str:
    """The step before this page."""
    dossier = dossier_of(aanvraag, request.now)
    op_het_pad = {een.link_id for een in dossier.onderwerpen}
    tot_hier = takewhile(lambda een: een.link_id != onderwerp, dossier.formulier.onderwerpen)
    eerder = [een.link_id for een in tot_hier if een.link_id in op_het_pad]
    return reverse("stap", args=(aanvraag.id, eerder[-1])) if eerder else concept_url(request, aanvraag)


# The buttons that lead away, whatever is still open or wrong on the page.
_WEG = {"vorige": _before, "stoppen": lambda *_: reverse("aanvragen")}


def _refused_before(
    request: PortalRequest, aanvraag: Aanvraag, onderwerp: str, *, behalve: tuple[Fout, ...]
) -> tuple[Fout, ...]:
    """Files of this page that were refused while they were only added, and that nobody has read of: the answer to this
    post tells it."""
    dossier = dossier_of(aanvraag, request.now)
    bestanden = [een for een in actions.remembered(aanvraag, dossier, actor=request.actor) if not is_typed(een)]
    if not bestanden:
        return ()
    vragen = {vraag.link_id for een in dossier.onderwerpen if een.link_id == onderwerp for vraag in een.vragen}
    actions.were_shown(actor=request.actor, aanvraag_id=aanvraag.id, vragen=vragen)
    return tuple(fout for fout in bestanden if fout.pad in vragen and fout not in behalve)


def _to_table(request: PortalRequest, aanvraag: Aanvraag, onderwerp: str) -> HttpResponse:
    """Back to the table after a row was added or taken away: kept, and nothing said yet about what is still open."""
    pagina = next((o for o in dossier_of(aanvraag, request.now).onderwerpen if o.link_id == onderwerp), None)
    terug = way_back(request, pagina) if pagina else ""
    return HttpResponseRedirect(f"{request.path}{terug}" if terug else concept_url(request, aanvraag))


def _bewaard_json(
    request: PortalRequest, aanvraag: Aanvraag, onderwerp: str, botsingen: tuple[Fout, ...]
) -> HttpResponse:
    """For the page's scripts: what it shows now that this was kept, and which questions and pages there are."""
    if botsingen:
        return JsonResponse({"code": "A103"}, status=409)
    dossier = dossier_of(aanvraag, request.now)
    getypt = typed_on(request, pages_of(onderwerp, dossier.formulier))
    return JsonResponse(
        {
            "getoond": kept(dossier, getypt, wachtend_van(aanvraag.bronnen)),
            "bewaard_om": timezone.localtime(request.now).strftime("%H:%M"),
            "sessie": sessietijden(request),
            "vragen": _vragen_nu(request, aanvraag, dossier, onderwerp),
            "stappen": [o.link_id for o in dossier.onderwerpen],
            "wijzigingen": consent_values(aanvraag, dossier),
            "totalen": table_totals(Kaart(dossier=dossier, aanvraag=aanvraag), onderwerp),
            "voortgang": {"bekend": dossier.telling.ingevuld, "totaal": dossier.telling.totaal},
        }
    )


def _vragen_nu(request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier, onderwerp: str) -> list[str]:
    """The questions that the page asks now. One that stood there stays, as long as it is on the path."""
    pagina = next((o for o in dossier.onderwerpen if o.link_id == onderwerp), None)
    if pagina is None:
        return []
    gezien = request.POST.get("gezien", "").split()
    fouten = fouten_hier(request, aanvraag, dossier, pagina)
    nu = (
        item
        for item in pagina.items
        if item.link_id in gezien or not is_bekend(item, dossier.antwoorden.get(item.link_id), fouten)
    )
    return [item.link_id for item in without_empty_groups(nu)]


def _vraag_cov(request: PortalRequest, aanvraag: Aanvraag) -> Fout | None:
    """Asks COV when it was not asked yet about this person on this date, or did not answer. A126 when that is one
    person too many: what was typed is kept by then."""
    if toestand_of(aanvraag, dossier_of(aanvraag, request.now), actor=request.actor).cov_bekend:
        return None
    try:
        ask_cov(actor=request.actor, now=request.now, aanvraag_id=aanvraag.id)
    except DomainError as fout:
        if fout.code != "A126":
            raise
        return fout.fouten[0]
    return None


def _nieuwe_vragen(request: PortalRequest, fouten: Mapping[str, Fout]) -> set[str]:
    """Open questions that this post brought up: asked for the first time, so nobody forgot them."""
    gezien = request.POST.get("gezien", "").split()
    return {link_id for link_id, fout in fouten.items() if fout.code == "V101" and link_id not in gezien}


def _eerste_veld(kaart: Kaart, pagina: Onderwerp, nieuw: set[str]) -> str:
    vraag = next(vraag for vraag in pagina.vragen if vraag.link_id in nieuw)
    return kaart.veld(vraag, fout=None).eerste_id


def _volgende(dossier: Dossier, aanvraag: Aanvraag, onderwerp: str) -> str:
    namen = [o.link_id for o in dossier.onderwerpen]
    plaats = namen.index(onderwerp) + 1 if onderwerp in namen else len(namen)
    if plaats < len(namen):
        return reverse("stap", args=(aanvraag.id, namen[plaats]))
    return reverse("controleren", args=(aanvraag.id,))
