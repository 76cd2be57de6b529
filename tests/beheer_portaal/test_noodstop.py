"""Who was stopped after the back-up does not come in again because it was put back."""

from pathlib import Path

from beheer_portaal.opdracht import lukt
from crash.portaal import Portaal


def test_what_stands_still_goes_on_standing_still(portaal: Portaal, tmp_path: Path) -> None:
    lukt(portaal, "noodstop", "serienummer", "0a1b", "--reden", "al eerder")
    lukt(portaal, "noodstop", "organisatie", "9901", "--reden", "was onderzoek")
    lukt(portaal, "backup", str(tmp_path / "b.tar"))
    lukt(portaal, "noodstop", "organisatie", "22990001", "--reden", "onderzoek loopt")
    lukt(portaal, "noodstop", "serienummer", "0c2d", "--reden", "laptop gestolen")
    lukt(portaal, "noodstop", "opheffen", "serienummer", "0c2d")
    lukt(portaal, "noodstop", "serienummer", "0e3f", "--reden", "laptop gestolen")
    voor = lukt(portaal, "noodstop")

    gezegd = lukt(portaal, "restore", "--vervang", str(tmp_path / "b.tar"))
    blijft = [regel.rpartition(": ")[2] for regel in gezegd.splitlines() if "blijft stilgezet" in regel]
    assert blijft == ["serienummer e3f", "organisatie 22990001"]
    assert lukt(portaal, "noodstop") == voor
    assert lukt(portaal, "audit", "verify") == "systeem: heel\n"
    lukt(portaal, "noodstop", "opheffen", "organisatie", "22990001")
    assert "22990001" not in lukt(portaal, "noodstop")
