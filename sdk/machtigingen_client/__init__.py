"""How does a care package ask for a machtiging? With one message, and the link that comes back.

    dienst = Instroomservice(url, certificaat="systeem.pem", sleutel="systeem.key", ca="ca.pem")
    ontvangst = dienst.stuur(bericht)
    webbrowser.open(ontvangst.link)

This package knows the published contract (`contracts/`) and nothing of the portal.
"""

from .antwoord import Aanvraag, Besluit, Formulier, Fout, Ontbrekend, Ontvangst, Stand, WieBenIk
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
from .dienst import Instroomservice
from .fouten import InstroomFout
from .verbinding import Verkeer

__all__ = [
    "Aanvraag",
    "Behandeling",
    "Besluit",
    "Formulier",
    "Formulierkeuze",
    "Fout",
    "Instantie",
    "InstroomFout",
    "Instroombericht",
    "Instroomservice",
    "Ontbrekend",
    "Ontvangst",
    "Prestatie",
    "Prestaties",
    "Softwarepakket",
    "Stand",
    "Verkeer",
    "Verstrekking",
    "Verzekerde",
    "WieBenIk",
    "Zorgverlener",
]
