"""The answer to an aanvraag: by a rule of the form, or by a beoordelaar, line by line, with four eyes where agreed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.actions import lock
from machtigingen.aanvragen.besluitwoorden import words_used
from machtigingen.aanvragen.doorlooptijd import afspraak_of, stop_termijn
from machtigingen.aanvragen.geldigheid import period_of, require_grantable
from machtigingen.aanvragen.lifecycle import TOEGEKEND, Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.nummers import machtigingsnummer
from machtigingen.aanvragen.queries import besluit_of, dossier_of, last_of_provider, stand
from machtigingen.aanvragen.regels import Oordeel, read_oordeel, regels_json, regels_of
from machtigingen.aanvragen.sporen import leave
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.aanvragen.vervanging import lock_followed, replace_first
from machtigingen.foundation import ADVISEREN, BEOORDELEN, Actor, DomainError, Soort
from machtigingen.toegang.contacten import Collega, is_same_person
from machtigingen.toegang.queries import require, vandaag


def decide(
    *,
    actor: Actor,
    now: datetime,
    aanvraag_id: UUID,
    oordeel: Oordeel,
    bevestigd: bool = False,
    gezien: int | None = None,
) -> Aanvraag:
    """The decision of a beoordelaar. Where four eyes are agreed, the first is kept as a proposal and the second
    decides; when they differ, the second has seen that and says so with `bevestigd`. `gezien` is what
    `last_of_provider` said when it was looked at; a program that looks and decides at once may leave it out.

    Raises D203, A101, A102 (already decided), A106 (a colleague has it), A107 (the second is the first), A108 (they
    differ), A118 (the provider added something that was not seen), A119 (neither is a medisch adviseur); what is wrong
    with the decision: A105 (no reason), A109, A110, A113, V106, B207; and where it cannot be granted: A124, A125.
    """
    require(actor, BEOORDELEN)
    toelichting = read_tekst(oordeel.toelichting, veld="toelichting", leeg="A105")
    with transaction.atomic():
        lock_followed(actor, now, aanvraag_id)
        aanvraag = lock(actor, aanvraag_id)
        status = next_status(stand(aanvraag, now), oordeel.handeling, Rol.BEOORDELAAR)
        require_free(aanvraag, actor)
        if gezien is not None and last_of_provider(aanvraag) > gezien:
            raise DomainError.one("A118")
        gelezen = read(aanvraag, oordeel, now=now)
        require_grantable(aanvraag, gelezen, now=now)
        eerste = _first_opinion(aanvraag)
        if afspraak_of(aanvraag).vier_ogen and eerste is None:
            _propose(aanvraag, gelezen, actor=actor, now=now)
            return aanvraag
        verschil = _require_second(aanvraag, gelezen, actor=actor, bevestigd=bevestigd)
        aanvraag.status = status.value
        give(
            aanvraag,
            status,
            door_regel=False,
            beoordelaar=eerste or actor.naam,
            tweede=actor.naam if eerste else "",
            toelichting=toelichting,
            oordeel=gelezen,
            now=now,
        )
        leave(
            aanvraag,
            actor=actor,
            now=now,
            soort="besluit",
            handeling=f"aanvraag_{status.value}",
            melden="besluit",
            gegevens={"status": status.value, "verschil": verschil},
        )
        replace_first(aanvraag, actor=actor, now=now)
    return aanvraag


def require_free(aanvraag: Aanvraag, actor: Actor) -> None:
    """Raises A106 when a colleague has it on the desk."""
    if not is_free(aanvraag, actor):
        raise DomainError.one("A106", door=aanvraag.behandelaar)


def is_free(aanvraag: Aanvraag, actor: Actor) -> bool:
    """Nobody has it on the desk, or the actor has."""
    nobody = not aanvraag.behandelaar_certificaat
    return nobody or is_same_person(
        actor,
        naam=aanvraag.behandelaar,
        certificaat=aanvraag.behandelaar_certificaat,
        medewerker=aanvraag.behandelaar_medewerker,
    )


def read(aanvraag: Aanvraag, oordeel: Oordeel, *, now: datetime) -> Oordeel:
    """The decision with every value canonical, as it is kept. Raises A105, A109, A110, A113, V106, B207."""
    toelichting = read_tekst(oordeel.toelichting, veld="toelichting", leeg="A105")
    redenen = {reden.code: reden.voor for reden in afspraak_of(aanvraag).redenen}
    regels = regels_of(dossier_of(aanvraag, aanvraag.ingediend_at or now))
    met_tekst = Oordeel(
        regels=oordeel.regels,
        toelichting=toelichting,
        geldig_van=oordeel.geldig_van,
        geldig_tot=oordeel.geldig_tot,
    )
    return read_oordeel(met_tekst, regels, redenen=redenen)


def _first_opinion(aanvraag: Aanvraag) -> str | None:
    """Who gave it; None when there is none."""
    return str(aanvraag.voorstel["door"]) if aanvraag.voorstel else None


def gave_first_opinion(aanvraag: Aanvraag, actor: Actor) -> bool:
    """Whether the actor is the first of two. An aanvraag from a list, that leaves the opinion itself shut, says by whom
    in `voorstel_door`."""
    if not aanvraag.voorstel_certificaat:
        return False
    door: str | None = getattr(aanvraag, "voorstel_door", None) or _first_opinion(aanvraag)
    return is_same_person(
        actor,
        naam=door or "",
        certificaat=aanvraag.voorstel_certificaat,
        medewerker=aanvraag.voorstel_medewerker,
    )


def _propose(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, now: datetime) -> None:
    """Kept until a second has looked; the desk of the first is free again."""
    aanvraag.status = Status.IN_BEHANDELING.value
    aanvraag.voorstel = {
        "door": actor.naam,
        "op": now.isoformat(),
        "oordeel": oordeel.to_json(),
        "adviseur": actor.mag(ADVISEREN),
    }
    aanvraag.voorstel_certificaat, aanvraag.voorstel_medewerker = actor.certificaat, actor.medewerker
    put_on_desk(aanvraag, None)
    gegevens = {"oordeel": aanvraag.voorstel["oordeel"]}  # by which the first can repeat it after the second decided
    leave(aanvraag, actor=actor, now=now, soort="voorstel", handeling="besluit_voorgesteld", gegevens=gegevens)


def put_on_desk(aanvraag: Aanvraag, wie: Actor | Collega | None) -> None:
    """Or back on the list."""
    aanvraag.behandelaar, aanvraag.behandelaar_certificaat = (wie.naam, wie.certificaat) if wie else ("", "")
    aanvraag.behandelaar_medewerker = wie.medewerker if wie else None


def forget_opinion(aanvraag: Aanvraag) -> None:
    """The first of two no longer counts."""
    aanvraag.voorstel, aanvraag.voorstel_certificaat, aanvraag.voorstel_medewerker = None, "", None


def _require_second(aanvraag: Aanvraag, oordeel: Oordeel, *, actor: Actor, bevestigd: bool) -> bool:
    """Whether this opinion differs from the first. The second is a person, whoever the first was; and one of the two a
    medisch adviseur, where that is agreed. Raises A107, A108, A119."""
    if not aanvraag.voorstel:
        return False
    if actor.soort is not Soort.PERSOONLIJK or gave_first_opinion(aanvraag, actor):
        raise DomainError.one("A107")
    if afspraak_of(aanvraag).medisch_adviseur and not (aanvraag.voorstel.get("adviseur") or actor.mag(ADVISEREN)):
        raise DomainError.one("A119")
    verschil = not oordeel.same_as(Oordeel.from_json(aanvraag.voorstel["oordeel"]))
    if verschil and not bevestigd:
        raise DomainError.one("A108", door=aanvraag.voorstel["door"])
    return verschil


def give(
    aanvraag: Aanvraag,
    status: Status,
    *,
    door_regel: bool,
    toelichting: str,
    now: datetime,
    regel: str = "",
    beoordelaar: str = "",
    tweede: str = "",
    oordeel: Oordeel | None = None,
) -> None:
    """Writes the answer beside earlier ones. What is granted gets its number, once, and a period. The caller stores
    the aanvraag, in the same transaction."""
    eerder = besluit_of(aanvraag)
    van = tot = None
    nummer = ""
    if status in TOEGEKEND:
        nummer = _number(aanvraag, now)
        van, tot = period_of(aanvraag, oordeel)
    aanvraag.machtigingsnummer, aanvraag.geldig_tot_on, aanvraag.einde_reden = nummer, tot, None
    put_on_desk(aanvraag, None)
    forget_opinion(aanvraag)
    stop_termijn(aanvraag)
    Besluit.objects.create(
        aanvraag=aanvraag,
        volgnummer=eerder.volgnummer + 1 if eerder else 1,
        status=status.value,
        door_regel=door_regel,
        regel=regel,
        beoordelaar=beoordelaar,
        tweede_beoordelaar=tweede,
        toelichting=toelichting,
        regels=regels_json(oordeel.regels) if oordeel else None,
        woorden=words_used(aanvraag, oordeel=oordeel, toelichting=toelichting).to_json(),
        besloten_at=now,
        geldig_van_on=van,
        geldig_tot_on=tot,
        machtigingsnummer=nummer,
    )


def _number(aanvraag: Aanvraag, now: datetime) -> str:
    """One aanvraag has one Machtigingsnummer: after a reopening the granted one comes back."""
    eerder = aanvraag.besluiten.exclude(machtigingsnummer="").order_by("volgnummer").first()
    return eerder.machtigingsnummer if eerder else machtigingsnummer(uzovi=aanvraag.uzovi, on=vandaag(now))
