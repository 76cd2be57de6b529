"""The life of an aanvraag: one table, status × act × role → status. Pure; docs/levensloop.md is drawn from it."""

from enum import Enum

from machtigingen.foundation import DomainError


class Status(Enum):
    CONCEPT = "concept"
    IN_BEHANDELING = "in_behandeling"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    NIET_NODIG = "niet_nodig"
    VERVALLEN = "vervallen"


class Handeling(Enum):
    NAAR_BEOORDELAAR = "naar_beoordelaar"
    GOEDKEUREN_DOOR_REGEL = "goedkeuren_door_regel"
    AFWIJZEN_DOOR_REGEL = "afwijzen_door_regel"
    NIET_NODIG_DOOR_REGEL = "niet_nodig_door_regel"
    GOEDKEUREN = "goedkeuren"
    AFWIJZEN = "afwijzen"


class Rol(Enum):
    INDIENER = "indiener"
    BEOORDELAAR = "beoordelaar"


TABEL: dict[tuple[Status, Handeling, Rol], Status] = {
    (Status.CONCEPT, Handeling.NAAR_BEOORDELAAR, Rol.INDIENER): Status.IN_BEHANDELING,
    (Status.CONCEPT, Handeling.GOEDKEUREN_DOOR_REGEL, Rol.INDIENER): Status.GOEDGEKEURD,
    (Status.CONCEPT, Handeling.AFWIJZEN_DOOR_REGEL, Rol.INDIENER): Status.AFGEWEZEN,
    (Status.CONCEPT, Handeling.NIET_NODIG_DOOR_REGEL, Rol.INDIENER): Status.NIET_NODIG,
    (Status.IN_BEHANDELING, Handeling.GOEDKEUREN, Rol.BEOORDELAAR): Status.GOEDGEKEURD,
    (Status.IN_BEHANDELING, Handeling.AFWIJZEN, Rol.BEOORDELAAR): Status.AFGEWEZEN,
}

TEKST = {
    Status.CONCEPT: "Concept",
    Status.IN_BEHANDELING: "In behandeling",
    Status.GOEDGEKEURD: "Goedgekeurd",
    Status.AFGEWEZEN: "Afgewezen",
    Status.NIET_NODIG: "Niet nodig",
    Status.VERVALLEN: "Vervallen",
}


def next_status(status: Status, handeling: Handeling, rol: Rol) -> Status:
    """Raises A102 when the table has no such move."""
    naar = TABEL.get((status, handeling, rol))
    if naar is None:
        raise DomainError.one("A102", status=TEKST[status])
    return naar
