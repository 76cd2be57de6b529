"""The command `scan`: have what waits in quarantine scanned now, without waiting for the worker."""

from math import inf

import click


@click.command("scan")
@click.option("--alles", is_flag=True, help="Scant ook wat al te openen is, zoals wat er was vóór de virusscanner.")
def scan(alles: bool) -> None:
    """Laat bijlagen scannen die in quarantaine wachten. De worker (bezorg) doet dit ook vanzelf."""
    from machtigingen import virusscan
    from machtigingen.aanvragen.quarantaine import Ronde, scan_open, scan_waiting
    from machtigingen.kluis import sleutelbos
    from machtigingen.project import klok

    sleutelbos()
    al_open = scan_open(now=klok.nu()) if alles else Ronde()
    wachtend = scan_waiting(now=klok.nu(), seconden=inf)
    click.echo(f"{wachtend.schoon} schoon, {wachtend.virus} met een virus, {wachtend.wacht} wachten nog")
    if alles:
        click.echo(
            f"al te openen: {al_open.schoon} schoon, {al_open.virus} met een virus, {al_open.wacht} niet gescand"
        )
    if wachtend.wacht + al_open.wacht:
        raise click.ClickException(f"virusscanner: {virusscan.silence() or 'over sommige bijlagen geen oordeel'}")
