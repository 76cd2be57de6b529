"""What the verzekeraar asked after the aanvraag was sent, and what was answered, on paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from machtigingen.papier.feiten import dag, moment
from machtigingen.papier.zetten import Gegevens


@dataclass(frozen=True, kw_only=True)
class Verzoektekst:
    """Questions asked at one moment, each with its answer. `gesloten`: why there is no answer, nor will be."""

    vragen: tuple[tuple[str, str], ...]
    gesteld_op: datetime
    reageren_voor: date
    beantwoord_op: datetime | None = None
    beantwoord_door: str = ""
    gesloten: str = ""


def gesprek_inhoud(verzoeken: tuple[Verzoektekst, ...]) -> Gegevens:
    """The conversation as the templates want it."""
    return {
        "titel": gettext("Vragen van de verzekeraar"),
        "kolommen": [gettext("Vraag"), gettext("Antwoord")],
        "verzoeken": [_verzoek(verzoek) for verzoek in verzoeken],
    }


def _verzoek(verzoek: Verzoektekst) -> Gegevens:
    return {
        "titel": gettext("Gesteld op %(moment)s") % {"moment": moment(verzoek.gesteld_op)},
        "vragen": [{"vraag": vraag, "antwoord": antwoord} for vraag, antwoord in verzoek.vragen],
        "leeg": gettext("Geen antwoord") if verzoek.gesloten else gettext("Nog geen antwoord"),
        "stand": _stand(verzoek),
    }


def _stand(verzoek: Verzoektekst) -> str:
    if verzoek.gesloten:
        return verzoek.gesloten
    if verzoek.beantwoord_op is None:
        return gettext("Antwoorden kan tot en met %(dag)s.") % {"dag": dag(verzoek.reageren_voor)}
    wie = {"wie": verzoek.beantwoord_door, "moment": moment(verzoek.beantwoord_op)}
    return gettext("Beantwoord door %(wie)s, %(moment)s") % wie
