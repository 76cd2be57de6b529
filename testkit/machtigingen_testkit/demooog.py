"""How does a program drive a care package for the test kit? Here DemoOog, step by step, as its user would.

    .venv/bin/machtigingen testkit --opdracht ".venv/bin/python -m machtigingen_testkit.demooog"

It reads TESTKIT_… variables, and prints what its user reads. Exit code 77: DemoOog does not have this.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from machtigingen_client import Zorgverlener
from machtigingen_sandbox.bezoeker import Bezoeker
from machtigingen_sandbox.pagina import Pagina, read_pagina
from machtigingen_softwarepakket import Config, create_app

SKIPPED = 77
CARD = "/patienten/1"
LIST = "/aanvragen"
BASE = "http://127.0.0.1"
VERDER = "Verder in het Machtigingenportaal"


class NietInDemoOog(Exception):
    """DemoOog has no such button."""


class Vastgelopen(Exception):
    """DemoOog showed its page for what nobody foresaw."""


class Gebruiker:
    """Somebody at the screen of DemoOog."""

    def __init__(self, feiten: Mapping[str, str], *, create: Callable = create_app) -> None:
        self._feiten = {naam.removeprefix("TESTKIT_"): value for naam, value in feiten.items()}
        app = create(self._config())
        self.werkplek = app.config["WERKPLEK"]
        self._browser = app.test_client()

    def do(self, handeling: str) -> str:
        """What the user reads in the end."""
        acts = {
            "verbinding": lambda: self._open("/verbinding").tekst,
            "aanvragen": self._press,
            "aanvragen-dubbel": lambda: self._press(times=2),
            "opnieuw": self._press_again,
            "volgen": lambda: self._open(self._last_request()).tekst,
            "bijwerken": self._refresh,
        }
        if handeling not in acts:
            raise NietInDemoOog(handeling)
        return acts[handeling]()

    def _press(self, times: int = 1) -> str:
        """On the open card; and then the link, as a person opens it: with a certificate of one's own."""
        form = self._open(CARD).formulier
        for _ in range(times):
            pagina = self._post(form.adres, form.waarden)
        self._open_link(pagina)
        return pagina.tekst

    def _press_again(self) -> str:
        """The button that stands on the page when trying again can help."""
        pagina = self._open(self._last_request())
        if pagina.formulieren:
            pagina = self._post(pagina.formulier.adres, pagina.formulier.waarden)
            self._open_link(pagina)
        return pagina.tekst

    def _refresh(self) -> str:
        """The button above the list."""
        form = self._open(LIST).formulier
        return self._post(form.adres, form.waarden).tekst

    def _open_link(self, pagina: Pagina) -> None:
        portal = [link for link in pagina.links if "/instroom/" in link]
        if VERDER in pagina.tekst and portal:
            papers = (Path(self._feiten[naam]) for naam in ("CA", "PERSOONLIJK_CERTIFICAAT", "PERSOONLIJKE_SLEUTEL"))
            ca, certificaat, sleutel = papers
            Bezoeker(ca=ca, certificaat=certificaat, sleutel=sleutel).open(portal[0])

    def _last_request(self) -> str:
        found = [link for link in self._open(CARD).links if "/aanvragen/" in link]
        return found[0].removeprefix(BASE) if found else CARD

    def _open(self, path: str) -> Pagina:
        return _read(self._browser.get(path, base_url=BASE))

    def _post(self, adres: str, values: Mapping[str, object]) -> Pagina:
        path = adres.removeprefix(BASE)
        return _read(self._browser.post(path, base_url=BASE, data=values, follow_redirects=True))

    def _config(self) -> Config:
        feiten, map = self._feiten, Path(self._feiten["MAP"])
        (map / "patienten.json").write_text(json.dumps([_patient(feiten)]), encoding="utf-8")
        return Config(
            api_url=feiten["URL"],
            certificaat=Path(feiten["CERTIFICAAT"]),
            sleutel=Path(feiten["SLEUTEL"]),
            ca=Path(feiten["CA"]),
            data=map / f"patient-{feiten['BSN'][-4:]}",
            patienten=map / "patienten.json",
            instantie=feiten["INSTANTIE"],
            zorgverlener=Zorgverlener(agb=feiten["ZORGVERLENER"], specialisme=feiten["SPECIALISME"]),
        )


def _patient(feiten: Mapping[str, str]) -> dict[str, object]:
    treatment = {naam: feiten[naam.upper()] for naam in ("diagnose", "zorgactiviteit") if feiten[naam.upper()]}
    card = {naam: feiten[naam.upper()] for naam in ("naam", "geboortedatum", "geslacht", "bsn")}
    return {**card, "behandeling": treatment, "uitleg": ""}


def _read(answer: object) -> Pagina:
    """Without the raw exchange that DemoOog shows below: its user reads sentences. Raises `Vastgelopen`."""
    html = re.sub(r"<pre\b.*?</pre>", "", answer.text, flags=re.DOTALL)  # type: ignore[attr-defined]  # of Flask's tests
    if answer.status_code >= 500:  # type: ignore[attr-defined]
        raise Vastgelopen(html)
    path = answer.request.path  # type: ignore[attr-defined]
    return read_pagina(html, adres=BASE + path, status=answer.status_code)  # type: ignore[attr-defined]


def main() -> int:
    try:
        sys.stdout.write(Gebruiker(os.environ).do(os.environ["TESTKIT_HANDELING"]) + "\n")
    except NietInDemoOog:
        return SKIPPED
    except Vastgelopen as page:
        sys.stdout.write(f"{page}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
