"""Put a back-up back: whole or not at all.

First all that can be wrong is looked at, and nothing is touched. Then the files, that no row points at yet; then the
rows, in one transaction, with the log verified before it is committed. A kill at any moment leaves the portal as it
was, and at most files without a row, that `bewaar` sweeps.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from machtigingen.aanvragen.nummers import leave_room
from machtigingen.audit.actions import record, verify_all
from machtigingen.bewaring.opslag import count_erasure
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.intrekking.actions import keep_newest
from machtigingen.intrekking.queries import all_lijsten
from machtigingen.kluis import sleutelbos
from machtigingen.project import schema
from machtigingen.project.backup import rijen
from machtigingen.project.backup.archief import Backupfout, Lezer, Manifest
from machtigingen.project.backup.maken import Verslag
from machtigingen.project.schema import Schema
from machtigingen.toegang.noodstop import keep_stopped, stopped


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """`vervang` takes away what there is; `logboek_gebroken` puts back a portal of which the log did not hold."""

    beheerder: str
    vervang: bool = False
    logboek_gebroken: bool = False


def restore(path: Path, opdracht: Opdracht, *, now: datetime) -> Verslag:
    """Raises `Backupfout`, OSError, DatabaseError; then nothing was changed."""
    lezer = Lezer(path)
    _check(lezer, opdracht)
    if schema.compare() is Schema.LEEG:
        call_command("migrate", interactive=False, verbosity=0)
    voor = set(_ids())
    with _files_in_place(lezer), transaction.atomic():
        stil, lijsten = stopped(), all_lijsten()  # what is not to be trusted now was perhaps trusted then
        geschreven = _rows(lezer)
        stil = keep_stopped(stil, now=now, beheerder=opdracht.beheerder)
        keep_newest(lijsten)
        if opdracht.vervang:
            count_erasure(1, van_audit=True)  # what was there goes for good when `bewaar` writes the database anew
        leave_room(on=now.astimezone(NEDERLAND).date())
        record(actor=None, now=now, handeling="backup_teruggezet", onderwerp="", beheerder=opdracht.beheerder)
        _check_log(opdracht)
    if opdracht.vervang:
        for id_ in voor - set(lezer.manifest.bijlagen):
            (_map() / id_).unlink(missing_ok=True)
    manifest = lezer.manifest
    return Verslag(
        rijen=geschreven, bijlagen=len(manifest.bijlagen), ontbrekend=len(manifest.ontbrekend), stilgezet=stil
    )


def check(path: Path) -> Verslag:
    """Whether this version, with these keys, could put it back: all of it is read, and nothing written. Raises
    `Backupfout`, OSError."""
    lezer = Lezer(path)
    _check_origin(lezer)
    lezer.check_content()
    manifest = lezer.manifest
    return Verslag(
        rijen=sum(tabel.rijen for tabel in manifest.tabellen.values()),
        bijlagen=len(manifest.bijlagen),
        ontbrekend=len(manifest.ontbrekend),
    )


def _check_origin(lezer: Lezer) -> None:
    _check_keys(lezer.manifest)
    lezer.check_signature()
    _check_version(lezer.manifest)


def _check(lezer: Lezer, opdracht: Opdracht) -> None:
    """From cheap to dear; all of it before anything is touched."""
    _check_origin(lezer)
    stand = schema.compare()
    if stand not in (Schema.PAST, Schema.LEEG):
        raise Backupfout(schema.UITLEG[stand])
    if stand is Schema.PAST and not opdracht.vervang and not rijen.is_empty():
        raise Backupfout("in dit portaal staan al gegevens. Met --vervang gaan die weg, en komt de back-up ervoor.")
    lezer.check_content()


def _check_keys(manifest: Manifest) -> None:
    """The back-up names the keys that it needs, and no other."""
    eigen = sleutelbos().kenmerken
    anders = [naam for naam, kenmerk in manifest.kenmerken.items() if eigen.get(naam) != kenmerk]
    if not anders:
        return
    weg = ", ".join(sorted(anders))
    raise Backupfout(
        f"het sleutelbestand past niet bij deze back-up (anders of afwezig: {weg}). "
        "Zet eerst het sleutelbestand terug dat erbij hoort."
    )


def _check_version(manifest: Manifest) -> None:
    van, moet = {(app, naam) for app, naam in manifest.migraties}, schema.wanted()
    if van - moet:
        raise Backupfout(f"deze back-up is van een latere versie ({manifest.versie}). Installeer eerst die versie.")
    if moet - van:
        raise Backupfout(
            f"deze back-up is van een eerdere versie ({manifest.versie}). Zet hem terug met die versie; "
            "geef daarna 'machtigingen migrate' met de nieuwe."
        )


def _rows(lezer: Lezer) -> int:
    modellen, geschreven = rijen.tables(), 0
    rijen.clear()
    for naam, regels in lezer.tabellen():
        tabel = lezer.manifest.tabellen[naam]
        aantal = rijen.write(modellen[naam], tabel.kolommen, regels)
        if aantal != tabel.rijen:
            raise Backupfout("deze back-up is beschadigd of niet heel")
        geschreven += aantal
    rijen.reset_numbers()
    return geschreven


def _check_log(opdracht: Opdracht) -> None:
    gebroken = [breuk for _, breuk in verify_all() if breuk]
    if gebroken and not opdracht.logboek_gebroken:
        eerste = gebroken[0]
        raise Backupfout(
            f"het logboek in deze back-up klopt niet ({eerste.keten}: regel {eerste.volgnummer}: {eerste.reden}). "
            "Er is niets veranderd. Met --logboek-gebroken zet u hem toch terug."
        )


@contextmanager
def _files_in_place(lezer: Lezer) -> Iterator[None]:
    """When what follows fails, those that came are taken away again. One that was there already is the same file, at
    most sealed with another key."""
    nieuw: list[Path] = []
    _map().mkdir(parents=True, exist_ok=True)
    try:
        for id_, data in lezer.bijlagen():
            pad = _map() / id_
            if not pad.exists():
                nieuw.append(pad)
            _put(pad, data)
        yield
    except BaseException:
        for pad in nieuw:
            pad.unlink(missing_ok=True)
        raise


def _put(pad: Path, data: bytes) -> None:
    deel = pad.with_name(str(uuid4()))
    try:
        with deel.open("xb") as bestand:
            bestand.write(data)
            bestand.flush()
            os.fsync(bestand.fileno())
        os.replace(deel, pad)
    finally:
        deel.unlink(missing_ok=True)


def _ids() -> Iterator[str]:
    """The files that the rows of now point at."""
    model = rijen.tables()["aanvragen.bijlage"]
    return (str(id_) for id_ in model._base_manager.values_list("pk", flat=True).iterator())


def _map() -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN)
