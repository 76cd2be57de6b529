"""The command line: everything an operator does. Run `machtigingen COMMAND --help`."""

import json
import os
from pathlib import Path
from typing import Any

import click

from machtigingen.project.opstart import explain, set_up


class Beheer(click.Group):
    """Of what an operator can mend, an error says which setting or command; only the unforeseen is a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as fout:
            uitleg = explain(fout)
            if not uitleg:
                raise
            # Of `diagnose` and `valideer` 1 says that something is wrong with what they looked at.
            soort = click.UsageError if ctx.invoked_subcommand in {"diagnose", "valideer"} else click.ClickException
            raise soort(uitleg) from fout


ZONDER_INSTELLINGEN = {"check", "formulier", "serve", "testkit", "valideer"}  # or with others of their own


@click.group(cls=Beheer, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Configuratiebestand (TOML).")
@click.pass_context
def main(ctx: click.Context, config: Path | None) -> None:
    """Het Machtigingenportaal: starten, inrichten en controleren."""
    _use_config(config)
    if ctx.invoked_subcommand not in ZONDER_INSTELLINGEN:
        set_up()


def _use_config(config: Path | None) -> None:
    if config is not None:
        os.environ["MACHTIGINGEN_CONFIG"] = str(config)


@main.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Configuratiebestand.")
def serve(config: Path | None) -> None:
    """Start het portaal en schrijft `gereed` zodra het luistert. Ctrl-C stopt het netjes."""
    _use_config(config)
    set_up()
    from machtigingen.project import logboek
    from machtigingen.project.server.supervisor import tell_ready
    from machtigingen.project.start import run

    logboek.configure()

    def ready() -> None:
        click.echo("gereed")
        tell_ready()

    run(on_ready=ready)


@main.command()
@click.option("--toch", is_flag=True, help="Ook als er nog een portaal draait.")
def migrate(toch: bool) -> None:
    """Brengt de database op orde voor deze versie. Weigert zolang er nog een portaal op draait."""
    from django.core.management import call_command

    from machtigingen.project.schema import check_migratable

    check_migratable(toch=toch)
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("database is op orde")


@main.group()
def toegang() -> None:
    """Instanties, certificaten en autorisaties."""


@toegang.command("laad")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overschrijf", is_flag=True, help="Ook wat een contactpersoon intussen veranderde.")
def toegang_laad(bestand: Path, overschrijf: bool) -> None:
    """Registreert instanties, certificaten en autorisaties uit een YAML-bestand; alles of niets.

    Rechten, adressen en mensen die er al staan, blijven zoals ze zijn, behalve met --overschrijf."""
    from machtigingen.project import certificaten, klok
    from machtigingen.toegang.actions import Toegangsfout, load_toegang

    try:
        profielen = certificaten.bron().profielen()
        verslag = load_toegang(bestand, profielen=profielen, now=klok.nu(), overschrijf=overschrijf)
    except Toegangsfout as fout:
        raise click.ClickException(str(fout)) from fout
    click.echo(f"{verslag.organisaties} organisaties en {verslag.certificaten} certificaten geladen")
    for regel in verslag.verschillen:
        click.echo(f"{'overschreven' if overschrijf else 'niet veranderd'}: {regel}")
    if verslag.verschillen and not overschrijf:
        click.echo("Met --overschrijf geldt het bestand.")


@main.command()
@click.option("--json", "als_json", is_flag=True, help="Als JSON.")
def routes(als_json: bool) -> None:
    """Elke route met methoden, listener en wie hem mag aanroepen."""
    from machtigingen.project.routes import alle_routes

    rijen = alle_routes()
    if als_json:
        click.echo(json.dumps(rijen, ensure_ascii=False, indent=1))
        return
    for rij in rijen:
        click.echo(f"{rij['listener']:8} {','.join(rij['methoden']):14} {rij['pad']:44} {rij['wie']}")


def _mount() -> None:
    from machtigingen.project.audit import audit
    from machtigingen.project.backup.opdrachten import backup, restore
    from machtigingen.project.bericht import bericht
    from machtigingen.project.bewaar import bewaar, bewaarslot
    from machtigingen.project.bezorg import bezorg, bezorgingen
    from machtigingen.project.check import check
    from machtigingen.project.crl import crl
    from machtigingen.project.deur.commands import deur
    from machtigingen.project.diagnose import diagnose
    from machtigingen.project.formulier import formulier
    from machtigingen.project.medewerker import medewerker
    from machtigingen.project.noodstop import noodstop
    from machtigingen.project.scan import scan
    from machtigingen.project.sleutels import sleutel
    from machtigingen.project.testkit import testkit
    from machtigingen.project.uitgifte import certificaten
    from machtigingen.project.valideer import valideer
    from machtigingen.registers.commands import register

    main.add_command(audit)
    main.add_command(backup)
    main.add_command(bericht)
    main.add_command(bewaar)
    main.add_command(bewaarslot)
    main.add_command(bezorg)
    main.add_command(bezorgingen)
    main.add_command(check)
    main.add_command(crl)
    main.add_command(deur)
    main.add_command(certificaten)
    main.add_command(diagnose)
    main.add_command(formulier)
    main.add_command(medewerker)
    main.add_command(noodstop)
    main.add_command(register)
    main.add_command(restore)
    main.add_command(scan)
    main.add_command(sleutel)
    main.add_command(testkit)
    main.add_command(valideer)


_mount()

if __name__ == "__main__":
    main()
