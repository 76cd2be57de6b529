"""The Instroomservice as its caller sees it: push, follow, and ask who you are."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Any, Literal, TypeVar
from urllib.parse import quote, urlencode

from .aanvraag import Aanvraagstand, Wijzigingen
from .abonnement import Abonnement, Bezorging, Bezorgingen, read_abonnementen
from .antwoord import Ontvangst, Proef, Stand, WieBenIk
from .bericht import Instroombericht
from .concept import Bijlage, Voorstand
from .fouten import InstroomFout
from .logboek import Correcties, Logboek
from .mogelijkheden import Mogelijkheden
from .verbinding import LONGEST_WAIT, Antwoord, Bestand, GeenAntwoord, Path, Verbinding

Part = TypeVar("Part")
ABONNEMENTEN = "/api/v1/abonnementen"
# What reading an answer can raise when it is not shaped as the contract says.
MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError)


class Instroomservice:
    """One portal, called with the systeemcertificaat of one instantie. Safe to share between threads.

    Every method raises InstroomFout when the portal says no or cannot be reached. `geduld` is the longest it waits, in
    seconds, before it asks again; when the portal names a longer time, it does not wait but raises.
    """

    def __init__(
        self,
        url: str,
        *,
        certificaat: Path,
        sleutel: Path,
        ca: Path,
        geduld: float = LONGEST_WAIT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        papers = {"certificaat": certificaat, "sleutel": sleutel, "ca": ca}
        self._verbinding = Verbinding(url=url, **papers, geduld=geduld, sleep=sleep)

    def __enter__(self) -> "Instroomservice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._verbinding.close()

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
        return self._ask("GET", f"/api/v1/instroom/{quote(id, safe='')}", read=Stand.from_dict)

    def aanvraag(self, id: str) -> Aanvraagstand:
        """See where one aanvraag stands, with its besluit and machtigingsnummer."""
        return self._ask("GET", f"/api/v1/aanvragen/{quote(id, safe='')}", read=Aanvraagstand.from_answer)

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
        path = f"/api/v1/aanvragen/{quote(id, safe='')}/antwoorden"
        return self._ask("PUT", path, message={"antwoorden": dict(antwoorden)}, read=Voorstand.from_dict)

    def voeg_bijlage_toe(self, id: str, *, vraag: str, naam: str, inhoud: bytes) -> Bijlage:
        """Put a PDF, JPEG or PNG with a question of a concept. The same content again is the same file."""
        path = f"/api/v1/aanvragen/{quote(id, safe='')}/bijlagen" + query({"vraag": vraag})
        return self._ask("POST", path, bestand=Bestand(naam, inhoud), read=Bijlage.from_dict)

    def samenvatting(self, id: str) -> bytes:
        """The summary of an aanvraag that was submitted, as PDF."""
        return self._document(id, "samenvatting")

    def vragen_en_antwoorden(self, id: str) -> bytes:
        """All questions and answers of an aanvraag that was submitted, as PDF."""
        return self._document(id, "vragen-en-antwoorden")

    def _document(self, id: str, soort: str) -> bytes:
        antwoord = self._call("GET", f"/api/v1/aanvragen/{quote(id, safe='')}/{soort}.pdf")
        if not antwoord.data.startswith(b"%PDF-"):
            raise self._from_elsewhere(antwoord)
        return antwoord.data

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

    def abonneer(
        self, adres: str, *, soorten: Iterable[str] | None = None, softwarepakket: str | None = None
    ) -> Abonnement:
        """Have webhooks sent to this address, of all that happens or of these `soorten`. Keep the `geheim` of it."""
        asked = {"adres": adres, "soorten": list(soorten) if soorten else None, "softwarepakket": softwarepakket}
        message = {name: value for name, value in asked.items() if value is not None}
        return self._ask("POST", ABONNEMENTEN, message=message, read=Abonnement.from_dict)

    def abonnementen(self) -> tuple[Abonnement, ...]:
        """See those of your instantie, with the ones that ended in the last thirty days."""
        return self._ask("GET", ABONNEMENTEN, read=read_abonnementen)

    def vernieuw_geheim(self, id: str) -> Abonnement:
        """Get another secret for one, when you never got the first or others may have it. Keep the `geheim` of it."""
        return self._ask("POST", f"{ABONNEMENTEN}/{quote(id, safe='')}/geheim", read=Abonnement.from_dict)

    def beeindig_abonnement(self, id: str) -> None:
        """End one. Doing it again changes nothing."""
        self._call("DELETE", f"{ABONNEMENTEN}/{quote(id, safe='')}")

    def bezorgingen(
        self, abonnement: str, *, toestand: str | None = None, limiet: int | None = None, na: str | None = None
    ) -> Bezorgingen:
        """See what was sent to it, and whether it arrived. `na` is the `volgende` of the answer before."""
        asked = query({"toestand": toestand, "limiet": limiet, "na": na})
        path = f"{ABONNEMENTEN}/{quote(abonnement, safe='')}/bezorgingen{asked}"
        return self._ask("GET", path, read=Bezorgingen.from_dict)

    def bezorg_opnieuw(self, abonnement: str, bezorging: str) -> Bezorging:
        """Have one sent again, under the same id."""
        path = f"{ABONNEMENTEN}/{quote(abonnement, safe='')}/bezorgingen/{quote(bezorging, safe='')}/opnieuw"
        return self._ask("POST", path, read=Bezorging.from_dict)

    def wie_ben_ik(self) -> WieBenIk:
        """See what the portal reads in the certificate: a good first call of a new connection."""
        return self._ask("GET", "/wie-ben-ik", read=WieBenIk.from_dict)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        read: Callable[..., Part],
        message: Mapping[str, Any] | None = None,
        bestand: Bestand | None = None,
    ) -> Part:
        antwoord = self._call(method, path, message=message, bestand=bestand)
        try:
            return read(antwoord.require_object(), verkeer=antwoord.verkeer)
        except MISSHAPEN as error:
            raise self._from_elsewhere(antwoord) from error

    def _call(
        self, method: str, path: str, *, message: Mapping[str, Any] | None = None, bestand: Bestand | None = None
    ) -> Antwoord:
        """The answer when it is a good one, whatever is in it."""
        certificaat = self._verbinding.certificaat
        try:
            antwoord = self._verbinding.ask(method, path, message=message, bestand=bestand)
        except GeenAntwoord as reason:
            raise InstroomFout.without_answer(reason, certificaat=certificaat) from reason
        if antwoord.status in {200, 201, 202, 204}:
            return antwoord
        try:
            refusal = InstroomFout.from_problem(antwoord, certificaat=certificaat)
        except MISSHAPEN as error:
            raise self._from_elsewhere(antwoord) from error
        raise refusal

    def _from_elsewhere(self, antwoord: Antwoord) -> InstroomFout:
        return InstroomFout.from_elsewhere(antwoord, certificaat=self._verbinding.certificaat)


def query(asked: Mapping[str, object]) -> str:
    """What was asked, as it stands behind an address; empty when nothing was."""
    named = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"?{named}" if named else ""


def as_dict(bericht: Instroombericht | Mapping[str, Any]) -> Mapping[str, Any]:
    return bericht.to_dict() if isinstance(bericht, Instroombericht) else bericht
