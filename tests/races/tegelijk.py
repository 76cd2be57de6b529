"""Several people at one moment, each with a connection of their own; and the database without one of its promises."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection, models
from losse_database import maak_leeg
from wereld import Wereld, der

from machtigingen.audit.actions import verify_all
from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten, klok
from machtigingen.toegang.queries import identify

Uitkomst = TypeVar("Uitkomst")
WACHT = 30


def tegelijk(daden: Sequence[Callable[[], Uitkomst]]) -> list[Uitkomst]:
    """Begins them all at one moment, and gives what came of each, in their order."""
    start = Barrier(len(daden))

    def doe(daad: Callable[[], Uitkomst]) -> Uitkomst:
        try:
            start.wait(WACHT)
            return daad()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(daden)) as groep:
        return list(groep.map(doe, daden))


def code_van(daad: Callable[[], object]) -> str:
    """What an act was refused with; nothing when it was done."""
    try:
        daad()
    except DomainError as fout:
        return fout.fouten[0].code
    return ""


def wacht_op_elkaar(monkeypatch: pytest.MonkeyPatch, plaats: str, aantal: int) -> None:
    """At the end of the function in this place they wait for each other: what one does next, the others don't see."""
    module, _, naam = plaats.rpartition(".")
    functie, samen = getattr(__import__(module, fromlist=[naam]), naam), Barrier(aantal)

    def en_wacht(*woorden: Any, **namen: Any) -> Any:
        uitkomst = functie(*woorden, **namen)
        samen.wait(WACHT)
        return uitkomst

    monkeypatch.setattr(plaats, en_wacht)


@contextmanager
def zonder(model: type[models.Model], naam: str) -> Iterator[None]:
    """The database without this constraint. What came in meanwhile may not be there, so afterwards it is empty; a file
    of SQLite is thrown away as it is."""
    (belofte,) = [belofte for belofte in model._meta.constraints if belofte.name == naam]
    overig = [een for een in model._meta.constraints if een is not belofte]
    with patch.object(model._meta, "constraints", overig), connection.schema_editor() as schema:
        schema.remove_constraint(model, belofte)
    yield
    if connection.vendor == "sqlite":
        return
    maak_leeg()
    with connection.schema_editor() as schema:
        schema.add_constraint(model, belofte)


def actor(wereld: Wereld, naam: str) -> Actor:
    verdict = verify(der(wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=klok.nu())
    return identify(verdict, verwacht=Soort.PERSOONLIJK, now=klok.nu())


def tel(model: str, **waar: object) -> int:
    return apps.get_model(model).objects.filter(**waar).count()


def elke_keten_is_heel() -> bool:
    return set(dict(verify_all()).values()) == {None}
