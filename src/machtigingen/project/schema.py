"""Does the database fit this version of the portal? By the migrations that were applied and those that the code has."""

from contextlib import suppress
from enum import Enum
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from machtigingen.bedrijfsvoering.hartslagen import living
from machtigingen.project import klok
from machtigingen.project.config import Configuratiefout

_HARTSLAG = ("bedrijfsvoering", "0001_initial")


class Schema(Enum):
    """What there is against what there should be."""

    PAST = "past"
    LEEG = "leeg"
    OUDER = "ouder"
    NIEUWER = "nieuwer"


UITLEG = {
    Schema.LEEG: "de database is nog niet ingericht. Geef 'machtigingen migrate'.",
    Schema.OUDER: (
        "de database is van een eerdere versie van het portaal. Stop elk portaal, maak een back-up, "
        "en geef dan 'machtigingen migrate'."
    ),
    Schema.NIEUWER: (
        "de database is van een latere versie van het portaal. Zet die versie terug, of een back-up van voor de "
        "nieuwe versie."
    ),
}


def applied() -> set[tuple[str, str]]:
    """Raises DatabaseError."""
    return set(MigrationRecorder(connection).applied_migrations())


@cache
def wanted() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def compare() -> Schema:
    """Raises DatabaseError when the database does not answer."""
    er, moet = applied(), wanted()
    if not er:
        return Schema.LEEG
    if er - moet:
        return Schema.NIEUWER
    return Schema.OUDER if moet - er else Schema.PAST


def check_fits() -> None:
    """Raises `Configuratiefout`. A database that does not answer holds nobody back: `readyz` looks again."""
    with suppress(DatabaseError):
        stand = compare()
        if stand in (Schema.OUDER, Schema.NIEUWER):
            raise Configuratiefout(UITLEG[stand])


def check_migratable(*, toch: bool) -> None:
    """A portal of the former version does not know the new tables; so it must be gone. One of before there were
    heartbeats cannot be seen: the operator stops it. Raises `Configuratiefout`."""
    stand = compare()
    if stand is Schema.NIEUWER:
        raise Configuratiefout(UITLEG[stand])
    if toch or stand is not Schema.OUDER or _HARTSLAG not in applied():
        return
    if levend := living(now=klok.nu()):
        namen = ", ".join(een.naam for een in levend)
        raise Configuratiefout(
            f"er draait nog een portaal op deze database ({namen}). Stop het eerst. "
            f"Is het al gestopt, wacht dan een minuut, of geef --toch."
        )
