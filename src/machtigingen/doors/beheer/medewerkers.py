"""Who works here and who may do what, through which certificate; and the rights of one of them, saved at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from machtigingen.doors.beheer.kader import status_of, toon_beheer
from machtigingen.doors.beheer.matrix import matrix_of, matrix_of_software
from machtigingen.doors.beheer.woorden import RECHTEN, UITLEG, rechten_in_words, title_of
from machtigingen.foundation import DomainError
from machtigingen.toegang.herzien import set_rechten
from machtigingen.toegang.overzicht import overview
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Certificaatrij
from machtigingen.ui.context import Melding, Meldingsoort

_BIJ_DE_RIJ = ("T106", "T117")
"""Refusals after which the page is shown again, with what was ticked."""


@dataclass(frozen=True, kw_only=True)
class Botsing:
    """What was chosen, beside how it is."""

    wie: str
    melding: str
    keuze: str
    nu: str


@require_safe
def medewerkers(request: PortalRequest) -> HttpResponse:
    """GET /beheer/medewerkers/"""
    return _show(request)


@require_POST
def rechten(request: PortalRequest, id: int) -> HttpResponse:
    """POST /beheer/certificaten/{id}/rechten: all rights of one certificate, as ticked."""
    gekozen = frozenset(request.POST.getlist("recht"))
    gezien = request.POST.get("gezien", "").split()
    try:
        set_rechten(actor=request.actor, now=request.now, certificaat=id, autorisaties=gekozen, gezien=gezien)
    except DomainError as fout:
        if fout.code not in _BIJ_DE_RIJ:
            raise
        return _show(request, keuze={id: gekozen}, fout=fout)
    return redirect(f"{reverse('beheer-medewerkers')}?bewaard={id}")


def _show(
    request: PortalRequest, *, keuze: Mapping[int, Collection[str]] | None = None, fout: DomainError | None = None
) -> HttpResponse:
    alles = overview(actor=request.actor, now=request.now)
    mensen, rijen = alles.mensen, alles.certificaten
    is_instantie = request.actor.agb is not None
    context: dict[str, object] = {
        "mensen": matrix_of(mensen, is_instantie=is_instantie, keuze=keuze or {}),
        "software": matrix_of_software(rijen, keuze=keuze or {}),
        "vertrokken": tuple(mens for mens in mensen if not mens.werkt),
        "melding": _saved(request, rijen),
        "uitleg": tuple((str(RECHTEN[een]), str(UITLEG[een])) for een in RECHTEN if _is_here(een, rijen)),
    }
    if keuze and fout:
        context["botsing"] = _collision(keuze, rijen, fout)
    return toon_beheer(request, "medewerkers", context, status=status_of(fout) if fout else 200)


def _is_here(recht: str, rijen: Collection[Certificaatrij]) -> bool:
    return any(recht in rij.mogelijk for rij in rijen)


def _saved(request: PortalRequest, rijen: Collection[Certificaatrij]) -> Melding | None:
    welk = next((rij for rij in rijen if str(rij.id) == request.GET.get("bewaard")), None)
    if welk is None:
        return None
    wat = {"naam": title_of(welk), "rechten": rechten_in_words(welk.autorisaties).lower()}
    return Melding(tekst=_("Bewaard. %(naam)s: %(rechten)s.") % wat, soort=Meldingsoort.GOED)


def _collision(
    keuze: Mapping[int, Collection[str]], rijen: Collection[Certificaatrij], fout: DomainError
) -> Botsing | None:
    for rij in rijen:
        if rij.id in keuze:
            return Botsing(
                wie=title_of(rij),
                melding=fout.fouten[0].melding,
                keuze=rechten_in_words(frozenset(keuze[rij.id])),
                nu=rechten_in_words(rij.autorisaties & rij.mogelijk),
            )
    return None
