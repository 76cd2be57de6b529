"""From the command to a portal that is ready: the operator writes the configuration, starts nginx, and it passes."""

import getpass
import json
import os
import re
import socket
import subprocess
import sys
import time

import pytest
from deur.deuren import gelezen, running
from machtigingen_sandbox import beheer
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.config import LISTENERS

GEREED_SECONDEN = 30


@pytest.fixture
def machtigingen(omgeving, tmp_path):
    """The command, with the sandbox of the tests behind a proxy."""
    poorten = dict(zip(LISTENERS, free_ports(3), strict=True))
    deur = [
        'deur = "proxy"', f'proxy_sockets = "{tmp_path / "sockets"}"', f'proxy_gebruikers = ["{getpass.getuser()}"]'
    ]  # fmt: skip
    tekst = beheer.configuration(omgeving).partition("[adressen]")[0] + "\n".join(deur)
    for tabel, waarde in (("adressen", "https://localhost:{}"), ("proxy_luistert", "127.0.0.1:{}")):
        tekst += f"\n[{tabel}]\n" + "".join(f'{naam} = "{waarde.format(poort)}"\n' for naam, poort in poorten.items())
    toml = omgeving.map / "achter-een-proxy.toml"
    toml.write_text(tekst)

    def start(*woorden: str, **anders):
        opdracht = [sys.executable, "-m", "machtigingen.project.cli", *woorden]
        return subprocess.Popen(opdracht, env={**os.environ, "MACHTIGINGEN_CONFIG": str(toml)}, **anders)

    yield start
    toml.unlink()


def _readyz(tmp_path) -> tuple[int, dict]:
    with socket.socket(socket.AF_UNIX) as ruw:
        ruw.settimeout(10)
        ruw.connect(str(tmp_path / "sockets" / "info.sock"))
        ruw.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nClient-Adres: 127.0.0.1\r\n\r\n")
        antwoord = gelezen(b"".join(iter(lambda: ruw.recv(65536), b"")))
    return antwoord.status, json.loads(antwoord.inhoud)


def _wait_for(tmp_path, status: int) -> list[str]:
    einde = time.monotonic() + GEREED_SECONDEN
    while (gezien := _readyz(tmp_path))[0] != status and time.monotonic() < einde:
        time.sleep(0.2)
    assert gezien[0] == status, gezien
    return gezien[1]["redenen"]


def test_a_portal_behind_a_proxy_is_ready_once_it_has_tried_the_proxy(machtigingen, tmp_path):
    map = tmp_path / "nginx"
    schrijven = machtigingen("deur", "nginx", "--uit", str(map), stdout=subprocess.PIPE, text=True)
    gezegd, _ = schrijven.communicate(timeout=60)
    assert (schrijven.returncode, re.findall(r"[\w.]+\n", gezegd)) == (
        0,
        ["machtigingen.conf\n", "nginx.conf\n", "ca.pem\n"],
    )
    portaal = machtigingen("serve", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert portaal.stdout.readline() == "gereed\n"
        assert "Zelftest" in _wait_for(tmp_path, 503)[0]
        with running("nginx", map):
            assert _wait_for(tmp_path, 200) == []
    finally:
        portaal.terminate()
        assert portaal.wait(20) == 0
    assert not list((tmp_path / "sockets").iterdir())


def test_without_a_proxy_in_the_configuration_there_is_nothing_to_write(omgeving):
    opdracht = [sys.executable, "-m", "machtigingen.project.cli", "deur", "haproxy"]
    gedaan = subprocess.run(opdracht, env=beheer.portal_environment(omgeving), capture_output=True, text=True)
    assert gedaan.returncode == 1 and 'deur = "proxy"' in gedaan.stderr
    assert not (omgeving.map / "deur").exists()
