"""What every document about an aanvraag says: whose it is, where it stands, what was asked and answered about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from machtigingen.papier.besluit import Besluittekst, besluit_inhoud
from machtigingen.papier.feiten import feit, moment
from machtigingen.papier.gesprek import Verzoektekst, gesprek_inhoud
from machtigingen.papier.zetten import Gegevens


@dataclass(frozen=True, kw_only=True)
class Mededeling:
    """Something one should know before all else, such as an end. `ernstig`: shown in red, beside the words."""

    titel: str
    tekst: str = ""
    ernstig: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """The head, the decisions and the conversation, in the words of the screen. What was not sent has no number, nor
    who sent it. `specificatie`: the status to the letter. `eerdere`: decisions that `besluit` took the place of."""

    titel: str
    aanvraagnummer: str
    status: str
    instantie: str
    verzekeraar: str
    ingediend_door: str
    ingediend_op: datetime | None
    gemaakt_op: datetime
    specificatie: str = ""
    machtigingsnummer: str = ""
    mededelingen: tuple[Mededeling, ...] = ()
    besluit: Besluittekst | None = None
    eerdere: tuple[Besluittekst, ...] = ()
    gesprek: tuple[Verzoektekst, ...] = ()


def common(document: Document) -> dict[str, Gegevens]:
    """What the templates share."""
    return {
        "taal": get_language() or "nl",
        "merk": gettext("Machtigingenportaal"),
        "titel": document.titel,
        "nummer": document.aanvraagnummer or document.status,
        "kern": list(_kern(document)),
        "feiten": [feit(*een) for een in _feiten(document)],
        "mededelingen": [_mededeling(een) for een in document.mededelingen],
        "besluit": _besluit(document),
        "eerdere": [besluit_inhoud(een, titel=_eerder(een)) for een in document.eerdere],
        "gesprek": gesprek_inhoud(document.gesprek),
        "gemaakt": gettext("Gemaakt op %(moment)s") % {"moment": moment(document.gemaakt_op)},
        "bladzijde": gettext("Pagina {nummer} van {totaal}"),
        "codes": gettext(
            "Een teken dat dit document niet kan tonen, staat er als code, zoals [U+1F600]. "
            "In het portaal ziet u het wel."
        ),
    }


def _kern(document: Document) -> Iterator[Gegevens]:
    if document.aanvraagnummer:
        yield feit(gettext("Machtigingsaanvraag-ID"), document.aanvraagnummer)
    yield feit(gettext("Status"), document.status, klein=document.specificatie)
    if document.machtigingsnummer:
        yield feit(gettext("Machtigingsnummer"), document.machtigingsnummer)


def _feiten(document: Document) -> Iterator[tuple[str, str]]:
    yield gettext("Instantie"), document.instantie
    yield gettext("Verzekeraar"), document.verzekeraar
    if document.ingediend_op:
        yield gettext("Ingediend door"), document.ingediend_door
        yield gettext("Ingediend op"), moment(document.ingediend_op)


def _mededeling(mededeling: Mededeling) -> Gegevens:
    return {
        "titel": mededeling.titel,
        "tekst": mededeling.tekst,
        "ernstig": "ja" if mededeling.ernstig else "",
    }


def _besluit(document: Document) -> Gegevens:
    if document.besluit is None:
        return None
    return besluit_inhoud(document.besluit, titel=gettext("Besluit van de verzekeraar"))


def _eerder(besluit: Besluittekst) -> str:
    return gettext("Eerder besluit van %(moment)s") % {"moment": moment(besluit.genomen_op)}
