"""Between what does each number of the configuration lie, in production? Wide enough for any choice, and no wider: what
is outside was typed wrongly, or switches something off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from machtigingen.project.config import Config
from machtigingen.project.keuring.feiten import Feiten


@dataclass(frozen=True)
class Grens:
    """Both ends are allowed."""

    minst: float
    hoogst: float

    def holds(self, waarde: Any) -> bool:
        return self.minst <= waarde <= self.hoogst


GRENZEN: Mapping[str, Grens] = {
    "cov_tijdslimiet": Grens(1, 30),  # seconds that somebody waits, and a thread hangs
    "bijlagen_mb": Grens(1, 40),  # an upload is in memory, and so is the zip of a dossier
    "virusscan_tijdslimiet": Grens(1, 60),  # seconds that somebody waits
    "link_uren": Grens(1, 168),  # whoever has the link and a certificate may open it
    "sessie_minuten": Grens(2, 60),
    "sessie_uren": Grens(1, 24),
    "aanroepen_per_minuut": Grens(10, 10_000),  # more a process does not answer: no limit at all
    "opzoeken_per_uur": Grens(1, 500),  # more is looking for a BSN, not for a patient
    "metingen_poort": Grens(0, 65_535),
    "crl_minuten": Grens(1, 1_440),  # who was withdrawn is let in for so long
    "smtp_poort": Grens(1, 65_535),
    "overlap_dagen": Grens(1, 90),  # the old key still works for so long
    "bewaartermijnen.ongeopend_uren": Grens(1, 168),
    "bewaartermijnen.concept_dagen": Grens(1, 366),
    "bewaartermijnen.aanvraag_jaren": Grens(1, 20),  # a medical file: article 7:454 of the Civil Code
    "bewaartermijnen.bijlage_jaren": Grens(1, 20),
    "bewaartermijnen.audit_jaren": Grens(5, 30),  # NEN 7513
    "poorten.info": Grens(1, 65_535),  # 0 is another one at each start
    "poorten.portaal": Grens(1, 65_535),
    "poorten.api": Grens(1, 65_535),
}


def outside(config: Config, feiten: Feiten) -> Iterator[str]:
    for naam, grens in GRENZEN.items():
        if not grens.holds(waarde := value_of(config, naam)):
            yield f"{naam}: {waarde} ligt niet tussen {grens.minst} en {grens.hoogst}"


def value_of(config: Config, naam: str) -> Any:
    groep, _, sleutel = naam.partition(".")
    waarde = getattr(config, groep)
    return waarde[sleutel] if sleutel else waarde
