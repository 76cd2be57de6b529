"""A decision as it is shown: taken, proposed by the first of two, typed and not recorded yet, or half typed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.besluitwoorden import Besluitwoorden, words_of, words_today
from machtigingen.aanvragen.lifecycle import Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluiten_of, dossier_of
from machtigingen.aanvragen.regels import (
    ANDERS_TEKST,
    Aanvraagregel,
    Oordeel,
    Regeloordeel,
    regels_from_json,
    regels_of,
)
from machtigingen.doors.verzekeraar.oordeel import Invoer, field_name, start_of, typed_line
from machtigingen.ui.regelwoorden import BESLUITWOORD, BeslotenRegel, besloten_regels, gevraagd_van
from machtigingen.ui.tabelveld import invoer as as_input


@dataclass(frozen=True, kw_only=True)
class Beeldregel:
    """One line with what was said of it, in words."""

    gevraagd: str
    besluit: str
    toegekend: str
    reden: str
    toelichting: str


@dataclass(frozen=True, kw_only=True)
class Besluitbeeld:
    """`door` is empty for what a rule decided, `status` for what is not all typed yet. A single line has no words of
    its own but its reason."""

    status: str
    toelichting: str
    regels: tuple[Beeldregel, ...]
    geldig: str = ""
    door: str = ""
    op: datetime | None = None
    volgnummer: int = 0
    machtigingsnummer: str = ""
    regel: str = ""


def besluiten_in_beeld(aanvraag: Aanvraag) -> tuple[Besluitbeeld, ...]:
    """Every decision on an aanvraag that was looked at, the last one first."""
    return tuple(_van_besluit(aanvraag, besluit) for besluit in reversed(besluiten_of(aanvraag)))


def _van_besluit(aanvraag: Aanvraag, besluit: Besluit) -> Besluitbeeld:
    return Besluitbeeld(
        status=besluit.status,
        toelichting=besluit.toelichting,
        regels=_regels(aanvraag, regels_from_json(besluit.regels or []), words_of(aanvraag, besluit)),
        geldig=period_in_words(besluit.geldig_van_on, besluit.geldig_tot_on),
        door=_(" en ").join(filter(None, (besluit.beoordelaar, besluit.tweede_beoordelaar))),
        op=besluit.besloten_at,
        volgnummer=besluit.volgnummer,
        machtigingsnummer=besluit.machtigingsnummer,
        regel=besluit.regel,
    )


def oordeel_in_beeld(
    aanvraag: Aanvraag, oordeel: Oordeel, *, door: str = "", op: datetime | None = None
) -> Besluitbeeld:
    """A decision that is not taken."""
    status: Status = next_status(Status.IN_BEHANDELING, oordeel.handeling, Rol.BEOORDELAAR)
    return Besluitbeeld(
        status=status.value,
        toelichting=oordeel.toelichting,
        regels=_regels(aanvraag, oordeel.regels, words_today(aanvraag)),
        geldig=period_in_words(oordeel.geldig_van, oordeel.geldig_tot),
        door=door,
        op=op,
    )


def invoer_in_beeld(invoer: Invoer) -> Besluitbeeld:
    """What was typed and is no decision yet, word for word, as far as it goes with what was chosen."""
    return Besluitbeeld(
        status="",
        toelichting=invoer.toelichting,
        regels=tuple(_typed(invoer, regel) for regel in invoer.regels) if invoer.besluit else (),
        geldig=_period(invoer.of("geldig_van"), invoer.of("geldig_tot")),
    )


def _typed(invoer: Invoer, regel: Aanvraagregel) -> Beeldregel:
    uitkomst = invoer.uitkomst(regel.nummer)
    if uitkomst is None:
        los = invoer.of(field_name(regel.nummer, "toelichting"))
        return Beeldregel(gevraagd=gevraagd_van(regel), besluit="", toegekend="", reden="", toelichting=los)
    getypt, gevraagd = typed_line(invoer, regel, uitkomst), start_of((regel,), asked=as_input)
    anders = {
        link_id: tekst
        for link_id, tekst in getypt.toegekend.items()
        if tekst != gevraagd.get(field_name(regel.nummer, link_id), "")
    }
    namen = {vraag.link_id: "" if vraag == ANDERS_TEKST else f"{vraag.naam}: " for vraag in regel.wijzigbaar}
    reden = invoer.afspraak.reden(getypt.reden)
    return Beeldregel(
        gevraagd=gevraagd_van(regel),
        besluit=str(BESLUITWOORD[uitkomst]),
        toegekend=" · ".join(f"{namen[link_id]}{tekst}" for link_id, tekst in anders.items()),
        reden=reden.tekst if reden else "",
        toelichting=getypt.toelichting,
    )


def voorstel_in_beeld(aanvraag: Aanvraag) -> Besluitbeeld | None:
    """The first opinion of two. Only for who gave the own one already."""
    voorstel = aanvraag.voorstel
    if not voorstel:
        return None
    oordeel = Oordeel.from_json(voorstel["oordeel"])
    return oordeel_in_beeld(aanvraag, oordeel, door=str(voorstel["door"]), op=datetime.fromisoformat(voorstel["op"]))


def _regels(aanvraag: Aanvraag, oordelen: tuple[Regeloordeel, ...], woorden: Besluitwoorden) -> tuple[Beeldregel, ...]:
    if not oordelen or aanvraag.ingediend_at is None:
        return ()
    regels = regels_of(dossier_of(aanvraag, aanvraag.ingediend_at))
    return tuple(_regel(een) for een in besloten_regels(regels, oordelen, woorden=woorden))


def _regel(regel: BeslotenRegel) -> Beeldregel:
    return Beeldregel(
        gevraagd=regel.gevraagd,
        besluit=str(BESLUITWOORD[regel.besluit]),
        toegekend=regel.toegekend,
        reden=regel.reden.tekst if regel.reden else "",
        toelichting=regel.toelichting,
    )


def period_in_words(van: date | None, tot: date | None) -> str:
    """From the one day to the other, as far as they are known."""
    return _period(*(date_format(dag, "j F Y") if dag else "" for dag in (van, tot)))


def _period(van: str, tot: str) -> str:
    delen = ((_("vanaf %(dag)s"), van), (_("tot en met %(dag)s"), tot))
    return " ".join(tekst % {"dag": dag} for tekst, dag in delen if dag)
