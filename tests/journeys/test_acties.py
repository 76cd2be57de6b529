"""What a page offers, by hand for each status, and that the life of an aanvraag allows it."""

from datetime import timedelta

import pytest
from conftest import NU
from handelingen import actor
from wereld import Wereld

from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.doors.zorgverlener.acties import acties_van

LOOPT = {"documenten", "kopie", "intrekken"}
BIEDT_AAN = {
    Status.INGEDIEND: LOOPT,
    Status.IN_BEHANDELING: LOOPT,
    Status.AANGEVULD: LOOPT,
    Status.INFORMATIE_GEVRAAGD: LOOPT - {"documenten"},  # they go with the answer
    Status.GOEDGEKEURD: {"verlenging", "kopie", "niet-uitgevoerd"},
    Status.GEDEELTELIJK_GOEDGEKEURD: {"herbeoordeling", "verlenging", "kopie", "niet-uitgevoerd"},
    Status.AFGEWEZEN: {"herbeoordeling", "kopie"},
    Status.NIET_NODIG: {"kopie"},
    Status.INGETROKKEN: {"kopie"},
    Status.VERVALLEN: {"kopie"},
    Status.BEEINDIGD: {"kopie"},  # the provider said that the care is not given
    Status.CONCEPT: set(),
}


@pytest.fixture(autouse=True)
def adressen(settings) -> None:
    """Those of the portal, as while it answers a request."""
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"


def aangeboden(wereld: Wereld, status: Status, wie: str, *, formulier: str = "X02") -> set[str]:
    morgen = NU + timedelta(days=1)
    aanvraag = Aanvraag(agb="22990001", status=status.value, formulier_code=formulier, vervalt_at=morgen)
    return {actie.url.rsplit("/", 1)[1] for actie in acties_van(aanvraag, status, actor=actor(wereld, wie), now=NU)}


@pytest.mark.parametrize("status", Status)
def test_who_may_submit_is_offered_what_fits_the_status(wereld: Wereld, status: Status) -> None:
    assert aangeboden(wereld, status, "persoonlijk-goed") == BIEDT_AAN[status]


@pytest.mark.parametrize("status", Status)
def test_who_may_only_look_and_an_insurer_are_offered_nothing(wereld: Wereld, status: Status) -> None:
    assert aangeboden(wereld, status, "persoonlijk-raadplegen") == set()
    assert aangeboden(wereld, status, "beoordelaar-9901") == set()


def test_what_has_no_form_cannot_be_copied(wereld: Wereld) -> None:
    assert aangeboden(wereld, Status.VERVALLEN, "persoonlijk-goed", formulier="") == set()
