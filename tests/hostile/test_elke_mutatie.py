"""Whatever is sent as a message: it is taken in, or refused with codes. Never anything else."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from voluit import keer
from wereld import Wereld, bericht

from machtigingen.foundation import foutcodes

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

hoe_vaak = settings(
    max_examples=keer(100, 5000),
    # The world is the same for every example: what one stores does not change what the next is told.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

BIJNA_GOED = st.sampled_from(["2026-11-02", "22990001", "٣"])
WAARDE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | BIJNA_GOED,
    lambda deel: st.lists(deel, max_size=4) | st.dictionaries(st.text(max_size=8), deel, max_size=4),
    max_leaves=12,
)


def volgt_de_regels(antwoord: Any) -> None:
    if antwoord.status_code in (200, 201):
        return
    assert 400 <= antwoord.status_code < 500
    assert antwoord["Content-Type"] == "application/problem+json"
    assert all(fout["code"] in foutcodes() for fout in antwoord.json()["fouten"])
    assert b"Traceback" not in antwoord.content


def plaatsen(data: Any, pad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a message."""
    delen = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [plek for naam, deel in delen for plek in [(*pad, naam), *plaatsen(deel, (*pad, naam))]]


PRESTATIES = {"prestatiecodelijst": "010", "prestaties": [{"code": "J080", "aantal": 1, "honorarium": "12.50"}]}
VOL = [
    bericht(antwoorden={"zijde": "beide", "foto": ["x"]}, opmerking="tekst"),
    bericht(verstrekking=PRESTATIES),
    bericht(verstrekking={"formulier": "X02"}, grondslag="wlz"),
]


@st.composite
def mutaties(draw: Any) -> str:
    """A good message in which one to three things were removed, replaced, moved, or written twice."""
    data = copy.deepcopy(draw(st.sampled_from(VOL)))
    for _ in range(draw(st.integers(1, 3))):
        if not (plekken := plaatsen(data)):
            break
        *pad, laatste = draw(st.sampled_from(plekken))
        houder: Any = data
        for stap in pad:
            houder = houder[stap]
        match draw(st.sampled_from(["weg", "anders", "extra"])):
            case "weg":
                del houder[laatste]
            case "anders":
                houder[laatste] = draw(WAARDE)
            case "extra" if isinstance(houder, dict):
                houder[draw(st.text(max_size=8))] = draw(WAARDE)
    tekst = json.dumps(data)
    if draw(st.booleans()) and tekst.startswith('{"'):
        naam = tekst.split('"')[1]
        tekst = f'{tekst[:-1]}, "{naam}": 1}}'
    return tekst


@hoe_vaak
@given(waarde=WAARDE)
def test_any_json_value(wereld: Wereld, waarde: Any) -> None:
    volgt_de_regels(wereld.software().push(json.dumps(waarde).encode()))


@hoe_vaak
@given(body=st.binary(max_size=200))
def test_any_bytes(wereld: Wereld, body: bytes) -> None:
    volgt_de_regels(wereld.software().push(body))


@hoe_vaak
@given(tekst=mutaties())
def test_any_change_to_a_good_message(wereld: Wereld, tekst: str) -> None:
    volgt_de_regels(wereld.software().push(tekst.encode()))


@hoe_vaak  # "controle" is an address of its own
@given(id_=st.text(min_size=1).filter(lambda id_: id_ != "controle") | st.uuids().map(str))
def test_any_id_of_a_message(wereld: Wereld, id_: str) -> None:
    antwoord = wereld.software().get("/api/v1/instroom/" + id_)
    assert antwoord.status_code == 404
    assert antwoord.json()["code"] in ("A101", "B108")
