"""The files of one aanvraag beside its questions: which are seen, by which address, and how much room all take."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.beslisboom import Vraag
from machtigingen.ui.bestanden import bestand_van
from machtigingen.ui.velden import Bestand


@dataclass(frozen=True, kw_only=True)
class Kaartbestanden:
    """Without a `route` they are named and not linked. Of what is in quarantine only the provider reads, on its own
    pages (`met_quarantaine`). Without an `aanvraag` there are none."""

    aanvraag: Aanvraag | None
    route: str
    met_quarantaine: bool

    @cached_property
    def _alle(self) -> tuple[Bijlage, ...]:
        return tuple(self.aanvraag.bijlagen.order_by("added_at", "pk")) if self.aanvraag else ()

    def _is_seen(self, bijlage: Bijlage) -> bool:
        return self.met_quarantaine or bijlage.quarantaine == Quarantaine.NIET

    def _bij(self, vraag: Vraag) -> tuple[Bijlage, ...]:
        return tuple(een for een in self._alle if een.vraag == vraag.link_id and self._is_seen(een))

    def bij(self, vraag: Vraag) -> tuple[Bestand, ...]:
        return tuple(bestand_van(bijlage, route=self.route) for bijlage in self._bij(vraag))

    def tekst(self, vraag: Vraag) -> str:
        """Of a question that was answered: the names, or why there are none."""
        if namen := ", ".join(bijlage.naam for bijlage in self._bij(vraag)):
            return namen
        if any(bijlage.vraag == vraag.link_id for bijlage in self._alle):
            return _("Niet beschikbaar.")
        return _("Gewist, want de bewaartermijn van bestanden is voorbij.")

    def ids(self, waarde: Any) -> Any:
        """An answer as data, without those that are not seen."""
        weg = {str(bijlage.pk) for bijlage in self._alle if not self._is_seen(bijlage)}
        return [id_ for id_ in waarde if id_ not in weg] if isinstance(waarde, list) else waarde

    @property
    def samen(self) -> int:
        """How many bytes all are."""
        return sum(bijlage.grootte for bijlage in self._alle)

    def elders(self, gevraagd: Collection[str]) -> tuple[Bestand, ...]:
        """Those of other questions than these."""
        return tuple(bestand_van(een, route=self.route) for een in self._alle if een.vraag not in gevraagd)
