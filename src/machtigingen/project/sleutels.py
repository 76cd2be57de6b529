"""The commands `sleutel`: make keys, change them while the portal works, and drop the ones that nothing needs."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import click

RONDES_MAX = 20


@click.group()
def sleutel() -> None:
    """De sleutels waarmee gegevens versleuteld zijn."""


@sleutel.command("maak")
def maak() -> None:
    """Maakt een nieuw sleutelbestand op de plek die in de configuratie staat. Overschrijft nooit."""
    from machtigingen.kluis import Sleutelbos
    from machtigingen.project.settings import CONFIG

    try:
        Sleutelbos.create(CONFIG.sleutels)
    except FileExistsError as fout:
        raise click.ClickException(f"{CONFIG.sleutels} bestaat al") from fout
    click.echo(f"sleutels staan in {CONFIG.sleutels}; bewaar ze apart van de back-up")


@sleutel.command("stand")
def stand() -> None:
    """Toont welke sleutel nu versleutelt, en hoeveel waarden en bestanden elke sleutel nodig hebben."""
    from machtigingen.kluis import sleutelbos

    bos, nodig = sleutelbos(), _needed()
    for sleutel_id in sorted(bos.sleutels, key=lambda naam: (len(naam), naam)):
        nu = ", versleutelt nu" if sleutel_id == bos.actief else ""
        click.echo(f"{sleutel_id:8} {nodig[sleutel_id]:10} waarden en bestanden{nu}")
    if vreemd := nodig.total() - sum(nodig[naam] for naam in bos.sleutels):
        raise click.ClickException(f"{vreemd} waarden of bestanden zijn met een sleutel versleuteld die er niet is")


@sleutel.command("roteer")
@click.option(
    "--klaarzetten", is_flag=True, help="Zet de nieuwe sleutel alleen in het bestand, en gebruikt hem nog niet."
)
def roteer(klaarzetten: bool) -> None:
    """Versleutelt vanaf nu met een nieuwe sleutel. Wat er al is, blijft leesbaar.

    Draait het portaal op meer machines met elk een eigen sleutelbestand? Geef het commando dan eerst met --klaarzetten,
    zet het bestand op elke machine, en geef het daarna zonder."""
    from machtigingen.kluis import rotatie, sleutelbos
    from machtigingen.project import klok
    from machtigingen.project.settings import CONFIG

    sleutelbos()  # without a key file there is nothing to change
    if klaarzetten:
        sleutel_id = rotatie.prepare(CONFIG.sleutels)
        click.echo(f"{sleutel_id} staat klaar in {CONFIG.sleutels}; hij versleutelt nog niet")
        return
    _record("sleutel_geroteerd")
    sleutel_id = rotatie.rotate(CONFIG.sleutels, now=klok.nu())
    click.echo(f"{sleutel_id} versleutelt vanaf nu. Maak een nieuwe kopie van {CONFIG.sleutels}, apart van de back-up.")
    click.echo("Wat er al is, zet u over met 'machtigingen sleutel herverzegel'.")


@sleutel.command("herverzegel")
def herverzegel() -> None:
    """Versleutelt alles wat er al is opnieuw, met de sleutel die nu geldt. Het portaal mag doorwerken, en stoppen mag
    altijd: de volgende keer gaat het verder."""
    from machtigingen.aanvragen.herverzegelen import reseal_files
    from machtigingen.bewaring.opslag import count_erasure
    from machtigingen.kluis import sleutelbos
    from machtigingen.kluis.herverzegelen import reseal_rows

    sleutelbos()
    for _ in range(RONDES_MAX):
        rijen, bestanden = reseal_rows(), reseal_files()
        count_erasure(rijen)  # what they were before goes when `bewaar` writes the database anew
        click.echo(f"{rijen:8} rijen en {bestanden} bestanden opnieuw versleuteld")
        over = _needed()
        del over[sleutelbos().actief]
        if not over:
            _record("sleutel_herverzegeld")
            click.echo(f"alles is nu met {sleutelbos().actief} versleuteld")
            return
        if over[""]:
            break
    raise click.ClickException(
        f"{over.total()} waarden of bestanden zijn nog met een andere sleutel versleuteld. Geef dit later nog eens."
    )


@sleutel.command("verwijder")
@click.argument("sleutel_id", metavar="SLEUTEL")
def verwijder(sleutel_id: str) -> None:
    """Haalt een SLEUTEL die niets meer nodig heeft uit het sleutelbestand. Weigert zolang iets hem wel nodig heeft."""
    from machtigingen.kluis import rotatie, sleutelbos
    from machtigingen.project import klok
    from machtigingen.project.settings import CONFIG

    with _refused():
        rotatie.check_removable(sleutelbos(), sleutel_id, now=klok.nu())
        if aantal := _needed()[sleutel_id]:
            raise rotatie.Rotatiefout(
                f"{aantal} waarden of bestanden hebben {sleutel_id} nog nodig. Geef 'machtigingen sleutel herverzegel'."
            )
        _record("sleutel_verwijderd")
        rotatie.remove(CONFIG.sleutels, sleutel_id, now=klok.nu())
    click.echo(f"{sleutel_id} staat niet meer in {CONFIG.sleutels}. Een back-up van vroeger kan hem nog nodig hebben.")


@contextmanager
def _refused() -> Iterator[None]:
    from machtigingen.kluis.rotatie import Rotatiefout

    try:
        yield
    except Rotatiefout as fout:
        raise click.ClickException(str(fout)) from fout


def _needed() -> Counter[str]:
    """How many values and files each key sealed."""
    from machtigingen.aanvragen.herverzegelen import count_files_by_key
    from machtigingen.kluis.herverzegelen import count_by_key

    return count_by_key() + count_files_by_key()


def _record(handeling: str) -> None:
    from machtigingen.audit.actions import record
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    record(actor=None, now=klok.nu(), handeling=handeling, onderwerp="", beheerder=operator())
