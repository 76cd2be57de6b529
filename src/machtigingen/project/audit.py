"""The commands `audit`: is the log whole, and what is kept elsewhere to prove it?"""

from collections.abc import Iterator
from pathlib import Path

import click


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
    """Toont het einde van elke keten. Bewaar dit buiten het portaal: alleen daarmee valt op dat een hele keten is
    vervangen."""
    from machtigingen.audit import ankers

    click.echo(ankers.write(ankers.take()), nl=False)
