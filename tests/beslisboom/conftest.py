"""A small catalogue in a temporary folder, for tests that change one thing in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from proefcatalogus import BESTANDEN, Proefcatalogus

from machtigingen.beslisboom import Formulier


@pytest.fixture
def proefcatalogus(tmp_path: Path) -> Proefcatalogus:
    return Proefcatalogus(tmp_path / "catalogus")


@pytest.fixture
def proef(proefcatalogus: Proefcatalogus) -> Formulier:
    return proefcatalogus.load()


@pytest.fixture
def proef_met(proefcatalogus: Proefcatalogus) -> Callable[[str, str, str], Formulier]:
    """The form after one replacement in one of its files."""

    def make(name: str, old: str, new: str) -> Formulier:
        proefcatalogus.change(f"proef/1/{name}", old, new)
        return proefcatalogus.load()

    return make


TABEL = """\
      - linkId: prestaties
        text: Welke prestaties?
        kort: Prestaties
        type: group
        repeats: true
        doel: De machtiging geldt alleen hiervoor.
        uniek: [code]
        totaal: {som: [techniek], keer: aantal}
        item:
          - {linkId: code, text: Code, type: choice, controle: prestatie, answerOption: toegang}
          - {linkId: aantal, text: Aantal, type: integer, minimum: 1, maximum: 99}
          - {linkId: techniek, text: Techniek, type: decimal, minimum: 0, decimalen: 2, eenheid: EUR}
      - linkId: geplaatst
        text: Wanneer is de vorige geplaatst?
        type: date
        doel: De leeftijd telt.
        enableWhen:
          - {question: prestaties.code, operator: "=", answer: J080}
      - linkId: begin
        text: Wanneer begint u?
        type: date
        doel: Vanaf dan geldt de machtiging.
"""
TABELREGELS = """\
hitPolicy: FIRST
afgeleid:
  - naam: leeftijd
    tekst: Leeftijd van de vorige.
    jaren_sinds: {van: geplaatst, tot: begin}
  - naam: binnen
    tekst: Zijn de techniekkosten gewoon?
    binnen_grenzen: {kolom: prestaties.techniek, per: prestaties.code, grenzen: {J070: 100, J080: 500}}
  - naam: samen
    tekst: Totaal van de tabel.
    totaal: prestaties
regels:
  - regel: te jong
    als: {leeftijd: < 5}
    uitkomst: beoordelen
    tekst: Nog geen 5 jaar oud.
    onderbouwing: De wet.
  - regel: te duur
    als: {binnen: nee}
    uitkomst: beoordelen
    tekst: Te duur.
    onderbouwing: De wet.
  - regel: te veel
    als: {samen: '> 1000'}
    uitkomst: beoordelen
    tekst: Te veel.
    onderbouwing: De wet.
  - regel: een drukknop
    als: {prestaties.code: J070}
    uitkomst: beoordelen
    tekst: Een drukknop.
    onderbouwing: De wet.
  - regel: in orde
    als: {binnen: ja}
    uitkomst: goedgekeurd
    tekst: In orde.
    onderbouwing: De wet.
"""


@pytest.fixture
def tabelcatalogus(proefcatalogus: Proefcatalogus) -> Proefcatalogus:
    """The same catalogue with a form that has a table, and rules on what is worked out from it."""
    folder = proefcatalogus.folder / "proef" / "1"
    kop = BESTANDEN["proef/1/formulier.yaml"].partition("      - linkId: klacht")[0]
    kop = kop.replace("prestatiecodes: [J080]", "prestatiecodes: [J070, J080]")
    (folder / "formulier.yaml").write_text(kop + TABEL, encoding="utf-8")
    (folder / "beslistabel.yaml").write_text(TABELREGELS, encoding="utf-8")
    (folder / "voorinvulling.yaml").write_text(
        "voorinvulling: {prestaties: [{softwarepakket: verstrekking.prestaties}]}\n", encoding="utf-8"
    )
    (folder / "voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
    return proefcatalogus


@pytest.fixture
def tabelproef(tabelcatalogus: Proefcatalogus) -> Formulier:
    return tabelcatalogus.load()
