"""The summary of one aanvraag on paper, in the words of the screen."""

from datetime import datetime

from django.utils.translation import gettext as _

from machtigingen.aanvragen.dossier import from_json
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of, dossier_of, stand
from machtigingen.papier import Besluittekst, Groep, Rij, Samenvatting, samenvatting
from machtigingen.ui.aanvraagpagina import groepen_van, titel_van
from machtigingen.ui.context import BRONNEN, Feit
from machtigingen.ui.kaart import Kaart


def to_pdf(aanvraag: Aanvraag, *, instantie: str, now: datetime) -> bytes:
    """A tagged PDF of an aanvraag that was sent."""
    besluit = besluit_of(aanvraag)
    return samenvatting(
        Samenvatting(
            titel=titel_van(aanvraag),
            aanvraagnummer=aanvraag.aanvraagnummer or "",
            status=TEKST[stand(aanvraag, now)],
            machtigingsnummer=aanvraag.machtigingsnummer,
            instantie=f"{instantie}, AGB {aanvraag.agb}",
            verzekeraar=_verzekeraar(aanvraag, now),
            ingediend_door=aanvraag.ingediend_door,
            ingediend_op=aanvraag.ingediend_at or now,
            gemaakt_op=now,
            onderwerpen=tuple(
                Groep(titel=groep.titel, rijen=tuple(_rij(feit) for feit in groep.feiten))
                for groep in groepen_van(aanvraag, now)
            ),
            besluit=_besluit(besluit) if besluit else None,
            bijlagen=tuple(bijlage.naam for bijlage in aanvraag.bijlagen.order_by("added_at")),
        )
    )


def _verzekeraar(aanvraag: Aanvraag, now: datetime) -> str:
    dossier = dossier_of(aanvraag, now)
    vraag, antwoord = dossier.formulier.vraag("verzekeraar"), from_json(aanvraag.antwoorden).get("verzekeraar")
    return Kaart(dossier=dossier, aanvraag=aanvraag).tekst(vraag, antwoord.waarde) if vraag and antwoord else ""


def _rij(feit: Feit) -> Rij:
    gestuurd = _("\n(pakket stuurde: %(waarde)s)") % {"waarde": feit.gestuurd} if feit.gestuurd else ""
    return Rij(
        vraag=feit.label, antwoord=feit.waarde + gestuurd, bron=str(BRONNEN[feit.bron].tekst) if feit.bron else ""
    )


def _besluit(besluit: Besluit) -> Besluittekst:
    regel = _("de regel “%(regel)s” van het formulier") % {"regel": besluit.regel}
    return Besluittekst(
        uitkomst=TEKST[Status(besluit.status)],
        reden=besluit.toelichting,
        genomen_op=besluit.besloten_at,
        door=regel if besluit.door_regel else _("een beoordelaar van de zorgverzekeraar"),
        geldig_vanaf=besluit.geldig_van_on,
        geldig_tot=besluit.geldig_tot_on,
    )
