"""The figures for a program: names that stay, and numbers as they are. The same columns serve JSON and CSV. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from machtigingen.beoordeling.cijfers import Afloop, Cijfers, Telling

Waarde = int | float | str | None


@dataclass(frozen=True)
class Kolom:
    """One figure: its name in JSON, its head in a sheet, and how it follows from a telling."""

    sleutel: str
    titel: str
    waarde: Callable[[Telling], int | float | None]


def _aantal(afloop: Afloop, titel: str) -> Kolom:
    return Kolom(afloop.value, titel, lambda telling: telling.aantal(afloop))


KOLOMMEN = (
    Kolom("ingediend", "Ingediend", lambda telling: telling.ingediend),
    Kolom("besloten", "Besloten", lambda telling: telling.besloten),
    Kolom("vanzelf", "Vanzelf besloten", lambda telling: telling.vanzelf),
    Kolom("aandeel_vanzelf", "Aandeel vanzelf besloten", lambda telling: telling.aandeel_vanzelf),
    _aantal(Afloop.GOEDGEKEURD, "Goedgekeurd"),
    _aantal(Afloop.GEDEELTELIJK_GOEDGEKEURD, "Gedeeltelijk goedgekeurd"),
    _aantal(Afloop.AFGEWEZEN, "Afgewezen"),
    _aantal(Afloop.NIET_NODIG, "Niet nodig"),
    _aantal(Afloop.INGETROKKEN, "Ingetrokken"),
    _aantal(Afloop.VERVALLEN, "Vervallen"),
    _aantal(Afloop.OPEN, "Open"),
    Kolom("te_laat", "Te laat", lambda telling: telling.te_laat),
    Kolom("werkdagen_gemiddeld", "Werkdagen gemiddeld", lambda telling: telling.doorlooptijd.gemiddeld),
    Kolom("werkdagen_mediaan", "Werkdagen mediaan", lambda telling: telling.doorlooptijd.mediaan),
    Kolom(
        "werkdagen_gemiddeld_beoordelaar",
        "Werkdagen gemiddeld bij beoordelaars",
        lambda telling: telling.doorlooptijd_beoordelaar.gemiddeld,
    ),
    Kolom(
        "werkdagen_mediaan_beoordelaar",
        "Werkdagen mediaan bij beoordelaars",
        lambda telling: telling.doorlooptijd_beoordelaar.mediaan,
    ),
    Kolom(
        "werkdagen_90_procent_beoordelaar",
        "Werkdagen voor 90 procent bij beoordelaars",
        lambda telling: telling.doorlooptijd_beoordelaar.binnen(90),
    ),
)


def as_json(cijfers: Cijfers, *, uzovi: str, formulier: str = "") -> dict[str, object]:
    """`formulier` is the one that was asked for, if only one was."""
    per_dag = cijfers.totaal.doorlooptijd_beoordelaar.per_dag
    return {
        "verzekeraar": uzovi,
        "van": cijfers.periode.van.isoformat(),
        "tot": cijfers.periode.tot.isoformat(),
        "formulier": formulier or None,
        "totaal": _figures(cijfers.totaal),
        "per_formulier": _groups(cijfers.per_formulier, "formulier"),
        "per_softwarepakket": _groups(cijfers.per_softwarepakket, "softwarepakket"),
        "per_maand": [{"maand": _month(maand), **_figures(deel)} for maand, deel in cijfers.per_maand.items()],
        "werkdagen_beoordelaar": [{"werkdagen": dag, "aantal": per_dag[dag]} for dag in sorted(per_dag)],
    }


def _groups(groepen: Mapping[str, Telling], soort: str) -> list[dict[str, Waarde]]:
    return [{soort: naam or None, **_figures(telling)} for naam, telling in groepen.items()]


def _figures(telling: Telling) -> dict[str, Waarde]:
    return {kolom.sleutel: _round(kolom.waarde(telling)) for kolom in KOLOMMEN}


KOP = ("Soort", "Groep", *(kolom.titel for kolom in KOLOMMEN))


def as_rows(cijfers: Cijfers, *, titels: Mapping[str, str]) -> Iterator[tuple[Waarde, ...]]:
    """The lines below `KOP`. `titels` gives the name of a form by its code."""
    yield _row("Alles", "", cijfers.totaal)
    for code, telling in cijfers.per_formulier.items():
        yield _row("Formulier", f"{code} {titels.get(code, '')}".strip(), telling)
    for pakket, telling in cijfers.per_softwarepakket.items():
        yield _row("Softwarepakket", pakket or "Onbekend", telling)
    for maand, telling in cijfers.per_maand.items():
        yield _row("Maand", _month(maand), telling)


def _row(soort: str, groep: str, telling: Telling) -> tuple[Waarde, ...]:
    return (soort, groep, *(_round(kolom.waarde(telling)) for kolom in KOLOMMEN))


def _month(maand: date) -> str:
    return f"{maand:%Y-%m}"


def _round(waarde: int | float | None) -> int | float | None:
    return round(waarde, 4) if isinstance(waarde, float) else waarde
