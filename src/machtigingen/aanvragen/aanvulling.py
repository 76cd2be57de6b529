"""The provider's side of the conversation: answers to what the insurer asks, kept while they are written, and more
documents."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.bladen import Post, is_late, with_last
from machtigingen.aanvragen.doorlooptijd import set_termijn
from machtigingen.aanvragen.lifecycle import TEKST, Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout
from machtigingen.toegang.queries import require, require_person


def save_answers(
    *,
    actor: Actor,
    now: datetime,
    aanvraag_id: UUID,
    antwoorden: Mapping[int, str],
    gezien: Mapping[int, str],
    post: Post = Post(),  # noqa: B008
    ronde: int | None = None,
) -> tuple[Fout, ...]:
    """Keeps what was typed, not sent yet, by the number of the question. `gezien` is what the page showed before: where
    a colleague changed it meanwhile theirs stands, and it comes back as A103 with both values. A post that a later one
    of its page came before changes nothing. `ronde`: the number of the Informatieverzoek that it answers, by default
    the open one. Raises A101, A102 (that one is not open)."""
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        verzoek = _open_verzoek(aanvraag, now, ronde)
        was = verzoek.concept
        botsingen = _merge(verzoek, antwoorden, gezien, actor=actor, post=post, bewaren=True)
        if botsingen or verzoek.concept != was:
            _keep(verzoek, actor=actor, now=now)
    return botsingen


def _open_verzoek(aanvraag: Aanvraag, now: datetime, ronde: int | None) -> Informatieverzoek:
    status = stand(aanvraag, now)
    next_status(status, Handeling.AANVULLEN, Rol.INDIENER)
    verzoek = aanvraag.informatieverzoeken.get(beantwoord_at=None)
    if ronde not in (None, verzoek.volgnummer):
        raise DomainError.one("A102", status=TEKST[status])
    return verzoek


def _merge(
    verzoek: Informatieverzoek,
    antwoorden: Mapping[int, str],
    gezien: Mapping[int, str],
    *,
    actor: Actor,
    post: Post,
    bewaren: bool = False,
) -> tuple[Fout, ...]:
    """Into the draft of the answers. A question that is not there is left out. `bewaren`: what was not touched changes
    nothing; only who sends has to have seen what a colleague wrote, also by a post that is late."""
    concept, botsingen = dict(verzoek.concept), []
    for nummer in range(len(verzoek.vragen)):
        if nummer not in antwoorden:
            continue
        nu, nieuw = concept.get(str(nummer), {}), antwoorden[nummer].replace("\r\n", "\n")
        staat, is_laat = nu.get("tekst", ""), is_late(concept, post.of(nummer))
        concept = concept if is_laat else with_last(concept, post.of(nummer))
        onaangeroerd = bewaren and nummer in gezien and nieuw == gezien[nummer].replace("\r\n", "\n")
        if nieuw == staat or onaangeroerd:
            continue
        vreemd = nu.get("certificaat", "") not in ("", actor.certificaat)
        if vreemd and gezien.get(nummer, "").replace("\r\n", "\n") != staat:
            gegevens = {"uw_waarde": nieuw, "waarde": staat, "door": nu["door"]}
            botsingen.append(Fout("A103", f"antwoorden[{nummer}]", gegevens))
        elif not is_laat:
            concept[str(nummer)] = {"tekst": nieuw, "door": actor.naam, "certificaat": actor.certificaat}
    verzoek.concept = concept
    return tuple(botsingen)


def send_answers(
    *,
    actor: Actor,
    now: datetime,
    aanvraag_id: UUID,
    antwoorden: Mapping[int, str],
    gezien: Mapping[int, str],
    post: Post = Post(),  # noqa: B008
    ronde: int | None = None,
) -> Aanvraag:
    """Sends the answers, as they stand once no colleague can come in between: the insurer is to act again. What was
    typed is kept also when it cannot be sent yet.

    Raises D203/D204, A101, A102 (answered already, this `ronde` at least), A103 (a colleague changed one), A114 (one is
    missing), V106, B207.
    """
    require(actor, INDIENEN)
    require_person(actor)
    with transaction.atomic():
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), Handeling.AANVULLEN, Rol.INDIENER)
        verzoek = _open_verzoek(aanvraag, now, ronde)
        botsingen = _merge(verzoek, antwoorden, gezien, actor=actor, post=post)
        gelezen, onvolledig = _read(verzoek)
        fouten = botsingen or onvolledig
        if fouten:
            _keep(verzoek, actor=actor, now=now)
        else:
            verzoek.antwoorden, aanvraag.status = gelezen, status.value
            _send(aanvraag, verzoek, actor=actor, now=now)
    if fouten:  # after the commit: what was typed is kept
        raise DomainError(*fouten)
    return aanvraag


def _keep(verzoek: Informatieverzoek, *, actor: Actor, now: datetime) -> None:
    verzoek.save(update_fields=["concept"])
    record(actor=actor, now=now, handeling="aanvulling_bewaard", onderwerp=f"aanvraag:{verzoek.aanvraag_id}")


def _send(aanvraag: Aanvraag, verzoek: Informatieverzoek, *, actor: Actor, now: datetime) -> None:
    verzoek.beantwoord_at, verzoek.beantwoord_door, verzoek.concept = now, actor.naam, {}
    verzoek.save()
    set_termijn(aanvraag)
    leave(
        aanvraag,
        actor=actor,
        now=now,
        soort="aangevuld",
        handeling="aanvraag_aangevuld",
        melden="aangevuld",
        gegevens={"verzoek": verzoek.volgnummer},
    )


def _read(verzoek: Informatieverzoek) -> tuple[list[str], tuple[Fout, ...]]:
    """Every answer, and all that is wrong with them together."""
    gelezen: list[str] = []
    fouten: list[Fout] = []
    for nummer in range(len(verzoek.vragen)):
        try:
            tekst = verzoek.concept.get(str(nummer), {}).get("tekst", "")
            gelezen.append(read_tekst(tekst, veld=f"antwoorden[{nummer}]", leeg="A114"))
        except DomainError as fout:
            fouten += fout.fouten
    return gelezen, tuple(fouten)
