"""The command `machtigingen-client`: push a message from a file, follow it, or see who you are."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .antwoord import Ontvangst, Stand, WieBenIk
from .dienst import Instroomservice
from .fouten import InstroomFout


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: it worked; 1: the portal said no or could not be reached; 2: wrong use."""
    options = parser().parse_args(arguments)
    try:
        papers = {"certificaat": options.cert, "sleutel": options.key, "ca": options.ca}
        with Instroomservice(options.url, **papers) as dienst:
            sys.stdout.write("\n".join(options.act(dienst, options)) + "\n")
    except InstroomFout as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    except (OSError, ValueError) as error:
        sys.stderr.write(f"machtigingen-client: {error}\n")
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="machtigingen-client", description=__doc__)
    acts = whole.add_subparsers(required=True, metavar="OPDRACHT")
    stuur = acts.add_parser("stuur", help="stuur het instroombericht uit een JSON-bestand")
    stuur.add_argument("bestand", type=Path)
    stuur.set_defaults(act=push)
    volg = acts.add_parser("volg", help="kijk hoe het met een instroom staat")
    volg.add_argument("id")
    volg.set_defaults(act=follow)
    wie = acts.add_parser("wie-ben-ik", help="kijk wat het portaal in uw certificaat leest")
    wie.set_defaults(act=identify)
    for act in (stuur, volg, wie):
        add_connection(act)
    return whole


def add_connection(act: argparse.ArgumentParser) -> None:
    act.add_argument("--url", required=True, help="het adres, bijvoorbeeld https://localhost:8444")
    act.add_argument("--cert", required=True, type=Path, help="systeemcertificaat (PEM)")
    act.add_argument("--key", required=True, type=Path, help="sleutel van het systeemcertificaat (PEM)")
    act.add_argument("--ca", required=True, type=Path, help="CA van het certificaat van het portaal (PEM)")


def push(dienst: Instroomservice, options: argparse.Namespace) -> list[str]:
    return received(dienst.stuur(json.loads(options.bestand.read_text(encoding="utf-8"))))


def follow(dienst: Instroomservice, options: argparse.Namespace) -> list[str]:
    return state(dienst.volg(options.id))


def identify(dienst: Instroomservice, options: argparse.Namespace) -> list[str]:
    return identity(dienst.wie_ben_ik())


def received(ontvangst: Ontvangst) -> list[str]:
    if not ontvangst.machtiging_nodig:
        return [f"Geen machtiging nodig ({ontvangst.code}): {ontvangst.reden}"]
    warnings = [f"Let op ({one.code}): {one.melding}" for one in ontvangst.waarschuwingen]
    return [
        f"Id: {ontvangst.id}",
        f"Toestand: {ontvangst.toestand}",
        f"Link: {ontvangst.link or 'geen'}",
        f"Nog nodig: {ontvangst.nog_nodig} gegevens",
        *warnings,
    ]


def state(stand: Stand) -> list[str]:
    lines = [f"Id: {stand.id}", f"Toestand: {stand.toestand}"]
    if stand.aanvraag:
        lines.append(f"Status: {stand.aanvraag.status_tekst}")
    if stand.aanvraag and stand.aanvraag.machtigingsnummer:
        lines.append(f"Machtigingsnummer: {stand.aanvraag.machtigingsnummer}")
    return lines


def identity(wie: WieBenIk) -> list[str]:
    return [
        f"Certificaat: {wie.soort}, {wie.naam}, nog {wie.dagen_geldig} dagen geldig",
        f"Organisatie: {wie.organisatie} (AGB {wie.agb})",
        f"Autorisaties: {', '.join(wie.autorisaties) or 'geen'}",
        *[f"Kan niet: {one['wat']}. {one['actie']}" for one in wie.kan_niet],
    ]


if __name__ == "__main__":
    raise SystemExit(main())
