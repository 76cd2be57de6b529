import json

from machtigingen.beslisboom import to_questionnaire


def questions(form):
    return {item["linkId"]: item for page in to_questionnaire(form)["item"] for item in page["item"]}


def test_a_form_becomes_a_questionnaire_of_groups(proef):
    resource = to_questionnaire(proef)
    assert (resource["resourceType"], resource["name"], resource["version"]) == ("Questionnaire", "P01", "1")
    assert resource["effectivePeriod"] == {"start": "2026-01-01"}
    assert [(page["linkId"], page["type"]) for page in resource["item"]] == [
        ("wie", "group"),
        ("wat", "group"),
    ]
    assert json.loads(json.dumps(resource)) == resource


def test_a_form_that_is_made_up_is_experimental(proef, proef_met):
    assert "experimental" not in to_questionnaire(proef)
    resource = to_questionnaire(proef_met("formulier.yaml", "titel: Proef", "titel: Proef\nvoorbeeld: Alles."))
    assert (resource["experimental"], resource["description"]) == (True, "Alles.")


def test_a_condition_keeps_the_type_of_the_answer(proef):
    asked = questions(proef)
    assert asked["afstand"]["enableWhen"] == [{"question": "klacht", "operator": "=", "answerBoolean": True}]
    assert asked["reden"]["enableWhen"] == [{"question": "afstand", "operator": ">", "answerDecimal": 1.0}]
    assert asked["reden"]["enableBehavior"] == "all"


def test_choices_limits_and_purpose_go_along(proef):
    asked = questions(proef)
    assert asked["reden"]["answerOption"][0] == {"valueCoding": {"code": "ziekte", "display": "Een ziekte"}}
    extensions = {extension["url"].split("/")[-1]: extension for extension in asked["afstand"]["extension"]}
    assert extensions["minValue"]["valueDecimal"] == 0.0
    assert extensions["maxValue"]["valueDecimal"] == 10.0
    assert extensions["questionnaire-unit"]["valueCoding"] == {"code": "mm"}
    assert extensions["urn:machtigingenportaal:vraag:doel"]["valueString"] == "De afstand bepaalt de ernst."


EXTRA = """\
      - {linkId: let_op, text: Let op., type: display}
      - linkId: dosis
        text: Hoeveel?
        type: quantity
        eenheid: mg
        doel: Om te weten hoeveel.
      - linkId: postcode
        text: Waar?
        type: string
        regex: "[0-9]{4}[A-Z]{2}"
        entryFormat: 4 cijfers en 2 letters
        minLength: 6
        doel: Om te weten waar.
        enableWhen: [{question: dosis, operator: ">", answer: 1.5}]
      - linkId: vanaf
        text: Vanaf wanneer?
        type: date
        minimum: 2026-01-01
        doel: Om te weten wanneer.
"""


def test_every_type_goes_along_in_the_words_of_fhir(proef_met):
    asked = questions(proef_met("formulier.yaml", "      - linkId: klacht\n", EXTRA + "      - linkId: klacht\n"))
    assert asked["let_op"] == {"linkId": "let_op", "text": "Let op.", "type": "display"}
    (condition,) = asked["postcode"]["enableWhen"]
    assert condition["answerQuantity"] == {"value": 1.5, "unit": "mg"}
    extensions = {
        each["url"].split("/")[-1]: each for each in asked["postcode"]["extension"] + asked["vanaf"]["extension"]
    }
    assert extensions["regex"]["valueString"] == "[0-9]{4}[A-Z]{2}"
    assert extensions["entryFormat"]["valueString"] == "4 cijfers en 2 letters"
    assert extensions["minLength"]["valueInteger"] == 6
    assert extensions["minValue"]["valueDate"] == "2026-01-01"


def test_a_table_is_a_repeating_group_with_its_columns_as_items(tabelproef):
    table = questions(tabelproef)["prestaties"]
    assert (table["type"], table["repeats"]) == ("group", True)
    assert [(item["linkId"], item["type"]) for item in table["item"]] == [
        ("prestaties.code", "choice"),
        ("prestaties.aantal", "integer"),
        ("prestaties.techniek", "decimal"),
    ]
    extensions = {extension["url"].split("/")[-1]: extension for extension in table["item"][2]["extension"]}
    assert extensions["maxDecimalPlaces"]["valueInteger"] == 2
    assert extensions["questionnaire-unit"]["valueCoding"] == {"code": "EUR"}
    names = {extension["url"].split(":")[-1]: extension.get("valueString") for extension in table["extension"]}
    assert (names["uniek"], names["som"], names["keer"]) == ("code", "techniek", "aantal")


def test_a_condition_on_a_column_names_the_item_in_the_group(tabelproef):
    condition = {"question": "prestaties.code", "operator": "=", "answerCoding": {"code": "J080"}}
    assert questions(tabelproef)["geplaatst"]["enableWhen"] == [condition]
