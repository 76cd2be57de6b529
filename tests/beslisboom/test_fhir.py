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
