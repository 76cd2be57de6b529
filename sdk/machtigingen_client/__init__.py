"""How does a care package ask for a machtiging? With one message, and the link that comes back.

    dienst = Instroomservice(url, certificaat="systeem.pem", sleutel="systeem.key", ca="ca.pem")
    ontvangst = dienst.stuur(bericht)
    webbrowser.open(ontvangst.link)

And the system of an insurer, how does it fetch what was asked, and answer? With `Verzekeraarsservice`, in the same way.

This package knows the published contract (`contracts/`) and nothing of the portal.
"""

from .aanvraag import Aanvraag, Aanvraagstand, Besluit, Besluitregel, Document, Informatievraag, Toekenning, Wijzigingen
from .abonnement import Abonnement, Bezorgfout, Bezorging, Bezorgingen
from .antwoord import Formulier, Fout, Lamp, Ontbrekend, Ontvangst, Proef, Stand, WieBenIk, Zou
from .beoordeling import Beoordelingsstand, Toegestuurd
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
from .beslissing import Regelbeslissing, Regelstap, Weging
from .certificaat import Certificaat
from .cijfers import Cijfers, Doorlooptijd, Formuliertelling, Maandtelling, Pakkettelling, Telling
from .concept import Bijlage, Voorstand
from .dienst import Instroomservice
from .dossier import (
    Aanleiding,
    Aanvraagregel,
    BeantwoordeVraag,
    Besluitreden,
    Dossier,
    Dossierbijlage,
    EerdereAanvraag,
    Gebeurtenis,
    Informatieverzoek,
    Onderwerp,
    Wijzigbaar,
)
from .fouten import InstroomFout
from .logboek import Aanroep, Correcties, Logboek, Plek, Veldcorrecties, Versiecorrecties
from .mogelijkheden import Mogelijkheden, Mogelijkheid, NietNodig, NietNodigPrestaties, Prestatiecodes, Traject, Veld
from .oordeel import Besluitbericht, Regelbericht
from .verbinding import Verkeer
from .verzekeraar import Verzekeraarsservice
from .webhook import OngeldigeWebhook, Webhookbericht, lees_webhook

__all__ = [
    "Aanleiding",
    "Aanroep",
    "Aanvraag",
    "Aanvraagregel",
    "Aanvraagstand",
    "Abonnement",
    "BeantwoordeVraag",
    "Behandeling",
    "Beoordelingsstand",
    "Besluit",
    "Besluitbericht",
    "Besluitreden",
    "Besluitregel",
    "Bezorgfout",
    "Bezorging",
    "Bezorgingen",
    "Bijlage",
    "Certificaat",
    "Cijfers",
    "Correcties",
    "Document",
    "Doorlooptijd",
    "Dossier",
    "Dossierbijlage",
    "EerdereAanvraag",
    "Formulier",
    "Formulierkeuze",
    "Formuliertelling",
    "Fout",
    "Gebeurtenis",
    "Informatieverzoek",
    "Informatievraag",
    "Instantie",
    "InstroomFout",
    "Instroombericht",
    "Instroomservice",
    "Lamp",
    "Logboek",
    "Maandtelling",
    "Mogelijkheden",
    "Mogelijkheid",
    "NietNodig",
    "NietNodigPrestaties",
    "Onderwerp",
    "OngeldigeWebhook",
    "Ontbrekend",
    "Ontvangst",
    "Pakkettelling",
    "Plek",
    "Prestatie",
    "Prestatiecodes",
    "Prestaties",
    "Proef",
    "Regelbericht",
    "Regelbeslissing",
    "Regelstap",
    "Softwarepakket",
    "Stand",
    "Telling",
    "Toegestuurd",
    "Toekenning",
    "Traject",
    "Veld",
    "Veldcorrecties",
    "Verkeer",
    "Versiecorrecties",
    "Verstrekking",
    "Verzekeraarsservice",
    "Verzekerde",
    "Voorstand",
    "Webhookbericht",
    "Weging",
    "WieBenIk",
    "Wijzigbaar",
    "Wijzigingen",
    "Zorgverlener",
    "Zou",
    "lees_webhook",
]
