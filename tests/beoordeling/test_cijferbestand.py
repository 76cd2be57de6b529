"""The figures for a program: the same numbers in JSON and in a sheet."""

import json
from datetime import UTC, date, datetime

from documenten import ROOT, table

from machtigingen.beoordeling.cijferbestand import KOLOMMEN, KOP, as_json, as_rows
from machtigingen.beoordeling.cijfers import Afloop, Cijfers, Meting, Periode, count

PERIODE = Periode(van=date(2026, 10, 1), tot=date(2026, 11, 24))
MAANDAG = datetime(2026, 11, 2, 9, tzinfo=UTC)


def cijfers() -> Cijfers:
    rijen = [
        Meting(
            formulier="X02",
            softwarepakket="DemoOog",
            ingediend_at=MAANDAG,
            besloten_at=MAANDAG,
            afloop=Afloop.GOEDGEKEURD,
            door_regel=True,
        ),
        Meting(
            formulier="X02",
            softwarepakket="",
            ingediend_at=MAANDAG,
            besloten_at=datetime(2026, 11, 9, 9, tzinfo=UTC),
            afloop=Afloop.AFGEWEZEN,
        ),
        Meting(
            formulier="M01",
            softwarepakket="DemoOog",
            ingediend_at=MAANDAG,
            afloop=Afloop.OPEN,
            termijn_tot_on=date(2026, 11, 16),
        ),
    ]
    return count(rijen, periode=PERIODE, vandaag=PERIODE.tot)


def test_json_says_for_whom_and_when_and_counts() -> None:
    inhoud = json.loads(json.dumps(as_json(cijfers(), uzovi="9901")))
    assert (inhoud["verzekeraar"], inhoud["van"], inhoud["tot"]) == ("9901", "2026-10-01", "2026-11-24")
    assert inhoud["formulier"] is None
    assert inhoud["totaal"] == {
        "ingediend": 3,
        "besloten": 2,
        "vanzelf": 1,
        "aandeel_vanzelf": 0.5,
        "goedgekeurd": 1,
        "gedeeltelijk_goedgekeurd": 0,
        "afgewezen": 1,
        "niet_nodig": 0,
        "ingetrokken": 0,
        "vervallen": 0,
        "open": 1,
        "te_laat": 1,
        "werkdagen_gemiddeld": 2.5,
        "werkdagen_mediaan": 2.5,
        "werkdagen_gemiddeld_beoordelaar": 5.0,
        "werkdagen_mediaan_beoordelaar": 5.0,
        "werkdagen_90_procent_beoordelaar": 5,
    }
    assert [(deel["formulier"], deel["ingediend"]) for deel in inhoud["per_formulier"]] == [("X02", 2), ("M01", 1)]
    assert [deel["softwarepakket"] for deel in inhoud["per_softwarepakket"]] == ["DemoOog", None]
    assert [(deel["maand"], deel["ingediend"]) for deel in inhoud["per_maand"]] == [("2026-10", 0), ("2026-11", 3)]
    assert inhoud["werkdagen_beoordelaar"] == [{"werkdagen": 5, "aantal": 1}]


def test_what_nothing_was_decided_of_has_no_share_and_no_time() -> None:
    (leeg, _vol) = as_json(cijfers(), uzovi="9901")["per_maand"]
    assert leeg["aandeel_vanzelf"] is leeg["werkdagen_mediaan"] is leeg["werkdagen_90_procent_beoordelaar"] is None


def test_a_sheet_has_a_row_for_the_whole_and_for_each_group() -> None:
    rijen = list(as_rows(cijfers(), titels={"X02": "Bovenooglidcorrectie"}))
    assert [rij[:3] for rij in rijen] == [
        ("Alles", "", 3),
        ("Formulier", "X02 Bovenooglidcorrectie", 2),
        ("Formulier", "M01", 1),
        ("Softwarepakket", "DemoOog", 2),
        ("Softwarepakket", "Onbekend", 1),
        ("Maand", "2026-10", 0),
        ("Maand", "2026-11", 3),
    ]
    assert {len(rij) for rij in rijen} == {len(KOP)}


def test_each_column_has_a_name_of_its_own() -> None:
    assert len({kolom.sleutel for kolom in KOLOMMEN}) == len({kolom.titel for kolom in KOLOMMEN}) == len(KOLOMMEN)


def test_the_documentation_names_every_figure_in_order() -> None:
    pagina = (ROOT / "docs" / "cijfers.md").read_text(encoding="utf-8")
    assert [naam for naam, _uitleg in table(pagina, "Meenemen")] == [kolom.sleutel for kolom in KOLOMMEN]
