"""Which part of the push costs what, and how long does the server work on a page of the form?

Runs the portal inside this process, without TLS: shares of one push by part, and CPU time per page.
"""

import cProfile
import io
import json
import os
import pstats
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT, Omgeving

TIMES = 200
DRAFT = {"HTTP_X_BEWAAR": "1", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
PAGE_MS = 50
# What stands for which part: module and function whose time, with all below it, is meant. None lies within another.
PARTS = (
    ("deur: certificaat en registratie", "project/middleware.py", "_check"),
    ("bericht lezen en vorm controleren", "instroom/bericht.py", "read_bericht"),
    ("eerder ontvangen?", "instroom/actions.py", "find_earlier"),
    ("AGB-register", "registers/agb.py", "agb_feiten"),
    ("COV", "aanvragen/toetsing.py", "raadpleeg"),
    ("formulier kiezen", "formulieren/catalogus.py", "passend"),
    ("aanvraag voorinvullen", "aanvragen/actions.py", "prepare"),
    ("aanvraag opslaan", "aanvragen/actions.py", "start"),
    ("antwoord opstellen", "instroom/actions.py", "answer"),
    ("audit", "audit/actions.py", "record"),
    ("commit", "base/base.py", "_commit"),
)


def main() -> int:
    with in_process() as (portaal, _):
        _report_push(portaal)
        return 0 if _report_pages(portaal) else 1


@contextmanager
def in_process() -> Iterator[tuple["InProcess", Path]]:
    """A portal of the sandbox in this very process, and its folder, that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        omgeving = Omgeving.on_free_ports(Path(folder))
        beheer.prepare(omgeving, now=datetime.now(UTC))
        os.environ |= {"MACHTIGINGEN_CONFIG": str(omgeving.configuratie)}
        yield InProcess(omgeving), Path(folder)


class InProcess:
    """Calls the WSGI application as the server does, for one certificate."""

    def __init__(self, omgeving: Omgeving) -> None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "machtigingen.project.settings"
        import django

        django.setup()
        from machtigingen.project.opstart import load_sleutels
        from machtigingen.project.wsgi import application

        load_sleutels()
        self._application: Callable[..., Any] = application
        self._omgeving = omgeving
        self._message = json.loads(omgeving.voorbeeldbericht.read_text(encoding="utf-8"))
        self._cookies = SimpleCookie()
        self._number = 0

    def push(self, **anders: Any) -> dict[str, Any]:
        self._number += 1
        message = self._message | {"referentie": f"delen-{self._number}"} | anders
        body = json.dumps(message).encode()
        status, _, answer = self._call("api", SYSTEEMCERTIFICAAT, "POST", "/api/v1/instroom", body)
        if status != 201:
            raise RuntimeError(f"{status} {answer[:300]!r}")
        return dict(json.loads(answer))

    def get(self, path: str) -> tuple[int, str]:
        """The status, and where a redirect leads."""
        status, headers, _ = self._call("portaal", GEBRUIKER, "GET", path, b"")
        return status, headers.get("Location", "")

    def keep(self, path: str, answers: Mapping[str, str]) -> None:
        """Posts a draft, as the page's script does while somebody types."""
        (token,) = (morsel.value for naam, morsel in self._cookies.items() if naam.startswith("__Host-csrf"))
        fields = {**answers, "csrfmiddlewaretoken": token}
        headers = DRAFT | {"HTTP_ORIGIN": self._omgeving.adres("portaal")}
        status, _, answer = self._call("portaal", GEBRUIKER, "POST", path, urlencode(fields).encode(), **headers)
        if status != 200:
            raise RuntimeError(f"{status} {answer[:300]!r}")

    def _call(
        self, listener: str, who: str, method: str, path: str, body: bytes, **extra: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        pem = self._omgeving.certificaat(who).read_text(encoding="ascii")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{naam}={morsel.value}" for naam, morsel in self._cookies.items()),
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "https",
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
            "machtigingen.listener": listener, "machtigingen.client_cert": ssl.PEM_cert_to_DER_cert(pem),
        } | extra  # fmt: skip
        said: list[tuple[str, list[tuple[str, str]]]] = []
        answer = b"".join(self._application(environ, lambda status, headers, _=None: said.append((status, headers))))
        status, headers = said[0]
        for naam, value in headers:
            if naam == "Set-Cookie":
                self._cookies.load(value)
        return int(status[:3]), dict(headers), answer


def _report_push(portaal: InProcess) -> None:
    for _ in range(20):
        portaal.push()
    profile = cProfile.Profile(time.process_time)  # work, not waiting
    profile.enable()
    for _ in range(TIMES):
        portaal.push()
    profile.disable()
    found: Any = pstats.Stats(profile)
    total = found.total_tt
    print("\nEén push, zonder TLS: deel van de CPU-tijd")
    rest = 1.0
    for naam, module, function in PARTS:
        rows = [row for (path, _, name), row in found.stats.items() if path.endswith(module) and name == function]
        if not rows:
            raise RuntimeError(f"{function} in {module} is not there any more: who does '{naam}' now?")
        share = sum(row[3] for row in rows) / total
        rest -= share
        print(f"  {naam:36}{share:6.0%}")
    print(f"  {'het overige: Django, JSON, antwoord':36}{rest:6.0%}")


def _report_pages(portaal: InProcess) -> bool:
    """Whether each stays below the limit."""
    link = portaal.push()["link"]
    _, aanvraag = portaal.get(link[link.index("/instroom/") :])
    pages = [f"{aanvraag}vragen/{onderwerp}" for onderwerp in ("verzekerde", "behandeling", "medisch")]
    print(f"\nServertijd per pagina (CPU); de grens is {PAGE_MS} ms")
    slowest = 0.0
    for path in (*pages, f"{aanvraag}controleren", "/aanvragen/"):
        portaal.get(path)
        began = time.process_time()
        for _ in range(30):
            status, _ = portaal.get(path)
        ms = (time.process_time() - began) / 30 * 1000
        slowest = max(slowest, ms)
        print(f"  {path.replace(aanvraag, '…/'):36}{ms:6.1f} ms  ({status})")
    return slowest <= PAGE_MS


if __name__ == "__main__":
    raise SystemExit(main())
