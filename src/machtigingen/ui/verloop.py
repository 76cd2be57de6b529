"""What happened to an aanvraag since it was sent, as it goes on paper: decisions, the conversation, an end."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.aanvragen.besluitwoorden import words_of
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit, Informatieverzoek
from machtigingen.aanvragen.queries import besluit_of, gesprek_of, vervolgen_of, withdrawn_of
from machtigingen.aanvragen.regels import regels_from_json, regels_of
from machtigingen.papier import Besluitregel, Besluittekst, Mededeling, Verzoektekst
from machtigingen.toegang.queries import vandaag as day_of
from machtigingen.ui.regelwoorden import BESLUITWOORD, besloten_regels


def besluittekst_van(aanvraag: Aanvraag, besluit: Besluit, dossier: Dossier) -> Besluittekst:
    """One decision. Who decided is the insurer's to know: a person is not named."""
    return Besluittekst(
        uitkomst=TEKST[Status(besluit.status)],
        reden=besluit.toelichting,
        genomen_op=besluit.besloten_at,
        door=_door(besluit),
        geldig_vanaf=besluit.geldig_van_on,
        geldig_tot=besluit.geldig_tot_on,
        regels=tuple(_regels(aanvraag, besluit, dossier)),
    )


def _door(besluit: Besluit) -> str:
    if besluit.door_regel:
        return _("de regel “%(regel)s” van het formulier") % {"regel": besluit.regel}
    if besluit.tweede_beoordelaar:
        return _("twee beoordelaars van de zorgverzekeraar")
    return _("een beoordelaar van de zorgverzekeraar")


def _regels(aanvraag: Aanvraag, besluit: Besluit, dossier: Dossier) -> Iterator[Besluitregel]:
    """A rule speaks of all lines at once, so it has none of its own."""
    oordelen = regels_from_json(besluit.regels or [])
    for regel in besloten_regels(regels_of(dossier), oordelen, woorden=words_of(aanvraag, besluit)):
        yield Besluitregel(
            gevraagd=regel.gevraagd,
            besluit=str(BESLUITWOORD[regel.besluit]),
            toegekend=regel.toegekend,
            reden=regel.reden.tekst if regel.reden else "",
            toelichting=regel.toelichting,
        )


def gesprek_van(aanvraag: Aanvraag) -> tuple[Verzoektekst, ...]:
    """What the insurer asked, with what was answered; a draft of an answer is nobody else's."""
    gesprek = gesprek_of(aanvraag)
    ingetrokken = withdrawn_of(aanvraag) if gesprek else frozenset()
    return tuple(_verzoek(een, _why_closed(een, ingetrokken=een.volgnummer in ingetrokken)) for een in gesprek)


def _why_closed(verzoek: Informatieverzoek, *, ingetrokken: bool) -> str:
    """Why a question has no answer, and gets none."""
    if verzoek.beantwoord_at is None or verzoek.antwoorden is not None:
        return ""
    if ingetrokken:
        return _("De zorgverzekeraar heeft deze vraag ingetrokken, een antwoord is niet meer nodig.")
    if day_of(verzoek.beantwoord_at) > verzoek.reageren_voor_on:
        return _("Er kwam op tijd geen antwoord.")
    return _("De aanvraag is ingetrokken, een antwoord is niet meer nodig.")


def _verzoek(verzoek: Informatieverzoek, gesloten: str) -> Verzoektekst:
    antwoorden = list(verzoek.antwoorden or [""] * len(verzoek.vragen))
    return Verzoektekst(
        vragen=tuple(zip(verzoek.vragen, antwoorden, strict=True)),
        gesteld_op=verzoek.gesteld_at,
        reageren_voor=verzoek.reageren_voor_on,
        beantwoord_op=verzoek.beantwoord_at,
        beantwoord_door=verzoek.beantwoord_door,
        gesloten=gesloten,
    )


def mededelingen_van(aanvraag: Aanvraag, status: Status, *, vandaag: date) -> tuple[Mededeling, ...]:
    """What one should know first."""
    return (*_einde(aanvraag, status, vandaag), *_vervolg(aanvraag))


def _einde(aanvraag: Aanvraag, status: Status, vandaag: date) -> Iterator[Mededeling]:
    if status is Status.INGETROKKEN:
        yield Mededeling(titel=_("De zorgverlener heeft de aanvraag ingetrokken"), tekst=aanvraag.intrekking or "")
    einde = aanvraag.geldig_tot_on
    if einde is None or (aanvraag.einde_reden is None and einde >= vandaag):
        return
    tekst = aanvraag.einde_reden or ""
    if aanvraag.status == Status.BEEINDIGD.value:
        tekst = _("De zorgverlener meldde dat de zorg niet is uitgevoerd: %(reden)s") % {"reden": tekst}
    voorbij = einde < vandaag or aanvraag.status == Status.BEEINDIGD.value
    yield Mededeling(titel=_eindigt(aanvraag, einde, voorbij=voorbij), tekst=tekst, ernstig=True)


def _eindigt(aanvraag: Aanvraag, einde: date, *, voorbij: bool) -> str:
    """The day before its first is how an end says that it never begins."""
    besluit = besluit_of(aanvraag)
    if besluit is not None and besluit.geldig_van_on is not None and einde < besluit.geldig_van_on:
        return _("De machtiging geldt op geen enkele dag")
    woorden = _("De machtiging gold tot en met %(dag)s") if voorbij else _("De machtiging eindigt op %(dag)s")
    return woorden % {"dag": date_format(einde, "j F Y")}


_VERVOLG_OP = {
    "herbeoordeling": gettext_lazy("Herbeoordeling van aanvraag %(nummer)s"),
    "verlenging": gettext_lazy("Verlenging van aanvraag %(nummer)s"),
}
_VERVOLG_OP_IETS_GEWIST = {
    "herbeoordeling": gettext_lazy("Herbeoordeling van een eerdere aanvraag"),
    "verlenging": gettext_lazy("Verlenging van een eerdere aanvraag"),
}
_VERVOLGD = {
    "herbeoordeling": gettext_lazy("Herbeoordeling gevraagd in aanvraag %(nummer)s"),
    "verlenging": gettext_lazy("Verlenging gevraagd in aanvraag %(nummer)s"),
}


def _vervolg(aanvraag: Aanvraag) -> Iterator[Mededeling]:
    """A copy may be for another insurer, who has no business with the first: it is not named. The first may be erased
    by now; what was asked of it stays."""
    if aanvraag.vervolg_soort in _VERVOLG_OP:
        titel = str(_VERVOLG_OP_IETS_GEWIST[aanvraag.vervolg_soort])
        if aanvraag.vervolg_op is not None:
            titel = _VERVOLG_OP[aanvraag.vervolg_soort] % {"nummer": aanvraag.vervolg_op.aanvraagnummer}
        yield Mededeling(titel=titel, tekst=aanvraag.motivering or "")
    for vervolg in vervolgen_of(aanvraag):
        if vervolg.vervolg_soort in _VERVOLGD:
            yield Mededeling(titel=_VERVOLGD[vervolg.vervolg_soort] % {"nummer": vervolg.aanvraagnummer})
