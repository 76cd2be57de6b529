"""The commands `backup` and `restore`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_Bestand = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("bestand", type=_Bestand)
def backup(bestand: Path) -> None:
    """Maakt één BESTAND van de database en de bijlagen, zonder de sleutels. Het portaal mag doorwerken."""
    from machtigingen.audit.actions import record
    from machtigingen.kluis import sleutelbos
    from machtigingen.project import klok
    from machtigingen.project.audit import operator
    from machtigingen.project.backup.maken import make

    sleutelbos()
    with _refused():
        record(actor=None, now=klok.nu(), handeling="backup_gemaakt", onderwerp="", beheerder=operator())
        verslag = make(bestand, now=klok.nu())
    click.echo(f"{bestand}: {verslag.rijen} rijen en {verslag.bijlagen} bijlagen. De sleutels zitten er niet in.")
    if verslag.ontbrekend:
        click.echo(f"let op: van {verslag.ontbrekend} bijlagen is het bestand er niet meer", err=True)


@click.command("restore")
@click.argument("bestand", type=_Bestand)
@click.option("--vervang", is_flag=True, help="Ook als er al gegevens staan: die gaan dan weg.")
@click.option("--logboek-gebroken", is_flag=True, help="Ook als het logboek in de back-up niet klopt.")
@click.option("--proef", is_flag=True, help="Kijkt alleen of het kan, en verandert niets.")
def restore(bestand: Path, vervang: bool, logboek_gebroken: bool, proef: bool) -> None:
    """Zet een BESTAND van 'backup' terug: alles of niets, en het auditlogboek wordt erna gecontroleerd.

    Zet eerst het sleutelbestand op zijn plaats. Geef daarna 'machtigingen bewaar': wat gewist was na de back-up, gaat
    dan opnieuw weg."""
    from machtigingen.kluis import Kluisfout, sleutelbos
    from machtigingen.project import klok
    from machtigingen.project.audit import operator
    from machtigingen.project.backup.terugzetten import Opdracht, check
    from machtigingen.project.backup.terugzetten import restore as put_back

    try:
        sleutelbos()
    except Kluisfout as fout:
        raise click.ClickException("er is geen sleutelbestand. Zet eerst het bestand terug dat erbij hoort.") from fout
    if proef:
        with _refused():
            gezien = check(bestand)
        click.echo(f"{bestand}: {gezien.rijen} rijen en {gezien.bijlagen} bijlagen, heel en hier terug te zetten")
        return
    opdracht = Opdracht(beheerder=operator(), vervang=vervang, logboek_gebroken=logboek_gebroken)
    with _refused():
        verslag = put_back(bestand, opdracht, now=klok.nu())
    click.echo(f"{verslag.rijen} rijen en {verslag.bijlagen} bijlagen teruggezet; het auditlogboek klopt")
    if verslag.ontbrekend:
        click.echo(f"let op: {verslag.ontbrekend} bijlagen waren er bij de back-up al niet meer", err=True)
    for stop in verslag.stilgezet:
        click.echo(f"blijft stilgezet, ook al was dat bij de back-up nog niet zo: {stop.soort} {stop.waarde}")
    click.echo("Geef nu 'machtigingen bewaar': wat intussen te oud is, gaat dan weg.")


@contextmanager
def _refused() -> Iterator[None]:
    from machtigingen.project.backup import Backupfout

    try:
        yield
    except Backupfout as fout:
        raise click.ClickException(str(fout)) from fout
