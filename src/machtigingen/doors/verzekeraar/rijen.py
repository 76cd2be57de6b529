"""One pile, or what was found, as a table: how much of the term is left, what it is, and why a person has to look.
Nothing of a patient."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from machtigingen.aanvragen.afsluiting import reopened_among
from machtigingen.aanvragen.besluiten import gave_first_opinion, is_free
from machtigingen.aanvragen.doorlooptijd import klokken_of
from machtigingen.aanvragen.lifecycle import OPEN
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.vakken import deadlines_of
from machtigingen.beoordeling.queries import AFGESLOTEN, Stapel
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.woorden import STAPELS, aanleiding_in_words
from machtigingen.foundation import Actor
from machtigingen.ui.aanvraagpagina import beslisser_in_words, titel_van
from machtigingen.ui.context import Cel, Tabel
from machtigingen.ui.termijnbalk import Termijnbalk, termijnbalk


def tabel_van(aanvragen: Iterable[Aanvraag], *, keuze: Werkkeuze, actor: Actor, now: datetime) -> Tabel:
    stapel = keuze.stapel or Stapel.TE_DOEN
    if stapel in AFGESLOTEN:
        kolommen = (_("Aanvraag"), _("Machtigingsaanvraag-ID"), _("Bijgewerkt"), _("Status"))
        rijen = tuple(_afgesloten(aanvraag, keuze, now) for aanvraag in aanvragen)
    else:
        kolommen = (_("Aanvraag"), _("Termijn"), _("Machtigingsaanvraag-ID"), _("Status"))
        getoond = tuple(aanvragen)
        heropend, balken = reopened_among(getoond), _balken(getoond, now)
        rijen = tuple(_open(een, balken.get(een.pk), keuze, actor, now, heropend=een.pk in heropend) for een in getoond)
    return Tabel(titel=str(STAPELS[stapel]), kolommen=kolommen, rijen=rijen)


def gevonden_tabel(
    aanvragen: Iterable[Aanvraag], *, titel: str, keuze: Werkkeuze, actor: Actor, now: datetime
) -> Tabel:
    """What was found, open or not."""
    rijen = tuple(aanvragen)
    balken = _balken(rijen, now)
    return Tabel(
        titel=titel,
        kolommen=(_("Aanvraag"), _("Machtigingsaanvraag-ID"), _("Ingediend"), _("Termijn"), _("Status")),
        rijen=tuple(_gevonden(een, balken.get(een.pk), keuze, actor, now) for een in rijen),
    )


def _gevonden(
    aanvraag: Aanvraag, balk: Termijnbalk | None, keuze: Werkkeuze, actor: Actor, now: datetime
) -> tuple[Cel, ...]:
    status = stand(aanvraag, now)
    is_open = status in OPEN
    return (
        Cel(tekst=titel_van(aanvraag), url=_adres(aanvraag, keuze), onder=aanvraag.referentie),
        Cel(tekst=aanvraag.aanvraagnummer or "–", onder=f"AGB {aanvraag.agb}"),
        Cel(tekst=timezone.localtime(aanvraag.ingediend_at).strftime("%d-%m-%Y") if aanvraag.ingediend_at else "–"),
        Cel(balk=balk)
        if is_open
        else Cel(tekst=_geldig(aanvraag).capitalize() or "–", voorbij=_ends_earlier(aanvraag)),
        Cel(
            status=status.value,
            door=beslisser_in_words(aanvraag, status),
            onder=_bij(aanvraag, actor) if is_open else "",
        ),
    )


def _afgesloten(aanvraag: Aanvraag, keuze: Werkkeuze, now: datetime) -> tuple[Cel, ...]:
    status = stand(aanvraag, now)
    return (
        _titel(aanvraag, keuze),
        Cel(tekst=aanvraag.aanvraagnummer or "–", onder=f"AGB {aanvraag.agb}"),
        Cel(tekst=timezone.localtime(aanvraag.updated_at).strftime("%d-%m-%Y %H:%M")),
        Cel(
            status=status.value,
            door=beslisser_in_words(aanvraag, status),
            onder=_geldig(aanvraag),
            einde=_ends_earlier(aanvraag),
        ),
    )


def _open(
    aanvraag: Aanvraag, balk: Termijnbalk | None, keuze: Werkkeuze, actor: Actor, now: datetime, *, heropend: bool
) -> tuple[Cel, ...]:
    onder = " · ".join(filter(None, (_("heropend") if heropend else "", _bij(aanvraag, actor))))
    return (
        _titel(aanvraag, keuze),
        Cel(balk=balk),
        Cel(tekst=aanvraag.aanvraagnummer or "–", onder=f"AGB {aanvraag.agb}"),
        Cel(status=stand(aanvraag, now).value, onder=onder),
    )


def _titel(aanvraag: Aanvraag, keuze: Werkkeuze) -> Cel:
    aanleiding = aanleiding_in_words(aanvraag.niet_automatisch)
    return Cel(tekst=titel_van(aanvraag), url=_adres(aanvraag, keuze), onder=aanleiding)


def _adres(aanvraag: Aanvraag, keuze: Werkkeuze) -> str:
    return reverse("beoordelen", args=(aanvraag.id,)) + keuze.suffix


def _balken(aanvragen: Sequence[Aanvraag], now: datetime) -> Mapping[UUID, Termijnbalk]:
    """Of those of which a clock runs or is paused."""
    klokken, deadlines = klokken_of(aanvragen, now), deadlines_of(aanvragen)
    return {
        een.pk: termijnbalk(klok, tot=een.termijn_tot_on, reageren_voor=deadlines.get(een.pk))
        for een in aanvragen
        if (klok := klokken.get(een.pk))
    }


def _bij(aanvraag: Aanvraag, actor: Actor) -> str:
    """On whose desk it lies, or why it is not for the actor."""
    if aanvraag.behandelaar and is_free(aanvraag, actor):
        return _("bij u")
    if aanvraag.behandelaar:
        return _("bij %(wie)s") % {"wie": aanvraag.behandelaar}
    if gave_first_opinion(aanvraag, actor):
        return _("u gaf het eerste oordeel")
    return ""


def _geldig(aanvraag: Aanvraag) -> str:
    einde = aanvraag.geldig_tot_on
    if einde is None:
        return ""
    tekst = _("eindigt op %(dag)s") if _ends_earlier(aanvraag) else _("geldig tot en met %(dag)s")
    return tekst % {"dag": einde.strftime("%d-%m-%Y")}


def _ends_earlier(aanvraag: Aanvraag) -> bool:
    """The insurer or the provider ended it after the besluit."""
    return bool(getattr(aanvraag, "einde_gezet", False))
