"""What one beoordelaar can do with one aanvraag now: what the table of its life and the desk allow. Pure reading."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from machtigingen.aanvragen.afsluiting import is_built_on, last_reopening, may_set_end
from machtigingen.aanvragen.behandeling import is_unanswered
from machtigingen.aanvragen.besluiten import gave_first_opinion, is_free
from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.lifecycle import AAN_ZET, Handeling, Rol, may
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import open_verzoek_of, stand
from machtigingen.foundation import Actor
from machtigingen.toegang.queries import vandaag


class Ogen(Enum):
    """Whose opinion is asked: of one person, or of the first or the second of two."""

    TWEE = "twee"
    EERSTE = "eerste"
    TWEEDE = "tweede"
    AL_GEGEVEN = "al_gegeven"


@dataclass(frozen=True, kw_only=True)
class Rechten:
    """`collega`: who has it on the desk, when that is another."""

    is_mijn: bool
    collega: str
    aan_zet: bool
    over_te_dragen: bool
    ogen: Ogen
    niet_wachten: bool
    vraag_intrekken: bool
    heropenen_tot: date | None
    einde_zetten: bool

    @property
    def nemen(self) -> bool:
        return self.aan_zet and not self.is_mijn and not self.collega and self.ogen is not Ogen.AL_GEGEVEN

    @property
    def overnemen(self) -> bool:
        return self.aan_zet and bool(self.collega)

    @property
    def overdragen(self) -> bool:
        return self.over_te_dragen and self.is_mijn

    @property
    def vragen(self) -> bool:
        return self.aan_zet and not self.collega

    @property
    def besluiten(self) -> bool:
        return self.aan_zet and not self.collega and self.ogen is not Ogen.AL_GEGEVEN


def rechten_of(aanvraag: Aanvraag, *, actor: Actor, now: datetime) -> Rechten:
    status = stand(aanvraag, now)
    bij = aanvraag.behandelaar_certificaat
    wacht = may(status, Handeling.NIET_LANGER_WACHTEN, Rol.BEOORDELAAR)
    te_laat = wacht and _too_late(aanvraag, now)
    return Rechten(
        is_mijn=bool(bij) and is_free(aanvraag, actor),
        collega="" if is_free(aanvraag, actor) else aanvraag.behandelaar,
        aan_zet=status in AAN_ZET,
        over_te_dragen=may(status, Handeling.OVERDRAGEN, Rol.BEOORDELAAR),
        ogen=_ogen(aanvraag, actor),
        niet_wachten=wacht and te_laat,
        vraag_intrekken=wacht and not te_laat,
        heropenen_tot=_reopening(aanvraag, now) if may(status, Handeling.HEROPENEN, Rol.BEOORDELAAR) else None,
        einde_zetten=may_set_end(aanvraag, now),
    )


def _ogen(aanvraag: Aanvraag, actor: Actor) -> Ogen:
    if aanvraag.voorstel:
        return Ogen.AL_GEGEVEN if gave_first_opinion(aanvraag, actor) else Ogen.TWEEDE
    return Ogen.EERSTE if afspraak_of(aanvraag).vier_ogen else Ogen.TWEE


def _too_late(aanvraag: Aanvraag, now: datetime) -> bool:
    """The day by which an answer should have come is over."""
    verzoek = open_verzoek_of(aanvraag)
    return verzoek is not None and is_unanswered(verzoek, now)


def _reopening(aanvraag: Aanvraag, now: datetime) -> date | None:
    """The last day for it; none when that is over, or when something was built on the besluit."""
    laatst = last_reopening(aanvraag)
    return laatst if laatst is not None and not is_built_on(aanvraag) and vandaag(now) <= laatst else None
