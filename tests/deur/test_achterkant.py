"""The back of the door is for the proxy alone: another user, or another certificate, is turned away unheard."""

import http.client
import os
import socket
import stat
from dataclasses import replace

import pytest
from deur.deuren import config, gelezen, proxy, servers
from deur.test_wie import der_of
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.config import LISTENERS, Configuratiefout
from machtigingen.project.deur.listeners import listener
from machtigingen.project.server import Listener, Proxy, Servers

VERZOEK = "GET / HTTP/1.1\r\nHost: localhost\r\nClient-Adres: 192.0.2.1\r\n{}\r\n"


def _zeg(pad, *koppen: str) -> bytes:
    with socket.socket(socket.AF_UNIX) as ruw:
        ruw.settimeout(5)
        ruw.connect(str(pad))
        ruw.sendall(VERZOEK.format("".join(f"{kop}\r\n" for kop in koppen)).encode())
        return b"".join(iter(lambda: ruw.recv(65536), b""))


def test_the_sockets_are_for_our_own_user_when_no_group_is_named(verteller):
    for naam in LISTENERS:
        stand = (verteller.sockets / f"{naam}.sock").stat()
        assert (stat.S_IMODE(stand.st_mode), stand.st_uid) == (0o600, os.getuid())


def test_a_group_that_is_named_may_too_and_nobody_else(verteller, uitgevers, tmp_path):
    pad = tmp_path / "api.sock"
    deur = Listener("api", "", 0, "", "", uitgevers, proxy=Proxy(socket=pad, group=os.getgid()))
    with Servers(verteller.toepassing, [deur]):
        assert (stat.S_IMODE(pad.stat().st_mode), pad.stat().st_gid) == (0o660, os.getgid())
    assert not pad.exists()


def test_another_user_is_turned_away_with_a_code(verteller, uitgevers, tmp_path):
    """Who can open the file, and is not the proxy."""
    pad = tmp_path / "api.sock"
    niet_wij = frozenset({os.getuid() + 1})
    deur = Listener("api", "", 0, "", "", uitgevers, proxy=Proxy(socket=pad, users=niet_wij))
    gezien = []
    with Servers(lambda environ, start: gezien.append(environ), [deur]):
        gehoord = _zeg(pad, f"Client-Cert: :{der_of(verteller, 'systeem-goed', vorm='base64')}:")
    assert gelezen(gehoord).status == 401 and b"D102" in gehoord
    assert gezien == []


def test_one_connection_is_one_request(verteller):
    """Whatever is smuggled behind it is never read."""
    pad = verteller.sockets / "api.sock"
    gehoord = _zeg(pad, "", VERZOEK.format("").replace("GET /", "GET /smokkel"))
    assert gehoord.count(b"HTTP/1.1 200") == 1 and b"smokkel" not in gehoord


@pytest.mark.parametrize("adres", ["", "localhost", "192.0.2.1, 192.0.2.2", "fe80::1%eth0", "192.0.2.256"])
def test_a_proxy_that_names_no_address_gets_no_further(verteller, adres):
    pad = verteller.sockets / "api.sock"
    with socket.socket(socket.AF_UNIX) as ruw:
        ruw.connect(str(pad))
        kop = f"Client-Adres: {adres}\r\n" if adres else ""
        ruw.sendall(f"GET / HTTP/1.1\r\nHost: localhost\r\n{kop}\r\n".encode())
        assert gelezen(ruw.recv(65536)).status == 400


def test_a_second_portal_does_not_take_the_socket_of_the_first(verteller, uitgevers):
    with pytest.raises(OSError, match="luistert al"), servers(verteller, config(verteller, "nginx"), uitgevers):
        pass
    assert verteller.vraag("nginx", "api", "/").status == 200


def test_what_a_portal_left_behind_is_cleared_and_what_is_no_socket_stays(verteller, uitgevers, tmp_path):
    pad = tmp_path / "api.sock"
    deur = Listener("api", "", 0, "", "", uitgevers, proxy=Proxy(socket=pad, users=frozenset({os.getuid()})))
    with socket.socket(socket.AF_UNIX) as achtergelaten:
        achtergelaten.bind(str(pad))
    with Servers(verteller.toepassing, [deur]):
        assert gelezen(_zeg(pad)).status == 200
    pad.write_text("van iemand")
    with pytest.raises(OSError), Servers(verteller.toepassing, [deur]):
        pass
    assert pad.read_text() == "van iemand"


@pytest.fixture(scope="module")
def over_loopback(deuren, uitgevers, tmp_path_factory):
    """Both proxies, each with a certificate of its own, before a portal that knows one of these by heart."""
    namen = [*LISTENERS, "achter-info", "achter-portaal", "achter-api"]
    poorten = {("nginx", naam): poort for naam, poort in zip(namen, free_ports(6), strict=True)}
    anders = replace(deuren, map=tmp_path_factory.mktemp("loopback"), poorten=poorten)
    stam = deuren.testpki / "certificaten" / "systeem-tandarts"
    instellingen = config(
        anders, "nginx", proxy_weg="loopback", proxy_gebruikers=(), host="127.0.0.1",
        poorten={naam: poorten["nginx", f"achter-{naam}"] for naam in LISTENERS},
        proxy_certificaat=stam.with_suffix(".pem"), proxy_sleutel=stam.with_suffix(".key"),
        proxy_vertrouwt=deuren.testpki / "certificaten" / "ca.pem",
    )  # fmt: skip
    with servers(anders, instellingen, uitgevers):
        yield anders, instellingen


@pytest.mark.parametrize("deur", ["nginx", "haproxy"])
def test_over_loopback_the_proxy_shows_its_own_certificate(verteller, over_loopback, uitgevers, deur, tmp_path):
    anders, instellingen = over_loopback
    poorten = {(deur, naam): anders.poorten["nginx", naam] for naam in LISTENERS}
    hier = replace(anders, map=tmp_path, poorten=poorten)
    with proxy(hier, deur, instellingen, uitgevers):
        antwoord = hier.vraag(deur, "api", "/", certificaat="systeem-goed")
        assert antwoord.status == 200
        assert der_of(verteller, "systeem-goed").encode() in antwoord.inhoud
        assert b'"adres": "127.0.0.1"' in antwoord.inhoud


@pytest.mark.parametrize("wie", [None, "systeem-goed", "persoonlijk-goed"])
def test_over_loopback_anybody_else_is_turned_away(verteller, over_loopback, wie):
    anders, _ = over_loopback
    verbinding = http.client.HTTPSConnection(
        "127.0.0.1", anders.poorten["nginx", "achter-api"], context=anders.context(wie), timeout=5
    )
    verbinding.request("GET", "/", headers={"Client-Adres": "192.0.2.1"})
    antwoord = verbinding.getresponse()
    assert (antwoord.status, b"D102" in antwoord.read()) == (401, True)
    verbinding.close()


@pytest.mark.parametrize(
    "anders, genoemd",
    [
        ({"proxy_gebruikers": ("bestaat-niet",)}, "proxy_gebruikers"),
        ({"proxy_groep": "bestaat-niet"}, "proxy_groep"),
        ({"proxy_gebruikers": ("nobody",)}, "proxy_groep"),
        ({"proxy_weg": "loopback", "proxy_certificaat": "server.key"}, "proxy_certificaat"),
    ],
)
def test_a_setting_that_cannot_be_is_named(verteller, uitgevers, anders, genoemd):
    if "proxy_certificaat" in anders:
        anders = {**anders, "proxy_certificaat": verteller.testpki / anders["proxy_certificaat"]}
    with pytest.raises(Configuratiefout, match=genoemd):
        listener(config(verteller, "nginx", **anders), "api", uitgevers=uitgevers, watch=lambda headers: None)
