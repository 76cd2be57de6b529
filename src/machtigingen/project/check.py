"""The command `check`: can this portal start, and with `--productie`: is it safe enough for real patients?"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from machtigingen.project.opstart import explain, set_up

if TYPE_CHECKING:
    from machtigingen.project.keuring import Bevinding


@click.command("check")
@click.option("--productie", is_flag=True, help="Noemt ook elke instelling die niet veilig is voor echte patiënten.")
@click.option("--json", "als_json", is_flag=True, help="Als JSON.")
def check(productie: bool, als_json: bool) -> None:
    """Kijkt of het portaal kan starten, en met --productie ook of het veilig genoeg is.

    Verandert niets. Draai het als de gebruiker van het portaal. Eindigt met 0 als er niets is, of alleen iets om op te
    letten; anders met 1."""
    from machtigingen.project.keuring.bevinding import is_good

    bevindingen = _findings(productie)
    goed = is_good(bevindingen)
    if als_json:
        data = {"goed": goed, "bevindingen": [een.to_json() for een in bevindingen]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join([*(regel for een in bevindingen for regel in een.lines()), _summary(bevindingen, goed)]))
    if not goed:
        raise SystemExit(1)


def _summary(bevindingen: "Sequence[Bevinding]", goed: bool) -> str:
    if not bevindingen:
        return "alles in orde"
    return f"{'in orde' if goed else 'niet in orde'}: {len(bevindingen)} om naar te kijken"


def _findings(productie: bool) -> "Sequence[Bevinding]":
    """A configuration that cannot be read is a finding too; then there is nothing more to look at."""
    from machtigingen.project.keuring import Bevinding, Ernst

    try:
        return _looked_at(productie)
    except Exception as fout:
        if not (uitleg := explain(fout)):
            raise
        waarom = "Zonder een goede configuratie start het portaal niet."
        herstel = "Herstel de instelling die hier genoemd is, en geef het commando nog eens."
        return [Bevinding(regel="start", ernst=Ernst.STUK, wat=uitleg, waarom=waarom, herstel=herstel)]


def _looked_at(productie: bool) -> "Sequence[Bevinding]":
    set_up()
    from machtigingen.project import klok
    from machtigingen.project.keuring.proefvraag import ask_cov
    from machtigingen.project.keuring.startproeven import try_all
    from machtigingen.project.settings import CONFIG

    bevindingen = list(try_all(CONFIG))
    if productie:
        bevindingen += [*judge_now(), *ask_cov(CONFIG, now=klok.nu())]
    return bevindingen


def judge_now() -> "Sequence[Bevinding]":
    """What is not safe on this machine, with the configuration of this process."""
    from machtigingen.project import klok
    from machtigingen.project.keuring.regels import judge
    from machtigingen.project.keuring.waarnemen import look
    from machtigingen.project.settings import CONFIG

    return judge(CONFIG, look(CONFIG, now=klok.nu()))
