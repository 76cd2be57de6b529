"""Folder and ports of a sandbox, and what its user reads when they are not right."""

import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from machtigingen_sandbox.beheer import configuration
from machtigingen_sandbox.omgeving import DEFAULT_POORTEN, Omgeving, Sandboxfout
from machtigingen_sandbox.poorten import LOOPBACK

from machtigingen.project.config import Config

MAP = Path("sandbox")


def test_without_variables_it_has_the_usual_ports() -> None:
    assert Omgeving.from_environment(MAP, {}).poorten == DEFAULT_POORTEN


def test_each_port_can_be_set() -> None:
    omgeving = Omgeving.from_environment(MAP, {"MACHTIGINGEN_API_PORT": "9444", "MACHTIGINGEN_INFO_PORT": ""})
    assert omgeving.poorten == {**DEFAULT_POORTEN, "api": 9444}
    assert omgeving.adres("api") == "https://localhost:9444"


@pytest.mark.parametrize("text", ["acht", "0", "65536", "-1", "٨٠٠٠", "8e3"])
def test_what_is_no_port_is_named_with_its_variable(text: str) -> None:
    with pytest.raises(Sandboxfout, match=f"MACHTIGINGEN_PORTAAL_PORT={text}: dit is geen poort"):
        Omgeving.from_environment(MAP, {"MACHTIGINGEN_PORTAAL_PORT": text})


def test_one_port_for_two_is_refused() -> None:
    with pytest.raises(Sandboxfout, match="MACHTIGINGEN_INFO_PORT en MACHTIGINGEN_API_PORT zijn allebei 8444"):
        Omgeving.from_environment(MAP, {"MACHTIGINGEN_INFO_PORT": "8444"})


def test_a_port_in_use_is_named_with_the_variable_that_sets_it() -> None:
    omgeving = Omgeving.on_free_ports(MAP)
    with socket.create_server((LOOPBACK, omgeving.poorten["portaal"])) as other:
        port = other.getsockname()[1]
        with pytest.raises(Sandboxfout) as caught:
            omgeving.check_poorten()
    assert f"Poort {port} (portaal) is al in gebruik." in caught.value.message
    assert "MACHTIGINGEN_PORTAAL_PORT=" in caught.value.message
    assert "softwarepakket" not in caught.value.message


def test_free_ports_are_free_and_differ() -> None:
    omgeving = Omgeving.on_free_ports(MAP)
    omgeving.check_poorten()
    assert len(set(omgeving.poorten.values())) == len(DEFAULT_POORTEN)


@pytest.mark.skipif(platform.system() != "Linux", reason="needs Linux, where the kernel keeps names")
def test_two_processes_never_get_the_same_port() -> None:
    """Also when neither listens yet."""
    vraag = "from machtigingen_sandbox.poorten import free_ports; print(*free_ports(400), flush=True); input()"
    vragers = [
        subprocess.Popen([sys.executable, "-c", vraag], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    gekregen = [een.stdout.readline().split() for een in vragers if een.stdout]
    for een in vragers:
        een.communicate("\n", timeout=30)
    assert len({*gekregen[0], *gekregen[1]}) == 800


def test_the_portal_reads_its_configuration(tmp_path: Path) -> None:
    omgeving = Omgeving.on_free_ports(tmp_path)
    omgeving.configuratie.write_text(configuration(omgeving))
    config = Config.load(omgeving.configuratie)
    assert config.sandbox
    assert config.adressen["portaal"] == omgeving.adres("portaal")
    assert config.sleutels == tmp_path / "sleutels.json"


def test_a_started_sandbox_is_found_again_in_its_folder(tmp_path: Path) -> None:
    omgeving = Omgeving.on_free_ports(tmp_path)
    omgeving.configuratie.write_text(configuration(omgeving))
    assert Omgeving.last_started(tmp_path) == omgeving


def test_a_folder_without_a_sandbox_is_named(tmp_path: Path) -> None:
    with pytest.raises(Sandboxfout, match="is geen sandbox"):
        Omgeving.last_started(tmp_path)


def test_a_second_factor_can_be_tried_and_another_word_is_refused() -> None:
    assert Omgeving.from_environment(MAP, {}).tweede_factor == "uit"
    assert Omgeving.from_environment(MAP, {"MACHTIGINGEN_TWEEDE_FACTOR": "proef"}).tweede_factor == "proef"
    with pytest.raises(Sandboxfout, match="kies uit, aan of proef"):
        Omgeving.from_environment(MAP, {"MACHTIGINGEN_TWEEDE_FACTOR": "ja"})


def test_cov_is_asked_over_its_webservice_unless_somebody_wants_no_network(tmp_path: Path) -> None:
    wegen = {}
    for gekozen in ("", "direct"):
        omgeving = Omgeving.from_environment(tmp_path, {"MACHTIGINGEN_COV": gekozen})
        omgeving.configuratie.write_text(configuration(omgeving))
        config = Config.load(omgeving.configuratie)
        wegen[config.cov] = (config.cov_adres, config.cov_sleutel)
        assert Omgeving.last_started(tmp_path) == omgeving
    ergens = ("https://localhost:8445/cov/vz801802/v1/soap11", tmp_path / "cov.key")
    assert wegen == {"vz801802": ergens, "machtigingen_sandbox.cov:DemoCov": ergens}
    with pytest.raises(Sandboxfout, match="MACHTIGINGEN_COV=anders: kies dienst of direct"):
        Omgeving.from_environment(MAP, {"MACHTIGINGEN_COV": "anders"})


def test_a_sandbox_of_before_cov_had_an_address_is_still_found(tmp_path: Path) -> None:
    omgeving = Omgeving.on_free_ports(tmp_path)
    regels = [regel for regel in configuration(omgeving).splitlines() if not regel.startswith("cov_")]
    omgeving.configuratie.write_text("\n".join(regels))
    assert set(Omgeving.last_started(tmp_path).poorten) == set(DEFAULT_POORTEN) - {"cov"}
