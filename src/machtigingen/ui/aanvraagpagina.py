"""What provider and insurer alike see of an aanvraag: its title, numbers, timeline and facts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from machtigingen.aanvragen.beslissers import Beslisser, beslisser_of
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.formulieren import catalogus
from machtigingen.foundation import DomainError
from machtigingen.ui.context import Feit, Nummer
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.tijdlijn import tijdlijn_van

__all__ = ["Groep", "beslisser_in_words", "groepen_van", "nummers_van", "tijdlijn_van", "titel_van"]


@dataclass(frozen=True, kw_only=True)
class Groep:
    """The facts of one subject."""

    link_id: str
    titel: str
    feiten: tuple[Feit, ...]


def titel_van(aanvraag: Aanvraag) -> str:
    if not aanvraag.formulier_code:
        return _("Nog geen formulier gekozen")
    try:
        return catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie).titel
    except DomainError:  # a version that this portal cannot read breaks no list that it stands in
        return aanvraag.formulier_code


def beslisser_in_words(aanvraag: Aanvraag, status: Status) -> str:
    """Beside the status of what was found `with_beslisser`: by whom; empty when it stands at no answer."""
    match beslisser_of(aanvraag, status):
        case Beslisser.REGEL:
            return _("door een regel")
        case Beslisser.BEOORDELAAR:
            return _("door een beoordelaar")
        case None:
            return ""


def nummers_van(aanvraag: Aanvraag) -> tuple[Nummer, ...]:
    """The Machtigingsaanvraag-ID, and the Machtigingsnummer when granted: two numbers that are often mixed up."""
    nummers = []
    if aanvraag.machtigingsnummer:
        uitleg = _("Dit nummer zet u op elke regel van de declaratie waar deze machtiging bij hoort.")
        nummers.append(Nummer(label=_("Machtigingsnummer"), waarde=aanvraag.machtigingsnummer, uitleg=uitleg))
    if aanvraag.aanvraagnummer:
        uitleg = _("Hiermee vindt u de aanvraag terug. Dit is niet het nummer voor de declaratie.")
        nummers.append(Nummer(label=_("Machtigingsaanvraag-ID"), waarde=aanvraag.aanvraagnummer, uitleg=uitleg))
    return tuple(nummers)


def groepen_van(
    aanvraag: Aanvraag, now: datetime, *, bijlage_route: str = "bijlage", met_quarantaine: bool = False
) -> tuple[Groep, ...]:
    """All answers on the path by subject, to read only; with files in quarantine only for the provider."""
    dossier = dossier_of(aanvraag, aanvraag.ingediend_at or now)
    kaart = Kaart(dossier=dossier, aanvraag=aanvraag, bijlage_route=bijlage_route, met_quarantaine=met_quarantaine)
    return tuple(
        Groep(
            link_id=onderwerp.link_id,
            titel=onderwerp.titel,
            feiten=tuple(kaart.feit(vraag, wijzig=False) for vraag in onderwerp.vragen),
        )
        for onderwerp in dossier.onderwerpen
    )
