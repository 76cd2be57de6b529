"""How does somebody meet the portal with a named certificate, without touching the browser of their own?

Chromium on Linux finds certificates below HOME. It gets a HOME of its own that holds the CA and the one
certificate, and that is thrown away afterwards.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from machtigingen_sandbox.omgeving import SOFTWAREPAKKET, Omgeving, Sandboxfout, reason_not_free
from machtigingen_sandbox.personas_certificaten import PERSONAS, Toestand
from machtigingen_sandbox.signalen import signals_interrupt
from machtigingen_sandbox.uitgifte import WACHTWOORD

CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
NSS_TOOLS = ("certutil", "pk12util")
QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-features=Translate",
)
LAST_LINES = 5
NEVER_OFFERED = {Toestand.VERLOPEN, Toestand.NOG_NIET_GELDIG}


def open_browser(omgeving: Omgeving, naam: str) -> None:
    """Shows DemoOog until the browser is closed. Raises `Sandboxfout` when that cannot be."""
    toestand = check_naam(naam)
    chromium = find_chromium()
    check_screen()
    check_running(omgeving)
    if toestand in NEVER_OFFERED:
        click.echo(f"Let op: Chromium biedt een certificaat dat {toestand.value} is niet aan.")
    with tempfile.TemporaryDirectory(prefix="machtigingen-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        make_home(omgeving, naam, home)
        click.echo(f"Chromium opent met {naam}. Sluit het venster om te stoppen.")
        run([*chromium_command(chromium, home), omgeving.adres(SOFTWAREPAKKET)], home)


def run(command: Sequence[str], home: Path) -> None:
    """Until the window is closed, or Ctrl-C closes it."""
    with (
        signals_interrupt(),
        subprocess.Popen(
            command, env=home_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as chromium,
    ):
        try:
            _out, said = chromium.communicate()
        except KeyboardInterrupt:
            chromium.terminate()
            return
    if chromium.returncode:
        lines = said.decode("utf-8", "replace").splitlines()[-LAST_LINES:]
        raise Sandboxfout("\n".join([f"Chromium stopte met code {chromium.returncode}:", *lines]))


def check_screen() -> None:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Sandboxfout("Er is hier geen scherm om een browser op te openen.")


def check_running(omgeving: Omgeving) -> None:
    if not reason_not_free(omgeving.poorten[SOFTWAREPAKKET]):
        raise Sandboxfout("De demo draait niet. Start hem eerst, in een ander venster: make demo")


def check_naam(naam: str) -> Toestand:
    known = {persona.bestand: persona.toestand for persona in PERSONAS}
    if naam not in known:
        raise Sandboxfout(f"Er is geen certificaat {naam}. Kies uit:\n  " + "\n  ".join(sorted(known)))
    return known[naam]


def find_chromium() -> str:
    """The program to start. Raises `Sandboxfout` with what to install, or what to do where this cannot work."""
    if sys.platform != "linux":
        raise Sandboxfout("Dit werkt alleen op Linux. Importeer hier zelf het .p12-bestand en ca.pem.")
    missing = [] if all(map(shutil.which, NSS_TOOLS)) else ["libnss3-tools"]
    found = [path for naam in CHROMIUM if (path := shutil.which(naam)) and not is_snap(path)]
    if not found:
        missing.append("chromium")
    if missing:
        raise Sandboxfout(f"Hiervoor ontbreekt iets. Installeer: apt-get install {' '.join(missing)}")
    return found[0]


def is_snap(path: str) -> bool:
    """A snap cannot read a folder that we make for it."""
    real = Path(path).resolve()
    return real.name == "snap" or real.is_relative_to("/snap") or b"/snap/bin" in real.read_bytes()[:4096]


def make_home(omgeving: Omgeving, naam: str, home: Path) -> None:
    """A HOME with the CA, the certificate, and a profile that offers it to the portal without asking."""
    database = home / ".pki" / "nssdb"
    database.mkdir(parents=True)
    where = ("-d", f"sql:{database}")
    nss("certutil", "-N", *where, "--empty-password")
    nss("certutil", "-A", *where, "-n", "sandbox", "-t", "C,,", "-i", str(omgeving.ca))
    nss("pk12util", *where, "-i", str(omgeving.certificaat(naam, "p12")), "-W", WACHTWOORD)
    preferences = home / "profiel" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    always: dict[str, object] = {f"{omgeving.adres('portaal')},*": {"setting": {"filters": [{}]}}}
    content = {"profile": {"content_settings": {"exceptions": {"auto_select_certificate": always}}}}
    preferences.write_text(json.dumps(content), encoding="utf-8")


def chromium_command(chromium: str, home: Path) -> list[str]:
    # Chromium refuses to run as root inside its own sandbox.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [chromium, f"--user-data-dir={home / 'profiel'}", *QUIET, *as_root]


def home_environment(home: Path) -> dict[str, str]:
    own = Path.home() / ".Xauthority"
    return {"XAUTHORITY": str(own), **os.environ, "HOME": str(home)}


def nss(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise Sandboxfout(f"{command[0]} lukte niet: {(done.stderr or done.stdout).strip()}")
