"""What does somebody read who has just started the demo?"""

import os
import shlex
import subprocess

from machtigingen_sandbox.omgeving import (
    BEOORDELAAR,
    COV,
    DEFAULT_MAP,
    GEBRUIKER,
    PORTAALBEHEERDER,
    SOFTWAREPAKKET,
    SYSTEEMCERTIFICAAT,
    Omgeving,
    command,
    shown,
)
from machtigingen_sandbox.uitgifte import WACHTWOORD


def welcome(omgeving: Omgeving) -> str:
    return f"""gereed

  DemoOog, het softwarepakket   {omgeving.adres(SOFTWAREPAKKET)}   begin hier
  portaal                       {omgeving.adres("portaal")}
  api                           {omgeving.adres("api")}
  info                          {omgeving.adres("info")}
  COV, alleen voor het portaal  {omgeving.adres(COV)}

Importeer in uw browser (wachtwoord: {WACHTWOORD})
  {shown(omgeving.certificaat(GEBRUIKER, "p12"))}   u, bij de kliniek
  {shown(omgeving.certificaat(BEOORDELAAR, "p12"))}   de beoordelaar, bij de verzekeraar
  {shown(omgeving.certificaat(PORTAALBEHEERDER, "p12"))}   de beheerder van het portaal
  {shown(omgeving.ca)}   als certificeringsinstantie voor websites

Of open Chromium, waarin dat al is gedaan
  {browser_command(omgeving)}

Stuur zelf een bericht; in het antwoord staat de link
  {curl_command(omgeving)}

Kijk welke AGB-code, welk BSN en welk certificaat welk antwoord geeft
  {typed([command("machtigingen-sandbox"), "identiteiten"])}

Stop met Ctrl-C."""


def browser_command(omgeving: Omgeving) -> str:
    words = [command("machtigingen-sandbox")]
    if shown(omgeving.map) != str(DEFAULT_MAP):
        words += ["--map", shown(omgeving.map)]
    return typed([*words, "browser", GEBRUIKER])


def curl_command(omgeving: Omgeving) -> str:
    """One line that pushes the example message with the system certificate."""
    return typed(
        [
            "curl",
            "--cacert",
            shown(omgeving.ca),
            "--cert",
            shown(omgeving.certificaat(SYSTEEMCERTIFICAAT)),
            "--key",
            shown(omgeving.certificaat(SYSTEEMCERTIFICAAT, "key")),
            "--header",
            "Content-Type: application/json",
            "--data-binary",
            f"@{shown(omgeving.voorbeeldbericht)}",
            f"{omgeving.adres('api')}/api/v1/instroom",
        ]
    )


def typed(words: list[str]) -> str:
    """As it is pasted into the shell of this system."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
