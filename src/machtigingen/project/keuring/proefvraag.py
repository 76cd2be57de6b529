"""Does COV answer? One question, about somebody who does not exist; only when a person asks for the check."""

from collections.abc import Iterator
from datetime import date, datetime

from machtigingen.foundation import Bsn
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.project.config import Config
from machtigingen.project.keuring.bevinding import Bevinding, Ernst
from machtigingen.registers.cov import CovNietBereikbaar, CovVraag, cov_adapter, raadpleeg_begrensd

NIEMAND = "999990019"  # from the numbers that are given to nobody
GEBOREN = date(1970, 1, 1)


def ask_cov(config: Config, *, now: datetime) -> Iterator[Bevinding]:
    """Nothing when there is no adapter: the trial of the start tells."""
    try:
        adapter = cov_adapter()
    except Exception:
        return
    try:
        raadpleeg_begrensd(
            adapter,
            CovVraag(
                bsn=Bsn.parse(NIEMAND),
                geboortedatum=GEBOREN,
                peildatum=now.astimezone(NEDERLAND).date(),
                grondslag="zvw",
            ),
            agb=None,
            timeout=config.cov_tijdslimiet,
        )
    except CovNietBereikbaar as fout:
        yield _bevinding(Ernst.LET_OP, f"cov: er kwam geen antwoord ({fout.reden.value})")
    except Exception as fout:  # a bug of whoever wrote the adapter; its text can be about the question
        yield _bevinding(Ernst.STUK, f"cov: {config.cov} gaf een fout ({type(fout).__name__})")


def _bevinding(ernst: Ernst, wat: str) -> Bevinding:
    return Bevinding(
        regel="cov_antwoordt",
        ernst=ernst,
        wat=wat,
        waarom="Zolang COV niet antwoordt, komt er geen bericht binnen (R301).",
        herstel="Kijk of deze machine COV kan bereiken, en of de koppeling bij 'cov' goed is ingesteld.",
    )
