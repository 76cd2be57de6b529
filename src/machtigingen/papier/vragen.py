"""All questions of an aanvraag as they were asked, with what was answered, by whom, and the rules that were tried."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from machtigingen.papier.document import Document, common
from machtigingen.papier.feiten import moment
from machtigingen.papier.zetten import Gegevens, to_pdf


@dataclass(frozen=True, kw_only=True)
class Vraagtekst:
    """One question with its answer. `doel`: why it is asked. `door` and `op`: the last person who changed it, and when.
    `gestuurd`: what the package sent, when something else stands there now; `anders`: the same of COV, in words."""

    vraag: str
    doel: str
    antwoord: str
    bron: str = ""
    gestuurd: str = ""
    anders: str = ""
    door: str = ""
    op: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Vraaggroep:
    titel: str
    vragen: tuple[Vraagtekst, ...]


@dataclass(frozen=True, kw_only=True)
class Regeltekst:
    """One rule that was tried: how that came out, and what it looked at."""

    regel: str
    uitslag: str
    redenen: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VragenEnAntwoorden(Document):
    """The document with everything. `voorlopig`: a warning that it was not sent, or nothing."""

    onderwerpen: tuple[Vraaggroep, ...]
    regels: tuple[Regeltekst, ...] = ()
    onderbouwing: str = ""
    voorlopig: str = ""


def vragen_en_antwoorden(gegevens: VragenEnAntwoorden) -> bytes:
    """A tagged PDF (PDF/UA-1), in the language of the page it was asked from."""
    inhoud = common(gegevens) | {
        "soort": gettext("Vragen en antwoorden"),
        "leeg": gettext("Geen antwoord"),
        "voorlopig": gegevens.voorlopig,
        "kolommen": [gettext("Vraag"), gettext("Antwoord en herkomst")],
        "onderwerpen": [_onderwerp(groep) for groep in gegevens.onderwerpen],
        "onderbouwing": gegevens.onderbouwing,
        "spoor": {
            "titel": gettext("Welke regels zijn geprobeerd"),
            "regels": [_regel(regel) for regel in gegevens.regels],
        },
    }
    return to_pdf(sjabloon="vragen", gegevens=inhoud, gemaakt_op=gegevens.gemaakt_op)


def _onderwerp(groep: Vraaggroep) -> Gegevens:
    return {"titel": groep.titel, "vragen": [_vraag(vraag) for vraag in groep.vragen]}


def _vraag(vraag: Vraagtekst) -> Gegevens:
    return {
        "vraag": vraag.vraag,
        "doel": vraag.doel,
        "antwoord": vraag.antwoord,
        "herkomst": [regel for regel in _herkomst(vraag) if regel],
    }


def _herkomst(vraag: Vraagtekst) -> Iterator[str]:
    yield vraag.bron
    if vraag.door and vraag.op:
        yield gettext("Door %(wie)s, %(moment)s") % {"wie": vraag.door, "moment": moment(vraag.op)}
    if vraag.gestuurd:
        yield gettext("Het softwarepakket stuurde: %(waarde)s") % {"waarde": vraag.gestuurd}
    if vraag.anders:
        yield vraag.anders[:1].upper() + vraag.anders[1:]


def _regel(regel: Regeltekst) -> Gegevens:
    return {"regel": regel.regel, "uitslag": regel.uitslag, "redenen": regel.redenen}
