"""The rows of a table as fields, and as text to read."""

import pytest

from machtigingen.beslisboom import Optie, Totaal, Vraag, Vraagtype
from machtigingen.foundation import Fout
from machtigingen.ui.tabelveld import posten, totaaltekst, veldrijen
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

TABEL = Vraag(
    link_id="prestaties",
    tekst="Welke prestaties?",
    type=Vraagtype.GROUP,
    meerdere=True,
    kolommen=(
        Vraag(link_id="code", tekst="Prestatie", type=Vraagtype.CHOICE, opties=(Optie("J081", "J081 Klikgebit"),)),
        Vraag(link_id="aantal", tekst="Aantal", type=Vraagtype.INTEGER),
        Vraag(link_id="techniek", tekst="Techniek per stuk", type=Vraagtype.DECIMAL, decimalen=2, eenheid="EUR"),
    ),
    totaal=Totaal(("techniek",), "aantal"),
)
RIJ = {"code": "J081", "aantal": 2, "techniek": "1250.50"}
FOUT = Fout("V107", "prestaties[1].aantal", {"reden": "Vul dit vak in", "code": "V101"})


def rijen(waarde, *, fouten=(), erbij=False):
    return veldrijen(TABEL, waarde, fouten=fouten, erbij=erbij)


def test_an_empty_table_shows_one_row_to_fill_in() -> None:
    for niets in (None, [], "J081", [7]):
        (rij,) = rijen(niets)
        assert [cel.waarde for cel in rij.cellen] == ["", "", ""]
        assert rij.totaal == ""


def test_a_row_shows_its_cells_in_dutch_notation_and_its_total() -> None:
    (rij,) = rijen([RIJ])
    assert [(cel.naam, cel.waarde, cel.soort) for cel in rij.cellen] == [
        ("prestaties-0-code", "J081", Veldsoort.LIJST),
        ("prestaties-0-aantal", "2", Veldsoort.GETAL),
        ("prestaties-0-techniek", "1250,50", Veldsoort.GETAL),
    ]
    assert rij.cellen[2].label == "Techniek per stuk in euro"
    assert rij.totaal == totaaltekst(TABEL, [RIJ]) == "€\u00a02.501,00"


@pytest.mark.parametrize("getypt", ["1.400", "1.400,00", "12.5O"])
def test_an_amount_that_is_asked_again_comes_back_as_it_was_typed_and_counts_for_nothing(getypt: str) -> None:
    (rij,) = rijen([RIJ | {"techniek": getypt}])
    assert rij.cellen[2].waarde == getypt
    assert rij.totaal == totaaltekst(TABEL, [RIJ | {"techniek": getypt}]) == ""


def test_one_more_row_is_shown_when_asked_until_the_table_is_full() -> None:
    assert [rij.nummer for rij in rijen([RIJ], erbij=True)] == [1, 2]
    assert len(rijen([RIJ] * 50, erbij=True)) == 50


def test_an_error_stands_at_its_cell_and_with_its_row_in_the_summary() -> None:
    veld = Veld(naam="prestaties", label="Welke?", soort=Veldsoort.TABEL, rijen=rijen([RIJ, RIJ], fouten=[FOUT]))
    assert [cel.fout for cel in veld.cellen if cel.fout] == ["Vul dit vak in."]
    assert Foutregel.van([veld]) == (
        Foutregel(tekst="Regel 2, aantal: vul dit vak in", veld_id="veld-prestaties-1-aantal"),
    )


def test_an_error_of_the_whole_table_leads_to_its_first_cell() -> None:
    veld = Veld(naam="prestaties", label="Welke?", soort=Veldsoort.TABEL, fout="Beantwoord dit.", rijen=rijen(None))
    assert Foutregel.van([veld])[0].veld_id == "veld-prestaties-0-code"


def test_rows_to_read_have_a_head_and_the_rest() -> None:
    gelezen = [(post.kop, post.rest.replace("\u00a0", " ")) for post in posten(TABEL, [RIJ, RIJ])]
    assert gelezen[0] == ("J081 Klikgebit", "2 × (€ 1.250,50) = € 2.501,00")
    assert gelezen[-1][0].replace("\u00a0", " ") == "Totaal: € 5.002,00"
    assert posten(TABEL, "J081") == ()
