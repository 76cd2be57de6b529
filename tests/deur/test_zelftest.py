"""The portal is ready only after its own forged calls found nothing; a proxy that lets one through turns it red."""

import json
import re
from dataclasses import replace

import pytest
from deur.deuren import Deuren, config, proxy
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.config import LISTENERS
from machtigingen.project.deur.zelftest import NIET_GEDAAN, Zelftest, use_zelftest
from machtigingen.project.deur.zelftest import log as zelftest_log


@pytest.fixture
def zelftest(deuren):
    """At whatever door, on the portal that stands behind it."""

    def maak(deur: str, deuren: Deuren = deuren) -> Zelftest:
        een = Zelftest(deuren.adressen(deur))
        deuren.toepassing.watch = een.watch
        return een

    yield maak
    deuren.toepassing.watch = lambda headers: None
    use_zelftest(None)


@pytest.mark.parametrize("deur", ["nginx", "haproxy"])
def test_with_the_configuration_that_we_write_it_passes(portaal, zelftest, deur):
    een = zelftest(deur)
    assert een.redenen == (NIET_GEDAAN,)
    assert (een.test(), een.redenen) == (True, ())


def _anders(deuren: Deuren) -> Deuren:
    """The same portal, with another nginx before it."""
    poorten = zip(LISTENERS, free_ports(len(LISTENERS)), strict=True)
    return replace(deuren, poorten={("nginx", naam): poort for naam, poort in poorten})


# How a configuration goes wrong by hand, and what is then said of it.
BEDORVEN = {
    "the certificate optional, nothing cleared, underscores on": (
        lambda tekst: re.sub(r"(?m)^ *proxy_set_header (?!Host|Connection|Client-Adres).*$", "", tekst),
        "Client-Cert",
    ),
    "only the lookalikes not cleared": (
        lambda tekst: re.sub(r'(?m)^ *proxy_set_header X[-_].* "";$', "", tekst),
        "X-",
    ),
    "the address not overwritten": (
        lambda tekst: re.sub(r"(?m)^ *proxy_set_header Client-Adres.*$", "", tekst),
        "Client-Adres",
    ),
    "underscores not cleared": (
        lambda tekst: re.sub(r'(?m)^ *proxy_set_header \w+_\w+ "";$', "", tekst),
        "Client-Cert-Vervalst",
    ),
}


@pytest.mark.parametrize("fout", BEDORVEN)
def test_a_bad_configuration_turns_it_red_and_says_which_header_in_the_log_alone(
    portaal, zelftest, uitgevers, fout, tmp_path, monkeypatch
):
    gezegd = []
    monkeypatch.setattr(zelftest_log, "log", lambda niveau, tekst, *wat: gezegd.append(tekst % wat))
    bewerk, genoemd = BEDORVEN[fout]
    anders = replace(_anders(portaal), map=portaal.map)
    een = zelftest("nginx", anders)
    instellingen = config(anders, "nginx")
    with proxy(replace(anders, map=tmp_path), "nginx", instellingen, uitgevers, bewerk=bewerk):
        assert not een.test()
        assert genoemd in "".join(gezegd)
        use_zelftest(een)
        antwoord = portaal.vraag("haproxy", "info", "/readyz")
    assert antwoord.status == 503
    assert een.redenen
    assert set(een.redenen) <= set(json.loads(antwoord.inhoud)["redenen"])
    assert genoemd not in antwoord.inhoud.decode()


def test_once_mended_it_is_green_again(portaal, zelftest, uitgevers, tmp_path):
    anders = _anders(portaal)
    een = zelftest("nginx", anders)
    bewerk, _ = BEDORVEN["only the lookalikes not cleared"]
    with proxy(replace(anders, map=tmp_path), "nginx", config(anders, "nginx"), uitgevers, bewerk=bewerk):
        assert not een.test()
    with proxy(replace(anders, map=tmp_path), "nginx", config(anders, "nginx"), uitgevers):
        assert een.test()
    assert een.test()  # a proxy that is away for a moment


def test_a_proxy_that_is_not_there_leaves_it_red(portaal, zelftest):
    een = zelftest("nginx", _anders(portaal))
    assert not een.test()
    assert "niet te bereiken" in een.redenen[0]


def test_an_address_of_another_server_leaves_it_red(portaal, zelftest):
    """The embedded door answers there, and shows us nothing."""
    een = zelftest("zelf")
    assert not een.test()
    assert "kwam niet bij dit portaal aan" in een.redenen[0]


def test_who_does_not_know_the_secret_tells_it_nothing(portaal, zelftest):
    een = zelftest("nginx")
    portaal.vraag("nginx", "api", "/", "Machtigingen-Zelftest: geraden", "X-Anders: geraden")
    assert een.test()
