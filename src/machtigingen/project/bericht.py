"""The commands `bericht`: tell everybody about maintenance, on /status."""

from datetime import datetime

import click

from machtigingen.foundation.datums import NEDERLAND

_Moment = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


@click.group("bericht")
def bericht() -> None:
    """Het bericht over onderhoud of een storing op /status."""


@bericht.command("zet")
@click.argument("tekst")
@click.option("--van", type=_Moment, help="Wanneer het begint, in Nederlandse tijd: 2026-12-01T22:00.")
@click.option("--tot", type=_Moment, help="Wanneer het voorbij is; daarna verdwijnt het bericht vanzelf.")
def zet(tekst: str, van: datetime | None, tot: datetime | None) -> None:
    """Zet deze TEKST op /status, in plaats van wat er stond. Iedereen kan haar lezen: noem geen patiënt."""
    from machtigingen.bedrijfsvoering.onderhoud import Berichtfout, announce
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    try:
        announce(tekst=tekst, van_at=_dutch(van), tot_at=_dutch(tot), now=klok.nu(), beheerder=operator())
    except Berichtfout as fout:
        raise click.ClickException(str(fout)) from fout
    click.echo("het bericht staat op /status")


@bericht.command("weg")
def weg() -> None:
    """Haalt het bericht weg."""
    from machtigingen.bedrijfsvoering.onderhoud import withdraw
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    click.echo("het bericht is weg" if withdraw(now=klok.nu(), beheerder=operator()) else "er was geen bericht")


def _dutch(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=NEDERLAND) if moment else None
