"""Write one row at the end of a chain, and check a whole chain."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from machtigingen.audit.foutregel import write_fouten
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation import Actor, Fout

SYSTEEM = "systeem"
PORTAAL = "portaal"  # who acts when the portal itself writes in the chain of an organisation
KETEN_INGEKORT = "keten_ingekort"
_HASHTEKENS = 48  # of the 64: with a kind and a number before it, it fits in an onderwerp
correlatie_id: ContextVar[str] = ContextVar("correlatie_id", default="")

_VELDEN = (
    "keten", "volgnummer", "soort_actor", "actor", "organisatie", "certificaat", "handeling", "onderwerp",
    "resultaat", "code", "correlatie_id", "vorige_hash",
)  # fmt: skip
# Added later: a row without them has the hash that it had before.
_LATERE_VELDEN = ("softwarepakket", "fouten", "reden", "afzender", "indiener")


def record(
    *,
    actor: Actor | None,
    now: datetime,
    handeling: str,
    onderwerp: str = "",
    code: str = "",
    softwarepakket: str = "",
    fouten: Sequence[Fout] = (),
    beheerder: str = "",
    reden: str = "",
) -> None:
    """Adds one row to the actor's chain (or that of the system), in the transaction of the caller.

    `onderwerp` is a kind and a number ("aanvraag:…"), never a person's data. A `code` says that it was refused.
    Of `fouten` only codes and paths are kept, so a path must consist of names that the portal itself gave.
    `beheerder` names who gave the command, and `reden` says why: never a person's data either. With an actor it is who
    runs the portal and logged in: that goes into the chain of the system too.
    """
    append(
        actor.keten if actor and not beheerder else SYSTEEM,
        **_door(actor, beheerder),
        recorded_at=now,
        handeling=handeling,
        onderwerp=onderwerp,
        code=code,
        softwarepakket=softwarepakket,
        fouten=write_fouten(fouten),
        reden=reden,
    )


def record_each(*, actor: Actor, now: datetime, handeling: str, onderwerpen: Iterable[str]) -> None:
    """As `record` for each of these in turn; the chain is waited for once."""
    wie = {**_door(actor), "recorded_at": now, "handeling": handeling}
    if regels := [{**wie, "onderwerp": onderwerp} for onderwerp in onderwerpen]:
        _append(actor.keten, regels)


def _door(actor: Actor | None, beheerder: str = "") -> dict[str, str]:
    return {
        "soort_actor": actor.soort.value if actor else SYSTEEM,
        "actor": f"beheer: {beheerder}" if beheerder else actor.naam if actor else SYSTEEM,
        "organisatie": actor.organisatie if actor else "",
        "certificaat": actor.certificaat if actor else "",
        "afzender": actor.keten if actor else "",
        "indiener": actor.serienummer if actor else "",
    }


def append(keten: str, **kolommen: Any) -> None:
    """Adds one row to a chain; `record` is how the other packages do that."""
    _append(keten, [kolommen])


def _append(keten: str, regels: Sequence[Mapping[str, Any]]) -> None:
    with transaction.atomic(savepoint=False):
        einde = lock(keten)
        nieuw = []
        for kolommen in regels:
            regel = _after(einde, kolommen)
            nieuw.append(regel)
            einde.volgnummer, einde.hash = regel.volgnummer, regel.hash
        Regel.objects.bulk_create(nieuw)
        Keten.objects.filter(naam=keten).update(volgnummer=einde.volgnummer, hash=einde.hash)


def _after(einde: Keten, kolommen: Mapping[str, Any]) -> Regel:
    regel = Regel(
        keten=einde.naam,
        volgnummer=einde.volgnummer + 1,
        resultaat="geweigerd" if kolommen.get("code") else "gelukt",
        correlatie_id=correlatie_id.get(),
        vorige_hash=einde.hash,
        **kolommen,
    )
    regel.hash = hash_of(regel)
    return regel


def lock(keten: str) -> Keten:
    """The end of a chain, from now on ours until the transaction ends."""
    ketens = Keten.objects.select_for_update()
    try:
        return ketens.get(naam=keten)
    except Keten.DoesNotExist:
        Keten.objects.get_or_create(naam=keten)
        return ketens.get(naam=keten)


def hash_of(regel: Regel) -> str:
    """SHA-256 over all that a row says, the hash of the row before it included."""
    inhoud = {naam: getattr(regel, naam) for naam in _VELDEN}
    inhoud |= {naam: waarde for naam in _LATERE_VELDEN if (waarde := getattr(regel, naam))}
    inhoud["recorded_at"] = regel.recorded_at.astimezone(UTC).isoformat()
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Breuk:
    """The first place where a chain is not as it was written."""

    keten: str
    volgnummer: int
    reden: str


def verify_chain(keten: str) -> Breuk | None:
    """None when every row of the chain is there, in order, unaltered, from the beginning to the end that the chain
    itself names; and when the chain was cut off where its last row about that says."""
    grenzen = Keten.objects.filter(naam=keten).first() or Keten(naam=keten)
    vorige, verwacht, ingekort = grenzen.begin_hash, grenzen.begin_volgnummer + 1, ""
    for regel in Regel.objects.filter(keten=keten).order_by("volgnummer").iterator(chunk_size=2000):
        if regel.volgnummer != verwacht:
            return Breuk(keten, min(verwacht, regel.volgnummer), _niet_op_zijn_plaats(regel, verwacht))
        if regel.vorige_hash != vorige:
            return Breuk(keten, regel.volgnummer, "sluit niet aan op de vorige regel")
        if hash_of(regel) != regel.hash:
            return Breuk(keten, regel.volgnummer, "inhoud is veranderd")
        vorige, verwacht = regel.hash, verwacht + 1
        ingekort = regel.onderwerp if regel.handeling == KETEN_INGEKORT else ingekort
    if ingekort != begin_of(grenzen):
        return Breuk(keten, grenzen.begin_volgnummer, "begin van de keten is veranderd")
    return _einde(grenzen, laatste=verwacht - 1, hash=vorige)


def _niet_op_zijn_plaats(regel: Regel, verwacht: int) -> str:
    return "regel ontbreekt" if regel.volgnummer > verwacht else "regel hoort er niet meer te zijn"


def begin_of(grenzen: Keten) -> str:
    """What the row about cutting off says: the number of the last row that went, and most of its hash. Empty while the
    chain is whole."""
    begin = grenzen.begin_volgnummer
    return f"begin:{begin}:{grenzen.begin_hash[:_HASHTEKENS]}" if begin or grenzen.begin_hash else ""


def _einde(grenzen: Keten, *, laatste: int, hash: str) -> Breuk | None:
    if grenzen.volgnummer > laatste:
        return Breuk(grenzen.naam, laatste + 1, "laatste regels ontbreken")
    if grenzen.volgnummer < laatste:
        return Breuk(grenzen.naam, grenzen.volgnummer + 1, "regel is er later bij gezet")
    if grenzen.hash != hash:
        return Breuk(grenzen.naam, laatste, "einde van de keten is veranderd")
    return None


def verify_all() -> Iterator[tuple[str, Breuk | None]]:
    """Every chain by name, with its first break if it has one."""
    namen = set(Keten.objects.values_list("naam", flat=True)) | set(Regel.objects.values_list("keten", flat=True))
    for naam in sorted(namen):
        yield naam, verify_chain(naam)
