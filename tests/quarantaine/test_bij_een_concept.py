"""A file that nobody knows to be clean, at a question of a concept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from beelden import png
from levensloop.conftest import Balie, code_van
from scanner import BESMET, PDF

from machtigingen.aanvragen import bijlagemap, bijlagen, indiening, quarantaine
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.quarantaine import Ronde, scan_waiting
from machtigingen.audit.models import Regel

Schakel = Callable[[bool], None]


@pytest.fixture
def concept(balie: Balie, scanner_werkt: Schakel) -> UUID:
    """Everything filled in, with a photo that was scanned."""
    scanner_werkt(True)
    id_ = balie.concept()
    scanner_werkt(False)
    return id_


def voeg_toe(balie: Balie, id_: UUID, data: bytes = PDF, naam: str = "brief.pdf") -> Bijlage:
    return bijlagen.attach(actor=balie.indiener, now=balie.now, aanvraag_id=id_, vraag="foto", naam=naam, data=data)


def wie(balie: Balie, id_: UUID) -> dict[str, Any]:
    return {"actor": balie.indiener, "now": balie.now, "aanvraag_id": id_}


def test_what_was_not_scanned_is_kept_and_opened_by_nobody(balie: Balie, concept: UUID) -> None:
    bijlage = voeg_toe(balie, concept)
    assert bijlage.quarantaine == "wacht"
    assert bijlagemap.content(bijlage) == PDF
    assert PDF not in bijlagemap.path(bijlage.id).read_bytes()
    assert code_van(bijlagen.read, **wie(balie, concept), bijlage_id=bijlage.id) == "X108"
    assert not Regel.objects.filter(handeling="bijlage_bekeken").exists()


def test_an_aanvraag_is_not_sent_with_what_waits_and_nothing_of_it_is_lost(
    balie: Balie, concept: UUID, scanner_werkt: Schakel
) -> None:
    bijlage = voeg_toe(balie, concept)
    antwoorden = Aanvraag.objects.get().antwoorden
    assert code_van(indiening.submit, **wie(balie, concept)) == "X108"
    assert Aanvraag.objects.get().antwoorden.keys() == antwoorden.keys()
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(schoon=1)
    assert bijlagen.read(**wie(balie, concept), bijlage_id=bijlage.id)[1] == PDF
    assert code_van(indiening.submit, **wie(balie, concept)) == ""
    assert Regel.objects.filter(handeling="bijlage_vrijgegeven", onderwerp=f"bijlage:{bijlage.id}").count() == 1


def test_who_does_not_want_to_wait_takes_it_off_and_sends(balie: Balie, concept: UUID) -> None:
    bijlage = voeg_toe(balie, concept)
    bijlagen.remove(**wie(balie, concept), bijlage_id=bijlage.id)
    assert not Bijlage.objects.filter(pk=bijlage.id).exists()
    assert code_van(indiening.submit, **wie(balie, concept)) == ""


def test_a_virus_is_kept_apart_as_it_came_until_it_is_taken_off(
    balie: Balie, concept: UUID, scanner_werkt: Schakel
) -> None:
    scanner_werkt(True)
    bijlage = voeg_toe(balie, concept, BESMET)
    assert (bijlage.quarantaine, bijlagemap.content(bijlage)) == ("virus", BESMET)
    assert code_van(bijlagen.read, **wie(balie, concept), bijlage_id=bijlage.id) == "X109"
    assert code_van(indiening.submit, **wie(balie, concept)) == "X109"
    assert scan_waiting(now=balie.now) == Ronde()
    bijlagen.remove(**wie(balie, concept), bijlage_id=bijlage.id)
    assert code_van(indiening.submit, **wie(balie, concept)) == ""


def test_a_virus_that_is_found_later_is_told_and_stays_shut(
    balie: Balie, concept: UUID, scanner_werkt: Schakel
) -> None:
    bijlage = voeg_toe(balie, concept, BESMET)
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(virus=1)
    assert code_van(bijlagen.read, **wie(balie, concept), bijlage_id=bijlage.id) == "X109"
    assert Regel.objects.filter(handeling="bijlage_besmet", onderwerp=f"bijlage:{bijlage.id}").count() == 1


def test_while_the_scanner_is_away_nothing_changes(balie: Balie, concept: UUID) -> None:
    voeg_toe(balie, concept)
    voeg_toe(balie, concept, PDF + b"2")
    begin = Regel.objects.count()
    assert scan_waiting(now=balie.now) == Ronde(wacht=2)
    assert Regel.objects.count() == begin


def test_a_picture_in_which_there_is_a_virus_is_not_even_opened(
    balie: Balie, concept: UUID, scanner_werkt: Schakel, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner_werkt(True)
    monkeypatch.setattr("machtigingen.beeld.bereid", lambda _: pytest.fail("opened"))
    besmet = png("besmet") + BESMET
    assert bijlagemap.content(voeg_toe(balie, concept, besmet)) == besmet


def test_what_was_taken_off_while_it_was_scanned_does_not_come_back(
    balie: Balie, concept: UUID, scanner_werkt: Schakel, monkeypatch: pytest.MonkeyPatch
) -> None:
    bijlage = voeg_toe(balie, concept)
    scanner_werkt(True)
    scan = quarantaine.virusscan.scan

    def meanwhile(data: bytes) -> Any:
        bijlagen.remove(**wie(balie, concept), bijlage_id=bijlage.id)
        return scan(data)

    monkeypatch.setattr(quarantaine.virusscan, "scan", meanwhile)
    assert scan_waiting(now=balie.now) == Ronde()
    assert not Bijlage.objects.filter(pk=bijlage.id).exists()
