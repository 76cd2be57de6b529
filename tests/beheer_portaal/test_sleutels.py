"""Another key while people and packages work: nothing fails, nothing is lost, and the old key can go."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from beheer_portaal.conftest import GEWOON
from beheer_portaal.opdracht import lukt, mislukt
from crash.belasting import Belasting
from crash.oordeel import losses
from crash.portaal import Portaal
from postgres.cluster import Cluster


def of_each_kind(bevestigd: Mapping[str, int]) -> bool:
    return min(bevestigd.values()) > 0


def sleutelbestand(portaal: Portaal) -> dict[str, Any]:
    return json.loads((portaal.omgeving.map / "sleutels.json").read_text())


def an_hour_ago(portaal: Portaal) -> None:
    """As if the active key had been so for longer than an hour."""
    data = sleutelbestand(portaal)
    data["actief_sinds"] = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    (portaal.omgeving.map / "anders.json").write_text(json.dumps(data))
    (portaal.omgeving.map / "anders.json").replace(portaal.omgeving.map / "sleutels.json")


def test_keys_change_under_load_and_the_old_one_can_go(portaal: Portaal, cluster: Cluster | None) -> None:
    portaal.start()
    voor = Belasting(portaal.omgeving, ronde="voor")
    voor.start()
    voor.wait(of_each_kind)
    assert lukt(portaal, "sleutel", "roteer").startswith("k2 versleutelt vanaf nu")
    assert "nog geen uur" in mislukt(portaal, "sleutel", "verwijder", "k1")
    an_hour_ago(portaal)
    assert "hebben k1 nog nodig" in mislukt(portaal, "sleutel", "verwijder", "k1")
    tijdens = Belasting(portaal.omgeving, ronde="tijdens")
    tijdens.start()
    assert "alles is nu met k2 versleuteld" in lukt(portaal, "sleutel", "herverzegel")
    tijdens.wait(of_each_kind)
    for belasting in (voor, tijdens):
        belasting.join()
    an_hour_ago(portaal)
    assert "k1 staat niet meer" in lukt(portaal, "sleutel", "verwijder", "k1")
    assert set(sleutelbestand(portaal)["sleutels"]) == {"k2"}
    for belasting in (voor, tijdens):
        assert losses(belasting.journaal, portaal, whole=True) == []
    assert "Kluisfout" not in portaal.log.read_text()
    assert [
        json.loads(regel)["status"] for regel in portaal.log.read_text().splitlines() if '"status": 5' in regel
    ] == []


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_a_key_can_be_taken_to_other_machines_before_it_is_used(portaal: Portaal) -> None:
    assert "staat klaar" in lukt(portaal, "sleutel", "roteer", "--klaarzetten")
    assert (sleutelbestand(portaal)["actief"], set(sleutelbestand(portaal)["sleutels"])) == ("k1", {"k1", "k2"})
    assert lukt(portaal, "sleutel", "roteer").startswith("k2 ")
    assert lukt(portaal, "sleutel", "roteer").startswith("k3 ")
    assert "k3" in mislukt(portaal, "sleutel", "verwijder", "k3")
    assert "staat niet in het sleutelbestand" in mislukt(portaal, "sleutel", "verwijder", "k9")
    assert (portaal.omgeving.map / "sleutels.json").stat().st_mode & 0o777 == 0o600
