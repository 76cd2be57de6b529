"""The besluit on the page of the provider: line by line, for which days, and how to claim what was granted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from machtigingen.aanvragen.lifecycle import HERBEOORDELING, TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluiten_of, dossier_of
from machtigingen.aanvragen.regels import Aanvraagregel, regels_of
from machtigingen.aanvragen.vervolg import granted_vervolg_of
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.papier import Besluitregel, Besluittekst
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.merken import Merkteken
from machtigingen.ui.regelwoorden import BESLUITWOORD, gevraagd_van
from machtigingen.ui.verloop import besluittekst_van

_MERK = {
    str(BESLUITWOORD[Regelbesluit.TOEGEKEND]): ("vinkje", "goed"),
    str(BESLUITWOORD[Regelbesluit.ANDERS]): ("potlood", "loopt"),
    str(BESLUITWOORD[Regelbesluit.AFGEWEZEN]): ("kruis", "fout"),
}


@dataclass(frozen=True, kw_only=True)
class Regelbeeld:
    """One line: what was asked, and what may be claimed."""

    gevraagd: str
    merk: Merkteken
    toegekend: str
    uitleg: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Einde:
    """The last day of a machtiging. `uitleg`: why it is in red, because it is past or was set after the besluit."""

    op: date
    uitleg: str
    reden: str


@dataclass(frozen=True, kw_only=True)
class Besluitdeel:
    tekst: Besluittekst
    onderbouwing: str
    regels: tuple[Regelbeeld, ...]
    geldend: bool
    einde: Einde | None
    hints: tuple[str, ...]


def besluitdelen_van(aanvraag: Aanvraag, status: Status, now: datetime) -> tuple[Besluitdeel, ...]:
    """Every besluit, the last one first; only the last can hold, and not while it is looked at again."""
    besluiten = besluiten_of(aanvraag)
    if not besluiten:
        return ()
    dossier = dossier_of(aanvraag, aanvraag.ingediend_at or now)
    regels = regels_of(dossier)
    geldend = status in (*TOEGEKEND, Status.AFGEWEZEN, Status.NIET_NODIG, Status.BEEINDIGD)
    return tuple(
        _deel(
            aanvraag,
            besluit,
            besluittekst_van(aanvraag, besluit, dossier),
            regels,
            now=now,
            geldend=geldend and besluit == besluiten[-1],
        )
        for besluit in reversed(besluiten)
    )


def _deel(
    aanvraag: Aanvraag,
    besluit: Besluit,
    tekst: Besluittekst,
    regels: tuple[Aanvraagregel, ...],
    *,
    now: datetime,
    geldend: bool,
) -> Besluitdeel:
    toegekend = Status(besluit.status) in TOEGEKEND
    return Besluitdeel(
        tekst=tekst,
        onderbouwing=(aanvraag.beslissing or {}).get("onderbouwing", "") if besluit.door_regel else "",
        regels=tuple(_regels(tekst)) or tuple(_door_regel(regels, toegekend=toegekend)),
        geldend=geldend,
        einde=_einde(aanvraag, now) if geldend and toegekend else None,
        hints=tuple(_hints(regels)) if geldend and toegekend else (),
    )


def _regels(tekst: Besluittekst) -> Iterator[Regelbeeld]:
    for regel in tekst.regels:
        icoon, toon = _MERK[regel.besluit]
        afgewezen = regel.besluit == str(BESLUITWOORD[Regelbesluit.AFGEWEZEN])
        yield Regelbeeld(
            gevraagd=regel.gevraagd,
            merk=Merkteken(tekst=regel.besluit, icoon=icoon, toon=toon),
            toegekend=_("niets") if afgewezen else _toegekend(regel),
            uitleg=tuple(filter(None, (regel.reden, regel.toelichting))),
        )


def _toegekend(regel: Besluitregel) -> str:
    """Of a line with numbers only what differs was said."""
    if not regel.toegekend:
        return _("zoals gevraagd")
    met_getallen = "\n" in regel.gevraagd
    return f"{regel.toegekend}, {_('verder zoals gevraagd')}" if met_getallen else regel.toegekend


def _door_regel(regels: tuple[Aanvraagregel, ...], *, toegekend: bool) -> Iterator[Regelbeeld]:
    """A rule says the same of every line; of one line that needs no table."""
    woord = str(BESLUITWOORD[Regelbesluit.TOEGEKEND if toegekend else Regelbesluit.AFGEWEZEN])
    icoon, toon = _MERK[woord]
    for regel in regels if len(regels) > 1 or regels[0].cellen else ():
        yield Regelbeeld(
            gevraagd=gevraagd_van(regel),
            merk=Merkteken(tekst=woord, icoon=icoon, toon=toon),
            toegekend=_("zoals gevraagd") if toegekend else _("niets"),
            uitleg=(),
        )


def _einde(aanvraag: Aanvraag, now: datetime) -> Einde | None:
    op = aanvraag.geldig_tot_on
    if op is None:
        return None
    uitleg = ""
    if aanvraag.status == Status.BEEINDIGD.value:
        uitleg = _("Er is gemeld dat de zorg niet wordt uitgevoerd.")
    elif aanvraag.einde_reden is not None:
        uitleg = _("De zorgverzekeraar heeft deze einddatum later gezet.")
        if granted_vervolg_of(aanvraag, HERBEOORDELING) is None:
            uitleg += " " + _("Verlengen kan dan niet. Is de zorg toch nodig? Kopieer de aanvraag als nieuwe.")
    elif op < vandaag(now):
        uitleg = _("Deze dag is voorbij.")
    return Einde(op=op, uitleg=uitleg, reden=aanvraag.einde_reden or "")


def _hints(regels: tuple[Aanvraagregel, ...]) -> Iterator[str]:
    """How to claim what was granted (domain notes 5 and 8)."""
    yield _("Zet het machtigingsnummer op elke regel van de declaratie waar deze machtiging bij hoort.")
    yield _("Gebruik niet de Machtigingsaanvraag-ID: daarmee wordt de declaratie afgekeurd.")
    if any(regel.cellen for regel in regels):
        yield _("Declareer de codes en aantallen zoals hierboven is toegekend, niet zoals u ze vroeg.")
        yield _(
            "Bijzondere tandheelkunde? Vul in de declaratie ook de indicatie (rubriek 0410) en de soort (rubriek 0411) "
            "in, zoals de zorgverzekeraar dat vraagt."
        )
    yield _("Declareer alleen zorg op een dag waarop de machtiging geldig is.")
