"""The aansluitbewijs: one page on paper that says the connection is complete. Only when it is."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.doors.beheer.kader import toon_beheer
from machtigingen.doors.beheer.woorden import dag, moment_in_words, rechten_in_words
from machtigingen.foundation import Actor, DomainError
from machtigingen.papier import Aansluitbewijs
from machtigingen.papier import aansluitbewijs_pdf as to_paper
from machtigingen.toegang.contacten import contactpersonen
from machtigingen.toegang.overzicht import Overzicht, connection, overview
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.stappen import Stap
from machtigingen.toegang.team import Certificaatrij
from machtigingen.ui.deur import Kleur, Lampje


@require_safe
def aansluitbewijs(request: PortalRequest) -> HttpResponse:
    """GET /beheer/aansluitbewijs: the lights, and what will be on the page."""
    stand = _all(request).stappen
    context: dict[str, object] = {
        "lampjes": tuple(
            Lampje(
                titel=stap.titel,
                kleur=Kleur.GROEN if stap.klaar else Kleur.ROOD,
                uitleg="" if stap.klaar else stap.uitleg,
            )
            for stap in stand
        ),
        "compleet": all(stap.klaar for stap in stand),
        "aantal": sum(not stap.klaar for stap in stand),
    }
    return toon_beheer(request, "aansluitbewijs", context)


@require_safe
def aansluitbewijs_pdf(request: PortalRequest) -> HttpResponse:
    """GET /beheer/aansluitbewijs.pdf. Raises T116 with what is missing."""
    alles = _all(request)
    stand = alles.stappen
    mist = [stap.titel for stap in stand if not stap.klaar]
    if mist:
        raise DomainError.one("T116", ontbreekt="; ".join(mist))
    antwoord = HttpResponse(to_paper(_bewijs(request, stand, alles.certificaten)), content_type="application/pdf")
    naam = f"aansluitbewijs-{request.actor.organisatiecode}.pdf"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _all(request: PortalRequest) -> Overzicht:
    """An insurer is not connected by an agreement of this kind: it has no such page. Raises T103."""
    alles = overview(actor=request.actor, now=request.now)
    if request.actor.agb is None:
        raise DomainError.one("T103")
    return alles


def _bewijs(request: PortalRequest, stand: Sequence[Stap], rijen: Sequence[Certificaatrij]) -> Aansluitbewijs:
    actor: Actor = request.actor
    software = connection(rijen)
    assert software is not None  # all steps are done
    assert software.laatst_gebruikt_at is not None
    tot = min(software.geldig_tot, software.einde_at or software.geldig_tot)
    return Aansluitbewijs(
        instantie=actor.organisatie,
        agb=str(actor.agb),
        contactpersonen=tuple(een.naam for een in contactpersonen(actor.organisatiecode, now=request.now)),
        stappen=tuple(stap.titel for stap in stand),
        certificaat=software.naam,
        serienummer=software.serienummer,
        geldig_tot=dag(tot),
        rechten=rechten_in_words(software.autorisaties),
        adressen=software.adressen,
        laatste_aanroep=_("%(op)s, vanaf %(adres)s")
        % {"op": moment_in_words(software.laatst_gebruikt_at), "adres": software.laatst_adres or _("onbekend")},
        gemaakt_door=actor.naam,
        gemaakt_op=request.now,
    )
