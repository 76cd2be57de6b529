"""The contract is valid, strict, and says the same as its examples and the error catalogue."""

import copy
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from stdnum.nl import bsn as bsn_number

CONTRACTS = Path(__file__).parents[2] / "contracts"
OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))
CATALOGUE = yaml.safe_load((CONTRACTS / "foutcodes.yaml").read_text(encoding="utf-8"))
FOUTCODES = {fout["code"]: fout for fout in CATALOGUE}
EXAMPLES = sorted((CONTRACTS / "examples").glob("*.json"))

SCHEMA_OF_ANSWER = {
    "antwoord-201": "Ontvangst",
    "antwoord-200": "GeenMachtigingNodig",
    "antwoord-4": "Probleem",
    "antwoord-5": "Probleem",
    "proef": "Proef",
    "stand": "Stand",
    "wie-ben-ik": "WieBenIk",
    "logboek": "Logboek",
    "correcties": "Correcties",
    "wijzigingen": "Wijzigingen",
    "voorstand": "Voorstand",
    "toegestuurd": "Toegestuurd",
    "dossier": "Dossier",
    "abonnement-nieuw": "NieuwAbonnement",
    "bezorgingen": "Bezorgingen",
    "webhook": "Webhookbericht",
}
CODES_A_SCHEMA_CANNOT_SEE = {"B212", "B213", "B214", "B215", "B216"}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def named(*beginnings):
    paths = [path for path in EXAMPLES if path.name.startswith(beginnings)]
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def faults(document, schema_name):
    schema = {"$ref": f"#/components/schemas/{schema_name}", "components": OPENAPI["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


def subschemas(node, place=""):
    if isinstance(node, dict):
        yield place, node
        for key, value in node.items():
            yield from subschemas(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from subschemas(value, f"{place}/{index}")


def test_it_is_a_valid_openapi_document():
    validate(OPENAPI)


def test_every_object_refuses_unknown_fields():
    loose = [
        place
        for place, schema in subschemas(OPENAPI["components"]["schemas"])
        if schema.get("type") == "object" and "additionalProperties" not in schema
    ]

    assert loose == []


def test_every_text_has_a_maximum_length():
    endless = [
        place
        for place, schema in subschemas(OPENAPI["components"]["schemas"])
        if "string" in schema.get("type", "") and "maxLength" not in schema
    ]

    assert endless == []


def test_patterns_count_only_ascii_digits():
    schemas = [schema for _, schema in subschemas(OPENAPI["components"])]
    patterns = [schema["pattern"] for schema in schemas if isinstance(schema.get("pattern"), str)]

    assert patterns and not any("\\d" in pattern or "\\w" in pattern for pattern in patterns)


def test_every_error_answer_is_problem_json():
    for name, answer in OPENAPI["components"]["responses"].items():
        assert list(answer["content"]) == ["application/problem+json"], name


def test_every_status_of_the_catalogue_at_the_push_is_documented():
    stages = {"deur", "bericht", "instantie", "register", "formulier"}
    elsewhere = {"B107", "B108", "F301"}  # an address or a method that this operation is not about
    here = [fout for fout in CATALOGUE if fout["fase"] in stages and fout["code"] not in elsewhere]
    statuses = {str(fout["http"]) for fout in here}

    assert statuses <= set(OPENAPI["paths"]["/api/v1/instroom"]["post"]["responses"])


def test_the_people_who_solve_errors_are_those_of_the_catalogue():
    assert {fout["wie"] for fout in FOUTCODES.values()} <= set(OPENAPI["components"]["schemas"]["Wie"]["enum"])


@named("bericht-")
def test_a_good_message_is_accepted(path):
    assert faults(read(path), "Instroombericht") == []


@named("fout-B2")
def test_a_bad_message_is_refused_unless_only_a_calendar_or_an_eleven_test_can_tell(path):
    code = path.name.split("-")[1]

    assert bool(faults(read(path), "Instroombericht")) is (code not in CODES_A_SCHEMA_CANNOT_SEE)


@pytest.mark.parametrize("stage", ["fout-I", "fout-R", "fout-F"])
def test_a_message_that_is_refused_in_a_later_stage_has_the_right_form(stage):
    for path in EXAMPLES:
        if path.name.startswith(stage):
            assert faults(read(path), "Instroombericht") == []


@named("fout-")
def test_the_code_of_a_bad_message_is_in_the_catalogue(path):
    assert path.name.split("-")[1] in FOUTCODES


@named(*SCHEMA_OF_ANSWER)
def test_an_answer_fits_its_schema(path):
    schema = next(schema for prefix, schema in SCHEMA_OF_ANSWER.items() if path.name.startswith(prefix))

    assert faults(read(path), schema) == []


@named("antwoord-4", "antwoord-5")
def test_an_error_answer_says_what_the_catalogue_says(path):
    problem = read(path)

    assert problem["status"] == int(path.name.split("-")[1]) == FOUTCODES[problem["code"]]["http"]
    assert problem["title"] == FOUTCODES[problem["code"]]["titel"]
    for fout in problem["fouten"]:
        known = FOUTCODES[fout["code"]]
        filled = re.sub(r"\\{\w+\\}", ".+", re.escape(known["melding"]))
        assert re.fullmatch(filled, fout["melding"])
        assert (fout["oorzaak"], fout["wie"], fout["actie"]) == (
            known["oorzaak"],
            known["wie"],
            known["actie"],
        )


def test_the_examples_inside_the_contract_are_the_example_files():
    push = OPENAPI["paths"]["/api/v1/instroom"]["post"]
    message = push["requestBody"]["content"]["application/json"]["examples"]["oogheelkunde"]["value"]
    answer = push["responses"]["201"]["content"]["application/json"]["examples"]["oogheelkunde"]["value"]

    assert message == read(CONTRACTS / "examples" / "bericht-oogheelkunde.json")
    assert answer == read(CONTRACTS / "examples" / "antwoord-201-formulier.json")


@named("bericht-")
def test_people_in_examples_are_fictitious(path):
    bsn = read(path)["verzekerde"]["bsn"]

    assert bsn.startswith("9999") and bsn_number.is_valid(bsn)
    date.fromisoformat(read(path)["begindatum"])


def prestaties(*rows):
    return {"verstrekking": {"prestatiecodelijst": "010", "prestaties": list(rows)}}


def message_with(**changes):
    message = copy.deepcopy(read(CONTRACTS / "examples" / "bericht-minimaal.json"))
    return message | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"referentie": ""},
        {"referentie": "x" * 61},
        {"referentie": "   "},
        {"referentie": "twee\nregels"},
        {"softwarepakket": {"naam": "x" * 61, "versie": "1"}},
        {"begindatum": "2026-5-4"},
        {"begindatum": "٢٠٢٦-٠٥-٠٤"},
        {"instantie": {"agb": "２２９９０００１"}},
        {"antwoorden": {"vraag": None}},
        {"antwoorden": {"vraag": {"genest": 1}}},
        {"antwoorden": {f"vraag{number}": True for number in range(101)}},
        {"verstrekking": {"diagnose": "255", "zorgactiviteit": "031545", "formulier": "X02"}},
        prestaties(),
        prestaties(*[{"code": "J080", "aantal": 1}] * 51),
        prestaties({"code": "J080", "aantal": 0}),
        prestaties({"code": "J080", "aantal": 1, "honorarium": "12,50"}),
        prestaties({"code": "J080", "aantal": 1, "techniek": -0.01}),
        {"opmerking": "x" * 2001},
        {"opmerking": "met een \u0000 erin"},
    ],
)
def test_a_value_outside_its_limits_is_refused(changes):
    assert faults(message_with(**changes), "Instroombericht")


@pytest.mark.parametrize(
    "changes",
    [
        {"opmerking": "Eerste regel.\nTweede regel: “ja”, 100% 👍 Ĳ œ ﬁ"},
        {
            "antwoorden": {
                "gezichtsveld": True,
                "afstand": 1.5,
                "keuzes": ["links", "rechts"],
                "uitleg": "nee",
            }
        },
        prestaties({"code": "J080", "aantal": 1, "honorarium": 250, "techniek": "0.00"}),
    ],
)
def test_a_value_within_its_limits_is_accepted(changes):
    assert faults(message_with(**changes), "Instroombericht") == []
