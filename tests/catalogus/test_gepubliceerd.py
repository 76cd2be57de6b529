"""A published version never changes: each version in the folder is as it was when its line was written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from machtigingen.beslisboom import load
from machtigingen.beslisboom.laden import versions
from machtigingen.formulieren.bestanden import Bestanden
from machtigingen.foundation import CATALOGUS

SLOT = CATALOGUS / "gepubliceerd.txt"
REGELS = [regel.rpartition(" ") for regel in SLOT.read_text(encoding="utf-8").splitlines()]
GEPUBLICEERD = {naam: afdruk for naam, _, afdruk in REGELS}
X02 = Path("bovenooglid") / "2026-1"


def fingerprint(folder: Path) -> str:
    """Of its own files, and of what forms share the questions it uses. What a code is called is up to its register."""
    bestanden = Bestanden.of_folder(folder)
    namen = {item.link_id for item in load(folder).items}
    vragen = read(bestanden, "vragen.yaml")["vragen"]
    bronnen = read(bestanden, "voorinvulling.yaml")["voorinvulling"]
    gebruikt = {
        "vragen": [vraag for vraag in vragen if vraag["linkId"] in namen],
        "voorinvulling": {naam: bronnen[naam] for naam in sorted(namen & bronnen.keys())},
    }
    return Bestanden(bestanden.teksten, {"gebruikt": json.dumps(gebruikt)}).sha256


def read(bestanden: Bestanden, naam: str) -> dict[str, Any]:
    return yaml.load(bestanden.gedeeld[naam], Loader=yaml.BaseLoader)  # noqa: S506, reads everything as text


@pytest.mark.parametrize("folder", versions(CATALOGUS), ids=lambda folder: folder.parent.name + " " + folder.name)
def test_it_is_as_it_was_published(folder: Path) -> None:
    form, afdruk = load(folder), fingerprint(folder)
    naam = f"{form.code} {form.versie}"
    assert naam in GEPUBLICEERD, f"Nieuw? Zet deze regel in {SLOT.name}:\n{naam} {afdruk}"
    assert GEPUBLICEERD[naam] == afdruk, f"{naam} is gepubliceerd en mag niet veranderen. Maak een nieuwe versie."


def test_no_published_version_is_taken_away() -> None:
    staan = {f"{form.code} {form.versie}" for form in map(load, versions(CATALOGUS))}
    weg = GEPUBLICEERD.keys() - staan
    assert not weg, "Een aanvraag blijft op de versie waarmee zij begon. Zet terug wat weg is."


@pytest.mark.parametrize(
    ("bestand", "eerst", "straks", "anders"),
    [
        (X02 / "beslistabel.yaml", 'mrd: "<= 1"', 'mrd: "<= 1.1"', True),
        (X02 / "formulier.yaml", "# De voorwaarden", "# Voorwaarden", True),
        ("gedeeld/vragen.yaml", "Voorletters en achternaam.", "Achternaam.", True),
        ("gedeeld/vragen.yaml", "Alleen gevraagd als", "Gevraagd als", False),
        ("gedeeld/voorinvulling.yaml", "cov: naam", "cov: uzovi", True),
        ("gedeeld/codes.yaml", "255: Dermatochalasis", "255: Slap bovenooglid", False),
    ],
)
def test_a_change_of_what_a_form_uses_is_seen_and_of_the_rest_is_not(
    tmp_path: Path, bestand: Path | str, eerst: str, straks: str, anders: bool
) -> None:
    kopie = tmp_path / "catalogus"
    shutil.copytree(CATALOGUS, kopie)
    tekst = (kopie / bestand).read_text(encoding="utf-8")
    assert eerst in tekst
    (kopie / bestand).write_text(tekst.replace(eerst, straks), encoding="utf-8")
    assert (fingerprint(kopie / X02) != fingerprint(CATALOGUS / X02)) is anders
