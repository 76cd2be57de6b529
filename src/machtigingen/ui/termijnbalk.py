"""The term of an aanvraag as a bar, with the same in words beside it: what is left, paused, or too late."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machtigingen.aanvragen.doorlooptijd import klok_of
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import open_verzoek_of
from machtigingen.aanvragen.termijn import Stand


class Drang(StrEnum):
    """How much haste there is; each has a word as well as a colour."""

    RUSTIG = "rustig"
    WAARSCHUWING = "waarschuwing"
    TE_LAAT = "te_laat"
    STIL = "stil"


_ICOON = {Drang.WAARSCHUWING: "waarschuwing", Drang.TE_LAAT: "waarschuwing", Drang.STIL: "streep", Drang.RUSTIG: "klok"}


@dataclass(frozen=True, kw_only=True)
class Termijnbalk:
    """`gevuld`: how much of the term is used, of 100. `dag`: the day that counts, in words."""

    drang: Drang
    gevuld: int
    tekst: str
    dag: str = ""

    @property
    def svg(self) -> str:
        return f"ui/iconen/{_ICOON[self.drang]}.svg"


def termijnbalk(stand: Stand, *, tot: date | None = None, reageren_voor: date | None = None) -> Termijnbalk:
    """`tot`: the last day for the besluit; while paused, `reageren_voor` is until when an answer is awaited."""
    drang = _drang(stand)
    return Termijnbalk(drang=drang, gevuld=_gevuld(stand), tekst=_tekst(stand, drang), dag=_dag(tot, reageren_voor))


def balk_van(aanvraag: Aanvraag, now: datetime) -> Termijnbalk | None:
    """The bar of an aanvraag that was looked at; none while no clock runs."""
    klok = klok_of(aanvraag, now)
    if klok is None:
        return None
    open_ = open_verzoek_of(aanvraag)
    return termijnbalk(klok, tot=aanvraag.termijn_tot_on, reageren_voor=open_.reageren_voor_on if open_ else None)


def _drang(stand: Stand) -> Drang:
    if stand.gepauzeerd:
        return Drang.STIL
    if stand.te_laat:
        return Drang.TE_LAAT
    return Drang.WAARSCHUWING if stand.waarschuwing else Drang.RUSTIG


def _gevuld(stand: Stand) -> int:
    """At least a little, so that there is something to see; a term that is over is full."""
    if stand.te_laat:
        return 100
    gebruikt = round(100 * (stand.van - stand.over) / stand.van) if stand.van else 100
    return min(max(gebruikt, 4), 100)


def _tekst(stand: Stand, drang: Drang) -> str:
    match drang:
        case Drang.STIL:
            return _("gepauzeerd")
        case Drang.TE_LAAT if stand.over == 0:  # no working day has passed since: a weekend, or a holiday
            return _("te laat")
        case Drang.TE_LAAT:
            dagen = abs(stand.over)
            return ngettext("%(dagen)s werkdag te laat", "%(dagen)s werkdagen te laat", dagen) % {"dagen": dagen}
        case _ if stand.over == 0:
            return _("vandaag de laatste dag")
        case _:
            tekst = ngettext("nog %(dagen)s werkdag", "nog %(dagen)s werkdagen", stand.over)
            return tekst % {"dagen": stand.over}


def _dag(tot: date | None, reageren_voor: date | None) -> str:
    if tot is not None:
        return _("uiterlijk %(dag)s") % {"dag": date_format(tot, "j F")}
    return _("antwoord tot en met %(dag)s") % {"dag": date_format(reageren_voor, "j F")} if reageren_voor else ""
