"""The Instroomservice as a care package sees it: push, follow, and put more in a concept."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal

from .aanroep import part, query
from .aanvraag import Aanvraagstand, Wijzigingen
from .abonneren import Abonnee
from .antwoord import Ontvangst, Proef, Stand
from .bericht import Instroombericht
from .concept import Bijlage, Voorstand
from .logboek import Correcties, Logboek
from .mogelijkheden import Mogelijkheden
from .verbinding import Bestand


class Instroomservice(Abonnee):
    """One portal, called with the systeemcertificaat of one instantie. See Aanroeper for what every method raises."""

    def stuur(self, bericht: Instroombericht | Mapping[str, Any]) -> Ontvangst:
        """Push a message. Sending the same message again gives the same answer and the same link."""
        return self._ask("POST", "/api/v1/instroom", message=as_dict(bericht), read=Ontvangst.from_dict)

    def controleer(self, bericht: Instroombericht | Mapping[str, Any]) -> Proef:
        """Try a message out: everything that is wrong with it and with the connection. Nothing is stored.

        Only what keeps the portal from looking at the message raises InstroomFout; `keten` of it says where it stopped.
        """
        return self._ask("POST", "/api/v1/instroom/controle", message=as_dict(bericht), read=Proef.from_dict)

    def volg(self, id: str) -> Stand:
        """See where a message and its aanvraag stand."""
        return self._ask("GET", f"/api/v1/instroom/{part(id)}", read=Stand.from_dict)

    def aanvraag(self, id: str) -> Aanvraagstand:
        """See where one aanvraag stands, with its besluit and machtigingsnummer."""
        return self._ask("GET", f"/api/v1/aanvragen/{part(id)}", read=Aanvraagstand.from_answer)

    def wijzigingen(self, *, na: str | None = None, aantal: int | None = None) -> Wijzigingen:
        """See what changed in the aanvragen of your instantie after `na`, the `cursor` of the answer before."""
        return self._ask("GET", "/api/v1/aanvragen" + query({"na": na, "aantal": aantal}), read=Wijzigingen.from_dict)

    def alle_wijzigingen(self, *, na: str | None = None) -> Iterator[Wijzigingen]:
        """The same in pieces, until there is no more. Store what is in a piece, then its `cursor`."""
        meer = True
        while meer:
            deel = self.wijzigingen(na=na)
            yield deel
            na, meer = deel.cursor, deel.meer

    def bewaar_antwoorden(self, id: str, antwoorden: Mapping[str, Any]) -> Voorstand:
        """Put answers in a concept, by the `id` of its aanvraag. Without any it tells what is open."""
        path = f"/api/v1/aanvragen/{part(id)}/antwoorden"
        return self._ask("PUT", path, message={"antwoorden": dict(antwoorden)}, read=Voorstand.from_dict)

    def voeg_bijlage_toe(self, id: str, *, vraag: str, naam: str, inhoud: bytes) -> Bijlage:
        """Put a PDF, JPEG or PNG with a question of a concept. The same content again is the same file."""
        path = f"/api/v1/aanvragen/{part(id)}/bijlagen" + query({"vraag": vraag})
        return self._ask("POST", path, bestand=Bestand(naam, inhoud), read=Bijlage.from_dict)

    def samenvatting(self, id: str) -> bytes:
        """The summary of an aanvraag that was submitted, as PDF."""
        return self._document(id, "samenvatting")

    def vragen_en_antwoorden(self, id: str) -> bytes:
        """All questions and answers of an aanvraag that was submitted, as PDF."""
        return self._document(id, "vragen-en-antwoorden")

    def _document(self, id: str, soort: str) -> bytes:
        return self._fetch(f"/api/v1/aanvragen/{part(id)}/{soort}.pdf", begins=(b"%PDF-",))

    def mogelijkheden(
        self,
        *,
        grondslag: Literal["zvw", "wlz"] | None = None,
        specialisme: str | None = None,
        diagnose: str | None = None,
        zorgactiviteit: str | None = None,
        prestatiecodelijst: str | None = None,
        prestatiecode: str | None = None,
        uzovi: str | None = None,
        datum: date | None = None,
    ) -> Mogelijkheden:
        """See which forms there are for this care on this day, and what each can take from your message."""
        asked = {
            "grondslag": grondslag,
            "specialisme": specialisme,
            "diagnose": diagnose,
            "zorgactiviteit": zorgactiviteit,
            "prestatiecodelijst": prestatiecodelijst,
            "prestatiecode": prestatiecode,
            "uzovi": uzovi,
            "datum": datum.isoformat() if datum else None,
        }
        return self._ask("GET", "/api/v1/mogelijkheden" + query(asked), read=Mogelijkheden.from_dict)

    def logboek(
        self,
        *,
        softwarepakket: str | None = None,
        correlatie_id: str | None = None,
        code: str | None = None,
        vanaf: date | datetime | None = None,
        limiet: int | None = None,
        na: str | None = None,
    ) -> Logboek:
        """See what the calls of your instantie came to, the newest first. `na` is the `volgende` of the answer before.

        A time without a zone is that of the Netherlands."""
        asked = {
            "softwarepakket": softwarepakket,
            "correlatie_id": correlatie_id,
            "code": code,
            "vanaf": vanaf.isoformat() if vanaf else None,
            "limiet": limiet,
            "na": na,
        }
        return self._ask("GET", "/api/v1/logboek" + query(asked), read=Logboek.from_dict)

    def correcties(self, *, softwarepakket: str | None = None) -> Correcties:
        """See how often users changed what your package filled in, by field and by version."""
        asked = {"softwarepakket": softwarepakket}
        return self._ask("GET", "/api/v1/logboek/correcties" + query(asked), read=Correcties.from_dict)


def as_dict(bericht: Instroombericht | Mapping[str, Any]) -> Mapping[str, Any]:
    return bericht.to_dict() if isinstance(bericht, Instroombericht) else bericht
