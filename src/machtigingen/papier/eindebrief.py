"""The letter to the insured when the insurer sets another last day than the besluit gave: until when it holds now, why,
and how to object. As the letter about a besluit it is the insurer's, and always in Dutch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from machtigingen.papier.brief import VRAGEN, stuk
from machtigingen.papier.feiten import dag
from machtigingen.papier.zetten import Gegevens, to_pdf


@dataclass(frozen=True, kw_only=True)
class Eindebrief:
    """All that it says. `einde`: the last day from now on; before `geldig_vanaf` it never holds. `reden`: what was
    written to the provider, shown as such."""

    verzekeraar: str
    verzekerde: str
    behandeling: str
    aanvrager: str
    aanvraagnummer: str
    machtigingsnummer: str
    besloten_op: date
    geldig_vanaf: date | None
    geldig_tot: date | None
    einde: date
    gezet_op: date
    reden: str
    bezwaar: str
    gemaakt_op: datetime


def eindebrief(gegevens: Eindebrief) -> bytes:
    """A tagged PDF (PDF/UA-1) in Dutch."""
    with override("nl"):
        return to_pdf(sjabloon="brief", gegevens=_inhoud(gegevens), gemaakt_op=gegevens.gemaakt_op)


def _inhoud(gegevens: Eindebrief) -> Gegevens:
    return {
        "taal": "nl",
        "merk": gegevens.verzekeraar,
        "nummer": gegevens.aanvraagnummer,
        "bladzijde": "Pagina {nummer} van {totaal}",
        "codes": "Een teken dat wij niet kunnen afdrukken, staat er als code, zoals [U+1F600].",
        "titel": f"Einddatum van de toestemming voor uw behandeling: {gegevens.behandeling}",
        "verzekerde": gegevens.verzekerde,
        "voorbeeld": None,
        "kenmerken": [
            {"vraag": "Datum", "antwoord": dag(gegevens.gezet_op)},
            {"vraag": "Aanvraagnummer", "antwoord": gegevens.aanvraagnummer},
            {"vraag": "Machtigingsnummer", "antwoord": gegevens.machtigingsnummer},
        ],
        "aanhef": f"Geachte {gegevens.verzekerde or 'heer of mevrouw'},",
        "inleiding": list(_inleiding(gegevens)),
        "besluit": list(_besluit(gegevens)),
        "kolommen": [],
        "regels": {"titel": "", "regels": []},
        "stukken": list(_stukken(gegevens)),
        "groet": "Met vriendelijke groet,",
    }


def _inleiding(gegevens: Eindebrief) -> Iterator[str]:
    yield (
        f"Op {dag(gegevens.besloten_op)} gaven wij toestemming voor deze behandeling. "
        f"{gegevens.aanvrager} had daarom gevraagd. {_wat_er_is(gegevens)} "
        "In deze brief leest u wat dat betekent, en waarom."
    )


def _wat_er_is(gegevens: Eindebrief) -> str:
    if _is_taken_back(gegevens):
        return "Schreven wij u daarna over een andere einddatum? Die geldt niet meer."
    return "Wij hebben de einddatum van die toestemming veranderd."


def _is_taken_back(gegevens: Eindebrief) -> bool:
    """It holds again until the day of the besluit."""
    return gegevens.einde == gegevens.geldig_tot


def _besluit(gegevens: Eindebrief) -> Iterator[str]:
    if _is_taken_back(gegevens):
        yield f"De toestemming geldt weer tot en met {dag(gegevens.einde)}, zoals in ons besluit stond."
        yield "Een behandeling na die dag valt niet onder onze toestemming."
        return
    eerst = f" In ons besluit stond: tot en met {dag(gegevens.geldig_tot)}." if gegevens.geldig_tot else ""
    if gegevens.geldig_vanaf is not None and gegevens.einde < gegevens.geldig_vanaf:
        yield "De toestemming geldt op geen enkele dag."
        yield f"De behandeling valt niet meer onder onze toestemming.{eerst}"
        return
    yield f"De toestemming geldt tot en met {dag(gegevens.einde)}."
    yield f"Een behandeling na die dag valt niet onder onze toestemming.{eerst}"


def _stukken(gegevens: Eindebrief) -> Iterator[Gegevens]:
    yield stuk("Wat wij hierover aan uw zorgverlener schreven", gegevens.reden)
    yield stuk("Bent u het niet eens met ons besluit?", gegevens.bezwaar)
    yield stuk("Hebt u vragen?", VRAGEN.format(nummer=gegevens.aanvraagnummer))
