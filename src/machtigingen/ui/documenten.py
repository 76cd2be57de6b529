"""An aanvraag on paper, in the words of the screen: the summary, and all questions and answers."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.dossier import Antwoord, Dossier, from_json
from machtigingen.aanvragen.lifecycle import OPEN, TEKST, Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.quarantaine import free_files
from machtigingen.aanvragen.queries import besluit_of, besluiten_of, dossier_of, stand
from machtigingen.beeld import Beeldfout, Bezet, miniatuur
from machtigingen.beslisboom import Vraag
from machtigingen.foundation import DomainError
from machtigingen.papier import (
    Groep,
    Regeltekst,
    Rij,
    Samenvatting,
    Vraaggroep,
    Vraagtekst,
    VragenEnAntwoorden,
    samenvatting,
    vragen_en_antwoorden,
)
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.aanvraagpagina import groepen_van, titel_van
from machtigingen.ui.bestanden import BEELDEN
from machtigingen.ui.brieven import brief_van, briefvoorbeeld_van
from machtigingen.ui.context import Feit
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.merken import BRONNEN, BRONNEN_VOOR_BEOORDELAAR, SPECIFICATIES
from machtigingen.ui.verloop import besluittekst_van, gesprek_van, mededelingen_van

__all__ = [
    "EINDEN", "bijlage_van", "bijlagen_van", "brief_van", "briefvoorbeeld_van", "download", "miniatuur_van",
    "samenvatting_van", "vragen_en_antwoorden_van",
]  # fmt: skip

EINDEN = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
"""How the name of a file of each media type may end; as it does by itself first."""


# A browser dresses up a picture with a style of its own. A PDF it shows by a program of its own, that knows no sandbox.
_ALLEEN_KIJKEN = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def bijlage_van(naam: str, soort: str, data: bytes, *, in_tab: bool = False) -> HttpResponse:
    """A file that somebody added: a download, or shown by the browser in a tab of its own. Its type is what it is, and
    a browser may not think otherwise (nosniff): it is no page of ours, and nothing in it runs as ours. Its name ends as
    its content is: a picture that is called .html would be a page with script, once it is opened from a disk."""
    antwoord = HttpResponse(data, content_type=soort)
    eind = EINDEN[soort]
    heet = naam if naam.lower().endswith(eind) else naam + eind[0]
    antwoord["Content-Disposition"] = f"{'inline' if in_tab else 'attachment'}; filename*=UTF-8''{quote(heet)}"
    if in_tab and soort in BEELDEN:
        antwoord["Content-Security-Policy"] = _ALLEEN_KIJKEN
    return antwoord


def miniatuur_van(data: bytes) -> HttpResponse:
    """A small picture of a file, made by us. Raises A101 for what has none, S102 while too many are asked for."""
    try:
        antwoord = HttpResponse(miniatuur(data), content_type="image/jpeg")
    except Bezet as fout:
        raise DomainError.one("S102") from fout
    except Beeldfout as fout:
        raise DomainError.one("A101") from fout
    antwoord["Content-Disposition"] = "inline"
    return antwoord


def download(pdf: bytes, aanvraag: Aanvraag, *, soort: str) -> HttpResponse:
    """A document to keep. Its file name holds the number of the aanvraag, nothing of a patient."""
    antwoord = HttpResponse(pdf, content_type="application/pdf")
    naam = f"{soort}-{aanvraag.aanvraagnummer or 'concept'}.pdf"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def samenvatting_van(aanvraag: Aanvraag, *, now: datetime) -> bytes:
    """The summary of an aanvraag that was sent."""
    return samenvatting(
        Samenvatting(
            **_document(aanvraag, _dossier(aanvraag, now), now),
            onderwerpen=tuple(
                Groep(titel=groep.titel, rijen=tuple(_rij(feit) for feit in groep.feiten))
                for groep in groepen_van(aanvraag, now, bijlage_route="")
            ),
            bijlagen=tuple(bijlage.naam for bijlage in bijlagen_van(aanvraag)),
        )
    )


def bijlagen_van(aanvraag: Aanvraag) -> tuple[Bijlage, ...]:
    """Its files, in the order in which the summary numbers them; what is in quarantine is none of it."""
    return tuple(free_files(aanvraag))


def vragen_en_antwoorden_van(aanvraag: Aanvraag, *, now: datetime) -> bytes:
    """All questions on the path; of a concept a preview that says so. Raises F102 while no form is chosen."""
    dossier = _dossier(aanvraag, now)
    kaart = Kaart(dossier=dossier, aanvraag=aanvraag)
    beslissing = aanvraag.beslissing or {}
    besluit = besluit_of(aanvraag)
    return vragen_en_antwoorden(
        VragenEnAntwoorden(
            **_document(aanvraag, dossier, now),
            onderwerpen=tuple(
                Vraaggroep(titel=o.titel, vragen=tuple(_vraag(kaart, vraag) for vraag in o.vragen))
                for o in dossier.onderwerpen
            ),
            regels=tuple(_regel(stap) for stap in beslissing.get("spoor", ())),
            onderbouwing=beslissing.get("onderbouwing", "") if besluit and besluit.door_regel else "",
            voorlopig=""
            if aanvraag.ingediend_at
            else _("Dit is een voorbeeldweergave van een concept. De aanvraag is niet verstuurd."),
        )
    )


def _dossier(aanvraag: Aanvraag, now: datetime) -> Dossier:
    return dossier_of(aanvraag, aanvraag.ingediend_at or now)


def _document(aanvraag: Aanvraag, dossier: Dossier, now: datetime) -> dict[str, Any]:
    """What both documents say."""
    status = stand(aanvraag, now)
    besluiten = [besluittekst_van(aanvraag, besluit, dossier) for besluit in besluiten_of(aanvraag)]
    geldend = besluiten.pop() if besluiten and status not in (*OPEN, Status.INGETROKKEN) else None
    instantie = aanvraag.bronnen.get("certificaat", {}).get("organisatie", "")
    return {
        "titel": titel_van(aanvraag),
        "aanvraagnummer": aanvraag.aanvraagnummer or "",
        "status": TEKST[hoofdstatus(status)],
        "specificatie": str(SPECIFICATIES.get(status.value, "")),
        "machtigingsnummer": aanvraag.machtigingsnummer,
        "instantie": f"{instantie}, AGB {aanvraag.agb}",
        "verzekeraar": _verzekeraar(aanvraag, dossier),
        "ingediend_door": aanvraag.ingediend_door,
        "ingediend_op": aanvraag.ingediend_at,
        "gemaakt_op": now,
        "mededelingen": mededelingen_van(aanvraag, status, vandaag=vandaag(now)),
        "besluit": geldend,
        "eerdere": tuple(reversed(besluiten)),
        "gesprek": gesprek_van(aanvraag),
    }


def _verzekeraar(aanvraag: Aanvraag, dossier: Dossier) -> str:
    vraag, antwoord = dossier.formulier.vraag("verzekeraar"), from_json(aanvraag.antwoorden).get("verzekeraar")
    return Kaart(dossier=dossier, aanvraag=aanvraag).tekst(vraag, antwoord.waarde) if vraag and antwoord else ""


def _rij(feit: Feit) -> Rij:
    gestuurd = _("\n(pakket stuurde: %(waarde)s)") % {"waarde": feit.gestuurd} if feit.gestuurd else ""
    antwoord = feit.waarde + gestuurd + (f"\n({feit.anders})" if feit.anders else "")
    return Rij(vraag=feit.label, antwoord=antwoord, bron=str(BRONNEN[feit.bron].tekst) if feit.bron else "")


def _vraag(kaart: Kaart, vraag: Vraag) -> Vraagtekst:
    """Whoever reads this on paper need not be the one who filled it in: sources are worded for another reader."""
    antwoord = kaart.dossier.antwoorden.get(vraag.link_id)
    if antwoord is None:
        return Vraagtekst(vraag=vraag.tekst, doel=vraag.doel, antwoord="")
    return Vraagtekst(
        vraag=vraag.tekst,
        doel=vraag.doel,
        antwoord=kaart.tekst(vraag, antwoord.waarde),
        bron=_bron(antwoord),
        gestuurd=kaart.gestuurd(vraag, antwoord),
        anders=kaart.anders(vraag, antwoord),
        door=antwoord.door,
        op=datetime.fromisoformat(antwoord.op) if antwoord.door else None,
    )


def _bron(antwoord: Antwoord) -> str:
    if antwoord.waarde is None and antwoord.gestuurd is None:
        return ""
    return str(BRONNEN_VOOR_BEOORDELAAR[antwoord.bron].tekst)


def _regel(stap: dict[str, Any]) -> Regeltekst:
    """A rule, and of what it looked at only what made it come out so."""
    redenen = (weging for weging in stap["wegingen"] if weging["uitslag"] == stap["uitslag"])
    return Regeltekst(
        regel=stap["regel"],
        uitslag=stap["uitslag"],
        redenen=tuple(
            _("%(vraag)s Antwoord: %(antwoord)s. De regel vraagt: %(verwacht)s.")
            % {"vraag": weging["tekst"], "antwoord": weging["antwoord"] or "–", "verwacht": weging["verwacht"]}
            for weging in redenen
        ),
    )
