"""What is known beforehand: the answers that package, registers and certificate give to a form. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from machtigingen import beslisboom
from machtigingen.aanvragen.dossier import GEBRUIKER, SOFTWAREPAKKET, Antwoord, ingevuld_door
from machtigingen.beslisboom import Formulier, Herkomst, Voorgevuld
from machtigingen.foundation import Fout

Bronnen = Mapping[str, Mapping[str, Any]]


def vul_in(formulier: Formulier, bronnen: Bronnen, *, now: datetime) -> tuple[dict[str, Antwoord], tuple[Fout, ...]]:
    """(answers, warnings). What has its own place in the message is taken from there. An answer beside it that is not
    for this form (F105) or cannot be read (F106) is asked again."""
    antwoorden = {
        link_id: ingevuld_door(bron, waarde, now=now) for link_id, (waarde, bron) in known(formulier, bronnen).items()
    }
    antwoorden = met_gestuurd(formulier, bronnen, antwoorden)
    pakket = bronnen.get(SOFTWAREPAKKET, {})
    meegestuurd = pakket.get("antwoorden", {})
    gelezen = beslisboom.prefill(formulier, {SOFTWAREPAKKET: pakket}) if meegestuurd else {}
    waarschuwingen = (_waarschuwing(formulier, link_id, gelezen) for link_id in meegestuurd)
    return antwoorden, tuple(fout for fout in waarschuwingen if fout is not None)


def said(bronnen: Bronnen) -> Mapping[str, Any]:
    """What the package sent; of an aanvraag that began without one, what the person said in its place, also when a
    package answered something in it since."""
    return bronnen[GEBRUIKER] if GEBRUIKER in bronnen else bronnen.get(SOFTWAREPAKKET, {})


def known(formulier: Formulier, bronnen: Bronnen) -> dict[str, Voorgevuld]:
    """Per question what is known of it, and from which source."""
    if GEBRUIKER not in bronnen:
        return beslisboom.prefill(formulier, bronnen)
    gevonden = beslisboom.prefill(formulier, {**bronnen, SOFTWAREPAKKET: bronnen[GEBRUIKER]})
    return {
        link_id: een._replace(bron=GEBRUIKER) if een.bron == SOFTWAREPAKKET else een
        for link_id, een in gevonden.items()
    }


def _waarschuwing(formulier: Formulier, link_id: str, gelezen: Collection[str]) -> Fout | None:
    vraag, plek = formulier.vraag(link_id), Herkomst(SOFTWAREPAKKET, f"antwoorden.{link_id}")
    if vraag is None or plek not in formulier.voorinvulling.get(link_id, ()):
        return Fout("F105", f"antwoorden.{link_id}", {"vraag": link_id})
    if link_id not in gelezen:
        return Fout("F106", f"antwoorden.{link_id}", {"vraag": link_id})
    return None


def met_gestuurd(formulier: Formulier, bronnen: Bronnen, antwoorden: Mapping[str, Antwoord]) -> dict[str, Antwoord]:
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
