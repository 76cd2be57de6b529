"""How many calls may one certificate make? As many in a minute as the operator says, and those of one minute at once.

A bucket for each certificate, in the memory of this process: it fills evenly and each call takes one out. Who keeps to
what the headers say is never refused, and who is refused need only wait: nothing is ever blocked for good.
"""

import math
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

VENSTER_SECONDEN = 60
MELD_SECONDEN = 3600
CERTIFICATEN_MAX = 10_000
NAAM = "certificaat"


@dataclass(frozen=True)
class Quotum:
    """What one call found. `over` is how many more may come at once; `vol_over` when, in seconds, all may again;
    `wacht` how many seconds until one more may. `waarschuwing` comes before a refusal, once for each time it empties:
    less than a fifth is left. `melden` at the first refusal in an hour: what is told of a flood is no flood."""

    per_minuut: int
    toegestaan: bool
    over: int
    vol_over: int
    wacht: int
    waarschuwing: bool
    melden: bool

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-10 writes them."""
        return {
            "RateLimit-Policy": f'"{NAAM}";q={self.per_minuut};w={VENSTER_SECONDEN}',
            "RateLimit": f'"{NAAM}";r={self.over};t={self.vol_over}',
        }


@dataclass(frozen=True)
class Emmer:
    """So much was in it at that moment; `gewaarschuwd` until half is in it again; `gemeld` when a refusal was told."""

    inhoud: float
    op: float
    gewaarschuwd: bool = False
    gemeld: float = -math.inf


def neem(emmer: Emmer | None, *, per_minuut: int, now: float) -> tuple[Emmer, Quotum]:
    """Takes one call out of a bucket; None is a full one. `now` is in seconds; a clock that goes back adds nothing,
    and from there it counts on. Pure."""
    tempo = per_minuut / VENSTER_SECONDEN
    emmer = emmer or Emmer(per_minuut, now)
    inhoud = min(per_minuut, emmer.inhoud + max(0.0, now - emmer.op) * tempo)
    toegestaan = inhoud >= 1
    rest = inhoud - 1 if toegestaan else inhoud
    bijna_op = rest < per_minuut / 5
    gewaarschuwd = bijna_op or (emmer.gewaarschuwd and rest < per_minuut / 2)
    melden = not toegestaan and not 0 <= now - emmer.gemeld < MELD_SECONDEN
    return Emmer(rest, now, gewaarschuwd, now if melden else emmer.gemeld), Quotum(
        per_minuut=per_minuut,
        toegestaan=toegestaan,
        over=int(rest),
        vol_over=math.ceil((per_minuut - rest) / tempo),
        wacht=0 if rest >= 1 else math.ceil((1 - rest) / tempo),
        waarschuwing=bijna_op and not emmer.gewaarschuwd,
        melden=melden,
    )


class Quota:
    """The buckets of one process. Of more certificates than `maximum` the longest silent is forgotten: its bucket is
    full again."""

    def __init__(self, *, per_minuut: int, maximum: int = CERTIFICATEN_MAX) -> None:
        self.per_minuut = per_minuut
        self._maximum = maximum
        self._emmers: OrderedDict[str, Emmer] = OrderedDict()
        self._slot = Lock()

    def neem(self, certificaat: str, *, now: float) -> Quotum:
        """One call of this certificate, by its thumbprint."""
        with self._slot:
            emmer, quotum = neem(self._emmers.get(certificaat), per_minuut=self.per_minuut, now=now)
            self._emmers[certificaat] = emmer
            self._emmers.move_to_end(certificaat)
            if len(self._emmers) > self._maximum:
                self._emmers.popitem(last=False)
        return quotum

    def __len__(self) -> int:
        return len(self._emmers)
