"""One aanvraag with everything that matters for a decision, and the form of that decision beside it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.dossier import AANGEPAST
from machtigingen.aanvragen.geldigheid import extended_by, hindrance_of, period_of, policy_end
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of, eerdere_of, last_of_provider, stand
from machtigingen.aanvragen.regels import regels_of
from machtigingen.aanvragen.vervanging import covered_already
from machtigingen.doors.verzekeraar.besluitbeeld import Besluitbeeld, besluiten_in_beeld, period_in_words
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.oordeel import Invoer, start_of
from machtigingen.doors.verzekeraar.oordeelvelden import Oordeelvelden, oordeelvelden
from machtigingen.doors.verzekeraar.rechten import rechten_of
from machtigingen.doors.verzekeraar.woorden import aanleiding_in_words
from machtigingen.foundation import DomainError, Fout
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import beslisser_in_words, groepen_van, tijdlijn_van, titel_van
from machtigingen.ui.bijlagelijst import documenten_van
from machtigingen.ui.context import Cel, Melding, Meldingsoort, Regel, Tabel
from machtigingen.ui.eindebrieven import eindes_of
from machtigingen.ui.pagina import toon
from machtigingen.ui.tabelveld import invoer as as_input
from machtigingen.ui.termijnbalk import balk_van
from machtigingen.ui.velden import Foutregel
from machtigingen.ui.verloop import gesprek_van, mededelingen_van

Getypt = Mapping[str, str]
BIJLAGE = "beoordelaar-bijlage"


@dataclass(frozen=True, kw_only=True)
class Botsing:
    """Why a decision was not recorded, with what was typed beside what stands. `knop`: the name and text of the button
    that records it after all. `nieuw`: what the provider added since it was looked at."""

    melding: str
    mijn: Besluitbeeld
    ander: Besluitbeeld | None = None
    knop: tuple[str, str] | None = None
    nieuw: tuple[Regel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Toestand:
    """What a page shows besides the aanvraag itself: what was typed, what is wrong with it, what it ran into."""

    getypt: Getypt = field(default_factory=dict)
    fouten: Mapping[str, Fout] = field(default_factory=dict)
    botsing: Botsing | None = None
    vorige: Melding | None = None

    @property
    def status(self) -> int:
        if self.botsing:
            return 409
        return 422 if self.fouten else 200


def invoer_of(aanvraag: Aanvraag, getypt: Getypt, request: PortalRequest) -> Invoer:
    """What was typed about the lines of this aanvraag; an untouched form has in it what was asked."""
    regels = regels_of(dossier_of(aanvraag, aanvraag.ingediend_at or request.now))
    begin = start_of(regels, asked=as_input)
    return Invoer(getypt={**begin, **getypt}, regels=regels, afspraak=afspraak_of(aanvraag))


def toon_dossier(request: PortalRequest, aanvraag: Aanvraag, toestand: Toestand) -> HttpResponse:
    """The page of an aanvraag that was looked at. What it was seen with is read before all that it shows."""
    gezien = toestand.getypt.get("gezien") or str(last_of_provider(aanvraag))
    status = stand(aanvraag, request.now)
    rechten = rechten_of(aanvraag, actor=request.actor, now=request.now)
    keuze = Werkkeuze.read(request.GET)
    toch = toestand.botsing is not None and toestand.botsing.knop is not None
    velden = _velden(request, aanvraag, toestand) if rechten.besluiten or toch else None
    context = {
        "aanvraag": aanvraag,
        "titel": titel_van(aanvraag),
        "status": status.value,
        "balk": balk_van(aanvraag, request.now),
        "rechten": rechten,
        "aanleiding": aanleiding_in_words(aanvraag.niet_automatisch),
        "besluiten": besluiten_in_beeld(aanvraag),
        "eindebrieven": tuple(_eindebrieven(aanvraag)),
        "formulier": velden,
        "dekking": _covered(request, aanvraag, velden),
        "botsing": toestand.botsing,
        "gezien": gezien,
        "vorige": toestand.vorige,
        "keuze": keuze,
        "fouten": Foutregel.van(velden.velden) if velden else (),
        **_inhoud(request, aanvraag),
    }
    context["regels"] = tijdlijn_van(aanvraag, status, noem_beoordelaar=True)
    return toon(request, "verzekeraar/dossier.html", context, status=toestand.status)


def _velden(request: PortalRequest, aanvraag: Aanvraag, toestand: Toestand) -> Oordeelvelden:
    periode: tuple[date | None, date | None] = (None, None)
    with suppress(DomainError):  # nothing is left of the policy: the beoordelaar names other days
        periode = period_of(aanvraag, None)
    invoer = invoer_of(aanvraag, toestand.getypt, request)
    return oordeelvelden(invoer, fouten=toestand.fouten, periode=periode, polis_einde=policy_end(aanvraag, None))


def _covered(request: PortalRequest, aanvraag: Aanvraag, velden: Oordeelvelden | None) -> tuple[Melding, ...]:
    """Why a grant cannot be, and a line for each machtiging that holds on the days that it would give: for who is to
    decide."""
    if velden is None:
        return ()
    van, tot = velden.dagen
    return tuple(_hindered(aanvraag)) + tuple(
        Melding(
            tekst=_("Al gemachtigd onder %(nummer)s, %(dagen)s.")
            % {"nummer": een.machtigingsnummer, "dagen": period_in_words(een.van, een.tot)},
            soort=Meldingsoort.WAARSCHUWING,
            url=reverse("beoordelen", args=(een.aanvraag_id,)),
            url_tekst=_("Bekijk"),
        )
        for een in covered_already(aanvraag, van=van, tot=tot)
    )


def _hindered(aanvraag: Aanvraag) -> Iterator[Melding]:
    fout, eerste = hindrance_of(aanvraag), extended_by(aanvraag)
    if fout is not None and eerste is not None:
        url = reverse("beoordelen", args=(eerste.id,))
        yield Melding(tekst=fout.melding, soort=Meldingsoort.WAARSCHUWING, url=url, url_tekst=_("Bekijk"))


def _inhoud(request: PortalRequest, aanvraag: Aanvraag) -> dict[str, object]:
    """All that was sent, said and done."""
    groepen = groepen_van(aanvraag, request.now, bijlage_route=BIJLAGE)
    return {
        "groepen": groepen,
        "aangepast": tuple(
            feit for groep in groepen for feit in groep.feiten if feit.bron == AANGEPAST and feit.gestuurd
        ),
        "documenten": tuple(documenten_van(aanvraag, bijlage_route=BIJLAGE)),
        "gesprek": gesprek_van(aanvraag),
        "meldingen": tuple(_meldingen(request, aanvraag)),
        "eerste": aanvraag.vervolg_op if aanvraag.vervolg_soort in ("herbeoordeling", "verlenging") else None,
        "eerder": _eerder(request, aanvraag),
    }


@dataclass(frozen=True, kw_only=True)
class Brieflink:
    tekst: str
    url: str


def _eindebrieven(aanvraag: Aanvraag) -> Iterator[Brieflink]:
    """The letter about each last day that was set later."""
    adres = reverse("brief", args=(aanvraag.id,))
    for gezet in eindes_of(aanvraag):
        dag = date_format(date.fromisoformat(gezet.gegevens["einde"]), "j F Y")
        tekst = _("Brief over de einddatum %(dag)s (pdf)") % {"dag": dag}
        yield Brieflink(tekst=tekst, url=f"{adres}?einde={gezet.volgnummer}")


def _meldingen(request: PortalRequest, aanvraag: Aanvraag) -> Iterator[Melding]:
    """What one should know first. On what it follows has a place of its own, with the motivation and the way to it."""
    status = stand(aanvraag, request.now)
    for een in mededelingen_van(aanvraag, status, vandaag=vandaag(request.now)):
        if not een.tekst or een.tekst != aanvraag.motivering:
            soort = Meldingsoort.FOUT if een.ernstig else Meldingsoort.INFO
            yield Melding(titel=een.titel, tekst=een.tekst, soort=soort)


def _eerder(request: PortalRequest, aanvraag: Aanvraag) -> Tabel:
    return Tabel(
        titel=_("Andere aanvragen van deze verzekerde"),
        kolommen=(_("Aanvraag"), _("Machtigingsaanvraag-ID"), _("Status")),
        rijen=tuple(_earlier_row(request, een) for een in eerdere_of(aanvraag, actor=request.actor)),
    )


def _earlier_row(request: PortalRequest, een: Aanvraag) -> tuple[Cel, ...]:
    status, keuze = stand(een, request.now), Werkkeuze.read(request.GET)
    return (
        Cel(tekst=titel_van(een), url=reverse("beoordelen", args=(een.id,)) + keuze.suffix),
        Cel(tekst=een.aanvraagnummer or "–", onder=_sent_on(een)),
        Cel(status=status.value, door=beslisser_in_words(een, status)),
    )


def _sent_on(aanvraag: Aanvraag) -> str:
    return date_format(vandaag(aanvraag.ingediend_at), "j F Y") if aanvraag.ingediend_at else ""
