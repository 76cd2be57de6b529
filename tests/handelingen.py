"""What an insurer does with an aanvraag, straight in the domain, for tests about the other side of the counter."""

from datetime import datetime
from uuid import UUID, uuid4

from conftest import NU
from wereld import Wereld, der

from machtigingen.aanvragen import afsluiting, behandeling, besluiten
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.aanvragen.samen import Blad, blad_of
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.foundation import Actor, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang.queries import identify

BEOORDELAAR = "beoordelaar-9901"


def actor(wereld: Wereld, naam: str, *, now: datetime = NU, soort: Soort = Soort.PERSOONLIJK) -> Actor:
    """Who a certificate is, as a door knows them."""
    verdict = verify(der(wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=now)
    return identify(verdict, verwacht=soort, now=now)


def id_van(pad: str) -> UUID:
    """/aanvragen/{id}/ to its id."""
    return UUID(pad.split("/")[2])


def blad_nu(id_: UUID, *, now: datetime = NU) -> Blad:
    """A page of this concept as it is shown now."""
    aanvraag = Aanvraag.objects.get(pk=id_)
    return blad_of(uuid4().hex[:12], dossier_of(aanvraag, now), wachtend_van(aanvraag.bronnen))


def vraag_informatie(
    wereld: Wereld, id_: UUID, *vragen: str, door: str = "beoordelaar-9901", now: datetime = NU
) -> None:
    behandeling.ask_information(actor=actor(wereld, door), now=now, aanvraag_id=id_, vragen=vragen)


def besluit(
    wereld: Wereld, id_: UUID, oordeel: Oordeel, *, door: str = "beoordelaar-9901", now: datetime = NU
) -> Aanvraag:
    return besluiten.decide(actor=actor(wereld, door), now=now, aanvraag_id=id_, oordeel=oordeel)


def beeindig(
    wereld: Wereld, id_: UUID, einde, reden: str, *, door: str = "beoordelaar-9901", now: datetime = NU
) -> None:
    afsluiting.set_end(actor=actor(wereld, door), now=now, aanvraag_id=id_, einde=einde, reden=reden)


def heropen(wereld: Wereld, id_: UUID, reden: str, *, door: str = BEOORDELAAR, now: datetime = NU) -> None:
    afsluiting.reopen(actor=actor(wereld, door), now=now, aanvraag_id=id_, reden=reden)
