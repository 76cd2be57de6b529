"""Files with an aanvraag: added to a question or to what was sent, taken off, read. What a file was when it came is by
what it is known again."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from machtigingen.aanvragen import bijlagemap, quarantaine, ruimte
from machtigingen.aanvragen.actions import (
    bewaar_antwoorden,
    find_concept,
    lock,
    lock_concept,
    require_concept,
    settle_waiting,
    touch,
)
from machtigingen.aanvragen.besluiten import forget_opinion
from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.dossier import GEBRUIKER, SOFTWAREPAKKET, Antwoord
from machtigingen.aanvragen.inname import Inhoud, came_as, schone_naam, take_in, vingerafdruk_van
from machtigingen.aanvragen.lifecycle import Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.quarantaine import AANVULLING, BESMET, free_files, may_still_go, require_free
from machtigingen.aanvragen.queries import dossier_of, find, require_reader, stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.audit.actions import record
from machtigingen.beeld import Bestandssoort
from machtigingen.beslisboom import Vraagtype
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout, Soort
from machtigingen.toegang.queries import require, require_person

__all__ = [
    "AANVULLING", "WEGGEHAALD", "attach", "attach_later", "attach_once", "drop_unasked", "problems", "read", "remove",
]  # fmt: skip

WEGGEHAALD = "weggehaald"
"""Among the sources of an aanvraag: which files were taken off before it was sent: question, fingerprint and id."""
NIET_GEVRAAGD = "X111"
LATER_MAG = (Bestandssoort.PDF, Bestandssoort.JPG, Bestandssoort.PNG)


def attach(*, actor: Actor, now: datetime, aanvraag_id: UUID, vraag: str, naam: str, data: bytes) -> Bijlage:
    """Adds a file to a question, in quarantine when nobody knows that it is clean; the same content is there once.
    Raises A101, A102, L102, what `take_in` raises, X102 (too large together), X110 (too many) and X111 (the
    question is not asked now: a file at it is shown nowhere, and not sent)."""
    return _attach_once(actor, now, aanvraag_id, vraag=vraag, naam=naam, data=data, van_mens=True)[0]


def attach_once(
    *, actor: Actor, now: datetime, aanvraag_id: UUID, vraag: str, naam: str, data: bytes
) -> tuple[Bijlage, bool]:
    """As `attach`, for software, that may be ahead of the answers: also at a question that is not asked now. Also tells
    whether it is new. What a person took off stays off: X106. Raises B112 besides, for what is no question for files,
    and F102 while no form is chosen."""
    return _attach_once(actor, now, aanvraag_id, vraag=vraag, naam=naam, data=data, van_mens=False)


def _attach_once(
    actor: Actor, now: datetime, aanvraag_id: UUID, *, vraag: str, naam: str, data: bytes, van_mens: bool
) -> tuple[Bijlage, bool]:
    """What takes time comes before the lock; what it found is looked at again under it."""
    eerst = find_concept(actor=actor, now=now, aanvraag_id=aanvraag_id)
    toegestaan = _bestandstypen(eerst, vraag, now, van_mens=van_mens)
    merk, inhoud = vingerafdruk_van(data), None
    if _same(eerst, vraag, merk) is None:
        _refuse_taken_off(eerst, vraag, merk, van_mens=van_mens)
        inhoud = take_in(data, toegestaan=toegestaan)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        nu_toegestaan = _bestandstypen(aanvraag, vraag, now, van_mens=van_mens)
        gelijk = _same(aanvraag, vraag, merk)
        if gelijk is not None:
            record(actor=actor, now=now, handeling="bijlage_herhaald", onderwerp=f"bijlage:{gelijk.id}")
            return gelijk, False
        _refuse_taken_off(aanvraag, vraag, merk, van_mens=van_mens)
        if inhoud is not None and nu_toegestaan == toegestaan:
            ruimte.require_room(aanvraag, inhoud, pad=vraag)
            bijlage = _store(aanvraag, vraag, naam=schone_naam(naam), inhoud=inhoud, actor=actor, now=now)
            _als_antwoord(aanvraag, vraag, actor, now)
            _record_added(bijlage, actor, now)
            return bijlage, True
    # A colleague took it off in this very moment, or went on with a form that takes other files: once more.
    return _attach_once(actor, now, aanvraag_id, vraag=vraag, naam=naam, data=data, van_mens=van_mens)


def _record_added(bijlage: Bijlage, actor: Actor, now: datetime) -> None:
    record(actor=actor, now=now, handeling="bijlage_toegevoegd", onderwerp=f"bijlage:{bijlage.id}")
    if bijlage.quarantaine == Quarantaine.VIRUS:
        record(actor=None, now=now, handeling=BESMET, onderwerp=f"bijlage:{bijlage.id}")


def _same(aanvraag: Aanvraag, vraag: str, merk: str) -> Bijlage | None:
    return next((een for een in aanvraag.bijlagen.filter(vraag=vraag) if came_as(een) == merk), None)


def _refuse_taken_off(aanvraag: Aanvraag, vraag: str, merk: str, *, van_mens: bool) -> None:
    if not van_mens and [vraag, merk] in [weg[:2] for weg in aanvraag.bronnen.get(WEGGEHAALD, ())]:
        raise DomainError.one("X106", pad=vraag)


def attach_later(*, actor: Actor, now: datetime, aanvraag_id: UUID, naam: str, data: bytes) -> Bijlage:
    """Adds a file to what was sent, while the insurer has not decided. The same file under the same name is there once.
    The insurer hears of it, once it is known to be clean; the instantie did it itself. A first opinion of two is given
    anew.

    Raises D202 (only a person), D203/D204, A101, A102, what `take_in` raises, X102 (too large together), X110.
    """
    require(actor, INDIENEN)
    require_person(actor)
    eerst, heet, merk = find(actor=actor, now=now, aanvraag_id=aanvraag_id), schone_naam(naam), vingerafdruk_van(data)
    next_status(stand(eerst, now), Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER)
    gelijk = _same_later(eerst, heet, merk)
    if gelijk is not None:
        return gelijk
    inhoud = take_in(data, toegestaan=LATER_MAG)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        next_status(stand(aanvraag, now), Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER)
        gelijk = _same_later(aanvraag, heet, merk)
        if gelijk is not None:
            return gelijk
        ruimte.require_room(aanvraag, inhoud, pad=AANVULLING)
        bijlage = _store(aanvraag, AANVULLING, naam=heet, inhoud=inhoud, actor=actor, now=now)
        _tell(aanvraag, bijlage, actor=actor, now=now)
    return bijlage


def _same_later(aanvraag: Aanvraag, naam: str, merk: str) -> Bijlage | None:
    return next((een for een in aanvraag.bijlagen.all() if een.naam == naam and came_as(een) == merk), None)


def _tell(aanvraag: Aanvraag, bijlage: Bijlage, *, actor: Actor, now: datetime) -> None:
    """What is in quarantine concerns nobody but who sent it."""
    if bijlage.quarantaine != Quarantaine.NIET:
        _record_added(bijlage, actor, now)
        return
    forget_opinion(aanvraag)  # without this document it is none
    leave(
        aanvraag,
        actor=actor,
        now=now,
        soort="bijlage",
        handeling="bijlage_toegevoegd",
        melden_verzekeraar="aangevuld",
        gegevens={"naam": bijlage.naam, "bijlage": str(bijlage.id)},
    )


def _store(aanvraag: Aanvraag, vraag: str, *, naam: str, inhoud: Inhoud, actor: Actor, now: datetime) -> Bijlage:
    """On disk first, then its row."""
    bijlage = Bijlage(id=uuid4(), aanvraag=aanvraag, vraag=vraag, naam=naam, type=inhoud.type)
    bijlage.grootte, bijlage.added_at, bijlage.added_by = len(inhoud.data), now, actor.naam
    bijlage.vingerafdruk, bijlage.quarantaine = inhoud.vingerafdruk, inhoud.quarantaine
    bijlagemap.write(bijlage.id, inhoud.data)
    bijlage.save(force_insert=True)
    return bijlage


def remove(*, actor: Actor, now: datetime, aanvraag_id: UUID, bijlage_id: UUID) -> None:
    """Takes a file off a concept, or off what was sent while it is in quarantine. Removing what is gone changes
    nothing."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        bijlage = aanvraag.bijlagen.filter(pk=bijlage_id).first()
        nagestuurd = bijlage is not None and may_still_go(bijlage)
        if not nagestuurd:
            require_concept(aanvraag, now)
        if bijlage is None:
            return
        _discard(aanvraag, bijlage)
        if nagestuurd:
            aanvraag.save(update_fields=["bronnen"])
        else:
            _als_antwoord(aanvraag, bijlage.vraag, actor, now)
        record(actor=actor, now=now, handeling="bijlage_verwijderd", onderwerp=f"bijlage:{bijlage_id}")


def drop_unasked(aanvraag: Aanvraag, *, behalve: Collection[str]) -> None:
    """Takes off the files whose question is not asked any more; they are not sent. In the caller's transaction."""
    for bijlage in aanvraag.bijlagen.exclude(pk__in=behalve):
        _discard(aanvraag, bijlage)


def _discard(aanvraag: Aanvraag, bijlage: Bijlage) -> None:
    """What it was is remembered: software that repeats itself does not put it back, and the trail tells who saw it."""
    merk = [bijlage.vraag, came_as(bijlage), str(bijlage.id)]
    aanvraag.bronnen = dict(aanvraag.bronnen) | {WEGGEHAALD: [*aanvraag.bronnen.get(WEGGEHAALD, []), merk]}
    pad = bijlagemap.path(bijlage.id)
    bijlage.delete()
    transaction.on_commit(lambda: pad.unlink(missing_ok=True))


def read(
    *, actor: Actor, now: datetime, aanvraag_id: UUID, bijlage_id: UUID, klein: bool = False
) -> tuple[Bijlage, bytes]:
    """A file with its content; the look is recorded, apart when a page shows it small. Raises A101, D204 for who may
    not read what was never sent, and X108 or X109 for what is in quarantine: of that an insurer does not know that it
    is there."""
    aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    require_reader(aanvraag, actor=actor)
    zichtbaar = aanvraag.bijlagen.all() if actor.uzovi is None else free_files(aanvraag)
    bijlage = zichtbaar.filter(pk=bijlage_id).first()
    if bijlage is None:
        raise DomainError.one("A101")
    require_free(bijlage)
    data = bijlagemap.content(bijlage)
    if data is None:  # taken off by a colleague in this very moment
        raise DomainError.one("A101")
    record(
        actor=actor,
        now=now,
        handeling="bijlage_klein_gezien" if klein else "bijlage_bekeken",
        onderwerp=f"bijlage:{bijlage.id}",
    )
    return bijlage, data


def problems(aanvraag: Aanvraag, *, vragen: Collection[str]) -> tuple[Fout, ...]:
    """What of the files at these questions keeps it from being sent, at the question that it is about."""
    return quarantaine.problems(aanvraag, vragen=vragen) + ruimte.problems(aanvraag, vragen=vragen)


def _bestandstypen(aanvraag: Aanvraag, vraag: str, now: datetime, *, van_mens: bool) -> Collection[str]:
    dossier = dossier_of(aanvraag, now)
    for een in dossier.vragen if van_mens else dossier.formulier.vragen:
        if een.link_id == vraag and een.type is Vraagtype.ATTACHMENT:
            return een.bestandstypen
    raise DomainError.one(NIET_GEVRAAGD) if van_mens else DomainError.one("B112", pad="vraag", parameter="vraag")


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
        )
    bewaar_antwoorden(aanvraag, antwoorden)
    settle_waiting(aanvraag, actor=actor, now=now)
    touch(aanvraag, now)
