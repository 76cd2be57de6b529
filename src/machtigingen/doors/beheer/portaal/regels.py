"""One certificate as a line: whose it is, how it stands, and how one knows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from machtigingen.doors.beheer.woorden import STANDEN, dag, moment_in_words, rechten_in_words, title_of
from machtigingen.foundation import PORTAALBEHEER
from machtigingen.toegang.team import Certificaatrij, Stand
from machtigingen.ui.merken import Merkteken


@dataclass(frozen=True, kw_only=True)
class Certificaatregel:
    titel: str
    merk: Merkteken
    onder: str
    serienummer: str


def line_of(rij: Certificaatrij) -> Certificaatregel:
    gebruikt = (
        _("laatst gebruikt %(op)s") % {"op": moment_in_words(rij.laatst_gebruikt_at)}
        if rij.laatst_gebruikt_at
        else _("nog niet gebruikt")
    )
    return Certificaatregel(
        titel=title_of(rij),
        merk=STANDEN[rij.stand],
        onder=f"{_rights(rij)} · {_until(rij)} · {gebruikt}",
        serienummer=rij.serienummer,
    )


def _until(rij: Certificaatrij) -> str:
    if rij.einde_at is None or rij.einde_at > rij.geldig_tot:
        return _("geldig tot %s") % dag(rij.geldig_tot)
    einde = dag(rij.einde_at)
    return _("beëindigd op %s") % einde if rij.stand is Stand.BEEINDIGD else _("werkt tot %s") % einde


def _rights(rij: Certificaatrij) -> str:
    """As on the pages of a contactpersoon, where running the portal is no right that there is."""
    if PORTAALBEHEER in rij.autorisaties:
        return _("Portaalbeheer")
    return rechten_in_words(rij.autorisaties) if rij.autorisaties else _("Geen rechten")
