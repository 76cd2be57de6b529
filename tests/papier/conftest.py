"""One fictitious aanvraag on paper, and a way to read it back."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from machtigingen.papier import (
    Besluittekst,
    Groep,
    Regeltekst,
    Rij,
    Samenvatting,
    Vraaggroep,
    Vraagtekst,
    VragenEnAntwoorden,
    samenvatting,
    vragen_en_antwoorden,
)
from machtigingen.papier.document import Document

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

BESLUIT = Besluittekst(
    uitkomst="Goedgekeurd",
    reden="De pupil is voor een deel bedekt.",
    genomen_op=NU,
    door="Automatisch, regel 3 van het formulier",
    geldig_vanaf=date(2026, 11, 24),
    geldig_tot=date(2027, 11, 23),
)
ONDERWERPEN = (
    Groep(
        titel="Verzekerde",
        rijen=(
            Rij(vraag="Naam", antwoord="T. Testpersoon", bron="Uit uw softwarepakket"),
            Rij(vraag="Verzekeraar", antwoord="Testzorg (9902)", bron="Uit COV"),
        ),
    ),
    Groep(titel="Medische vragen", rijen=(Rij(vraag="Zijde", antwoord="Beide", bron="Door u aangepast"),)),
)


def gegevens(**anders: Any) -> Samenvatting:
    """The summary of a granted aanvraag; name what must differ."""
    gewoon: dict[str, Any] = {
        "titel": "Correctie van het bovenooglid",
        "aanvraagnummer": "MA-7K3Q-2041",
        "status": "Goedgekeurd",
        "machtigingsnummer": "990120260000458",
        "instantie": "Oogkliniek Voorbeeldstad, AGB 22990001",
        "verzekeraar": "Testzorg (9902)",
        "ingediend_door": "S. de Vries",
        "ingediend_op": NU,
        "gemaakt_op": NU,
        "onderwerpen": ONDERWERPEN,
        "besluit": BESLUIT,
        "bijlagen": ("gezichtsveld rechts.pdf",),
    }
    return Samenvatting(**gewoon | anders)


def met_antwoord(antwoord: str) -> Samenvatting:
    rij = Rij(vraag="Toelichting", antwoord=antwoord, bron="Door u ingevuld")
    return gegevens(onderwerpen=(Groep(titel="Medische vragen", rijen=(rij,)),))


VRAAG = Vraagtekst(
    vraag="Aan welke zijde wilt u behandelen?",
    doel="De machtiging geldt alleen voor deze zijde.",
    antwoord="Beide",
    bron="Aangepast in het portaal",
    gestuurd="Links",
    door="S. de Vries",
    op=NU,
)
REGEL = Regeltekst(regel="1. Alleen uiterlijk", uitslag="past niet", redenen=("De reden is een andere.",))


def met_vraag(vraag: Vraagtekst = VRAAG, **anders: Any) -> VragenEnAntwoorden:
    """The questions of a granted aanvraag: one; name what must differ."""
    zelfde = {veld: getattr(gegevens(), veld) for veld in Document.__dataclass_fields__}
    gewoon = zelfde | {"onderwerpen": (Vraaggroep(titel="Medische vragen", vragen=(vraag,)),), "regels": (REGEL,)}
    return VragenEnAntwoorden(**gewoon | anders)


def pdf(gegevens: Samenvatting | VragenEnAntwoorden) -> PdfReader:
    zet = samenvatting(gegevens) if isinstance(gegevens, Samenvatting) else vragen_en_antwoorden(gegevens)
    return PdfReader(BytesIO(zet))


def gelezen(gegevens: Samenvatting | VragenEnAntwoorden) -> str:
    """All that a reader finds in the document, without the white space and the places to break a word."""
    tekst = "".join(bladzijde.extract_text() for bladzijde in pdf(gegevens).pages)
    return zonder_wit(tekst)


def zonder_wit(tekst: str) -> str:
    return "".join(tekst.replace("\u200b", "").split())


@pytest.fixture(autouse=True)
def nederlands() -> Any:
    from django.utils.translation import override

    with override("nl"):
        yield
