"""What does a start need, and is it there? Each trial does what the start does, and tells what goes wrong."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError

from machtigingen import virusscan
from machtigingen.beslisboom import Catalogusfout
from machtigingen.formulieren import catalogus
from machtigingen.formulieren.afspraken import afspraken
from machtigingen.formulieren.gepubliceerd import refresh, refused_today, unreadable
from machtigingen.kluis import Kluisfout, sleutelbos
from machtigingen.notificaties.kanalen import VERZENDERS
from machtigingen.pki import ProfielFout
from machtigingen.project import certificaten, schema
from machtigingen.project.config import Config
from machtigingen.project.keuring.bevinding import Bevinding, Ernst
from machtigingen.registers import cov
from machtigingen.registers.geladen import geladen_at
from machtigingen.registers.standen import Register


@dataclass(frozen=True, kw_only=True)
class Startproef:
    """`probeer` says what is not right; empty when it is."""

    naam: str
    probeer: Callable[[Config], str]
    waarom: str
    herstel: str
    ernst: Ernst = Ernst.STUK


def try_all(config: Config) -> Iterator[Bevinding]:
    for proef in STARTPROEVEN:
        if wat := proef.probeer(config):
            yield Bevinding(
                regel=f"start_{proef.naam}",
                ernst=proef.ernst,
                wat=f"{proef.naam}: {wat}",
                waarom=proef.waarom,
                herstel=proef.herstel,
            )


def _sleutels(config: Config) -> str:
    try:
        sleutelbos()
    except Kluisfout as fout:
        return str(fout)
    return ""


def _formulieren(config: Config) -> str:
    try:
        catalogus()
        afspraken()
        with suppress(DatabaseError):  # the trial of the database tells
            refresh()
    except Catalogusfout as fout:
        return str(fout)
    return "; ".join(map(str, unreadable()))


def _eerder(config: Config) -> str:
    try:
        return "; ".join(map(str, refused_today()))
    except DatabaseError:  # the trial of the database tells
        return ""


def _cov(config: Config) -> str:
    return cov.problem()


def _profielen(config: Config) -> str:
    try:
        certificaten.bron().profielen()
    except ProfielFout as fout:
        return str(fout)
    return ""


def _tls(config: Config) -> str:
    """Behind a proxy over sockets TLS is the proxy's; the portal need not be able to read that key."""
    if config.deur == "proxy" and config.proxy_weg == "socket":
        return ""
    from machtigingen.project.server.tls import TlsAdapter

    try:
        TlsAdapter(certfile=str(config.tls_certificaat), keyfile=str(config.tls_sleutel), client_ca=None)
    except OSError as fout:
        return f"{fout.filename or config.tls_certificaat}: {fout.strerror or 'niet leesbaar'}"
    return ""


def _database(config: Config) -> str:
    try:
        return schema.UITLEG.get(schema.compare(), "")
    except DatabaseError:
        return "niet bereikbaar"


def _registers(config: Config) -> str:
    try:
        nooit = [register.value for register in Register if not geladen_at(register)]
    except DatabaseError:
        return ""  # the trial of the database tells
    return f"nooit geladen: {', '.join(nooit)}" if nooit else ""


def _mappen(config: Config) -> str:
    """A folder for attachments is made by the start, when the one above it may be written."""
    mappen = [_existing(config.bijlagen), Path(tempfile.gettempdir())]
    mappen += [config.mail_map] if config.mail_map else []
    mappen += [_existing(config.uitgifte_map)] if config.uitgifte == "bestand" else []
    dicht = [str(map_) for map_ in mappen if not _takes_files(map_)]
    return f"hier kan het portaal niet schrijven: {', '.join(dicht)}" if dicht else ""


def _existing(map_: Path) -> Path:
    while not map_.exists() and map_ != map_.parent:
        map_ = map_.parent
    return map_


def _takes_files(map_: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=map_):
            return True
    except OSError:
        return False


def _mail(config: Config) -> str:
    """Only of a server that is named: without one mail waits, and that is allowed."""
    redenen = [verzender.check_config() for verzender in VERZENDERS.values()] if config.smtp else []
    return "; ".join(filter(None, redenen))


def _virusscan(config: Config) -> str:
    return virusscan.problem()


STARTPROEVEN: tuple[Startproef, ...] = (
    Startproef(
        naam="sleutels",
        probeer=_sleutels,
        waarom="Zonder sleutels is geen aanvraag te lezen of te bewaren.",
        herstel="Zet het sleutelbestand terug. Is dit een nieuw portaal: 'machtigingen sleutel maak'.",
    ),
    Startproef(
        naam="formulieren",
        probeer=_formulieren,
        waarom="Met een fout in catalogus/ start het portaal niet. Een formulier dat een verzekeraar publiceerde, doet "
        "dan niet mee, en zijn aanvragen zijn niet te openen (F102).",
        herstel="Herstel het bestand en de regel die hier genoemd zijn. Is het van een verzekeraar: installeer een "
        "versie van het portaal die het leest, en vraag hem een nieuwe versie te publiceren.",
    ),
    Startproef(
        naam="eerder_gepubliceerd",
        probeer=_eerder,
        waarom="Deze versie is gepubliceerd toen het portaal dit nog niet nakeek. Zij geldt, en haar aanvragen blijven "
        "te openen, maar zij kan iets anders doen dan haar maker bedoelde.",
        herstel="Vraag de verzekeraar een nieuwe versie te publiceren, waarin dit hersteld is.",
        ernst=Ernst.LET_OP,
    ),
    Startproef(
        naam="cov",
        probeer=_cov,
        waarom="Zonder COV weten wij niet waar iemand verzekerd is.",
        herstel="Zet bij 'cov' vz801802 met zijn instellingen, of een adapter (pakket.module:Klasse) uit deze venv.",
    ),
    Startproef(
        naam="profielen",
        probeer=_profielen,
        waarom="Zonder certificaatprofielen komt er niemand binnen.",
        herstel="Herstel het bestand bij 'profielen', of het certificaat dat het noemt.",
    ),
    Startproef(
        naam="tls_certificaat",
        probeer=_tls,
        waarom="Zonder certificaat met sleutel kan het portaal niet luisteren.",
        herstel="Zet bij 'tls_certificaat' en 'tls_sleutel' een paar dat bij elkaar hoort en leesbaar is.",
    ),
    Startproef(
        naam="database",
        probeer=_database,
        waarom="Zonder de database van deze versie neemt het portaal niets aan.",
        herstel="Kijk of de database draait en het adres klopt, en of deze versie van het portaal erbij hoort.",
    ),
    Startproef(
        naam="registers",
        probeer=_registers,
        waarom="Zonder registers weten wij niet welke AGB-codes en verzekeraars bestaan.",
        herstel="Geef 'machtigingen register laad'.",
    ),
    Startproef(
        naam="mappen",
        probeer=_mappen,
        waarom="Zonder schrijfbare map gaat een bijlage verloren.",
        herstel="Maak de gebruiker van het portaal eigenaar van de map, of maak ruimte op de schijf.",
    ),
    Startproef(
        naam="virusscan",
        probeer=_virusscan,
        waarom="Een aanvraag met een bijlage is dan niet te versturen, of een virus gaat door.",
        herstel="Start ClamAV met kenmerken (freshclam) en laat het portaal bij zijn socket. Wat wacht, wordt gescand.",
    ),
    Startproef(
        naam="mail",
        probeer=_mail,
        waarom="Mail blijft dan wachten.",
        herstel="Herstel de instellingen die met 'smtp' beginnen.",
    ),
)
