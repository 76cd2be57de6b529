"""`check --productie` asks COV one question, and says so when no answer comes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from machtigingen.foundation import Bsn
from machtigingen.project.config import Config
from machtigingen.project.keuring.bevinding import Ernst
from machtigingen.project.keuring.proefvraag import ask_cov
from machtigingen.registers.cov import CovNietBereikbaar, CovVraag, GeenAntwoord

LAAT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # the next day in the Netherlands
gevraagd: list[tuple[Bsn, date]] = []


class Antwoordt:
    def raadpleeg(self, vraag: CovVraag, *, agb: None, timeout: float) -> object:
        gevraagd.append((vraag.bsn, vraag.peildatum))
        return object()


class Zwijgt:
    def raadpleeg(self, _vraag: CovVraag, **_: Any) -> object:
        raise CovNietBereikbaar(GeenAntwoord.TLS)


class GeenAdapter:
    pass


def ask(settings: Any, naam: str) -> list[tuple[Ernst, str]]:
    settings.MACHTIGINGEN_COV = naam if ":" not in naam else f"{__name__}{naam}"
    return [(een.ernst, een.wat) for een in ask_cov(Config(cov="de:Adapter", cov_tijdslimiet=1.0), now=LAAT)]


def test_an_answer_is_good_whatever_it_says_and_is_about_nobody(settings: Any) -> None:
    gevraagd.clear()
    assert ask(settings, ":Antwoordt") == []
    assert [(bsn.onthul(), dag) for bsn, dag in gevraagd] == [("999990019", date(2026, 11, 25))]


@pytest.mark.parametrize(
    ("naam", "bevinding"),
    [
        (":Zwijgt", (Ernst.LET_OP, "cov: er kwam geen antwoord (tls)")),
        (":GeenAdapter", (Ernst.STUK, "cov: de:Adapter gaf een fout (AttributeError)")),
    ],
)
def test_without_an_answer_that_is_told(settings: Any, naam: str, bevinding: tuple[Ernst, str]) -> None:
    assert ask(settings, naam) == [bevinding]


def test_an_adapter_that_is_not_there_is_for_the_trial_of_the_start(settings: Any) -> None:
    assert ask(settings, "weg") == []
