"""Does the whole way work, from the button in the care package to the answered request?

With the same servers as the demo, over the network, and a program in the place of the person.
"""

import json
import tempfile
import time
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import click
from machtigingen_client import Instroomservice, Stand

from machtigingen_sandbox.bezoeker import Bezoeker
from machtigingen_sandbox.omgeving import GEBRUIKER, SOFTWAREPAKKET, SYSTEEMCERTIFICAAT, Omgeving, Sandboxfout
from machtigingen_sandbox.pagina import Antwoorden, Bestand, Pagina
from machtigingen_sandbox.signalen import signals_interrupt
from machtigingen_sandbox.start import running, system_clock

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
# What a person knows that the care package does not. By these answers the form approves at once.
ANTWOORDEN: Antwoorden = {
    "zijde": "beide",
    "oorzaak": "verslapping",
    "functiestoornis": "ja",
    "eerdere_correctie": "nee",
    "mrd": "1",
    "foto": Bestand("foto.png", b64decode(PIXEL)),
}
MOST_PAGES = 20


class Stappen:
    """Prints each step with what came of it and how long it took since the one before."""

    def __init__(self) -> None:
        self._count = 0
        self._since = time.monotonic()

    def done(self, what: str, id: str = "") -> None:
        self._count += 1
        now = time.monotonic()
        seconds = f"{now - self._since:.2f}".replace(".", ",")
        self._since = now
        click.echo(f"{self._count:2}  {seconds:>6} s  {what}{f'  [{id}]' if id else ''}")


def run_once() -> None:
    """Raises `Sandboxfout` at the first step that does not go as it should."""
    with signals_interrupt(), tempfile.TemporaryDirectory(prefix="machtigingen-") as folder:
        omgeving = replace(Omgeving.on_free_ports(Path(folder) / "sandbox"), cov="dienst")
        stappen = Stappen()
        with running(omgeving, clock=system_clock):
            stappen.done("Portaal en DemoOog zijn gestart")
            walk(omgeving, stappen)
    click.echo("\nAlles werkt.")


def walk(omgeving: Omgeving, stappen: Stappen) -> None:
    bezoeker = Bezoeker(
        ca=omgeving.ca,
        certificaat=omgeving.certificaat(GEBRUIKER),
        sleutel=omgeving.certificaat(GEBRUIKER, "key"),
    )
    instroom, link = press_button(bezoeker, omgeving.adres(SOFTWAREPAKKET))
    stappen.done("DemoOog stuurt het bericht en krijgt een link", f"instroom {instroom}")
    outcome = fill_in(bezoeker, link, stappen)
    stand = ask_stand(omgeving, instroom)
    stappen.done("DemoOog haalt de stand op", check(stand, outcome))


def press_button(bezoeker: Bezoeker, adres: str) -> tuple[str, str]:
    """The first patient's button in DemoOog. Gives the id of the instroom and the link."""
    patienten = good(bezoeker.open(adres))
    patient = good(bezoeker.open(next(link for link in patienten.links if "/patienten/" in link)))
    answered = good(bezoeker.submit(patient.formulier, {}))
    _bericht, antwoord, *_stand = answered.blokken
    data = json.loads(antwoord)
    if "link" not in data:
        raise Sandboxfout(f"DemoOog kreeg geen link:\n{antwoord}")
    return data["id"], data["link"]


def fill_in(bezoeker: Bezoeker, link: str, stappen: Stappen) -> Pagina:
    """From the link, page by page, until the aanvraag is submitted. Gives the page with the outcome."""
    pagina = good(bezoeker.open(link))
    aanvraag = pagina.pad.split("/")[2]
    stappen.done("De link opent het formulier", f"aanvraag {aanvraag}")
    for _page in range(MOST_PAGES):
        kop = pagina.kop
        pagina = good(bezoeker.submit(pagina.formulier, ANTWOORDEN))
        stappen.done(f"{kop}, en verder naar: {pagina.kop}", f"aanvraag {aanvraag}")
        if pagina.pad == f"/aanvragen/{aanvraag}/":
            return pagina
    raise Sandboxfout(f"Na {MOST_PAGES} pagina's is de aanvraag nog niet ingediend: {pagina.kop}.")


def ask_stand(omgeving: Omgeving, instroom: str) -> Stand:
    with Instroomservice(
        omgeving.adres("api"),
        certificaat=omgeving.certificaat(SYSTEEMCERTIFICAAT),
        sleutel=omgeving.certificaat(SYSTEEMCERTIFICAAT, "key"),
        ca=omgeving.ca,
    ) as dienst:
        return dienst.volg(instroom)


def check(stand: Stand, outcome: Pagina) -> str:
    """The package and the person must see the same numbers. Gives those numbers."""
    aanvraag = stand.aanvraag
    if aanvraag is None or not aanvraag.machtigingsnummer:
        raise Sandboxfout(f"De aanvraag is niet goedgekeurd: {stand}")
    for nummer in (aanvraag.aanvraagnummer, aanvraag.machtigingsnummer):
        if not nummer or nummer not in outcome.tekst:
            raise Sandboxfout(f"Nummer {nummer} staat niet op de pagina: {outcome.tekst}")
    return f"aanvraag {aanvraag.aanvraagnummer}, machtiging {aanvraag.machtigingsnummer}"


def good(pagina: Pagina) -> Pagina:
    if pagina.status >= 400:
        raise Sandboxfout(f"{pagina.pad} geeft {pagina.status}, {pagina.kop}:\n{pagina.tekst}")
    return pagina
