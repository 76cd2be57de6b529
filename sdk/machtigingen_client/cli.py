"""The command `machtigingen-client`: push a message or try it out, follow what comes of it, see who you are."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .aanvraag import Aanvraagstand
from .antwoord import Ontvangst, Proef, Stand, WieBenIk
from .concept import Voorstand
from .dienst import Instroomservice
from .fouten import InstroomFout, described


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: it worked; 1: the portal said or would say no, or could not be reached; 2: wrong use."""
    options = parser().parse_args(arguments)
    try:
        papers = {"certificaat": options.cert, "sleutel": options.key, "ca": options.ca}
        with Instroomservice(options.url, **papers) as dienst:
            good, lines = options.act(dienst, options)
    except InstroomFout as fout:
        sys.stderr.write(f"{fout}\n\n{fout.diagnostics()}\n")
        return 1
    except (OSError, ValueError) as error:
        sys.stderr.write(f"machtigingen-client: {error}\n")
        return 2
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if good else 1


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="machtigingen-client", description=__doc__)
    acts = whole.add_subparsers(required=True, metavar="OPDRACHT")
    stuur = acts.add_parser("stuur", help="stuur het instroombericht uit een JSON-bestand")
    stuur.add_argument("bestand", type=Path)
    stuur.set_defaults(act=push)
    controleer = acts.add_parser("controleer", help="probeer het bericht uit een JSON-bestand; er wordt niets bewaard")
    controleer.add_argument("bestand", type=Path)
    controleer.set_defaults(act=try_out)
    volg = acts.add_parser("volg", help="kijk hoe het met een instroom staat")
    volg.add_argument("id")
    volg.set_defaults(act=follow)
    wijzigingen = acts.add_parser("wijzigingen", help="kijk welke aanvragen veranderd zijn")
    wijzigingen.add_argument("--na", metavar="CURSOR", help="de cursor van de vorige keer; zonder alles")
    wijzigingen.set_defaults(act=changes)
    antwoorden = acts.add_parser("antwoorden", help="zet de antwoorden uit een JSON-bestand in een concept")
    antwoorden.add_argument("id", help="van de aanvraag")
    antwoorden.add_argument("bestand", type=Path)
    antwoorden.set_defaults(act=put_answers)
    bijlage = acts.add_parser("bijlage", help="zet een bestand bij een vraag van een concept")
    bijlage.add_argument("id", help="van de aanvraag")
    bijlage.add_argument("vraag")
    bijlage.add_argument("bestand", type=Path)
    bijlage.set_defaults(act=attach)
    document = acts.add_parser("document", help="haal de samenvatting, of alle vragen en antwoorden, als PDF")
    document.add_argument("id", help="van de aanvraag")
    document.add_argument("soort", choices=("samenvatting", "vragen-en-antwoorden"))
    document.add_argument("bestand", type=Path, help="waar de PDF komt te staan")
    document.set_defaults(act=fetch)
    wie = acts.add_parser("wie-ben-ik", help="kijk wat het portaal in uw certificaat leest")
    wie.set_defaults(act=identify)
    for act in (stuur, controleer, volg, wijzigingen, antwoorden, bijlage, document, wie):
        add_connection(act)
    return whole


def add_connection(act: argparse.ArgumentParser) -> None:
    act.add_argument("--url", required=True, help="het adres, bijvoorbeeld https://localhost:8444")
    act.add_argument("--cert", required=True, type=Path, help="systeemcertificaat (PEM)")
    act.add_argument("--key", required=True, type=Path, help="sleutel van het systeemcertificaat (PEM)")
    act.add_argument("--ca", required=True, type=Path, help="CA van het certificaat van het portaal (PEM)")


Outcome = tuple[bool, list[str]]


def push(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    return True, received(dienst.stuur(message_in(options.bestand)))


def try_out(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    proef = dienst.controleer(message_in(options.bestand))
    return proef.akkoord, tried(proef)


def follow(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    return True, state(dienst.volg(options.id))


def changes(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    lines, cursor = [], options.na
    for deel in dienst.alle_wijzigingen(na=options.na):
        lines += [line for aanvraag in deel.aanvragen for line in changed(aanvraag)]
        cursor = deel.cursor
    return True, [*lines, f"Cursor: {cursor}"]


def put_answers(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    stand = dienst.bewaar_antwoorden(options.id, message_in(options.bestand))
    return not stand.niet_overgenomen, prepared(stand)


def attach(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    naam, inhoud = options.bestand.name, options.bestand.read_bytes()
    bijlage = dienst.voeg_bijlage_toe(options.id, vraag=options.vraag, naam=naam, inhoud=inhoud)
    return True, [f"Bijlage: {bijlage.id}, {bijlage.type}, {bijlage.grootte} bytes"]


def fetch(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    haal = dienst.samenvatting if options.soort == "samenvatting" else dienst.vragen_en_antwoorden
    options.bestand.write_bytes(haal(options.id))
    return True, [f"Bewaard in {options.bestand}"]


def identify(dienst: Instroomservice, options: argparse.Namespace) -> Outcome:
    return True, identity(dienst.wie_ben_ik())


def message_in(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


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


def tried(proef: Proef) -> list[str]:
    zou = proef.zou
    lights = [f"{lamp.kleur:6} {lamp.titel}" + (f" ({lamp.code})" if lamp.code else "") for lamp in proef.keten]
    faults = [line for fout in proef.fouten for line in described(fout)]
    warnings = [f"Let op ({one.code}): {one.melding}" for one in proef.waarschuwingen]
    forms = ", ".join(one.code for one in (zou.formulier, *zou.mogelijke_formulieren) if one)
    would = [f"Antwoord zou zijn: {zou.status}, {zou.uitkomst}" + (f", formulier {forms}" if forms else "")]
    return [*lights, *faults, *warnings, *would, *([zou.reden] if zou.reden else [])]


def state(stand: Stand) -> list[str]:
    lines = [f"Id: {stand.id}", f"Toestand: {stand.toestand}"]
    if stand.aanvraag:
        lines.append(f"Status: {stand.aanvraag.status_tekst}")
    if stand.aanvraag and stand.aanvraag.machtigingsnummer:
        lines.append(f"Machtigingsnummer: {stand.aanvraag.machtigingsnummer}")
    return lines


def changed(aanvraag: Aanvraagstand) -> list[str]:
    """A line for the aanvraag, and one for what is asked of it."""
    said = [aanvraag.referentie or aanvraag.id, aanvraag.specificatie_tekst or aanvraag.status_tekst]
    if aanvraag.machtigingsnummer:
        said.append(f"machtigingsnummer {aanvraag.machtigingsnummer}")
    asked = [f"  Vraag, voor {letter.reageren_voor}: {een}" for letter in aanvraag.open_vragen for een in letter.vragen]
    return [", ".join(said), *asked]


def prepared(stand: Voorstand) -> list[str]:
    refused = [line for fout in (*stand.niet_overgenomen, *stand.fouten) for line in described(fout)]
    missing = [f"Nog nodig: {een.vraag} ({een.tekst})" for een in stand.ontbrekend]
    return [f"Overgenomen: {stand.overgenomen}", *refused, *missing]


def identity(wie: WieBenIk) -> list[str]:
    code = f"UZOVI {wie.uzovi}" if wie.uzovi else f"AGB {wie.agb}"
    return [
        f"Certificaat: {wie.soort}, {wie.naam}, nog {wie.dagen_geldig} dagen geldig",
        f"Organisatie: {wie.organisatie} ({code})",
        f"Autorisaties: {', '.join(wie.autorisaties) or 'geen'}",
        *[f"Kan niet: {one['wat']}. {one['actie']}" for one in wie.kan_niet],
    ]


if __name__ == "__main__":
    raise SystemExit(main())
