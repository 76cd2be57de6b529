"""Which form, in which version, prefilled how, and what did the insurer agree?

The published forms are the folders of the catalogus and what insurers published in the database. A published version
never changes; an aanvraag keeps the version that it began with. The agreements of the insurers lie beside them
(`afspraken`).
"""

from machtigingen.formulieren.catalogus import (
    Catalogus,
    Keuze,
    catalogus,
    use_catalogus,
)

__all__ = ["Catalogus", "Keuze", "catalogus", "use_catalogus"]
