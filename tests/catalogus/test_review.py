"""The command that tells an author all that is wrong in a folder of forms."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proefcatalogus import Proefcatalogus

from machtigingen.beslisboom import Catalogusfout, voorbeelden
from machtigingen.beslisboom.review import ZONDER_VOORBEELD
from machtigingen.beslisboom.voorbeelden import without_example
from machtigingen.formulieren import Catalogus
from machtigingen.foundation import CATALOGUS
from machtigingen.project.cli import main

KERN = """\
  - linkId: kern
    titel: Kern
    vragen:
      - {linkId: bsn, text: Bsn, type: string, controle: bsn, doel: Wie.}
      - {linkId: geboortedatum, text: Geboren, type: date, controle: geboortedatum, doel: Wie.}
      - {linkId: verzekeraar, text: Verzekeraar, type: string, controle: uzovi, doel: Wie.}
      - {linkId: instelling, text: Instelling, type: string, controle: agb_instelling, doel: Wie.}
      - {linkId: zorgverlener, text: Zorgverlener, type: string, controle: agb_zorgverlener, doel: Wie.}
      - {linkId: begindatum, text: Begin, type: date, controle: begindatum, doel: Wanneer.}
"""
ALTIJD = (
    "bsn: 999990019, geboortedatum: 12-04-1961, verzekeraar: 9901, instelling: 12990003, zorgverlener: 12990021, "
    "begindatum: 04-05-2026"
)
WET = "linkId: grondslag, text: Wet, type: choice, answerOption: {zvw: Zvw}"
CODE = "{linkId: code, text: Code, type: choice, controle: prestatie, answerOption: toegang}"


NU = f"      - {{linkId: nu, text: Nu, type: group, repeats: true, doel: Wat., item: [{CODE}]}}\n"
BURGER = "linkId: burger, text: Bsn, type: string"


@pytest.fixture
def catalogus(tmp_path: Path) -> Proefcatalogus:
    """With what every form asks, at the end: the lines before it stay where they are."""
    proef = Proefcatalogus(tmp_path / "catalogus")
    with (proef.folder / "proef/1/formulier.yaml").open("a", encoding="utf-8") as formulier:
        formulier.write(KERN)
    proef.change("proef/1/voorbeelden.yaml", "  naam: E. van Voorbeeld", f"  {{naam: E. van Voorbeeld, {ALTIJD}}}")
    (proef.folder / "machtigingsvrij.yaml").write_text("machtigingsvrij: []\n", encoding="utf-8")
    return proef


def review(catalogus: Proefcatalogus) -> Result:
    return CliRunner().invoke(main, ["formulier", "controleer", str(catalogus.folder)])


def told(catalogus: Proefcatalogus) -> list[str]:
    result = review(catalogus)
    assert result.exit_code == 1
    return [line.removeprefix(f"{catalogus.folder}/") for line in result.output.splitlines()]


def test_the_published_forms_have_nothing_wrong_with_them() -> None:
    result = CliRunner().invoke(main, ["formulier", "controleer"])
    assert (result.exit_code, result.output) == (0, "geen meldingen\n")


def test_a_finding_is_told_with_its_file_and_line(catalogus: Proefcatalogus) -> None:
    catalogus.change("proef/1/beslistabel.yaml", "    tekst: De afstand is klein.\n", "")
    assert told(catalogus) == ["proef/1/beslistabel.yaml:9: kleine afstand: Er staat geen tekst bij de uitkomst."]


def test_an_example_that_comes_out_otherwise_is_told(catalogus: Proefcatalogus) -> None:
    catalogus.change("proef/1/voorbeelden.yaml", "    uitkomst: niet_nodig", "    uitkomst: afgewezen")
    wrong = "Geen klacht: uitkomst: verwacht afgewezen, gekregen niet_nodig"
    assert told(catalogus) == [f"proef/1/voorbeelden.yaml:4: {wrong}"]


def test_of_the_questions_of_an_example_only_those_that_differ_are_told(catalogus: Proefcatalogus) -> None:
    catalogus.change("proef/1/voorbeelden.yaml", "    vragen: [klacht]", "    vragen: [klacht, afstand, reden]")
    catalogus.change("proef/1/voorbeelden.yaml", "afstand: 2, reden: wens", "afstand: 2, reden: hoop")
    eerst, straks, fout = told(catalogus)
    assert eerst.endswith("Geen klacht: vragen: verwacht ook afstand, reden, gekregen geen andere")
    assert straks.endswith("Een wens: uitkomst: verwacht afgewezen, gekregen beoordelen")
    assert "reden (V105): " in fout


def test_a_form_that_does_not_ask_who_it_is_about_is_told_since_the_portal_would_not_start_with_it(
    catalogus: Proefcatalogus,
) -> None:
    catalogus.change("proef/1/formulier.yaml", "controle: bsn, ", "")
    wrong = "proef/1/formulier.yaml:41: Er is geen vraag bsn met controle bsn. Zet er `- gedeeld: bsn`."
    assert told(catalogus) == [wrong]
    with pytest.raises(Catalogusfout) as refused:
        Catalogus.load(catalogus.folder)
    assert str(refused.value) == f"{catalogus.folder}/{wrong}"


@pytest.mark.parametrize(
    ("eerst", "straks", "regel", "wat"),
    [
        ("linkId: bsn,", "linkId: burger,", 41, "Er is geen vraag bsn met controle bsn."),
        ("linkId: verzekeraar,", "linkId: polis,", 43, "Er is geen vraag verzekeraar met controle uzovi."),
        (" controle: uzovi,", "", 43, "Zet er `- gedeeld: verzekeraar`."),
        (" controle: uzovi,", " controle: uzovi, required: false,", 43, "Haal bij verzekeraar `required: false` en"),
        ("linkId: zorgverlener, text: Zorgverlener, type: string, controle: agb_zorgverlener",
         "linkId: wie_dan, text: Wie dan, type: string", 1, "Er is geen vraag zorgverlener met controle agb_zorg"),
    ],
)  # fmt: skip
def test_what_each_form_asks_goes_by_the_name_that_the_portal_reads_it_by(
    catalogus: Proefcatalogus, eerst: str, straks: str, regel: int, wat: str
) -> None:
    catalogus.change("proef/1/formulier.yaml", eerst, straks)
    assert wat in told_of_the_questions(catalogus, regel)


@pytest.mark.parametrize(
    ("vraag", "wat"),
    [
        (WET.replace("zvw: Zvw", "jeugdwet: Jeugdwet"), "De keuze jeugdwet kan bij grondslag niet."),
        (WET.replace("zvw: Zvw", "zvw: Zvw, wlz: Wlz"), "Mogelijk, zoals in grondslagen: zvw."),
        (WET + ", repeats: true", "De vraag grondslag is van het type choice, zonder repeats."),
        ("linkId: grondslag, text: Wet, type: string", "De vraag grondslag is van het type choice"),
        ("linkId: specialisme, text: Vak, type: string", "De vraag specialisme heeft controle specialisme"),
        ("linkId: vak, text: Vak, type: choice, controle: specialisme, answerValueSet: specialisme",
         "Een vraag met controle specialisme heet ook zo. Noem haar specialisme."),
        ("linkId: diagnose, text: Wat, type: choice, controle: diagnose, answerValueSet: diagnose/0301, repeats: true",
         "De vraag diagnose heeft controle diagnose en geen repeats."),
    ],
)  # fmt: skip
def test_what_the_portal_reads_is_asked_as_it_reads_it(catalogus: Proefcatalogus, vraag: str, wat: str) -> None:
    catalogus.change("proef/1/formulier.yaml", "Wanneer.}\n", f"Wanneer.}}\n      - {{{vraag}, doel: Wat.}}\n")
    assert wat in told_of_the_questions(catalogus, 47)


def test_a_question_that_is_shared_and_not_asked_is_told_of_the_form(catalogus: Proefcatalogus) -> None:
    with (catalogus.folder / "gedeeld/vragen.yaml").open("a", encoding="utf-8") as gedeeld:
        gedeeld.write("  - {linkId: bsn, text: Bsn, type: string, controle: bsn, doel: Wie.}\n")
    catalogus.change("proef/1/formulier.yaml", "linkId: bsn, text: Bsn, type: string, controle: bsn", BURGER)
    assert "Er is geen vraag bsn met controle bsn." in told_of_the_questions(catalogus, 1)


def test_prestaties_stand_in_one_table(catalogus: Proefcatalogus) -> None:
    straks = NU.replace("linkId: nu", "linkId: straks")
    catalogus.change("proef/1/formulier.yaml", "Wanneer.}\n", f"Wanneer.}}\n{NU}{straks}")
    wat = "Prestaties staan in één tabel. Voeg straks samen met nu."
    assert wat in told_of_the_questions(catalogus, 48)


def told_of_the_questions(catalogus: Proefcatalogus, regel: int) -> str:
    """Without what speaks of them by their name."""
    for soort, leeg in (("voorbeelden", "[]"), ("voorinvulling", "{}")):
        (catalogus.folder / f"proef/1/{soort}.yaml").write_text(f"{soort}: {leeg}\n", encoding="utf-8")
    (melding,) = told(catalogus)
    assert melding.startswith(f"proef/1/formulier.yaml:{regel}: ")
    return melding


def test_the_name_of_the_patient_is_a_text_for_it_stands_in_the_letter(catalogus: Proefcatalogus) -> None:
    catalogus.change("gedeeld/vragen.yaml", "type: string", "type: text")
    assert told(catalogus) == [
        "proef/1/formulier.yaml:12: De vraag naam is van het type string: het antwoord staat in de brief. "
        "Of geef haar een andere naam."
    ]


def test_each_rule_needs_an_example(catalogus: Proefcatalogus) -> None:
    (catalogus.folder / "proef/1/voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
    assert told(catalogus) == [
        f"proef/1/beslistabel.yaml:{regel}: {naam}: {ZONDER_VOORBEELD}"
        for regel, naam in ((4, "geen klacht"), (9, "kleine afstand"), (14, "een wens"), (19, "de rest"))
    ]


def test_no_more_examples_are_asked_for_than_a_form_may_have(
    catalogus: Proefcatalogus, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = catalogus.load()
    fewer = replace(form, voorbeelden=form.voorbeelden[:2])
    assert without_example(fewer) == ("een wens", "de rest")
    monkeypatch.setattr(voorbeelden, "MEESTE_VOORBEELDEN", 3)
    assert without_example(fewer) == ("een wens",)
    monkeypatch.setattr(voorbeelden, "MEESTE_VOORBEELDEN", 2)
    assert without_example(fewer) == ()


def test_a_version_that_cannot_be_read_does_not_hide_what_is_wrong_with_another(catalogus: Proefcatalogus) -> None:
    shutil.copytree(catalogus.folder / "proef" / "1", catalogus.folder / "ander" / "1")
    catalogus.change("ander/1/formulier.yaml", "code: P01", "code: P02")
    catalogus.change("ander/1/formulier.yaml", "type: boolean", "type: ja/nee")
    catalogus.change("proef/1/voorinvulling.yaml", "antwoorden.klacht", "antwoorden.pijn")
    first, second = told(catalogus)
    assert first.startswith("ander/1/formulier.yaml:18: ja/nee kan hier niet.")
    assert second.startswith("proef/1/voorinvulling.yaml:2: klacht: Geen bericht heeft een waarde op")


def alone(folder: Path) -> Result:
    return CliRunner().invoke(main, ["formulier", "controleer", str(folder)])


@pytest.mark.parametrize(
    ("code", "versie", "wat"),
    [
        ("X02", "2027-1", "formulier.yaml:4: Een versie van u begint met 9901 en een punt"),
        ("X02", "9901.2027-01-01", "daarna hoogstens 7 letters, cijfers of streepjes."),
        ("OOG1", "9901.1", "formulier.yaml:3: Een code is een hoofdletter met twee cijfers"),
    ],
)
def test_of_an_own_form_it_says_what_the_upload_would_refuse(tmp_path: Path, code: str, versie: str, wat: str) -> None:
    folder = Path(shutil.copytree(CATALOGUS / "bovenooglid" / "2026-1", tmp_path / "x02"))
    bestand = folder / "formulier.yaml"
    kop = f'code: {code}\nversie: {versie}\nuzovi: "9901"'
    tekst = bestand.read_text(encoding="utf-8").replace("code: X02\nversie: 2026-1", kop)
    bestand.write_text(tekst, encoding="utf-8")
    (melding,) = alone(folder).output.splitlines()
    assert wat in melding


def test_a_file_that_does_not_belong_there_is_told_for_it_would_not_count(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CATALOGUS / "bovenooglid" / "2026-1", tmp_path / "x02"))
    (folder / "vertaling.yml").write_text("vertaling: []\n", encoding="utf-8")
    (folder / "LEESMIJ.txt").write_text("Van ons.\n", encoding="utf-8")
    (melding,) = alone(folder).output.splitlines()
    assert melding.startswith(f"{folder}/vertaling.yml:1: Dit bestand hoort er niet bij. Haal het weg, of geef")


@pytest.mark.parametrize(
    ("map_", "wat"),
    [
        ("", "formulier.yaml:1: Dit bestand ontbreekt. Het staat wel in de map {folder}/x02: kies die."),
        ("x02/formulier.yaml", "is geen map. Geef de map met formulier.yaml; pak een zip eerst uit."),
        ("x03", "x03 is geen map."),
    ],
)
def test_who_names_another_folder_is_told_which(tmp_path: Path, map_: str, wat: str) -> None:
    shutil.copytree(CATALOGUS / "bovenooglid" / "2026-1", tmp_path / "x02")
    told = alone(tmp_path / map_)
    assert told.exit_code == 1
    assert wat.format(folder=tmp_path) in told.output


def test_a_version_that_was_downloaded_is_looked_over_by_itself_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CATALOGUS / "bovenooglid" / "2026-1", tmp_path / "diep" / "in" / "x02"))
    assert (alone(folder).exit_code, alone(folder).output) == (0, "geen meldingen\n")
    tabel = folder / "beslistabel.yaml"
    tabel.write_text(
        tabel.read_text(encoding="utf-8").replace("hitPolicy: FIRST", "hitPolicy: LAATSTE"), encoding="utf-8"
    )
    told = alone(folder)
    assert told.exit_code == 1
    assert told.output.startswith(f"{folder}/beslistabel.yaml:") and "LAATSTE kan hier niet." in told.output


def test_a_version_in_a_catalogue_is_looked_over_with_what_is_shared_there(catalogus: Proefcatalogus) -> None:
    catalogus.change("gedeeld/vragen.yaml", "    doel: Om te weten wie het is.\n", "")
    told = alone(catalogus.folder / "proef" / "1")
    assert told.output.endswith("gedeeld/vragen.yaml:2: naam: Er staat niet waarom deze vraag nodig is (doel).\n")


def test_one_version_in_two_folders_is_told(catalogus: Proefcatalogus) -> None:
    shutil.copytree(catalogus.folder / "proef" / "1", catalogus.folder / "ander" / "1")
    assert told(catalogus) == ["proef/1/formulier.yaml:1: P01 1 bestaat al."]
