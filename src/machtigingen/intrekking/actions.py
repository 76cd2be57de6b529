"""Take over a list, or refuse it with a code. All portals on this database use it from then on."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from machtigingen.audit.actions import SYSTEEM, lock, record
from machtigingen.foundation import DomainError
from machtigingen.intrekking.models import Lijst, Ophaling
from machtigingen.pki import CrlFout, Intrekkingslijst, Schakel, read_crl

GELADEN, VERGETEN = "intrekkingslijst_geladen", "intrekkingslijst_vergeten"


class Lijstfout(DomainError):
    """S202 (not usable) or S203 (older than what we have). `reden` says what exactly, for who runs the portal."""

    reden = ""


@dataclass(frozen=True, kw_only=True)
class Geladen:
    """What became of a list. Not `nieuw` when it was there already."""

    naam: str
    crl: Intrekkingslijst
    nieuw: bool


def load(
    data: bytes, *, schakels: Sequence[Schakel], now: datetime, beheerder: str = "", uit_bestand: bool = False
) -> Geladen:
    """Takes over this list (PEM or DER) of one of these CAs. Raises `Lijstfout`; the list we have then stays."""
    try:
        schakel, crl = _read(data, schakels, now)
        with transaction.atomic():
            lock(SYSTEEM)  # loads take turns, also those of an issuer that has no row yet
            nieuw = _store(data, schakel, crl, now=now, uit_bestand=uit_bestand)
            if nieuw:
                record(actor=None, now=now, handeling=GELADEN, onderwerp=onderwerp_of(schakel), beheerder=beheerder)
    except Lijstfout as fout:
        if beheerder:  # of the worker only a change is recorded: it tries again and again
            record(actor=None, now=now, handeling=GELADEN, code=fout.code, beheerder=beheerder)
        raise
    return Geladen(naam=schakel.bekend_als, crl=crl, nieuw=nieuw)


def remember(schakels: Iterable[Schakel], *, now: datetime) -> None:
    """Takes over what came by file. A list that another portal was ahead of is left aside."""
    for schakel in schakels:
        if schakel.crl is not None:
            with suppress(Lijstfout):
                load(schakel.crl.inhoud, schakels=(schakel,), now=now, uit_bestand=True)


def forget(schakel: Schakel, *, reden: str, now: datetime, beheerder: str) -> bool:
    """For a CA that began to count anew: the next list of it is taken over, whatever its number, and fetched at once.
    Whether there was one. A portal that works goes on with the list that it has."""
    with transaction.atomic():
        lock(SYSTEEM)
        aantal, _ = Lijst.objects.filter(sleutel=schakel.sleutel).delete()
        if aantal:
            Ophaling.objects.filter(sleutel=schakel.sleutel).update(volgende_at=now)
            onderwerp = onderwerp_of(schakel)
            record(actor=None, now=now, handeling=VERGETEN, onderwerp=onderwerp, reden=reden[:200], beheerder=beheerder)
    return bool(aantal)


def keep_newest(eerder: Iterable[Lijst]) -> None:
    """After older rows came in the place of these: what was taken over last is the newest, for none ever goes back."""
    for rij in eerder:
        if not Lijst.objects.filter(sleutel=rij.sleutel, geladen_at__gte=rij.geladen_at).exists():
            rij.save()


def onderwerp_of(schakel: Schakel) -> str:
    """A kind and a number, as the trail wants it."""
    return f"uitgever:{schakel.sleutel[:32]}"


def _read(data: bytes, schakels: Sequence[Schakel], now: datetime) -> tuple[Schakel, Intrekkingslijst]:
    """Whose list it is. By its signature, for that is all that a name is worth."""
    redenen: list[str] = []
    for schakel in schakels:
        try:
            crl = read_crl(data, ca=schakel.ca)
        except CrlFout as fout:
            redenen.append(str(fout))
            continue
        if not crl.applies(now):
            raise _refused(
                "S202",
                schakel,
                f"De lijst geldt van {crl.uitgegeven:%d-%m-%Y %H:%M} tot {crl.volgende:%d-%m-%Y %H:%M} UTC.",
            )
        return schakel, crl
    raise _refused("S202", None, " ".join(dict.fromkeys(redenen)))


def _store(data: bytes, schakel: Schakel, crl: Intrekkingslijst, *, now: datetime, uit_bestand: bool) -> bool:
    """False when this very list is there already."""
    vingerafdruk = hashlib.sha256(data).hexdigest()
    rij = Lijst.objects.filter(sleutel=schakel.sleutel).first()
    if rij is not None and rij.vingerafdruk == vingerafdruk:
        return False
    for known in (schakel.crl, read_stored(rij, schakel) if rij else None):
        if known is not None and crl.is_older_than(known):
            reden = f"Wij hebben {_told(known)}; deze is {_told(crl)}."
            raise _refused("S203", schakel, reden)
    velden = {"inhoud": data, "vingerafdruk": vingerafdruk, "geladen_at": now, "uit_bestand": uit_bestand}
    Lijst.objects.update_or_create(sleutel=schakel.sleutel, defaults=velden)
    return True


def read_stored(rij: Lijst, schakel: Schakel) -> Intrekkingslijst | None:
    """None for what is no list of this CA (any more): then there is nothing to be older than."""
    try:
        return read_crl(bytes(rij.inhoud), ca=schakel.ca)
    except CrlFout:
        return None


def _told(crl: Intrekkingslijst) -> str:
    return f"nummer {crl.nummer} van {crl.uitgegeven:%d-%m-%Y %H:%M} UTC"


def _refused(code: str, schakel: Schakel | None, reden: str) -> Lijstfout:
    fout = Lijstfout.one(code, **({"uitgever": schakel.bekend_als} if schakel else {}))
    fout.reden = reden
    return fout
