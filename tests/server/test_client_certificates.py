"""Every client certificate, however bad, reaches the application; nothing else passes for one."""

import pytest
from machtigingen_sandbox.personas_certificaten import PERSONAS


@pytest.mark.parametrize("name", [persona.bestand for persona in PERSONAS])
@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_named_certificate_reaches_the_application(world, listener, name):
    told = world.told(listener, name)
    assert (told["listener"], told["certificate"]) == (listener, world.fingerprint(name))


@pytest.mark.parametrize("listener", ["info", "portaal", "api"])
def test_without_a_certificate_the_application_is_told_so(world, listener):
    assert world.told(listener)["certificate"] is None


def test_the_info_listener_asks_for_no_certificate(world):
    assert world.told("info", "persoonlijk-goed")["certificate"] is None


def test_every_request_on_a_kept_connection_carries_the_certificate(world):
    connection = world.connect("api", "systeem-goed")
    for _ in range(3):
        connection.request("GET", "/")
        assert world.fingerprint("systeem-goed") in connection.getresponse().read().decode()
    connection.close()


def test_a_forged_client_cert_header_is_only_a_header(world):
    told = world.told("api", headers={"Client-Cert": ":AAAA:"})
    assert told["certificate"] is None
    assert told["headers"]["HTTP_CLIENT_CERT"] == ":AAAA:"


@pytest.mark.parametrize("name", ["Client_Cert", "X_SSL_Client_Cert", "client_cert"])
def test_spelled_with_an_underscore_it_is_only_known_as_forged(world, name):
    told = world.told("api", headers={name: "forged"})
    assert [header for header, value in told["headers"].items() if value == "forged"] == ["HTTP_CLIENT_CERT_VERVALST"]


def test_any_other_header_with_an_underscore_is_dropped(world):
    assert "dropped" not in world.told("api", headers={"X_Other": "dropped"})["headers"].values()
