"""The command `valideer`: is this message right, as far as that can be told without a register? Asks nobody anything.

The same reading, the same rules and the same words as the portal; so it needs no configuration, no database, no keys.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from machtigingen.foundation import DomainError, Fout
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.instroom import controles
from machtigingen.instroom.bericht import FOUTEN_MAX, Onleesbaar, read_bericht
from machtigingen.project import klok

NIET_BEKEKEN = "Niet bekeken: uw certificaat, de registers en het formulier. Dat kan met /api/v1/instroom/controle."


@dataclass(frozen=True)
class Offline:
    """The facts for the rules: the day. What else they would ask, nobody knows here."""

    vandaag: date

    def _unknown(self) -> NoReturn:
        raise Onleesbaar("offline")

    actor = agb = instantie = property(_unknown)


@click.command("valideer")
@click.option("--json", "als_json", is_flag=True, help="Als JSON, voor een programma.")
@click.argument(
    "bestanden",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
def valideer(bestanden: tuple[Path, ...], als_json: bool) -> None:
    """Controleert berichten (.json, of .xml in een SOAP-envelop) zonder verbinding, met de regels van het portaal.

    Eindigt met 0 als elk bericht in orde is, met 1 als er iets mis is, met 2 als de opdracht niet klopt."""
    vandaag = klok.nu().astimezone(NEDERLAND).date()
    gevonden = {str(pad): check_file(pad, vandaag=vandaag) for pad in bestanden}
    if als_json:
        click.echo(json.dumps([_data(pad, fouten) for pad, fouten in gevonden.items()], ensure_ascii=False, indent=1))
    else:
        for pad, fouten in gevonden.items():
            click.echo("\n".join(_lines(pad, fouten)))
        click.echo(NIET_BEKEKEN)
    if any(gevonden.values()):
        raise SystemExit(1)


def check_file(pad: Path, *, vandaag: date) -> tuple[Fout, ...]:
    """All that is wrong with the message in it. Without a message that can be read: why not."""
    from machtigingen.project.berichtbestand import read_message  # lxml takes its time, also for other commands

    try:
        return check(read_message(pad), vandaag=vandaag)
    except DomainError as fout:
        return fout.fouten


def check(data: Any, *, vandaag: date) -> tuple[Fout, ...]:
    """All that the dry run would say of the form of this message, in its order."""
    bericht, leesfouten = read_bericht(data)
    feiten = Offline(vandaag)
    regels = (*controles.DATUMS, *controles.BERICHT) if leesfouten else controles.BERICHT
    fouten = leesfouten + controles.run(regels, bericht, feiten)
    return tuple({(fout.code, fout.pad): fout for fout in fouten}.values())[:FOUTEN_MAX]


def _lines(pad: str, fouten: tuple[Fout, ...]) -> Iterator[str]:
    yield f"{pad}: {_count(len(fouten))}"
    for fout in fouten:
        yield f"  {fout.code}: {fout.melding}" + (f" ({fout.pad})" if fout.pad else "")
        yield f"    {fout.uitleg.actie}"


def _count(aantal: int) -> str:
    return {0: "in orde", 1: "1 fout"}.get(aantal, f"{aantal} fouten")


def _data(pad: str, fouten: tuple[Fout, ...]) -> dict[str, Any]:
    return {"bestand": pad, "akkoord": not fouten, "fouten": [_fout(fout) for fout in fouten]}


def _fout(fout: Fout) -> dict[str, str]:
    uitleg = fout.uitleg
    return {
        "code": fout.code,
        "pad": fout.pad,
        "melding": fout.melding,
        "oorzaak": uitleg.oorzaak,
        "wie": uitleg.wie,
        "actie": uitleg.actie,
    }
