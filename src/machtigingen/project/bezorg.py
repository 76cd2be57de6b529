"""The commands `bezorg`, the worker that sends notificaties, fetches revocation lists and scans what waits for it, and
`bezorgingen`, the desk for what did not arrive."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

import click

log = logging.getLogger("machtigingen.bezorg")

LIJST_MAX = 200
STOP_SECONDEN = 5.0  # a list that is being fetched then is fetched again later


@click.command("bezorg")
@click.option("--eenmaal", is_flag=True, help="Verstuurt wat nu aan de beurt is en stopt.")
def bezorg(eenmaal: bool) -> None:
    """Verstuurt webhooks en mail, haalt intrekkingslijsten op waarvan certificaatprofielen.yaml een adres noemt, en
    laat bijlagen scannen die in quarantaine wachten.

    Ctrl-C of SIGTERM stopt het netjes, na de bezorging die bezig is.

    Op PostgreSQL mogen er meer naast elkaar draaien. Zonder mailserver blijven mails wachten.
    """
    from machtigingen.bedrijfsvoering.hartslagen import Proces
    from machtigingen.kluis import sleutelbos
    from machtigingen.notificaties.bezorgen import run
    from machtigingen.project import klok, logboek
    from machtigingen.project.hartslag import Hart
    from machtigingen.project.schema import check_fits
    from machtigingen.project.server.signalen import signals_call
    from machtigingen.project.server.supervisor import tell_ready

    sleutelbos()  # without keys no address can be read, and every attempt would be lost
    check_fits()
    logboek.configure()
    stop = Event()
    with signals_call(stop.set):
        _tell_what_waits()
        hart = Hart(Proces.BEZORG)
        click.echo("gereed")
        tell_ready()
        with _intrekkingslijsten(stop, once=eenmaal):
            verslag = run(clock=klok.nu, stop=stop, once=eenmaal, beat=hart.beat, taken=TAKEN)
        hart.stop()
    click.echo(f"{verslag.bezorgd} bezorgd, {verslag.mislukt} mislukt")


def _register_certificates(now: datetime) -> None:
    """What the CA answered, while somebody waits for it. What is wrong with an answer stands beside it."""
    from machtigingen.project import certificaten
    from machtigingen.toegang.collecting import collect
    from machtigingen.toegang.uitgifte import is_waiting

    if not is_waiting():
        return
    try:
        opgehaald = collect(profielen=certificaten.profielen(now), now=now)
    except OSError as fout:
        log.error("uitgifte", extra={"soort": type(fout).__name__})
        return
    if opgehaald.fouten:
        log.warning("antwoorden van de uitgifte die niet kloppen", extra={"aantal": len(opgehaald.fouten)})


def _note_what_is_revoked(now: datetime) -> None:
    from machtigingen.project import certificaten
    from machtigingen.toegang.ingetrokken import note_revoked

    if certificaten.is_configured():
        note_revoked(profielen=certificaten.profielen(now), now=now)


def _tell_of_access(now: datetime) -> None:
    from machtigingen.notificaties.toegang import publish_toegang

    publish_toegang(now=now)


def _scan_what_waits(now: datetime) -> None:
    from machtigingen.aanvragen.quarantaine import scan_waiting

    scan_waiting(now=now)


TAKEN = (_register_certificates, _note_what_is_revoked, _tell_of_access, _scan_what_waits)


@contextmanager
def _intrekkingslijsten(stop: Event, *, once: bool) -> Iterator[None]:
    """Beside the deliveries: neither waits for who is slow to the other."""
    from django.db import connection

    from machtigingen.intrekking import worker
    from machtigingen.pki import ProfielFout
    from machtigingen.project import certificaten, klok
    from machtigingen.project.settings import CONFIG

    tussenpoos = timedelta(minutes=CONFIG.crl_minuten)
    if not certificaten.is_configured():  # nobody is trusted here, so there is nothing to fetch
        yield
        return
    if once:
        try:
            worker.fetch_due(schakels=certificaten.schakels(), now=klok.nu(), tussenpoos=tussenpoos)
        except ProfielFout as fout:  # what waits is sent all the same
            click.echo(f"profielen: {fout}; er worden geen intrekkingslijsten opgehaald", err=True)
        yield
        return

    def work() -> None:
        try:
            worker.run(schakels=certificaten.schakels, clock=klok.nu, stop=stop, tussenpoos=tussenpoos)
        finally:
            connection.close()

    draad = Thread(target=work, name="intrekkingslijsten", daemon=True)
    draad.start()
    try:
        yield
    finally:
        stop.set()
        draad.join(timeout=STOP_SECONDEN)


def _tell_what_waits() -> None:
    from machtigingen.notificaties.kanalen import VERZENDERS
    from machtigingen.notificaties.queries import count_waiting

    for kanaal, verzender in VERZENDERS.items():
        if reden := verzender.check_config():
            click.echo(f"{kanaal.value}: {reden}; {count_waiting(kanaal)} wachten", err=True)


@click.group("bezorgingen", invoke_without_command=True)
@click.option("--opgegeven", is_flag=True, help="Alleen wat niet meer vanzelf wordt geprobeerd.")
@click.pass_context
def bezorgingen(ctx: click.Context, opgegeven: bool) -> None:
    """Toont wat nog niet is aangekomen, of stuurt het opnieuw."""
    if ctx.invoked_subcommand is not None:
        return
    from django.utils.timezone import localtime

    from machtigingen.notificaties.queries import deliveries
    from machtigingen.notificaties.soorten import Toestand

    toestanden = (Toestand.OPGEGEVEN,) if opgegeven else (Toestand.WACHT, Toestand.OPGEGEVEN)
    gevonden = deliveries(toestanden=toestanden, hooguit=LIJST_MAX)
    for een in gevonden:
        fout = f"{een.foutsoort} {een.foutcode}".strip() or "-"
        click.echo(
            f"{een.id}  {localtime(een.created_at):%Y-%m-%d %H:%M}  {een.organisatiecode:8}  {een.kanaal.value:7}  "
            f"{een.soort.value:19}  {een.toestand.value:9}  {een.pogingen} pogingen  {fout}"
        )
    if not gevonden:
        click.echo("niets")
    if len(gevonden) == LIJST_MAX:
        click.echo(f"dit zijn de eerste {LIJST_MAX}", err=True)


@bezorgingen.command("opnieuw")
@click.argument("id", type=click.UUID)
def opnieuw(id: UUID) -> None:
    """Laat één bezorging opnieuw versturen, onder dezelfde id."""
    from machtigingen.foundation import DomainError
    from machtigingen.notificaties.abonneren import replay_by_operator
    from machtigingen.project import klok

    try:
        replay_by_operator(now=klok.nu(), bezorging_id=id)
    except DomainError as fout:
        raise click.ClickException(f"{fout.code}: {fout.fouten[0].melding}") from fout
    click.echo(f"{id} wordt opnieuw verstuurd")
