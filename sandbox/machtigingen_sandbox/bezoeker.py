"""How does a program go through web pages as a person with a certificate does?"""

import ssl
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

from urllib3 import encode_multipart_formdata

from machtigingen_sandbox.pagina import Antwoorden, Bestand, Formulier, Pagina, read_pagina

TIMEOUT = 30


class Bezoeker:
    """A browser without a screen: it keeps cookies and follows redirects. A refusal is a page like any other."""

    def __init__(self, *, ca: Path, certificaat: Path, sleutel: Path) -> None:
        context = ssl.create_default_context(cafile=ca)
        context.load_cert_chain(certificaat, sleutel)
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=context),
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )

    def open(self, adres: str) -> Pagina:
        return self._ask(urllib.request.Request(adres))

    def submit(self, formulier: Formulier, antwoorden: Antwoorden) -> Pagina:
        """Posts the form with these answers, as far as it asks for them."""
        body, kind = encode(formulier.filled_in(antwoorden), multipart=formulier.met_bestanden)
        target = urlsplit(formulier.adres)
        headers = {"Content-Type": kind, "Origin": f"{target.scheme}://{target.netloc}"}
        return self._ask(urllib.request.Request(formulier.adres, data=body, headers=headers))

    def _ask(self, request: urllib.request.Request) -> Pagina:
        try:
            response = self._opener.open(request, timeout=TIMEOUT)
        except HTTPError as refusal:
            response = refusal
        with response:
            return read_pagina(response.read().decode("utf-8"), adres=response.url, status=response.status)


def encode(fields: Mapping[str, str | Bestand], *, multipart: bool) -> tuple[bytes, str]:
    """The body of a posted form, and its content type."""
    if not multipart:
        return urlencode(fields).encode("ascii"), "application/x-www-form-urlencoded"
    parts = {
        naam: (value.naam, value.inhoud) if isinstance(value, Bestand) else value for naam, value in fields.items()
    }
    return encode_multipart_formdata(parts)
