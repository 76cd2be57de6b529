"""The documentation as pages: each file whole, no link that leads nowhere, no table that is lost on a small screen."""

import re
import subprocess
import sys
from html import unescape
from pathlib import PurePosixPath

import pytest
from django.test import Client
from documenten import ROOT

from machtigingen.doors.info import documentatie
from machtigingen.doors.info.documentatie import PAGINAS, VOOR_BEHEER, Document, anchor
from machtigingen.foundation import foutcodes

API = "https://api.example"


def read(pagina: str) -> Document:
    return documentatie.read(pagina, api=API)


@pytest.mark.parametrize("pagina", PAGINAS | VOOR_BEHEER)
def test_each_page_is_there_with_its_title(client: Client, pagina: str) -> None:
    antwoord = client.get(f"/docs/{pagina}")
    assert antwoord.status_code == 200
    assert f"<title>{read(pagina).titel}" in unescape(antwoord.content.decode())


def test_the_first_page_is_the_one_to_begin_with(client: Client) -> None:
    assert "Uw softwarepakket koppelen" in client.get("/docs/").content.decode()


@pytest.mark.parametrize("pad", ["/docs/beheer", "/docs/../pyproject.toml", "/docs/talen/", "/docs/koppelen.md"])
def test_there_is_no_other_page(client: Client, pad: str) -> None:
    assert client.get(pad).status_code == 404


@pytest.mark.parametrize("pagina", PAGINAS | VOOR_BEHEER)
def test_every_link_leads_to_a_page_and_a_place_in_it(pagina: str) -> None:
    for href in re.findall(r'href="(/docs/[^"]*|#[^"]*)"', read(pagina).html):
        adres, _, plek = href.removeprefix("/docs/").partition("#")
        doel = read(adres or pagina)
        assert not plek or f'id="{plek}"' in doel.html, href


@pytest.mark.parametrize("pagina", PAGINAS | VOOR_BEHEER)
def test_no_page_links_to_a_file_or_brings_a_style(pagina: str) -> None:
    html = read(pagina).html
    assert not re.findall(r'href="(?!/docs/|/foutcodes/|#|https?://)[^"]*"', html)
    assert "style=" not in html


def test_a_file_that_the_api_serves_is_read_there(client: Client) -> None:
    assert f'href="{API}/soap/instroom/v1?wsdl"' in read("koppelen").html
    assert 'href="https://localhost:8444/soap/instroom/v1?wsdl"' in client.get("/docs/koppelen").content.decode()


def test_no_link_of_a_page_for_vendors_is_lost() -> None:
    """Beside the one to what is of use only to who has the project."""
    lost = {
        (pagina, target)
        for pagina, bestand in PAGINAS.items()
        for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)", (ROOT / bestand).read_text(encoding="utf-8"))
        if documentatie._link(target, PurePosixPath(bestand), API) is None
    }
    assert lost == {("contract", "instroom.http")}


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
