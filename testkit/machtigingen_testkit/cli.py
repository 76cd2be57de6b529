"""The command `machtigingen testkit`: plays the portal for a care package, and says what it did well."""

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from machtigingen_sandbox.omgeving import Omgeving, shown
from machtigingen_sandbox.signalen import signals_interrupt

from machtigingen_testkit import portaal, verslag
from machtigingen_testkit.besturing import Besturing, MetDeHand, Programma
from machtigingen_testkit.front import Front
from machtigingen_testkit.scenario import Scenario
from machtigingen_testkit.scenarios import find
from machtigingen_testkit.uitvoering import Proefbank, Uitslag

DEFAULT_MAP = Path("var/testkit")
DEFAULT_PORT = 9444


def system_clock() -> datetime:
    return datetime.now(UTC)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@click.option("--opdracht", help="Het programma dat uw pakket bedient; de kit start het bij elke stap.")
@click.option("--met-de-hand", "by_hand", is_flag=True, help="U drukt zelf op de knoppen; de kit zegt op welke.")
@click.option("--lijst", is_flag=True, help="Toont alle scenario's en stopt.")
@click.option("--poort", default=DEFAULT_PORT, show_default=True, help="Waar uw pakket het portaal vindt.")
@click.option(
    "--map",
    "map_",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_MAP,
    show_default=True,
    help="Voor de certificaten, de uitslag en wat uw pakket bewaart.",
)
def testkit(
    scenarios: tuple[str, ...], opdracht: str | None, by_hand: bool, lijst: bool, poort: int, map_: Path
) -> None:
    """Speelt het portaal voor uw softwarepakket, in JSON en in SOAP, ook als het traag is, wegvalt of nee zegt.

    Noem scenario's om alleen die te doen, bijvoorbeeld T01 T10. De uitslag staat in testkit.html en testkit.xml in de
    map. Eindigt met 1 zodra er één is gezakt.
    """
    try:
        chosen = find(scenarios)
    except ValueError as fout:
        raise click.UsageError(str(fout)) from fout
    if lijst:
        show(chosen)
        return
    if bool(opdracht) == by_hand:
        raise click.UsageError("Kies --opdracht of --met-de-hand.")
    besturing: Besturing = Programma(opdracht) if opdracht else MetDeHand()
    with signals_interrupt():
        uitslagen = run(chosen, besturing, map=map_, poort=poort)
    report(uitslagen, map=map_, pakket=opdracht or "een pakket dat met de hand is bediend")
    sys.exit(0 if verslag.passed(uitslagen) else 1)


def show(scenarios: Sequence[Scenario]) -> None:
    for scenario in scenarios:
        click.echo(f"{scenario.nummer}  {scenario.titel}{'' if scenario.verplicht else ' (hoeft niet)'}")
        for stap in scenario.stappen:
            click.echo(f"       {stap.handeling.uitleg}{' Alleen als dat nog nodig is.' if stap.als_nodig else ''}")
        for toets in scenario.toetsen:
            click.echo(f"     - {toets.zin}")


def run(scenarios: Sequence[Scenario], besturing: Besturing, *, map: Path, poort: int) -> list[Uitslag]:
    """Each line is printed as soon as its scenario is over. Ctrl-C ends it, with a report of what was done."""
    sandbox, werk = map / "sandbox", map / "werk"
    forget_last_run(sandbox, werk)
    uitslagen: list[Uitslag] = []
    click.echo("Het portaal wordt gestart …")
    with portaal.running(sandbox, clock=system_clock) as running, open_front(running, poort) as front:
        tell_where(front, running.omgeving)
        bank = Proefbank(front=front, besturing=besturing, map=werk, vandaag=system_clock())
        try:
            for uitslag in bank.run(scenarios):
                uitslagen.append(uitslag)
                click.echo("\n".join(verslag.lines(uitslag)))
        except (KeyboardInterrupt, EOFError):
            click.echo("\nGestopt.")
    return uitslagen


def forget_last_run(sandbox: Path, werk: Path) -> None:
    """Certificates stay, because somebody may have put them in a package; what was pushed goes."""
    shutil.rmtree(werk, ignore_errors=True)
    for path in sandbox.glob("portaal.sqlite3*"):
        path.unlink()


def open_front(running: portaal.Portaal, poort: int) -> Front:
    try:
        return Front(running, port=poort)
    except OSError as error:
        raise click.ClickException(f"Poort {poort} is niet te gebruiken. Kies een andere met --poort.") from error


def tell_where(front: Front, omgeving: Omgeving) -> None:
    click.echo(f"\n  adres         {front.url}")
    click.echo(f"  CA            {shown(omgeving.ca)}")
    click.echo(f"  certificaten  {shown(omgeving.certificaat('systeem-goed').parent)}\n")


def report(uitslagen: Sequence[Uitslag], *, map: Path, pakket: str) -> None:
    verslag.write_junit(map / "testkit.xml", uitslagen)
    verslag.write_html(map / "testkit.html", uitslagen, pakket=pakket, now=system_clock())
    click.echo(f"\n{verslag.summary(uitslagen) or 'niets gedaan'}\nDe uitslag staat in {shown(map / 'testkit.html')}")
