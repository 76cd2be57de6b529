"""From an address comes a list, or the reason why not; never more than fits, and never later than agreed."""

import time

import pytest
from intrekking.toneel import druppel, geef, server

from machtigingen.intrekking import fetching
from machtigingen.intrekking.fetching import NietOpgehaald, fetch


def reden(adres: str, **grenzen: float) -> str:
    with pytest.raises(NietOpgehaald) as fout:
        fetch(adres, **grenzen)  # type: ignore[arg-type]
    return str(fout.value)


def test_the_body_of_a_good_answer_comes_whole() -> None:
    data = bytes(range(256)) * 4000
    with server(geef(data)) as deze:
        assert fetch(f"{deze.adres}?deel=alles") == data
        assert deze.gevraagd == ["/lijst.crl?deel=alles"]


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_another_status_is_no_list(status: int) -> None:
    with server(geef(b"", status=status)) as deze:
        assert reden(deze.adres) == f"de server antwoordt met status {status}"


def test_a_redirect_is_not_followed() -> None:
    with server(geef(b"lijst")) as elders, server(geef(b"", status=302, Location=elders.adres)) as deze:
        assert reden(deze.adres) == "de server antwoordt met status 302"
        assert elders.gevraagd == []


def test_what_is_too_large_is_let_go_of_whatever_its_length_says() -> None:
    with server(geef(b"x" * 1001)) as deze:
        assert reden(deze.adres, grootte=1000) == "het antwoord is groter dan 1000 bytes"
    with server(druppel(b"x" * 600, keren=2)) as deze:
        assert reden(deze.adres, grootte=1000) == "het antwoord is groter dan 1000 bytes"


@pytest.mark.parametrize("kop", [True, False], ids=["in its head", "in its body"])
def test_who_drips_is_cut_off(kop: bool) -> None:
    begin = time.monotonic()
    with server(druppel(b"x", kop=kop)) as deze:
        assert reden(deze.adres, seconden=0.3) == "de tijd was om"
    assert time.monotonic() - begin < 3


def test_what_speaks_no_http_or_no_tls_is_told_so() -> None:
    with server(lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n")) as deze:
        assert reden(deze.adres) == "het antwoord is geen HTTP"
        assert reden(deze.adres.replace("http:", "https:")) == "de beveiligde verbinding lukt niet"


def test_who_is_not_there_is_told_so() -> None:
    with server(geef(b"")) as deze:
        weg = deze.adres
    assert reden(weg) == "de server is niet bereikbaar"
    assert reden("http://bestaat-niet.invalid/x.crl") == "de naam van de server is niet bekend"


@pytest.mark.parametrize("adres", ["169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254", "224.0.0.1", "0.0.0.0"])
def test_where_no_server_is_nothing_is_asked(adres: str) -> None:
    with pytest.raises(NietOpgehaald):
        fetching._require_server(adres)


@pytest.mark.parametrize("adres", ["10.0.0.8", "127.0.0.1", "192.0.2.1", "fd00::8"])
def test_a_server_of_ones_own_network_may_be_asked(adres: str) -> None:
    fetching._require_server(adres)
