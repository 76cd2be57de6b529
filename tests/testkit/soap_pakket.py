"""A small package that speaks SOAP, made of the WSDL with zeep as many are. It knows no JSON."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import zeep
from machtigingen_sandbox.bezoeker import Bezoeker
from machtigingen_testkit.scenario import Handeling, Scherm

from machtigingen.foundation import CONTRACTS

WSDL = str(CONTRACTS / "soap" / "instroom.wsdl")
FOUT = "{urn:machtigingenportaal:instroom:v1}instroomFout"
TRIES = 4


class SoapPakket:
    """`strict`: it stumbles over an element that it does not know, as zeep does when nobody tells it not to."""

    def __init__(self, *, strict: bool = False) -> None:
        self._klant = zeep.Client(WSDL, settings=zeep.Settings(strict=strict))

    def do(self, scenario: Any, stap: Any, omgeving: Any, front: Any) -> Scherm:
        feiten = {naam.removeprefix("TESTKIT_"): value for naam, value in omgeving.items()}
        klant = self._klant
        with connection(feiten) as via:
            klant.transport.session = via
            dienst = klant.create_service(
                "{urn:machtigingenportaal:instroom:v1}InstroomSoap11", f"{feiten['URL']}/soap/instroom/v1"
            )
            try:
                return Scherm(stap=stap, tekst=self._act(stap.handeling, dienst, feiten))
            except zeep.exceptions.Fault as geweigerd:
                return Scherm(stap=stap, tekst=told(klant, geweigerd))
            except requests.ConnectionError:
                return Scherm(stap=stap, tekst="Geen antwoord. Probeer het opnieuw.")
            except zeep.exceptions.Error as error:
                return Scherm(stap=stap, tekst=str(error), code=1)

    def _act(self, handeling: Handeling, dienst: Any, feiten: dict[str, str]) -> str:
        if handeling is Handeling.VERBINDING:
            return dienst.WieBenIk().organisatie
        if handeling is Handeling.VOLGEN:
            stand = dienst.VolgInstroom(feiten["ID"])
            besluit = stand.aanvraag and f"{stand.aanvraag.status_tekst} {stand.aanvraag.machtigingsnummer}"
            return f"{stand.toestand} {besluit}"
        if handeling is Handeling.BIJWERKEN:
            return changes_since(dienst, Path(feiten["MAP"]))
        bericht = message(feiten)
        if handeling is Handeling.CONTROLEREN and not dienst.ControleerInstroom(bericht).akkoord:
            return "niet akkoord"
        return pushed(dienst, bericht, feiten)


def changes_since(dienst: Any, map: Path) -> str:
    """What changed since the last time, and what it knew already."""
    kept, cursor = map / "lijst", map / "cursor"
    lines = [kept.read_text(encoding="utf-8")] if kept.exists() else []
    meer = True
    while meer:
        deel = dienst.HaalAanvragen(na=cursor.read_text(encoding="utf-8") if cursor.exists() else None)
        found = deel.aanvragen.aanvraag if deel.aanvragen else []
        lines += [f"{een.status_tekst} {een.machtigingsnummer}" for een in found]
        kept.write_text("\n".join(lines), encoding="utf-8")
        cursor.write_text(deel.cursor, encoding="utf-8")
        meer = deel.meer
    return "\n".join(lines)


def pushed(dienst: Any, bericht: dict[str, Any], feiten: dict[str, str]) -> str:
    """The same message again, after the wait that is asked, while it is a 503 or a 429."""
    for _ in range(TRIES):
        try:
            antwoord = dienst.StuurInstroom(bericht)
        except zeep.exceptions.Fault as geweigerd:
            wait = dienst._client.transport.session.retry_after
            if not wait:
                raise
            time.sleep(int(wait))
            last = geweigerd
        else:
            break
    else:
        raise last
    if antwoord.geen_machtiging_nodig:
        return antwoord.geen_machtiging_nodig.reden
    papers = ("CA", "PERSOONLIJK_CERTIFICAAT", "PERSOONLIJKE_SLEUTEL")
    ca, certificaat, sleutel = (Path(feiten[naam]) for naam in papers)
    Bezoeker(ca=ca, certificaat=certificaat, sleutel=sleutel).open(antwoord.ontvangst.link)
    warnings = antwoord.ontvangst.waarschuwingen
    return " ".join(een.melding for een in warnings.fout) if warnings else antwoord.ontvangst.toestand


def message(feiten: dict[str, str]) -> dict[str, Any]:
    treatment = {naam: feiten[naam.upper()] for naam in ("diagnose", "zorgactiviteit") if feiten[naam.upper()]}
    return {
        "softwarepakket": {"naam": "SoapPakket", "versie": "1"},
        "referentie": f"{feiten['SCENARIO']}-{feiten['BSN'][-4:]}",
        "grondslag": feiten["GRONDSLAG"],
        "begindatum": feiten["BEGINDATUM"],
        "verzekerde": {naam: feiten[naam.upper()] for naam in ("bsn", "geboortedatum", "naam")},
        "instantie": {"agb": feiten["INSTANTIE"]},
        "zorgverlener": {"agb": feiten["ZORGVERLENER"], "specialisme": feiten["SPECIALISME"]},
        "verstrekking": treatment,
    }


def told(klant: Any, geweigerd: Any) -> str:
    found = klant.get_element(FOUT).parse(geweigerd.detail[0], klant.wsdl.types)
    return "\n".join(f"{fout.code}: {fout.melding} {fout.actie}" for fout in found.fouten.fout)


class Session(requests.Session):
    retry_after = ""

    def send(self, *arguments: Any, **options: Any) -> Any:
        answer = super().send(*arguments, **options)
        self.retry_after = answer.headers.get("Retry-After", "")
        return answer


@contextmanager
def connection(feiten: dict[str, str]) -> Iterator[Session]:
    with Session() as via:
        via.cert, via.verify, via.trust_env = (feiten["CERTIFICAAT"], feiten["SLEUTEL"]), feiten["CA"], False
        yield via
