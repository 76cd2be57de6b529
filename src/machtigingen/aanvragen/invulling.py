"""What is known beforehand: the answers that package, registers and certificate give to a form. Pure."""

from collections.abc import Mapping
from dataclasses import replace
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
    antwoorden = met_gestuurd(formulier, bronnen, antwoorden)
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


def met_gestuurd(
    formulier: Formulier, bronnen: Bronnen, antwoorden: Mapping[str, Antwoord]
) -> dict[str, Antwoord]:
    """Where another source than the package decides, what the package sent stays beside it when it differs."""
    pakket = {SOFTWAREPAKKET: bronnen.get(SOFTWAREPAKKET, {})}
    verschil = {
        link_id: waarde
        for link_id, (waarde, _) in beslisboom.prefill(formulier, pakket).items()
        if link_id in antwoorden and antwoorden[link_id].waarde != waarde
    }
    return dict(antwoorden) | {
        link_id: replace(antwoorden[link_id], gestuurd=waarde, gestuurd_bron=SOFTWAREPAKKET)
        for link_id, waarde in verschil.items()
    }
