"""The life of an aanvraag: one table, status × act × role → status. Pure; docs/levensloop.md is drawn from it."""

from collections.abc import Iterable
from enum import Enum

from machtigingen.foundation import DomainError


class Status(Enum):
    """Where an aanvraag stands, to the letter: the specification beside the word that people know."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    IN_BEHANDELING = "in_behandeling"
    INFORMATIE_GEVRAAGD = "informatie_gevraagd"
    AANGEVULD = "aangevuld"
    GOEDGEKEURD = "goedgekeurd"
    GEDEELTELIJK_GOEDGEKEURD = "gedeeltelijk_goedgekeurd"
    AFGEWEZEN = "afgewezen"
    NIET_NODIG = "niet_nodig"
    INGETROKKEN = "ingetrokken"
    VERVALLEN = "vervallen"
    BEEINDIGD = "beeindigd"


class Handeling(Enum):
    NAAR_BEOORDELAAR = "naar_beoordelaar"
    GOEDKEUREN_DOOR_REGEL = "goedkeuren_door_regel"
    AFWIJZEN_DOOR_REGEL = "afwijzen_door_regel"
    NIET_NODIG_DOOR_REGEL = "niet_nodig_door_regel"
    NEMEN = "nemen"
    OVERDRAGEN = "overdragen"
    INFORMATIE_VRAGEN = "informatie_vragen"
    NIET_LANGER_WACHTEN = "niet_langer_wachten"
    AANVULLEN = "aanvullen"
    BIJLAGE_TOEVOEGEN = "bijlage_toevoegen"
    GOEDKEUREN = "goedkeuren"
    GEDEELTELIJK_GOEDKEUREN = "gedeeltelijk_goedkeuren"
    AFWIJZEN = "afwijzen"
    INTREKKEN = "intrekken"
    NIET_UITGEVOERD_MELDEN = "niet_uitgevoerd_melden"
    EINDDATUM_ZETTEN = "einddatum_zetten"
    HEROPENEN = "heropenen"


class Rol(Enum):
    INDIENER = "indiener"
    BEOORDELAAR = "beoordelaar"


OPEN = (Status.INGEDIEND, Status.IN_BEHANDELING, Status.INFORMATIE_GEVRAAGD, Status.AANGEVULD)
"""Sent, and without an answer yet."""
AAN_ZET = (Status.INGEDIEND, Status.IN_BEHANDELING, Status.AANGEVULD)
"""The insurer is to act."""
TOEGEKEND = (Status.GOEDGEKEURD, Status.GEDEELTELIJK_GOEDGEKEURD)
BESLIST = (*TOEGEKEND, Status.AFGEWEZEN)


# How one aanvraag follows on another, as the column `vervolg_soort` holds it.
KOPIE = "kopie"
HERBEOORDELING = "herbeoordeling"
VERLENGING = "verlenging"
VERVOLG = (HERBEOORDELING, VERLENGING)
"""What goes on in the same chain; a copy begins a new one."""


def values_of(statussen: Iterable[Status]) -> list[str]:
    """As the column holds them, to look for."""
    return [status.value for status in statussen]


_BESLUITEN = {
    Handeling.GOEDKEUREN: Status.GOEDGEKEURD,
    Handeling.GEDEELTELIJK_GOEDKEUREN: Status.GEDEELTELIJK_GOEDGEKEURD,
    Handeling.AFWIJZEN: Status.AFGEWEZEN,
}

TABEL: dict[tuple[Status, Handeling, Rol], Status] = {
    (Status.CONCEPT, Handeling.NAAR_BEOORDELAAR, Rol.INDIENER): Status.INGEDIEND,
    (Status.CONCEPT, Handeling.GOEDKEUREN_DOOR_REGEL, Rol.INDIENER): Status.GOEDGEKEURD,
    (Status.CONCEPT, Handeling.AFWIJZEN_DOOR_REGEL, Rol.INDIENER): Status.AFGEWEZEN,
    (Status.CONCEPT, Handeling.NIET_NODIG_DOOR_REGEL, Rol.INDIENER): Status.NIET_NODIG,
    (Status.INFORMATIE_GEVRAAGD, Handeling.AANVULLEN, Rol.INDIENER): Status.AANGEVULD,
    **{(van, Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER): van for van in OPEN},
    **{(van, Handeling.INTREKKEN, Rol.INDIENER): Status.INGETROKKEN for van in OPEN},
    **{(van, Handeling.NIET_UITGEVOERD_MELDEN, Rol.INDIENER): Status.BEEINDIGD for van in TOEGEKEND},
    **{(van, Handeling.NEMEN, Rol.BEOORDELAAR): Status.IN_BEHANDELING for van in AAN_ZET},
    **{(van, Handeling.OVERDRAGEN, Rol.BEOORDELAAR): van for van in (Status.IN_BEHANDELING, Status.AANGEVULD)},
    **{(van, Handeling.INFORMATIE_VRAGEN, Rol.BEOORDELAAR): Status.INFORMATIE_GEVRAAGD for van in AAN_ZET},
    (Status.INFORMATIE_GEVRAAGD, Handeling.NIET_LANGER_WACHTEN, Rol.BEOORDELAAR): Status.IN_BEHANDELING,
    **{(van, hoe, Rol.BEOORDELAAR): naar for van in AAN_ZET for hoe, naar in _BESLUITEN.items()},
    **{(van, Handeling.EINDDATUM_ZETTEN, Rol.BEOORDELAAR): van for van in TOEGEKEND},
    **{(van, Handeling.HEROPENEN, Rol.BEOORDELAAR): Status.IN_BEHANDELING for van in BESLIST},
}

TEKST = {
    Status.CONCEPT: "Concept",
    Status.INGEDIEND: "Ingediend",
    Status.IN_BEHANDELING: "In behandeling",
    Status.INFORMATIE_GEVRAAGD: "Informatie gevraagd",
    Status.AANGEVULD: "Aangevuld",
    Status.GOEDGEKEURD: "Goedgekeurd",
    Status.GEDEELTELIJK_GOEDGEKEURD: "Gedeeltelijk goedgekeurd",
    Status.AFGEWEZEN: "Afgewezen",
    Status.NIET_NODIG: "Niet nodig",
    Status.INGETROKKEN: "Ingetrokken",
    Status.VERVALLEN: "Vervallen",
    Status.BEEINDIGD: "Beëindigd",
}

# The three words that people know for what an insurer answers (domain notes 1.7); what is no answer has its own.
_HOOFDSTATUS = {
    Status.INGEDIEND: Status.IN_BEHANDELING,
    Status.INFORMATIE_GEVRAAGD: Status.IN_BEHANDELING,
    Status.AANGEVULD: Status.IN_BEHANDELING,
    Status.GEDEELTELIJK_GOEDGEKEURD: Status.GOEDGEKEURD,
    Status.BEEINDIGD: Status.GOEDGEKEURD,
}


def hoofdstatus(status: Status) -> Status:
    """The word that people know: Goedgekeurd, In behandeling or Afgewezen once it was sent to be judged."""
    return _HOOFDSTATUS.get(status, status)


def next_status(status: Status, handeling: Handeling, rol: Rol) -> Status:
    """Raises A102 when the table has no such move."""
    naar = TABEL.get((status, handeling, rol))
    if naar is None:
        raise DomainError.one("A102", status=TEKST[status])
    return naar


def may(status: Status, handeling: Handeling, rol: Rol) -> bool:
    """Whether the table has this move: what a page offers is what the domain allows."""
    return (status, handeling, rol) in TABEL
