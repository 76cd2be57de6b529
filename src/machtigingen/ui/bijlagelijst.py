"""The files that go with an aanvraag, as provider and insurer alike see them; each has an address of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.bijlagen import AANVULLING
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.ui.velden import Bestand


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file, with when it came and from whom. `bij`: the question it answers, or that it came later."""

    bestand: Bestand
    bij: str
    op: datetime
    door: str


def documenten_van(aanvraag: Aanvraag, *, bijlage_route: str) -> Iterator[Document]:
    """In the order in which they came, of an aanvraag with a form."""
    formulier = dossier_of(aanvraag, aanvraag.ingediend_at or aanvraag.created_at).formulier
    for bijlage in aanvraag.bijlagen.order_by("added_at", "pk"):
        vraag = formulier.vraag(bijlage.vraag)
        yield Document(
            bestand=Bestand(
                id=str(bijlage.id),
                naam=bijlage.naam,
                grootte=bijlage.grootte,
                url=reverse(bijlage_route, args=(aanvraag.id, bijlage.id)),
            ),
            bij=_("Later toegevoegd") if bijlage.vraag == AANVULLING else vraag.naam if vraag else "",
            op=bijlage.added_at,
            door=bijlage.added_by,
        )
