"""Which patients does the demo package show? One for each outcome, with the treatment that leads to it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from machtigingen_sandbox import personas
from machtigingen_sandbox.personas import Persona

INSTANTIE = "22990001"
ZORGVERLENER = {"agb": "03990011", "specialisme": "0301"}
TANDARTSPRAKTIJK = "12990003"
TANDARTS = {"agb": "12990021", "specialisme": "1200"}
OOGLIDCORRECTIE = {"diagnose": "255", "zorgactiviteit": "031545"}
WENKBRAUWLIFT = {"diagnose": "251", "zorgactiviteit": "031547"}
PTOSIS_ZONDER_ZORGACTIVITEIT = {"diagnose": "251"}
ONBEKENDE_DIAGNOSE = {"diagnose": "999", "zorgactiviteit": "039999"}
KLIKGEBIT = {
    "prestatiecodelijst": "010",
    "prestaties": [
        {"code": "J081", "aantal": 1, "kaak": "onder", "honorarium": "500.00", "techniek": "535.00"},
        {"code": "J056", "aantal": 2, "kaak": "onder", "element": "33", "honorarium": "48.50", "techniek": "0.00"},
    ],
}
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Patient:
    """A persona with a planned treatment, what happens after a press of the button, and the answer to the push."""

    persona: Persona
    behandeling: dict[str, str]
    gevolg: str
    antwoord: str = "201"

    def to_json(self) -> dict[str, Any]:
        return {
            "naam": self.persona.naam,
            "geboortedatum": self.persona.geboortedatum.isoformat(),
            "geslacht": self.persona.geslacht.value,
            "bsn": self.persona.bsn.onthul(),
            "behandeling": self.behandeling,
            "uitleg": f"{self.gevolg} {self.persona.uitleg}",
        }


_WAARSCHUWING = "Gaat door met een waarschuwing; indienen kan niet."
PATIENTEN = (
    Patient(personas.GEVONDEN, OOGLIDCORRECTIE, "Gaat door: formulier X02 staat klaar."),
    Patient(personas.BIJ_TESTZORG, WENKBRAUWLIFT, "Gaat door: formulier X10, dat altijd een mens beoordeelt."),
    Patient(personas.BIJ_DEMOVERZEKERING, OOGLIDCORRECTIE, "Er is geen machtiging nodig.", "200 F201"),
    Patient(
        personas.OOK_GEVONDEN,
        PTOSIS_ZONDER_ZORGACTIVITEIT,
        "Meer formulieren passen: u kiest in het portaal.",
    ),
    Patient(personas.POLIS_LOOPT_AF, OOGLIDCORRECTIE, "Gaat door: de machtiging eindigt met de polis."),
    Patient(
        personas.NOG_EEN_GEVONDEN,
        ONBEKENDE_DIAGNOSE,
        "Wordt geweigerd: voor deze zorg is er geen formulier.",
        "422 F101",
    ),
    Patient(personas.ONBEKEND, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R302"),
    Patient(personas.GEBOORTEDATUM_ONJUIST, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R303"),
    Patient(personas.POLIS_BEEINDIGD, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R304"),
    Patient(personas.DUBBEL_VERZEKERD, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R305"),
    Patient(personas.OVERLEDEN, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R306"),
    Patient(personas.MEERDERE_PERSONEN, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R310"),
    Patient(personas.NIET_GEAUTORISEERD, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R311"),
    Patient(personas.PEILDATUM_TE_OUD, OOGLIDCORRECTIE, _WAARSCHUWING, "201, waarschuwing R312"),
    Patient(personas.TRAAG, OOGLIDCORRECTIE, "Gaat door, maar het antwoord laat op zich wachten."),
    Patient(
        personas.STORING,
        OOGLIDCORRECTIE,
        "Gaat door met een waarschuwing; indienen kan later.",
        "201, waarschuwing R301",
    ),
)


def write_patienten(path: Path) -> None:
    """Writes the patient list that the demo package reads."""
    lijst = [patient.to_json() for patient in PATIENTEN]
    path.write_text(json.dumps(lijst, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def voorbeeld_instroom(now: datetime) -> dict[str, Any]:
    """A message that systeem-goed may push. The same all day, so that repeating it is safe."""
    return _voorbeeld("DemoOog", personas.GEVONDEN, now) | {
        "instantie": {"agb": INSTANTIE},
        "zorgverlener": ZORGVERLENER,
        "verstrekking": OOGLIDCORRECTIE,
    }


def voorbeeld_mondzorg(now: datetime) -> dict[str, Any]:
    """A message that systeem-tandarts may push: a prosthesis on implants that is nearly ten years old."""
    return _voorbeeld("DemoTand", personas.OOK_GEVONDEN, now) | {
        "instantie": {"agb": TANDARTSPRAKTIJK},
        "zorgverlener": TANDARTS,
        "verstrekking": KLIKGEBIT,
        "antwoorden": {"vorige_prothese": "ja", "datum_prothese": "2017-03-06"},
    }


def _voorbeeld(softwarepakket: str, persona: Persona, now: datetime) -> dict[str, Any]:
    vandaag = now.astimezone(_AMSTERDAM).date().isoformat()
    return {
        "softwarepakket": {"naam": softwarepakket, "versie": "1.0"},
        "referentie": f"voorbeeld-{vandaag}",
        "grondslag": "zvw",
        "begindatum": vandaag,
        "verzekerde": {
            "bsn": persona.bsn.onthul(),
            "geboortedatum": persona.geboortedatum.isoformat(),
            "naam": persona.naam,
            "geslacht": persona.geslacht.value,
            "uzovi": persona.uzovi,
        },
    }
