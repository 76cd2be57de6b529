"""The page that an instantie keeps, or shows its vendor: the connection is complete, with which certificate, from
where, and when it last worked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from machtigingen.papier.feiten import feit, moment
from machtigingen.papier.zetten import Gegevens, to_pdf


@dataclass(frozen=True, kw_only=True)
class Aansluitbewijs:
    """All that it says. `stappen`: what had to be done, and is."""

    instantie: str
    agb: str
    contactpersonen: tuple[str, ...]
    stappen: tuple[str, ...]
    certificaat: str
    serienummer: str
    geldig_tot: str
    rechten: str
    adressen: tuple[str, ...]
    laatste_aanroep: str
    gemaakt_door: str
    gemaakt_op: datetime


def aansluitbewijs_pdf(bewijs: Aansluitbewijs) -> bytes:
    """A tagged PDF (PDF/UA-1) of one page."""
    op = moment(bewijs.gemaakt_op)
    gegevens: Gegevens = {
        "taal": get_language() or "nl",
        "merk": gettext("Machtigingenportaal"),
        "nummer": gettext("AGB-code %(agb)s") % {"agb": bewijs.agb},
        "titel": gettext("Aansluitbewijs"),
        "zin": gettext("%(instantie)s is aangesloten op het Machtigingenportaal. Op %(op)s was alles in orde.")
        % {"instantie": bewijs.instantie, "op": op},
        "kern": [feit(gettext("Instantie"), bewijs.instantie), feit(gettext("AGB-code"), bewijs.agb)],
        "delen": [
            {
                "titel": gettext("Systeemcertificaat"),
                "feiten": [
                    feit(gettext("Naam in het certificaat"), bewijs.certificaat),
                    feit(gettext("Rechten"), bewijs.rechten),
                    feit(gettext("Geldig tot"), bewijs.geldig_tot),
                    feit(gettext("Serienummer"), bewijs.serienummer),
                    feit(gettext("Mag bellen vanaf"), _few(bewijs.adressen)),
                    feit(gettext("Laatste geslaagde aanroep"), bewijs.laatste_aanroep),
                ],
            },
            {
                "titel": gettext("Contactpersonen"),
                "feiten": [
                    feit(gettext("Contactpersonen"), "\n".join(bewijs.contactpersonen)),
                    feit(gettext("Dit bewijs is gemaakt door"), bewijs.gemaakt_door),
                ],
            },
        ],
        "klaar": {"titel": gettext("Wat in orde is"), "stappen": list(bewijs.stappen)},
        "gemaakt": gettext("Gemaakt op %(moment)s") % {"moment": op},
        "bladzijde": gettext("Pagina {nummer} van {totaal}"),
        "codes": gettext("Een teken dat dit document niet kan tonen, staat er als code, zoals [U+1F600]."),
    }
    return to_pdf(sjabloon="aansluitbewijs", gegevens=gegevens, gemaakt_op=bewijs.gemaakt_op)


_MEESTE = 8


def _few(adressen: tuple[str, ...]) -> str:
    """It is one page: of many addresses the first, and how many more."""
    meer = len(adressen) - _MEESTE
    erbij = (gettext("en nog %(aantal)s, zie het portaal") % {"aantal": meer},) if meer > 0 else ()
    return "\n".join((*adressen[:_MEESTE], *erbij))
