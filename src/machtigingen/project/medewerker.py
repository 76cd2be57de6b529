"""The command `medewerker`: let in again who cannot ask a contactpersoon, being the only one."""

from collections.abc import Callable

import click

_ORGANISATIE = click.argument("organisatie")
_EMAIL = click.argument("email")
_REDEN = click.option("--reden", required=True, help="Waarom. Zonder gegevens van patiënten.")


@click.group("medewerker")
def medewerker() -> None:
    """Laat een medewerker weer toe die geen andere contactpersoon heeft."""


@medewerker.command("deblokkeer")
@_ORGANISATIE
@_EMAIL
@_REDEN
def unlock(organisatie: str, email: str, reden: str) -> None:
    """Heft de blokkade op van wie bij ORGANISATIE (AGB-code of UZOVI-code) dit EMAIL-adres heeft."""
    from machtigingen.toegang.loslaten import unlock_by_operator

    _act(unlock_by_operator, organisatie, email, reden)
    click.echo("de blokkade is opgeheven")


@medewerker.command("wis-tweede-factor")
@_ORGANISATIE
@_EMAIL
@_REDEN
def wis_tweede_factor(organisatie: str, email: str, reden: str) -> None:
    """Wist de app met codes van wie bij ORGANISATIE (AGB-code of UZOVI-code) dit EMAIL-adres heeft."""
    from machtigingen.toegang.loslaten import erase_factor_by_operator

    _act(erase_factor_by_operator, organisatie, email, reden)
    click.echo("de tweede factor is gewist: bij het volgende inloggen wordt de app opnieuw ingesteld")


def _act(act: Callable[..., bool], organisatie: str, email: str, reden: str) -> None:
    from machtigingen.project import klok
    from machtigingen.project.audit import operator

    if not reden.strip():
        raise click.ClickException("geef een reden op")
    if not act(code=organisatie, email=email, reden=reden.strip()[:200], now=klok.nu(), beheerder=operator()):
        raise click.ClickException(f"bij {organisatie} werkt niemand met het adres {email}")
