"""A document that came after the sending, once its own term is over and the aanvraag stays: nobody can read any more
what it was called, and who looked at it can still be told."""

from datetime import timedelta

import pytest
from django.test import TestCase
from levensloop.conftest import Balie
from machtigingen_sandbox.personas import GEVONDEN
from oordelen import heel
from reis import PNG

from machtigingen.aanvragen import besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.queries import gebeurtenissen_of
from machtigingen.bewaring.actions import run
from machtigingen.bewaring.regels import Termijnen
from machtigingen.doors.software.verloop import gebeurtenissen_data
from machtigingen.inzage.actions import look_up

NAAM = "brief 999990019 Jansen.png"
LATER = timedelta(days=400)


@pytest.fixture
def aanvraag(balie: Balie) -> Aanvraag:
    """Decided, with one document that was sent later and that the insurer looked at."""
    een = balie.verstuurd()
    document = bijlagen.attach_later(actor=balie.indiener, now=balie.now, aanvraag_id=een.id, naam=NAAM, data=PNG)
    bijlagen.read(actor=balie.beoordelaar, now=balie.now, aanvraag_id=een.id, bijlage_id=document.id)
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=een.id, oordeel=heel(False))


def erase(balie: Balie) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        run(now=balie.now + LATER, termijnen=Termijnen())
    assert not Bijlage.objects.exists()


def bestandsregels(balie: Balie) -> list[tuple[str, str]]:
    wie = {"bsn": GEVONDEN.bsn, "geboortedatum": GEVONDEN.geboortedatum}
    inzage = look_up(**wie, now=balie.now + LATER, beheerder="j.beheer", bron="portaal.example")
    log = [regel.logregel for regel in inzage.regels]
    return [(een.gebeurtenis, een.object) for een in log if een.gebeurtenis == "bijlage_bekeken"]


def test_its_name_is_gone_and_that_it_came_is_still_told(balie: Balie, aanvraag: Aanvraag) -> None:
    assert NAAM in str(gebeurtenissen_data(aanvraag))
    erase(balie)
    assert [een.soort for een in gebeurtenissen_of(aanvraag)].count("bijlage") == 1
    assert NAAM not in str([een.gegevens for een in gebeurtenissen_of(aanvraag)])
    assert NAAM not in str(gebeurtenissen_data(aanvraag))


def test_who_looked_at_it_is_still_told_to_the_patient(balie: Balie, aanvraag: Aanvraag) -> None:
    eerst = bestandsregels(balie)
    assert len(eerst) == 1
    erase(balie)
    assert bestandsregels(balie) == eerst
