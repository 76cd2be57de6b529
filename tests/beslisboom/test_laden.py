"""Every way in which a file of the catalogue can be wrong, with the file and line that its author is told."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from proefcatalogus import BESTANDEN, Proefcatalogus
from voluit import keer

from machtigingen.beslisboom import Catalogusfout, load, load_catalogus, to_questionnaire, yamlknoop

FOUT = [
    ("formulier.yaml", "titel: Proef", "titel: [", 5, "Dit is geen YAML"),
    ("formulier.yaml", "titel: Proef", "titel: Proef\nkleur: rood", 4, "De sleutel kleur bestaat niet."),
    (
        "formulier.yaml",
        "titel: Proef",
        "titel: Proef\ntitel: Nog een",
        4,
        "De sleutel titel staat er twee keer.",
    ),
    ("formulier.yaml", "titel: Proef\n", "", 1, "Hier ontbreekt titel."),
    ("formulier.yaml", "titel: Proef", "titel: ''", 3, "Deze waarde is leeg."),
    ("formulier.yaml", "titel: Proef", "titel: [Proef]", 3, "Hier hoort één waarde te staan"),
    ("formulier.yaml", "versie: 1", "versie: 2", 2, "De versie 2 hoort bij de map 2, niet bij 1."),
    ("formulier.yaml", "2026-01-01", "1 januari", 4, "1 januari is geen datum zoals 2026-12-31."),
    ("formulier.yaml", "[zvw]", "zvw", 5, "Hier hoort een lijst te staan."),
    ("formulier.yaml", "[zvw]", "[awbz]", 5, "awbz kan hier niet. Mogelijk: zvw, wlz."),
    ("formulier.yaml", "gedeeld: naam", "gedeeld: adres", 12, "De gedeelde vraag adres bestaat niet."),
    ("formulier.yaml", "gedeeld: naam", "los", 12, "Hier hoort een blok met sleutels te staan."),
    ("formulier.yaml", "type: boolean", "type: ja/nee", 18, "ja/nee kan hier niet. Mogelijk: string, text"),
    ("formulier.yaml", "type: boolean", "type: boolean\n        maximum: 3", 19, "maximum hoort niet bij"),
    ("formulier.yaml", "type: boolean", "type: boolean\n        required: nee", 19, "nee kan hier niet."),
    (
        "formulier.yaml",
        "type: boolean",
        "type: boolean\n        controle: bsn",
        19,
        "bsn hoort bij een vraag van",
    ),
    ("formulier.yaml", "type: boolean", "type: choice", 16, "De keuzevraag klacht heeft geen answerOption."),
    ("formulier.yaml", "type: boolean", "type: attachment", 16, "heeft geen bestandstypen."),
    ("formulier.yaml", "type: boolean", "type: display", 19, "doel hoort niet bij een vraag van het type display"),
    ("formulier.yaml", "type: boolean", "type: choice\n        answerValueSet: icd10", 19, "Mogelijk: specialisme,"),
    (
        "formulier.yaml",
        "type: boolean",
        "type: choice\n        answerValueSet: specialisme\n        answerOption: {ja: Ja}",
        20,
        "answerOption en answerValueSet kunnen niet samen.",
    ),
    ("formulier.yaml", "type: boolean", "type: boolean\n        answerValueSet: specialisme", 19, "hoort niet bij een"),
    pytest.param(
        "formulier.yaml", "titel: Proef", f"titel: {'P' * 4001}", 3, "meer dan 4000 tekens", id="a title as a book"
    ),
    pytest.param(
        "formulier.yaml",
        "text: Wat is",
        f"text: {'W' * 1001} is",
        30,
        "meer dan 1000 tekens",
        id="a question as a page",
    ),
    ("formulier.yaml", "linkId: wat", "linkId: wie", 13, "De naam wie bestaat al in dit formulier."),
    ("formulier.yaml", "linkId: wat", "linkId: klacht", 13, "De naam klacht bestaat al in dit formulier."),
    ("formulier.yaml", "linkId: wat", "linkId: Wat?", 13, "horen alleen kleine letters"),
    ("formulier.yaml", "      - gedeeld: naam", "      []", 12, "Een onderwerp heeft ten minste één vraag."),
    ("formulier.yaml", "titel: Proef", "titel: Proef\ngeldig_tot: 2025-12-31", 4, "geldig_tot ligt vóór geldig_van."),
    ("formulier.yaml", "type: boolean", "type: open-choice", 16, "De keuzevraag klacht heeft geen answerOption."),
    ("formulier.yaml", "type: decimal", "type: reference", 22, "reference kan hier niet. Mogelijk: string, text"),
    ("formulier.yaml", "maximum: 10", "maximum: -1", 24, "maximum is kleiner dan minimum."),
    ("formulier.yaml", "type: boolean", "type: quantity", 16, "van het type quantity heeft geen eenheid."),
    ("formulier.yaml", "type: boolean", "type: date\n        maximum: 31-12-2026", 19, "geen datum zoals 2026-12-31."),
    ("formulier.yaml", "type: boolean", "type: string\n        regex: '[0-9]{4}'", 19, "Bij regex hoort entryFormat"),
    ("formulier.yaml", "type: boolean", "type: boolean\n        repeats: true", 19, "repeats hoort niet bij"),
    ("formulier.yaml", "minimum: 0", "minimum: nul", 23, "nul is geen getal zoals 12 of 1.5."),
    ("formulier.yaml", "linkId: afstand", "linkId: klacht", 20, "De vraag klacht staat er twee keer."),
    (
        "formulier.yaml",
        "question: klacht",
        "question: pijn",
        28,
        "De vraag pijn bestaat niet in dit formulier.",
    ),
    ("formulier.yaml", 'operator: "="', 'operator: "~"', 28, "~ kan hier niet."),
    ("formulier.yaml", 'operator: "="', 'operator: "<"', 28, "Bij de vraag klacht kan < niet"),
    ("formulier.yaml", "answer: ja", "answer: soms", 28, "soms kan geen antwoord zijn op de vraag klacht."),
    ("formulier.yaml", "question: klacht", "question: naam", 28, "Op de vraag naam kan niets beslissen"),
    ("formulier.yaml", "answer: 1}", "answer: 11}", 37, "11 kan geen antwoord zijn op de vraag afstand."),
    (
        "formulier.yaml",
        "answer: 1}",
        'answer: 1}\n          - {question: klacht, operator: "=", answer: ja}',
        37,
        "enableBehavior",
    ),
    ("formulier.yaml", "answer: 1}", "answer: 1}\n        enableBehavior: some", 38, "some kan hier niet."),
    (
        "formulier.yaml",
        "answerOption:\n          ziekte: Een ziekte\n          wens: Een wens",
        "answerOption: toegang",
        32,
        "Schrijf de keuzes uit",
    ),
    ("beslistabel.yaml", "FIRST", "COLLECT", 1, "COLLECT kan hier niet. Mogelijk: FIRST, UNIQUE."),
    ("beslistabel.yaml", "als: {klacht: nee}", "als: {pijn: nee}", 5, "De vraag pijn bestaat niet"),
    ("beslistabel.yaml", "uitkomst: goedgekeurd", "uitkomst: ja", 11, "ja kan hier niet."),
    ("formulier.yaml", "doel: Zonder", "deol: Zonder", 19, ", totaal, verbanden. Bedoelt u doel?"),
    ("formulier.yaml", "type: boolean", "type: bolean", 18, "group, display. Bedoelt u boolean?"),
    ("beslistabel.yaml", "klacht: nee", "klagt: nee", 5, ", of komt pas later. Bedoelt u klacht?"),
    ("voorbeelden.yaml", "{klacht: nee}", "{klagt: nee}", 5, "De vraag klagt bestaat niet in dit formulier. Bedoelt"),
    ("beslistabel.yaml", "reden: wens", "reden: hoop", 15, "op de vraag reden. Mogelijk: ziekte, wens."),
    ("beslistabel.yaml", "klacht: nee", "klacht: n", 5, "op de vraag klacht. Mogelijk: ja, nee."),
    ("beslistabel.yaml", "<= 1", '"<= 1,5"', 10, "Schrijf 1.5 met een punt. Bedoelt u 1 of 5, zet dan een spatie na"),
    ("beslistabel.yaml", "<= 1", "<= 1.400", 10, "1.400 kan 1400 of 1.4 zijn. Schrijf een van die twee."),
    ("beslistabel.yaml", "<= 1", "<= -1.375", 10, "Bedoelt u -1375, schrijf dat dan zonder punt."),
    ("beslistabel.yaml", "<= 1", "<= 1.400.000", 10, "Bedoelt u 1400000, schrijf dat dan zonder punt."),
    ("beslistabel.yaml", "<= 1", '"> 1,400.50"', 10, "Bedoelt u 1400.50, schrijf dat dan zonder komma."),
    ("beslistabel.yaml", "<= 1", '"!= 1, 2"', 10, "Een komma is hier `of`. Schrijf not(…) met wat het niet is."),
    ("beslistabel.yaml", "<= 1", '"> 1, < 3"', 10, "Een komma is hier `of`: dit past altijd. Schrijf [1..3]"),
    ("beslistabel.yaml", "<= 1", '"<= 0,375"', 10, "Schrijf 0.375 met een punt."),
    ("beslistabel.yaml", "een wens", '"een\\0wens"', 14, "In deze waarde staat een stuurteken"),
    ("formulier.yaml", "type: boolean", "type: string\n        minLength: 300", 19, "heeft dit antwoord hoogstens 250"),
    (
        "formulier.yaml",
        "type: boolean",
        "type: attachment\n        bestandstypen: [pdf]",
        16,
        "bijlagevraag klacht repeats: true: vaak",
    ),
    ("formulier.yaml", "wens: Een wens", '"-": Een wens', 34, "In een code zoals - staat geen komma"),
    ("beslistabel.yaml", "<= 1", '"<= 1,400"', 10, "Bedoelt u 1400, schrijf dat dan zonder komma. Bedoelt u 1 of 400"),
    ("formulier.yaml", "maximum: 10", "maximum: 1.400", 24, "1.400 kan 1400 of 1.4 zijn. Schrijf een van die twee."),
    ("formulier.yaml", "minimum: 0", "minimum: -1.000", 23, "-1.000 kan -1000 of -1 zijn. Schrijf een van die twee."),
    ("formulier.yaml", "answer: 1}", "answer: 1.400}", 37, "1.400 kan 1400 of 1.4 zijn. Schrijf een van die twee."),
    ("formulier.yaml", "eenheid: mm", 'eenheid: "10"', 25, "10 is geen eenheid, maar een getal."),
    ("formulier.yaml", "wens: Een wens", '"wens, hoop": Een wens', 34, "In een code zoals wens, hoop staat geen komma"),
    ("formulier.yaml", "gedeeld: naam", "gedeeld: namen", 12, "De gedeelde vraag namen bestaat niet. Bedoelt u naam?"),
    ("beslistabel.yaml", "<= 1", '"[0,5..2]"', 10, "Schrijf 0.5 met een punt."),
    ("beslistabel.yaml", "<= 1", "<== 1", 10, "De toets `<== 1` is niet te lezen."),
    ("beslistabel.yaml", "<= 1", '"[1..2"', 10, "De toets `[1..2` is niet te lezen."),
    ("beslistabel.yaml", "<= 1", "<= veel", 10, "veel kan geen antwoord zijn op de vraag afstand."),
    ("beslistabel.yaml", "reden: wens", "reden: wensen", 15, "wensen kan geen antwoord zijn"),
    ("voorbeelden.yaml", "naam: Een wens", "naam: Geen klacht", 14, "Het voorbeeld Geen klacht staat er twee keer."),
    ("beslistabel.yaml", "regel: de rest", "regel: een wens", 19, "De regel een wens staat er twee keer."),
    ("voorinvulling.yaml", "klacht:", "pijn:", 2, "De vraag pijn bestaat niet in dit formulier."),
    ("voorinvulling.yaml", "softwarepakket: antwoorden.klacht", "fax: klacht", 3, "fax kan hier niet."),
    ("voorbeelden.yaml", "uitkomst: niet_nodig", "uitkomst: niets", 7, "niets kan hier niet."),
    ("voorbeelden.yaml", "vragen: [klacht]", "vragen: [pijn]", 6, "De vraag pijn bestaat niet"),
    (
        "voorbeelden.yaml",
        "antwoorden: {klacht: nee}",
        "antwoorden: {pijn: nee}",
        5,
        "De vraag pijn bestaat niet",
    ),
    ("../../gedeeld/vragen.yaml", "linkId: naam", "naam: naam", 2, "Hier ontbreekt linkId."),
    ("../../gedeeld/vragen.yaml", "type: string", "type: tekst", 4, "tekst kan hier niet."),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "text"), FOUT)
def test_a_wrong_file_is_refused_with_its_name_and_line(proefcatalogus, file, old, new, line, text):
    proefcatalogus.change(f"proef/1/{file}", old, new)
    with pytest.raises(Catalogusfout) as refused:
        proefcatalogus.load()
    assert (refused.value.bestand.name, refused.value.regel) == (file.split("/")[-1], line)
    assert text in refused.value.tekst
    assert f"{file.split('/')[-1]}:{line}: " in str(refused.value)


@pytest.mark.parametrize(
    ("toegang", "text"),
    [
        ("{specialismen: [], prestatiecodelijsten: [010], prestatiecodes: [J080]}", "Deze lijst is leeg."),
        ("{prestatiecodelijsten: [010], prestatiecodes: []}", "Hier hoort ten minste één code te staan."),
        ("{prestatiecodelijsten: [010], prestatiecodes: [j080]}", "j080 is geen prestatie: dat zijn 3 tot 6 hoofdlett"),
        ("{prestatiecodelijsten: [01O], prestatiecodes: [J080]}", "01O is geen prestatiecodelijst: dat zijn 3 cijf"),
        ("{trajecten: []}", "Deze lijst is leeg."),
        ("{trajecten: [{specialisme: 0301, diagnose: 25a, zorgactiviteiten: [031562]}]}", "25a is geen diagnose"),
        ("{trajecten: [{specialisme: 0301, diagnose: 251, zorgactiviteiten: [3156]}]}", "3156 is geen zorgactiviteit"),
    ],
)
def test_a_form_that_would_be_for_nobody_is_refused(proefcatalogus, toegang, text):
    proefcatalogus.change("proef/1/formulier.yaml", "{prestatiecodelijsten: [010], prestatiecodes: [J080]}", toegang)
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:7: ") as refused:
        proefcatalogus.load()
    assert text in refused.value.tekst


def test_a_form_under_no_law_is_refused(proefcatalogus):
    proefcatalogus.change("proef/1/formulier.yaml", "grondslagen: [zvw]", "grondslagen: []")
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:5: Deze lijst is leeg."):
        proefcatalogus.load()


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [("<= 1.400", ["1.4"]), ('"<= 1,5"', ["1", "5"]), ('"[0,5..2]"', None), ("<= 1.000", ["1"]), ("<= 1.50", ["1.5"])],
)
def test_a_number_in_a_rule_that_was_published_keeps_the_meaning_that_it_had(proefcatalogus, rule, meaning):
    """What could never be read, is refused as it was then."""
    proefcatalogus.change("proef/1/beslistabel.yaml", "<= 1", rule)
    if meaning is None:
        with pytest.raises(Catalogusfout, match="is niet te lezen"):
            load(proefcatalogus.folder / "proef/1", streng=False)
    else:
        (toets,) = load(proefcatalogus.folder / "proef/1", streng=False).beslistabel.regels[1].toetsen
        assert [alternatief[0].waarde for alternatief in toets.alternatieven] == meaning


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("grondslagen: [zvw]", "grondslagen: []"),
        ("prestatiecodes: [J080]", "prestatiecodes: [j080]"),
        ("maximum: 10", "maximum: 1.400"),
        ("answer: 1}", "answer: 1.400}"),
    ],
)
def test_a_check_that_is_newer_than_a_publication_refuses_no_published_form(proefcatalogus, old, new):
    proefcatalogus.change("proef/1/formulier.yaml", old, new)
    with pytest.raises(Catalogusfout):
        proefcatalogus.load()
    assert load(proefcatalogus.folder / "proef/1", streng=False).vraag("afstand")


@pytest.mark.parametrize(
    ("vraag", "toets", "tekst"),
    [
        ("integer", "1,2,3", "Bedoelt u 1 of 2, zet dan een spatie na de komma."),
        ("integer", "> 1,400", "Bedoelt u 1400, schrijf dat dan zonder komma. Bedoelt u 1 of 400, zet dan een spatie"),
        ("integer", "> 1.400", "Bedoelt u 1400, schrijf dat dan zonder punt."),
        ("decimal", "1.5,2.5", "Bedoelt u 1.5 of 2.5, zet dan een spatie na de komma."),
        ("decimal\n        decimalen: 3", "> 1.375", "1.375 kan 1375 of 1.3750 zijn."),
        ("quantity", "> 1.400 mm", "1.400 kan 1400 of 1.4 zijn."),
    ],
)
def test_a_number_in_a_rule_that_reads_in_two_ways_is_refused(proefcatalogus, vraag, toets, tekst):
    proefcatalogus.change("proef/1/formulier.yaml", "type: decimal", f"type: {vraag}")
    proefcatalogus.change("proef/1/beslistabel.yaml", "<= 1", f'"{toets}"')
    with pytest.raises(Catalogusfout, match=r"beslistabel.yaml:10: ") as refused:
        proefcatalogus.load()
    assert refused.value.tekst.startswith(tekst)


@pytest.mark.parametrize(
    ("vraag", "toets", "waarden"),
    [
        ("date\n        kort: Dag", "2026-01-01,2026-02-01", ["2026-01-01", "2026-02-01"]),
        ("integer\n        eenheid: mm", "1, 2, 3", [1, 2, 3]),
        ("decimal\n        eenheid: mm", "1.5, 2.5", ["1.5", "2.5"]),
        ("decimal\n        eenheid: mm", "< 1, > 3", ["1", "3"]),
    ],
)
def test_a_list_in_a_rule_that_reads_in_one_way_is_taken(proefcatalogus, vraag, toets, waarden):
    was = "type: decimal\n        minimum: 0\n        maximum: 10\n        eenheid: mm"
    proefcatalogus.change("proef/1/formulier.yaml", was, f"type: {vraag}")
    dag = vraag.startswith("date")
    proefcatalogus.change("proef/1/formulier.yaml", "answer: 1}", f"answer: {'2026-01-01' if dag else 1}}}")
    proefcatalogus.change("proef/1/beslistabel.yaml", "<= 1", f'"{toets}"')
    (proefcatalogus.folder / "proef/1/voorbeelden.yaml").write_text("voorbeelden: []\n")
    (gelezen,) = proefcatalogus.load().beslistabel.regels[1].toetsen
    assert [alternatief[0].waarde for alternatief in gelezen.alternatieven] == waarden


TABELFOUT = [
    ("formulier.yaml", "som: [techniek]", "som: []", "Deze lijst is leeg."),
    ("formulier.yaml", "answerOption: toegang", "answerOption: {J099: Iets}", "De code J099 staat niet bij toegang."),
    ("formulier.yaml", "repeats: true", "repeats: false", "Is het een tabel? Zet dan repeats: true."),
    ("formulier.yaml", "uniek: [code]", "uniek: [kleur]", "kleur kan hier niet. Mogelijk: code, aantal, techniek."),
    ("formulier.yaml", "som: [techniek]", "som: [aantal]", "aantal kan hier niet. Mogelijk: techniek."),
    ("formulier.yaml", "keer: aantal", "keer: code", "code kan hier niet. Mogelijk: aantal."),
    (
        "formulier.yaml",
        "- {linkId: aantal",
        "- {linkId: code, text: C, type: integer}\n          - {linkId: aantal",
        "heeft twee kolommen met dezelfde naam.",
    ),
    ("formulier.yaml", "type: integer, ", "type: integer, readOnly: true, ", "readOnly kan niet bij een kolom."),
    ("formulier.yaml", "type: integer, minimum: 1, maximum: 99", "type: date", "Een kolom kan niet van het type date"),
    ("formulier.yaml", "decimalen: 2", "decimalen: 7", "7 kan hier niet."),
    ("formulier.yaml", "linkId: begin", "linkId: begin.dag", "horen alleen kleine letters, cijfers en lage streepjes."),
    ("formulier.yaml", "prestatiecodes: [J070", "prestatiecodes: [J099", "De code J099 heeft geen naam in gedeeld/"),
    ("formulier.yaml", "prestatiecodelijsten: [010], ", "", "Prestatiecodes en prestatiecodelijsten staan er samen"),
    ("formulier.yaml", "question: prestaties.code", "question: prestaties", "Op de vraag prestaties kan niets"),
    ("formulier.yaml", "question: prestaties.code", "question: prestaties.kaak", "prestaties.kaak bestaat niet"),
    (
        "formulier.yaml",
        'question: prestaties.code, operator: "=", answer: J080',
        'question: prestaties.aantal, operator: "=", answer: 1',
        "in deze kolom staan geen keuzes.",
    ),
    ("beslistabel.yaml", "naam: samen", "naam: binnen", "De naam binnen bestaat al."),
    ("beslistabel.yaml", "naam: samen", "naam: begin", "De naam begin bestaat al."),
    ("beslistabel.yaml", "totaal: prestaties", "totaal: begin", "begin kan hier niet. Mogelijk: prestaties."),
    ("beslistabel.yaml", "    totaal: prestaties\n", "", "één functie te staan: jaren_sinds, maanden_sinds, totaal,"),
    ("beslistabel.yaml", "van: geplaatst", "van: naam", "naam kan hier niet. Mogelijk: geplaatst, begin."),
    ("beslistabel.yaml", "van: geplaatst", "van: leeftijd", "leeftijd kan hier niet."),
    (
        "beslistabel.yaml",
        "jaren_sinds: {van: geplaatst, tot: begin}",
        "termijn: {kolom: prestaties.code, deze: [J099], van: geplaatst, tot: begin, maanden: 60}",
        "J099 kan hier niet. Mogelijk: J070, J080.",
    ),
    (
        "beslistabel.yaml",
        "jaren_sinds: {van: geplaatst, tot: begin}",
        "termijn: {kolom: prestaties.code, deze: [J080], van: geplaatst, tot: begin, maanden: vijf}",
        "vijf is geen geheel getal.",
    ),
    (
        "beslistabel.yaml",
        "jaren_sinds: {van: geplaatst, tot: begin}",
        "termijn: {kolom: prestaties.code, deze: [], van: geplaatst, tot: begin, maanden: 60}",
        "Hier hoort ten minste één code te staan.",
    ),
    (
        "beslistabel.yaml",
        "jaren_sinds: {van: geplaatst, tot: begin}",
        "termijn: {kolom: prestaties.code, deze: [J080], van: geplaatst, tot: begin, maanden: 0}",
        "Hier hoort ten minste één maand te staan.",
    ),
    ("beslistabel.yaml", "kolom: prestaties.techniek", "kolom: prestaties.aantal", "Mogelijk: prestaties.techniek."),
    ("beslistabel.yaml", "J070: 100, ", "", "De code J070 heeft geen grens."),
    ("beslistabel.yaml", "J070: 100, ", "J070: 100, J099: 1, ", "J099 kan hier niet."),
    ("beslistabel.yaml", "J070: 100, ", "J070: veel, ", "veel is geen getal"),
    ("beslistabel.yaml", "{leeftijd: < 5}", "{leeftijd: < vijf}", "vijf kan geen antwoord zijn op de vraag leeftijd."),
    ("beslistabel.yaml", "{binnen: nee}", "{prestaties: J070}", "Op de vraag prestaties kan niets beslissen"),
]


@pytest.mark.parametrize(("file", "old", "new", "text"), TABELFOUT)
def test_a_wrong_table_or_derived_value_is_refused(tabelcatalogus, file, old, new, text):
    tabelcatalogus.change(f"proef/1/{file}", old, new)
    with pytest.raises(Catalogusfout) as refused:
        tabelcatalogus.load()
    assert refused.value.bestand.name == file
    assert text in refused.value.tekst


def test_a_whole_list_of_codes_is_no_wider_than_what_the_form_is_for(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "prestatiecodes: [J070, J080]", "prestatiecodes: [J080]")
    tabelcatalogus.change("proef/1/formulier.yaml", "answerOption: toegang", "answerValueSet: prestatie/010")
    with pytest.raises(Catalogusfout, match="De code J070 staat niet bij toegang."):
        tabelcatalogus.load()


def test_the_column_that_a_term_is_about_may_not_stay_empty(tabelcatalogus):
    termijn = "termijn: {kolom: prestaties.code, deze: [J080], van: geplaatst, tot: begin, maanden: 60}"
    tabelcatalogus.change("proef/1/beslistabel.yaml", "jaren_sinds: {van: geplaatst, tot: begin}", termijn)
    tabelcatalogus.change("proef/1/beslistabel.yaml", "{leeftijd: < 5}", "{leeftijd: nee}")
    tabelcatalogus.change("proef/1/formulier.yaml", "text: Code, ", "text: Code, required: false, ")
    with pytest.raises(Catalogusfout, match="De kolom prestaties.code mag niet leeg blijven."):
        tabelcatalogus.load()


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "a|b", "(?=a)", ".*x.*", "[0-9]{1,500}[0-9]{1,500}", "[z-a]", "[0-9]{3,2}", "a**", r"\1", "["]
)
def test_a_pattern_that_could_keep_the_portal_busy_or_means_nothing_is_refused(proefcatalogus, pattern):
    string = f"type: string\n        entryFormat: een vorm\n        regex: '{pattern}'"
    proefcatalogus.change("proef/1/formulier.yaml", "type: boolean", string)
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:20: Deze regex"):
        proefcatalogus.load()


OPEN = "type: open-choice\n        answerOption: {pijn: Pijn, jeuk: Jeuk}"


def test_a_condition_on_an_open_choice_names_one_of_its_choices(proefcatalogus):
    proefcatalogus.change("proef/1/formulier.yaml", "type: boolean", OPEN)
    with pytest.raises(Catalogusfout, match="ja kan geen antwoord zijn op de vraag klacht"):
        proefcatalogus.load()


def test_more_rules_than_anybody_can_check_are_refused_where_they_begin(proefcatalogus):
    rule = "  - {{regel: r{}, als: {{}}, uitkomst: beoordelen}}\n"
    rules = "".join(rule.format(number) for number in range(2001))
    (proefcatalogus.folder / "proef/1/beslistabel.yaml").write_text(f"hitPolicy: FIRST\nregels:\n{rules}")
    with pytest.raises(Catalogusfout, match=r"beslistabel.yaml:2003: Hier kunnen er hoogstens 2000 staan."):
        proefcatalogus.load()


def test_a_table_in_a_table_is_refused(proefcatalogus):
    inner = "{linkId: b, text: B, type: group, repeats: true, item: [{linkId: c, text: C, type: string}]}"
    table = f"type: group\n        repeats: true\n        item: [{inner}]"
    proefcatalogus.change("proef/1/formulier.yaml", "type: boolean", table)
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:20: repeats kan niet bij een kolom."):
        proefcatalogus.load()


def test_a_test_as_long_as_a_book_is_refused(proefcatalogus):
    proefcatalogus.change("proef/1/beslistabel.yaml", "<= 1", '"' + "." * 3_000 + '"')
    with pytest.raises(
        Catalogusfout, match=r"beslistabel.yaml:10: Een waarde in een toets heeft hoogstens 250 tekens."
    ):
        proefcatalogus.load()


@pytest.mark.parametrize("name", ["formulier", "beslistabel", "voorinvulling", "voorbeelden"])
def test_a_missing_file_is_named(proefcatalogus, name):
    (proefcatalogus.folder / f"proef/1/{name}.yaml").unlink()
    with pytest.raises(Catalogusfout, match=f"{name}.yaml:1: Dit bestand ontbreekt"):
        proefcatalogus.load()


@pytest.mark.parametrize(
    ("content", "line", "text"),
    [
        (b"", 1, "leeg"),
        (b"code: P01\n\xff", 2, "UTF-8"),
        (b"code: P01\nversie: \x07", 2, "een teken"),
        (b"[" * 5000, 1, "dieper genest dan 20 lagen"),
        (b"code: P01\ntitel: &a [*a]\n", 2, "Een anker (&)"),
        (b"code: P01\ntitel: *b\n", 2, "Een anker (&)"),
        (b"code: !!python/object/apply:os.system [ls]\n", 1, "Een type als"),
        (b"a: b\n---\nc: d\n", 2, "geen YAML"),
        (b"code: P01\n" + b"x" * 500_000, 1, "groter dan 500000 tekens"),
        (b"code: P01\ntitel: [" + b"a," * 50_001 + b"]", 2, "meer dan 50000 waarden"),
    ],
)
def test_what_is_not_a_yaml_file_is_refused(proefcatalogus, content, line, text):
    (proefcatalogus.folder / "proef/1/formulier.yaml").write_bytes(content)
    with pytest.raises(Catalogusfout) as refused:
        proefcatalogus.load()
    assert refused.value.regel == line
    assert text in refused.value.tekst


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("content", "line", "text"),
    [
        ("a:\n\tb: 1\n", 2, "hier staat een tab. Spring in met spaties"),
        ("a:\n  b: 1\n\tc: 2\n", 3, "hier staat een tab. Spring in met spaties"),
        ("a:\n  - b: 1\n    c: 2\n   d: 3\n", 4, "deze regel springt anders in dan de regels erboven"),
        ("a:\n  b: 1\n c: 2\n", 3, "Zet vooraan evenveel spaties"),
        ("a:\n  - {b: Hoe vaak: een}\n", 2, "een tekst met een dubbele punt en een spatie staat niet tussen"),
        ("a:\n  b\n  c: 1\n", 3, "of mist de regel erboven een dubbele punt met een spatie"),
        ('a: "x" y\nb: 2\n', 1, "op deze regel of erboven staat een aanhalingsteken te veel of te weinig"),
        ("a: Let op: dit\n", 1, "een tekst met een dubbele punt en een spatie hoort tussen aanhalingstekens"),
        ("a: > 1\n", 1, "een waarde die begint met > of | hoort tussen aanhalingstekens"),
        ("a: @x\n", 1, "deze waarde begint met een teken dat hier niet kan"),
        ('a: "x\nb: 2\n', 1, "het aanhalingsteken dat hier begint, eindigt nergens"),
        ('a: "x\\q"\n', 1, "in deze tekst staat een \\"),
        ("a: [1, 2\nb: 3\n", 2, "op deze regel of erboven ontbreekt een komma of een sluithaak (] of })"),
        ("a: b\n---\nc: d\n", 2, "hier begint een tweede document"),
        ("a: 1\nb\nc: 2\n", 2, "na de naam van een sleutel hoort een dubbele punt met een spatie"),
        ("%x\na: 1\n", None, "Dit is geen YAML: "),
    ],
)
def test_what_is_no_yaml_is_told_in_words_that_mend_it(monkeypatch, tmp_path, loader, content, line, text):
    """By both parsers: the fast one is not everywhere."""
    monkeypatch.setattr(yamlknoop, "_LOADER", getattr(yaml, loader))
    bestand = tmp_path / "formulier.yaml"
    bestand.write_text(content, encoding="utf-8")
    with pytest.raises(Catalogusfout) as refused:
        yamlknoop.read_yaml(bestand)
    assert line in (None, refused.value.regel)
    assert text in refused.value.tekst
    assert "expected" not in refused.value.tekst


@pytest.mark.parametrize("name", ["beslistabel.yml", "Beslistabel.yaml", "beslistabel (1).yaml"])
def test_a_file_of_nearly_the_right_name_is_pointed_at(proefcatalogus, name):
    (proefcatalogus.folder / "proef/1/beslistabel.yaml").rename(proefcatalogus.folder / "proef/1" / name)
    with pytest.raises(Catalogusfout) as refused:
        proefcatalogus.load()
    assert refused.value.tekst == f"Dit bestand ontbreekt. Er staat wel {name}: geef dat de naam beslistabel.yaml."


def test_the_same_version_in_two_folders_is_refused(proefcatalogus):
    (proefcatalogus.folder / "machtigingsvrij.yaml").write_text("machtigingsvrij: []\n")
    assert len(load_catalogus(proefcatalogus.folder).formulieren) == 1
    copy = proefcatalogus.folder / "kopie" / "1"
    copy.mkdir(parents=True)
    for file in (proefcatalogus.folder / "proef" / "1").iterdir():
        (copy / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Catalogusfout, match="P01 1 bestaat al"):
        load_catalogus(proefcatalogus.folder)


@pytest.mark.parametrize(
    ("lijst", "codes"),
    [
        ("specialisme", [("0301", "0301 Oogheelkunde")]),
        ("diagnose/0301", [("251", "251 Verworven ptosis")]),
        ("prestatie/010", [("J070", "J070 Eerste drukknop"), ("J080", "J080 Klikgebit")]),
    ],
)
def test_a_whole_list_of_codes_may_be_chosen_from(proefcatalogus, lijst, codes):
    question = f"      - {{linkId: lijst, text: Welke, type: choice, answerValueSet: {lijst}, doel: Daarom.}}\n"
    proefcatalogus.change("proef/1/formulier.yaml", "      - gedeeld: naam\n", "      - gedeeld: naam\n" + question)
    vraag = proefcatalogus.load().vraag("lijst")
    assert [(optie.code, optie.tekst) for optie in vraag.opties] == codes
    page, _ = to_questionnaire(proefcatalogus.load())["item"]
    assert page["item"][1]["answerValueSet"] == f"urn:machtigingenportaal:codes:{lijst}"


def test_codes_are_read_at_their_full_length_with_their_names(proefcatalogus):
    proefcatalogus.change(
        "proef/1/formulier.yaml",
        "  {prestatiecodelijsten: [010], prestatiecodes: [J080]}\n",
        "  trajecten:\n    - {specialisme: 301, diagnose: 251, zorgactiviteiten: [31562]}\n",
    )
    proefcatalogus.change(
        "proef/1/formulier.yaml",
        "      - gedeeld: naam\n",
        "      - {linkId: za, text: Welke, type: choice, controle: zorgactiviteit, answerOption: toegang}\n",
    )
    proefcatalogus.change("proef/1/voorbeelden.yaml", "naam: E. van Voorbeeld", "za: 31562")
    form = proefcatalogus.load()
    assert form.trajecten[0].specialisme == "0301"
    assert [(optie.code, optie.tekst) for optie in form.vraag("za").opties] == [("031562", "031562 Levatorplastiek")]


HOSTILE = [
    "&a",
    "*a",
    "!!map",
    "{",
    "[",
    "]",
    "- ",
    "? ",
    "|",
    ">",
    "%YAML",
    "---",
    "\t",
    "'",
    '"',
    "#",
    "<<: *a",
    "~",
    "9" * 400,
]
own_files = st.sampled_from([name for name in BESTANDEN if name.startswith("proef/")])


@settings(max_examples=keer(100, 2000))
@given(own_files, st.data())
def test_whatever_is_done_to_a_file_it_is_read_or_refused_with_its_line(name, data):
    text = BESTANDEN[name]
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 40)))
    put = data.draw(st.sampled_from(HOSTILE) | st.text(max_size=5) | st.sampled_from(text.split()))
    with tempfile.TemporaryDirectory() as folder:
        catalogus = Proefcatalogus(Path(folder))
        (catalogus.folder / name).write_bytes((text[:begin] + put + text[end:]).encode(errors="surrogatepass"))
        try:
            catalogus.load()
        except Catalogusfout as refused:
            lines = refused.bestand.read_text(errors="replace").count("\n") + 1
            assert 1 <= refused.regel <= lines
