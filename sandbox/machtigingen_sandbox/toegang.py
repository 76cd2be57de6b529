"""Who of the personas stands in the access registration, and how?

An organisation has one system certificate that stays. The others that we have to try things with are registered as
ones that are being replaced: good until their own last day.
"""

from datetime import date
from pathlib import Path
from typing import Any

from cryptography import x509

from .personas_certificaten import (
    INSTANTIES,
    PERSONAS,
    PORTAALBEHEER,
    TUSSENPARTIJ,
    VERZEKERAARS,
    Persona,
    Toestand,
)

VERTROKKEN = date(2025, 12, 31)


def toegang_of(map: Path) -> dict[str, Any]:
    """What `machtigingen toegang laad` reads, for the certificates in this folder."""
    return {
        "instanties": [
            {
                "agb": instantie.agb,
                "naam": instantie.naam,
                "soort": instantie.soort,
                "contactpersonen": [{"naam": instantie.contactpersoon, "email": instantie.email}],
                "begindatum": instantie.begindatum,
                "einddatum": instantie.einddatum,
                "medewerkers": _medewerkers(instantie.agb),
            }
            for instantie in INSTANTIES
        ],
        "verzekeraars": [
            {"uzovi": een.uzovi, "naam": een.naam, "medewerkers": _medewerkers(een.uzovi)} for een in VERZEKERAARS
        ],
        "portaalbeheer": [
            {
                "code": PORTAALBEHEER.agb,
                "naam": PORTAALBEHEER.naam,
                "medewerkers": _medewerkers(PORTAALBEHEER.agb),
            }
        ],
        "tussenpartijen": [{"code": TUSSENPARTIJ.agb, "naam": TUSSENPARTIJ.naam}],
        "certificaten": [_certificaat(map, persona) for persona in PERSONAS if persona.in_register],
    }


def _medewerkers(code: str) -> list[dict[str, Any]]:
    return [
        {"naam": persona.naam, "email": persona.email}
        | ({"einddatum": VERTROKKEN} if persona.toestand is Toestand.UIT_DIENST else {})
        | ({"geblokkeerd": True} if persona.toestand is Toestand.OP_SLOT else {})
        for persona in PERSONAS
        if persona.organisatiecode == code and persona.soort == "persoonlijk" and persona.in_register
    ]


def _certificaat(map: Path, persona: Persona) -> dict[str, Any]:
    bestand = f"certificaten/{persona.bestand}.pem"
    op_naam = {"medewerker": persona.email} if persona.soort == "persoonlijk" else {"adressen": list(persona.adressen)}
    rechten = [recht for recht in persona.autorisaties if recht != "beheren" or len(persona.organisatiecode) == 4]
    return {"bestand": bestand, "naam": persona.naam, "autorisaties": rechten, **op_naam} | (
        {"einddatum": _last_day(map / bestand)} if _is_extra(persona) else {}
    )


def _is_extra(persona: Persona) -> bool:
    eerste = next(
        een for een in PERSONAS if een.soort == persona.soort and een.organisatiecode == persona.organisatiecode
    )
    return persona.soort == "systeem" and eerste is not persona


def _last_day(path: Path) -> date:
    return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc.date()


def serials_to_stop(map: Path) -> tuple[str, ...]:
    """Of whom the operator stops the certificate, hexadecimal."""
    paths = (
        map / "certificaten" / f"{persona.bestand}.pem"
        for persona in PERSONAS
        if persona.toestand is Toestand.STILGEZET
    )
    return tuple(f"{x509.load_pem_x509_certificate(path.read_bytes()).serial_number:x}" for path in paths)
