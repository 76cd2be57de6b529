"""The files that go with an aanvraag, as provider and insurer alike see them; each has an address of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from machtigingen.aanvragen.bijlagen import AANVULLING
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.quarantaine import free_files, may_still_go
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.ui.bestanden import bestand_van
from machtigingen.ui.velden import Bestand


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file of what was sent, with when it came and from whom. `bij`: the question it answers, or that it came later.
    `mag_weg`: it may still be taken off."""

    bestand: Bestand
    bij: str
    op: datetime
    door: str
    mag_weg: bool


def documenten_van(aanvraag: Aanvraag, *, bijlage_route: str, met_quarantaine: bool = False) -> Iterator[Document]:
    """In the order in which they came, of an aanvraag with a form. Of what is in quarantine only the provider knows."""
    formulier = dossier_of(aanvraag, aanvraag.ingediend_at or aanvraag.created_at).formulier
    bijlagen = aanvraag.bijlagen.order_by("added_at", "pk") if met_quarantaine else free_files(aanvraag)
    for bijlage in bijlagen:
        vraag = formulier.vraag(bijlage.vraag)
        yield Document(
            bestand=bestand_van(bijlage, route=bijlage_route),
            bij=_("Later toegevoegd") if bijlage.vraag == AANVULLING else vraag.naam if vraag else "",
            op=bijlage.added_at,
            door=bijlage.added_by,
            mag_weg=may_still_go(bijlage),
        )
