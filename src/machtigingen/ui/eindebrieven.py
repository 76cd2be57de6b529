"""The letter to the insured about a last day that the insurer set after the besluit."""

from datetime import date, datetime

from machtigingen.aanvragen.besluitwoorden import words_of
from machtigingen.aanvragen.models import Aanvraag, Besluit, Gebeurtenis
from machtigingen.aanvragen.queries import gebeurtenissen_of
from machtigingen.papier import Eindebrief, eindebrief
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.brieven import aanvrager_van, naam_van, verzekeraar_van


def eindes_of(aanvraag: Aanvraag) -> tuple[Gebeurtenis, ...]:
    """Each last day that was set on the besluit that holds, oldest first. A reopening takes them back."""
    gezet: list[Gebeurtenis] = []
    for een in gebeurtenissen_of(aanvraag):
        if een.soort == "heropend":
            gezet.clear()
        elif een.soort == "einddatum":
            gezet.append(een)
    return tuple(gezet)


def eindebrief_van(aanvraag: Aanvraag, besluit: Besluit, gezet: Gebeurtenis, *, now: datetime) -> bytes:
    """The letter about one of these, and the besluit that it is of."""
    return eindebrief(
        Eindebrief(
            verzekeraar=verzekeraar_van(aanvraag, on=vandaag(gezet.at)),
            verzekerde=naam_van(aanvraag),
            behandeling=titel_van(aanvraag),
            aanvrager=aanvrager_van(aanvraag),
            aanvraagnummer=aanvraag.aanvraagnummer or "",
            machtigingsnummer=besluit.machtigingsnummer,
            besloten_op=vandaag(besluit.besloten_at),
            geldig_vanaf=besluit.geldig_van_on,
            geldig_tot=besluit.geldig_tot_on,
            einde=date.fromisoformat(gezet.gegevens["einde"]),
            gezet_op=vandaag(gezet.at),
            reden=gezet.gegevens.get("reden", ""),
            bezwaar=gezet.gegevens.get("bezwaar") or words_of(aanvraag, besluit).bezwaar,
            gemaakt_op=now,
        )
    )
