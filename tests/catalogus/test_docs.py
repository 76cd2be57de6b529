"""The manual for authors of forms names everything they can write."""

import pytest

from machtigingen.beslisboom import (
    Controle,
    HitPolicy,
    Operator,
    Uitkomst,
    Vraagtype,
    lezen_verband,
    load_catalogus,
)
from machtigingen.beslisboom.lezen_afgeleid import FUNCTIES
from machtigingen.beslisboom.lezen_vragen import SLEUTELS
from machtigingen.beslisboom.verband import Verbandsoort
from machtigingen.beslisboom.voorinvulling import BRONNEN
from machtigingen.formulieren.afspraak import Regelbesluit
from machtigingen.formulieren.lezen_afspraken import WAARDEN
from machtigingen.foundation import CATALOGUS

MANUAL = (CATALOGUS.parent / "docs" / "formulieren.md").read_text(encoding="utf-8")
WORDS = [
    *SLEUTELS,
    *Vraagtype,
    *Controle,
    *HitPolicy,
    *Operator,
    *Uitkomst,
    *BRONNEN,
    *FUNCTIES,
    *Verbandsoort,
    *lezen_verband.SLEUTELS,
    *WAARDEN,
    *Regelbesluit,
]


@pytest.mark.parametrize("word", [str(word) for word in WORDS])
def test_it_explains(word):
    assert f"`{word}`" in MANUAL


def test_it_says_of_every_form_for_what_care_it_is_and_what_is_made_up():
    newest = {form.code: form for form in sorted(load_catalogus(CATALOGUS).formulieren, key=lambda form: form.rang)}
    for form in newest.values():
        wet = ", ".join(map(str.capitalize, form.grondslagen))
        row = f"| {form.code} | {form.titel} | {wet} | {form.voorbeeld} |"
        assert row in MANUAL, f"Zet in docs/formulieren.md:\n{row}"


def test_it_names_every_file_of_the_catalogue():
    names = {file.name for file in CATALOGUS.rglob("*.yaml")}
    assert all(name in MANUAL for name in names)
