"""DemoOog at the other side of the kit, in this process; and DemoOog with one thing wrong, each on purpose."""

import re
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import urllib3
from jinja2.bccache import Bucket, BytecodeCache
from machtigingen_client import Instroomservice, verbinding
from machtigingen_softwarepakket import Config, create_app
from machtigingen_softwarepakket.machtiging import bericht_for
from machtigingen_testkit.demooog import Gebruiker, NietInDemoOog, Vastgelopen
from machtigingen_testkit.scenario import Handeling, Scherm


class Remembered(BytecodeCache):
    """DemoOog is started for each step of each scenario: its templates are compiled once."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


Maak = Callable[[Config], Any]


# Flask makes code of its routes, and Python 3.11 cannot do that in two threads at once.
ONE_AT_A_TIME = threading.Lock()


class DemoOog:
    """Drives it without starting a program for each step."""

    def __init__(self, create: Maak = create_app, read: Callable[[str], str] = str) -> None:
        self._create = create
        self._read = read

    def do(self, scenario: Any, stap: Any, omgeving: Any, front: Any) -> Scherm:
        try:
            with ONE_AT_A_TIME:
                gebruiker = Gebruiker(omgeving, create=self._create)
            tekst = gebruiker.do(stap.handeling.value)
        except NietInDemoOog:
            return Scherm(stap=stap, tekst="", overgeslagen=True)
        except (OSError, Vastgelopen) as error:  # also when the browser of its user would not open the link
            return Scherm(stap=stap, tekst=str(error), code=1)
        return Scherm(stap=stap, tekst=self._read(tekst))


def with_wire(change: Callable[[Any], None]) -> DemoOog:
    """DemoOog whose connection was changed."""

    def create(config: Config) -> Any:
        app = create_app(config)
        dienst = Instroomservice(config.api_url, certificaat=config.certificaat, sleutel=config.sleutel, ca=config.ca)
        change(dienst._verbinding)
        app.config["WERKPLEK"] = replace(app.config["WERKPLEK"], dienst=dienst)
        return app

    return DemoOog(create)


def ignores_retry_after(wire: Any) -> None:
    once = wire._ask_once
    wire._ask_once = lambda verkeer: replace(once(verkeer), wacht=0.01)


def new_referentie_at_each_try(wire: Any) -> None:
    once, numbers = wire._ask_once, count(1)

    def ask(verkeer: Any) -> Any:
        if verkeer.pogingen == 1:
            return once(verkeer)
        text = verkeer.verzoek.replace('"referentie": "', f'"referentie": "poging-{next(numbers)}-')
        return once(replace(verkeer, verzoek=text))

    wire._ask_once = ask


def trusts_anybody(wire: Any) -> None:
    context = wire._pool.connection_pool_kw["ssl_context"]
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE


def follows_redirects(wire: Any) -> None:
    plain = wire._pool.request
    wire._pool.request = lambda method, url, **kw: plain(
        method, url, **(kw | {"redirect": True, "retries": urllib3.Retry(redirect=1, raise_on_redirect=False)})
    )


def tries_again_whatever_the_answer(wire: Any) -> None:
    once = wire._ask_once

    def ask(verkeer: Any) -> Any:
        antwoord = once(verkeer)
        return once(verkeer) if antwoord.status >= 400 and antwoord.wacht is None else antwoord

    wire._ask_once = ask


def hangs_up_after_each_call(wire: Any) -> None:
    once = wire._ask_once

    def ask(verkeer: Any) -> Any:
        wire._pool.clear()
        return once(verkeer)

    wire._ask_once = ask


def speaks_windows(wire: Any) -> None:
    """No UTF-8: what Windows-1252 does not have becomes a question mark."""
    plain = wire._pool.request

    def request(method: str, url: str, **kw: Any) -> Any:
        body = kw.get("body")
        kw["body"] = body.decode().encode("cp1252", "replace") if body else body
        return plain(method, url, **kw)

    wire._pool.request = request


def names_the_bsn_in_a_header(wire: Any) -> None:
    plain = wire._pool.request

    def request(method: str, url: str, **kw: Any) -> Any:
        bsn = verbinding.json_object((kw.get("body") or b"").decode()) or {}
        kw["headers"] = kw["headers"] | {"X-Patient": bsn.get("verzekerde", {}).get("bsn", "")}
        return plain(method, url, **kw)

    wire._pool.request = request


def forgets_where_it_was(wire: Any) -> None:
    """It asks for all there is, each time."""
    plain = wire._pool.request
    wire._pool.request = lambda method, url, **kw: plain(method, re.sub(r"[?&]na=[0-9]+", "", url), **kw)


def trips_over_the_answer(wire: Any) -> None:
    """It counts on one form, on the fields of today, and on JSON."""
    once = wire._ask_once

    def ask(verkeer: Any) -> Any:
        antwoord = once(verkeer)
        if verkeer.methode == "POST" and antwoord.status == 201:
            assert antwoord.inhoud["formulier"]["code"] and "sinds_morgen" not in antwoord.inhoud
        assert antwoord.inhoud is not None or antwoord.status >= 300
        return antwoord

    wire._ask_once = ask


class EersteBlijft:
    """A package that opens the link itself, as a system; and that keeps the first patient on its screen."""

    def __init__(self, pakket: DemoOog) -> None:
        self._pakket = pakket
        self._first: dict[str, str] = {}

    def do(self, scenario: Any, stap: Any, omgeving: Any, front: Any) -> Scherm:
        papers = {"CERTIFICAAT": "PERSOONLIJK_CERTIFICAAT", "SLEUTEL": "PERSOONLIJKE_SLEUTEL"}
        changed = {f"TESTKIT_{own}": omgeving[f"TESTKIT_{system}"] for system, own in papers.items()}
        bsn = self._first.setdefault(scenario.nummer, omgeving["TESTKIT_BSN"])
        return self._pakket.do(scenario, stap, omgeving | changed | {"TESTKIT_BSN": bsn}, front)


def tells_nothing(tekst: str) -> str:
    return "Er ging iets mis. Bel de helpdesk."


class NieuwePerDruk:
    """A package that makes its referentie at each press instead of once for the card."""

    def __init__(self, pakket: DemoOog) -> None:
        self._pakket = pakket

    def do(self, scenario: Any, stap: Any, omgeving: Any, front: Any) -> Scherm:
        if stap.handeling is not Handeling.AANVRAGEN_DUBBEL:
            return self._pakket.do(scenario, stap, omgeving, front)
        once = replace(stap, handeling=Handeling.AANVRAGEN)
        first, second = (self._pakket.do(scenario, once, omgeving, front) for _ in range(2))
        return replace(second, tekst=first.tekst + second.tekst)


class EerstControleren:
    """A package of a dozen lines that tries its message out before it sends it."""

    def do(self, scenario: Any, stap: Any, omgeving: Any, front: Any) -> Scherm:
        papers = {naam: omgeving[f"TESTKIT_{naam.upper()}"] for naam in ("certificaat", "sleutel", "ca")}
        with Instroomservice(omgeving["TESTKIT_URL"], **papers) as dienst:
            gebruiker = Gebruiker(omgeving)
            bericht = bericht_for(
                gebruiker.werkplek.patienten[1],
                referentie=f"proef-{scenario.nummer}",
                config=gebruiker.werkplek.config,
                now=datetime.now(UTC),
            )
            proef = dienst.controleer(bericht)
            return Scherm(stap=stap, tekst=dienst.stuur(bericht).toestand if proef.akkoord else "niet akkoord")


def changes(*all_: Callable[[Any], None]) -> Callable[[Any], None]:
    def change(wire: Any) -> None:
        for one in all_:
            one(wire)

    return change


@dataclass(frozen=True)
class Kapot:
    """A package with several things wrong at once, that do not hide each other. By fault: where it must fail."""

    besturing: Any
    fouten: dict[str, set[str]]

    @property
    def gezakt(self) -> set[str]:
        return set().union(*self.fouten.values())


KAPOT = {
    "careless with the line": Kapot(
        with_wire(changes(ignores_retry_after, trusts_anybody, follows_redirects, hangs_up_after_each_call)),
        {
            "does not wait as long as asked": {"T13", "T14", "T15"},
            "accepts any server": {"T26", "T27", "T28"},
            "follows a redirect": {"T29"},
            "opens a connection for each call": {"T32"},
        },
    ),
    "careless with the message": Kapot(
        NieuwePerDruk(with_wire(changes(new_referentie_at_each_try, speaks_windows, names_the_bsn_in_a_header))),
        {
            "makes a new referentie at each try": {"T10", "T11", "T12", "T13", "T15"},
            "sends Windows-1252": {"T19", "T31"},
            "puts the BSN in a header": {"T30"},
            "makes a referentie at each press": {"T17"},
        },
    ),
    "careless with the answer": Kapot(
        EersteBlijft(with_wire(changes(trips_over_the_answer, forgets_where_it_was))),
        {
            "counts on JSON": {"T16"},
            "counts on one form": {"T21"},
            "counts on the fields of today": {"T23"},
            "keeps the first patient": {"T18"},
            "forgets its cursor": {"T35"},
            "opens the link as a system": {"T01", "T21", "T22", "T23", "T24", "T34"},
        },
    ),
    "careless with its user": Kapot(
        DemoOog(with_wire(tries_again_whatever_the_answer)._create, read=tells_nothing),
        {
            "tries again whatever the answer": {"T03", "T04", "T05", "T06", "T07", "T08", "T09"},
            "tells its user nothing": {"T02", "T03", "T04", "T14", "T20", "T22", "T24", "T25", "T35"},
        },
    ),
}
