"""A concept that turns out to be about somebody else: each of the two is told what was done while it was about them."""

from datetime import datetime, timedelta

import pytest
from handelingen import blad_nu
from inzage.test_inzage import handelingen, vraag_op
from levensloop.conftest import Balie, balie
from machtigingen_sandbox.personas import GEVONDEN, OOK_GEVONDEN, Persona
from wereld import bericht

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.pakketantwoorden import put_answers
from machtigingen.aanvragen.queries import look
from machtigingen.audit.nen7513 import Logregel

__all__ = ["balie"]

UUR = timedelta(hours=1)


def wijzig(balie: Balie, aanvraag: Aanvraag, wie: Persona, *, at: datetime) -> None:
    ruw = {"bsn": wie.bsn.onthul(), "geboortedatum": wie.geboortedatum.isoformat()}
    actions.answer(actor=balie.indiener, now=at, aanvraag_id=aanvraag.id, blad=blad_nu(aanvraag.id), ruw=ruw)


def kijk(balie: Balie, aanvraag: Aanvraag, *, at: datetime) -> datetime:
    look(actor=balie.indiener, now=at, aanvraag_id=aanvraag.id)
    return at


def log(wie: Persona) -> list[Logregel]:
    """Without the rows that asking for it leaves."""
    regels = [een.logregel for een in vraag_op(wie).regels]
    return [regel for regel in regels if regel.gebeurtenis != "patientlogboek_gemaakt"]


def bekeken(wie: Persona) -> list[datetime]:
    return [regel.tijdstip for regel in log(wie) if regel.gebeurtenis == "aanvraag_bekeken"]


@pytest.fixture
def aanvraag(balie: Balie) -> Aanvraag:
    return Aanvraag.objects.get(pk=balie.concept(wie=GEVONDEN))


def test_of_each_is_told_what_was_done_while_it_was_about_them(balie: Balie, aanvraag: Aanvraag) -> None:
    eerst = kijk(balie, aanvraag, at=balie.now + UUR)
    wijzig(balie, aanvraag, OOK_GEVONDEN, at=balie.now + 2 * UUR)
    daarna = kijk(balie, aanvraag, at=balie.now + 3 * UUR)
    assert bekeken(GEVONDEN) == [eerst]
    assert bekeken(OOK_GEVONDEN) == [daarna]
    een, ander = ([regel.gebeurtenis for regel in log(wie)] for wie in (GEVONDEN, OOK_GEVONDEN))
    assert een[0] == "instroom_ontvangen" and "bijlage_toegevoegd" in een
    assert ander == ["concept_gewijzigd", "aanvraag_bekeken"]


def test_the_change_itself_is_told_to_both(balie: Balie, aanvraag: Aanvraag) -> None:
    moment = balie.now + 2 * UUR
    wijzig(balie, aanvraag, OOK_GEVONDEN, at=moment)
    for wie in (GEVONDEN, OOK_GEVONDEN):
        assert [regel.gebeurtenis for regel in log(wie) if regel.tijdstip == moment] == ["concept_gewijzigd"]


def test_software_that_names_somebody_else_is_no_different(balie: Balie) -> None:
    assert balie.wereld.software().push(bericht()).status_code == 201
    aanvraag = Aanvraag.objects.get()
    ander = {"bsn": OOK_GEVONDEN.bsn.onthul(), "geboortedatum": OOK_GEVONDEN.geboortedatum.isoformat()}
    software = balie.als("systeem-goed")
    assert put_answers(actor=software, now=balie.now + UUR, aanvraag_id=aanvraag.id, ruw=ander).overgenomen == 2
    daarna = kijk(balie, aanvraag, at=balie.now + 2 * UUR)
    assert [regel.gebeurtenis for regel in log(GEVONDEN)] == ["instroom_ontvangen", "concept_gewijzigd"]
    assert bekeken(OOK_GEVONDEN) == [daarna]


def test_who_it_is_about_again_is_told_both_times_and_not_what_was_between(balie: Balie, aanvraag: Aanvraag) -> None:
    eerst = kijk(balie, aanvraag, at=balie.now + UUR)
    wijzig(balie, aanvraag, OOK_GEVONDEN, at=balie.now + 2 * UUR)
    tussen = kijk(balie, aanvraag, at=balie.now + 3 * UUR)
    wijzig(balie, aanvraag, GEVONDEN, at=balie.now + 4 * UUR)
    laatst = kijk(balie, aanvraag, at=balie.now + 5 * UUR)
    assert bekeken(GEVONDEN) == [eerst, laatst]
    assert bekeken(OOK_GEVONDEN) == [tussen]


def typ(balie: Balie, aanvraag: Aanvraag, *, at: datetime, **ruw: str) -> None:
    actions.answer(actor=balie.indiener, now=at, aanvraag_id=aanvraag.id, blad=blad_nu(aanvraag.id), ruw=ruw)


@pytest.mark.parametrize("getypt", ["", "1", GEVONDEN.bsn.onthul()[:8], "123456789"])
def test_what_is_no_bsn_is_of_nobody_else(balie: Balie, aanvraag: Aanvraag, getypt: str) -> None:
    eerst = kijk(balie, aanvraag, at=balie.now + UUR)
    typ(balie, aanvraag, at=balie.now + 2 * UUR, bsn=getypt)
    daarna = kijk(balie, aanvraag, at=balie.now + 3 * UUR)
    assert bekeken(GEVONDEN) == [eerst, daarna]


@pytest.mark.parametrize("wie", [GEVONDEN, OOK_GEVONDEN])
def test_until_the_next_bsn_is_whole_it_is_still_about_the_former(
    balie: Balie, aanvraag: Aanvraag, wie: Persona
) -> None:
    typ(balie, aanvraag, at=balie.now + UUR, bsn="", geboortedatum=wie.geboortedatum.isoformat())
    for cijfers in range(1, 9):
        typ(balie, aanvraag, at=balie.now + UUR, bsn=wie.bsn.onthul()[:cijfers])
    half = kijk(balie, aanvraag, at=balie.now + 2 * UUR)
    wijzig(balie, aanvraag, wie, at=balie.now + 3 * UUR)
    heel = kijk(balie, aanvraag, at=balie.now + 4 * UUR)
    assert bekeken(wie)[-1] == heel
    assert half in bekeken(GEVONDEN)
    assert half not in bekeken(OOK_GEVONDEN)
    assert aanvraag.eerdere_verzekerden.count() == 1, "not one for each part"


def test_with_another_birth_date_there_is_nothing_of_the_first_either(balie: Balie, aanvraag: Aanvraag) -> None:
    wijzig(balie, aanvraag, OOK_GEVONDEN, at=balie.now + UUR)
    niets = vraag_op(geboortedatum=GEVONDEN.geboortedatum + timedelta(days=1))
    assert (niets.aanvragen, niets.regels) == ((), ())


def test_that_the_first_looked_it_up_is_told_the_next_time(balie: Balie, aanvraag: Aanvraag) -> None:
    wijzig(balie, aanvraag, OOK_GEVONDEN, at=balie.now + UUR)
    assert "patientlogboek_gemaakt" not in handelingen(vraag_op(now=balie.now + 2 * UUR))
    assert "patientlogboek_gemaakt" in handelingen(vraag_op(now=balie.now + 3 * UUR))


def test_while_no_form_is_chosen_the_patient_of_the_message_finds_it(balie: Balie) -> None:
    data = bericht(verstrekking={"diagnose": "251"})
    assert balie.wereld.software().push(data).status_code == 201
    assert not Aanvraag.objects.get().formulier_code
    assert [regel.gebeurtenis for regel in log(GEVONDEN)] == ["instroom_ontvangen"]
    assert vraag_op(geboortedatum=GEVONDEN.geboortedatum + timedelta(days=1)).regels == ()
