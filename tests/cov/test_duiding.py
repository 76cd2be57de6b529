"""What each value of VZ802 means for an aanvraag; what contradicts itself or is about another is no answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from cov.berichten import BASIS, PEIL, VRAAG, alle, resultaat, verzekerde
from hypothesis import given

from machtigingen.foundation import Bsn, Uzovi
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovUitkomst, GeenAntwoord, Geslacht
from machtigingen.registers.vz801802.berichten import (
    Geslachtsoort,
    SoortVerzekering,
    Verzekerde,
    Verzekerderesultaat,
    Verzekering,
    Verzekeringresultaat,
    Zoekresultaat,
    Zoekresultaattype,
)
from machtigingen.registers.vz801802.duiding import GESLACHT, GEVONDEN, ONS_BERICHT, UITKOMST, antwoord_van

DAG = timedelta(days=1)
DICHT = Verzekering(resultaat=Verzekeringresultaat.NIET_GEAUTORISEERD, uzovi=9903)
INACTIEF = replace(BASIS, resultaat=Verzekeringresultaat.INACTIEF, einddatum=date(2025, 12, 31))
TAND = replace(BASIS, soort=SoortVerzekering.TAND, uzovi=9902)


def antwoord(**anders: Any) -> CovAntwoord:
    return antwoord_van(resultaat(verzekerde=verzekerde(**anders)), VRAAG)


def geen_antwoord(gekregen: Zoekresultaat) -> GeenAntwoord:
    with pytest.raises(CovNietBereikbaar) as fout:
        antwoord_van(gekregen, VRAAG)
    return fout.value.reden


def test_every_result_has_one_meaning() -> None:
    soorten = [*GEVONDEN, *UITKOMST, *ONS_BERICHT]
    assert sorted(soort.name for soort in soorten) == sorted(soort.name for soort in Zoekresultaattype)
    assert set(GESLACHT) == set(Geslachtsoort)


@given(alle(Zoekresultaat))
def test_whatever_comes_is_an_answer_or_none_and_nothing_else(gekregen: Zoekresultaat) -> None:
    if gekregen.verzekerde is not None:  # else every one of them is about somebody else
        gekregen = replace(gekregen, verzekerde=replace(gekregen.verzekerde, bsn="", geboortedatum=VRAAG.geboortedatum))
    try:
        assert antwoord_van(gekregen, VRAAG).peildatum == PEIL
    except CovNietBereikbaar as fout:
        assert fout.reden in GeenAntwoord


@pytest.mark.parametrize("type_", sorted(GEVONDEN, key=str))
def test_who_is_found_is_known_with_insurer_and_number(type_: Zoekresultaattype) -> None:
    gekregen = antwoord_van(resultaat(type_), VRAAG)
    assert gekregen == CovAntwoord(
        uitkomst=CovUitkomst.GEVONDEN,
        peildatum=PEIL,
        naam="J. Jansen",
        geslacht=Geslacht.VROUW,
        uzovi=Uzovi("9901"),
        verzekeraar="UZOVI 9901",
        verzekerdenummer="990111004",
    )


@pytest.mark.parametrize(("type_", "uitkomst"), UITKOMST.items())
def test_who_is_not_found_has_an_outcome_and_nothing_more(type_: Zoekresultaattype, uitkomst: CovUitkomst) -> None:
    assert antwoord_van(resultaat(type_), VRAAG) == CovAntwoord(uitkomst=uitkomst, peildatum=PEIL)


@pytest.mark.parametrize("type_", sorted(ONS_BERICHT, key=str))
def test_what_we_asked_wrongly_is_no_answer(type_: Zoekresultaattype) -> None:
    assert geen_antwoord(resultaat(type_)) is GeenAntwoord.ONS_BERICHT


@pytest.mark.parametrize(
    ("anders", "uitkomst"),
    [
        ({"overleden": True}, CovUitkomst.OVERLEDEN),
        (
            {"resultaat": Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN},
            CovUitkomst.DUBBEL_VERZEKERD,
        ),
        ({"verzekeringen": (BASIS, replace(BASIS, uzovi=9902))}, CovUitkomst.DUBBEL_VERZEKERD),
        ({"verzekeringen": (BASIS, TAND)}, CovUitkomst.GEVONDEN),
        ({"verzekeringen": (BASIS, DICHT)}, CovUitkomst.GEVONDEN),
        ({"verzekeringen": (DICHT, TAND)}, CovUitkomst.NIET_GEAUTORISEERD),
        ({"verzekeringen": (TAND,)}, CovUitkomst.POLIS_BEEINDIGD),
        ({"verzekeringen": ()}, CovUitkomst.POLIS_BEEINDIGD),
        (
            {"resultaat": Verzekerderesultaat.INACTIEVE_VERZEKERINGEN, "verzekeringen": (INACTIEF,)},
            CovUitkomst.POLIS_BEEINDIGD,
        ),
    ],
)
def test_the_active_basic_policy_decides(anders: dict[str, Any], uitkomst: CovUitkomst) -> None:
    assert antwoord(**anders).uitkomst is uitkomst


AWBZ = replace(BASIS, soort=SoortVerzekering.AWBZ, uzovi=9905, verzekerdenummer="990511004")
DICHT_AWBZ = replace(DICHT, soort=SoortVerzekering.AWBZ)


@pytest.mark.parametrize(
    ("anders", "uitkomst", "uzovi"),
    [
        ({"verzekeringen": (BASIS, AWBZ)}, CovUitkomst.GEVONDEN, "9905"),
        ({"verzekeringen": (AWBZ, BASIS, replace(BASIS, uzovi=9902))}, CovUitkomst.GEVONDEN, "9905"),
        (
            {
                "resultaat": Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN,
                "verzekeringen": (AWBZ, BASIS, replace(BASIS, uzovi=9902)),
            },
            CovUitkomst.GEVONDEN,
            "9905",
        ),
        ({"verzekeringen": (BASIS,)}, CovUitkomst.GEVONDEN, None),
        ({"verzekeringen": (BASIS, TAND, DICHT)}, CovUitkomst.GEVONDEN, None),
        ({"verzekeringen": ()}, CovUitkomst.GEVONDEN, None),
        (
            {"verzekeringen": (BASIS, replace(AWBZ, resultaat=Verzekeringresultaat.INACTIEF))},
            CovUitkomst.GEVONDEN,
            None,
        ),
        (
            {"resultaat": Verzekerderesultaat.INACTIEVE_VERZEKERINGEN, "verzekeringen": (INACTIEF,)},
            CovUitkomst.GEVONDEN,
            None,
        ),
        ({"verzekeringen": (BASIS, DICHT_AWBZ)}, CovUitkomst.GEVONDEN, None),
        ({"verzekeringen": (BASIS, DICHT_AWBZ, AWBZ)}, CovUitkomst.GEVONDEN, "9905"),
        ({"verzekeringen": (BASIS, AWBZ, replace(AWBZ, uzovi=9906))}, CovUitkomst.GEVONDEN, None),
        ({"verzekeringen": (AWBZ,), "overleden": True}, CovUitkomst.OVERLEDEN, None),
    ],
)
def test_under_the_wlz_only_the_line_of_that_law_decides(
    anders: dict[str, Any], uitkomst: CovUitkomst, uzovi: str | None
) -> None:
    gekregen = antwoord_van(resultaat(verzekerde=verzekerde(**anders)), replace(VRAAG, grondslag="wlz"))
    assert (gekregen.uitkomst, gekregen.uzovi, gekregen.grondslag) == (uitkomst, uzovi and Uzovi(uzovi), "wlz")
    assert gekregen.verzekerdenummer == ("990511004" if uzovi else "")
    assert bool(gekregen.naam) is (uitkomst is CovUitkomst.GEVONDEN)


def test_of_more_than_one_zorgkantoor_each_is_named_once() -> None:
    lijnen = (replace(AWBZ, uzovi=9906), BASIS, AWBZ, DICHT_AWBZ, AWBZ)
    gekregen = antwoord_van(resultaat(verzekerde=verzekerde(verzekeringen=lijnen)), replace(VRAAG, grondslag="wlz"))
    assert (gekregen.uzovi, gekregen.zorgkantoren) == (None, (Uzovi("9905"), Uzovi("9906")))


def test_one_that_cannot_be_read_is_no_answer_under_the_wlz_either() -> None:
    gevonden = resultaat(verzekerde=verzekerde(verzekeringen=(AWBZ, replace(AWBZ, uzovi=None))))
    with pytest.raises(CovNietBereikbaar) as fout:
        antwoord_van(gevonden, replace(VRAAG, grondslag="wlz"))
    assert fout.value.reden is GeenAntwoord.ONLEESBAAR


def test_under_the_zvw_the_line_of_the_wlz_decides_nothing() -> None:
    assert antwoord(verzekeringen=(AWBZ, BASIS)).uzovi == Uzovi("9901")
    assert antwoord(verzekeringen=(AWBZ,)).uitkomst is CovUitkomst.POLIS_BEEINDIGD


def test_the_last_day_of_a_policy_is_kept() -> None:
    assert antwoord(verzekeringen=(replace(BASIS, einddatum=date(2026, 12, 31)),)).polis_einde == date(2026, 12, 31)
    oud = antwoord(
        resultaat=Verzekerderesultaat.INACTIEVE_VERZEKERINGEN,
        verzekeringen=(INACTIEF, replace(INACTIEF, einddatum=date(2024, 12, 31)), replace(INACTIEF, einddatum=None)),
    )
    assert oud.polis_einde == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("ingang", "einde", "geldt"),
    [
        (None, None, True),
        (PEIL, PEIL, True),
        (PEIL - DAG, PEIL + DAG, True),
        (None, PEIL - DAG, False),
        (PEIL - 2 * DAG, PEIL - DAG, False),
        (PEIL + DAG, None, False),
        (PEIL + DAG, PEIL - DAG, False),
    ],
)
@pytest.mark.parametrize("type_", sorted(GEVONDEN, key=str))
def test_an_active_policy_holds_on_the_day_that_was_asked_or_it_is_no_answer(
    type_: Zoekresultaattype, ingang: date | None, einde: date | None, geldt: bool
) -> None:
    polis = replace(BASIS, ingangsdatum=ingang, einddatum=einde)
    gekregen = resultaat(type_, verzekerde=verzekerde(verzekeringen=(polis,)))
    if geldt:
        assert antwoord_van(gekregen, VRAAG).polis_einde == einde
    else:
        assert geen_antwoord(gekregen) is GeenAntwoord.TEGENSTRIJDIG


def test_the_days_of_what_does_not_decide_are_no_concern() -> None:
    tand = replace(TAND, einddatum=PEIL - DAG)
    assert antwoord(verzekeringen=(BASIS, tand, INACTIEF)).uitkomst is CovUitkomst.GEVONDEN


HOOFD = replace(BASIS, soort=SoortVerzekering.HOOFDVERZEKERING)


@pytest.mark.parametrize(
    "anders",
    [
        {"resultaat": Verzekerderesultaat.INACTIEVE_VERZEKERINGEN},
        {"verzekeringen": (BASIS, replace(HOOFD, verzekerdenummer="990111005"))},
        {"verzekeringen": (BASIS, replace(HOOFD, einddatum=PEIL - DAG))},
        {"verzekeringen": (BASIS, replace(HOOFD, uzovi=9902, ingangsdatum=PEIL + DAG))},
        {
            "resultaat": Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN,
            "verzekeringen": (BASIS, replace(BASIS, uzovi=9902, einddatum=PEIL - DAG)),
        },
    ],
)
def test_what_contradicts_itself_is_no_answer(anders: dict[str, Any]) -> None:
    assert geen_antwoord(resultaat(verzekerde=verzekerde(**anders))) is GeenAntwoord.TEGENSTRIJDIG


@pytest.mark.parametrize("nummers", [("990111004", "990111004"), ("990111004", ""), ("", "990111004")])
def test_one_number_at_one_insurer_may_come_twice(nummers: tuple[str, str]) -> None:
    polissen = tuple(replace(een, verzekerdenummer=nummer) for een, nummer in zip((BASIS, HOOFD), nummers, strict=True))
    assert antwoord(verzekeringen=polissen).verzekerdenummer == "990111004"


@pytest.mark.parametrize(("bsn", "goed"), [("", True), ("999911004", True), ("999911016", False), ("99911004", False)])
def test_an_answer_about_another_bsn_is_none(bsn: str, goed: bool) -> None:
    gekregen = resultaat(verzekerde=verzekerde(bsn=bsn))
    if goed:
        assert antwoord_van(gekregen, VRAAG).uitkomst is CovUitkomst.GEVONDEN
    else:
        assert geen_antwoord(gekregen) is GeenAntwoord.OVER_EEN_ANDER


def test_a_bsn_that_lost_its_zeros_is_the_same() -> None:
    vraag = replace(VRAAG, bsn=Bsn("000000012"))
    gekregen = resultaat(verzekerde=verzekerde(bsn="12"))
    assert antwoord_van(gekregen, vraag).uitkomst is CovUitkomst.GEVONDEN


def test_an_answer_about_another_birth_date_is_none() -> None:
    assert geen_antwoord(resultaat(verzekerde=verzekerde(geboortedatum=PEIL))) is GeenAntwoord.OVER_EEN_ANDER


@pytest.mark.parametrize("uzovi", [None, 0, 10_000])
def test_an_active_policy_of_no_insurer_is_no_answer(uzovi: int | None) -> None:
    gekregen = resultaat(verzekerde=verzekerde(verzekeringen=(replace(BASIS, uzovi=uzovi),)))
    assert geen_antwoord(gekregen) is GeenAntwoord.ONLEESBAAR


def test_found_without_anybody_is_no_answer() -> None:
    assert geen_antwoord(resultaat(verzekerde=None)) is GeenAntwoord.ONLEESBAAR


@pytest.mark.parametrize(
    ("delen", "naam"),
    [
        ({"voorletters": "MJ", "voorvoegsel1": "el", "achternaam1": "Voorbeeld"}, "M.J. el Voorbeeld"),
        (
            {"voorletters": "M.J.", "achternaam1": "Jansen", "voorvoegsel2": "van den", "achternaam2": "Test"},
            "M.J. Jansen-van den Test",
        ),
        ({"voorletters": "", "achternaam1": "Jansen"}, "Jansen"),
    ],
)
def test_a_name_is_put_together_from_its_parts(delen: dict[str, str], naam: str) -> None:
    kaal: Verzekerde = verzekerde(achternaam1="", voorletters="")
    assert antwoord_van(resultaat(verzekerde=replace(kaal, **delen)), VRAAG).naam == naam
