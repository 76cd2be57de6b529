"""TLS is the same at every door: 1.3 only unless the operator says `ruim`, and nothing is resumed."""

import json
import ssl
from contextlib import ExitStack
from dataclasses import replace

import pytest
from deur.deuren import DEUREN, Deuren, config, proxy, servers
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.config import LISTENERS

GEEN_AEAD = ["ECDHE-RSA-AES256-SHA384", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256"]


@pytest.fixture(scope="module")
def ruim(deuren, uitgevers):
    """The three doors once more, for older software."""
    poorten = iter(free_ports(len(DEUREN) * len(LISTENERS)))
    anders = replace(deuren, map=deuren.map / "ruim", poorten={plek: next(poorten) for plek in deuren.poorten})
    with ExitStack() as stapel:
        for deur in ("zelf", "nginx"):
            stapel.enter_context(servers(anders, config(anders, deur, tls_profiel="ruim"), uitgevers))
        for deur in ("nginx", "haproxy"):
            stapel.enter_context(proxy(anders, deur, config(anders, deur, tls_profiel="ruim"), uitgevers))
        yield anders


def _versie(deuren: Deuren, deur: str, context: ssl.SSLContext, **tls) -> tuple[str, bool]:
    with deuren.verbind(deur, "api", context=context, **tls) as verbinding:
        verbinding.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert verbinding.recv(65536).startswith(b"HTTP/1.1 200 ")
        return verbinding.version(), verbinding.session_reused


@pytest.mark.parametrize("deur", DEUREN)
def test_streng_speaks_1_3_only(verteller, deur):
    assert _versie(verteller, deur, verteller.context("systeem-goed")) == ("TLSv1.3", False)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _versie(verteller, deur, verteller.context("systeem-goed", versie=ssl.TLSVersion.TLSv1_2))


@pytest.mark.parametrize("deur", DEUREN)
def test_ruim_speaks_1_2_too_with_ecdhe_and_aead_alone(verteller, ruim, deur):
    for versie in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context = ruim.context("systeem-goed", versie=versie)
        assert _versie(ruim, deur, context) == (versie.name.replace("_", "."), False)
    for suite in GEEN_AEAD:
        context = ruim.context("systeem-goed", versie=ssl.TLSVersion.TLSv1_2)
        context.set_ciphers(f"{suite}:@SECLEVEL=0")
        with pytest.raises((ssl.SSLError, ConnectionError)):
            _versie(ruim, deur, context)


@pytest.mark.parametrize("deur", DEUREN)
def test_nobody_speaks_1_1(ruim, deur):
    context = ruim.context(versie=ssl.TLSVersion.TLSv1_1)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _versie(ruim, deur, context)


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_session_is_never_resumed(verteller, ruim, deur, versie):
    context = ruim.context("systeem-goed", versie=versie)
    sessie = None
    for _ in range(3):
        with ruim.verbind(deur, "api", context=context, session=sessie) as verbinding:
            verbinding.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            gehoord = b"".join(iter(lambda: verbinding.recv(65536), b""))
            assert json.loads(gehoord.partition(b"\r\n\r\n")[2])["certificaat"]
            assert not verbinding.session_reused
            sessie = verbinding.session
            if versie is ssl.TLSVersion.TLSv1_2:
                assert not (sessie and sessie.has_ticket)
