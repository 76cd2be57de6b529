"""What can a vendor try in the sandbox, how is it provoked, and what comes back?

Every row is made of a fixture: a certificate, a patient, a register, an example of the contract or of a form. A test
sends them all; docs/testidentiteiten.md is written from them.
"""

from collections.abc import Iterable
from datetime import datetime

from machtigingen_sandbox import personas_verzoeken as wat
from machtigingen_sandbox import personas_wie as wie
from machtigingen_sandbox.personas_proeven import Groep
from machtigingen_sandbox.personas_soap import soap


def groepen(*, now: datetime) -> tuple[Groep, ...]:
    """All tables, with messages for today."""
    return (
        wie.uitkomsten(now),
        wie.certificaten(now),
        wie.instanties(now),
        wie.verzekerden(now),
        wie.zorgverleners(now),
        wat.behandelingen(now),
        wat.waarschuwingen(now),
        wat.berichten(),
        wat.verzoeken(now),
        soap(),
        wat.herhalingen(now),
        wat.links(now),
    )


# What no message and no certificate brings about, and where it is seen all the same.
NIET_OP_TE_ROEPEN = {
    "D107": "de intrekkingslijst is te oud; dit is een storing aan onze kant",
    "D110": "de beheerder heeft de toegang stilgezet; in het portaal met `persoonlijk-stilgezet`",
    "D111": "alleen in het portaal, met `persoonlijk-op-slot`",
    "D113": "de contactpersoon heeft het certificaat beëindigd",
    "D114": "alleen in het portaal, met `persoonlijk-uit-dienst`",
    "D115": "alleen in het portaal, met een code uit een app (tweede factor) en een certificaat zonder naam",
    "D120": "met de uitgever van het certificaat is iets mis",
    "D206": "het certificaat is bij een andere organisatie aangemeld",
    "D208": "alleen in het portaal, voor wie geen contactpersoon is",
    "D302": "alleen in het portaal, in een oud tabblad",
    "D303": "alleen in het portaal, na een lange pauze",
    "D304": "alleen in het portaal, met een code uit een app (tweede factor)",
    "D305": "alleen in het portaal, bij een foute code uit een app",
    "B109": "een verzoek dat geen HTTP is",
    "B110": "alleen in het portaal, bij heel veel tekst",
    "B111": "een bericht dat te langzaam binnenkomt",
    "B302": "twee gelijke berichten op hetzelfde moment",
    "F107": "alleen in het portaal, bij het indienen op het eigen formulier van een andere verzekeraar",
    "F108": "in het portaal, bij het indienen op een landelijk formulier waar de verzekeraar een eigen heeft",
    **dict.fromkeys(
        ("F301", "F302", "F303", "F304", "F305", "F306", "F307", "F308"),
        "alleen in het portaal, voor wie formulieren van een verzekeraar beheert",
    ),
    "R201": "het AGB-register is er niet; de testkit speelt een storing na (T13)",
    "R308": "alleen in het portaal, bij het indienen",
    "L102": "de link is 24 uur niet geopend; de testkit speelt dit na (T25)",
    "S100": "er ging iets mis bij ons",
    "S101": "storing van de opslag",
    "S102": "het portaal start nog; de testkit speelt dit na (T13, T14)",
    "S103": "de schijf van het portaal is vol",
    "S201": "alleen voor wie het portaal beheert, bij een intrekkingslijst",
    "S202": "alleen voor wie het portaal beheert, bij een intrekkingslijst",
    "S203": "alleen voor wie het portaal beheert, bij een intrekkingslijst",
    "S104": "heel veel aanroepen in één minuut; de testkit speelt dit na (T15)",
}


def uncovered(codes: Iterable[str], *, now: datetime) -> set[str]:
    """Those of these codes that no row provokes and no reason is given for."""
    covered = {proef.code for groep in groepen(now=now) for proef in groep.proeven}
    return set(codes) - covered - NIET_OP_TE_ROEPEN.keys()
