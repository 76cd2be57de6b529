"""The command `machtigingen-sandbox`: the demo, and the parts that tests and vendors use apart."""

import os
from pathlib import Path

import click

from machtigingen_sandbox import testpki as ca
from machtigingen_sandbox.beheer import empty
from machtigingen_sandbox.cov_stand import Covstand, write_stand
from machtigingen_sandbox.omgeving import DEFAULT_MAP, MAP_VARIABLE, Omgeving, shown
from machtigingen_sandbox.start import system_clock


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--map",
    "map_",
    type=click.Path(file_okay=False, path_type=Path),
    envvar=MAP_VARIABLE,
    default=DEFAULT_MAP,
    show_default=True,
    help=f"De map van de sandbox; ook met {MAP_VARIABLE}.",
)
@click.pass_context
def main(context: click.Context, map_: Path) -> None:
    """Een verzonnen wereld om het Machtigingenportaal te proberen."""
    context.obj = map_


@main.command()
@click.pass_obj
def up(map_: Path) -> None:
    """Start portaal en softwarepakket, en maakt eerst wat ontbreekt. Ctrl-C stopt alles."""
    from machtigingen_sandbox.start import up

    up(Omgeving.from_environment(map_, os.environ))


@main.command()
@click.pass_obj
def reset(map_: Path) -> None:
    """Gooit de sandbox weg. De volgende start maakt een nieuwe."""
    empty(map_)
    click.echo(f"De sandbox in {shown(map_)} is weg. De volgende start maakt een nieuwe.")


@main.command()
def once() -> None:
    """Doet de hele weg één keer zonder browser: van bericht tot besluit."""
    from machtigingen_sandbox.eenmalig import run_once

    run_once()


@main.command()
@click.argument("naam")
@click.pass_obj
def browser(map_: Path, naam: str) -> None:
    """Opent Chromium met het certificaat NAAM in een tijdelijk profiel, bijvoorbeeld persoonlijk-goed."""
    from machtigingen_sandbox.browser import open_browser

    open_browser(Omgeving.last_started(map_), naam)


@main.command()
@click.argument("stand", type=click.Choice([stand.value for stand in Covstand]))
@click.pass_obj
def cov(map_: Path, stand: str) -> None:
    """Laat COV van een sandbox die draait gewoon, traag, weg, kapot of geweigerd zijn."""
    Omgeving.last_started(map_)
    write_stand(map_, Covstand(stand))
    click.echo(f"COV is nu {stand}.")


@main.command()
def identiteiten() -> None:
    """Toont welke AGB-code, welk BSN en welk certificaat welk antwoord geeft, als Markdown."""
    from machtigingen_sandbox.personas_tabel import write_tabel

    click.echo(write_tabel(), nl=False)


@main.command()
@click.argument("map_", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option("--host", default="localhost", help="De naam van de server in zijn certificaat.")
def testpki(map_: Path, host: str) -> None:
    """Maakt of vernieuwt in MAP de CA, alle certificaten, de intrekkingslijst en toegang.yaml."""
    ca.create(map_, now=system_clock(), host=host)
    click.echo(f"{shown(map_)}: certificaten/, certificaatprofielen.yaml, toegang.yaml, server.pem en server.key")
