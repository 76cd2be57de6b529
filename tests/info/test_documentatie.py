"""The documentation as pages: each file whole, no link that leads nowhere, no table that is lost on a small screen."""

import re
import subprocess
import sys
from html import unescape

import pytest
from django.test import Client
from documenten import ROOT

from machtigingen.doors.info.documentatie import PAGINAS, anchor, read
from machtigingen.foundation import foutcodes


@pytest.mark.parametrize("pagina", PAGINAS)
def test_each_page_is_there_with_its_title(client: Client, pagina: str) -> None:
    antwoord = client.get(f"/docs/{pagina}")
    assert antwoord.status_code == 200
    assert f"<title>{read(pagina).titel}" in unescape(antwoord.content.decode())


def test_the_first_page_is_the_one_to_begin_with(client: Client) -> None:
    assert "Uw softwarepakket koppelen" in client.get("/docs/").content.decode()


@pytest.mark.parametrize("pad", ["/docs/beheer", "/docs/../pyproject.toml", "/docs/talen/", "/docs/koppelen.md"])
def test_there_is_no_other_page(client: Client, pad: str) -> None:
    assert client.get(pad).status_code == 404


@pytest.mark.parametrize("pagina", PAGINAS)
def test_every_link_leads_to_a_page_and_a_place_in_it(pagina: str) -> None:
    for href in re.findall(r'href="(/docs/[^"]*|#[^"]*)"', read(pagina).html):
        adres, _, plek = href.removeprefix("/docs/").partition("#")
        doel = read(adres or pagina)
        assert not plek or f'id="{plek}"' in doel.html, href


@pytest.mark.parametrize("pagina", PAGINAS)
def test_no_page_links_to_a_file_or_brings_a_style(pagina: str) -> None:
    html = read(pagina).html
    assert not re.findall(r'href="(?!/docs/|/foutcodes/|#|https?://)[^"]*"', html)
    assert "style=" not in html


def test_a_code_leads_to_its_own_page() -> None:
    linked = set(re.findall(r'href="/foutcodes/(\w+)"', read("naslag").html))
    assert linked == set(foutcodes())


def test_each_cell_of_a_table_names_its_column() -> None:
    html = read("naslag").html
    assert html.count("<td") == html.count("data-kolom=")


def test_a_heading_gets_the_name_that_links_use() -> None:
    assert anchor("Het logboek: wat deden uw aanroepen?") == "het-logboek-wat-deden-uw-aanroepen"


def test_the_reference_says_what_the_contracts_say() -> None:
    """`tools/naslag.py` writes it anew."""
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "naslag.py"), "--check"], capture_output=True)
    assert done.returncode == 0, done.stderr
