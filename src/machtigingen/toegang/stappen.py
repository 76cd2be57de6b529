"""What has to be done before people and software of an organisation can work here, and what of it is done. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from machtigingen.foundation import ADVISEREN, BEHEREN, BEOORDELEN, INDIENEN


@dataclass(frozen=True)
class Stap:
    """One thing of the task list. `wie` does it: contactpersoon, softwareleverancier or portaalbeheer."""

    sleutel: str
    titel: str
    klaar: bool
    uitleg: str
    wie: str


@dataclass(frozen=True, kw_only=True)
class Software:
    """The certificate of software that works and that is to do all of it."""

    mag: bool
    adressen: bool
    gebruikt: bool


def stappen(
    *,
    is_instantie: bool,
    loopt: bool,
    rechten: Sequence[Collection[str]],
    beproefd: Sequence[Collection[str]],
    software: Software | None,
) -> tuple[Stap, ...]:
    """`rechten`: of each person who can log in what his or her certificates may do; `beproefd`: those that were used at
    least once. The second of whatever is asked twofold is there so that one can be ill."""
    gewoon = (
        Stap(
            "overeenkomst",
            "De overeenkomst loopt",
            loopt,
            "Vanaf de begindatum mag u het portaal gebruiken.",
            "portaalbeheer",
        ),
        Stap(
            "contactpersonen",
            "Twee mensen beheren de toegang",
            _count(rechten, BEHEREN) >= 2,
            "Is de een er niet, dan kan de ander verder.",
            "contactpersoon",
        ),
    )
    eigen = _of_instantie(beproefd) if is_instantie else _of_verzekeraar(rechten)
    zonder = not is_instantie and software is None  # an insurer may do all its work in the portal
    return (*gewoon, *eigen, *(() if zonder else _of_software(software)))


def _count(rechten: Sequence[Collection[str]], recht: str) -> int:
    return sum(recht in van_een for van_een in rechten)


def _of_instantie(beproefd: Sequence[Collection[str]]) -> tuple[Stap, ...]:
    return (
        Stap(
            "medewerkers",
            "Een medewerker kan indienen",
            _count(beproefd, INDIENEN) >= 1,
            "Geef minstens één medewerker een persoonlijk certificaat en het recht om in te dienen. Het telt zodra die "
            "medewerker een keer heeft ingelogd.",
            "contactpersoon",
        ),
    )


def _of_verzekeraar(rechten: Sequence[Collection[str]]) -> tuple[Stap, ...]:
    return (
        Stap(
            "medewerkers",
            "Twee beoordelaars kunnen werken",
            _count(rechten, BEOORDELEN) >= 2,
            "Is afgesproken dat twee mensen kijken, dan zijn er ook twee nodig.",
            "contactpersoon",
        ),
        Stap(
            "adviseur",
            "Er is een medisch adviseur",
            _count(rechten, ADVISEREN) >= 1,
            "Voor sommige besluiten is zijn oordeel nodig.",
            "contactpersoon",
        ),
    )


def _of_software(software: Software | None) -> tuple[Stap, ...]:
    return (
        Stap(
            "systeemcertificaat",
            "Er is een systeemcertificaat met rechten",
            software is not None and software.mag,
            "Eén certificaat, voor al uw softwarepakketten samen.",
            "contactpersoon",
        ),
        Stap(
            "adressen",
            "Uw adressen zijn geregistreerd",
            software is not None and software.adressen,
            "Dan kan niemand het certificaat ergens anders gebruiken.",
            "contactpersoon",
        ),
        Stap(
            "eerste_aanroep",
            "Uw software heeft gebeld",
            software is not None and software.gebruikt,
            "Installeer het certificaat in uw pakket en test de koppeling.",
            "softwareleverancier",
        ),
    )
