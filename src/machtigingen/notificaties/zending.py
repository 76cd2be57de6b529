"""What a kanaal is given to send, and how it says that it did not arrive."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from machtigingen.notificaties.soorten import Bezorgsoort, Kanaal


@dataclass(frozen=True, kw_only=True)
class Zending:
    """One attempt at one bezorging, claimed until `geclaimd_tot`. Who it goes to does not show in a log."""

    id: UUID
    kanaal: Kanaal
    adres: str = field(repr=False)
    geheim: str = field(default="", repr=False)
    organisatiecode: str
    aanvraag_id: UUID | None
    aanvraagnummer: str
    soort: Bezorgsoort
    status: str
    over: str = ""
    gebeurd_at: datetime
    poging: int
    poging_at: datetime
    geclaimd_tot: datetime


class Bezorgfout(Exception):
    """It did not arrive, or nobody said that it did. `code` is for who reads the ledger: short, and ours."""

    def __init__(
        self, code: str, *, blijvend: bool = False, retry_after: timedelta | None = None, opgezegd: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.blijvend = blijvend or opgezegd
        self.retry_after = retry_after
        self.opgezegd = opgezegd  # the receiver wants nothing any more
