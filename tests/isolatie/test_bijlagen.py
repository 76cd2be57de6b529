"""A file is only ever reached through its own aanvraag."""

import pytest
from isolatie.tafereel import Zaak, maak_zaken
from isolatie.voorwerpen import NIETS
from wereld import Wereld

from machtigingen.aanvragen.models import Bijlage


@pytest.fixture(scope="module")
def zaken(stad: Wereld) -> tuple[Zaak, ...]:
    return maak_zaken(stad)


def test_an_own_form_does_not_take_off_a_file_of_another(stad: Wereld, zaken: tuple[Zaak, ...]) -> None:
    mens, eigen = stad.mens(), zaken[0]
    mens.get("/wie-ben-ik")
    pagina = f"/aanvragen/{eigen.aanvraag}/vragen/bijlagen"
    niets = mens.post(pagina, {"verwijder": NIETS})
    for ander in zaken[1:]:
        antwoord = mens.post(pagina, {"verwijder": ander.bijlage})
        assert (antwoord.status_code, antwoord.get("Location")) == (niets.status_code, niets.get("Location"))
        assert Bijlage.objects.filter(pk=ander.bijlage).exists()
