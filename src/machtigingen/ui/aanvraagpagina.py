"""What provider and insurer alike see of an aanvraag: its title, numbers, timeline, facts and the rule that decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from machtigingen.aanvragen.lifecycle import OPEN, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, dossier_of
from machtigingen.formulieren import catalogus
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.context import STATUSSEN, Feit, Nummer, Regel, Toestand
from machtigingen.ui.kaart import Kaart

WERKDAGEN = 10


@dataclass(frozen=True, kw_only=True)
class Groep:
    """The facts of one subject."""

    link_id: str
    titel: str
    feiten: tuple[Feit, ...]


def titel_van(aanvraag: Aanvraag) -> str:
    if not aanvraag.formulier_code:
        return _("Nog geen formulier gekozen")
    return catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie).titel


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


def tijdlijn_van(aanvraag: Aanvraag, status: Status, *, noem_beoordelaar: bool = False) -> tuple[Regel, ...]:
    """What happened, and what comes next with the day by which it comes. Who decided is for the own insurer only."""
    regels = [Regel(titel=_("Gegevens ontvangen"), op=aanvraag.created_at, door=aanvraag.softwarepakket)]
    if aanvraag.opened_at is not None:
        regels.append(Regel(titel=_("Aanvraag geopend"), op=aanvraag.opened_at, door=aanvraag.opened_by))
    if aanvraag.ingediend_at is not None:
        regels.append(Regel(titel=_("Aanvraag ingediend"), op=aanvraag.ingediend_at, door=aanvraag.ingediend_door))
    besluit = besluit_of(aanvraag)
    if besluit is not None:
        woord, door = str(STATUSSEN[besluit.status].tekst), besluit.beoordelaar if noem_beoordelaar else ""
        regels.append(Regel(titel=woord, op=besluit.besloten_at, door=door))
    if status in OPEN and aanvraag.ingediend_at is not None:
        uiterlijk = werkdagen_later(aanvraag.ingediend_at, WERKDAGEN)
        regels.append(Regel(titel=_("Een beoordelaar bekijkt de aanvraag"), toestand=Toestand.NU))
        wanneer = _("verwacht uiterlijk %(dag)s") % {"dag": vandaag(uiterlijk).strftime("%d-%m-%Y")}
        regels.append(Regel(titel=_("Besluit"), toestand=Toestand.STRAKS, wanneer=wanneer))
    return tuple(regels)


def werkdagen_later(moment: datetime, dagen: int) -> datetime:
    """Monday to Friday; holidays are not yet left out, so the real day can only be later."""
    over = dagen
    while over:
        moment += timedelta(days=1)
        over -= vandaag(moment).weekday() < 5
    return moment


def groepen_van(aanvraag: Aanvraag, now: datetime, *, bijlage_route: str = "bijlage") -> tuple[Groep, ...]:
    """All answers on the path by subject, to read only."""
    dossier = dossier_of(aanvraag, aanvraag.ingediend_at or now)
    kaart = Kaart(dossier=dossier, aanvraag=aanvraag, bijlage_route=bijlage_route)
    return tuple(
        Groep(
            link_id=onderwerp.link_id,
            titel=onderwerp.titel,
            feiten=tuple(kaart.feit(vraag, wijzig=False) for vraag in onderwerp.vragen),
        )
        for onderwerp in dossier.onderwerpen
    )
