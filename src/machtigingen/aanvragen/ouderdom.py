"""What decides for how long an aanvraag is kept. Pure facts; the terms are elsewhere (`bewaring.regels`)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Ouderdom:
    """`laatst_at` is the last thing that happened to it; `vervalt_at` counts for a concept only."""

    created_at: datetime
    laatst_at: datetime
    vervalt_at: datetime
    geopend: bool = False
    ingediend: bool = False
    wacht_op_besluit: bool = False
    geldig_tot_on: date | None = None
    bewaarslot: bool = False
