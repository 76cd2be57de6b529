"""The operator loads who may come in once more: the command says what the file has otherwise, and does it when told."""

from pathlib import Path

import yaml
from beheer_portaal.opdracht import lukt
from crash.portaal import Portaal


def test_it_says_what_it_leaves_and_what_it_overwrites(portaal: Portaal) -> None:
    bestand = portaal.omgeving.map / "toegang.yaml"
    assert "niet veranderd" not in lukt(portaal, "toegang", "laad", str(bestand)), "the same file has nothing otherwise"
    naam = withdraw_a_right(bestand)
    verschil = f"{naam}: rechten in het portaal indienen, raadplegen, in het bestand geen"

    gezegd = lukt(portaal, "toegang", "laad", str(bestand)).splitlines()
    assert gezegd[1:] == [f"niet veranderd: {verschil}", "Met --overschrijf geldt het bestand."]
    assert lukt(portaal, "toegang", "laad", str(bestand), "--overschrijf").splitlines()[1:] == [
        f"overschreven: {verschil}"
    ]
    assert len(lukt(portaal, "toegang", "laad", str(bestand)).splitlines()) == 1


def withdraw_a_right(bestand: Path) -> str:
    """Of the first that may send; which one that is."""
    inhoud = yaml.safe_load(bestand.read_text())
    regel = next(een for een in inhoud["certificaten"] if een.get("autorisaties") == ["indienen", "raadplegen"])
    regel["autorisaties"] = []
    bestand.write_text(yaml.safe_dump(inhoud))
    return str(regel["bestand"])
