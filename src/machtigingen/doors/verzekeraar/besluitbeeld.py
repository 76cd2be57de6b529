"""A decision as it is shown: taken, proposed by the first of two, or typed and not recorded yet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.besluitwoorden import Besluitwoorden, words_of, words_today
from machtigingen.aanvragen.lifecycle import Rol, Status, next_status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluiten_of, dossier_of
from machtigingen.aanvragen.regels import Oordeel, Regeloordeel, regels_from_json, regels_of
from machtigingen.ui.regelwoorden import BESLUITWOORD, BeslotenRegel, besloten_regels


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
    """`door` is empty for what a rule decided. A single line has no words of its own but its reason."""

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
    delen = ((_("vanaf %(dag)s"), van), (_("tot en met %(dag)s"), tot))
    return " ".join(tekst % {"dag": date_format(dag, "j F Y")} for tekst, dag in delen if dag)
