"""Four acts that ask for one text and tell what follows: withdraw, report as not done, ask to look again, to extend."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from machtigingen.aanvragen import afsluiting, vervolg
from machtigingen.aanvragen.lifecycle import Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import look, stand
from machtigingen.aanvragen.teksten import LANGST
from machtigingen.doors.zorgverlener.concept import concept_url
from machtigingen.doors.zorgverlener.dossier import kop_van
from machtigingen.foundation import INDIENEN, DomainError, Fout
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

VELD = "tekst"


@dataclass(frozen=True, kw_only=True)
class Handelingpagina:
    """The words of one page, what raises when it cannot be used, and what its button does: (actor, now, id, text) →
    aanvraag."""

    kop: Promise
    gevolgen: tuple[Promise, ...]
    vraag: Promise
    hint: Promise
    knop: Promise
    onherroepelijk: bool
    eis: Callable[[Aanvraag, datetime], object]
    act: Callable[..., Aanvraag]


INTREKKEN = Handelingpagina(
    kop=_("Aanvraag intrekken"),
    gevolgen=(
        _("De zorgverzekeraar behandelt de aanvraag niet meer. Een vraag die open staat, vervalt."),
        _("U kunt dit niet terugdraaien. Wilt u later toch een machtiging? Kopieer dan deze aanvraag als nieuwe."),
    ),
    vraag=_("Waarom trekt u de aanvraag in?"),
    hint=_("De zorgverzekeraar leest dit ook."),
    knop=_("Aanvraag intrekken"),
    onherroepelijk=True,
    eis=lambda aanvraag, now: next_status(stand(aanvraag, now), Handeling.INTREKKEN, Rol.INDIENER),
    act=lambda *, tekst, **wie: afsluiting.withdraw(reden=tekst, **wie),
)
NIET_UITGEVOERD = Handelingpagina(
    kop=_("Melden dat de zorg niet wordt uitgevoerd"),
    gevolgen=(
        _("De machtiging eindigt vandaag. Zorg na vandaag kunt u er niet mee declareren."),
        _("U kunt dit niet terugdraaien. Gaat de zorg later toch door? Kopieer de aanvraag dan als nieuwe."),
    ),
    vraag=_("Waarom gaat de zorg niet door?"),
    hint=_("De zorgverzekeraar leest dit ook."),
    knop=_("Melden en machtiging beëindigen"),
    onherroepelijk=True,
    eis=lambda aanvraag, now: next_status(
        afsluiting.stand_for_not_done(aanvraag, now), Handeling.NIET_UITGEVOERD_MELDEN, Rol.INDIENER
    ),
    act=lambda *, tekst, **wie: afsluiting.report_not_done(reden=tekst, **wie),
)
HERBEOORDELING = Handelingpagina(
    kop=_("Herbeoordeling vragen"),
    gevolgen=(
        _("De zorgverzekeraar krijgt dezelfde antwoorden opnieuw, en ziet de eerste aanvraag met alle documenten."),
        _("U hoeft alleen uit te leggen waarom het besluit anders moet."),
        _("U krijgt een nieuwe Machtigingsaanvraag-ID. Daarna kunt u nog documenten toevoegen."),
    ),
    vraag=_("Waarom moet de zorgverzekeraar opnieuw kijken?"),
    hint=_("Noem wat nieuw is, of wat in het besluit volgens u niet klopt."),
    knop=_("Herbeoordeling vragen"),
    onherroepelijk=False,
    eis=lambda aanvraag, now: vervolg.require_askable(aanvraag, vervolg.HERBEOORDELING, now),
    act=lambda *, tekst, **wie: vervolg.ask_again(soort=vervolg.HERBEOORDELING, motivering=tekst, **wie),
)
VERLENGING = Handelingpagina(
    kop=_("Verlenging vragen"),
    gevolgen=(
        _("De zorgverzekeraar krijgt dezelfde antwoorden opnieuw, en ziet de eerste aanvraag met alle documenten."),
        _("Na een akkoord gaat de nieuwe machtiging in op de dag na de laatste dag van deze, met een eigen nummer."),
    ),
    vraag=_("Waarom is de zorg langer nodig?"),
    hint=_("Noem wat al is gedaan, en wat nog moet."),
    knop=_("Verlenging vragen"),
    onherroepelijk=False,
    eis=lambda aanvraag, now: vervolg.require_askable(aanvraag, vervolg.VERLENGING, now),
    act=lambda *, tekst, **wie: vervolg.ask_again(soort=vervolg.VERLENGING, motivering=tekst, **wie),
)


def _motiveer(pagina: Handelingpagina, request: PortalRequest, id: UUID) -> HttpResponse:
    require(request.actor, INDIENEN)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    status = stand(aanvraag, request.now)
    tekst = request.POST.get(VELD, invoer.kept(request).get(VELD, ""))
    if not (request.method == "POST" and tekst.strip()):
        pagina.eis(aanvraag, request.now)
    fout, antwoord = "", 200
    if request.method == "POST":
        try:
            gedaan = pagina.act(actor=request.actor, now=request.now, aanvraag_id=id, tekst=tekst)
        except DomainError as geweigerd:
            if geweigerd.code not in _BIJ_HET_VELD:
                raise
            fout, antwoord = _in_words(geweigerd.fouten[0]), geweigerd.fouten[0].uitleg.http
        else:
            if not _asked_before(gedaan, id, tekst):
                invoer.forget(request)
                return HttpResponseRedirect(reverse("aanvraag", args=(gedaan.id,)))
            fout, antwoord = _both_values(gedaan), 409
    veld = Veld(
        naam=VELD,
        label=str(pagina.vraag),
        hint=str(pagina.hint),
        soort=Veldsoort.LANGE_TEKST,
        waarde=tekst,
        fout=fout,
        max_lengte=LANGST,
    )
    context = {**kop_van(aanvraag, status), "handeling": pagina, "veld": veld, "fouten": Foutregel.van((veld,))}
    return toon(request, "zorgverlener/motiveren.html", context, status=antwoord)


# Said where it was typed, so that the text stays, also when a colleague was first.
_COV = ("R301", "R302", "R303", "R304", "R305", "R306", "R310", "R311", "R312", "R313")
_BIJ_HET_VELD = ("A102", "A114", "A120", "A121", "A122", *_COV, "V106", "B207")


def _in_words(fout: Fout) -> str:
    """Who decides cannot be changed here: of the code that says so only the copy, a concept again, is the way on."""
    verder = _("Kopieer de aanvraag als nieuwe, en vul daar het zorgkantoor in.")
    return f"{fout.melding} {verder}" if fout.code == "R313" else fout.melding


def _asked_before(gedaan: Aanvraag, id: UUID, tekst: str) -> bool:
    """Somebody else asked this already, in other words: these words were not sent."""
    return gedaan.id != id and gedaan.motivering != tekst.replace("\r\n", "\n").strip()


def _both_values(gedaan: Aanvraag) -> str:
    melding = _("Dit is al gevraagd door %(wie)s, met de tekst “%(tekst)s”. Uw tekst is niet verstuurd.")
    return str(melding % {"wie": gedaan.ingediend_door, "tekst": gedaan.motivering})


def _view(pagina: Handelingpagina) -> Callable[..., HttpResponse]:
    view = require_http_methods(["GET", "HEAD", "POST"])(partial(_motiveer, pagina))
    view.__module__ = __name__  # whose door this is (project.routes)
    view.bewaart_invoer = (VELD,)  # type: ignore[attr-defined]  # when the session has ended
    return view


intrekken = _view(INTREKKEN)
niet_uitgevoerd = _view(NIET_UITGEVOERD)
herbeoordeling = _view(HERBEOORDELING)
verlenging = _view(VERLENGING)


@require_POST
def kopie(request: PortalRequest, id: UUID) -> HttpResponse:
    """A concept with the same answers, opened where there is something to do."""
    nieuw = vervolg.copy_as_new(actor=request.actor, now=request.now, aanvraag_id=id)
    return HttpResponseRedirect(concept_url(request, nieuw))
