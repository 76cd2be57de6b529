"""The message as dataclasses is the message of the contract."""

from datetime import date
from decimal import Decimal

from machtigingen_client import (
    Behandeling,
    Formulierkeuze,
    Instantie,
    Instroombericht,
    Prestatie,
    Prestaties,
    Softwarepakket,
    Verzekerde,
    Zorgverlener,
)
from sdk.portal import example


def bericht(**changes):
    parts = {
        "softwarepakket": Softwarepakket(naam="DemoOog", versie="5.2"),
        "referentie": "2026-0002",
        "grondslag": "zvw",
        "begindatum": date(2026, 5, 4),
        "verzekerde": Verzekerde(bsn="999990019", geboortedatum=date(1961, 4, 12)),
        "instantie": Instantie(agb="22990001"),
        "zorgverlener": Zorgverlener(agb="03990011", specialisme="0301"),
        "verstrekking": Behandeling(diagnose="255", zorgactiviteit="031545"),
    }
    return Instroombericht(**parts | changes)


def test_a_minimal_message_is_the_minimal_example():
    assert bericht().to_dict() == example("bericht-minimaal")


def test_a_full_message_is_the_full_example():
    full = bericht(
        referentie="2026-0001",
        verzekerde=Verzekerde(
            bsn="999990019",
            geboortedatum=date(1961, 4, 12),
            naam="E. van Voorbeeld",
            geslacht="vrouw",
            uzovi="9901",
            verzekerdenummer="4000123456",
        ),
        opmerking="Patiënte heeft last bij lezen en autorijden.",
    )

    assert full.to_dict() == example("bericht-oogheelkunde")


def test_prestaties_carry_amounts_with_two_decimals():
    dental = bericht(
        softwarepakket=Softwarepakket(naam="DemoTand", versie="1.0"),
        referentie="2026-0003",
        instantie=Instantie(agb="12990003"),
        zorgverlener=Zorgverlener(agb="12990021", specialisme="1200"),
        verstrekking=Prestaties(
            prestatiecodelijst="010",
            prestaties=(
                Prestatie(code="J080", aantal=1, kaak="onder", honorarium=Decimal(250), techniek=Decimal(310)),
                Prestatie(code="J056", aantal=2, element="33", honorarium=Decimal("48.5")),
            ),
        ),
    )

    assert dental.to_dict() == example("bericht-prestaties")


def test_a_form_and_answers_can_be_named():
    named = bericht(
        verstrekking=Formulierkeuze(formulier="X02"), antwoorden={"gezichtsveld": True, "zijde": ("links",)}
    )

    assert named.to_dict()["verstrekking"] == {"formulier": "X02"}
    assert named.to_dict()["antwoorden"] == {"gezichtsveld": True, "zijde": ["links"]}


def test_a_message_never_prints_its_bsn():
    assert "999990019" not in repr(bericht())
