"""What there is to tell, by which way, and how a bezorging stands: the closed sets of this package."""

from enum import Enum

from machtigingen.toegang.nieuws import Nieuws


class Soort(Enum):
    """What happened with an aanvraag: what somebody did. That a term ran out is nobody's act, and can be counted."""

    INGEDIEND = "ingediend"
    IN_BEHANDELING = "in_behandeling"
    INFORMATIE_GEVRAAGD = "informatie_gevraagd"
    AANGEVULD = "aangevuld"
    BESLUIT = "besluit"
    INGETROKKEN = "ingetrokken"
    BEEINDIGD = "beeindigd"
    HEROPEND = "heropend"


Bezorgsoort = Soort | Nieuws


def bezorgsoort(waarde: str) -> Bezorgsoort:
    """What one bezorging is about: an aanvraag, or access."""
    return Nieuws(waarde) if waarde in {een.value for een in Nieuws} else Soort(waarde)


class Kanaal(Enum):
    """A way to tell it. Each has a module in `kanalen`."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Toestand(Enum):
    """How a bezorging stands. `opgegeven` is a dead letter: it stays, and can be sent again."""

    WACHT = "wacht"
    BEZORGD = "bezorgd"
    OPGEGEVEN = "opgegeven"


OVEREENKOMST_VOORBIJ = "overeenkomst_voorbij"
"""Why nothing was told any more to an organisation whose agreement ended."""
