"""Does an answer compare so? The one place where answers are weighed, for rules and for enableWhen."""

import operator
from decimal import Decimal

from machtigingen.beslisboom.tabel import Toets
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Vraag, Waarde

OPERATIES = {
    Operator.IS: operator.eq,
    Operator.IS_NIET: operator.ne,
    Operator.KLEINER: operator.lt,
    Operator.HOOGSTENS: operator.le,
    Operator.GROTER: operator.gt,
    Operator.TEN_MINSTE: operator.ge,
}


def compares(vraag: Vraag, antwoord: Waarde, vergelijking: Vergelijking) -> bool:
    """With several choices, `=` asks whether it is among them and `!=` whether it is not."""
    if isinstance(antwoord, list):
        among = vergelijking.waarde in antwoord
        return among if vergelijking.operator is Operator.IS else not among
    return bool(OPERATIES[vergelijking.operator](weight(vraag, antwoord), weight(vraag, vergelijking.waarde)))


def fits(vraag: Vraag, antwoord: Waarde, toets: Toets) -> bool:
    """Whether the answer passes the unary test."""
    found = any(
        all(compares(vraag, antwoord, vergelijking) for vergelijking in alternatief)
        for alternatief in toets.alternatieven
    )
    return found is not toets.niet


def weight(vraag: Vraag, waarde: Waarde) -> Waarde | Decimal:
    return Decimal(str(waarde)) if vraag.type.met_decimalen else waarde
