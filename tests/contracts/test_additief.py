"""Within v1 we only add: the contract of today breaks nothing that the first one promised."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from contracts.additief import breaks

CONTRACTS = Path(__file__).parents[2] / "contracts"
FIRST = yaml.safe_load((CONTRACTS / "v1-basis.yaml").read_text(encoding="utf-8"))
NOW = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))

PUSH = ("paths", "/api/v1/instroom", "post")
SCHEMAS = ("components", "schemas")


def test_nothing_that_v1_promised_is_taken_back() -> None:
    assert breaks(FIRST, NOW) == []


def changed(*place: str, **values: Any) -> Any:
    """The first contract with these values at one place; None takes away."""
    spec = copy.deepcopy(FIRST)
    node = spec
    for step in place:
        node = node[int(step) if isinstance(node, list) else step]
    for name, value in values.items():
        if value is None:
            del node[name]
        else:
            node[name] = value
    return spec


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        (changed("paths", **{"/wie-ben-ik": None}), "GET /wie-ben-ik: gone"),
        (changed(*PUSH, "responses", **{"409": None}), "POST /api/v1/instroom 409: gone"),
        (changed(*SCHEMAS, "Stand", "properties", toestand=None), ".toestand: gone"),
        (changed(*SCHEMAS, "Stand", required=["id", "toestand", "geldig_tot"]), ".aanvraag: no longer always there"),
        (changed(*SCHEMAS, "Toestand", enum=["ongeopend", "geopend", "ingediend", "vervallen"]), "niet_nodig"),
        (changed(*SCHEMAS, "Ontvangst", "properties", "ingevuld", type="string"), ".ingevuld: other type"),
        (changed(*SCHEMAS, "Ontvangst", "properties", "link", maxLength=3000), ".link: maxLength"),
        (changed(*SCHEMAS, "Verzekerde", required=["bsn", "geboortedatum", "naam"]), ".naam: newly required"),
        (changed(*SCHEMAS, "Verzekerde", "properties", geslacht=None), ".geslacht: gone"),
        (changed(*SCHEMAS, "Verzekerde", "properties", "geslacht", enum=["man", "vrouw"]), "onbekend"),
        (changed(*SCHEMAS, "Verzekerde", "properties", "naam", maxLength=100), ".naam: maxLength"),
        (changed(*SCHEMAS, "Instroombericht", "properties", "referentie", pattern="^[0-9]+$"), ".referentie: pattern"),
        (changed(*SCHEMAS, "Verstrekking", "oneOf", "0", required=["diagnose", "zorgactiviteit"]), "newly required"),
        (changed(*SCHEMAS, "Verstrekking", oneOf=FIRST["components"]["schemas"]["Verstrekking"]["oneOf"][:2]),
         "other alternatives"),
        (changed(*PUSH, parameters=[{"name": "X-Sleutel", "in": "header", "required": True, "schema": {}}]),
         "?X-Sleutel: newly required"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_would_break_a_vendor_is_named(spec: Any, told: str) -> None:
    found = breaks(FIRST, spec)
    assert found and all(told in one for one in found), found


ONTVANGST = FIRST["components"]["schemas"]["Ontvangst"]["properties"]
VERZEKERDE = FIRST["components"]["schemas"]["Verzekerde"]["properties"]


@pytest.mark.parametrize(
    "spec",
    [
        changed("paths", **{"/api/v1/nieuw": {"get": {"responses": {}}}}),
        changed(*SCHEMAS, "Ontvangst", properties=ONTVANGST | {"nieuw": {"type": "string"}}),
        changed(*SCHEMAS, "Verzekerde", properties=VERZEKERDE | {"nieuw": {"type": "string"}}),
        changed(*SCHEMAS, "Toestand", enum=[*FIRST["components"]["schemas"]["Toestand"]["enum"], "nieuw"]),
        changed(*SCHEMAS, "Verzekerde", "properties", "naam", maxLength=200),
        changed(*PUSH, parameters=[{"name": "X-Nieuw", "in": "header", "schema": {}}]),
    ],
    ids=["an address", "a field of an answer", "a field of a message", "a value of an answer", "a longer name",
         "a header"],
)  # fmt: skip
def test_an_addition_breaks_nothing(spec: Any) -> None:
    assert breaks(FIRST, spec) == []
