"""The command `formulier`: may these forms be published? It needs no configuration, no database, no keys."""

from pathlib import Path

import click

from machtigingen.beslisboom.review import review
from machtigingen.foundation import CATALOGUS
from machtigingen.project.zn_lijst import importeer_zn


@click.group("formulier")
def formulier() -> None:
    """Formulieren nakijken voordat u ze publiceert."""


@formulier.command("controleer")
@click.argument("map_", metavar="MAP", default=CATALOGUS, type=click.Path(exists=True, file_okay=False, path_type=Path))
def controleer(map_: Path) -> None:
    """Kijkt alle formulieren in MAP na: leesbaarheid, alle paden en regels, en de voorbeelden.

    Zonder MAP zijn dat de formulieren van het portaal. Bij elke melding staan bestand en regel. Eindigt met 1 als er
    een melding is."""
    meldingen = list(review(map_))
    for melding in meldingen:
        click.echo(melding)
    if meldingen:
        raise SystemExit(1)
    click.echo("geen meldingen")


formulier.add_command(importeer_zn)
