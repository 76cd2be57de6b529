"""The command `machtigingen testkit`. The kit is a package of its own that the portal does not know: an entry point."""

from importlib.metadata import entry_points

import click

GROEP = "machtigingen.opdrachten"


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": []}
)
@click.argument("woorden", nargs=-1, type=click.UNPROCESSED)
def testkit(woorden: tuple[str, ...]) -> None:
    """Speelt het portaal voor een softwarepakket dat u test; zie `machtigingen testkit --help`."""
    found = next(iter(entry_points(group=GROEP, name="testkit")), None)
    if found is None:
        raise click.ClickException("De testkit is niet geïnstalleerd. Installeer hem met: pip install ./testkit")
    found.load().main(args=list(woorden), prog_name="machtigingen testkit")
