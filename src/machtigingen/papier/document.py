"""What every document about an aanvraag says: whose it is, where it stands, and what the verzekeraar answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from machtigingen.papier.zetten import Gegevens


@dataclass(frozen=True, kw_only=True)
class Besluittekst:
    """The answer of the verzekeraar. `door`: who or which rule decided, in words."""

    uitkomst: str
    reden: str
    genomen_op: datetime
    door: str
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """The head and the decision, in the words of the screen. What was not sent has no number, nor who sent it."""

    titel: str
    aanvraagnummer: str
    status: str
    instantie: str
    verzekeraar: str
    ingediend_door: str
    ingediend_op: datetime | None
    gemaakt_op: datetime
    machtigingsnummer: str = ""
    besluit: Besluittekst | None = None


def common(document: Document) -> dict[str, Gegevens]:
    """What the templates share."""
    return {
        "taal": get_language() or "nl",
        "merk": gettext("Machtigingenportaal"),
        "titel": document.titel,
        "nummer": document.aanvraagnummer or document.status,
        "kern": [feit(*een) for een in _kern(document)],
        "feiten": [feit(*een) for een in _feiten(document)],
        "besluit": _besluit(document.besluit),
        "gemaakt": gettext("Gemaakt op %(moment)s") % {"moment": moment(document.gemaakt_op)},
        "bladzijde": gettext("Pagina {nummer} van {totaal}"),
        "codes": gettext(
            "Een teken dat dit document niet kan tonen, staat er als code, zoals [U+1F600]. "
            "In het portaal ziet u het wel."
        ),
    }


def feit(vraag: str, antwoord: str) -> dict[str, str]:
    return {"vraag": vraag, "antwoord": antwoord or "–"}


def moment(wanneer: datetime) -> str:
    return date_format(localtime(wanneer), "j F Y, H:i")


def _kern(document: Document) -> Iterator[tuple[str, str]]:
    if document.aanvraagnummer:
        yield gettext("Machtigingsaanvraag-ID"), document.aanvraagnummer
    yield gettext("Status"), document.status
    if document.machtigingsnummer:
        yield gettext("Machtigingsnummer"), document.machtigingsnummer


def _feiten(document: Document) -> Iterator[tuple[str, str]]:
    yield gettext("Instantie"), document.instantie
    yield gettext("Verzekeraar"), document.verzekeraar
    if document.ingediend_op:
        yield gettext("Ingediend door"), document.ingediend_door
        yield gettext("Ingediend op"), moment(document.ingediend_op)


def _besluit(besluit: Besluittekst | None) -> Gegevens:
    if besluit is None:
        return None
    feiten = [
        (gettext("Uitkomst"), besluit.uitkomst),
        (gettext("Besluit van"), f"{besluit.door}\n{moment(besluit.genomen_op)}"),
        (gettext("Geldig"), _periode(besluit.geldig_vanaf, besluit.geldig_tot)),
    ]
    return {
        "titel": gettext("Besluit van de verzekeraar"),
        "feiten": [feit(vraag, antwoord) for vraag, antwoord in feiten if antwoord],
        "reden": feit(gettext("Reden"), besluit.reden),
    }


def _periode(vanaf: date | None, tot: date | None) -> str:
    if vanaf and tot:
        return gettext("%(vanaf)s tot en met %(tot)s") % {"vanaf": _dag(vanaf), "tot": _dag(tot)}
    if vanaf:
        return gettext("vanaf %(vanaf)s") % {"vanaf": _dag(vanaf)}
    return gettext("tot en met %(tot)s") % {"tot": _dag(tot)} if tot else ""


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
