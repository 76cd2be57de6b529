"""Who wants to hear at once what happens: subscribe an address, and see whether it arrived."""

from collections.abc import Iterable

from .aanroep import Aanroeper, part, query
from .abonnement import Abonnement, Bezorging, Bezorgingen, read_abonnementen

ABONNEMENTEN = "/api/v1/abonnementen"


class Abonnee(Aanroeper):
    """Has webhooks sent to a server of its own. An instantie and an insurer both can."""

    def abonneer(
        self, adres: str, *, soorten: Iterable[str] | None = None, softwarepakket: str | None = None
    ) -> Abonnement:
        """Have webhooks sent to this address, of all that happens or of these `soorten`. Keep the `geheim` of it."""
        asked = {"adres": adres, "soorten": list(soorten) if soorten else None, "softwarepakket": softwarepakket}
        message = {name: value for name, value in asked.items() if value is not None}
        return self._ask("POST", ABONNEMENTEN, message=message, read=Abonnement.from_dict)

    def abonnementen(self) -> tuple[Abonnement, ...]:
        """See your own, with the ones that ended in the last thirty days."""
        return self._ask("GET", ABONNEMENTEN, read=read_abonnementen)

    def vernieuw_geheim(self, id: str) -> Abonnement:
        """Get another secret for one, when you never got the first or others may have it. Keep the `geheim` of it."""
        return self._ask("POST", f"{ABONNEMENTEN}/{part(id)}/geheim", read=Abonnement.from_dict)

    def beeindig_abonnement(self, id: str) -> None:
        """End one. Doing it again changes nothing."""
        self._call("DELETE", f"{ABONNEMENTEN}/{part(id)}")

    def bezorgingen(
        self, abonnement: str, *, toestand: str | None = None, limiet: int | None = None, na: str | None = None
    ) -> Bezorgingen:
        """See what was sent to it, and whether it arrived. `na` is the `volgende` of the answer before."""
        asked = query({"toestand": toestand, "limiet": limiet, "na": na})
        return self._ask("GET", f"{ABONNEMENTEN}/{part(abonnement)}/bezorgingen{asked}", read=Bezorgingen.from_dict)

    def bezorg_opnieuw(self, abonnement: str, bezorging: str) -> Bezorging:
        """Have one sent again, under the same id."""
        path = f"{ABONNEMENTEN}/{part(abonnement)}/bezorgingen/{part(bezorging)}/opnieuw"
        return self._ask("POST", path, read=Bezorging.from_dict)
