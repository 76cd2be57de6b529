"""The command `noodstop`: stop a certificate or an organisation at once, and let it go again."""

from collections.abc import Callable
from typing import Any

import click

from machtigingen.foundation import DomainError
from machtigingen.foundation.datums import NEDERLAND


@click.group("noodstop", invoke_without_command=True)
@click.pass_context
def noodstop(ctx: click.Context) -> None:
    """Zet de toegang van een certificaat of een organisatie stil, ook op verbindingen die al open zijn.

    Zonder meer toont dit wat er nu stilstaat."""
    if ctx.invoked_subcommand is not None:
        return
    from machtigingen.toegang.noodstop import stopped

    staand = stopped()
    for een in staand:
        sinds = een.sinds.astimezone(NEDERLAND)
        onbekend = "" if een.bekend else "  (hier niet geregistreerd)"
        click.echo(
            f"{een.soort:12} {een.waarde:40} sinds {sinds:%d-%m-%Y %H:%M} door {een.door}: {een.reden}{onbekend}"
        )
    if not staand:
        click.echo("niets staat stil")


_REDEN = click.option("--reden", required=True, help="Waarom. Zonder gegevens van patiënten.")


@noodstop.command("serienummer")
@click.argument("serienummer")
@_REDEN
def serienummer(serienummer: str, reden: str) -> None:
    """Zet één certificaat stil, met het SERIENUMMER dat erin staat (hexadecimaal)."""
    _stop("serienummer", serienummer, reden)


@noodstop.command("organisatie")
@click.argument("code")
@_REDEN
def organisatie(code: str, reden: str) -> None:
    """Zet alle certificaten van een organisatie stil: CODE is haar AGB-code of UZOVI-code."""
    _stop("organisatie", code, reden)


@noodstop.command("opheffen")
@click.argument("soort", type=click.Choice(["serienummer", "organisatie"]))
@click.argument("waarde")
def opheffen(soort: str, waarde: str) -> None:
    """Geeft de toegang weer vrij."""
    from machtigingen.toegang.noodstop import lift

    if not _do(lift, soort=soort, waarde=waarde):
        raise click.ClickException(f"{soort} {waarde} stond niet stil")
    click.echo(f"{soort} {waarde} mag weer binnen")


def _stop(soort: str, waarde: str, reden: str) -> None:
    from machtigingen.toegang.noodstop import block

    een = _do(block, soort=soort, waarde=waarde, reden=reden)
    click.echo(f"{een.soort} {een.waarde} staat stil")
    if not een.bekend:
        click.echo("let op: dit is hier niet geregistreerd. Klopt wat u intypte?", err=True)


def _do(act: Callable[..., Any], **waarden: str) -> Any:
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    try:
        return act(**waarden, actor=None, now=klok.nu(), beheerder=operator())
    except DomainError as fout:
        raise click.ClickException(f"{fout.code}: {fout.fouten[0].melding}") from fout
