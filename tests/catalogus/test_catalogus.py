"""The published forms: sound, right by their own examples, and for exactly the care they are meant for."""

import json
import shutil
from dataclasses import fields
from datetime import date
from typing import get_args

import pytest
import yaml

from machtigingen.beslisboom import (
    Catalogusfout,
    Uitkomst,
    check_examples,
    count,
    evaluate,
    find,
    lint,
    load_catalogus,
    machtigingsvrij,
    prefill,
    problems,
)
from machtigingen.beslisboom.kiezen import in_force
from machtigingen.beslisboom.voorinvulling import PADEN
from machtigingen.formulieren import Catalogus as FormulierenCatalogus
from machtigingen.foundation import CATALOGUS, CONTRACTS
from machtigingen.instroom.bericht import Instroombericht
from machtigingen.registers.cov import CovAntwoord

catalogus = load_catalogus(CATALOGUS)
every_form = pytest.mark.parametrize("form", catalogus.formulieren, ids=lambda form: f"{form.code} {form.versie}")
DATUM = date(2026, 5, 4)
BOVENOOGLID, WENKBRAUW, KLIKGEBIT = "X02", "X10", "M03"


def form_named(code):
    return next(form for form in catalogus.formulieren if form.code == code)


@every_form
def test_it_has_no_findings(form):
    assert lint(form) == ()


@every_form
def test_its_examples_come_out_as_they_say(form):
    assert check_examples(form) == ()


@pytest.mark.parametrize("form", in_force(catalogus.formulieren, date(2026, 11, 24)), ids=lambda form: form.code)
def test_what_a_lawyer_still_has_to_look_at_is_not_for_who_reads_the_letter(form):
    assert not [regel.naam for regel in form.beslistabel.regels if "jurist" in f"{regel.tekst} {regel.onderbouwing}"]


@every_form
def test_each_of_its_rules_has_an_example(form):
    assert {example.regel for example in form.voorbeelden} == {regel.naam for regel in form.beslistabel.regels}


@every_form
def test_it_says_what_is_made_up_since_no_national_text_is_public(form):
    assert form.voorbeeld.startswith("Verzonnen zijn ")


@every_form
def test_each_of_its_rules_cites_its_ground(form):
    assert all(regel.onderbouwing for regel in form.beslistabel.regels)


@every_form
def test_every_question_but_attachments_can_be_filled_in_by_a_package(form):
    asked = {vraag.link_id for vraag in form.vragen if not vraag.bestandstypen}
    assert form.voorinvulling.keys() == asked


def leaves(model, before=""):
    """Every place of a message that has a value of its own; of rows the list as a whole."""
    for name, field in model.model_fields.items():
        inner = [part for part in (field.annotation, *get_args(field.annotation)) if hasattr(part, "model_fields")]
        yield from leaves(inner[0], f"{before}{name}.") if inner else [before + name]


def test_the_places_to_prefill_from_are_those_of_the_message_and_of_cov():
    assert PADEN["softwarepakket"] == set(leaves(Instroombericht)) - {"antwoorden"}
    assert PADEN["cov"] <= {field.name for field in fields(CovAntwoord)}


def test_what_forms_share_has_a_name_that_fits_in_a_list():
    shared = yaml.safe_load((CATALOGUS / "gedeeld" / "vragen.yaml").read_text(encoding="utf-8"))["vragen"]
    names = {vraag["linkId"]: vraag.get("kort", vraag["text"]) for vraag in shared}
    read = {vraag.link_id: vraag.naam for form in catalogus.formulieren for vraag in form.vragen}
    assert all(len(name) <= 16 for name in names.values())
    assert read.items() >= {link_id: name for link_id, name in names.items() if link_id in read}.items()


def test_a_question_without_a_short_name_is_called_by_its_text():
    zijde = next(vraag for vraag in form_named(BOVENOOGLID).vragen if vraag.link_id == "zijde")
    assert zijde.naam == zijde.tekst


def test_the_examples_of_the_upper_eyelid_show_all_four_outcomes():
    outcomes = {example.uitkomst for example in form_named(BOVENOOGLID).voorbeelden}
    assert outcomes == set(Uitkomst)


@pytest.mark.parametrize("outcome_of", form_named(WENKBRAUW).voorbeelden, ids=lambda example: example.naam)
def test_the_eyebrow_always_goes_to_a_person(outcome_of):
    assert evaluate(form_named(WENKBRAUW), outcome_of.antwoorden).uitkomst is Uitkomst.BEOORDELEN


@pytest.mark.parametrize(
    ("diagnose", "zorgactiviteit", "codes"),
    [
        ("251", "031562", [BOVENOOGLID]),
        ("251", "031563", [BOVENOOGLID]),
        ("255", "031545", [BOVENOOGLID]),
        ("255", "039020", [BOVENOOGLID]),
        ("251", "031547", [WENKBRAUW]),
        ("251", "031548", [WENKBRAUW]),
        ("251", None, [BOVENOOGLID, WENKBRAUW]),
        ("255", None, [BOVENOOGLID]),
        ("255", "031562", []),
        ("251", "031545", []),
        ("155", "031049", []),
    ],
)
def test_the_care_of_the_national_list_leads_to_its_form(diagnose, zorgactiviteit, codes):
    found = find(
        catalogus.formulieren,
        grondslag="zvw",
        specialisme="0301",
        diagnose=diagnose,
        zorgactiviteit=zorgactiviteit,
        datum=DATUM,
    )
    assert [form.code for form in found] == codes


@pytest.mark.parametrize("code", ["J056", "J070", "J071", "J072", "J073", *(f"J08{digit}" for digit in range(10))])
@pytest.mark.parametrize(("specialisme", "lijst"), [("1200", "010"), ("1201", "010"), ("9301", "045")])
def test_a_prosthesis_on_implants_leads_to_its_form(code, specialisme, lijst):
    assert prestatieforms(specialisme, lijst, code) == [KLIKGEBIT]


@pytest.mark.parametrize(
    ("specialisme", "lijst", "codes"),
    [
        ("0301", "010", ["J080"]),
        ("1200", "041", ["J080"]),
        ("1200", "010", ["J080", "C012"]),
        ("1200", "010", ["J057"]),
    ],
)
def test_another_zorgverlener_list_or_code_does_not(specialisme, lijst, codes):
    assert prestatieforms(specialisme, lijst, *codes) == []


def prestatieforms(specialisme, lijst, *codes):
    found = find(
        catalogus.formulieren,
        grondslag="zvw",
        specialisme=specialisme,
        prestatiecodelijst=lijst,
        prestatiecodes=codes,
        datum=DATUM,
    )
    return [form.code for form in found]


def test_a_prosthesis_on_implants_is_never_refused_by_a_rule():
    table = form_named(KLIKGEBIT).beslistabel
    assert not table.automatisch_afwijzen
    assert {regel.uitkomst for regel in table.regels} == set(Uitkomst) - {Uitkomst.AFGEWEZEN}


def test_every_prestatie_of_a_form_belongs_to_one_thing_with_a_term_or_to_none():
    form = form_named(KLIKGEBIT)
    asked_for = {
        link_id: {voorwaarde.vergelijking.waarde for voorwaarde in form.vraag(link_id).enable_when}
        for link_id in ("vorige_prothese", "vorige_drukknoppen", "vorige_staven")
    }
    together = [code for codes in asked_for.values() for code in codes]
    assert len(together) == len(set(together))
    assert set(form.prestatiecodes) - set(together) == {"J056"}


def test_the_dental_example_message_fills_the_table_but_for_what_it_does_not_say():
    message = json.loads((CONTRACTS / "examples" / "bericht-prestaties.json").read_text(encoding="utf-8"))
    form = form_named(KLIKGEBIT)
    found = prefill(form, {"softwarepakket": message})["prestaties"].waarde
    assert [row["code"] for row in found] == ["J080", "J056"]
    assert [(fout.code, fout.pad) for fout in problems(form, {"prestaties": found}) if fout.code == "V107"] == [
        ("V107", "prestaties[1].kaak"),
        ("V107", "prestaties[1].techniek"),
    ]


def test_a_diagnosis_and_a_zorgactiviteit_that_are_no_pair_are_refused_and_never_approved():
    form = form_named(BOVENOOGLID)
    approved = next(example for example in form.voorbeelden if example.uitkomst is Uitkomst.GOEDGEKEURD)
    mixed = {**approved.antwoorden, "diagnose": "255", "zorgactiviteit": "031562"}
    assert [(fout.code, fout.pad) for fout in problems(form, mixed)] == [("V108", "zorgactiviteit")]
    assert evaluate(form, mixed).uitkomst is Uitkomst.BEOORDELEN


def test_the_example_message_fills_eleven_of_fifteen_facts():
    message = json.loads((CONTRACTS / "examples" / "bericht-oogheelkunde.json").read_text(encoding="utf-8"))
    sources = {"softwarepakket": message, "certificaat": {"agb": "22990001"}}
    form = form_named(BOVENOOGLID)
    answers = {link_id: filled.waarde for link_id, filled in prefill(form, sources).items()}
    counted = count(form, answers)
    assert (counted.ingevuld, counted.totaal) == (11, 15)


@pytest.mark.parametrize(("uzovi", "free"), [("9903", True), ("9901", False)])
def test_only_the_example_insurer_needs_no_machtiging_for_an_eyelid(uzovi, free):
    entry = machtigingsvrij(
        catalogus.machtigingsvrij,
        uzovi=uzovi,
        grondslag="zvw",
        specialisme="0301",
        diagnose="255",
        zorgactiviteit="031545",
        agb="22990001",
        datum=DATUM,
    )
    assert (entry is not None) is free
    assert entry is None or "voorbeeld" in entry.reden


def test_codes_have_names_for_screens():
    codes = catalogus.codes
    assert codes.zorgactiviteit("31545") == "Bovenooglidcorrectie (blefaroplastiek)"
    assert codes.diagnose("301", "255") == "Dermatochalasis"
    assert codes.specialisme("0301") == "Oogheelkunde"
    assert codes.zorgactiviteit("999999") == ""
    assert codes.prestatie(["045", "010"], "J070") == "Eerste drukknop"
    assert codes.prestatie(["045"], "J070") == ""


def test_a_form_that_does_not_ask_who_decides_is_not_taken_in(tmp_path) -> None:
    kopie = tmp_path / "catalogus"
    shutil.copytree(CATALOGUS, kopie)
    vragen = kopie / "gedeeld" / "vragen.yaml"
    vragen.write_text(vragen.read_text().replace("    controle: uzovi\n", ""))
    with pytest.raises(Catalogusfout, match="controle uzovi"):
        FormulierenCatalogus.load(kopie)
