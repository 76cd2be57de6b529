"""The agreements of the insurers: what holds for whom, and what is not taken in."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from machtigingen.beslisboom import Catalogusfout
from machtigingen.formulieren.afspraken import Afspraken, Regelbesluit, afspraken, use_afspraken
from machtigingen.foundation import CATALOGUS

ALLE = Afspraken.load()
OOGLID, WENKBRAUW, PROTHESE, IMPLANTATEN = "X02", "X10", "M03", "M04"
FORMULIEREN = (OOGLID, WENKBRAUW, PROTHESE, IMPLANTATEN)
VERZEKERAARS = ("9901", "9902", "9903", "9904", "9905")

every_agreement = pytest.mark.parametrize(
    "afspraak", [ALLE.van(uzovi, code) for uzovi in VERZEKERAARS for code in FORMULIEREN]
)


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """A catalogue to spoil."""
    map_ = tmp_path / "catalogus"
    shutil.copytree(CATALOGUS, map_)
    return map_


@pytest.fixture
def schrijf(kopie: Path) -> Callable[[str], Path]:
    """Writes agreements of insurer 9904 and returns the catalogue."""

    def doe(tekst: str) -> Path:
        (kopie / "afspraken" / "9904.yaml").write_text(tekst, encoding="utf-8")
        return kopie

    return doe


def test_an_insurer_without_agreements_of_its_own_follows_the_standard() -> None:
    afspraak = ALLE.van("9901", OOGLID)
    assert (afspraak.termijn_werkdagen, afspraak.waarschuwing_werkdagen) == (10, 2)
    assert (afspraak.heropenen_dagen, afspraak.reactie_werkdagen) == (42, 10)
    assert (afspraak.opnieuw_na_aanvulling, afspraak.vier_ogen) == (True, False)
    assert ALLE.van("onbekend", OOGLID) == afspraak


def test_an_insurer_may_agree_on_another_term_for_one_form() -> None:
    assert ALLE.van("9902", WENKBRAUW).termijn_werkdagen == 5
    assert ALLE.van("9902", OOGLID).termijn_werkdagen == 10


def test_an_insurer_may_want_four_eyes_for_one_form() -> None:
    assert ALLE.van("9903", PROTHESE).vier_ogen
    assert not ALLE.van("9903", OOGLID).vier_ogen


def test_two_insurers_decide_on_the_same_form_in_their_own_way() -> None:
    vlug, samen, gewoon = (ALLE.van(uzovi, IMPLANTATEN) for uzovi in ("9902", "9903", "9901"))
    assert [(een.termijn_werkdagen, een.vier_ogen) for een in (vlug, samen, gewoon)] == [
        (5, False),
        (10, True),
        (10, False),
    ]


def test_an_insurer_may_let_the_term_go_on_after_an_answer() -> None:
    assert not ALLE.van("9903", OOGLID).opnieuw_na_aanvulling


def test_a_reason_of_one_insurer_is_not_for_another() -> None:
    assert ALLE.van("9903", OOGLID, "zvw").reden("buiten_contract") is not None
    assert ALLE.van("9901", OOGLID, "zvw").reden("buiten_contract") is None


def test_nothing_depends_on_a_contract_under_the_wlz() -> None:
    assert ALLE.van("9903", "M08", "wlz").reden("buiten_contract") is None


def test_a_reason_or_question_of_one_form_is_not_for_another() -> None:
    ooglid, prothese = ALLE.van("9901", OOGLID), ALLE.van("9901", PROTHESE)
    assert ooglid.reden("gezichtsveld_ruim_genoeg") and not prothese.reden("gezichtsveld_ruim_genoeg")
    assert ooglid.sjabloon("gezichtsveldonderzoek") and not prothese.sjabloon("gezichtsveldonderzoek")
    assert prothese.sjabloon("begroting_gesplitst") and not ooglid.sjabloon("begroting_gesplitst")


@pytest.mark.parametrize("code", ["X02", "X10", "X91", "X92", "X93", "X94", "K01"])
def test_every_form_about_the_looks_can_be_refused_for_them_and_asked_about_the_body(code: str) -> None:
    afspraak = ALLE.van("9901", code)
    assert afspraak.reden("alleen_uiterlijk") and afspraak.reden("geen_functiestoornis")
    assert afspraak.sjabloon("functiestoornis")


def test_implants_have_the_reasons_and_questions_of_the_prosthesis_on_them() -> None:
    afspraak = ALLE.van("9901", IMPLANTATEN)
    assert afspraak.reden("kaak_niet_geslonken") and afspraak.reden("begroting_onduidelijk")
    assert afspraak.sjabloon("rontgenfoto") and afspraak.sjabloon("begroting_gesplitst")


def test_a_zorgkantoor_names_no_ground_of_the_zvw_and_the_letter_says_to_object_there() -> None:
    afspraak = ALLE.van("9905", "M08", "wlz")
    assert not [reden.code for reden in afspraak.redenen if "zorgverzekering" in reden.grond.lower()]
    assert not [reden.code for reden in afspraak.redenen if "hoort niet bij de basisverzekering" in reden.brieftekst]
    assert afspraak.reden("wlz_geen_verblijf") and afspraak.reden("wlz_geen_contract")
    assert "bezwaar bij het zorgkantoor" in afspraak.bezwaar and "SKGZ" not in afspraak.bezwaar
    assert ALLE.van("9901", OOGLID).reden("wlz_geen_verblijf") is None


def test_the_law_decides_on_ground_and_objection_whoever_the_insurer_is() -> None:
    onder_zvw, onder_wlz = (ALLE.van("9901", PROTHESE, wet) for wet in ("zvw", "wlz"))
    assert onder_zvw == ALLE.van("9901", PROTHESE)
    assert onder_wlz.bezwaar == ALLE.van("9905", "M08", "wlz").bezwaar != onder_zvw.bezwaar
    assert [reden.code for reden in onder_wlz.redenen] == [reden.code for reden in onder_zvw.redenen]


def test_a_form_goes_before_the_law_and_the_law_before_the_rest(schrijf) -> None:
    folder = schrijf(
        "uzovi: 9904\ntermijn_werkdagen: 20\n"
        "grondslagen: {wlz: {termijn_werkdagen: 30}}\nformulieren: {M08: {termijn_werkdagen: 40}}\n"
    )
    alle = Afspraken.load(folder)
    gevraagd = ((OOGLID, "zvw"), (OOGLID, "wlz"), ("M08", "wlz"))
    assert [alle.van("9904", code, wet).termijn_werkdagen for code, wet in gevraagd] == [20, 30, 40]


def test_a_law_that_is_none_is_refused(schrijf) -> None:
    with pytest.raises(Catalogusfout, match="9904.yaml:2: De sleutel wmo bestaat niet"):
        Afspraken.load(schrijf("uzovi: 9904\ngrondslagen: {wmo: {termijn_werkdagen: 30}}\n"))


@every_agreement
def test_everything_that_can_be_decided_has_a_reason_and_each_reason_its_ground(afspraak) -> None:
    for besluit in Regelbesluit:
        redenen = afspraak.redenen_voor(besluit)
        assert redenen
        assert all(besluit in reden.voor and reden.grond and reden.brieftekst for reden in redenen)


@every_agreement
def test_the_insured_reads_sentences_and_no_provider_s_words(afspraak) -> None:
    for reden in afspraak.redenen:
        assert re.fullmatch(r"[A-Z].*\.", reden.brieftekst), reden.code
        assert not re.search(r"verzekerde\b|prestatie|honorarium|functiestoornis", reden.brieftekst), reden.code


@every_agreement
def test_questions_are_questions(afspraak) -> None:
    assert all(vraag.endswith("?") for sjabloon in afspraak.sjablonen for vraag in sjabloon.vragen)


@every_agreement
def test_the_letter_says_how_to_object_first_to_the_insurer_then_to_the_skgz(afspraak) -> None:
    alineas = afspraak.bezwaar.split("\n")
    assert "6 weken" in alineas[0]
    assert "heroverweging" in alineas[1]
    assert "SKGZ" in alineas[2]


def test_an_insurer_s_own_reason_takes_the_place_of_the_standard_one(schrijf: Callable[[str], Path]) -> None:
    eigen = """\
uzovi: 9904
redenen:
  - code: voldoet
    voor: [toegekend]
    tekst: Akkoord.
    brieftekst: Wij zijn akkoord.
    grond: Onze voorwaarden
"""
    geladen = Afspraken.load(schrijf(eigen))
    reden, standaard = geladen.van("9904", OOGLID).reden("voldoet"), geladen.van("9901", OOGLID).reden("voldoet")
    assert reden and standaard
    assert (reden.tekst, standaard.tekst) == ("Akkoord.", "De aanvraag voldoet aan de voorwaarden.")
    assert [een.code for een in geladen.van("9904", OOGLID).redenen].count("voldoet") == 1


def test_what_an_insurer_says_of_a_form_goes_before_what_it_says_of_all(schrijf: Callable[[str], Path]) -> None:
    eigen = "uzovi: 9904\ntermijn_werkdagen: 8\nformulieren:\n  X02:\n    termijn_werkdagen: 7\n"
    geladen = Afspraken.load(schrijf(eigen))
    termijnen = [geladen.van("9904", code).termijn_werkdagen for code in (OOGLID, WENKBRAUW)]
    assert termijnen == [7, 8]


@pytest.mark.parametrize(
    ("tekst", "regel", "waarom"),
    [
        ("uzovi: 9904\ntermijn: 5\n", 2, "De sleutel termijn bestaat niet"),
        ("termijn_werkdagen: 5\n", 1, "Hier ontbreekt uzovi"),
        ("uzovi: 9903\n", 1, "hoort in 9903.yaml, niet in 9904.yaml"),
        ("uzovi: 99\n", 1, "geen UZOVI-code van vier cijfers"),
        ("uzovi: 9904\ntermijn_werkdagen: tien\n", 2, "tien is geen geheel getal"),
        ("uzovi: 9904\ntermijn_werkdagen: 0\n", 2, "0 dagen kan hier niet. Mogelijk: 1 tot en met 120"),
        ("uzovi: 9904\nvier_ogen: soms\n", 2, "soms kan hier niet"),
        ("uzovi: 9904\nmedisch_adviseur: true\n", 1, "zet dan ook vier_ogen op true"),
        ("uzovi: 9904\nbezwaar: []\n", 2, "ten minste één alinea"),
        ("uzovi: 9904\nformulieren:\n  X99:\n    vier_ogen: true\n", 3, "X99 kan hier niet. Mogelijk: "),
        ("uzovi: 9904\nformulieren:\n  X02:\n    redenen: []\n", 4, "De sleutel redenen bestaat niet"),
        ("uzovi: 9904\nformulieren:\n  X02:\n    termijn_werkdagen: 2\n", 3, "De waarschuwing (2 werkdagen) past niet"),
        ("uzovi: 9904\nvier_ogen: true\nvier_ogen: true\n", 3, "staat er twee keer"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(
    schrijf: Callable[[str], Path], tekst: str, regel: int, waarom: str
) -> None:
    with pytest.raises(Catalogusfout, match=re.escape(waarom)) as fout:
        Afspraken.load(schrijf(tekst))
    assert (fout.value.bestand.name, fout.value.regel) == ("9904.yaml", regel)


REDEN = {
    "code": "te_duur",
    "voor": "[afgewezen]",
    "tekst": "Te duur.",
    "brieftekst": "Dit is te duur.",
    "grond": "Voorwaarden",
}
SJABLOON = {"code": "foto", "titel": "Foto", "doel": "Wij willen zien.", "vragen": '["Wilt u een foto sturen?"]'}


@pytest.mark.parametrize(
    ("soort", "anders", "waarom"),
    [
        ("redenen", {"code": "Te duur"}, "Te duur is geen code"),
        ("redenen", {"code": "e" * 31}, "is geen code"),
        ("redenen", {"voor": "[misschien]"}, "Mogelijk: toegekend, anders, afgewezen"),
        ("redenen", {"voor": "[]"}, "ten minste één besluit"),
        ("redenen", {"grond": '""'}, "Deze waarde is leeg"),
        ("redenen", {"formulieren": "[X99]"}, "X99 kan hier niet"),
        ("redenen", {"formulieren": "[]"}, "ten minste één formulier"),
        ("sjablonen", {"vragen": "[]"}, "ten minste één vraag"),
        ("sjablonen", {"doel": '""'}, "Deze waarde is leeg"),
        ("sjablonen", {"code": "foto!"}, "foto! is geen code"),
        ("sjablonen", {"formulieren": "[X99]"}, "X99 kan hier niet"),
    ],
)
def test_a_reason_or_question_that_is_not_right_is_refused(
    schrijf: Callable[[str], Path], soort: str, anders: dict[str, str], waarom: str
) -> None:
    gewoon = REDEN if soort == "redenen" else SJABLOON
    with pytest.raises(Catalogusfout, match=re.escape(waarom)) as fout:
        Afspraken.load(schrijf(_als_yaml(soort, gewoon | anders)))
    assert fout.value.regel == 3 + list(gewoon | anders).index(next(iter(anders)))


@pytest.mark.parametrize(("soort", "gewoon"), [("redenen", REDEN), ("sjablonen", SJABLOON)])
def test_a_code_that_stands_there_twice_is_refused(
    schrijf: Callable[[str], Path], soort: str, gewoon: dict[str, str]
) -> None:
    twee = _als_yaml(soort, gewoon) + _als_yaml(soort, gewoon).split("\n", 2)[2]
    with pytest.raises(Catalogusfout, match="staat er twee keer") as fout:
        Afspraken.load(schrijf(twee))
    assert fout.value.regel == 3 + len(gewoon)


@pytest.mark.parametrize("naam", ["termijn_werkdagen", "bezwaar", "redenen", "sjablonen"])
def test_in_the_standard_nothing_may_be_left_out(kopie: Path, naam: str) -> None:
    bestand = kopie / "afspraken" / "standaard.yaml"
    tekst = bestand.read_text(encoding="utf-8")
    bestand.write_text(re.sub(rf"^{naam}:.*\n(?:[ #].*\n|\n)*", "", tekst, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(Catalogusfout, match=f"ontbreekt {naam}") as fout:
        Afspraken.load(kopie)
    assert fout.value.bestand == bestand


def test_a_form_for_which_nothing_can_be_refused_is_not_taken_in(kopie: Path) -> None:
    bestand = kopie / "afspraken" / "standaard.yaml"
    tekst = bestand.read_text(encoding="utf-8")
    bestand.write_text(re.sub(r"\[(anders, )?afgewezen\]", "[toegekend]", tekst), encoding="utf-8")
    with pytest.raises(Catalogusfout, match="geen reden om iets als afgewezen te besluiten"):
        Afspraken.load(kopie)


def test_without_a_standard_nothing_is_taken_in(kopie: Path) -> None:
    (kopie / "afspraken" / "standaard.yaml").unlink()
    with pytest.raises(Catalogusfout, match="Dit bestand ontbreekt"):
        Afspraken.load(kopie)


@pytest.fixture
def andere(schrijf: Callable[[str], Path]) -> Iterator[Afspraken]:
    nieuw = Afspraken.load(schrijf("uzovi: 9904\ntermijn_werkdagen: 30\n"))
    use_afspraken(nieuw)
    yield nieuw
    use_afspraken(None)


def test_a_test_may_use_other_agreements(andere: Afspraken) -> None:
    assert afspraken() is andere


def test_the_published_ones_are_read_once() -> None:
    assert afspraken() is afspraken()
    assert afspraken() == ALLE


def _als_yaml(soort: str, velden: dict[str, str]) -> str:
    regels = [
        f"{'  - ' if nummer == 0 else '    '}{naam}: {waarde}" for nummer, (naam, waarde) in enumerate(velden.items())
    ]
    return "\n".join(["uzovi: 9904", f"{soort}:", *regels]) + "\n"
