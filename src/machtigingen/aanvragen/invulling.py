"""What is known beforehand: the answers that package, registers and certificate give to a form. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from machtigingen import beslisboom
from machtigingen.aanvragen.dossier import SOFTWAREPAKKET, Antwoord, ingevuld_door
from machtigingen.beslisboom import Formulier
from machtigingen.foundation import DomainError, Fout

Bronnen = Mapping[str, Mapping[str, Any]]


def vul_in(
    formulier: Formulier, bronnen: Bronnen, *, now: datetime
) -> tuple[dict[str, Antwoord], tuple[Fout, ...]]:
    """(answers, warnings). An answer of the package that cannot be used is asked again, with F105 or F106 as a warning."""
    antwoorden = {
        link_id: ingevuld_door(bron, waarde, now=now)
        for link_id, (waarde, bron) in beslisboom.prefill(formulier, bronnen).items()
    }
    waarschuwingen = []
    for link_id, ruw in bronnen.get(SOFTWAREPAKKET, {}).get("antwoorden", {}).items():
        vraag = formulier.vraag(link_id)
        pad = f"antwoorden.{link_id}"
        if vraag is None or vraag.vast or vraag.type is beslisboom.Vraagtype.ATTACHMENT:
            waarschuwingen.append(Fout("F105", pad, {"vraag": link_id}))
            continue
        try:
            antwoorden[link_id] = ingevuld_door(SOFTWAREPAKKET, beslisboom.parse_antwoord(vraag, ruw), now=now)
        except DomainError:
            waarschuwingen.append(Fout("F106", pad, {"vraag": vraag.tekst}))
    return antwoorden, tuple(waarschuwingen)
