"""The portal as the system of an insurer sees it: fetch what was sent to it, read, ask and decide."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .aanroep import part, query
from .abonneren import Abonnee
from .beoordeling import Beoordelingsstand, Toegestuurd
from .cijfers import Cijfers
from .dossier import Dossier
from .oordeel import Besluitbericht

AANVRAGEN = "/api/v1/verzekeraar/aanvragen"
BESTANDEN = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class Verzekeraarsservice(Abonnee):
    """One portal, called with the systeemcertificaat of one insurer. See Aanroeper for what every method raises."""

    def toegestuurd(self, *, na: str | None = None, aantal: int | None = None) -> Toegestuurd:
        """See what was sent to you and what changed in it after `na`, the `cursor` of the answer before."""
        return self._ask("GET", AANVRAGEN + query({"na": na, "aantal": aantal}), read=Toegestuurd.from_dict)

    def alle_toegestuurd(self, *, na: str | None = None) -> Iterator[Toegestuurd]:
        """The same in pieces, until there is no more. Store what is in a piece, then its `cursor`."""
        meer = True
        while meer:
            deel = self.toegestuurd(na=na)
            yield deel
            na, meer = deel.cursor, deel.meer

    def dossier(self, id: str) -> Dossier:
        """Read one aanvraag with all that an assessor sees. Each look is recorded: fetch what you need."""
        return self._ask("GET", f"{AANVRAGEN}/{part(id)}", read=Dossier.from_answer)

    def bijlage(self, id: str, bijlage: str) -> bytes:
        """A file of an aanvraag, as it was added: a PDF, JPEG or PNG."""
        return self._fetch(f"{AANVRAGEN}/{part(id)}/bijlagen/{part(bijlage)}", begins=BESTANDEN)

    def beslis(self, id: str, besluit: Besluitbericht | Mapping[str, Any]) -> Beoordelingsstand:
        """Decide on an aanvraag, line by line. Sending the same decision again gives where it stands now."""
        message = besluit.to_dict() if isinstance(besluit, Besluitbericht) else besluit
        return self._ask("POST", f"{AANVRAGEN}/{part(id)}/besluit", message=message, read=Beoordelingsstand.from_answer)

    def vraag(self, id: str, vragen: Sequence[str]) -> Beoordelingsstand:
        """Ask the provider one to ten questions; the clock stops. The same questions again change nothing."""
        message = {"vragen": list(vragen)}
        return self._ask("POST", f"{AANVRAGEN}/{part(id)}/vragen", message=message, read=Beoordelingsstand.from_answer)

    def cijfers(self, *, vanaf: date | None = None, tot: date | None = None, formulier: str | None = None) -> Cijfers:
        """Your figures over a period: the last twelve months when you name none."""
        asked = {
            "vanaf": vanaf.isoformat() if vanaf else None,
            "tot": tot.isoformat() if tot else None,
            "formulier": formulier,
        }
        return self._ask("GET", "/api/v1/verzekeraar/cijfers" + query(asked), read=Cijfers.from_dict)
