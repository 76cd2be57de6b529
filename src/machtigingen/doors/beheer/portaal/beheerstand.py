"""What can need the care of who runs the portal, and for each what to do about it and where that is explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machtigingen.pki import Geldigheid


class Onderwerp(Enum):
    """What a sentence is about."""

    DATABASE = "database"
    REGISTERS = "registers"
    COV = "cov"
    ZELFTEST = "zelftest"
    CERTIFICATEN = "certificaten"
    OPHALEN = "ophalen"
    BEZORGER = "bezorger"
    WISSEN = "wissen"
    OPGEGEVEN = "opgegeven"


@dataclass(frozen=True, kw_only=True)
class Beheerstand:
    """What there is to tell at one moment: sentences by what they are about, those that stop the portal apart, and how
    long each CA and each revocation list lasts."""

    redenen: dict[Onderwerp, tuple[str, ...]]
    meldingen: dict[Onderwerp, tuple[str, ...]]
    geldigheid: tuple[Geldigheid, ...]


TE_DOEN: Mapping[Onderwerp, Promise] = MappingProxyType(
    {
        Onderwerp.DATABASE: _("Geef machtigingen migrate, of zet de versie van het portaal terug die erbij hoort."),
        Onderwerp.REGISTERS: _("Laad het met machtigingen register laad."),
        Onderwerp.COV: _("Stel de koppeling in, in portaal.toml."),
        Onderwerp.ZELFTEST: _(
            "Staat er dat hij niet geslaagd is? Stop dan nu nginx, en schrijf zijn configuratie opnieuw."
        ),
        Onderwerp.CERTIFICATEN: _(
            "Haal met machtigingen crl haal een nieuwe lijst op. Verloopt de uitgever, zet dan zijn opvolger klaar."
        ),
        Onderwerp.OPHALEN: _("Kijk met machtigingen crl haal waarom het niet lukt. De lijst die er is, geldt nog."),
        Onderwerp.BEZORGER: _("Start hem met systemctl restart machtigingen-bezorg."),
        Onderwerp.WISSEN: _(
            "Geef machtigingen bewaar, en kijk waarom het stopte. Wacht er een aanvraag, bel dan de verzekeraar."
        ),
        Onderwerp.OPGEGEVEN: _("Kijk met machtigingen bezorgingen --opgegeven welke ontvanger niets aanneemt."),
    }
)
