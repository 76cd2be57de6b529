"""Files with an aanvraag: their type by content, their size together, sealed in the storage folder.

The file is on disk before its row is committed: a row never points at nothing. A file without a row is waste, not loss.
"""

import os
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from machtigingen.aanvragen.actions import bewaar_antwoorden, lock, lock_concept, touch
from machtigingen.aanvragen.besluiten import forget_opinion
from machtigingen.aanvragen.dossier import GEBRUIKER, SOFTWAREPAKKET, Antwoord
from machtigingen.aanvragen.lifecycle import Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.queries import dossier_of, find, require_reader, stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Vraagtype
from machtigingen.foundation import INDIENEN, Actor, DomainError, Soort
from machtigingen.kluis import sleutelbos
from machtigingen.toegang.queries import require, require_person

SAMEN_MAX = 20 * 1024 * 1024
NAAM_MAX = 200
AANVULLING = "aanvulling"
"""In place of a question: a file that came after the aanvraag was sent."""
WEGGEHAALD = "weggehaald"
"""Among the sources of an aanvraag: which files were taken off before it was sent: question, fingerprint and id."""

# How a file of each type begins (ISO 32000-2 7.5.2, ISO 10918-1 B.1.1.3, PNG 5.2), and its media type.
_TYPES = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
)


def attach(*, actor: Actor, now: datetime, aanvraag_id: UUID, vraag: str, naam: str, data: bytes) -> Bijlage:
    """Adds a file to a question. Raises X101 (type), X102 (over 20 MB together), X103 (empty), A101, A102, L102."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        return _attach(aanvraag, vraag, naam=naam, data=data, actor=actor, now=now)


def attach_once(
    *, actor: Actor, now: datetime, aanvraag_id: UUID, vraag: str, naam: str, data: bytes
) -> tuple[Bijlage, bool]:
    """As `attach`, for software that may repeat itself: the same content at the same question is there once. Also tells
    whether it is new. What a person took off stays off. Raises B112 besides, for what is no question for files, F102
    while no form is chosen, and X106 for what was taken off."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        gevonden = dossier_of(aanvraag, now).formulier.vraag(vraag)
        if gevonden is None or gevonden.type is not Vraagtype.ATTACHMENT:
            raise DomainError.one("B112", pad="vraag", parameter="vraag")
        gelijk = next((een for een in aanvraag.bijlagen.filter(vraag=vraag) if _holds(een, data)), None)
        if gelijk is not None:
            record(actor=actor, now=now, handeling="bijlage_herhaald", onderwerp=f"bijlage:{gelijk.id}")
            return gelijk, False
        if _mark(vraag, data) in [merk[:2] for merk in aanvraag.bronnen.get(WEGGEHAALD, ())]:
            raise DomainError.one("X106", pad=vraag)
        return _attach(aanvraag, vraag, naam=naam, data=data, actor=actor, now=now), True


def _attach(aanvraag: Aanvraag, vraag: str, *, naam: str, data: bytes, actor: Actor, now: datetime) -> Bijlage:
    type_ = soort_van(data, toegestaan=_bestandstypen(aanvraag, vraag, now))
    al = aanvraag.bijlagen.filter(vraag__in=_op_het_pad(aanvraag, now)).aggregate(samen=Sum("grootte"))["samen"] or 0
    if al + len(data) > SAMEN_MAX:
        raise DomainError.one("X102", pad=vraag)
    bijlage = _store(aanvraag, vraag, naam=schone_naam(naam), type_=type_, data=data, actor=actor, now=now)
    _als_antwoord(aanvraag, vraag, actor, now)
    record(actor=actor, now=now, handeling="bijlage_toegevoegd", onderwerp=f"bijlage:{bijlage.id}")
    return bijlage


def attach_later(*, actor: Actor, now: datetime, aanvraag_id: UUID, naam: str, data: bytes) -> Bijlage:
    """Adds a file to what was sent, while the insurer has not decided. The same file under the same name is there once.
    The insurer hears of it; the instantie did it itself. A first opinion of two is given anew.

    Raises D202 (only a person), D203/D204, A101, A102, X101 (type), X102 (over 20 MB together), X103 (empty).
    """
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        next_status(stand(aanvraag, now), Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER)
        type_, heet = soort_van(data, toegestaan={soort for _, soort, _ in _TYPES}), schone_naam(naam)
        gelijk = next((een for een in aanvraag.bijlagen.all() if een.naam == heet and _holds(een, data)), None)
        if gelijk is not None:
            return gelijk
        al = aanvraag.bijlagen.aggregate(samen=Sum("grootte"))["samen"] or 0
        if al + len(data) > SAMEN_MAX:
            raise DomainError.one("X102", pad=AANVULLING)
        forget_opinion(aanvraag)  # without this document it is none
        bijlage = _store(aanvraag, AANVULLING, naam=heet, type_=type_, data=data, actor=actor, now=now)
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="bijlage",
            handeling="bijlage_toegevoegd",
            melden_verzekeraar="aangevuld",
            gegevens={"naam": bijlage.naam, "bijlage": str(bijlage.id)},
        )
    return bijlage


def _store(
    aanvraag: Aanvraag, vraag: str, *, naam: str, type_: str, data: bytes, actor: Actor, now: datetime
) -> Bijlage:
    """On disk first, then its row."""
    bijlage = Bijlage(id=uuid4(), aanvraag=aanvraag, vraag=vraag, naam=naam, type=type_)
    bijlage.grootte, bijlage.added_at, bijlage.added_by = len(data), now, actor.naam
    _schrijf(bijlage.id, sleutelbos().seal(data, context=f"bijlage:{bijlage.id}"))
    bijlage.save(force_insert=True)
    return bijlage


def _holds(bijlage: Bijlage, data: bytes) -> bool:
    return bijlage.grootte == len(data) and _content(bijlage) == data


def remove(*, actor: Actor, now: datetime, aanvraag_id: UUID, bijlage_id: UUID) -> None:
    """Takes a file off a concept. Removing what is gone changes nothing."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        bijlage = aanvraag.bijlagen.filter(pk=bijlage_id).first()
        if bijlage is None:
            return
        _discard(aanvraag, bijlage)
        _als_antwoord(aanvraag, bijlage.vraag, actor, now)
        record(actor=actor, now=now, handeling="bijlage_verwijderd", onderwerp=f"bijlage:{bijlage_id}")


def _mark(vraag: str, data: bytes) -> list[str]:
    """By what a file is known when it is gone."""
    return [vraag, sha256(data).hexdigest()]


def drop_unasked(aanvraag: Aanvraag, *, behalve: Collection[str]) -> None:
    """Takes off the files whose question is not asked any more; they are not sent. In the caller's transaction."""
    for bijlage in aanvraag.bijlagen.exclude(pk__in=behalve):
        _discard(aanvraag, bijlage)


def _discard(aanvraag: Aanvraag, bijlage: Bijlage) -> None:
    """What it was is remembered: software that repeats itself does not put it back, and the trail tells who saw it."""
    merk = [*_mark(bijlage.vraag, _content(bijlage) or b""), str(bijlage.id)]
    aanvraag.bronnen = dict(aanvraag.bronnen) | {WEGGEHAALD: [*aanvraag.bronnen.get(WEGGEHAALD, []), merk]}
    pad = _pad(bijlage.id)
    bijlage.delete()
    transaction.on_commit(lambda: pad.unlink(missing_ok=True))


def read(*, actor: Actor, now: datetime, aanvraag_id: UUID, bijlage_id: UUID) -> tuple[Bijlage, bytes]:
    """A file with its content; the look is recorded. Raises A101, and D204 for who may not read what was never
    sent."""
    aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    require_reader(aanvraag, actor=actor)
    bijlage = aanvraag.bijlagen.filter(pk=bijlage_id).first()
    if bijlage is None:
        raise DomainError.one("A101")
    data = _content(bijlage)
    if data is None:  # taken off by a colleague in this very moment
        raise DomainError.one("A101")
    record(actor=actor, now=now, handeling="bijlage_bekeken", onderwerp=f"bijlage:{bijlage.id}")
    return bijlage, data


def _content(bijlage: Bijlage) -> bytes | None:
    """None when the file is not there."""
    try:
        verzegeld = _pad(bijlage.id).read_bytes()
    except FileNotFoundError:
        return None
    return sleutelbos().unseal(verzegeld, context=f"bijlage:{bijlage.id}")


def soort_van(data: bytes, *, toegestaan: Collection[str]) -> str:
    """The media type by content, whatever the name says. Raises X101 (none of the allowed ones), X103 (empty)."""
    if not data:
        raise DomainError.one("X103")
    for begin, soort, type_ in _TYPES:
        if soort in toegestaan and data.startswith(begin):
            return type_
    raise DomainError.one("X101")


def schone_naam(naam: str) -> str:
    """Any file name is welcome; only what is not printable is left out, and folders before it."""
    kaal = naam.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(teken for teken in kaal if teken.isprintable())[-NAAM_MAX:] or "bijlage"


def _bestandstypen(aanvraag: Aanvraag, vraag: str, now: datetime) -> Collection[str]:
    gevonden = dossier_of(aanvraag, now).formulier.vraag(vraag)
    if gevonden is None or gevonden.type is not Vraagtype.ATTACHMENT:
        raise DomainError.one("A101")
    return gevonden.bestandstypen


def _op_het_pad(aanvraag: Aanvraag, now: datetime) -> Collection[str]:
    """Files of a question that is not asked any more do not count: they can't be seen, nor taken off."""
    return {vraag.link_id for vraag in dossier_of(aanvraag, now).vragen}


def _als_antwoord(aanvraag: Aanvraag, vraag: str, actor: Actor, now: datetime) -> None:
    """The answer to the question is the list of its files. Once a person had a hand in it, it is a person's."""
    antwoorden = dict(dossier_of(aanvraag, now).antwoorden)
    oud = antwoorden.get(vraag)
    van_mens = actor.soort is Soort.PERSOONLIJK or (oud is not None and oud.bron == GEBRUIKER)
    ids = [str(id_) for id_ in aanvraag.bijlagen.filter(vraag=vraag).order_by("added_at").values_list("id", flat=True)]
    antwoorden.pop(vraag, None)
    if ids:
        antwoorden[vraag] = Antwoord(
            waarde=ids,
            bron=GEBRUIKER if van_mens else SOFTWAREPAKKET,
            door=actor.naam,
            op=now.isoformat(),
            versie=aanvraag.versie + 1,
        )
    bewaar_antwoorden(aanvraag, antwoorden)
    touch(aanvraag, now)


def _pad(bijlage_id: UUID) -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN) / str(bijlage_id)


def _schrijf(bijlage_id: UUID, data: bytes) -> None:
    """On disk, for certain, when it returns; nothing of it when it raises (OSError). A folder that is away is not made
    anew: it may be a disk that fell off, and what is written in its place is gone when it comes back."""
    pad = _pad(bijlage_id)
    try:
        with pad.open("xb") as bestand:
            bestand.write(data)
            bestand.flush()
            os.fsync(bestand.fileno())
        _sync_map(pad.parent)
    except OSError:
        with suppress(OSError):
            pad.unlink(missing_ok=True)
        raise


def _sync_map(map_: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and needs not
        return
    geopend = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(geopend)
    finally:
        os.close(geopend)
