"""The command `diagnose`: why does this link not work? The lights of a certificate, and of a message with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path

import click

from machtigingen.foundation import DomainError, Fout
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.instroom.keten import LAMPEN, Kleur, Lamp, keten
from machtigingen.pki import GeenCertificaat, GeheimeSleutel, read_pem

GEZIEN = LAMPEN[1:]  # a connection is not made here
_WOORD = {
    Kleur.GROEN: "in orde",
    Kleur.ORANJE: "let op",
    Kleur.ROOD: "NIET IN ORDE",
    Kleur.GRIJS: "niet bekeken",
}
_ZOU = {
    "formulier": "Het bericht wordt aangenomen en vult één formulier in.",
    "keuze": "Het bericht wordt aangenomen; de gebruiker kiest uit meer dan één formulier.",
    "niet_nodig": "Het bericht wordt aangenomen: er is geen machtiging nodig.",
    "herhaald": "Dit bericht is al aangenomen; het krijgt hetzelfde antwoord.",
    "geweigerd": "Het bericht wordt geweigerd.",
}

_Bestand = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("diagnose")
@click.option("--cert", required=True, type=_Bestand, help="Het certificaat (PEM), zonder sleutel.")
@click.option("--bericht", type=_Bestand, help="Een bericht als JSON, of als XML in een SOAP-envelop.")
@click.option("--op", type=click.DateTime(["%Y-%m-%d"]), help="Alsof het deze dag is; anders nu.")
def diagnose(cert: Path, bericht: Path | None, op: datetime | None) -> None:
    """Laat zien hoe ver een koppeling komt, met de echte controles van dit portaal. Er wordt niets ingediend.

    Eindigt met 0 als alles in orde is, met 1 bij een rood lampje, met 2 als de opdracht niet klopt."""
    lampen, fouten, zou = _try(_read_certificaat(cert), bericht, _moment(op))
    for lamp in lampen:
        click.echo("\n".join(_regels(lamp)))
    for fout in _others(lampen, fouten):
        click.echo(f"Ook niet in orde: {fout.code} {fout.pad}".rstrip() + f". {fout.melding}")
    if zou:
        click.echo(_ZOU[zou])
    if fouten:
        raise SystemExit(1)


def _try(der: bytes, bericht: Path | None, now: datetime) -> tuple[tuple[Lamp, ...], tuple[Fout, ...], str]:
    """(the lights, all that is wrong, what would become of the message)."""
    from machtigingen.foundation import Soort  # the models need Django to be ready
    from machtigingen.instroom.koppeling import try_certificaat
    from machtigingen.instroom.proef import look
    from machtigingen.project import certificaten
    from machtigingen.project.berichtbestand import read_message

    verwacht = Soort.SYSTEEM if bericht else None
    proef = try_certificaat(der, profielen=certificaten.bron().profielen(), verwacht=verwacht, now=now)
    if bericht is None or proef.actor is None:
        return proef.keten, proef.fouten, ""
    try:
        data = read_message(bericht)
    except DomainError as fout:
        fouten = proef.fouten + fout.fouten
        return keten(fouten, gekeken=GEZIEN), fouten, "geweigerd"
    _record(proef.actor.serienummer)
    uitkomst = look(actor=proef.actor, data=data, now=now)
    lampen = keten(uitkomst.fouten, uitkomst.waarschuwingen, gekeken=GEZIEN)
    return lampen, uitkomst.fouten, uitkomst.zou.uitkomst


def _record(serienummer: str) -> None:
    """A register and COV are asked about people: who runs the portal leaves a trace of that, in its own chain."""
    from machtigingen.audit.actions import record
    from machtigingen.project import klok

    record(actor=None, now=klok.nu(), handeling="diagnose", onderwerp=f"certificaat:{serienummer}")


def _moment(op: datetime | None) -> datetime:
    from machtigingen.project import klok

    return datetime.combine(op.date(), time(12), tzinfo=NEDERLAND) if op else klok.nu()


def _read_certificaat(pad: Path) -> bytes:
    try:
        return read_pem(pad.read_text(encoding="utf-8", errors="replace"))
    except GeheimeSleutel:
        raise click.UsageError(f"{pad}: hier staat een geheime sleutel in. Geef alleen het certificaat.") from None
    except GeenCertificaat:
        raise click.UsageError(f"{pad}: hier staat geen certificaat in (PEM).") from None


def _regels(lamp: Lamp) -> Iterator[str]:
    from machtigingen.project.settings import CONFIG

    yield f"{_WOORD[lamp.kleur]:14}{lamp.titel:25}{'' if lamp.kleur is Kleur.GRIJS else lamp.uitleg}".rstrip()
    if lamp.fout is not None:
        uitleg = lamp.fout.uitleg
        plek = f" {lamp.fout.pad}" if lamp.fout.pad else ""
        yield f"{'':14}{uitleg.code}{plek}: {uitleg.oorzaak}"
        yield f"{'':14}{uitleg.actie}"
        yield f"{'':14}{CONFIG.adressen['info']}/foutcodes/{uitleg.code}"


def _others(lampen: Iterable[Lamp], fouten: tuple[Fout, ...]) -> Iterator[Fout]:
    getoond = [lamp.fout for lamp in lampen]
    return (fout for fout in fouten if fout not in getoond)
