"""What goes on paper? Tagged PDF documents (PDF/UA-1) of what the doors know; no models, no network."""

from machtigingen.papier.aanvraag import Groep, Rij, Samenvatting, samenvatting
from machtigingen.papier.brief import Brief, Briefregel, Briefuitkomst, Briefvraag, brief
from machtigingen.papier.document import Besluittekst
from machtigingen.papier.vragen import Regeltekst, Vraaggroep, Vraagtekst, VragenEnAntwoorden, vragen_en_antwoorden

__all__ = [
    "Besluittekst", "Brief", "Briefregel", "Briefuitkomst", "Briefvraag", "Groep", "Regeltekst", "Rij", "Samenvatting",
    "Vraaggroep", "Vraagtekst", "VragenEnAntwoorden", "brief", "samenvatting", "vragen_en_antwoorden",
]  # fmt: skip
