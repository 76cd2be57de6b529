"""The summary of an aanvraag: what was asked, with its sources, and what the verzekeraar said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from machtigingen.papier.zetten import Gegevens, to_pdf


@dataclass(frozen=True, kw_only=True)
class Rij:
    vraag: str
    antwoord: str
    bron: str = ""


@dataclass(frozen=True, kw_only=True)
class Groep:
    titel: str
    rijen: tuple[Rij, ...]


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
class Samenvatting:
    """All that stands on paper, in the words of the screen."""

    titel: str
    aanvraagnummer: str
    status: str
    instantie: str
    verzekeraar: str
    ingediend_door: str
    ingediend_op: datetime
    gemaakt_op: datetime
    onderwerpen: tuple[Groep, ...]
    machtigingsnummer: str = ""
    besluit: Besluittekst | None = None
    bijlagen: tuple[str, ...] = ()


def samenvatting(gegevens: Samenvatting) -> bytes:
    """A tagged PDF (PDF/UA-1), in the language of the page it was asked from."""
    return to_pdf(sjabloon="samenvatting", gegevens=_inhoud(gegevens), gemaakt_op=gegevens.gemaakt_op)


def _inhoud(gegevens: Samenvatting) -> Gegevens:
    return {
        "taal": get_language() or "nl",
        "merk": gettext("Machtigingenportaal"),
        "titel": gegevens.titel,
        "nummer": gegevens.aanvraagnummer,
        "kern": [_feit(*feit) for feit in _kern(gegevens)],
        "feiten": [_feit(*feit) for feit in _feiten(gegevens)],
        "besluit": _besluit(gegevens.besluit),
        "kolommen": [gettext("Vraag"), gettext("Antwoord"), gettext("Herkomst")],
        "onderwerpen": [_onderwerp(groep) for groep in gegevens.onderwerpen],
        "bijlagen": {"titel": gettext("Bijlagen"), "namen": gegevens.bijlagen},
        "gemaakt": gettext("Gemaakt op %(moment)s") % {"moment": _moment(gegevens.gemaakt_op)},
        "bladzijde": gettext("Pagina {nummer} van {totaal}"),
        "codes": gettext(
            "Een teken dat dit document niet kan tonen, staat er als code, zoals [U+1F600]. "
            "In het portaal ziet u het wel."
        ),
    }


def _kern(gegevens: Samenvatting) -> Iterator[tuple[str, str]]:
    yield gettext("Machtigingsaanvraag-ID"), gegevens.aanvraagnummer
    yield gettext("Status"), gegevens.status
    if gegevens.machtigingsnummer:
        yield gettext("Machtigingsnummer"), gegevens.machtigingsnummer


def _feiten(gegevens: Samenvatting) -> Iterator[tuple[str, str]]:
    yield gettext("Instantie"), gegevens.instantie
    yield gettext("Verzekeraar"), gegevens.verzekeraar
    yield gettext("Ingediend door"), gegevens.ingediend_door
    yield gettext("Ingediend op"), _moment(gegevens.ingediend_op)


def _besluit(besluit: Besluittekst | None) -> Gegevens:
    if besluit is None:
        return None
    feiten = [
        (gettext("Uitkomst"), besluit.uitkomst),
        (gettext("Besluit van"), f"{besluit.door}\n{_moment(besluit.genomen_op)}"),
        (gettext("Geldig"), _periode(besluit.geldig_vanaf, besluit.geldig_tot)),
    ]
    return {
        "titel": gettext("Besluit van de verzekeraar"),
        "feiten": [_feit(vraag, antwoord) for vraag, antwoord in feiten if antwoord],
        "reden": _feit(gettext("Reden"), besluit.reden),
    }


def _periode(vanaf: date | None, tot: date | None) -> str:
    if vanaf and tot:
        return gettext("%(vanaf)s tot en met %(tot)s") % {"vanaf": _dag(vanaf), "tot": _dag(tot)}
    if vanaf:
        return gettext("vanaf %(vanaf)s") % {"vanaf": _dag(vanaf)}
    return gettext("tot en met %(tot)s") % {"tot": _dag(tot)} if tot else ""


def _onderwerp(groep: Groep) -> Gegevens:
    rijen = [{**_feit(rij.vraag, rij.antwoord), "bron": rij.bron} for rij in groep.rijen]
    return {"titel": groep.titel, "rijen": rijen}


def _feit(vraag: str, antwoord: str) -> dict[str, str]:
    return {"vraag": vraag, "antwoord": antwoord or "–"}


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
