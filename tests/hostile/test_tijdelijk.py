"""What is uploaded is never on disk in clear: not for a moment, not under a name, not after a crash."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

from crash.beller import NO_ANSWER, Beller
from crash.portaal import Portaal
from django.conf import settings
from hostile.speuren import sporen
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT
from machtigingen_sandbox.pagina import Bestand, Formulier
from machtigingen_sandbox.personas import GEVONDEN
from wereld import bericht

from machtigingen.project.config import Config
from machtigingen.project.deur.listeners import listener
from machtigingen.project.keuring.grenzen import GRENZEN
from machtigingen.project.server.listeners import UPLOAD_LIMIT

BSN = GEVONDEN.bsn.onthul()
WENKBRAUW = bericht(referentie="tijdelijk", verstrekking={"diagnose": "251", "zorgactiviteit": "031547"})
PDF = b"%PDF-1.4\n"
# Over 2 MB: what Django, left to itself, puts in a file.
GROOT = Bestand(f"scan.{BSN}", PDF + BSN.encode() * 400_000)


def bijlagenpagina(portaal: Portaal) -> tuple[Beller, Formulier]:
    """Somebody at the page of a new aanvraag where a photo can be added."""
    mens = Beller(portaal.omgeving, GEBRUIKER)
    gepusht = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api").push(WENKBRAUW)
    assert gepusht.status == 201, gepusht.body
    aanvraag = mens.get(gepusht.json["link"].removeprefix(mens.adres)).naar
    return mens, mens.follow(f"{aanvraag}vragen/bijlagen").pagina.formulier


def probeer(mens: Beller, formulier: Formulier) -> None:
    with suppress(NO_ANSWER):
        mens.post(formulier, {"foto": GROOT})


def geopend(pid: int, map_: Path) -> Iterator[Path]:
    """The names that this process has open in this folder, and that others can open too."""
    for een in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            doel = os.readlink(een)
            if doel.startswith(str(map_)) and not doel.endswith(" (deleted)"):
                yield Path(doel)


def test_nothing_of_a_large_upload_has_a_name_while_it_is_handled_or_is_left_after_a_crash(
    portaal: Portaal, tijdelijk: Path
) -> None:
    probeer(*bijlagenpagina(portaal))  # before its first temporary file, Python tries the folder with a named one
    mens, formulier = bijlagenpagina(portaal)
    pid = portaal.proces.pid
    with closing(sqlite3.connect(portaal.omgeving.map / "portaal.sqlite3", isolation_level=None)) as slot:
        slot.execute("BEGIN IMMEDIATE")  # the portal waits for it, with the whole upload in its hands
        upload = Thread(target=probeer, args=(mens, formulier))
        upload.start()
        gezien: set[Path] = set()
        einde = time.monotonic() + 1.5
        while time.monotonic() < einde:
            gezien |= {*tijdelijk.iterdir(), *geopend(pid, tijdelijk)}
            time.sleep(0.005)
        assert upload.is_alive()
        portaal.kill()
    upload.join(20)
    assert gezien == set()
    assert list(tijdelijk.iterdir()) == []
    assert sporen(portaal.omgeving.map / "bijlagen", BSN) == []


def test_whatever_the_server_lets_in_is_kept_in_memory() -> None:
    """Above this size there would be no place for a file at all."""
    ruimste = Config(bijlagen_mb=int(GRENZEN["bijlagen_mb"].hoogst))
    assert UPLOAD_LIMIT == Config().upload_bytes == settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert ruimste.upload_bytes > ruimste.bijlagen_mb * 1024**2
    assert listener(ruimste, "portaal", uitgevers=(), watch=lambda _: None).uploads == ruimste.upload_bytes
    assert [naam.rpartition(".")[2] for naam in settings.FILE_UPLOAD_HANDLERS] == ["MemoryFileUploadHandler"]
