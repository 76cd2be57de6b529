"""The summary of an aanvraag: what was asked, with its sources, and what the verzekeraar said."""

from dataclasses import dataclass

from django.utils.translation import gettext

from machtigingen.papier.document import Document, common
from machtigingen.papier.feiten import feit
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
class Samenvatting(Document):
    """The document with all answers in short."""

    onderwerpen: tuple[Groep, ...]
    bijlagen: tuple[str, ...] = ()


def samenvatting(gegevens: Samenvatting) -> bytes:
    """A tagged PDF (PDF/UA-1), in the language of the page it was asked from."""
    inhoud = common(gegevens) | {
        "kolommen": [gettext("Vraag"), gettext("Antwoord"), gettext("Herkomst")],
        "onderwerpen": [_onderwerp(groep) for groep in gegevens.onderwerpen],
        "bijlagen": {"titel": gettext("Bijlagen"), "namen": gegevens.bijlagen},
    }
    return to_pdf(sjabloon="samenvatting", gegevens=inhoud, gemaakt_op=gegevens.gemaakt_op)


def _onderwerp(groep: Groep) -> Gegevens:
    rijen = [{**feit(rij.vraag, rij.antwoord), "bron": rij.bron} for rij in groep.rijen]
    return {"titel": groep.titel, "rijen": rijen}
