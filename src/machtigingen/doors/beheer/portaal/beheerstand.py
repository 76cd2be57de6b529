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


@dataclass(frozen=True)
class Aanpak:
    """What to do, and the part of docs/wat-doe-ik-als.md that tells more."""

    doen: Promise
    anker: str


AANPAK: Mapping[Onderwerp, Aanpak] = MappingProxyType(
    {
        Onderwerp.DATABASE: Aanpak(
            _("Geef machtigingen migrate, of zet de versie van het portaal terug die erbij hoort."),
            "een-nieuwe-versie",
        ),
        Onderwerp.REGISTERS: Aanpak(_("Laad het met machtigingen register laad."), "een-register-ontbreekt"),
        Onderwerp.COV: Aanpak(_("Stel de koppeling in, in portaal.toml."), "cov-is-weg"),
        Onderwerp.ZELFTEST: Aanpak(
            _("Staat er dat hij niet geslaagd is? Stop dan nu nginx, en schrijf zijn configuratie opnieuw."),
            "de-zelftest-is-rood",
        ),
        Onderwerp.CERTIFICATEN: Aanpak(
            _("Haal met machtigingen crl haal een nieuwe lijst op. Verloopt de uitgever, zet dan zijn opvolger klaar."),
            "de-zinnen-van-readyz",
        ),
        Onderwerp.OPHALEN: Aanpak(
            _("Kijk met machtigingen crl haal waarom het niet lukt. De lijst die er is, geldt nog."),
            "een-intrekkingslijst-is-over-haar-datum",
        ),
        Onderwerp.BEZORGER: Aanpak(
            _("Start hem met systemctl restart machtigingen-bezorg."), "de-bezorger-loopt-achter"
        ),
        Onderwerp.WISSEN: Aanpak(
            _("Geef machtigingen bewaar, en kijk waarom het stopte. Wacht er een aanvraag, bel dan de verzekeraar."),
            "het-wissen-staat-stil",
        ),
        Onderwerp.OPGEGEVEN: Aanpak(
            _("Kijk met machtigingen bezorgingen --opgegeven welke ontvanger niets aanneemt."),
            "de-bezorger-loopt-achter",
        ),
    }
)
