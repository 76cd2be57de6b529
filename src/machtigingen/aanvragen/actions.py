"""Everything that changes a concept. Each is one transaction: lock → check → write → audit; 2xx only after COMMIT.

What is only kept apart for one person (`niet_bewaard`) changes nothing of the concept, and has no audit record.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen import niet_bewaard, ongevraagd, toetsing
from machtigingen.aanvragen.bladen import is_late, with_last
from machtigingen.aanvragen.dossier import Antwoord, Dossier, to_json
from machtigingen.aanvragen.invulling import Bronnen, vul_in
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of, find, stand, visible_to
from machtigingen.aanvragen.samen import Blad, fell_off, kept, sift
from machtigingen.aanvragen.verzekerden import birth_dates, index_of, pushed_index, remember_former
from machtigingen.aanvragen.wachtend import (
    WACHTEND,
    Consent,
    Processed,
    as_it_stands,
    process,
    wachtend_van,
)
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Formulier, Vraag
from machtigingen.formulieren import catalogus
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout, Uzovi
from machtigingen.toegang.queries import require, vandaag

CONCEPT_DAGEN = 30
NOTHING_SAID = Consent()


def prepare(
    *,
    actor: Actor,
    now: datetime,
    id: UUID,
    formulieren: Sequence[Formulier],
    bronnen: Bronnen,
    softwarepakket: str,
    referentie: str,
    vervalt_at: datetime,
) -> tuple[Aanvraag, tuple[Fout, ...]]:
    """A new concept, prefilled when exactly one form fits, with what could not be taken over. Nothing is stored."""
    aanvraag = Aanvraag(
        id=id,
        agb=str(actor.agb),
        status=Status.CONCEPT.value,
        softwarepakket=softwarepakket,
        referentie=referentie,
        bronnen=bronnen,
        bsn_index=pushed_index(bronnen),
        mogelijke_formulieren=[[formulier.code, formulier.versie] for formulier in formulieren],
        created_at=now,
        updated_at=now,
        vervalt_at=vervalt_at,
    )
    return aanvraag, _begin_formulier(aanvraag, formulieren[0], now) if len(formulieren) == 1 else ()


def start(aanvraag: Aanvraag) -> None:
    """Stores a concept that was prepared. Belongs in the transaction of the caller."""
    aanvraag.save(force_insert=True)


def _begin_formulier(aanvraag: Aanvraag, formulier: Formulier, now: datetime) -> tuple[Fout, ...]:
    antwoorden, waarschuwingen = vul_in(formulier, aanvraag.bronnen, now=now)
    aanvraag.formulier_code = formulier.code
    aanvraag.formulier_versie = formulier.versie
    bewaar_antwoorden(aanvraag, antwoorden)
    return waarschuwingen


def bewaar_antwoorden(aanvraag: Aanvraag, antwoorden: Mapping[str, Antwoord]) -> None:
    """Writes the answers, and the columns that are searched by."""
    aanvraag.antwoorden = to_json(antwoorden)
    bsn, uzovi = antwoorden.get("bsn"), antwoorden.get("verzekeraar")
    aanvraag.bsn_index = index_of(bsn.waarde) if bsn else ""
    aanvraag.uzovi = _uzovi(uzovi.waarde) if uzovi else ""
    waarden = {link_id: antwoord.waarde for link_id, antwoord in antwoorden.items()}
    aanvraag.grondslag = toetsing.grondslag(waarden, aanvraag.bronnen)[:3]
    aanvraag.specialisme = _short(waarden.get("specialisme"), 4)
    aanvraag.zorgverlener = _short(waarden.get("zorgverlener"), 8)


def change_answers(
    aanvraag: Aanvraag, antwoorden: Mapping[str, Antwoord], now: datetime, *, bronnen: Bronnen | None = None
) -> None:
    """Of a concept that is there: it may be about somebody else from now on. `bronnen`: its sources as well."""
    was, geboren = aanvraag.bsn_index, birth_dates(aanvraag)
    if bronnen is not None:
        aanvraag.bronnen = dict(bronnen)
    bewaar_antwoorden(aanvraag, antwoorden)
    remember_former(aanvraag, now=now, was=was, geboren=geboren)
    touch(aanvraag, now)


def _short(waarde: Any, lengte: int) -> str:
    """A code that can be searched by; what was typed and is no code has no place in a column."""
    tekst = str(waarde or "")
    return tekst if len(tekst) == lengte and tekst.isascii() and tekst.isdigit() else ""


def _uzovi(waarde: Any) -> str:
    try:
        return str(Uzovi.parse(str(waarde)))
    except DomainError:
        return ""


def open_concept(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """The first look by a person: from now on the concept's own term counts, not that of the link."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        if aanvraag.opened_at is None and stand(aanvraag, now) is Status.CONCEPT:
            aanvraag.opened_at = now
            aanvraag.vervalt_at = now + timedelta(days=CONCEPT_DAGEN)
            aanvraag.opened_by = actor.naam
            aanvraag.save(update_fields=["opened_at", "opened_by", "vervalt_at"])
        record(actor=actor, now=now, handeling="aanvraag_geopend", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag


def choose_formulier(*, actor: Actor, now: datetime, aanvraag_id: UUID, keuze: str) -> Aanvraag:
    """Picks one of the forms that fit (`code:versie`), and fills it in. Raises F102 for another one; choosing again
    changes nothing."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        if aanvraag.formulier_code:
            return aanvraag
        mogelijk = {keuze_van(code, versie): (code, versie) for code, versie in aanvraag.mogelijke_formulieren}
        if keuze not in mogelijk:
            raise DomainError.one("F102", pad="formulier", formulier=keuze.partition(":")[0])
        _begin_formulier(aanvraag, catalogus().formulier(*mogelijk[keuze]), now)
        touch(aanvraag, now)
        record(actor=actor, now=now, handeling="formulier_gekozen", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag


def keuze_van(code: str, versie: str) -> str:
    """As what a form is chosen: an insurer may give its own the code of a national one."""
    return f"{code}:{versie}"


def answer(
    *,
    actor: Actor,
    now: datetime,
    aanvraag_id: UUID,
    blad: Blad,
    ruw: Mapping[str, Any],
    consent: Consent = NOTHING_SAID,
) -> tuple[Aanvraag, tuple[Fout, ...]]:
    """Keeps what the user typed, right or wrong: a concept loses nothing. A change that takes other answers away waits
    until the user agreed (`consent`). Returns it with what was changed elsewhere since the page (`blad`) was made
    (A103, with both values); of those fields the stored value stands, and what was typed is kept apart for this person,
    as is what was typed at a question that is not asked any more, of the form that the page is of or of this one. A
    post that a later one of its page came before changes nothing."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        if is_late(aanvraag.bronnen, blad.post):
            return aanvraag, ()
        dossier, wachtend = dossier_of(aanvraag, now), wachtend_van(aanvraag.bronnen)
        gezeefd = sift(dossier, ruw, wachtend=wachtend, consent=consent, blad=blad)
        verwerkt = process(
            dossier,
            gezeefd.ruw,
            wachtend=wachtend,
            consent=gezeefd.consent,
            door=actor,
            now=now,
            blad=blad.naam,
        )
        straks = dossier.met(verwerkt.antwoorden)
        gekozen = kept(straks, gezeefd.ruw, verwerkt.wachtend)
        apart = (*fell_off(dossier, straks, gezeefd.ruw, wachtend, blad), *gezeefd.botsingen)
        was, vragen = aanvraag.bronnen, blad.questions(dossier.formulier)
        aanvraag.bronnen = _with_apart(
            was, vragen, wie=niet_bewaard.owner(actor), blad=blad, gekozen=gekozen, apart=apart
        )
        if (verwerkt.antwoorden, verwerkt.wachtend) != (dossier.antwoorden, wachtend):
            _keep_waiting(aanvraag, verwerkt)
            change_answers(aanvraag, verwerkt.antwoorden, now)
            record(actor=actor, now=now, handeling="concept_gewijzigd", onderwerp=f"aanvraag:{aanvraag.id}")
        elif aanvraag.bronnen != was:
            aanvraag.save(update_fields=["bronnen"])
    return aanvraag, gezeefd.botsingen


def _with_apart(
    bronnen: Bronnen,
    vragen: Mapping[str, Vraag],
    *,
    wie: niet_bewaard.Wie,
    blad: Blad,
    gekozen: Collection[str],
    apart: Sequence[Fout],
) -> dict[str, Any]:
    """How far the page came. What was shown and is settled goes; what collided or fell off now comes, with the page and
    the question that it was typed at: another form may not ask that."""
    over = niet_bewaard.without_settled(with_last(bronnen, blad.post), wie, gekozen, blad.gelezen)
    erbij = [
        replace(een, gegevens=dict(een.gegevens) | {"blad": blad.naam, "vraag": vragen[een.pad].tekst}) for een in apart
    ]
    return niet_bewaard.with_more(over, wie, erbij)


def settle_waiting(aanvraag: Aanvraag, *, actor: Actor, now: datetime) -> None:
    """What waited and takes nothing away any more counts. Belongs in the transaction of the caller, before it saves."""
    if wachtend_van(aanvraag.bronnen):
        bewaar_antwoorden(aanvraag, settled(aanvraag, dossier_of(aanvraag, now), actor=actor, now=now))


def settled(aanvraag: Aanvraag, dossier: Dossier, *, actor: Actor, now: datetime) -> Mapping[str, Antwoord]:
    """The answers of this dossier with those that waited and count in it; the others wait on."""
    wachtend = wachtend_van(aanvraag.bronnen)
    verwerkt = process(dossier, {}, wachtend=wachtend, consent=NOTHING_SAID, door=actor, now=now)
    _keep_waiting(aanvraag, verwerkt)
    return verwerkt.antwoorden


def _keep_waiting(aanvraag: Aanvraag, verwerkt: Processed) -> None:
    over = {bron: feiten for bron, feiten in aanvraag.bronnen.items() if bron != WACHTEND}
    aanvraag.bronnen = over | ({WACHTEND: to_json(verwerkt.wachtend)} if verwerkt.wachtend else {})


def remember(*, actor: Actor, now: datetime, aanvraag_id: UUID, fouten: Sequence[Fout]) -> None:
    """Keeps which files were refused beside what was kept so before, to show it when this person is back."""
    with transaction.atomic():
        aanvraag = lock_concept(actor, aanvraag_id, now)
        aanvraag.bronnen = niet_bewaard.with_more(aanvraag.bronnen, niet_bewaard.owner(actor), fouten)
        aanvraag.save(update_fields=["bronnen"])


def remembered(aanvraag: Aanvraag, dossier: Dossier, *, actor: Actor) -> tuple[Fout, ...]:
    """What was kept so for this person, each text beside what stands there now, and what waits where nothing is asked.
    Where what was typed stands there, there is nothing to tell any more."""
    bronnen = ongevraagd.kept_apart(aanvraag.bronnen, ongevraagd.unasked(dossier))
    van = niet_bewaard.kept_for(bronnen, niet_bewaard.owner(actor))
    nu = (as_it_stands(fout, dossier, wachtend_van(aanvraag.bronnen)) for fout in van)
    gevraagd = {vraag.link_id for vraag in dossier.vragen}
    return tuple(fout for fout in nu if fout.pad not in gevraagd or not niet_bewaard.stands_after_all(fout))


def were_read(*, actor: Actor, now: datetime, aanvraag_id: UUID, gelezen: Collection[str]) -> None:
    """This person says that what bears these marks was read. Also once it was sent."""
    require(actor, INDIENEN)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        dossier = dossier_of(aanvraag, now) if aanvraag.formulier_code else None
        wie = niet_bewaard.owner(actor)
        _keep_bronnen(aanvraag, ongevraagd.without_read(aanvraag.bronnen, dossier, wie, gelezen))


def were_shown(*, actor: Actor, aanvraag_id: UUID, vragen: Collection[str]) -> None:
    """This person has read which files of these questions were refused: that is not told again."""
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        _keep_bronnen(aanvraag, niet_bewaard.without_files(aanvraag.bronnen, niet_bewaard.owner(actor), vragen))


def _keep_bronnen(aanvraag: Aanvraag, bronnen: dict[str, Any]) -> None:
    if bronnen != aanvraag.bronnen:
        aanvraag.bronnen = bronnen
        aanvraag.save(update_fields=["bronnen"])


def lock(actor: Actor, aanvraag_id: UUID) -> Aanvraag:
    aanvraag = visible_to(actor).select_for_update().filter(pk=aanvraag_id).first()
    if aanvraag is None:
        raise DomainError.one("A101")
    return aanvraag


def lock_concept(actor: Actor, aanvraag_id: UUID, now: datetime) -> Aanvraag:
    aanvraag = lock(actor, aanvraag_id)
    require_concept(aanvraag, now)
    return aanvraag


def find_concept(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """A concept of the actor's own instantie that can still be worked on. Raises D203/D204, A101, A102, L102."""
    require(actor, INDIENEN)
    aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    require_concept(aanvraag, now)
    return aanvraag


def require_concept(aanvraag: Aanvraag, now: datetime) -> None:
    """Raises L102 when it has lapsed, A102 when it was sent."""
    status = stand(aanvraag, now)
    if status is Status.VERVALLEN:
        raise DomainError.one("L102", datum=f"{vandaag(aanvraag.vervalt_at):%d-%m-%Y}")
    if status is not Status.CONCEPT:
        raise DomainError.one("A102", status=TEKST[status])


def touch(aanvraag: Aanvraag, now: datetime) -> None:
    aanvraag.versie += 1
    aanvraag.updated_at = now
    aanvraag.save()
