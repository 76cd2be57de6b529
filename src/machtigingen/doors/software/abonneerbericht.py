"""What software asks for when it takes an abonnement: a small message, read as strictly as the large one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from machtigingen.foundation import DomainError, Fout, veldnaam
from machtigingen.instroom.bericht import lees_regel
from machtigingen.instroom.spoor import package_name
from machtigingen.notificaties.soorten import Soort

PAKKET_MAX = 60
SOORTEN_MAX = 50
_VELDEN = ("adres", "soorten", "softwarepakket")
_KEUZES = ", ".join(f"'{soort.value}'" for soort in Soort)


@dataclass(frozen=True, kw_only=True)
class Abonneerbericht:
    """The address is not yet judged. No `soorten` means all. The name of the package is kept as in the log: one that
    could hold a number of a person is left out."""

    adres: str
    soorten: frozenset[Soort]
    softwarepakket: str


def read_abonnement(data: Any) -> Abonneerbericht:
    """Raises B201 to B205 and B207 for all that is wrong in its form, together."""
    if not isinstance(data, dict):
        raise DomainError.one("B203", veld="bericht")
    fouten = tuple(_fouten(data))
    if fouten:
        raise DomainError(*fouten)
    return Abonneerbericht(
        adres=data["adres"],
        soorten=frozenset(Soort(soort) for soort in data.get("soorten", ())),
        softwarepakket=package_name(data.get("softwarepakket")),
    )


def _fouten(data: dict[str, Any]) -> Iterator[Fout]:
    for naam in data.keys() - set(_VELDEN):
        yield Fout("B202", veldnaam(naam), {"veld": veldnaam(naam)})
    if "adres" not in data:
        yield Fout("B201", "adres", {"veld": "adres"})
    elif not isinstance(data["adres"], str):
        yield Fout("B203", "adres", {"veld": "adres"})
    if "soorten" in data:
        yield from _fouten_soorten(data["soorten"])
    if "softwarepakket" in data:
        yield from _fouten_pakket(data["softwarepakket"])


def _fouten_soorten(soorten: Any) -> Iterator[Fout]:
    if not isinstance(soorten, list):
        yield Fout("B203", "soorten", {"veld": "soorten"})
        return
    if not 1 <= len(soorten) <= SOORTEN_MAX:
        yield Fout("B204", "soorten", {"veld": "soorten", "maximum": str(SOORTEN_MAX)})
        return
    bekend = {soort.value for soort in Soort}
    for plek, soort in enumerate(soorten):
        pad = f"soorten[{plek}]"
        if not isinstance(soort, str):
            yield Fout("B203", pad, {"veld": pad})
        elif soort not in bekend:
            yield Fout("B205", pad, {"veld": pad, "keuzes": _KEUZES})


def _fouten_pakket(naam: Any) -> Iterator[Fout]:
    veld = "softwarepakket"
    if not isinstance(naam, str):
        yield Fout("B203", veld, {"veld": veld})
    elif not (naam.strip() and len(naam) <= PAKKET_MAX):
        yield Fout("B204", veld, {"veld": veld, "maximum": str(PAKKET_MAX)})
    else:
        try:
            lees_regel(naam)
        except ValueError:
            yield Fout("B207", veld, {"veld": veld})
