"""Who is insured where? A port: the operator names an adapter, and the portal knows only what stands here.

`vz801802` is the webservice of COV itself, any other adapter a class of the operator's. It answers or raises
`CovNietBereikbaar`, and should keep to `timeout` itself. `raadpleeg` makes sure: nobody waits longer, and no more than
a few threads are ever left hanging on a COV that does not answer.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from machtigingen.foundation import AgbCode, Bsn, Fout, Uzovi
from machtigingen.registers.standen import WLZ

log = logging.getLogger("machtigingen.registers")

OPENSTAANDE_VRAGEN_MAX = 16
VRAGEN_SAMEN_MAX = 20
DIENST = "vz801802"
T = TypeVar("T")


class CovUitkomst(Enum):
    """What COV says about a person on a date (domain notes 3.2). Not reachable is an exception."""

    GEVONDEN = "gevonden"
    ONBEKEND = "onbekend"
    GEBOORTEDATUM_ONJUIST = "geboortedatum onjuist"
    POLIS_BEEINDIGD = "polis beëindigd"
    DUBBEL_VERZEKERD = "dubbel verzekerd"
    OVERLEDEN = "overleden"
    MEERDERE_PERSONEN = "meerdere personen"
    NIET_GEAUTORISEERD = "niet geautoriseerd"
    PEILDATUM_TE_OUD = "peildatum te oud"


class Geslacht(Enum):
    MAN = "man"
    VROUW = "vrouw"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, kw_only=True)
class CovAntwoord:
    """The answer about one person on one day: `uzovi` decides on care under the law `grondslag`. Under the Wlz somebody
    can be found without: COV names no zorgkantoor, or more than one (`zorgkantoren`), of which a person then names the
    one. Who it is does not show in a log."""

    uitkomst: CovUitkomst
    peildatum: date
    grondslag: str = "zvw"
    naam: str = field(default="", repr=False)
    geslacht: Geslacht = field(default=Geslacht.ONBEKEND, repr=False)
    uzovi: Uzovi | None = None
    zorgkantoren: tuple[Uzovi, ...] = ()
    verzekeraar: str = ""
    verzekerdenummer: str = field(default="", repr=False)
    polis_einde: date | None = None

    def to_bron(self) -> dict[str, Any]:
        """What is known, by name and as JSON, to prefill an aanvraag from."""
        bekend = {
            "naam": self.naam,
            "geslacht": self.geslacht.value,
            "uzovi": str(self.uzovi or ""),
            "zorgkantoren": [str(een) for een in self.zorgkantoren],
            "verzekeraar": self.verzekeraar,
            "verzekerdenummer": self.verzekerdenummer,
            "polis_einde": self.polis_einde.isoformat() if self.polis_einde else "",
        }
        return {naam: waarde for naam, waarde in bekend.items() if waarde}

    @classmethod
    def from_bron(cls, bron: Mapping[str, Any], *, uitkomst: CovUitkomst, vraag: "CovVraag") -> "CovAntwoord":
        """Back from what `to_bron` gave, also before it named more than one zorgkantoor."""
        return cls(
            uitkomst=uitkomst,
            peildatum=vraag.peildatum,
            grondslag=vraag.grondslag,
            naam=bron.get("naam", ""),
            geslacht=Geslacht(bron["geslacht"]),
            uzovi=Uzovi.parse(bron["uzovi"]) if "uzovi" in bron else None,
            zorgkantoren=tuple(map(Uzovi.parse, bron.get("zorgkantoren", ()))),
            verzekeraar=bron.get("verzekeraar", ""),
            verzekerdenummer=bron.get("verzekerdenummer", ""),
            polis_einde=date.fromisoformat(bron["polis_einde"]) if "polis_einde" in bron else None,
        )


class GeenAntwoord(Enum):
    """Why there is no answer. It is for a log: there is nothing in it of what was asked or came."""

    TIJD_OP = "tijd_op"
    TE_DRUK = "te_druk"
    VERBINDING = "verbinding"
    TLS = "tls"
    CERTIFICAAT = "certificaat"
    GEWEIGERD = "geweigerd"
    STORING = "storing"
    ONS_BERICHT = "ons_bericht"
    ONLEESBAAR = "onleesbaar"
    TE_GROOT = "te_groot"
    OVER_EEN_ANDER = "over_een_ander"
    TEGENSTRIJDIG = "tegenstrijdig"
    ANDERE_WET = "andere_wet"
    ZONDER_VERZEKERAAR = "zonder_verzekeraar"
    ANDERS = "anders"


class CovNietBereikbaar(Exception):
    """COV is down, does not answer in time or answers what cannot be used; asking again later may help."""

    @property
    def reden(self) -> GeenAntwoord:
        return next((een for een in self.args if isinstance(een, GeenAntwoord)), GeenAntwoord.ANDERS)


@dataclass(frozen=True, kw_only=True)
class CovVraag:
    """Who decides on the care of one person on one day, under one law? Who it is does not show in a log."""

    bsn: Bsn
    geboortedatum: date = field(repr=False)
    peildatum: date
    grondslag: str


class Cov(Protocol):
    """What an adapter of COV is."""

    def raadpleeg(self, vraag: CovVraag, *, agb: AgbCode | None, timeout: float) -> CovAntwoord:
        """`agb` is who asks: a praktijk or instelling, or None for the portal itself. Raises `CovNietBereikbaar` when
        there is no answer within `timeout` seconds."""
        ...


@runtime_checkable
class CovSamen(Protocol):
    """What an adapter can do besides: ask about 1 to 20 people at once. Another one is asked about each in turn."""

    def raadpleeg_samen(
        self, vragen: Sequence[CovVraag], *, agb: AgbCode | None, timeout: float
    ) -> tuple[CovAntwoord | GeenAntwoord, ...]:
        """An answer to each, in their order. Raises `CovNietBereikbaar` when there is none to any."""
        ...


def raadpleeg(vraag: CovVraag, *, agb: AgbCode) -> CovAntwoord:
    """Asks the adapter of this portal, within its time limit. Raises `CovNietBereikbaar`."""
    global _antwoordde
    try:
        timeout: float = settings.MACHTIGINGEN_COV_TIJDSLIMIET
        antwoord = _of_this_law(raadpleeg_begrensd(cov_adapter(), vraag, agb=agb, timeout=timeout), vraag)
        if isinstance(antwoord, GeenAntwoord):
            raise CovNietBereikbaar(antwoord)
    except CovNietBereikbaar as fout:
        _antwoordde = False
        log.warning("cov geeft geen antwoord", extra={"soort": fout.reden.value})
        raise
    _antwoordde = True
    return antwoord


def raadpleeg_samen(vragen: Sequence[CovVraag], *, agb: AgbCode) -> tuple[CovAntwoord | GeenAntwoord, ...]:
    """As `raadpleeg`, about 1 to 20 people within one time limit: an answer to each, or why there is none. What came
    before the time was over counts."""
    global _antwoordde
    timeout: float = settings.MACHTIGINGEN_COV_TIJDSLIMIET
    cov, einde, binnen = cov_adapter(), monotonic() + timeout, list[CovAntwoord | GeenAntwoord]()
    try:
        antwoorden = _within(timeout, lambda: _ask_all(cov, vragen, agb, einde, binnen))
        if len(antwoorden) != len(vragen):
            raise CovNietBereikbaar(GeenAntwoord.TEGENSTRIJDIG)
    except CovNietBereikbaar as fout:
        eerder = tuple(binnen)
        antwoorden = eerder + (fout.reden,) * (len(vragen) - len(eerder))
    antwoorden = tuple(_of_this_law(*paar) for paar in zip(antwoorden, vragen, strict=True))
    for reden in {een for een in antwoorden if isinstance(een, GeenAntwoord)}:
        log.warning("cov geeft geen antwoord", extra={"soort": reden.value})
    _antwoordde = any(isinstance(een, CovAntwoord) for een in antwoorden)
    return antwoorden


def _of_this_law(antwoord: CovAntwoord | GeenAntwoord, vraag: CovVraag) -> CovAntwoord | GeenAntwoord:
    """Who decides under another law than was asked about is nobody's to read on. Under the Zvw only COV says who does:
    a person who fills that in could send it to any insurer."""
    if not isinstance(antwoord, CovAntwoord):
        return antwoord
    if antwoord.grondslag != vraag.grondslag:
        return GeenAntwoord.ANDERE_WET
    if antwoord.grondslag != WLZ and antwoord.uitkomst is CovUitkomst.GEVONDEN and antwoord.uzovi is None:
        return GeenAntwoord.ZONDER_VERZEKERAAR
    return _to_be_named(_of_who_decides(antwoord)) if antwoord.grondslag == WLZ else antwoord


def _of_who_decides(antwoord: CovAntwoord) -> CovAntwoord:
    """Under the Wlz a zorgkantoor of the register does; whoever else COV names with the care, decides on nothing."""
    from machtigingen.registers.uzovi import is_zorgkantoor  # who plays COV reads this file without a database

    if antwoord.uzovi is not None and is_zorgkantoor(antwoord.uzovi):
        return replace(antwoord, zorgkantoren=())
    zorgkantoren = tuple(filter(is_zorgkantoor, antwoord.zorgkantoren))
    return replace(antwoord, uzovi=None, zorgkantoren=zorgkantoren, verzekeraar="")


def _to_be_named(antwoord: CovAntwoord) -> CovAntwoord:
    """What COV could not say under the Wlz, a person does: who it is where we may not look, or which of those that it
    names. Twice without a name it may be anybody, and that stops the request."""
    dubbel = antwoord.uitkomst is CovUitkomst.DUBBEL_VERZEKERD and antwoord.zorgkantoren
    if not dubbel and antwoord.uitkomst is not CovUitkomst.NIET_GEAUTORISEERD:
        return antwoord
    return replace(antwoord, uitkomst=CovUitkomst.GEVONDEN, uzovi=None, verzekeraar="")


def _ask_all(
    cov: Cov, vragen: Sequence[CovVraag], agb: AgbCode, einde: float, binnen: list[CovAntwoord | GeenAntwoord]
) -> tuple[CovAntwoord | GeenAntwoord, ...]:
    """In `binnen` stands what came so far, when each is asked in turn."""
    if isinstance(cov, CovSamen):
        return cov.raadpleeg_samen(vragen, agb=agb, timeout=einde - monotonic())
    for vraag in vragen:
        binnen.append(_ask_one(cov, vraag, agb, einde - monotonic()))
    return tuple(binnen)


def _ask_one(cov: Cov, vraag: CovVraag, agb: AgbCode, timeout: float) -> CovAntwoord | GeenAntwoord:
    if timeout <= 0:
        return GeenAntwoord.TIJD_OP
    try:
        return cov.raadpleeg(vraag, agb=agb, timeout=timeout)
    except CovNietBereikbaar as fout:
        return fout.reden


_antwoordde: bool | None = None


def answered_last() -> bool | None:
    """Did COV answer this process the last time? None when it was not asked yet."""
    return _antwoordde


def cov_adapter() -> Cov:
    """The adapter that the configuration names. Raises ImproperlyConfigured, ImportError."""
    return _adapter(settings.MACHTIGINGEN_COV)


def problem() -> str:
    """Why the adapter cannot be used as it is configured, in the words of the operator; empty when it can."""
    try:
        cov_adapter()
    except ImproperlyConfigured as fout:
        return str(fout)
    except ImportError:
        return f"{settings.MACHTIGINGEN_COV!r} is geen adapter"
    return ""


@cache
def _adapter(naam: str) -> Cov:
    pad = "machtigingen.registers.vz801802.dienst:CovDienst" if naam == DIENST else naam
    if pad.count(":") != 1:
        raise ImproperlyConfigured(f"{naam!r} is geen adapter")
    adapter: Cov = import_string(pad.replace(":", "."))()
    return adapter


_plaatsen = BoundedSemaphore(OPENSTAANDE_VRAGEN_MAX)


def raadpleeg_begrensd(cov: Cov, vraag: CovVraag, *, agb: AgbCode | None, timeout: float) -> CovAntwoord:
    """The adapter's answer, within `timeout` seconds. Raises `CovNietBereikbaar`."""
    return _within(timeout, lambda: cov.raadpleeg(vraag, agb=agb, timeout=timeout))


def _within(timeout: float, vraag: Callable[[], T]) -> T:
    einde = monotonic() + timeout
    if not _plaatsen.acquire(timeout=timeout):
        raise CovNietBereikbaar(GeenAntwoord.TE_DRUK)
    antwoord: Future[T] = Future()
    Thread(target=_answer, args=(antwoord, vraag), name="cov", daemon=True).start()
    try:
        return antwoord.result(timeout=max(0.0, einde - monotonic()))
    except TimeoutError as fout:
        raise CovNietBereikbaar(GeenAntwoord.TIJD_OP) from fout


def _answer(antwoord: Future[T], vraag: Callable[[], T]) -> None:
    """Carries the answer, or whatever went wrong, to the thread that waits; then makes room for the next."""
    try:
        antwoord.set_result(vraag())
    except BaseException as fout:
        antwoord.set_exception(fout)
    finally:
        _plaatsen.release()


_FOUTEN: Mapping[CovUitkomst, tuple[str, str]] = {
    CovUitkomst.ONBEKEND: ("R302", "verzekerde.bsn"),
    CovUitkomst.GEBOORTEDATUM_ONJUIST: ("R303", "verzekerde.geboortedatum"),
    CovUitkomst.POLIS_BEEINDIGD: ("R304", "begindatum"),
    CovUitkomst.DUBBEL_VERZEKERD: ("R305", "verzekerde"),
    CovUitkomst.OVERLEDEN: ("R306", "verzekerde.bsn"),
    CovUitkomst.MEERDERE_PERSONEN: ("R310", "verzekerde.bsn"),
    CovUitkomst.NIET_GEAUTORISEERD: ("R311", "verzekerde"),
    CovUitkomst.PEILDATUM_TE_OUD: ("R312", "begindatum"),
}


def cov_fouten(antwoord: CovAntwoord | None, pushed_uzovi: Uzovi | None = None) -> tuple[Fout, ...]:
    """What the answer means for an aanvraag (domain notes 2.4, step 13); None is a COV that was not reached.

    R307 stands beside a good answer: the insurer comes from COV, what the package sent is only shown.
    """
    if antwoord is None:
        return (Fout("R301"),)
    if antwoord.uitkomst is CovUitkomst.GEVONDEN:
        differs = None not in (pushed_uzovi, antwoord.uzovi) and pushed_uzovi != antwoord.uzovi
        return (Fout("R307", "verzekerde.uzovi"),) if differs else ()
    code, pad = _FOUTEN[antwoord.uitkomst]
    return (Fout(code, pad, {"datum": antwoord.peildatum.strftime("%d-%m-%Y")}),)
