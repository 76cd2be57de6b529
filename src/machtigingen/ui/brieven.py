"""The letter to the insured about a besluit, filled from what the domain knows; and its example, before deciding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from machtigingen.aanvragen.besluitwoorden import Besluitwoorden, words_of, words_today
from machtigingen.aanvragen.dossier import Dossier, from_json
from machtigingen.aanvragen.geldigheid import period_of
from machtigingen.aanvragen.lifecycle import TOEGEKEND, Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluiten_of, dossier_of
from machtigingen.aanvragen.regels import Oordeel, Regeloordeel, regels_from_json, regels_of
from machtigingen.formulieren.afspraken import Besluitreden, Regelbesluit
from machtigingen.foundation import DomainError, Uzovi
from machtigingen.papier import Brief, Briefregel, Briefuitkomst, Briefvraag, brief
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.regelwoorden import BeslotenRegel, besloten_regels, gevraagd_van

_UITKOMST = {
    Status.GOEDGEKEURD: Briefuitkomst.TOEGEKEND,
    Status.GEDEELTELIJK_GOEDGEKEURD: Briefuitkomst.GEDEELTELIJK,
    Status.AFGEWEZEN: Briefuitkomst.AFGEWEZEN,
    Status.NIET_NODIG: Briefuitkomst.NIET_NODIG,
}
_VAN_REGEL = {Status.GOEDGEKEURD: Regelbesluit.TOEGEKEND, Status.AFGEWEZEN: Regelbesluit.AFGEWEZEN}
_VRAAG = {"herbeoordeling": Briefvraag.HERBEOORDELING, "verlenging": Briefvraag.VERLENGING}


@dataclass(frozen=True, kw_only=True)
class _Inhoud:
    """A decision, taken or only thought of, as the letter needs it."""

    status: Status
    besloten_at: datetime
    toelichting: str
    woorden: Besluitwoorden
    oordelen: tuple[Regeloordeel, ...] = ()
    door_regel: bool = False
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    machtigingsnummer: str = ""
    eerder: Sequence[Besluit] = ()


def brief_van(aanvraag: Aanvraag, besluit: Besluit, *, now: datetime, voorbeeld: bool = False) -> bytes:
    """The letter about a decision that was taken."""
    eerder = [een for een in besluiten_of(aanvraag) if een.volgnummer < besluit.volgnummer]
    inhoud = _Inhoud(
        status=Status(besluit.status),
        besloten_at=besluit.besloten_at,
        toelichting=besluit.toelichting,
        woorden=words_of(aanvraag, besluit),
        oordelen=regels_from_json(besluit.regels or []),
        door_regel=besluit.door_regel,
        geldig_vanaf=besluit.geldig_van_on,
        geldig_tot=besluit.geldig_tot_on,
        machtigingsnummer=besluit.machtigingsnummer,
        eerder=eerder,
    )
    return brief(_brief(aanvraag, inhoud, now=now, voorbeeld=voorbeeld))


def briefvoorbeeld_van(aanvraag: Aanvraag, oordeel: Oordeel, *, now: datetime) -> bytes:
    """What the letter would say of a decision that was read (`read_oordeel`) and is not taken yet, so without a number.
    Raises A113 when the period cannot be."""
    status = next_status(Status.IN_BEHANDELING, oordeel.handeling, Rol.BEOORDELAAR)
    van, tot = period_of(aanvraag, oordeel) if status in TOEGEKEND else (None, None)
    inhoud = _Inhoud(
        status=status,
        besloten_at=now,
        toelichting=oordeel.toelichting,
        woorden=words_today(aanvraag),
        oordelen=oordeel.regels,
        geldig_vanaf=van,
        geldig_tot=tot,
        eerder=besluiten_of(aanvraag),
    )
    return brief(_brief(aanvraag, inhoud, now=now, voorbeeld=True))


def _brief(aanvraag: Aanvraag, inhoud: _Inhoud, *, now: datetime, voorbeeld: bool) -> Brief:
    dossier = dossier_of(aanvraag, aanvraag.ingediend_at or now)
    besloten = besloten_regels(regels_of(dossier), inhoud.oordelen, woorden=inhoud.woorden)
    gekozen = inhoud.woorden.with_tekst(inhoud.toelichting)
    redenen = [regel.reden or _granted(regel, gekozen) for regel in besloten]
    regels = tuple(map(_regel, besloten, redenen)) or _by_rule(dossier, inhoud.status)
    return Brief(
        verzekeraar=verzekeraar_van(aanvraag, on=dossier.vandaag),
        verzekerde=naam_van(aanvraag),
        behandeling=titel_van(aanvraag),
        aanvrager=aanvrager_van(aanvraag),
        gevraagd_op=dossier.vandaag,
        besloten_op=vandaag(inhoud.besloten_at),
        aanvraagnummer=aanvraag.aanvraagnummer or "",
        uitkomst=_UITKOMST[inhoud.status],
        regels=regels,
        gronden=_onderbouwing(aanvraag) if inhoud.door_regel else tuple(reden.grond for reden in redenen if reden),
        bezwaar=inhoud.woorden.bezwaar,
        gemaakt_op=now,
        vraag=_VRAAG.get(aanvraag.vervolg_soort, Briefvraag.TOESTEMMING),
        eerste=(aanvraag.vervolg_op.aanvraagnummer or "") if aanvraag.vervolg_op else "",
        machtigingsnummer=inhoud.machtigingsnummer,
        toelichting="" if gekozen and gekozen in redenen else inhoud.toelichting,
        geldig_vanaf=inhoud.geldig_vanaf,
        geldig_tot=inhoud.geldig_tot,
        vervangt=vandaag(inhoud.eerder[-1].besloten_at) if inhoud.eerder else None,
        door_regel=inhoud.door_regel,
        voorbeeld=voorbeeld,
    )


def _regel(regel: BeslotenRegel, reden: Besluitreden | None) -> Briefregel:
    return Briefregel(
        gevraagd=regel.gevraagd,
        besluit=regel.besluit,
        toegekend=regel.toegekend,
        reden=reden.brieftekst if reden else "",
        toelichting=regel.toelichting,
    )


def _granted(regel: BeslotenRegel, gekozen: Besluitreden | None) -> Besluitreden | None:
    """What is simply granted has no reason by line: it has the one whose sentence was taken over, or none. Of that one
    the insured gets the other sentence."""
    granted = regel.besluit is Regelbesluit.TOEGEKEND
    return gekozen if granted and gekozen is not None and regel.besluit in gekozen.voor else None


def _by_rule(dossier: Dossier, status: Status) -> tuple[Briefregel, ...]:
    """A rule says the same of every line, and says why to the provider."""
    if status not in _VAN_REGEL:
        return ()
    return tuple(Briefregel(gevraagd=gevraagd_van(een), besluit=_VAN_REGEL[status]) for een in regels_of(dossier))


def _onderbouwing(aanvraag: Aanvraag) -> tuple[str, ...]:
    beslissing: Mapping[str, Any] = aanvraag.beslissing or {}
    onderbouwing = str(beslissing.get("onderbouwing", ""))
    return (onderbouwing,) if onderbouwing else ()


def verzekeraar_van(aanvraag: Aanvraag, *, on: date) -> str:
    try:
        naam = uzovi_register.verzekeraar(Uzovi.parse(aanvraag.uzovi), on=on).naam
    except DomainError:
        naam = ""
    return naam or f"Zorgverzekeraar {aanvraag.uzovi}"


def naam_van(aanvraag: Aanvraag) -> str:
    antwoord = from_json(aanvraag.antwoorden).get("naam")
    return str(antwoord.waarde) if antwoord and antwoord.waarde else ""


def aanvrager_van(aanvraag: Aanvraag) -> str:
    organisatie = str(aanvraag.bronnen.get("certificaat", {}).get("organisatie", ""))
    return organisatie or f"Uw zorgverlener (AGB {aanvraag.agb})"
