"""What goes on paper? Tagged PDF documents (PDF/UA-1) of what the doors know; no models, no network."""

from machtigingen.papier.aansluitbewijs import Aansluitbewijs, aansluitbewijs_pdf
from machtigingen.papier.aanvraag import Groep, Rij, Samenvatting, samenvatting
from machtigingen.papier.besluit import Besluitregel, Besluittekst
from machtigingen.papier.brief import Brief, Briefregel, Briefuitkomst, Briefvraag, brief
from machtigingen.papier.document import Mededeling
from machtigingen.papier.eindebrief import Eindebrief, eindebrief
from machtigingen.papier.gesprek import Verzoektekst
from machtigingen.papier.vragen import Regeltekst, Vraaggroep, Vraagtekst, VragenEnAntwoorden, vragen_en_antwoorden

__all__ = [
    "Aansluitbewijs", "Besluitregel", "Besluittekst", "Brief", "Briefregel", "Briefuitkomst", "Briefvraag",
    "Eindebrief", "Groep", "Mededeling", "Regeltekst", "Rij", "Samenvatting", "Verzoektekst", "Vraaggroep",
    "Vraagtekst", "VragenEnAntwoorden", "aansluitbewijs_pdf", "brief", "eindebrief", "samenvatting",
    "vragen_en_antwoorden",
]  # fmt: skip
