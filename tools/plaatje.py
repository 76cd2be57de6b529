"""Makes docs/plaatjes/formulierstap.png: the form step as somebody meets it who pressed the button.

Run it after a change of that page: .venv/bin/python tools/plaatje.py. It starts a sandbox of its own and needs
Chromium.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from machtigingen_client import Instroomservice
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT, Omgeving
from machtigingen_sandbox.start import running, system_clock
from playwright.sync_api import sync_playwright

PLAATJE = Path(__file__).parents[1] / "docs" / "plaatjes" / "formulierstap.png"
SIZE = {"width": 1200, "height": 1150}


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("Chromium ontbreekt. Installeer: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        omgeving = Omgeving.on_free_ports(Path(folder))
        with running(omgeving, clock=system_clock):
            take_picture(omgeving, link=push(omgeving), chromium=chromium)
    print(f"{PLAATJE}: {PLAATJE.stat().st_size // 1000} kB")


def push(omgeving: Omgeving) -> str:
    """The example message of the sandbox, sent as a package would. Gives the link."""
    bericht = json.loads(omgeving.voorbeeldbericht.read_text(encoding="utf-8"))
    with Instroomservice(
        omgeving.adres("api"),
        certificaat=omgeving.certificaat(SYSTEEMCERTIFICAAT),
        sleutel=omgeving.certificaat(SYSTEEMCERTIFICAAT, "key"),
        ca=omgeving.ca,
    ) as dienst:
        return dienst.stuur(bericht).link or sys.exit("Er kwam geen link.")


def take_picture(omgeving: Omgeving, *, link: str, chromium: str) -> None:
    certificaat = {
        "origin": omgeving.adres("portaal"),
        "certPath": omgeving.certificaat(GEBRUIKER),
        "keyPath": omgeving.certificaat(GEBRUIKER, "key"),
    }
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport=SIZE, locale="nl-NL", ignore_https_errors=True, client_certificates=[certificaat]
        )
        page.goto(link)
        page.get_by_label("Beide", exact=True).check()
        page.locator("[data-bewaard]").get_by_text("Bewaard om").wait_for()
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.screenshot(path=PLAATJE)
        browser.close()


if __name__ == "__main__":
    main()
