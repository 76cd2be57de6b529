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
