"""The command `crl`: take in revocation lists from files, fetch those that have an address, show how they are."""

from datetime import datetime, timedelta
from pathlib import Path

import click

_Bestand = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("crl")
def crl() -> None:
    """Intrekkingslijsten: welke certificaten hun uitgever heeft ingetrokken."""


@crl.command("laad")
@click.argument("bestanden", metavar="BESTAND…", type=_Bestand, nargs=-1, required=True)
def laad(bestanden: tuple[Path, ...]) -> None:
    """Laadt lijsten uit bestanden (PEM of DER). Elk portaal op deze database gebruikt ze binnen een seconde.

    Van welke uitgever een lijst is, blijkt uit haar handtekening. Is een lijst niet goed, dan blijft de vorige."""
    from machtigingen.intrekking.actions import Lijstfout, load
    from machtigingen.project import certificaten, klok
    from machtigingen.project.audit import operator

    mislukt = False
    for bestand in bestanden:
        try:
            geladen = load(bestand.read_bytes(), schakels=certificaten.schakels(), now=klok.nu(), beheerder=operator())
        except Lijstfout as fout:
            click.echo(f"{bestand}: {fout.code}: {fout.fouten[0].melding} {fout.reden}", err=True)
            mislukt = True
        else:
            stand = "geladen" if geladen.nieuw else "was er al"
            click.echo(f"{bestand}: {geladen.naam}: {stand}; {_lasts(geladen.crl.volgende)}")
    if mislukt:
        raise SystemExit(1)


@crl.command("haal")
def haal() -> None:
    """Haalt nu elke lijst op die in certificaatprofielen.yaml een adres heeft. Vanzelf doet `bezorg` dat."""
    from machtigingen.intrekking.worker import fetch_due
    from machtigingen.project import certificaten, klok
    from machtigingen.project.settings import CONFIG

    uitslagen = fetch_due(
        schakels=certificaten.schakels(), now=klok.nu(), tussenpoos=timedelta(minutes=CONFIG.crl_minuten), alles=True
    )
    for uitslag in uitslagen:
        if uitslag.geladen is not None:
            click.echo(f"{uitslag.naam}: opgehaald; {_lasts(uitslag.geladen.crl.volgende)}")
        elif uitslag.fout is not None:
            click.echo(f"{uitslag.naam}: {uitslag.code}: {uitslag.fout.melding} ({uitslag.reden})", err=True)
    if not uitslagen:
        click.echo("geen enkele lijst heeft een adres in certificaatprofielen.yaml")
    if any(uitslag.fout for uitslag in uitslagen):
        raise SystemExit(1)


@crl.command("vergeet")
@click.argument("uitgever")
@click.option("--reden", required=True, help="Waarom. Zonder gegevens van patiënten.")
def forget_list(uitgever: str, reden: str) -> None:
    """Vergeet de lijst van een UITGEVER die opnieuw is gaan tellen; `crl stand` noemt zijn naam.

    Herstart daarna elk portaal. Tot er een volgende lijst is, komt niemand onder deze uitgever nog binnen."""
    from machtigingen.intrekking.actions import forget
    from machtigingen.project import certificaten, klok
    from machtigingen.project.audit import operator

    schakel = next((een for een in certificaten.schakels() if een.bekend_als == uitgever), None)
    if schakel is None or not forget(schakel, reden=reden, now=klok.nu(), beheerder=operator()):
        raise click.ClickException(f"van {uitgever} is er geen lijst in de database")
    click.echo(f"de lijst van {uitgever} is vergeten; herstart nu elk portaal op deze database")


@crl.command("stand")
def stand() -> None:
    """Toont hoe lang elke uitgever en elke intrekkingslijst nog geldt, en hoe het ophalen gaat."""
    from machtigingen.intrekking.queries import find_standen
    from machtigingen.project import certificaten, klok

    for een in certificaten.geldigheid(klok.nu()):
        let_op = "  LET OP" if een.let_op else ""
        click.echo(f"{een.onderdeel.value:16}  {een.naam}: {_lasts(een.tot) if een.tot else 'is er niet'}{let_op}")
    for haling in find_standen(certificaten.schakels()):
        gelukt = f"{haling.gelukt_at:%d-%m-%Y %H:%M} UTC" if haling.gelukt_at else "nog nooit"
        click.echo(f"{'ophalen':16}  {haling.naam}: {haling.adres}, gelukt: {gelukt} {haling.code}".rstrip())


def _lasts(tot: datetime) -> str:
    return f"geldig tot {tot:%d-%m-%Y %H:%M} UTC"
