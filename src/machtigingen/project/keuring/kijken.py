"""How the rules look: a sentence for each thing that is wrong, and nothing when it is right."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from machtigingen.bewaring.regels import Termijnen
from machtigingen.project.config import Config
from machtigingen.project.keuring.feiten import Feiten, Serverstand
from machtigingen.registers.cov import DIENST
from machtigingen.virusscan import CLAMD

PROEFPAKKETTEN = ("machtigingen_sandbox", "machtigingen_testkit")
COV_OP_PROEF = ("tst-", "acc-")  # how VECOZO names where nothing is real (domain notes 3.1)
GEHEIM_MINIMUM = 32
GEHEIM_TEKENS_MINIMUM = 12  # different ones: 32 times the same letter is no secret
SERVER_VOORAF = timedelta(days=30)
CA_VOORAF = timedelta(days=90)
KLOK_MARGE = timedelta(minutes=5)
VEILIGE_SSLMODES = ("verify-ca", "verify-full")
LEKKENDE_OMGEVING = ("PYTHONDEVMODE", "PYTHONINSPECT", "SSLKEYLOGFILE")
ANDEREN, ANDEREN_SCHRIJVEN, GROEP_SCHRIJFT = 0o007, 0o002, 0o020

Kijk = Callable[[Config, Feiten], Iterator[str]]


def when(fout: Callable[[Config, Feiten], bool], wat: str) -> Kijk:
    """A rule with one sentence."""

    def kijk(config: Config, feiten: Feiten) -> Iterator[str]:
        if fout(config, feiten):
            yield wat

    return kijk


def _database(config: Config) -> Mapping[str, Any]:
    return config.database_settings()


def is_sqlite(config: Config) -> bool:
    return urlsplit(config.database).scheme == "sqlite"


def is_in_memory(config: Config) -> bool:
    return is_sqlite(config) and _database(config)["NAME"] == ":memory:"


def is_in_a_file(config: Config) -> bool:
    return is_sqlite(config) and not is_in_memory(config)


def is_here(host: str) -> bool:
    """This machine: no name, a folder with a socket, or the loopback."""
    if host in ("", "localhost") or host.startswith("/") or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def leaves_unprotected(config: Config, feiten: Feiten) -> bool:
    if is_sqlite(config):
        return False
    database = _database(config)
    opties = database["OPTIONS"]
    hosts = (opties.get("hostaddr") or opties.get("host") or database["HOST"]).split(",")
    return not all(map(is_here, hosts)) and opties.get("sslmode") not in VEILIGE_SSLMODES


def keys_beside_data(config: Config, feiten: Feiten) -> Iterator[str]:
    sleutels = config.sleutels.absolute()
    if sleutels.is_relative_to(config.bijlagen.absolute()):
        yield f"het sleutelbestand {sleutels} ligt in de map met bijlagen"
    if is_in_a_file(config) and sleutels.parent == Path(_database(config)["NAME"]).absolute().parent:
        yield f"het sleutelbestand {sleutels} ligt in de map van de database"


def readable(*namen: str) -> Kijk:
    """Other users of this machine may read or write it, or its group may write it."""

    def kijk(config: Config, feiten: Feiten) -> Iterator[str]:
        for naam in namen:
            rechten = feiten.rechten.get(naam, 0)
            if rechten & (ANDEREN | GROEP_SCHRIJFT):
                yield f"{naam}: andere gebruikers van deze machine mogen erbij (rechten {rechten:o})"

    return kijk


def configuration_readable(config: Config, feiten: Feiten) -> bool:
    return bool(urlsplit(config.database).password) and bool(feiten.rechten.get("configuratie", 0) & ANDEREN)


def writable(config: Config, feiten: Feiten) -> Iterator[str]:
    for naam in ("configuratie", "bijlagen", "uitgifte_map", "proxy_sockets", "tls_certificaat"):
        if feiten.rechten.get(naam, 0) & ANDEREN_SCHRIJVEN:
            yield f"{naam}: elke gebruiker van deze machine mag erin schrijven"
    for pad, rechten in feiten.wie_is_wie.items():
        if rechten & (ANDEREN_SCHRIJVEN | GROEP_SCHRIJFT):
            yield f"{pad}: anderen dan de eigenaar mogen erin schrijven (rechten {rechten:o})"


def weak_secret(config: Config, feiten: Feiten) -> Iterator[str]:
    if config.geheim is None or feiten.geheim is None:
        yield "geheim: er is geen bestand met een geheim"
    elif len(feiten.geheim) < GEHEIM_MINIMUM or len(set(feiten.geheim)) < GEHEIM_TEKENS_MINIMUM:
        yield f"geheim: minder dan {GEHEIM_MINIMUM} tekens, of steeds dezelfde"


def local_addresses(config: Config, feiten: Feiten) -> Iterator[str]:
    for naam, adres in config.adressen.items():
        if is_here(urlsplit(adres).hostname or ""):
            yield f"adressen.{naam}: {adres} is alleen op deze machine te bereiken"


def names_without_certificate(config: Config, feiten: Feiten) -> Iterator[str]:
    if feiten.server is None:
        return
    for naam, adres in config.adressen.items():
        host = urlsplit(adres).hostname or ""
        if not any(_covers(een.lower(), host) for een in feiten.server.namen):
            yield f"adressen.{naam}: {host} staat niet in het certificaat van de server"


def _covers(naam: str, host: str) -> bool:
    """RFC 9525, 6.3: a star stands for one whole label, the first."""
    return naam == host or (naam.startswith("*.") and host.partition(".")[2] == naam[2:])


def server_expired(config: Config, feiten: Feiten) -> bool:
    return _is_expired(feiten.server, feiten)


def server_ends(config: Config, feiten: Feiten) -> Iterator[str]:
    if feiten.server and _ends(feiten.server, feiten):
        yield f"het certificaat van de server verloopt op {feiten.server.tot:%d-%m-%Y}"


def cov_expired(config: Config, feiten: Feiten) -> bool:
    return config.cov == DIENST and _is_expired(feiten.cov, feiten)


def cov_ends(config: Config, feiten: Feiten) -> Iterator[str]:
    if config.cov == DIENST and feiten.cov and _ends(feiten.cov, feiten):
        yield f"cov_certificaat: het certificaat voor COV verloopt op {feiten.cov.tot:%d-%m-%Y}"


def cov_for_trial(config: Config, feiten: Feiten) -> Iterator[str]:
    if config.cov.startswith(PROEFPAKKETTEN):
        yield "cov: dit is de adapter van een proefomgeving"
    host = urlsplit(config.cov_adres).hostname or ""
    if config.cov == DIENST and (is_here(host) or host.startswith(COV_OP_PROEF)):
        yield "cov_adres: dit is een proefomgeving van COV"


def scans_over_a_network(config: Config, feiten: Feiten) -> Iterator[str]:
    host = config.virusscan_adres.rpartition(":")[0].strip("[]")
    if config.virusscan == CLAMD and not is_here(host):
        yield f"virusscan_adres: {host} is een andere machine"


def _is_expired(een: Serverstand | None, feiten: Feiten) -> bool:
    return een is not None and not een.vanaf <= feiten.now < een.tot


def _ends(een: Serverstand, feiten: Feiten) -> bool:
    return feiten.now < een.tot <= feiten.now + SERVER_VOORAF


def no_list(config: Config, feiten: Feiten) -> Iterator[str]:
    for een in feiten.uitgevers:
        if een.lijst_vanaf is None or een.lijst_tot is None or not een.lijst_vanaf <= feiten.now < een.lijst_tot:
            yield f"van {een.naam} is er geen geldige intrekkingslijst"


def list_aside(config: Config, feiten: Feiten) -> Iterator[str]:
    for een in feiten.uitgevers:
        if een.lijst_fout and een.lijst_vanaf is not None:  # without any list `no_list` tells
            yield f"{een.naam}: {een.lijst_fout}"


def list_ends(config: Config, feiten: Feiten) -> Iterator[str]:
    for een in feiten.uitgevers:
        if een.lijst_vanaf is None or een.lijst_tot is None:
            continue
        if een.lijst_vanaf + (een.lijst_tot - een.lijst_vanaf) / 2 <= feiten.now < een.lijst_tot:
            yield f"de intrekkingslijst van {een.naam} verloopt op {een.lijst_tot:%d-%m-%Y %H:%M} UTC"


def ca_expired(config: Config, feiten: Feiten) -> Iterator[str]:
    return (f"het certificaat van {een.naam} is verlopen" for een in feiten.uitgevers if een.tot <= feiten.now)


def ca_ends(config: Config, feiten: Feiten) -> Iterator[str]:
    for een in feiten.uitgevers:
        if feiten.now < een.tot <= feiten.now + CA_VOORAF:
            yield f"het certificaat van {een.naam} verloopt op {een.tot:%d-%m-%Y}"


def test_issuers(config: Config, feiten: Feiten) -> Iterator[str]:
    for een in feiten.uitgevers:
        if "sandbox" in een.houder.lower():
            yield f"{een.naam} is de uitgever van een sandbox"


def clock_behind(config: Config, feiten: Feiten) -> Iterator[str]:
    """Something was signed or written later than it is now."""
    uitgegeven = [een.lijst_vanaf for een in feiten.uitgevers]
    laatst = max((moment for moment in (*uitgegeven, feiten.laatst_vastgelegd_at) if moment), default=feiten.now)
    if laatst > feiten.now + KLOK_MARGE:
        yield f"de klok staat op {feiten.now:%d-%m-%Y %H:%M} UTC, maar er is al iets van {laatst:%d-%m-%Y %H:%M} UTC"


def reachable_beside_the_proxy(config: Config, feiten: Feiten) -> bool:
    return config.deur == "proxy" and config.proxy_weg == "loopback" and not is_here(config.host)


def terms(config: Config, feiten: Feiten) -> Iterator[str]:
    if probleem := Termijnen(**config.bewaartermijnen).problem():
        yield f"bewaartermijnen.{probleem}"


def leaking(config: Config, feiten: Feiten) -> Iterator[str]:
    for naam in LEKKENDE_OMGEVING:
        if naam in feiten.omgeving:
            yield f"de omgevingsvariabele {naam} staat aan"
