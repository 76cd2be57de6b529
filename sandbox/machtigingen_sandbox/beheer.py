"""How is a sandbox made, kept fresh and thrown away?

The portal is set up with the commands that its operator uses, and no others.
"""

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from machtigingen_sandbox import testpki
from machtigingen_sandbox.cov_stand import STAND
from machtigingen_sandbox.omgeving import (
    COV,
    COV_WEGEN,
    LISTENERS,
    SOFTWAREPAKKET,
    Omgeving,
    Sandboxfout,
    reason_not_free,
)
from machtigingen_sandbox.patienten import voorbeeld_instroom, voorbeeld_mondzorg, write_patienten
from machtigingen_sandbox.poorten import LOOPBACK
from machtigingen_sandbox.registers import write_registers
from machtigingen_sandbox.toegang import serials_to_stop

GEGEVEN = "toegang.gegeven"
# What we put in the folder; only this is ever deleted.
FOLDERS = ("certificaten", "ca", "registers", "bijlagen", "softwarepakket", "log", "mail", "uitgifte")
FILES = (
    "portaal.toml", "geheim.txt", "sleutels.json", "server.pem", "server.key", "cov.pem", "cov.key", STAND,
    "certificaatprofielen.yaml",
    "toegang.yaml", GEGEVEN, "voorbeeld-instroom.json", "voorbeeld-mondzorg.json", "patienten.json",
    "portaal.sqlite3", "portaal.sqlite3-wal", "portaal.sqlite3-shm",
)  # fmt: skip


def prepare(omgeving: Omgeving, *, now: datetime) -> None:
    """A sandbox that can start: what is missing is made, what is old renewed, and data stays."""
    for folder in FOLDERS:
        (omgeving.map / folder).mkdir(parents=True, exist_ok=True)
    testpki.create(omgeving.map, now=now)
    _write_files(omgeving, now=now)
    keys = [] if (omgeving.map / "sleutels.json").exists() else [("sleutel", "maak")]
    registers = ("register", "laad", "alles", str(omgeving.map / "registers"))
    nieuw = _access(omgeving) != _given(omgeving)
    run(omgeving, *keys, ("migrate",), registers, *(give_toegang(omgeving) if nieuw else ()))
    _note_access(omgeving)


def _write_files(omgeving: Omgeving, *, now: datetime) -> None:
    write_registers(omgeving.map / "registers")
    write_patienten(omgeving.patienten)
    for path, message in (
        (omgeving.voorbeeldbericht, voorbeeld_instroom(now)),
        (omgeving.map / "voorbeeld-mondzorg.json", voorbeeld_mondzorg(now)),
    ):
        path.write_text(json.dumps(message, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    omgeving.configuratie.write_text(configuration(omgeving), encoding="utf-8")
    _write_secret(omgeving.map / "geheim.txt")


def refresh(omgeving: Omgeving, *, now: datetime) -> None:
    """A new revocation list for a running portal, and the access of certificates that were renewed."""
    if testpki.renew(omgeving.map, now=now):
        run(omgeving, *give_toegang(omgeving))
        _note_access(omgeving)


def give_toegang(omgeving: Omgeving) -> tuple[tuple[str, ...], ...]:
    """Who may come in, and of whom the operator stops the certificate."""
    stops = serials_to_stop(omgeving.map)
    return (
        ("toegang", "laad", str(omgeving.map / "toegang.yaml"), "--overschrijf"),
        *(("noodstop", "serienummer", serial, "--reden", "de sleutel is gelekt") for serial in stops),
    )


def _access(omgeving: Omgeving) -> str:
    """Changes with the file that says who may come in and with each certificate; not with a revocation list."""
    certificaten = (omgeving.map / "certificaten").glob("*.pem")
    return _digest(omgeving.map / "toegang.yaml", *sorted(set(certificaten) - {omgeving.certificaat("crl")}))


def _given(omgeving: Omgeving) -> str:
    """For which file and certificates access was given last: for the same ones it is not given again, so that what a
    contactpersoon changed since stays."""
    gegeven = omgeving.map / GEGEVEN
    return gegeven.read_text(encoding="ascii") if gegeven.exists() else ""


def _note_access(omgeving: Omgeving) -> None:
    (omgeving.map / GEGEVEN).write_text(_access(omgeving), encoding="ascii")


def _digest(*paths: Path) -> str:
    som = hashlib.sha256()
    for path in paths:
        som.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return som.hexdigest()


def configuration(omgeving: Omgeving) -> str:
    """The portal's configuration file; its paths are relative to the folder, so that it can be moved."""
    settings = {
        "host": LOOPBACK,
        "database": "sqlite:///portaal.sqlite3",
        "tls_certificaat": "server.pem",
        "tls_sleutel": "server.key",
        "tls_profiel": "ruim",  # what software tries may be old
        "sleutels": "sleutels.json",
        "geheim": "geheim.txt",
        "profielen": "certificaatprofielen.yaml",
        "bijlagen": "bijlagen",
        "cov": COV_WEGEN[omgeving.cov],
        "cov_adres": omgeving.adres(COV),
        "cov_certificaat": "cov.pem",
        "cov_sleutel": "cov.key",
        "cov_vertrouwt": "certificaten/ca.pem",
        "uitgifte": "machtigingen_sandbox.uitgifte_ca:SandboxCa",
        "uitgifte_map": "uitgifte",
        "softwarepakket": omgeving.adres(SOFTWAREPAKKET),
        "mail_map": "mail",
        "mail_van": "portaal@localhost",
        "productie": False,  # so that it starts with all that is unsafe below
        "sandbox": True,
        "tweede_factor": omgeving.tweede_factor,
        "aanroepen_per_minuut": 6_000,  # here software is tried, and measured
        "opzoeken_per_uur": 500,
    }
    lines = ["# De sandbox schrijft dit bestand bij elke start opnieuw.", *_toml(settings)]
    lines += ["", "[adressen]", *_toml({naam: omgeving.adres(naam) for naam in LISTENERS})]
    lines += ["", "[poorten]", *_toml({naam: omgeving.poorten[naam] for naam in LISTENERS})]
    return "\n".join(lines) + "\n"


def portal_environment(omgeving: Omgeving) -> dict[str, str]:
    return {**os.environ, "MACHTIGINGEN_CONFIG": str(omgeving.configuratie.resolve())}


def run(omgeving: Omgeving, *opdrachten: Sequence[str]) -> None:
    """Commands of the portal's operator. Raises `Sandboxfout` with the command that failed and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "machtigingen_sandbox.opdrachten", json.dumps(opdrachten)],
        env=portal_environment(omgeving),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Sandboxfout(f"De sandbox kan niet starten. Dit lukte niet:\n{done.stderr.strip()}")


def empty(map: Path) -> None:
    """Deletes what the sandbox made in this folder, and the folder itself when nothing else is in it."""
    if (map / "portaal.toml").is_file():
        _check_stopped(Omgeving.last_started(map))
    for naam in FOLDERS:
        shutil.rmtree(map / naam, ignore_errors=True)
    for naam in FILES:
        (map / naam).unlink(missing_ok=True)
    if map.is_dir() and not any(map.iterdir()):
        map.rmdir()


def _check_stopped(omgeving: Omgeving) -> None:
    for port in omgeving.poorten.values():
        if reason_not_free(port):
            raise Sandboxfout(f"Poort {port} is nog in gebruik. Draait deze sandbox nog? Stop hem eerst, met Ctrl-C.")


def _write_secret(path: Path) -> None:
    with suppress(FileExistsError):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as writer:
            writer.write(secrets.token_urlsafe(50))


def _toml(settings: Mapping[str, object]) -> list[str]:
    """A JSON value of one line is also a TOML value."""
    return [f"{naam} = {json.dumps(value, ensure_ascii=False)}" for naam, value in settings.items()]
