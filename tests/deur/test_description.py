"""Both configurations say what one description says; the servers themselves find them good."""

import shutil
import subprocess

import pytest
from deur.deuren import PAD, config

from machtigingen.project.config import Config, Configuratiefout
from machtigingen.project.deur import haproxy, nginx
from machtigingen.project.deur.description import describe
from machtigingen.project.lookalikes import KNOWN


@pytest.mark.parametrize("profiel, versies", [("streng", "TLSv1.3"), ("ruim", "TLSv1.2 TLSv1.3")])
def test_nginx_finds_it_good(leeg, uitgevers, profiel, versies):
    nginx.write(describe(config(leeg, "nginx", tls_profiel=profiel), map=leeg.map, uitgevers=uitgevers))
    programma = shutil.which("nginx", path=PAD)
    gedaan = subprocess.run(
        [programma, "-t", "-p", str(leeg.map), "-c", str(leeg.map / "nginx.conf")], capture_output=True, text=True
    )
    assert gedaan.returncode == 0 and "[warn]" not in gedaan.stderr, gedaan.stderr
    tekst = (leeg.map / "machtigingen.conf").read_text()
    assert tekst.count(f"ssl_protocols {versies};") == 3
    for naam in KNOWN:
        assert tekst.count(f"proxy_set_header {naam} ") == 3, naam


@pytest.mark.parametrize("profiel", ["streng", "ruim"])
def test_haproxy_finds_it_good(leeg, uitgevers, profiel):
    haproxy.write(describe(config(leeg, "haproxy", tls_profiel=profiel), map=leeg.map, uitgevers=uitgevers))
    programma = shutil.which("haproxy", path=PAD)
    gedaan = subprocess.run([programma, "-c", "-f", str(leeg.map / "haproxy.cfg")], capture_output=True, text=True)
    assert gedaan.returncode == 0 and "[WARNING]" not in gedaan.stderr, gedaan.stderr
    assert (leeg.map / "server.crt.key").resolve() == (leeg.testpki / "server.key").resolve()


def test_the_proxy_runs_in_the_group_that_may_open_the_sockets(leeg, uitgevers):
    beschrijving = describe(config(leeg, "nginx", proxy_groep="www-data"), map=leeg.map, uitgevers=uitgevers)
    nginx.write(beschrijving)
    haproxy.write(beschrijving)
    assert f"user {beschrijving.gebruiker} www-data;" in (leeg.map / "nginx.conf").read_text()
    assert "    group www-data\n" in (leeg.map / "haproxy.cfg").read_text()


@pytest.mark.parametrize(
    "anders, genoemd",
    [
        ({"proxy_luistert": {"info": "*:443", "portaal": "*:443", "api": "*:8444"}}, "proxy_luistert"),
        ({"proxy_weg": "loopback", "proxy_certificaat": "c", "proxy_sleutel": None}, "proxy_sleutel"),
        ({"proxy_weg": "loopback", "proxy_certificaat": "c", "proxy_sleutel": "s"}, "proxy_vertrouwt"),
    ],
)
def test_what_does_not_go_together_is_named(leeg, uitgevers, anders, genoemd):
    with pytest.raises(Configuratiefout, match=genoemd):
        describe(config(leeg, "nginx", **anders), map=leeg.map, uitgevers=uitgevers)


GOED = 'deur = "proxy"\nproxy_gebruikers = ["www-data"]\n'


@pytest.mark.parametrize(
    "tekst, genoemd",
    [
        ('tls_profiel = "los"', "tls_profiel: kies streng of ruim"),
        ('deur = "open"', "deur: kies zelf of proxy"),
        (GOED + 'proxy_weg = "post"', "proxy_weg: kies socket of loopback"),
        ('deur = "proxy"', "proxy_gebruikers: noem"),
        ('deur = "proxy"\nproxy_gebruikers = "www-data"', "proxy_gebruikers: dit moet een lijst"),
        ('deur = "proxy"\nproxy_weg = "loopback"', "proxy_certificaat: noem"),
        (GOED + '[proxy_luistert]\ninfo = "x"\nportaal = "*:443"\napi = "*:444"', "proxy_luistert.info"),
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path, tekst, genoemd):
    (tmp_path / "portaal.toml").write_text(tekst)
    with pytest.raises(Configuratiefout, match=genoemd):
        Config.load(tmp_path / "portaal.toml")


def test_paths_are_relative_to_the_file_and_the_default_is_strict(tmp_path):
    (tmp_path / "portaal.toml").write_text(GOED)
    gelezen = Config.load(tmp_path / "portaal.toml")
    assert (gelezen.proxy_sockets, gelezen.tls_profiel) == (tmp_path / "sockets", "streng")
    assert Config().deur == "zelf"
