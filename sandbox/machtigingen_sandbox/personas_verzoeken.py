"""Test identities by what is sent: treatments, warnings, wrong messages, wrong calls, repeats, and links to open."""

import json
from datetime import datetime
from typing import Any

from machtigingen.foundation import CONTRACTS, foutcode
from machtigingen_sandbox import patienten, personas
from machtigingen_sandbox.personas_proeven import VOLG, Groep, Proef, Verzoek, bericht, push, shown, wie

ELDERS = "https://elders.example"
JSON = {"Content-Type": "application/json"}
MOGELIJKHEDEN = "/api/v1/mogelijkheden?specialisme=oogheelkunde"
BIJ_NIEMAND = "/api/v1/mogelijkheden?uzovi=9999"
NOBODYS_ID = "00000000-0000-4000-8000-000000000000"


def behandelingen(now: datetime) -> Groep:
    rows = (
        (patienten.OOGLIDCORRECTIE, "201"),
        (patienten.WENKBRAUWLIFT, "201"),
        (patienten.PTOSIS_ZONDER_ZORGACTIVITEIT, "201"),
        ({"formulier": "X02"}, "201"),
        (patienten.ONBEKENDE_DIAGNOSE, "422 F101"),
        ({"formulier": "Z99"}, "422 F102"),
        ({"formulier": "M03"}, "422 F103"),
    )
    proeven = tuple(
        Proef(cellen=(shown(wat),), verzoeken=(push(now, verwacht, verstrekking=wat),)) for wat, verwacht in rows
    )
    return Groep(
        titel="Behandelingen",
        uitleg='Bij `{"diagnose": "251"}` passen twee formulieren: de gebruiker kiest.',
        kolommen=("Verstrekking", "Antwoord"),
        proeven=proeven,
    )


def waarschuwingen(now: datetime) -> Groep:
    """Beside those of the people and the zorgverleners above."""
    rows = (
        ("R307", {"verzekerde": wie(personas.GEVONDEN) | {"uzovi": "9902"}}),
        ("F105", {"antwoorden": {"gezichtsvelden": True}}),
        ("F106", {"antwoorden": {"functiestoornis": "soms"}}),
    )
    proeven = tuple(
        Proef(
            cellen=(", ".join(shown({naam: _bare(value)}) for naam, value in anders.items()),),
            verzoeken=(push(now, f"201, waarschuwing {code}", **anders),),
        )
        for code, anders in rows
    )
    onder_wlz = {"grondslag": "wlz", "verstrekking": {"formulier": "M08"}}
    tandarts = {"instantie": {"agb": patienten.TANDARTSPRAKTIJK}, "zorgverlener": patienten.TANDARTS}
    van_tandarts = push(
        now,
        "201, waarschuwing R313",
        certificaat="systeem-tandarts",
        verzekerde=wie(personas.GEVONDEN) | {"uzovi": "9901"},
        **onder_wlz | tandarts,
    )
    cel = f"{shown(onder_wlz | tandarts | {'verzekerde': {'uzovi': '9901'}})}, met `systeem-tandarts`"
    proeven += (Proef(cellen=(cel,), verzoeken=(van_tandarts,)),)
    return Groep(
        titel="Meer waarschuwingen",
        uitleg="De aanvraag gaat door; toon de waarschuwing.",
        kolommen=("In het bericht", "Antwoord"),
        proeven=proeven,
    )


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    """Without who the patient is: only what matters here."""
    return {naam: one for naam, one in value.items() if naam not in {"bsn", "geboortedatum"}}


def berichten() -> Groep:
    """The examples of the contract that are refused, each with its code in its name."""
    proeven = []
    for path in sorted((CONTRACTS / "examples").glob("fout-*.json")):
        code, what = path.stem.split("-", 2)[1:]
        status = foutcode(code).http
        cellen = (f"`contracts/examples/{path.name}`", what.replace("-", " "))
        proeven.append(
            Proef(cellen=cellen, verzoeken=(Verzoek(verwacht=f"{status} {code}", inhoud=path.read_bytes()),))
        )
    return Groep(
        titel="Berichten met een fout",
        uitleg="Stuur het bestand zoals het is, met `systeem-goed`.",
        kolommen=("Bestand", "Wat er mis is", "Antwoord"),
        proeven=tuple(proeven),
    )


def verzoeken(now: datetime) -> Groep:
    good = json.dumps(bericht(now)).encode()
    bsn = personas.GEVONDEN.bsn.onthul()
    with_bsn = json.dumps(bericht(now, referentie=f"dossier {bsn}")).encode()
    texts = (
        ("een komma te veel", '{"referentie": "2026-0001",}', "400 B101"),
        ("een veld dubbel", '{"instantie": {}, "instantie": {}}', "400 B102"),
        ("een getal dat er geen is", '{"honorarium": NaN}', "400 B103"),
    )
    rows = [(f"{wat}: `{text}`", {"inhoud": text.encode()}, verwacht) for wat, text, verwacht in texts]
    rows += [
        ("een bericht van meer dan 1 MB", {"inhoud": b" " * (1024 * 1024) + good}, "413 B104"),
        ("`Content-Type: text/plain`", {"koppen": {"Content-Type": "text/plain"}, "inhoud": good}, "415 B105"),
        ("een ë als één byte (Windows-1252)", {"inhoud": '{"naam": "Zoë"}'.encode("cp1252")}, "400 B106"),
        ("het BSN van de patiënt in `referentie`", {"inhoud": with_bsn}, "422 B208"),
        ("`GET` in plaats van `POST`", {"methode": "GET"}, "405 B107"),
        ("het adres `/api/instroom`", {"pad": "/api/instroom", "inhoud": good}, "404 B108"),
        (f"een browser: de kop `Origin: {ELDERS}`", {"koppen": JSON | {"Origin": ELDERS}, "inhoud": good}, "403 D301"),
        (f"`GET {MOGELIJKHEDEN}`", {"methode": "GET", "pad": MOGELIJKHEDEN}, "400 B112"),
        (f"`GET {BIJ_NIEMAND}`", {"methode": "GET", "pad": BIJ_NIEMAND}, "422 R309"),
        ("de stand van een `id` die niet van u is", {"methode": "GET", "pad": VOLG.format(id=NOBODYS_ID)}, "404 A101"),
    ]
    proeven = tuple(
        Proef(cellen=(wat,), verzoeken=(Verzoek(verwacht=verwacht, **anders),)) for wat, anders, verwacht in rows
    )
    return Groep(
        titel="Verzoeken met een fout",
        uitleg="Met `systeem-goed`, naar `/api/v1/instroom`, tenzij er iets anders staat.",
        kolommen=("Wat u stuurt", "Antwoord"),
        proeven=proeven,
    )


def herhalingen(now: datetime) -> Groep:
    first = push(now, "201", referentie="herhaling")
    rows = (
        ("hetzelfde bericht, twee keer", (first, first)),
        ("dezelfde `referentie` voor een andere patiënt",
         (first, push(now, "409 B301", referentie="herhaling", verzekerde=wie(personas.OOK_GEVONDEN)))),
    )  # fmt: skip
    proeven = tuple(Proef(cellen=(wat,), verzoeken=verzoeken) for wat, verzoeken in rows)
    return Groep(
        titel="Herhalen",
        uitleg="Na een eerste bericht dat goed was.",
        kolommen=("Wat u dan stuurt", "Antwoord"),
        proeven=proeven,
    )


def links(now: datetime) -> Groep:
    """`{link}` is the path of the link in the answer before."""
    rows = (
        ("`persoonlijk-goed`", "persoonlijk-goed", "302"),
        ("`persoonlijk-andere-instantie`", "persoonlijk-andere-instantie", "404 L101"),
        ("`persoonlijk-zonder-autorisatie`", "persoonlijk-zonder-autorisatie", "403 D203"),
        ("`persoonlijk-raadplegen`", "persoonlijk-raadplegen", "403 D204"),
        ("`persoonlijk-verlopen`", "persoonlijk-verlopen", "401 D104"),
        ("`persoonlijk-ingetrokken`", "persoonlijk-ingetrokken", "401 D106"),
        ("`systeem-goed`", "systeem-goed", "403 D202"),
        ("geen", None, "401 D101"),
    )
    proeven = tuple(
        Proef(
            cellen=(wat,),
            verzoeken=(
                push(now, "201"),
                Verzoek(methode="GET", pad="{link}", listener="portaal", certificaat=naam, verwacht=verwacht),
            ),
        )
        for wat, naam, verwacht in rows
    )
    return Groep(
        titel="De link openen",
        uitleg="De link uit het antwoord, in een browser met dit certificaat. 302 is: het formulier gaat open.",
        kolommen=("Certificaat", "Antwoord"),
        proeven=proeven,
    )
