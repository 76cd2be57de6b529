"""A file that was taken off before the aanvraag was sent: who looked at it is still told."""

from uuid import UUID

import pytest
from inzage.test_inzage import vraag_op
from levensloop.conftest import Balie, balie
from reis import PNG

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage

__all__ = ["balie"]


@pytest.fixture
def bekeken(balie: Balie) -> Bijlage:
    """Beside the one that is asked."""
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": balie.concept()}
    bijlage = bijlagen.attach(**wie, vraag=Bijlage.objects.get().vraag, naam="verkeerd.png", data=PNG + b"verkeerd")
    bijlagen.read(**wie, bijlage_id=bijlage.id)
    return bijlage


def told_of(bijlage_id: UUID) -> list[str]:
    log = [regel.logregel for regel in vraag_op().regels]
    return [regel.gebeurtenis for regel in log if regel.object == str(bijlage_id)]


def test_that_a_person_took_off(balie: Balie, bekeken: Bijlage) -> None:
    id_ = bekeken.id
    bijlagen.remove(actor=balie.indiener, now=balie.now, aanvraag_id=bekeken.aanvraag_id, bijlage_id=id_)
    assert told_of(id_) == ["bijlage_toegevoegd", "bijlage_bekeken", "bijlage_verwijderd"]


def test_that_was_left_out_because_it_is_not_asked_any_more(balie: Balie, bekeken: Bijlage) -> None:
    """As sending does: of a question that is not asked neither answer nor file is kept."""
    id_, aanvraag = bekeken.id, Aanvraag.objects.get()
    aanvraag.antwoorden = {vraag: een for vraag, een in aanvraag.antwoorden.items() if vraag != bekeken.vraag}
    bijlagen.drop_unasked(aanvraag, behalve=())
    aanvraag.save()
    assert not aanvraag.bijlagen.exists()
    assert told_of(id_) == ["bijlage_toegevoegd", "bijlage_bekeken"]
