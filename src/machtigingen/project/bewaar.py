"""The commands `bewaar` and `bewaarslot`: erase what is too old, and keep from it what must stay."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from machtigingen.foundation.datums import NEDERLAND

if TYPE_CHECKING:
    from machtigingen.aanvragen.wissen import Wachtend

HOOGUIT_GENOEMD = 20

_WOORD = {
    "abonnement": "beëindigde abonnementen zonder bezorgingen",
    "ongeopend": "berichten die niemand opende",
    "concept": "concepten",
    "aanvraag": "aanvragen",
    "bijlage": "bijlagen van aanvragen die blijven",
    "audit": "regels van het auditlogboek",
    "sessie": "sessies",
    "afval": "losse bestanden",
}

_VREEMD = (
    "let op: in de map 'bijlagen' staan {aantal} bestanden waar geen aanvraag bij hoort. Ze blijven staan. "
    "Hoort deze map wel bij deze database?"
)
_NIET_HERSCHREVEN = {
    "bezig": "er was iets met de database bezig. Geef het commando later nog een keer.",
    "mislukt": "de database gaf een fout. Is er op de schijf ruimte voor een kopie?",
    "geen_eigenaar": "dat mag alleen de eigenaar van de database. Zet die als gebruiker in 'database'.",
}


@click.command("bewaar")
@click.option("--proef", is_flag=True, help="Telt alleen wat er weg zou gaan.")
@click.option(
    "--zonder-herschrijven", is_flag=True, help="Laat het herschrijven van de database aan een volgende keer."
)
def bewaar(proef: bool, zonder_herschrijven: bool) -> None:
    """Wist alles waarvan de bewaartermijn voorbij is, zonder een spoor in de database achter te laten.

    Daarvoor wordt de database herschreven; zolang dat duurt, wacht wie iets wil opslaan. Eindigt met fout 1 als het
    wissen lukte en het herschrijven niet: geef het commando dan nog een keer."""
    from django.conf import settings

    from machtigingen.bewaring.actions import clear_traces, run
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    termijnen = settings.MACHTIGINGEN_BEWAARTERMIJNEN
    verslag = run(now=klok.nu(), termijnen=termijnen, proef=proef, beheerder=operator())
    for klasse, aantal in verslag.aantallen.items():
        click.echo(f"{aantal:8} {_WOORD[klasse.value]}{' zouden weg gaan' if proef else ' gewist'}")
    click.echo(f"{verslag.op_slot:8} aanvragen met een bewaarslot blijven")
    for regel in _waiting(verslag.wachtend):
        click.echo(regel)
    if verslag.vreemde_bestanden:
        click.echo(_VREEMD.format(aantal=verslag.vreemde_bestanden), err=True)
    if proef or zonder_herschrijven:
        return
    uitkomst = clear_traces()
    if uitkomst.value in _NIET_HERSCHREVEN:
        raise click.ClickException(f"er is gewist, maar niet herschreven: {_NIET_HERSCHREVEN[uitkomst.value]}")
    click.echo("in de database is niets meer te vinden van wat er gewist is")


def _waiting(wachtend: "Sequence[Wachtend]") -> Iterator[str]:
    yield f"{len(wachtend):8} aanvragen wachten zo lang op een besluit dat ze anders gewist waren"
    for een in wachtend[:HOOGUIT_GENOEMD]:
        sinds = een.laatst_at.astimezone(NEDERLAND)
        yield f"{'':8} {een.aanvraagnummer} bij verzekeraar {een.uzovi}, sinds {sinds:%d-%m-%Y}"
    if len(wachtend) > HOOGUIT_GENOEMD:
        yield f"{'':8} en {len(wachtend) - HOOGUIT_GENOEMD} andere"


@click.group("bewaarslot")
def bewaarslot() -> None:
    """Aanvragen die moeten blijven, hoe oud ze ook zijn."""


@bewaarslot.command("zet")
@click.argument("aanvraag")
@click.option("--reden", required=True, help="Waarom deze aanvraag moet blijven. Zonder gegevens van de patiënt.")
def zet(aanvraag: str, reden: str) -> None:
    """Zorgt dat van deze AANVRAAG (nummer of id) niets gewist wordt."""
    from machtigingen.aanvragen.bewaarslot import set_hold

    _do(set_hold, naam=aanvraag, reden=reden)
    click.echo(f"{aanvraag}: van deze aanvraag wordt niets gewist")


@bewaarslot.command("hef")
@click.argument("aanvraag")
@click.option("--reden", required=True, help="Waarom dat weer mag. Zonder gegevens van de patiënt.")
def hef(aanvraag: str, reden: str) -> None:
    """Laat de bewaartermijnen weer gelden voor deze AANVRAAG (nummer of id)."""
    from machtigingen.aanvragen.bewaarslot import lift_hold

    _do(lift_hold, naam=aanvraag, reden=reden)
    click.echo(f"{aanvraag}: de bewaartermijnen gelden weer")


def _do(act: Callable[..., Any], **waarden: str) -> None:
    from machtigingen.aanvragen.bewaarslot import Slotfout
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    try:
        act(**waarden, now=klok.nu(), beheerder=operator())
    except Slotfout as fout:
        raise click.ClickException(str(fout)) from fout
