"""The commands `certificaten`: fetch what the CA outside has issued."""

import click


@click.group("certificaten")
def certificaten() -> None:
    """Certificaten die zijn aangevraagd."""


@certificaten.command("haal-op")
def haal_op() -> None:
    """Registreert wat de CA heeft uitgegeven. Eindigt met fout 1 als er een antwoord is dat niet klopt."""
    from machtigingen.project import certificaten as bron
    from machtigingen.project import klok
    from machtigingen.toegang.collecting import collect

    opgehaald = collect(profielen=bron.bron().profielen(), now=klok.nu())
    click.echo(f"{opgehaald.geregistreerd} geregistreerd, {opgehaald.vervallen} vervallen")
    for fout in opgehaald.fouten:
        click.echo(fout, err=True)
    if opgehaald.fouten:
        raise SystemExit(1)
