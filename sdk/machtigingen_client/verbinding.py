"""The wire: mutual TLS, one kept connection, time-outs, and patience where the contract allows it.

The same call is tried again only on 408, 429, 503, 507, B302 and a broken connection, and waits as long as
Retry-After says. That is safe: the portal answers a repeated `referentie` as it answered the first time.
"""

import json
import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from os import PathLike
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from .certificaat import read_certificate

STATUSES_TO_TRY_AGAIN = {408, 429, 503, 507}
CODE_STILL_BEING_PROCESSED = "B302"
ATTEMPTS = 4
LONGEST_WAIT = 30.0  # seconds; a portal that asks for more gets the caller's decision instead of ours
TIMEOUT = urllib3.Timeout(connect=5, read=30)

GEEN_VERTROUWEN = "De beveiligde verbinding met het portaal lukt niet. Controleer het adres, de CA en het certificaat."
NIET_BEREIKBAAR = "Het portaal is niet bereikbaar. Controleer het adres en het netwerk, en probeer het later opnieuw."

Path = str | PathLike[str]


@dataclass(frozen=True, kw_only=True)
class Verkeer:
    """One exchange as it went over the wire. It holds patient data: show it, do not log it."""

    methode: str
    url: str
    verzoek: str = field(default="", repr=False)
    status: int | None = None
    antwoord: str = field(default="", repr=False)
    pogingen: int = 1


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """An answer of whoever answered; `inhoud` is None when it is not a JSON object."""

    status: int
    inhoud: Mapping[str, Any] | None
    wacht: float | None
    verkeer: Verkeer
    data: bytes = field(default=b"", repr=False)

    def require_object(self) -> Mapping[str, Any]:
        """Raises ValueError when the answer is no JSON object."""
        if self.inhoud is None:
            raise ValueError("the answer is no JSON object")
        return self.inhoud

    @property
    def may_be_tried_again(self) -> bool:
        code = self.inhoud.get("code") if self.inhoud else None
        return self.status in STATUSES_TO_TRY_AGAIN or code == CODE_STILL_BEING_PROCESSED


class GeenAntwoord(Exception):
    """Nobody answered. `tijdelijk` says whether trying again can help."""

    def __init__(self, reason: str, *, tijdelijk: bool, verkeer: Verkeer) -> None:
        super().__init__(reason)
        self.tijdelijk = tijdelijk
        self.verkeer = verkeer


@dataclass(frozen=True)
class Bestand:
    """A file as it is sent. Its name goes in a header, never in an address: it may be that of a person."""

    naam: str = field(repr=False)
    inhoud: bytes = field(repr=False)

    @property
    def headers(self) -> Mapping[str, str]:
        named = f"attachment; filename*=UTF-8''{quote(self.naam, safe='')}"
        return {"Content-Type": "application/octet-stream", "Content-Disposition": named}

    def __str__(self) -> str:
        return f"(een bestand van {len(self.inhoud)} bytes)"


class Verbinding:
    """A kept connection to one portal, with one certificate."""

    def __init__(
        self,
        *,
        url: str,
        certificaat: Path,
        sleutel: Path,
        ca: Path,
        geduld: float = LONGEST_WAIT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if urlsplit(url).scheme != "https":
            raise ValueError(f"Het adres van de Instroomservice begint met https://, niet {url!r}.")
        context = ssl.create_default_context(cafile=ca)
        context.load_cert_chain(certificaat, sleutel)
        self.certificaat = read_certificate(certificaat)
        self._geduld = geduld
        self._url = url.rstrip("/")
        self._sleep = sleep
        self._pool = urllib3.PoolManager(ssl_context=context, timeout=TIMEOUT, retries=False, maxsize=4)

    def close(self) -> None:
        self._pool.clear()

    def ask(
        self, method: str, path: str, *, message: Mapping[str, Any] | None = None, bestand: Bestand | None = None
    ) -> Antwoord:
        """Do one call, and do it again when that is allowed and can help. Raises GeenAntwoord."""
        shown = "" if message is None else json.dumps(message, ensure_ascii=False, allow_nan=False)
        once = self._ask_once
        if bestand is not None:
            shown, once = str(bestand), partial(self._send_once, bestand=bestand)
        for attempt in range(1, ATTEMPTS + 1):
            verkeer = Verkeer(methode=method, url=self._url + path, verzoek=shown, pogingen=attempt)
            last = attempt == ATTEMPTS
            try:
                antwoord = once(verkeer)
            except GeenAntwoord as reason:
                if last or not reason.tijdelijk:
                    raise
                self._sleep(back_off(attempt))
                continue
            wait = back_off(attempt) if antwoord.wacht is None else antwoord.wacht
            if last or not antwoord.may_be_tried_again or wait > self._geduld:
                return antwoord
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _ask_once(self, verkeer: Verkeer) -> Antwoord:
        headers = {"Content-Type": "application/json"} if verkeer.verzoek else {}
        return self._request(verkeer, verkeer.verzoek.encode(), headers)

    def _send_once(self, verkeer: Verkeer, *, bestand: Bestand) -> Antwoord:
        return self._request(verkeer, bestand.inhoud, bestand.headers)

    def _request(self, verkeer: Verkeer, data: bytes, headers: Mapping[str, str]) -> Antwoord:
        accept = {"Accept": "application/json, application/problem+json, application/pdf"}
        try:
            response = self._pool.request(
                verkeer.methode,
                verkeer.url,
                body=data or None,
                headers={**accept, **headers},
                redirect=False,
            )
        except SSLError as error:
            raise GeenAntwoord(GEEN_VERTROUWEN, tijdelijk=False, verkeer=verkeer) from error
        except HTTPError as error:
            raise GeenAntwoord(NIET_BEREIKBAAR, tijdelijk=True, verkeer=verkeer) from error
        return read_answer(response, verkeer)


def read_answer(response: urllib3.BaseHTTPResponse, verkeer: Verkeer) -> Antwoord:
    text = response.data.decode("utf-8", errors="replace")
    return Antwoord(
        status=response.status,
        inhoud=json_object(text),
        data=response.data,
        wacht=seconds(response.headers.get("Retry-After")),
        verkeer=Verkeer(
            methode=verkeer.methode,
            url=verkeer.url,
            verzoek=verkeer.verzoek,
            status=response.status,
            antwoord=text,
            pogingen=verkeer.pogingen,
        ),
    )


def json_object(text: str) -> Mapping[str, Any] | None:
    try:
        content = json.loads(text)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def seconds(retry_after: str | None) -> float | None:
    """The wait in a Retry-After header: whole seconds by contract; anything else is as good as absent."""
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else None


def back_off(attempt: int) -> float:
    """Half a second, one, two … with some chance in it, so that callers do not return all at once."""
    return 0.5 * 2.0 ** (attempt - 1) * random.uniform(0.75, 1.25)
