"""Test identities by who it is about: what a form decides, certificates, instanties, insured people, zorgverleners."""

from datetime import datetime
from typing import Any

import yaml

from machtigingen.foundation import CATALOGUS
from machtigingen_sandbox import patienten
from machtigingen_sandbox.personas_certificaten import (
    GESTOPT,
    INSTANTIES,
    NOG_NIET_BEGONNEN,
    PERSONAS,
    TUSSENPARTIJ,
    Persona,
    Toestand,
)
from machtigingen_sandbox.personas_proeven import WIE, Groep, Proef, Verzoek, push, shown, wie
from machtigingen_sandbox.registers import ZORGVERLENERS_OM_TE_PROBEREN

_BESLUITEN = {
    "goedgekeurd": "goedgekeurd door de regel",
    "afgewezen": "afgewezen door de regel",
    "beoordelen": "in behandeling: een beoordelaar beslist",
    "niet_nodig": "geen machtiging nodig",
}


def uitkomsten(now: datetime) -> Groep:
    """The first example of the form for each uitkomst."""
    path = CATALOGUS / "bovenooglid" / "2026-1" / "voorbeelden.yaml"
    voorbeelden = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["voorbeelden"]
    first = {een["uitkomst"]: een for een in reversed(voorbeelden) if "diagnose" not in een["antwoorden"]}
    proeven = tuple(_uitkomst(now, first[uitkomst]) for uitkomst in _BESLUITEN)
    uitleg = (
        "Stuur dit mee als `antwoorden`, bij de eerste verzekerde hieronder en formulier X02. Open de link, voeg een "
        "foto toe waar het formulier erom vraagt, en dien in."
    )
    return Groep(titel="Uitkomsten", uitleg=uitleg, kolommen=("Uitkomst", "Antwoorden"), proeven=proeven)


def _uitkomst(now: datetime, voorbeeld: dict[str, Any]) -> Proef:
    antwoorden = {
        naam: _typed(naam, value) for naam, value in voorbeeld["antwoorden"].items() if isinstance(value, str)
    }
    antwoorden = {"zijde": "beide"} | antwoorden
    cellen = (_BESLUITEN[voorbeeld["uitkomst"]], shown(antwoorden))
    return Proef(cellen=cellen, verzoeken=(push(now, "201", antwoorden=antwoorden),), besluit=voorbeeld["uitkomst"])


def _typed(naam: str, value: str) -> object:
    """As a package sends it: a number is a number."""
    return float(value.replace(",", ".")) if naam in {"mrd", "gezichtsveld_boven"} else value


_TOESTANDEN = {
    Toestand.VERLOPEN: "401 D104",
    Toestand.NOG_NIET_GELDIG: "401 D105",
    Toestand.INGETROKKEN: "401 D106",
    Toestand.VREEMDE_CA: "401 D103",
}


_ORGANISATIES = {
    GESTOPT.agb: "403 D205",
    NOG_NIET_BEGONNEN.agb: "403 D207",
    TUSSENPARTIJ.agb: "403 D112",
}


def certificaten(now: datetime) -> Groep:
    gewoon = [persona for persona in PERSONAS if persona.soort == "systeem" or persona.bestand == "persoonlijk-goed"]
    rows = [(persona.bestand, *_door(persona)) for persona in gewoon]
    rows += [("../server", "401 D102", "401 D102"), (None, "401 D101", "401 D101")]
    proeven = tuple(
        Proef(
            cellen=(f"`{naam}`" if naam else "geen",),
            verzoeken=(
                Verzoek(methode="GET", pad=WIE, certificaat=naam, verwacht=als_wie),
                push(now, als_bericht, certificaat=naam),
            ),
        )
        for naam, als_wie, als_bericht in rows
    )
    return Groep(
        titel="Certificaten",
        uitleg="Het bericht is steeds dat van instantie 22990001. Elk wachtwoord van een `.p12` is `machtigingen`.",
        kolommen=("Certificaat", "`GET /wie-ben-ik`", "`POST /api/v1/instroom`"),
        proeven=proeven,
    )


def _door(persona: Persona) -> tuple[str, str]:
    """What this certificate gets when it asks who it is, and when it pushes the message of the eye clinic."""
    match persona:
        case Persona(toestand=toestand) if toestand in _TOESTANDEN:
            return _TOESTANDEN[toestand], _TOESTANDEN[toestand]
        case Persona(in_register=False):
            return "403 D108", "403 D108"
        case Persona(soort="persoonlijk"):
            return "403 D201", "403 D201"
        case Persona(organisatiecode=code) if code in _ORGANISATIES:
            return _ORGANISATIES[code], _ORGANISATIES[code]
        case Persona(adressen=adressen) if adressen:
            return "403 D109", "403 D109"
        case Persona(autorisaties=() | ("beoordelen",)):
            return "200", "403 D203"
        case Persona(autorisaties=rechten) if "indienen" not in rechten:
            return "200", "403 D204"
        case Persona(organisatiecode=patienten.INSTANTIE):
            return "200", "201"
        case _:
            return "200", "403 I101"


def instanties(now: datetime) -> Groep:
    """Each instantie in a message of its own, with its own certificate."""
    gevolgen = {
        "systeem-goed": "201",
        "systeem-niet-in-agb": "422 I102",
        "systeem-onderneming": "422 I103",
        "systeem-uit-agb": "422 I104",
    }
    by_agb = {instantie.agb: instantie for instantie in INSTANTIES}
    codes = {persona.bestand: persona.organisatiecode for persona in PERSONAS}
    proeven = tuple(
        Proef(
            cellen=(codes[naam], f"`{naam}`", by_agb[codes[naam]].naam),
            verzoeken=(push(now, verwacht, certificaat=naam, instantie={"agb": codes[naam]}),),
        )
        for naam, verwacht in gevolgen.items()
    )
    return Groep(
        titel="Instanties",
        uitleg="Hier staat in het bericht de AGB-code van het certificaat zelf.",
        kolommen=("AGB-code", "Certificaat", "Wie", "Antwoord"),
        proeven=proeven,
    )


def verzekerden(now: datetime) -> Groep:
    proeven = tuple(
        Proef(
            cellen=(
                patient.persona.bsn.onthul(),
                patient.persona.geboortedatum.isoformat(),
                shown(patient.behandeling),
                patient.persona.uitleg,
            ),
            verzoeken=(push(now, patient.antwoord, verzekerde=wie(patient.persona), verstrekking=patient.behandeling),),
        )
        for patient in patienten.PATIENTEN
    )
    return Groep(
        titel="Verzekerden",
        uitleg="Wat het portaal bij een magisch BSN van COV hoort. Ook DemoOog toont deze mensen.",
        kolommen=("BSN", "Geboortedatum", "Verstrekking", "Wat er is", "Antwoord"),
        proeven=proeven,
    )


def zorgverleners(now: datetime) -> Groep:
    proeven = tuple(
        Proef(
            cellen=(agb, specialisme, wie),
            verzoeken=(push(now, verwacht, zorgverlener={"agb": agb, "specialisme": specialisme}),),
        )
        for agb, specialisme, wie, verwacht in ZORGVERLENERS_OM_TE_PROBEREN
    )
    return Groep(
        titel="Zorgverleners",
        uitleg="Bij instantie 22990001 en grondslag zvw.",
        kolommen=("AGB-code", "Specialisme", "Wie", "Antwoord"),
        proeven=proeven,
    )
