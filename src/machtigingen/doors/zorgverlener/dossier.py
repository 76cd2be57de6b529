"""The page of one aanvraag: how it stands, what is asked, decided, said and sent, and what one can do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.geldigheid import hindrance_of
from machtigingen.aanvragen.lifecycle import OPEN, Status
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.quarantaine import later_waits
from machtigingen.aanvragen.queries import besluit_of, dossier_of, gesprek_of, open_verzoek_of, stand
from machtigingen.bewaring.queries import kept_until
from machtigingen.doors.zorgverlener.acties import acties_van
from machtigingen.doors.zorgverlener.antwoordvelden import Antwoordformulier, Getypt, antwoordformulier, unsent_texts
from machtigingen.doors.zorgverlener.apart import Apart, apart_after
from machtigingen.doors.zorgverlener.besluitdeel import besluitdelen_van
from machtigingen.doors.zorgverlener.verwanten import verwanten_van
from machtigingen.doors.zorgverlener.woorden import HEROPEND, INTRO, KOP
from machtigingen.foundation import INDIENEN
from machtigingen.toegang import invoer
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import groepen_van, nummers_van, tijdlijn_van, titel_van
from machtigingen.ui.bijlagelijst import Document, documenten_van
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.pagina import toon
from machtigingen.ui.termijnbalk import balk_van
from machtigingen.ui.verloop import gesprek_van


def toon_dossier(request: PortalRequest, aanvraag: Aanvraag) -> HttpResponse:
    """The page of an aanvraag that was looked at, and is no concept."""
    status = stand(aanvraag, request.now)
    context: dict[str, Any] = {
        **kop_van(aanvraag, status),
        "nummers": nummers_van(aanvraag),
        "balk": balk_van(aanvraag, request.now),
        "meldingen": (*_hindered(aanvraag, status), *_waits(aanvraag)),
        "antwoord": _antwoord(request, aanvraag, status),
        "besluiten": besluitdelen_van(aanvraag, status, request.now),
        "gesprek": tuple(reversed(gesprek_van(aanvraag))),
        "niet_verstuurd": _unsent(request, aanvraag),
        "apart": _apart(request, aanvraag),
        "documenten": _documenten(aanvraag),
        "mag_indienen": request.actor.mag(INDIENEN),
        "acties": acties_van(aanvraag, status, actor=request.actor, now=request.now),
        "verwanten": tuple(verwanten_van(aanvraag, request.now)),
        "bewaard": kept_until(aanvraag.id),
        "regels": tijdlijn_van(aanvraag, status),
        "groepen": groepen_van(aanvraag, request.now, met_quarantaine=True) if aanvraag.formulier_code else (),
    }
    return toon(request, "zorgverlener/aanvraag.html", context)


def _documenten(aanvraag: Aanvraag) -> tuple[Document, ...]:
    if not aanvraag.formulier_code:
        return ()
    return tuple(documenten_van(aanvraag, bijlage_route="bijlage", met_quarantaine=True))


def _apart(request: PortalRequest, aanvraag: Aanvraag) -> Apart | None:
    return apart_after(request, aanvraag, dossier_of(aanvraag, request.now)) if aanvraag.formulier_code else None


def kop_van(aanvraag: Aanvraag, status: Status) -> dict[str, Any]:
    """What stands at the top."""
    besluit = besluit_of(aanvraag)
    intro = str(INTRO.get(status, besluit.toelichting if besluit else ""))
    if status is Status.INGEDIEND and aanvraag.beslissing:
        intro = f"{intro} {aanvraag.beslissing.get('tekst', '')}"
    return {
        "aanvraag": aanvraag,
        "titel": titel_van(aanvraag),
        "status": status.value,
        "kop": HEROPEND if status is Status.IN_BEHANDELING and besluit else KOP[status],
        "intro": intro,
    }


def _hindered(aanvraag: Aanvraag, status: Status) -> Iterator[Melding]:
    """A verlenging that waits, and can only be refused."""
    if status in OPEN and hindrance_of(aanvraag):
        yield Melding(
            titel=_("Deze verlenging kan niet meer worden toegekend"),
            tekst=_(
                "De eerste machtiging loopt niet meer door tot de dag waarop deze verlenging ingaat. "
                "Is de zorg toch nodig? Kopieer dan de aanvraag als nieuwe, en trek deze in."
            ),
            soort=Meldingsoort.WAARSCHUWING,
        )


def _waits(aanvraag: Aanvraag) -> Iterator[Melding]:
    if later_waits(aanvraag):
        yield Melding(
            titel=_("Een document volgt na de virusscan"),
            tekst=_("De zorgverzekeraar krijgt het zodra wij weten dat er geen virus in zit. U hoeft niets te doen."),
        )


def _antwoord(request: PortalRequest, aanvraag: Aanvraag, status: Status) -> Antwoordformulier | None:
    """The question to answer, for who may, with what waits in the session: going on from here makes that forgotten."""
    if status is not Status.INFORMATIE_GEVRAAGD or not request.actor.mag(INDIENEN):
        return None
    open_ = open_verzoek_of(aanvraag)
    if open_ is None:
        return None
    getypt = Getypt.van(_kept(request, aanvraag), open_.volgnummer)
    return antwoordformulier(aanvraag, open_, now=request.now, getypt=getypt)


def _unsent(request: PortalRequest, aanvraag: Aanvraag) -> tuple[tuple[str, str], ...]:
    """Each question with what was typed as its answer, and not sent while the insurer waited for it: in its draft, or
    in this session when that had ended."""
    if not request.actor.mag(INDIENEN):
        return ()
    gesprek = gesprek_of(aanvraag)
    return (*_unsent_drafts(gesprek), *unsent_texts(_kept(request, aanvraag), gesprek))


def _unsent_drafts(gesprek: Iterable[Informatieverzoek]) -> Iterator[tuple[str, str]]:
    for verzoek in gesprek:
        if verzoek.beantwoord_at is None or verzoek.antwoorden is not None:
            continue
        for nummer, vraag in enumerate(verzoek.vragen):
            tekst = verzoek.concept.get(str(nummer), {}).get("tekst", "")
            if tekst.strip():
                yield vraag, tekst


def _kept(request: PortalRequest, aanvraag: Aanvraag) -> Mapping[str, str]:
    return invoer.kept(request, reverse("antwoord", args=(aanvraag.id,)))
