"""Whom a concept is about, and was about before its BSN was changed: who asks who saw it, finds it for as long. While
what stands there is no BSN, left empty or not yet whole, it is still about the former."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from machtigingen.aanvragen.invulling import Bronnen, said
from machtigingen.aanvragen.models import Aanvraag, EerdereVerzekerde
from machtigingen.foundation import Bsn, DomainError
from machtigingen.kluis import sleutelbos


@dataclass(frozen=True)
class Periode:
    """From one change of the BSN to the next; the changes themselves are of both."""

    vanaf: datetime | None
    tot: datetime | None

    def __contains__(self, moment: datetime) -> bool:
        return (self.vanaf is None or self.vanaf <= moment) and (self.tot is None or moment <= self.tot)


def index_of(bsn: object) -> str:
    """By which somebody is found; empty for what is no BSN."""
    try:
        return sleutelbos().blind_index(Bsn.parse(str(bsn)).onthul(), context="bsn")
    except DomainError:
        return ""


def looked_up_at_cov(bsn: Bsn, geboortedatum: date) -> str:
    """What the trail calls a person whom somebody looked up, by BSN and birth date together as an aanvraag is."""
    tekst = f"{bsn.onthul()} {geboortedatum.isoformat()}"
    return f"verzekerde:{sleutelbos().blind_index(tekst, context='verzekerde')}"


def pushed_index(bronnen: Bronnen) -> str:
    """Of whom it was about from the beginning, before any form says so."""
    return index_of(said(bronnen)["verzekerde"]["bsn"])


def remember_former(aanvraag: Aanvraag, *, now: datetime, was: str, geboren: frozenset[str]) -> None:
    """That it was about this person until now, or was so until the BSN of the next one was whole. In the transaction
    of the caller."""
    if not was and aanvraag.bsn_index:
        laatste = aanvraag.eerdere_verzekerden.order_by("-pk")[:1].values("pk")
        aanvraag.eerdere_verzekerden.filter(pk__in=laatste).update(tot_at=now)
    elif was != aanvraag.bsn_index:
        EerdereVerzekerde.objects.create(aanvraag=aanvraag, bsn_index=was, geboortedata=sorted(geboren), tot_at=now)


def birth_dates(aanvraag: Aanvraag) -> frozenset[str]:
    """Those that it names, as answer and as was said beforehand."""
    antwoord = aanvraag.antwoorden.get("geboortedatum") or {}
    gestuurd = said(aanvraag.bronnen).get("verzekerde") or {}
    return frozenset(str(een) for een in (antwoord.get("waarde"), gestuurd.get("geboortedatum")) if een)


def ever_about(index: str) -> QuerySet[Aanvraag]:
    eerder = EerdereVerzekerde.objects.filter(bsn_index=index).values("aanvraag")
    return Aanvraag.objects.filter(Q(bsn_index=index) | Q(pk__in=eerder)).order_by("created_at", "pk")


def periods(aanvraag: Aanvraag, *, index: str, geboortedatum: date) -> Iterator[Periode]:
    """When it was about this person, unless it names another birth date."""
    vanaf, achtereen = None, list(aanvraag.eerdere_verzekerden.order_by("pk"))
    if aanvraag.bsn_index or not achtereen:
        achtereen.append(EerdereVerzekerde(bsn_index=aanvraag.bsn_index, geboortedata=sorted(birth_dates(aanvraag))))
    for wie in achtereen:
        tot = None if wie is achtereen[-1] else wie.tot_at
        if wie.bsn_index == index and geboortedatum.isoformat() in (wie.geboortedata or [geboortedatum.isoformat()]):
            yield Periode(vanaf, tot)
        vanaf = tot
