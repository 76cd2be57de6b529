"""One round of scanning: what cannot be judged keeps nothing else waiting."""

from collections.abc import Callable
from datetime import timedelta
from math import inf
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from levensloop.conftest import Balie
from quarantaine.dubbel import Proefscanner
from scanner import BESMET, PDF

from machtigingen.aanvragen import bijlagemap, bijlagen, quarantaine
from machtigingen.aanvragen.models import Bijlage
from machtigingen.aanvragen.quarantaine import Ronde, scan_open, scan_waiting
from machtigingen.audit.models import Regel
from machtigingen.project.scan import scan
from machtigingen.virusscan import NietGescand

Schakel = Callable[[bool], None]
LASTIG = PDF + b"lastig"


@pytest.fixture
def concept(balie: Balie, scanner_werkt: Schakel, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """With a scanner that is away; once it is there, it cannot judge one file."""
    scanner_werkt(True)
    id_ = balie.concept()
    scanner_werkt(False)
    werkt = Proefscanner.scan

    def some(self: Proefscanner, data: bytes, *, timeout: float) -> str:
        if data == LASTIG:
            raise NietGescand("over een grens van clamd")
        return werkt(self, data, timeout=timeout)

    monkeypatch.setattr(Proefscanner, "scan", some)
    return id_


def voeg_toe(balie: Balie, id_: UUID, data: bytes, naam: str) -> Bijlage:
    """A minute after the last one."""
    now = balie.now + timedelta(minutes=Bijlage.objects.count())
    return bijlagen.attach(actor=balie.indiener, now=now, aanvraag_id=id_, vraag="foto", naam=naam, data=data)


def standen() -> dict[str, str]:
    return {een.naam: een.quarantaine for een in Bijlage.objects.all() if een.naam != "foto.png"}


def handelingen(bijlage: Bijlage) -> list[str]:
    return list(Regel.objects.filter(onderwerp=f"bijlage:{bijlage.id}").values_list("handeling", flat=True))


def test_a_file_that_cannot_be_judged_keeps_no_other_waiting(
    balie: Balie, concept: UUID, scanner_werkt: Schakel
) -> None:
    voeg_toe(balie, concept, LASTIG, "lastig.pdf")
    voeg_toe(balie, concept, PDF, "brief.pdf")
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(schoon=1, wacht=1)
    assert standen() == {"lastig.pdf": "wacht", "brief.pdf": ""}


def test_it_is_tried_again_after_those_that_were_not_tried_yet(
    balie: Balie, concept: UUID, scanner_werkt: Schakel
) -> None:
    """In a round with time for one file."""
    voeg_toe(balie, concept, LASTIG, "lastig.pdf")
    voeg_toe(balie, concept, PDF, "brief.pdf")
    scanner_werkt(True)
    assert scan_waiting(now=balie.now, seconden=0) == Ronde(wacht=2)
    assert scan_waiting(now=balie.now + timedelta(minutes=1), seconden=0) == Ronde(schoon=1, wacht=1)


@pytest.mark.parametrize("kapot", ["weg", "onleesbaar"])
def test_a_file_that_the_disk_lost_keeps_no_other_waiting(
    balie: Balie, concept: UUID, scanner_werkt: Schakel, kapot: str
) -> None:
    pad = bijlagemap.path(voeg_toe(balie, concept, PDF + b"kapot", "kapot.pdf").id)
    voeg_toe(balie, concept, PDF, "brief.pdf")
    scanner_werkt(True)
    inhoud = pad.read_bytes()
    pad.unlink()
    if kapot == "onleesbaar":
        pad.write_bytes(inhoud[:-3])
    assert scan_waiting(now=balie.now) == Ronde(schoon=1, wacht=1)


def test_with_the_scanner_away_it_is_asked_once(
    balie: Balie, concept: UUID, scanner_werkt: Schakel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nummer in range(3):
        voeg_toe(balie, concept, PDF + b"%d" % nummer, f"{nummer}.pdf")
    gevraagd: list[bytes] = []
    vraag = quarantaine.virusscan.scan
    monkeypatch.setattr(quarantaine.virusscan, "scan", lambda data: (gevraagd.append(data), vraag(data))[1])
    assert scan_waiting(now=balie.now, seconden=inf) == Ronde(wacht=3)
    assert len(gevraagd) == 1


def test_a_virus_that_is_found_at_once_is_recorded_as_one(balie: Balie, concept: UUID, scanner_werkt: Schakel) -> None:
    scanner_werkt(True)
    assert handelingen(voeg_toe(balie, concept, BESMET, "brief.pdf")) == ["bijlage_toegevoegd", "bijlage_besmet"]


def test_what_was_there_before_the_scanner_can_be_scanned_too(
    balie: Balie, concept: UUID, scanner_werkt: Schakel, settings: Any
) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN = "geen"
    besmet, lastig = voeg_toe(balie, concept, BESMET, "besmet.pdf"), voeg_toe(balie, concept, LASTIG, "lastig.pdf")
    assert set(standen().values()) == {""}
    scanner_werkt(True)
    uit = CliRunner().invoke(scan, ["--alles"])
    assert uit.exit_code == 1
    assert "al te openen: 1 schoon, 1 met een virus, 1 niet gescand" in uit.output
    assert standen() == {"besmet.pdf": "virus", "lastig.pdf": ""}  # it takes nothing from who has it already
    assert handelingen(besmet)[-1] == "bijlage_besmet"
    assert handelingen(lastig) == ["bijlage_toegevoegd"]


def test_with_the_scanner_away_what_is_open_stays_open(balie: Balie, concept: UUID, settings: Any) -> None:
    assert scan_open(now=balie.now) == Ronde(wacht=1)
    assert Bijlage.objects.get().quarantaine == ""
