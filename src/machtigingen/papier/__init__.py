"""What goes on paper? Tagged PDF documents (PDF/UA-1) of what the doors know; no models, no network."""

from machtigingen.papier.aanvraag import Besluittekst, Groep, Rij, Samenvatting, samenvatting

__all__ = ["Besluittekst", "Groep", "Rij", "Samenvatting", "samenvatting"]
