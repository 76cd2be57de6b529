"""Looking at this machine: its files, its certificates, its database, its user. Judges nothing."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection

from machtigingen.audit.queries import last_recorded_at
from machtigingen.foundation import DomainError
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.pki import ProfielFout, issuer_files
from machtigingen.pki.servercertificaat import ServercertificaatFout, read_servercertificaat
from machtigingen.project import certificaten
from machtigingen.project.config import Config
from machtigingen.project.keuring.feiten import Feiten, Serverstand, Uitgeverstand
from machtigingen.registers import uzovi

PADEN = (
    "sleutels", "geheim", "tls_certificaat", "tls_sleutel", "proxy_sleutel", "proxy_sockets", "smtp_wachtwoord",
    "cov_sleutel", "bijlagen", "uitgifte_map",
)  # fmt: skip


def look(config: Config, *, now: datetime, environ: Mapping[str, str] = os.environ) -> Feiten:
    """What cannot be seen is left out."""
    return Feiten(
        now=now,
        als_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        geheim=_text(config.geheim),
        rechten=dict(_rights(_named(config, environ))),
        wie_is_wie=dict(_rights(_trusted(config))),
        server=_server(config.tls_certificaat),
        cov=_server(config.cov_certificaat) if config.cov_certificaat else None,
        uitgevers=tuple(_uitgevers()),
        is_superuser=_is_superuser(),
        laatst_vastgelegd_at=_last_recorded_at(),
        zorgkantoren=_zorgkantoren(now),
        omgeving=frozenset(environ),
    )


def _text(path: Path | None) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip() if path else None
    except (OSError, ValueError):
        return None


def _named(config: Config, environ: Mapping[str, str]) -> Mapping[str, Path | None]:
    paden: dict[str, Path | None] = {naam: getattr(config, naam) for naam in PADEN}
    return paden | {"configuratie": Path(environ["MACHTIGINGEN_CONFIG"]) if "MACHTIGINGEN_CONFIG" in environ else None}


def _trusted(config: Config) -> Mapping[str, Path]:
    """Who writes here, lets in whom he likes: the profiles, what they and the proxy are trusted by, and the folders."""
    bestanden = [config.profielen]
    bestanden += filter(None, (config.proxy_certificaat, config.proxy_vertrouwt, config.cov_vertrouwt))
    with suppress(ProfielFout):
        bestanden += issuer_files(config.profielen)
    echt = [bestand.resolve() for bestand in bestanden]
    return {str(pad): pad for pad in (*echt, *(bestand.parent for bestand in (*bestanden, *echt)))}


def _rights(paden: Mapping[str, Path | None]) -> Iterator[tuple[str, int]]:
    for naam, pad in paden.items():
        try:
            if pad is not None:
                yield naam, stat.S_IMODE(pad.stat().st_mode)
        except OSError:
            continue


def _server(path: Path) -> Serverstand | None:
    try:
        een = read_servercertificaat(path.read_bytes())
    except (OSError, ServercertificaatFout):
        return None
    return Serverstand(namen=een.namen, vanaf=een.vanaf, tot=een.tot)


def _uitgevers() -> Iterator[Uitgeverstand]:
    """Each once, also when two profiles have it above them."""
    try:
        profielen = certificaten.bron().profielen()
    except ProfielFout:
        return
    schakels = {schakel.sleutel: schakel for profiel in profielen for schakel in profiel.schakels}
    for schakel in schakels.values():
        yield Uitgeverstand(
            naam=schakel.bekend_als,
            houder=schakel.ca.subject.rfc4514_string(),
            tot=schakel.ca.not_valid_after_utc,
            lijst_vanaf=schakel.crl.uitgegeven if schakel.crl else None,
            lijst_tot=schakel.crl.volgende if schakel.crl else None,
            lijst_fout=schakel.crl_fout,
        )


def _is_superuser() -> bool:
    """Of SQLite there is no such thing."""
    if connection.vendor != "postgresql":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False


def _last_recorded_at() -> datetime | None:
    try:
        return last_recorded_at()
    except DatabaseError:
        return None


def _zorgkantoren(now: datetime) -> int | None:
    try:
        return len(uzovi.zorgkantoren(on=now.astimezone(NEDERLAND).date()))
    except (DatabaseError, DomainError):  # R201: never loaded
        return None
