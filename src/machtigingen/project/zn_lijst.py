"""The command `formulier importeer-zn`: the care of the limitatieve lijst, in the words of the catalogue."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from machtigingen.beslisboom import Catalogusfout, find, load_catalogus
from machtigingen.formulieren.limitatieve_lijst import MEESTE_BYTES, GeenLijst, Lijst, Lijstregel, place, read_list
from machtigingen.foundation import CATALOGUS
from machtigingen.foundation.datums import NEDERLAND


@click.command("importeer-zn")
@click.argument("bestand", metavar="BESTAND", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--op", metavar="DATUM", type=click.DateTime(["%Y-%m-%d"]), help="De dag van de lijst; anders vandaag.")
@click.option(
    "--catalogus",
    "map_",
    metavar="MAP",
    default=CATALOGUS,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="De formulieren waar wij de lijst naast leggen; anders die van het portaal.",
)
def importeer_zn(bestand: Path, op: datetime | None, map_: Path) -> None:
    """Leest de limitatieve lijst van Zorgverzekeraars Nederland uit BESTAND (CSV, acht kolommen).

    Schrijft per formulier de trajecten, zoals ze in formulier.yaml staan, en de namen van de codes, voor codes.yaml.
    Daarnaast, als foutuitvoer, wat geen plaats heeft in de catalogus: de regel en de reden. Verandert zelf niets.
    Eindigt met 1 als er iets geen plaats heeft, met 2 als dit geen lijst is."""
    try:
        lijst = _beside(_read(bestand), map_, op.date() if op else datetime.now(NEDERLAND).date())
    except (GeenLijst, Catalogusfout) as fout:
        click.echo(f"{bestand.name}: {fout}" if isinstance(fout, GeenLijst) else str(fout), err=True)
        raise SystemExit(2) from None
    for tekst in (*_trajecten(lijst.gelezen), *_namen(lijst.gelezen)):
        click.echo(tekst)
    for regel in lijst.unplaced:
        click.echo(f"{bestand.name}:{regel.nummer}: {regel.reden}", err=True)
    geteld = f"geplaatst {len(lijst.placed)}, niet geplaatst {len(lijst.unplaced)}, kop {lijst.kop}"
    click.echo(geteld, err=True)
    if lijst.unplaced:
        raise SystemExit(1)


def _read(bestand: Path) -> Lijst:
    with bestand.open("rb") as open_:
        return read_list(open_.read(MEESTE_BYTES + 1))


def _beside(lijst: Lijst, map_: Path, op: date) -> Lijst:
    formulieren = load_catalogus(map_).formulieren

    def van(regel: Lijstregel) -> list[str]:
        zorg = {"specialisme": regel.specialisme, "diagnose": regel.diagnose, "zorgactiviteit": regel.zorgactiviteit}
        return [formulier.code for formulier in find(formulieren, grondslag="zvw", datum=op, **zorg)]

    return place(lijst, formulieren={formulier.code for formulier in formulieren}, van=van)


def _trajecten(regels: tuple[Lijstregel, ...]) -> Iterator[str]:
    """As in `toegang`, for each form."""
    op_volgorde = sorted(regels, key=lambda regel: (regel.formulier, *regel.zorg))
    for formulier, van_formulier in groupby(op_volgorde, key=lambda regel: regel.formulier):
        yield f"{formulier}:\n  trajecten:"
        for (specialisme, diagnose), groep in groupby(van_formulier, key=lambda regel: regel.zorg[:2]):
            codes = ", ".join(regel.zorgactiviteit for regel in groep)
            yield f"    - specialisme: {specialisme}\n      diagnose: {diagnose}\n      zorgactiviteiten: [{codes}]"


def _namen(regels: tuple[Lijstregel, ...]) -> Iterator[str]:
    """As in codes.yaml. The list says the name of a code many times; the first counts."""
    specialismen: dict[str, str] = {}
    diagnoses: dict[str, dict[str, str]] = {}
    activiteiten: dict[str, str] = {}
    for regel in regels:
        specialisme, diagnose, activiteit = regel.namen
        specialismen.setdefault(regel.specialisme, specialisme)
        diagnoses.setdefault(regel.specialisme, {}).setdefault(regel.diagnose, diagnose)
        activiteiten.setdefault(regel.zorgactiviteit, activiteit)
    yield from _blok("specialisme", specialismen)
    yield "diagnose:"
    for code, binnen in sorted(diagnoses.items()):
        yield from (f"  {tekst}" for tekst in _blok(code, binnen))
    yield from _blok("zorgactiviteit", activiteiten)


def _blok(naam: str, namen: dict[str, str]) -> Iterator[str]:
    yield f"{naam}:"
    for code, tekst in sorted(namen.items()):
        yield f"  {code}: {json.dumps(tekst, ensure_ascii=False)}"
