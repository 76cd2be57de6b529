"""The collection of requests has every call of the contract, and no call that the contract does not have."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator
from openapi.contract import OPENAPI
from reis import dien_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.notificaties.actions import publish
from machtigingen.project import klok

from .collection import Request, requests

COLLECTION = requests()
JSON = [request for request in COLLECTION if not request.path.startswith("/soap/")]
WITH_JSON = [request for request in JSON if request.body and request.headers["Content-Type"] == "application/json"]


def by_title(request: Request) -> str:
    return request.title


def route(request: Request) -> str:
    """The path of the contract that this request means."""
    fits = [path for path in OPENAPI["paths"] if re.fullmatch(re.sub(r"{\w+}", r"[^/]+", path), request.path)]
    return min(fits, key=lambda path: path.count("{"), default="")


def operation(request: Request) -> Any:
    return OPENAPI["paths"].get(route(request), {}).get(request.method.lower())


def valid(value: Any, schema: Any) -> bool:
    return Draft202012Validator(schema | {"components": OPENAPI["components"]}).is_valid(value)


def test_every_call_of_the_contract_is_in_it() -> None:
    assert {(request.method, route(request)) for request in JSON} == {
        (method.upper(), path)
        for path, operations in OPENAPI["paths"].items()
        for method, operation in operations.items()
        if "operationId" in operation
    }


@pytest.mark.parametrize("request_", [request for request in JSON if request.query], ids=by_title)
def test_its_parameters_are_those_of_the_contract(request_: Request) -> None:
    known = {one["name"]: one["schema"] for one in operation(request_)["parameters"] if one.get("in") == "query"}
    for name, value in request_.query.items():
        schema = known[name]
        assert valid(int(value) if schema.get("type") == "integer" else value, schema), name


@pytest.mark.parametrize("request_", WITH_JSON, ids=by_title)
def test_its_body_is_valid(request_: Request) -> None:
    content = operation(request_)["requestBody"]["content"]
    assert valid(json.loads(request_.body), content[request_.headers["Content-Type"]]["schema"])


def test_the_portal_knows_what_to_do_with_each(wereld: Wereld) -> None:
    software = wereld.software()
    pushed = software.push(bericht(referentie="vooraf")).json()["id"]
    concept = software.get(f"/api/v1/instroom/{pushed}").json()["aanvraag"]["id"]
    ids = {"instroom": pushed, "aanvraag": concept} | a_delivery(software)
    answers = {request.title: send(software, request) for request in requests(**ids) if not of_insurer(request)}
    papers = [title for title in answers if title.endswith("van een ingediende aanvraag")]
    assert [answers.pop(title).status_code for title in papers] == [409, 409]
    assert {title: answer.status_code for title, answer in answers.items() if answer.status_code >= 300} == {}


INSURER = [request.title for request in COLLECTION if request.title.startswith("Verzekeraar: ")]


def of_insurer(request: Request) -> bool:
    return request.title in INSURER


@pytest.mark.parametrize("title", INSURER)
def test_the_portal_knows_what_an_insurer_wants(wereld: Wereld, title: str) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    sent = Aanvraag.objects.get()
    ids = {"aanvraag": str(sent.id), "bijlage": str(sent.bijlagen.get().id)}
    (request,) = (request for request in requests(**ids) if request.title == title)
    assert send(wereld.software("systeem-verzekeraar-9901"), request).status_code == 200


def a_delivery(software: Any) -> dict[str, str]:
    """An abonnement to which something was sent."""
    made = software.client.post(
        "/api/v1/abonnementen",
        json.dumps({"adres": "https://ander.example/"}),
        "application/json",
        secure=True,
        **software._omgeving(),
    ).json()["id"]
    publish(aanvraag_id=uuid4(), agb="22990001", uzovi="", soort="besluit", status="goedgekeurd", now=klok.nu())
    (sent,) = software.get(f"/api/v1/abonnementen/{made}/bezorgingen").json()["bezorgingen"]
    return {"abonnement": made, "bezorging": sent["id"]}


def send(software: Any, request: Request) -> Any:
    extra = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    content_type = extra.pop("HTTP_CONTENT_TYPE", "")
    target = request.url.removeprefix("https://localhost:8444")
    return software.client.generic(
        request.method, target, request.body, content_type, secure=True, **software._omgeving(), **extra
    )
