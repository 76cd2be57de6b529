"""How does a scenario run? Stage it, let the package act step by step, and judge what arrived."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from machtigingen_sandbox import patienten
from machtigingen_sandbox.bezoeker import Bezoeker
from machtigingen_sandbox.eenmalig import Stappen, fill_in
from machtigingen_sandbox.omgeving import GEBRUIKER
from machtigingen_sandbox.uitgifte import WACHTWOORD

from machtigingen_testkit import toetsen
from machtigingen_testkit.besturing import PREFIX, Besturing
from machtigingen_testkit.front import LINK, Front
from machtigingen_testkit.scenario import Handeling, Scenario, Scherm, Stap, Verloop
from machtigingen_testkit.waarneming import Aanroep, Waarnemingen

ALTIJD = (toetsen.loopt_niet_vast,)


class Oordeel(Enum):
    GESLAAGD = "geslaagd"
    GEZAKT = "gezakt"
    OVERGESLAGEN = "overgeslagen"


@dataclass(frozen=True, kw_only=True)
class Uitslag:
    """One scenario: each thing that was judged with what was the matter, and what arrived."""

    scenario: Scenario
    oordeel: Oordeel
    bevindingen: tuple[tuple[str, str], ...] = ()
    aanroepen: tuple[Aanroep, ...] = ()
    duur: float = 0.0

    @property
    def redenen(self) -> tuple[str, ...]:
        return tuple(f"{zin} {reden}" for zin, reden in self.bevindingen if reden)


@dataclass(frozen=True, kw_only=True)
class Proefbank:
    """A front with the package at the other side. `map` is where a package may keep things between two steps."""

    front: Front
    besturing: Besturing
    map: Path
    vandaag: datetime

    def run(self, scenarios: Iterable[Scenario]) -> Iterator[Uitslag]:
        for scenario in scenarios:
            yield self.run_one(scenario)

    def run_one(self, scenario: Scenario) -> Uitslag:
        begin = time.monotonic()
        waarnemingen = self.front.begin(scenario.toneel(self.front.url), servercertificaat=scenario.servercertificaat)
        schermen: list[Scherm] = []
        ingediend = 0.0
        for stap in scenario.stappen:
            if stap.handeling is Handeling.INDIENEN:
                submit(self.front, waarnemingen)
                ingediend = time.monotonic()
            elif not (stap.als_nodig and _verloop(waarnemingen).gelukt):
                schermen.append(
                    self.besturing.do(scenario, stap, self._omgeving(scenario, stap, waarnemingen), self.front)
                )
            if schermen and schermen[-1].overgeslagen:
                return Uitslag(scenario=scenario, oordeel=Oordeel.OVERGESLAGEN, duur=time.monotonic() - begin)
        verloop = _verloop(waarnemingen, schermen=tuple(schermen), ingediend=ingediend)
        return judge(scenario, verloop, duur=time.monotonic() - begin)

    def _omgeving(self, scenario: Scenario, stap: Stap, waarnemingen: Waarnemingen) -> dict[str, str]:
        """All that the package may know of this step, by the names of environment variables."""
        sandbox, feiten = self.front.portaal.omgeving, stap.feiten
        map = self.map / scenario.nummer
        map.mkdir(parents=True, exist_ok=True)
        gelukt = _verloop(waarnemingen).gelukt
        pushes = _verloop(waarnemingen).pushes
        facts = {
            "SCENARIO": scenario.nummer,
            "HANDELING": stap.handeling.value,
            "URL": self.front.url,
            "CERTIFICAAT": sandbox.certificaat(feiten.certificaat),
            "SLEUTEL": sandbox.certificaat(feiten.certificaat, "key"),
            "P12": sandbox.certificaat(feiten.certificaat, "p12"),
            "P12_WACHTWOORD": WACHTWOORD,
            "CA": sandbox.ca,
            "PERSOONLIJK_CERTIFICAAT": sandbox.certificaat(GEBRUIKER),
            "PERSOONLIJKE_SLEUTEL": sandbox.certificaat(GEBRUIKER, "key"),
            "MAP": map,
            "INSTANTIE": patienten.INSTANTIE,
            "GRONDSLAG": "zvw",
            "BEGINDATUM": patienten.voorbeeld_instroom(self.vandaag)["begindatum"],
            "ZORGVERLENER": feiten.zorgverlener,
            "SPECIALISME": patienten.ZORGVERLENER["specialisme"],
            "BSN": feiten.persona.bsn.onthul(),
            "NAAM": feiten.naam_van_patient,
            "GEBOORTEDATUM": feiten.persona.geboortedatum.isoformat(),
            "GESLACHT": feiten.persona.geslacht.value,
            "DIAGNOSE": feiten.behandeling.get("diagnose", ""),
            "ZORGACTIVITEIT": feiten.behandeling.get("zorgactiviteit", ""),
            "ID": gelukt[-1].data["id"] if gelukt else "",
            "REFERENTIE": pushes[-1].bericht.get("referentie", "") if pushes else "",
        }
        return {PREFIX + naam: str(value) for naam, value in facts.items()}


def judge(scenario: Scenario, verloop: Verloop, *, duur: float = 0.0) -> Uitslag:
    """Pure: what arrived and what could be read decide."""
    bevindingen = tuple((toets.zin, toets.kijk(verloop)) for toets in (*scenario.toetsen, *ALTIJD))
    failed = any(reden for _zin, reden in bevindingen)
    return Uitslag(
        scenario=scenario,
        oordeel=Oordeel.GEZAKT if failed else Oordeel.GESLAAGD,
        bevindingen=bevindingen,
        aanroepen=verloop.aanroepen,
        duur=duur,
    )


def _verloop(waarnemingen: Waarnemingen, *, schermen: tuple[Scherm, ...] = (), ingediend: float = 0.0) -> Verloop:
    return Verloop(
        aanroepen=waarnemingen.aanroepen,
        verbindingen=waarnemingen.verbindingen,
        schermen=schermen,
        ingediend=ingediend,
    )


class _Silent(Stappen):
    def done(self, what: str, id: str = "") -> None:
        pass


def submit(front: Front, waarnemingen: Waarnemingen) -> None:
    """Fills in the form and sends it, as the person does who opened the link. Nothing without a link."""
    gelukt = _verloop(waarnemingen).gelukt
    link = str(gelukt[-1].data.get("link") or "") if gelukt else ""
    if LINK not in link:
        return
    sandbox = front.portaal.omgeving
    bezoeker = Bezoeker(
        ca=sandbox.ca, certificaat=sandbox.certificaat(GEBRUIKER), sleutel=sandbox.certificaat(GEBRUIKER, "key")
    )
    fill_in(bezoeker, sandbox.adres("portaal") + LINK + link.rpartition(LINK)[2], _Silent())
