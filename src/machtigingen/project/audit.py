"""The commands `audit`: is the log whole, what is kept elsewhere to prove it, and what does it say of one patient?"""

import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from getpass import getuser
from pathlib import Path
from urllib.parse import urlsplit

import click

from machtigingen.foundation import Bsn, DomainError
from machtigingen.foundation.datums import NEDERLAND


@click.group()
def audit() -> None:
    """Het logboek van wie wat deed en zag."""


@audit.command("verify")
@click.option(
    "--anker",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Vergelijk ook met dit bestand, dat u eerder met 'audit anker' hebt gemaakt.",
)
def verify(anker: Path | None) -> None:
    """Controleert elke keten. Eindigt met fout 1 zodra er één niet klopt."""
    from machtigingen.audit.actions import verify_all

    gebroken = 0
    for keten, breuk in verify_all():
        if breuk:
            gebroken += 1
            click.echo(f"{keten}: regel {breuk.volgnummer}: {breuk.reden}", err=True)
        else:
            click.echo(f"{keten}: heel")
    for verschil in _differences(anker) if anker else ():
        gebroken += 1
        click.echo(verschil, err=True)
    if gebroken:
        raise SystemExit(1)


def _differences(anker: Path) -> Iterator[str]:
    from machtigingen.audit import ankers
    from machtigingen.project import klok

    try:
        gelezen = ankers.read(anker.read_text(encoding="utf-8", errors="replace"))
    except ankers.Ankerfout as fout:
        raise click.ClickException(f"{anker}: {fout}") from fout
    for breuk in ankers.compare(gelezen, now=klok.nu()):
        yield f"{breuk.keten}: regel {breuk.volgnummer}: {breuk.reden}"


@audit.command("anker")
def anker() -> None:
    """Toont van elke keten het einde, en van elke maand de eerste regel. Bewaar dit buiten het portaal: alleen daarmee
    valt op dat een hele keten is vervangen, of dat er te vroeg regels zijn gewist."""
    from machtigingen.audit import ankers

    click.echo(ankers.write(ankers.take()), nl=False)


_Dag = click.DateTime(["%Y-%m-%d"])


@audit.command("patient")
@click.option("--vorm", type=click.Choice(["tekst", "csv", "json"]), default="tekst", show_default=True)
@click.option("--vanaf", type=_Dag, help="Alleen wat vanaf deze dag gebeurde.")
@click.option("--tot", type=_Dag, help="Alleen wat tot en met deze dag gebeurde.")
def patient(vorm: str, vanaf: datetime | None, tot: datetime | None) -> None:
    """Toont wie iets deed met de aanvragen van één patiënt, of ze bekeek (NEN 7513).

    Vraagt om het BSN en de geboortedatum, of leest ze van de standaardinvoer: twee regels. Nooit als argument, want dat
    ziet iedereen op deze computer. Dat u dit opvraagt, staat zelf ook in het logboek."""
    from machtigingen.inzage import vormen
    from machtigingen.inzage.actions import look_up
    from machtigingen.project import klok
    from machtigingen.project.settings import CONFIG

    bsn, geboortedatum = _read_verzekerde()
    inzage = look_up(
        bsn=bsn,
        geboortedatum=geboortedatum,
        now=klok.nu(),
        beheerder=operator(),
        bron=urlsplit(CONFIG.adressen["info"]).hostname or "",
        vanaf=_begin_of(vanaf) if vanaf else None,
        tot=_begin_of(tot + timedelta(days=1)) if tot else None,
    )
    maak = {"tekst": vormen.as_text, "csv": vormen.as_csv, "json": vormen.as_json}[vorm]
    click.echo(maak(inzage), nl=False)


def _read_verzekerde() -> tuple[Bsn, date]:
    if sys.stdin.isatty():
        bsn = click.prompt("BSN", hide_input=True, err=True)
        geboren = click.prompt("Geboortedatum (jjjj-mm-dd)", err=True)
    else:
        bsn, geboren = (sys.stdin.readline().strip() for _ in range(2))
    try:
        return Bsn.parse(bsn), date.fromisoformat(geboren)
    except DomainError as fout:
        raise click.UsageError(fout.fouten[0].melding) from None
    except ValueError:
        raise click.UsageError("Schrijf de geboortedatum als jjjj-mm-dd.") from None


def _begin_of(dag: datetime) -> datetime:
    return datetime.combine(dag.date(), time.min, tzinfo=NEDERLAND)


def operator() -> str:
    """Who gives this command, as the computer knows them."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "onbekend"
