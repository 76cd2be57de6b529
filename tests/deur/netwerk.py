"""A client as Django's test client is one, that goes over the network and through a door."""

import http.client
import time
from http.cookies import SimpleCookie
from typing import Any

from deur.deuren import Deuren
from django.conf import settings
from django.http import HttpResponse

# What the server or the connection says, not the portal.
_VAN_ONDERWEG = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}
_TEKEN = "a" * 32  # of a form: the same in the cookie and beside it
STIL = 5
VEILIG = {"GET", "HEAD", "OPTIONS"}
# A proxy may write the names of headers in small letters; these the matrix knows as the portal writes them.
_ZOALS_HET_PORTAAL = {"correlatie-id": "Correlatie-Id", "location": "Location", "ratelimit": "RateLimit"}


class NetClient:
    """One browser or package, with one certificate, at one door."""

    def __init__(self, deuren: Deuren, deur: str, listener: str, certificaat: str | None) -> None:
        self.cookies = SimpleCookie()
        self._is_known = certificaat is not None
        self._is_browser = listener == "portaal"
        poort = deuren.poorten[deur, listener]
        self._verbinding = http.client.HTTPSConnection(
            "localhost", poort, context=deuren.context(certificaat), timeout=60
        )
        self._host = f"localhost:{poort}"
        self._laatst = 0.0

    def get(self, pad: str, **omgeving: Any) -> HttpResponse:
        return self.generic("GET", pad, **omgeving)

    def generic(
        self, methode: str, pad: str, data: Any = "", soort: str = "application/octet-stream", **_omgeving: Any
    ) -> HttpResponse:
        inhoud = data.encode() if isinstance(data, str) else data
        if not (self._is_known or methode in VEILIG):
            inhoud = (
                inhoud or b"-"
            )  # who sends something without a certificate is refused by the server, in other words
        if time.monotonic() - self._laatst > STIL:  # by now the server has hung up
            self._verbinding.close()
        self._verbinding.request(methode, pad, body=inhoud or None, headers=self._koppen(soort if inhoud else ""))
        antwoord = self._verbinding.getresponse()
        self._laatst = time.monotonic()
        return self._gelezen(antwoord)

    def _koppen(self, soort: str) -> dict[str, str]:
        koppen = {"Host": self._host} | ({"Content-Type": soort} if soort else {})
        if self._is_browser:
            if settings.CSRF_COOKIE_NAME not in self.cookies:
                self.cookies[settings.CSRF_COOKIE_NAME] = _TEKEN
            teken = self.cookies[settings.CSRF_COOKIE_NAME].value
            koppen |= {"Origin": f"https://{self._host}", "X-CSRFToken": teken}
            koppen["Cookie"] = "; ".join(f"{naam}={koekje.value}" for naam, koekje in self.cookies.items())
        return koppen

    def _gelezen(self, antwoord: http.client.HTTPResponse) -> HttpResponse:
        zelfde = HttpResponse(antwoord.read(), status=antwoord.status)
        del zelfde["Content-Type"]
        for naam, waarde in antwoord.getheaders():
            if naam.lower() == "set-cookie":
                zelfde.cookies.load(waarde)
                self.cookies.load(waarde)
            elif naam.lower() not in _VAN_ONDERWEG:
                zelfde[_ZOALS_HET_PORTAAL.get(naam.lower(), naam.lower())] = waarde
        return zelfde
