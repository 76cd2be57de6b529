"""Who sees which aanvragen. There is one answer, by persona, and all reading starts from it."""

import pytest
from reis import dien_in, dien_in_klaar, open_link
from wereld import Wereld

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.queries import find, look, visible_to
from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError

from .conftest import Loket

ZIET_CONCEPT = {
    "persoonlijk-goed": True,
    "persoonlijk-raadplegen": True,
    "systeem-goed": True,
    "persoonlijk-zonder-autorisatie": False,
    "persoonlijk-andere-instantie": False,
    "systeem-andere-instantie": False,
    "systeem-zonder-autorisatie": False,
    "beoordelaar-9901": False,
    "beoordelaar-9902": False,
}
ZIET_INGEDIEND = ZIET_CONCEPT | {"beoordelaar-9901": True}


def test_who_sees_a_concept(loket: Loket) -> None:
    open_link(loket.wereld, loket.wereld.mens())
    assert {naam: visible_to(loket.als(naam)).exists() for naam in ZIET_CONCEPT} == ZIET_CONCEPT


def test_who_sees_what_was_sent(loket: Loket) -> None:
    dien_in(loket.wereld, loket.wereld.mens())
    assert {naam: visible_to(loket.als(naam)).exists() for naam in ZIET_INGEDIEND} == ZIET_INGEDIEND


@pytest.mark.parametrize("naam", [naam for naam, ziet in ZIET_INGEDIEND.items() if not ziet])
def test_who_may_not_see_it_cannot_tell_it_from_what_does_not_exist(loket: Loket, naam: str) -> None:
    dien_in(loket.wereld, loket.wereld.mens())
    aanvraag, bijlage = Aanvraag.objects.get(), Bijlage.objects.get()
    wie = {"actor": loket.als(naam), "now": loket.now, "aanvraag_id": aanvraag.id}
    for daad in (
        lambda: find(**wie),
        lambda: look(**wie),
        lambda: bijlagen.read(**wie, bijlage_id=bijlage.id),
    ):
        with pytest.raises(DomainError) as fout:
            daad()
        assert fout.value.code == "A101"


@pytest.mark.parametrize("naam", ["persoonlijk-raadplegen", "persoonlijk-goed"])
def test_a_lapsed_concept_is_read_by_who_may_send_one_and_nobody_else(loket: Loket, naam: str) -> None:
    pad = dien_in_klaar(loket.wereld, loket.wereld.mens())
    Aanvraag.objects.update(vervalt_at=loket.now)
    mag, lezer, bijlage = naam == "persoonlijk-goed", loket.wereld.mens(naam), Bijlage.objects.get()
    for deel in ("", "vragen-en-antwoorden.pdf", f"bijlagen/{bijlage.id}"):
        antwoord = lezer.get(f"{pad}{deel}")
        assert antwoord.status_code == (200 if mag else 403)
        assert mag or "D204" in antwoord.content.decode()


def test_a_look_is_recorded_with_who_looked(wereld: Wereld, loket: Loket) -> None:
    open_link(wereld, wereld.mens())
    aanvraag = look(actor=loket.als("persoonlijk-raadplegen"), now=loket.now, aanvraag_id=Aanvraag.objects.get().id)
    regel = Regel.objects.filter(handeling="aanvraag_bekeken").latest("pk")
    assert (regel.actor, regel.onderwerp) == ("R. Bakker", f"aanvraag:{aanvraag.id}")
