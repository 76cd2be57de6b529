"""What the tests of this package do: subscribe, have something happen, and let the worker have its turn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, AgbCode, Uzovi
from machtigingen.foundation import Soort as Certificaatsoort
from machtigingen.notificaties.abonneren import NieuwAbonnement, subscribe_mail, subscribe_webhook
from machtigingen.notificaties.actions import publish
from machtigingen.notificaties.bezorgen import Verslag, run
from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.soorten import Kanaal, Soort
from machtigingen.notificaties.zending import Bezorgfout, Zending

AGB, ANDERE, UZOVI = "22990001", "03990011", "9901"
ALLES = {8: (INDIENEN, RAADPLEGEN), 4: (BEOORDELEN,)}  # what a certificate of an instantie or an insurer can have


def actor(
    code: str = AGB,
    *,
    rechten: Iterable[str] | None = None,
    soort: Certificaatsoort = Certificaatsoort.PERSOONLIJK,
) -> Actor:
    return Actor(
        soort=soort,
        naam="N. Oma",
        organisatie="Oogkliniek",
        agb=AgbCode(code) if len(code) == 8 else None,
        uzovi=Uzovi(code) if len(code) == 4 else None,
        autorisaties=frozenset(rechten if rechten is not None else ALLES[len(code)]),
        certificaat="c" * 64,
        serienummer="1",
        geldig_tot=datetime.max,
    )


def abonneer(adres: str, *, now: datetime, code: str = AGB, soorten: Iterable[Soort] = ()) -> NieuwAbonnement:
    return subscribe_webhook(actor=actor(code), now=now, adres=adres, soorten=soorten)


def abonneer_mail(adres: str, *, now: datetime, code: str = AGB) -> NieuwAbonnement:
    return subscribe_mail(actor=actor(code), now=now, adres=adres, soorten=())


def gebeurt(soort: str = "besluit", *, now: datetime, agb: str = AGB, uzovi: str = UZOVI, **anders: Any) -> UUID:
    id_ = uuid4()
    gegevens = {"status": "goedgekeurd", "aanvraagnummer": "M260000012"} | anders
    publish(aanvraag_id=id_, agb=agb, uzovi=uzovi, soort=soort, now=now, **gegevens)
    return id_


@dataclass
class Klok:
    """The time of a worker, that a test moves on."""

    nu: datetime

    def __call__(self) -> datetime:
        return self.nu

    def later(self, **hoeveel: float) -> None:
        self.nu += timedelta(**hoeveel)


def werk(klok: Klok, **anders: Any) -> Verslag:
    """The worker delivers all that is due by this clock."""
    return run(clock=klok, stop=Event(), once=True, **anders)


def enige() -> Bezorging:
    return Bezorging.objects.get()


@dataclass
class Doos:
    """A way to send that keeps what it is given, or fails as it is told: None is an attempt that arrives."""

    gekregen: list[Zending] = field(default_factory=list)
    fouten: list[Exception | None] = field(default_factory=list)
    reden: str = ""

    def check_config(self) -> str:
        return self.reden

    def send(self, zending: Zending) -> None:
        self.gekregen.append(zending)
        if self.fouten and (fout := self.fouten.pop(0)):
            raise fout

    @property
    def als(self) -> dict[Kanaal, "Doos"]:
        return {Kanaal.WEBHOOK: self}


def tijdelijk(**anders: Any) -> Bezorgfout:
    return Bezorgfout("http_503", **anders)
