"""An aanvraag as the software of its insurer is told of it: all that an assessor sees, as data."""

from collections.abc import Iterator
from typing import Any

from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.dossier import Antwoord, Dossier
from machtigingen.aanvragen.geldigheid import hindrance_of
from machtigingen.aanvragen.lifecycle import KOPIE, OPEN, TEKST, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Informatieverzoek
from machtigingen.aanvragen.queries import besluiten_of, dossier_of, eerdere_of, gesprek_of, last_of_provider, stand
from machtigingen.aanvragen.regels import Aanvraagregel, regels_of
from machtigingen.beslisboom import Vraag
from machtigingen.doors.software.aanvraagstand import aanvraag_data, besluit_data, dag, open_vragen
from machtigingen.doors.software.concepten import bijlage_data
from machtigingen.doors.software.problemen import fout_json
from machtigingen.doors.software.verloop import gebeurtenissen_data, redenen_data
from machtigingen.formulieren import catalogus
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanleidingen import aanleiding_in_words
from machtigingen.ui.documenten import bijlagen_van
from machtigingen.ui.kaart import Kaart


def beoordelingsstand_data(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    """Where it stands for the insurer. What was asked of a patient is in the dossier."""
    return aanvraag_data(aanvraag, request) | {
        "instantie": {"agb": aanvraag.agb},
        "formulier": _formulier(aanvraag),
        "ingediend_op": aanvraag.ingediend_at.isoformat() if aanvraag.ingediend_at else None,
        "gewijzigd_op": aanvraag.updated_at.isoformat(),
        "besluit_voor": dag(aanvraag.termijn_tot_on),
        "geldig_tot": dag(aanvraag.geldig_tot_on),
        "behandelaar": aanvraag.behandelaar or None,
        "tweede_nodig": bool(aanvraag.voorstel_certificaat),
        "open_vragen": open_vragen(aanvraag),
        **_vervolg(aanvraag),
    }


def _vervolg(aanvraag: Aanvraag) -> dict[str, str | None]:
    """On which one it follows. The first of a copy may have gone to another insurer, so that is not told."""
    if aanvraag.vervolg_soort in ("", KOPIE):
        return {"vervolg_op": None, "vervolg_soort": None}
    return {
        "vervolg_op": str(aanvraag.vervolg_op_id) if aanvraag.vervolg_op_id else None,
        "vervolg_soort": aanvraag.vervolg_soort,
    }


def _formulier(aanvraag: Aanvraag) -> dict[str, str]:
    formulier = catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie)
    return {"code": formulier.code, "versie": formulier.versie, "titel": formulier.titel}


def dossier_data(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    """All of it. What it was seen with is read before all that is told."""
    gezien = last_of_provider(aanvraag)
    dossier = dossier_of(aanvraag, aanvraag.ingediend_at or request.now)
    kaart = Kaart(dossier=dossier, aanvraag=aanvraag, bijlage_route="")
    return beoordelingsstand_data(aanvraag, request) | {
        "ingediend_door": aanvraag.ingediend_door,
        "niet_automatisch": _aanleiding(aanvraag),
        **redenen_data(aanvraag, request),
        "gezien": gezien,
        "onderwerpen": list(_onderwerpen(dossier, kaart)),
        "beslissing": _beslissing(aanvraag),
        "waarschuwingen": list(_waarschuwingen(aanvraag, request)),
        "regels": [_regel(regel) for regel in regels_of(dossier)],
        "redenen": [
            {"code": reden.code, "tekst": reden.tekst, "voor": sorted(een.value for een in reden.voor)}
            for reden in afspraak_of(aanvraag).redenen
        ],
        "motivering": aanvraag.motivering,
        "gesprek": [_verzoek(verzoek) for verzoek in gesprek_of(aanvraag)],
        "bijlagen": [_bijlage(bijlage, aanvraag, request) for bijlage in bijlagen_van(aanvraag)],
        "besluiten": [besluit_data(besluit, aanvraag) for besluit in besluiten_of(aanvraag)],
        "gebeurtenissen": gebeurtenissen_data(aanvraag),
        "eerdere_aanvragen": [_eerdere(een, request) for een in eerdere_of(aanvraag, actor=request.actor)],
    }


def _waarschuwingen(aanvraag: Aanvraag, request: PortalRequest) -> Iterator[dict[str, Any]]:
    """Why it could only be refused, while it waits for a decision."""
    fout = hindrance_of(aanvraag) if stand(aanvraag, request.now) in OPEN else None
    if fout is not None:
        yield fout_json(fout, request)


def _aanleiding(aanvraag: Aanvraag) -> dict[str, str] | None:
    """Why a person has to look; none when a rule decided."""
    reden = aanvraag.niet_automatisch
    return {"reden": reden, "tekst": aanleiding_in_words(reden)} if reden else None


def _eerdere(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    """Another aanvraag about the same insured, sent to this insurer too: where it stands, to be fetched by its id."""
    status = stand(aanvraag, request.now)
    hoofd = hoofdstatus(status)
    return {
        "id": str(aanvraag.id),
        "aanvraagnummer": aanvraag.aanvraagnummer,
        "formulier": _formulier(aanvraag),
        "status": hoofd.value,
        "status_tekst": TEKST[hoofd],
        "specificatie": status.value,
        "specificatie_tekst": TEKST[status],
        "ingediend_op": aanvraag.ingediend_at.isoformat() if aanvraag.ingediend_at else None,
    }


def _onderwerpen(dossier: Dossier, kaart: Kaart) -> Iterator[dict[str, Any]]:
    for onderwerp in dossier.onderwerpen:
        vragen = [_vraag(vraag, dossier.antwoorden.get(vraag.link_id), kaart) for vraag in onderwerp.vragen]
        yield {"onderwerp": onderwerp.link_id, "titel": onderwerp.titel, "vragen": vragen}


def _vraag(vraag: Vraag, antwoord: Antwoord | None, kaart: Kaart) -> dict[str, Any]:
    """A question on the path, with who answered it, and what the package had sent when that is something else."""
    data = {
        "vraag": vraag.link_id,
        "tekst": vraag.tekst,
        "waarde": None,
        "weergave": "",
        "bron": None,
        "gestuurd": None,
    }
    if antwoord is None or (antwoord.waarde is None and antwoord.gestuurd is None):
        return data
    return data | {
        "waarde": kaart.data(vraag, antwoord.waarde),
        "weergave": kaart.tekst(vraag, antwoord.waarde),
        "bron": antwoord.bron,
        "gestuurd": kaart.gestuurd(vraag, antwoord) or None,
    }


def _beslissing(aanvraag: Aanvraag) -> dict[str, Any] | None:
    """What the rules of the form made of it, and of what each rule looked at."""
    beslissing = aanvraag.beslissing
    if not beslissing:
        return None
    return {
        "uitkomst": beslissing["uitkomst"],
        "regel": beslissing["regel"] or None,
        "tekst": beslissing["tekst"],
        "spoor": [
            {
                "regel": stap["regel"],
                "uitslag": stap["uitslag"],
                "wegingen": [
                    {naam: str(weging[naam] or "") for naam in ("tekst", "antwoord", "verwacht", "uitslag")}
                    for weging in stap["wegingen"]
                ],
            }
            for stap in beslissing.get("spoor", ())
        ],
    }


def _regel(regel: Aanvraagregel) -> dict[str, Any]:
    """A line to decide on, with what can be granted otherwise."""
    return {
        "regel": regel.nummer,
        "omschrijving": regel.omschrijving,
        "wijzigbaar": [
            {
                "vraag": vraag.link_id,
                "tekst": vraag.tekst,
                "type": vraag.type.value,
                "gevraagd": None if (waarde := regel.gevraagd(vraag.link_id)) is None else str(waarde),
            }
            for vraag in regel.wijzigbaar
        ],
    }


def _verzoek(verzoek: Informatieverzoek) -> dict[str, Any]:
    return {
        "nummer": verzoek.volgnummer,
        "gesteld_op": verzoek.gesteld_at.isoformat(),
        "gesteld_door": verzoek.gesteld_door,
        "reageren_voor": verzoek.reageren_voor_on.isoformat(),
        "vragen": verzoek.vragen,
        "antwoorden": verzoek.antwoorden,
        "beantwoord_op": verzoek.beantwoord_at.isoformat() if verzoek.beantwoord_at else None,
    }


def _bijlage(bijlage: Bijlage, aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    adres = f"{request.adressen['api']}/api/v1/verzekeraar/aanvragen/{aanvraag.id}/bijlagen/{bijlage.id}"
    return bijlage_data(bijlage) | {"adres": adres}
