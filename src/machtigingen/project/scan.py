"""The command `scan`: have what waits in quarantine scanned now, without waiting for the worker."""

import click


@click.command("scan")
def scan() -> None:
    """Laat bijlagen scannen die in quarantaine wachten. De worker (bezorg) doet dit ook vanzelf."""
    from machtigingen.aanvragen.quarantaine import Ronde, scan_waiting
    from machtigingen.kluis import sleutelbos
    from machtigingen.project import klok

    sleutelbos()
    samen = Ronde()
    while (ronde := scan_waiting(now=klok.nu())).schoon + ronde.virus:
        samen += ronde
    click.echo(f"{samen.schoon} schoon, {samen.virus} met een virus, {ronde.wacht} wachten nog")
    if ronde.wacht:
        raise click.ClickException("de virusscanner geeft geen antwoord")
