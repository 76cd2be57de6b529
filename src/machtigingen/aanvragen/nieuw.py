"""A concept that a person begins, without a care package: the same as after a push, from other sources.

What the person said stands where a package would have said it, under a name of its own (`dossier.GEBRUIKER`).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.actions import CONCEPT_DAGEN, prepare, start
from machtigingen.aanvragen.dossier import COV, GEBRUIKER
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.opzoeken import Opgezocht
from machtigingen.aanvragen.queries import visible_to
from machtigingen.aanvragen.zorg import agb_of, instantie_fout, specialismen_of
from machtigingen.audit.actions import record
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.foundation import INDIENEN, Actor, DomainError, Uzovi
from machtigingen.kluis import sleutelbos
from machtigingen.registers import agb as agb_register
from machtigingen.toegang.queries import require, require_person


def begin(*, actor: Actor, now: datetime, keuze: Keuze, formulier: str, wie: Opgezocht) -> Aanvraag:
    """A concept about this person and this care. Once more for the same look at COV gives the same one, as it stands.

    Raises D203/D204, D202; F101, F102, F103 (no such form on that day), F201 (not needed), I102 to I104 (this instantie
    cannot ask), and what COV said when one cannot go on with that (R302 and further)."""
    require(actor, INDIENEN)
    require_person(actor)
    formulieren = formulieren_for(keuze, formulier, wie)
    _require_possible(actor, keuze, wie, formulieren)
    id_ = _id_of(actor, keuze, formulier, wie)
    aanvraag, _ = prepare(
        actor=actor,
        now=now,
        id=id_,
        formulieren=formulieren,
        bronnen=_bronnen(actor, keuze, wie),
        softwarepakket="",
        referentie="",
        vervalt_at=now + timedelta(days=CONCEPT_DAGEN),
    )
    aanvraag.opened_at, aanvraag.opened_by = now, actor.naam
    try:
        return _begun(actor, id_) or _start(aanvraag, actor=actor, now=now)
    except IntegrityError:  # the other of two presses was first
        eerder = _begun(actor, id_)
        if eerder is None:
            raise
        return eerder


def find_begun(*, actor: Actor, keuze: Keuze, formulier: str, wie: Opgezocht) -> Aanvraag | None:
    """What began here already, for who looked this person up."""
    return _begun(actor, _id_of(actor, keuze, formulier, wie))


def _begun(actor: Actor, id_: UUID) -> Aanvraag | None:
    return visible_to(actor).filter(pk=id_).first()


def _start(aanvraag: Aanvraag, *, actor: Actor, now: datetime) -> Aanvraag:
    with transaction.atomic():
        start(aanvraag)
        record(actor=actor, now=now, handeling="aanvraag_begonnen", onderwerp=f"aanvraag:{aanvraag.id}")
    return aanvraag


def chosen_formulier(keuze: Keuze, code: str) -> Formulier:
    """The form of this code among those that fit. Raises F101, F102, F103."""
    gevonden = next((een for een in catalogus().passend(keuze) if een.code == code), None)
    if gevonden is None:
        raise DomainError.one("F103", pad="verstrekking.formulier", formulier=code[:12])
    return gevonden


def formulieren_for(keuze: Keuze, code: str, wie: Opgezocht) -> tuple[Formulier, ...]:
    """The chosen form; another one when who turns out to insure has a form of its own for this care. Raises F101, F102,
    F103 when that one has none."""
    uzovi = wie.antwoord.uzovi if wie.antwoord else None
    passend = catalogus().passend(replace(keuze, uzovi=str(uzovi or keuze.uzovi)))
    return tuple(een for een in passend if een.code == code) or passend


def why_not_needed(keuze: Keuze, *, actor: Actor, uzovi: Uzovi | None, formulieren: tuple[Formulier, ...]) -> str:
    """Why this insurer needs no machtiging for this care, which these forms are for; empty when it does or is unknown.
    Of a prestatie it is not known yet who will do it: then it must be so for each specialisme of who works there."""
    redenen = [
        catalogus().niet_nodig(replace(keuze, specialisme=een), uzovi=uzovi, agb=str(actor.agb))
        for een in _possible(keuze, formulieren, actor)
    ]
    return next((reden for reden in redenen if reden), "") if all(redenen) else ""


def _possible(keuze: Keuze, formulieren: tuple[Formulier, ...], actor: Actor) -> Collection[str]:
    """The specialismen with which it can be asked for here."""
    if not keuze.prestatiecodes:
        return (keuze.specialisme,)
    mogelijk = {code for een in formulieren for code in een.specialismen} or {keuze.specialisme}
    return mogelijk & specialismen_of(agb_register.zorgverleners_van(agb_of(actor), on=keuze.on)) or mogelijk


def _require_possible(actor: Actor, keuze: Keuze, wie: Opgezocht, formulieren: tuple[Formulier, ...]) -> None:
    fout = instantie_fout(agb_of(actor), on=keuze.on)
    if fout is not None:
        raise DomainError(fout)
    if not wie.may_begin:
        raise DomainError(*wie.fouten)
    uzovi = wie.antwoord.uzovi if wie.antwoord else None
    if why_not_needed(keuze, actor=actor, uzovi=uzovi, formulieren=formulieren):
        raise DomainError.one("F201")


def _id_of(actor: Actor, keuze: Keuze, formulier: str, wie: Opgezocht) -> UUID:
    """The same for the same press, and of nobody else: keyed, and with who presses in it."""
    tekst = f"{actor.agb} {actor.certificaat} {wie.zoeking} {formulier} {keuze}"
    return UUID(sleutelbos().blind_index(tekst, context="nieuw")[:32], version=4)


def _bronnen(actor: Actor, keuze: Keuze, wie: Opgezocht) -> dict[str, Any]:
    persoon = {"bsn": wie.vraag.bsn.onthul(), "geboortedatum": wie.vraag.geboortedatum.isoformat()}
    verzekerde = persoon | ({"uzovi": keuze.uzovi} if keuze.uzovi else {})
    begin_ = wie.vraag.peildatum.isoformat()
    return {
        "certificaat": {"agb": str(actor.agb), "organisatie": actor.organisatie},
        GEBRUIKER: {
            "grondslag": keuze.grondslag,
            "begindatum": begin_,
            "verzekerde": verzekerde,
            **_verstrekking(keuze),
        },
        COV: toetsing.cov_bron(wie.antwoord) if wie.antwoord else {},
        "cov_stand": toetsing.cov_stand(persoon | {"begindatum": begin_}, wie.fouten, grondslag=wie.vraag.grondslag),
    }


def _verstrekking(keuze: Keuze) -> Mapping[str, Any]:
    """Of a traject the specialisme belongs to the care; of a prestatie it is that of who will do it."""
    if keuze.prestatiecodes:
        prestaties = [{"code": code} for code in keuze.prestatiecodes]
        return {"verstrekking": {"prestatiecodelijst": keuze.prestatiecodelijst, "prestaties": prestaties}}
    if keuze.diagnose is None:
        return {"verstrekking": {"formulier": keuze.formulier}}
    return {
        "verstrekking": {"diagnose": keuze.diagnose, "zorgactiviteit": keuze.zorgactiviteit},
        "zorgverlener": {"specialisme": keuze.specialisme},
    }
