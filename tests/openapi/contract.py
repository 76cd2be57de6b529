"""Does an answer of the api keep to the contract? Status, media type and shape, for the address that was called."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import Resolver404, resolve
from jsonschema import Draft202012Validator, FormatChecker

from machtigingen.foundation import CONTRACTS

OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))
PROBLEEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
# What any address may answer, also one that the contract does not know.
OVERAL = {404, 405}


@pytest.fixture(autouse=True)
def elk_antwoord_volgens_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import this in a conftest: then every answer of the api in those tests is held against the contract."""
    echt = Client.request

    def request(client: Client, **omgeving: Any) -> Any:
        antwoord = echt(client, **omgeving)
        if omgeving.get("machtigingen.listener") == "api" and omgeving["REQUEST_METHOD"] != "HEAD":
            assert list(afwijkingen(antwoord, methode=omgeving["REQUEST_METHOD"], pad=omgeving["PATH_INFO"])) == []
        return antwoord

    monkeypatch.setattr(Client, "request", request)


def afwijkingen(antwoord: Any, *, methode: str, pad: str) -> Iterator[str]:
    """What is not as the contract says."""
    beschreven = _beschreven(methode, pad, antwoord.status_code)
    if beschreven is None:
        yield f"{methode} {pad}: {antwoord.status_code} is not in the contract"
        return
    if not beschreven.get("content"):
        if antwoord.content:
            yield f"{methode} {pad}: {antwoord.status_code} has no content in the contract"
        return
    soort = antwoord["Content-Type"]
    if soort not in beschreven["content"]:
        yield f"{methode} {pad}: {soort} is not in the contract"
        return
    if not soort.endswith("json"):
        return
    schema = beschreven["content"][soort]["schema"] | {"components": OPENAPI["components"]}
    data = json.loads(antwoord.content)
    for fout in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data):
        yield f"{fout.json_path}: {fout.message}"
    if soort == "application/problem+json" and (data["status"], data["code"]) != (
        antwoord.status_code,
        data["fouten"][0]["code"],
    ):
        yield "status and code are not those of the first error"


def _beschreven(methode: str, pad: str, status: int) -> Any:
    operatie = OPENAPI["paths"].get(_route(pad), {}).get(methode.lower(), {"responses": {}})
    antwoord = operatie["responses"].get(str(status))
    if antwoord is None:
        return {"content": PROBLEEM} if status in OVERAL else None
    if "$ref" in antwoord:
        antwoord = OPENAPI["components"]["responses"][antwoord["$ref"].rsplit("/", 1)[1]]
    return antwoord


def _route(pad: str) -> str:
    try:
        route = resolve(pad, urlconf="machtigingen.project.urls_api").route
        return "/" + re.sub(r"<str:(\w+)>", r"{\1}", route)
    except Resolver404:
        return ""
