"""The command `register`: take in the files of AGB and UZOVI. The portal's command line mounts it."""

from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils import timezone

from machtigingen.registers.bestanden import OnbruikbaarBestand, bestanden_in
from machtigingen.registers.standen import Register

ALLES = "alles"


@click.group("register")
def register() -> None:
    """Laad de registers AGB en UZOVI, of bekijk wat er geladen is."""


@register.command("laad")
@click.argument("soort", type=click.Choice([*(soort.value for soort in Register), ALLES]))
@click.argument("pad", metavar="BESTAND", type=click.Path(exists=True, path_type=Path))
def laad(soort: str, pad: Path) -> None:
    """Laad een BESTAND, of met 'alles' een map met elk register. Alles wordt geladen of niets."""
    from machtigingen.registers.loading import load_all  # the models need Django to be ready

    bestanden = bestanden_in(pad) if soort == ALLES else {Register(soort): pad}
    for bestand in bestanden.values():
        if not bestand.is_file():
            raise click.ClickException(f"{bestand}: dit bestand is er niet")
    grootte = sum(bestand.stat().st_size for bestand in bestanden.values())
    try:
        with click.progressbar(length=grootte, label="Laden", update_min_steps=grootte // 100) as balk:
            verslagen = load_all(bestanden, now=datetime.now(UTC), progress=balk.update)
    except OnbruikbaarBestand as fout:
        raise click.ClickException(f"Er is niets geladen.\n{fout}") from fout
    for verslag in verslagen:
        click.echo(str(verslag))


@register.command("stand")
def stand() -> None:
    """Toon wanneer elk register voor het laatst is geladen."""
    from machtigingen.registers.geladen import geladen_at  # the models need Django to be ready

    for soort in Register:
        moment = geladen_at(soort)
        click.echo(f"{soort.value}: {timezone.localtime(moment):%d-%m-%Y %H:%M}" if moment else f"{soort.value}: nooit")
