"""The command `formulier`: may these forms be published, and what did insurers publish themselves?

Only what insurers uploaded is in the database; the rest needs no configuration, no database and no keys.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from machtigingen.beslisboom.review import review, review_alone
from machtigingen.formulieren.upload import refused_at_upload
from machtigingen.foundation import CATALOGUS
from machtigingen.project.opstart import set_up
from machtigingen.project.zn_lijst import importeer_zn


@click.group("formulier")
def formulier() -> None:
    """Formulieren nakijken voordat u ze publiceert, en zien wat verzekeraars uploadden."""


@formulier.command("controleer")
@click.argument("map_", metavar="MAP", default=CATALOGUS, type=click.Path(path_type=Path))
def controleer(map_: Path) -> None:
    """Kijkt alle formulieren in MAP na: leesbaarheid, alle paden en regels, en de voorbeelden.

    Zonder MAP zijn dat de formulieren van het portaal. MAP mag ook één versie zijn, zoals wat u downloadde.
    Bij elke melding staan bestand en regel. Eindigt met 1 als er een melding is."""
    meldingen = list(_meldingen(map_))
    for melding in meldingen:
        click.echo(melding)
    if meldingen:
        raise SystemExit(1)
    click.echo("geen meldingen")


def _meldingen(map_: Path) -> Iterator[str]:
    """Of a whole catalogue, or of one version: with what is shared beside it, or else in the portal."""
    if not map_.is_dir():
        raise click.ClickException(f"{map_} is geen map. Geef de map met formulier.yaml; pak een zip eerst uit.")
    if (map_ / "gedeeld").is_dir():
        return review(map_)
    ernaast = map_.resolve().parent.parent / "gedeeld"
    gevonden = review_alone(map_, gedeeld=ernaast if ernaast.is_dir() else CATALOGUS / "gedeeld")
    return iter(dict.fromkeys((*gevonden, *map(str, refused_at_upload(map_)))))


@formulier.command("lijst")
def lijst() -> None:
    """Wat verzekeraars uploadden en publiceerden: UZOVI, code, versie, begindag of `voorstel`, en door wie."""
    set_up()
    from machtigingen.formulieren.queries import uploaded

    for een in uploaded():
        stand = f"vanaf {een.geldig_van_on:%d-%m-%Y}" if een.geldig_van_on else "voorstel"
        wie = een.gepubliceerd_door or een.geupload_door
        click.echo(f"{een.uzovi} {een.code:12} {een.versie:12} {stand:16} {wie}")


@formulier.command("download")
@click.argument("code")
@click.argument("versie")
@click.argument("doel", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def download(code: str, versie: str, doel: Path) -> None:
    """Schrijft de YAML-bestanden van een versie die een verzekeraar uploadde, als zip naar DOEL."""
    set_up()
    from machtigingen.formulieren.queries import uploaded_files

    bestanden = uploaded_files(code, versie)
    if bestanden is None:
        raise click.ClickException(f"{code} {versie} is niet door een verzekeraar geüpload.")
    doel.write_bytes(bestanden.as_zip())


formulier.add_command(importeer_zn)
