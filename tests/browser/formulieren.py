"""What who owns a form does, step by step, in the words on the screen."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from formulieren.eigen import anders, teksten, zip_van
from machtigingen_sandbox.omgeving import Omgeving
from playwright.sync_api import FilePayload, Page

from .kantoor import Kantoor
from .stappen import druk, volg_link

LIJST = "/beoordelen/formulieren/"
MAKER, PUBLICIST, UZOVI = "beheerder-9902", "beheerder-9902-collega", "9902"


def upload(page: Page, portaal: str, van: Mapping[str, str]) -> None:
    page.goto(f"{portaal}{LIJST}uploaden")
    bestand: FilePayload = {"name": "formulier.zip", "mimeType": "application/zip", "buffer": zip_van(van)}
    page.get_by_label("Bestanden van één versie").set_input_files(bestand)
    druk(page, "Uploaden en nakijken")


def maak_voorstellen(page: Page, portaal: str) -> None:
    """One that is good, and differs from the national form; one with findings."""
    eigen = "titel: Eigen correctie"
    upload(page, portaal, anders("formulier.yaml", "titel: Correctie", eigen, versie="9902.goed", uzovi=UZOVI))
    doel = "        doel: De machtiging geldt alleen voor deze zijde.\n"
    upload(page, portaal, anders("formulier.yaml", doel, "", versie="9902.half", uzovi=UZOVI))


def publiceer_eigen(kantoor: Kantoor) -> None:
    """For part of the care of a national form, under a code of its own."""
    versie = f"{UZOVI}.eigen"
    andere = {"code: X02": "code: X99", "[031545, 039020]": "[039020]", "031545": "039020"}
    van = teksten(versie=versie, uzovi=UZOVI)
    for eerst, straks in andere.items():
        van = {naam: een.replace(eerst, straks) for naam, een in van.items()}
    upload(kantoor.computer(MAKER), kantoor.portaal, van)
    collega = kantoor.computer(PUBLICIST)
    collega.goto(f"{kantoor.portaal}{LIJST}X99/{versie}/")
    volg_link(collega, "Publiceren")
    druk(collega, "Publiceren")
    laat_ingaan(kantoor.omgeving, versie)


def publiceer_te_vroeg(page: Page) -> None:
    volg_link(page, "Publiceren")
    page.get_by_label("Vanaf welke dag").fill("1-1-2020")
    druk(page, "Publiceren")


def laat_ingaan(omgeving: Omgeving, versie: str) -> None:
    """The day has come, as time alone would have it: only who keeps the file of the database can do that."""
    with closing(sqlite3.connect(omgeving.map / "portaal.sqlite3", timeout=10)) as database, database:
        (sql,) = database.execute("select sql from sqlite_master where name = 'formulierversie_vast_update'").fetchone()
        database.execute("drop trigger formulierversie_vast_update")
        database.execute(
            "update formulieren_formulierversie set geldig_van_on = '2024-02-01' where versie = ?", [versie]
        )
        database.execute(sql)
