"""An office: computers with a browser and a certificate, and a care package that sends messages."""

import email
import email.policy
import itertools
import json
import re
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from typing import Any, Self
from uuid import UUID

from machtigingen_client import Instroomservice
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT, Omgeving
from playwright.sync_api import Browser, BrowserContext, Page

BREED = {"width": 1200, "height": 900}
# Told to us by the page itself: what the content security policy stopped.
LUISTER = "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective))"
MAIL_SECONDEN = 30
_volgnummer = itertools.count(1)


class Kantoor:
    """Leaving the `with` block closes every browser window; `klachten` holds what the browser complained about."""

    def __init__(self, omgeving: Omgeving, chromium: Browser) -> None:
        self.omgeving = omgeving
        self.portaal = omgeving.adres("portaal")
        self.klachten: list[str] = []
        self._chromium = chromium
        self._contexten: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for context in self._contexten:
            context.close()

    def computer(self, certificaat: str | None = GEBRUIKER, **context: Any) -> Page:
        """Another computer: nothing is shared with the others but the certificate, when that is the same."""
        papers = [self._papers(certificaat)] if certificaat else []
        options = {"viewport": BREED, "locale": "nl-NL", "ignore_https_errors": True, "client_certificates": papers}
        nieuw = self._chromium.new_context(**options | context)
        nieuw.set_default_timeout(30_000)
        nieuw.add_init_script(LUISTER)
        nieuw.on("console", lambda bericht: self._hoor(bericht.text) if bericht.type == "error" else None)
        nieuw.on("weberror", lambda fout: self._hoor(str(fout.error)))
        self._contexten.append(nieuw)
        return nieuw.new_page()

    def stuur(self, **anders: Any) -> str:
        """A message of the care package, with a reference of its own. Gives the link."""
        return self._stuur("voorbeeld-instroom.json", SYSTEEMCERTIFICAAT, anders)

    def stuur_mondzorg(self, **anders: Any) -> str:
        """The same, of the dentist's practice."""
        return self._stuur("voorbeeld-mondzorg.json", "systeem-tandarts", anders)

    def _stuur(self, voorbeeld: str, certificaat: str, anders: Mapping[str, Any]) -> str:
        bericht = json.loads((self.omgeving.map / voorbeeld).read_text(encoding="utf-8"))
        bericht["referentie"] = f"browser-{next(_volgnummer)}"
        with self.software(certificaat) as dienst:
            link = dienst.stuur({**bericht, **anders}).link
        assert link
        return link

    def wacht_op_mail(self) -> str:
        """The token of the link in a mail about an aanvraag; the sandbox sends other mails too."""
        einde = time.monotonic() + MAIL_SECONDEN
        while time.monotonic() < einde:
            for pad in sorted((self.omgeving.map / "mail").glob("*.eml")):
                bericht = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
                if gevonden := re.search(r"/bericht/([A-Za-z0-9_-]{43})", bericht.get_content()):
                    return gevonden[1]
            time.sleep(0.1)
        raise AssertionError("no mail came")

    def maak_te_laat(self, id_: str) -> None:
        """The day by which it should be decided is past, as time alone would have it."""
        voorbij = "update aanvragen_aanvraag set termijn_tot_on = date('now', '-9 days') where id = ?"
        with closing(sqlite3.connect(self.omgeving.map / "portaal.sqlite3", timeout=10)) as database, database:
            assert database.execute(voorbij, [UUID(id_).hex]).rowcount == 1

    def software(self, certificaat: str = SYSTEEMCERTIFICAAT) -> Instroomservice:
        bestanden = self.omgeving.certificaat
        return Instroomservice(
            self.omgeving.adres("api"),
            certificaat=bestanden(certificaat),
            sleutel=bestanden(certificaat, "key"),
            ca=self.omgeving.ca,
        )

    def _papers(self, certificaat: str) -> Mapping[str, Any]:
        bestanden = self.omgeving.certificaat
        return {"origin": self.portaal, "certPath": bestanden(certificaat), "keyPath": bestanden(certificaat, "key")}

    def _hoor(self, tekst: str) -> None:
        if "the server responded with a status of" not in tekst:  # a page with a code of its own is no complaint
            self.klachten.append(tekst)
