"""Somebody who calls the portal on one kept connection and follows no redirect: each answer is seen by itself."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from machtigingen_sandbox.bezoeker import encode
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.pagina import Bestand, Formulier, Pagina, read_pagina

NO_ANSWER = (OSError, http.client.HTTPException)
TIMEOUT = 30


@dataclass(frozen=True)
class Antwoord:
    """An answer that arrived whole."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    adres: str

    @property
    def naar(self) -> str:
        """Where it sends us, as a path."""
        return (self.headers["Location"] or "").partition("#")[0]

    @property
    def pagina(self) -> Pagina:
        return read_pagina(self.body.decode(), adres=self.adres, status=self.status)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Beller:
    def __init__(self, omgeving: Omgeving, certificaat: str, *, listener: str = "portaal") -> None:
        context = ssl.create_default_context(cafile=omgeving.ca)
        context.load_cert_chain(omgeving.certificaat(certificaat), omgeving.certificaat(certificaat, "key"))
        self.adres = omgeving.adres(listener)
        self._cookies: dict[str, str] = {}
        self._connection = http.client.HTTPSConnection(
            "localhost", omgeving.poorten[listener], context=context, timeout=TIMEOUT
        )

    def get(self, path: str) -> Antwoord:
        return self._ask("GET", path)

    def follow(self, path: str) -> Antwoord:
        """The page where this address leads to."""
        while (answer := self.get(path)).status == 302:
            path = answer.naar
        return answer

    def push(self, message: Mapping[str, Any]) -> Antwoord:
        return self.send("/api/v1/instroom", message)

    def send(self, path: str, data: Mapping[str, Any]) -> Antwoord:
        """Posts JSON, as software does."""
        return self._ask("POST", path, json.dumps(data).encode(), {"Content-Type": "application/json"})

    def post(self, formulier: Formulier, answers: Mapping[str, str | Bestand]) -> Antwoord:
        """Posts the form with what stood in it and these answers over it."""
        fields = {**formulier.waarden, **formulier.knop, **answers}
        body, kind = encode(fields, multipart=formulier.met_bestanden)
        return self._ask("POST", urlsplit(formulier.adres).path, body, {"Content-Type": kind, "Origin": self.adres})

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = {}) -> Antwoord:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            self._connection.request(method, path, body, {**headers, "Cookie": cookies})
            response = self._connection.getresponse()
            answer = Antwoord(response.status, response.headers, response.read(), f"{self.adres}{path}")
        except NO_ANSWER:
            self._connection.close()
            raise
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer
