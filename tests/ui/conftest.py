"""The style guide on a real port with the portal's own content security policy."""

from __future__ import annotations

import json
import mimetypes
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, expect, sync_playwright

from machtigingen.ui import views
from machtigingen.ui.context import Pagina, Sessie

STATIC = Path(views.__file__).parent / "static"
PAGINAS = {
    "/": views.stijlgids,
    "/stap/": views.voorbeeldstap,
    "/stap/fouten/": views.voorbeeldstap_met_fouten,
    "/deur/": views.voorbeelddeur,
}


def policy() -> str:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@dataclass
class Stijlgids:
    """Answers as the portal would, and remembers what was posted."""

    nu: Any
    adres: str = ""
    posts: list[dict[str, list[str]]] = field(default_factory=list)
    antwoord: tuple[str, dict[str, Any]] = ("200 OK", {"getoond": {"begindatum": "daarna"}, "bewaard_om": "14:03"})
    sessie: timedelta = timedelta(minutes=15)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        pad = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "POST":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            self.posts.append({"pad": [pad], **parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)})
            return self._give(start_response, *self.antwoord)
        if pad.startswith(settings.STATIC_URL):
            file = STATIC / pad.removeprefix(settings.STATIC_URL)
            return self._send(start_response, mimetypes.guess_type(file.name)[0] or "", file.read_bytes())
        return self._send(start_response, "text/html; charset=utf-8", self._page(pad))

    def _page(self, pad: str) -> bytes:
        request = RequestFactory().get(pad)
        if pad == "/sessie/":
            sessie = Sessie(nu=self.nu, einde=self.nu + self.sessie, verleng_url="/verleng/")
            return render(request, "ui/basis.html", {"pagina": Pagina(sessie=sessie)}).content
        return PAGINAS[pad](request).content if pad in PAGINAS else b""

    def _send(self, start_response: Any, kind: str, body: bytes) -> list[bytes]:
        start_response("200 OK", [("Content-Type", kind), ("Content-Security-Policy", policy())])
        return [body]

    def _give(self, start_response: Any, status: str, content: dict[str, Any]) -> list[bytes]:
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(content).encode()]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test prints nothing when it passes."""


@pytest.fixture
def stijlgids(bevroren: Any) -> Iterator[Stijlgids]:
    gids = Stijlgids(nu=bevroren)
    with make_server("127.0.0.1", 0, gids, handler_class=Quiet) as server:
        gids.adres = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield gids
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # the machine may be busy with other tests
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that fails the test on any console error: a blocked style, script or font shows there."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="nl-NL")
    tab = context.new_page()
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert not [error for error in errors if "status of" not in error]
