"""The letter to the insured about a besluit: what was asked, what was decided and why, and how to object.

It is the insurer's letter, so it carries no name of ours, and it is always in Dutch: that is what the law, the
conditions and the reasons are in. The portal knows no address of a patient; the place for it stays empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import override

from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.papier.feiten import dag
from machtigingen.papier.zetten import Gegevens, to_pdf


class Briefuitkomst(StrEnum):
    """What the letter says at its head."""

    TOEGEKEND = "toegekend"
    GEDEELTELIJK = "gedeeltelijk"
    AFGEWEZEN = "afgewezen"
    NIET_NODIG = "niet_nodig"


class Briefvraag(StrEnum):
    """What the provider asked."""

    TOESTEMMING = "toestemming"
    HERBEOORDELING = "herbeoordeling"
    VERLENGING = "verlenging"


@dataclass(frozen=True, kw_only=True)
class Briefregel:
    """One thing that was asked. `toegekend`: what was granted, when that is something else. `reden`: in sentences for
    the insured. `toelichting`: what was written to the provider."""

    gevraagd: str
    besluit: Regelbesluit
    toegekend: str = ""
    reden: str = ""
    toelichting: str = ""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that the letter says. `behandeling`: the title of the form. `aanvrager`: the instantie that asked.
    `toelichting`: what was written to the provider, shown as such. `eerste`: the number of the aanvraag that this
    one follows on; empty once that is gone. `vervangt`: the day of the besluit that this one takes the place of.
    `door_regel`: by no person.
    """

    verzekeraar: str
    verzekerde: str
    behandeling: str
    aanvrager: str
    gevraagd_op: date
    besloten_op: date
    aanvraagnummer: str
    uitkomst: Briefuitkomst
    regels: tuple[Briefregel, ...]
    gronden: tuple[str, ...]
    bezwaar: str
    gemaakt_op: datetime
    vraag: Briefvraag = Briefvraag.TOESTEMMING
    eerste: str = ""
    machtigingsnummer: str = ""
    toelichting: str = ""
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    vervangt: date | None = None
    door_regel: bool = False
    voorbeeld: bool = False


_GEVRAAGD = {
    Briefvraag.TOESTEMMING: "toestemming gevraagd voor deze behandeling",
    Briefvraag.HERBEOORDELING: "gevraagd om opnieuw te kijken naar ons {waarover}",
    Briefvraag.VERLENGING: "gevraagd om de toestemming voor deze behandeling te verlengen",
}
_ZONDER_NUMMER = "eerdere besluit over deze behandeling"
_BESLUIT = {
    Briefuitkomst.TOEGEKEND: "Wij geven toestemming.",
    Briefuitkomst.GEDEELTELIJK: "Wij geven toestemming voor een deel van de aanvraag.",
    Briefuitkomst.AFGEWEZEN: "Wij geven geen toestemming.",
    Briefuitkomst.NIET_NODIG: "Voor deze behandeling is geen toestemming nodig.",
}
_REGEL = {
    Regelbesluit.TOEGEKEND: "Toestemming",
    Regelbesluit.ANDERS: "Toestemming, maar anders dan gevraagd",
    Regelbesluit.AFGEWEZEN: "Geen toestemming",
}


_VOORBEELD = {
    "melding": "Dit is een voorbeeld. De brief is niet verstuurd en het besluit is nog niet genomen.",
    "watermerk": "VOORBEELD",
}
# Algemene verordening gegevensbescherming, article 22 paragraph 3: whom a computer decided about may ask for a person.
_AUTOMATISCH = (
    "Een computer heeft de antwoorden van uw zorgverlener vergeleken met vaste regels. "
    "Wilt u dat een medewerker naar het besluit kijkt? Dan kunt u ons dat vragen."
)
VRAGEN = (
    "Vragen over dit besluit kunt u aan ons stellen. Noem dan het aanvraagnummer: {nummer}.\n"
    "Vragen over de behandeling kunt u het best stellen aan uw zorgverlener. Uw zorgverlener krijgt ons besluit ook."
)


def brief(gegevens: Brief) -> bytes:
    """A tagged PDF (PDF/UA-1) in Dutch."""
    with override("nl"):
        return to_pdf(sjabloon="brief", gegevens=_inhoud(gegevens), gemaakt_op=gegevens.gemaakt_op)


def _inhoud(gegevens: Brief) -> Gegevens:
    return {
        "taal": "nl",
        "merk": gegevens.verzekeraar,
        "nummer": gegevens.aanvraagnummer,
        "bladzijde": "Pagina {nummer} van {totaal}",
        "codes": "Een teken dat wij niet kunnen afdrukken, staat er als code, zoals [U+1F600].",
        "titel": f"Besluit over uw behandeling: {gegevens.behandeling}",
        "verzekerde": gegevens.verzekerde,
        "voorbeeld": _VOORBEELD if gegevens.voorbeeld else None,
        "kenmerken": [{"vraag": vraag, "antwoord": antwoord} for vraag, antwoord in _kenmerken(gegevens)],
        "aanhef": f"Geachte {gegevens.verzekerde or 'heer of mevrouw'},",
        "inleiding": list(_inleiding(gegevens)),
        "besluit": list(_besluit(gegevens)),
        "kolommen": ["Wat is gevraagd", "Ons besluit"],
        "regels": {"titel": "Ons besluit per onderdeel", "regels": [_regel(regel) for regel in gegevens.regels]},
        "stukken": list(_stukken(gegevens)),
        "groet": "Met vriendelijke groet,",
    }


def _kenmerken(gegevens: Brief) -> Iterator[tuple[str, str]]:
    yield "Datum", dag(gegevens.besloten_op)
    yield "Aanvraagnummer", gegevens.aanvraagnummer
    if gegevens.machtigingsnummer:
        yield "Machtigingsnummer", gegevens.machtigingsnummer


def _inleiding(gegevens: Brief) -> Iterator[str]:
    waarover = f"besluit over de aanvraag met nummer {gegevens.eerste}" if gegevens.eerste else _ZONDER_NUMMER
    gevraagd = _GEVRAAGD[gegevens.vraag].format(waarover=waarover)
    yield (
        f"{gegevens.aanvrager} heeft ons op {dag(gegevens.gevraagd_op)} {gevraagd}. "
        "In deze brief leest u wat wij hebben besloten, en waarom."
    )
    if gegevens.vervangt:
        yield f"Dit besluit komt in de plaats van ons besluit van {dag(gegevens.vervangt)}."


def _besluit(gegevens: Brief) -> Iterator[str]:
    yield _BESLUIT[gegevens.uitkomst]
    if periode := _periode(gegevens):
        yield f"De toestemming geldt {periode}."


def _periode(gegevens: Brief) -> str:
    if gegevens.uitkomst not in (Briefuitkomst.TOEGEKEND, Briefuitkomst.GEDEELTELIJK):
        return ""
    delen = (("vanaf", gegevens.geldig_vanaf), ("tot en met", gegevens.geldig_tot))
    return " ".join(f"{woord} {dag(een)}" for woord, een in delen if een)


def _regel(regel: Briefregel) -> Gegevens:
    return {
        "gevraagd": regel.gevraagd,
        "besluit": _REGEL[regel.besluit],
        "toegekend": f"U krijgt: {regel.toegekend}" if regel.toegekend else "",
        "uitleg": [deel for deel in (regel.reden, _geschreven(regel.toelichting)) if deel],
    }


def _geschreven(toelichting: str) -> str:
    return f"Aan uw zorgverlener schreven wij: “{toelichting}”" if toelichting else ""


def _stukken(gegevens: Brief) -> Iterator[Gegevens]:
    if gegevens.toelichting:
        yield stuk("Wat wij aan uw zorgverlener schreven", gegevens.toelichting)
    if gegevens.door_regel:
        yield stuk("Dit besluit is automatisch genomen", _AUTOMATISCH)
    if gegevens.gronden:
        gronden = tuple(dict.fromkeys(gegevens.gronden))
        yield stuk("Waarop ons besluit rust", "Bij ons besluit hebben wij gekeken naar:", namen=gronden)
    yield stuk("Bent u het niet eens met ons besluit?", gegevens.bezwaar)
    yield stuk("Hebt u vragen?", VRAGEN.format(nummer=gegevens.aanvraagnummer))


def stuk(titel: str, tekst: str, *, namen: tuple[str, ...] = ()) -> Gegevens:
    return {"titel": titel, "alineas": tekst.split("\n"), "namen": namen}
