"""The journey of an aanvraag around its pages: link, choice of form, check, submit. One call into the domain each."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from machtigingen.aanvragen import actions, indiening
from machtigingen.aanvragen.dossier import Dossier, vraag_van
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of, find, stand
from machtigingen.aanvragen.toestand import toestand_of
from machtigingen.beslisboom import Formulier
from machtigingen.doors.zorgverlener.apart import apart, keep_read
from machtigingen.doors.zorgverlener.concept import concept_url, look_at_concept
from machtigingen.doors.zorgverlener.overstap import way_on
from machtigingen.doors.zorgverlener.stap import stappen
from machtigingen.formulieren import catalogus
from machtigingen.foundation import DomainError, Fout, foutcode
from machtigingen.instroom.actions import open_link
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.kaart import Kaart, fout_kort
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze


@require_GET
def link(request: PortalRequest, token: str) -> HttpResponse:
    """The button in the package leads here; from here on the address is that of the aanvraag."""
    aanvraag_id = open_link(actor=request.actor, token=token, now=request.now)
    return HttpResponseRedirect(reverse("aanvraag", args=(aanvraag_id,)))


@require_http_methods(["GET", "HEAD", "POST"])
def formulier(request: PortalRequest, id: UUID) -> HttpResponse:
    """The choice between the forms that fit."""
    if request.method == "POST":
        gekozen = request.POST.get("formulier", "")
        if gekozen:
            aanvraag = actions.choose_formulier(actor=request.actor, now=request.now, aanvraag_id=id, keuze=gekozen)
            return HttpResponseRedirect(concept_url(request, aanvraag))
    aanvraag = look_at_concept(request, id)
    if aanvraag.formulier_code:
        return HttpResponseRedirect(concept_url(request, aanvraag))
    formulieren = _readable(aanvraag)
    keuzes = tuple(
        Keuze(
            waarde=actions.keuze_van(een.code, een.versie),
            label=_label(een, formulieren),
            uitleg=_zorgactiviteiten(een),
        )
        for een in formulieren
    )
    gepost = request.method == "POST"
    fouten = (Foutregel(tekst=_("Kies een formulier"), veld_id="veld-formulier-1"),) if gepost else ()
    context: dict[str, object] = {"keuzes": keuzes, "fouten": fouten, "aanvraag": aanvraag}
    return toon(request, "zorgverlener/formulier.html", context, status=422 if gepost else 200)


def _readable(aanvraag: Aanvraag) -> list[Formulier]:
    """Those that can be chosen: a form that this portal cannot read stands in the way of no other. Raises F102 when
    none can be."""
    gevonden = []
    for een in aanvraag.mogelijke_formulieren:
        with suppress(DomainError):  # F102
            gevonden.append(catalogus().formulier(*een))
    return gevonden or [catalogus().formulier(*een) for een in aanvraag.mogelijke_formulieren]


def _label(formulier: Formulier, alle: Sequence[Formulier]) -> str:
    """Its title; where an insurer has a form of its own for part of the care, also its code and whose it is."""
    if not any(een.uzovi for een in alle):
        return formulier.titel
    van = _("van verzekeraar %(uzovi)s") % {"uzovi": formulier.uzovi} if formulier.uzovi else _("landelijk")
    return f"{formulier.titel} ({formulier.code}, {van})"


def _zorgactiviteiten(formulier: Formulier) -> str:
    namen = catalogus().codes
    gevonden = {zorgactiviteit for traject in formulier.trajecten for zorgactiviteit in traject.zorgactiviteiten}
    return ", ".join(namen.zorgactiviteit(een) or een for een in sorted(gevonden))


@require_GET
def controleren(request: PortalRequest, id: UUID) -> HttpResponse:
    """Everything on one page, with sources and changes, before it is sent."""
    aanvraag = look_at_concept(request, id)
    if not aanvraag.formulier_code:
        return HttpResponseRedirect(concept_url(request, aanvraag))
    dossier = dossier_of(aanvraag, request.now)
    return _toon_controle(request, aanvraag, dossier, fouten=())


def _toon_controle(
    request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier, *, fouten: tuple[Fout, ...]
) -> HttpResponse:
    toestand = toestand_of(aanvraag, dossier, actor=request.actor)
    kaart = Kaart(dossier=dossier, aanvraag=aanvraag, met_quarantaine=True)
    context = {
        "aanvraag": aanvraag,
        "formulier": dossier.formulier,
        "stappen": stappen(dossier, aanvraag, nu="controleren", fouten=toestand.fouten),
        "bewaard": timezone.localtime(aanvraag.updated_at).strftime("%H:%M"),
        "groepen": tuple(
            (o.link_id, o.titel, tuple(kaart.feit(vraag, wijzig=True) for vraag in o.vragen))
            for o in dossier.onderwerpen
        ),
        "niet_mee": kaart.elders,
        "fouten": tuple(_foutregel(kaart, aanvraag, dossier, fout) for fout in fouten or toestand.fouten),
        "apart": apart(actions.remembered(aanvraag, dossier, actor=request.actor), dossier),
        "verzekeraar": kaart.tekst(vraag, dossier.ruw.get("verzekeraar"))
        if (vraag := dossier.formulier.vraag("verzekeraar"))
        else "",
    }  # fmt: skip
    status = foutcode(fouten[0].code).http if fouten else 200
    return toon(request, "zorgverlener/controleren.html", context, status=status)


def _foutregel(kaart: Kaart, aanvraag: Aanvraag, dossier: Dossier, fout: Fout) -> Foutregel:
    vraag = dossier.formulier.vraag(vraag_van(fout))
    if vraag is None:
        return Foutregel(tekst=fout.melding)
    return Foutregel(tekst=fout_kort(vraag, fout), url=way_on(fout, aanvraag.id) or kaart.wijzig_url(vraag))


@require_POST
def indienen(request: PortalRequest, id: UUID) -> HttpResponse:
    """Sends it. What is wrong is shown at the check, with the way to mend it; COV away means: kept, try again. Another
    button, of the check or of what was sent, only says that what was kept apart was read."""
    if keep_read(request, id):
        gelezen = find(actor=request.actor, now=request.now, aanvraag_id=id)
        bij = "controleren" if stand(gelezen, request.now) is Status.CONCEPT else "aanvraag"
        return HttpResponseRedirect(reverse(bij, args=(id,)))
    try:
        indiening.submit(actor=request.actor, now=request.now, aanvraag_id=id)
    except DomainError as fout:
        if fout.code in ("A101", "A102", "D203", "D204", "L102", "I101"):
            raise
        aanvraag = look_at_concept(request, id)
        return _toon_controle(request, aanvraag, dossier_of(aanvraag, request.now), fouten=fout.fouten)
    return HttpResponseRedirect(reverse("aanvraag", args=(id,)))
