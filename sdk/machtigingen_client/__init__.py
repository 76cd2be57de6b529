"""How does a care package ask for a machtiging? With one message, and the link that comes back.

    dienst = Instroomservice(url, certificaat="systeem.pem", sleutel="systeem.key", ca="ca.pem")
    ontvangst = dienst.stuur(bericht)
    webbrowser.open(ontvangst.link)

This package knows the published contract (`contracts/`) and nothing of the portal.
"""

from .aanvraag import Aanvraag, Aanvraagstand, Besluit, Besluitregel, Document, Informatievraag, Toekenning, Wijzigingen
from .abonnement import Abonnement, Bezorgfout, Bezorging, Bezorgingen
from .antwoord import Formulier, Fout, Lamp, Ontbrekend, Ontvangst, Proef, Stand, WieBenIk, Zou
from .bericht import (
    Behandeling,
    Formulierkeuze,
    Instantie,
    Instroombericht,
    Prestatie,
    Prestaties,
    Softwarepakket,
    Verstrekking,
    Verzekerde,
    Zorgverlener,
)
from .certificaat import Certificaat
from .concept import Bijlage, Voorstand
from .dienst import Instroomservice
from .fouten import InstroomFout
from .logboek import Aanroep, Correcties, Logboek, Plek, Veldcorrecties, Versiecorrecties
from .mogelijkheden import Mogelijkheden, Mogelijkheid, NietNodig, Prestatiecodes, Traject, Veld
from .verbinding import Verkeer
from .webhook import OngeldigeWebhook, Webhookbericht, lees_webhook

__all__ = [
    "Aanroep",
    "Aanvraag",
    "Aanvraagstand",
    "Abonnement",
    "Behandeling",
    "Besluit",
    "Besluitregel",
    "Bijlage",
    "Bezorgfout",
    "Bezorging",
    "Bezorgingen",
    "Certificaat",
    "Correcties",
    "Document",
    "Formulier",
    "Formulierkeuze",
    "Fout",
    "Instantie",
    "Informatievraag",
    "InstroomFout",
    "Instroombericht",
    "Instroomservice",
    "Lamp",
    "Logboek",
    "Mogelijkheden",
    "Mogelijkheid",
    "NietNodig",
    "OngeldigeWebhook",
    "Ontbrekend",
    "Ontvangst",
    "Plek",
    "Prestatie",
    "Prestatiecodes",
    "Prestaties",
    "Proef",
    "Softwarepakket",
    "Stand",
    "Toekenning",
    "Traject",
    "Veld",
    "Veldcorrecties",
    "Verkeer",
    "Versiecorrecties",
    "Verstrekking",
    "Verzekerde",
    "Webhookbericht",
    "Voorstand",
    "WieBenIk",
    "Wijzigingen",
    "Zorgverlener",
    "Zou",
    "lees_webhook",
]
