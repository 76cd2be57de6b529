"""What an assessor typed is not lost when the session ended meanwhile, and decides nothing by itself."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from reis import dien_in, tekst
from wereld import Beller, Wereld, der

from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.project import klok
from machtigingen.toegang.invoer import MEESTE, PLEK

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BESLUIT = {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": "De gezichtsveldmeting ontbreekt."}


def na(minuten: int) -> None:
    klok.zet(lambda: NU + timedelta(minutes=minuten))


@pytest.fixture
def pagina(wereld: Wereld) -> str:
    """A case that waits for a decision."""
    dien_in(wereld, wereld.mens(), mrd="3,5")
    return f"/beoordelen/{Aanvraag.objects.get().id}/"


@pytest.fixture
def beoordelaar(wereld: Wereld, pagina: str) -> Beller:
    """Pressed the button of the decision after the session had ended."""
    mens = wereld.mens("beoordelaar-9901")
    mens.get(pagina)
    na(20)
    antwoord = mens.post(pagina, BESLUIT)
    assert antwoord.status_code == 401
    assert "Wat u had ingevuld, is bewaard. Er is nog niets verstuurd." in tekst(antwoord)
    return mens


def test_nothing_is_decided_and_what_was_typed_is_back_after_logging_in(beoordelaar: Beller, pagina: str) -> None:
    assert not Besluit.objects.exists()
    verder = beoordelaar.post("/inloggen", {"verder": pagina})["Location"]
    terug = beoordelaar.get(verder).content.decode()
    assert BESLUIT["toelichting"] in terug
    assert 'value="afwijzen" checked' in terug
    assert not Besluit.objects.exists()


def test_it_is_gone_once_decided(beoordelaar: Beller, pagina: str) -> None:
    beoordelaar.post("/inloggen", {"verder": pagina})
    beoordelaar.post(pagina, BESLUIT | {"toelichting": "Een andere reden."})
    assert Besluit.objects.get().toelichting == "Een andere reden."
    assert PLEK not in beoordelaar.client.session


def test_it_is_kept_for_an_hour(beoordelaar: Beller, pagina: str) -> None:
    na(81)
    beoordelaar.post("/inloggen", {"verder": pagina})
    assert BESLUIT["toelichting"] not in beoordelaar.get(pagina).content.decode()
    assert PLEK not in beoordelaar.client.session


def test_after_that_hour_whatever_its_owner_does_here_takes_it_away(beoordelaar: Beller, pagina: str) -> None:
    na(60)
    beoordelaar.post(f"/beoordelen/{uuid4()}/", BESLUIT)
    na(81)
    beoordelaar.get("/beoordelen/")
    (over,) = beoordelaar.client.session[PLEK]
    assert over != pagina


def test_it_stands_sealed(beoordelaar: Beller) -> None:
    assert all("gezichtsveldmeting" not in str(rij.get_decoded()) for rij in Session.objects.all())


def test_a_colleague_with_another_certificate_does_not_see_it(beoordelaar: Beller, pagina: str, wereld: Wereld) -> None:
    beoordelaar.certificaat = der(wereld.testpki, "beoordelaar-9902")
    beoordelaar.post("/inloggen", {"verder": pagina})
    assert PLEK not in beoordelaar.client.session


def test_what_is_not_kept_is_not_said_to_be(wereld: Wereld, pagina: str) -> None:
    mens = wereld.mens("beoordelaar-9901")
    mens.get(pagina)
    mens.post("/uitloggen")
    assert "bewaard" not in tekst(mens.get(pagina))


def test_what_was_said_to_be_kept_makes_no_room_for_one_page_too_many(wereld: Wereld, pagina: str) -> None:
    mens = wereld.mens("beoordelaar-9901")
    mens.get(pagina)
    na(20)
    paginas = [pagina, *(f"/beoordelen/{uuid4()}/" for _ in range(MEESTE - 1))]
    for een in paginas:
        assert "is bewaard" in tekst(mens.post(een, BESLUIT))
    te_veel = tekst(mens.post(f"/beoordelen/{uuid4()}/", BESLUIT))
    assert "is bewaard" not in te_veel and "Er is niets verstuurd." in te_veel
    assert "is bewaard" in tekst(mens.post(pagina, BESLUIT | {"toelichting": "Anders."})), "its own place it has"
    assert sorted(mens.client.session[PLEK]) == sorted(paginas)
    mens.post("/inloggen", {"verder": pagina})
    assert "Anders." in mens.get(pagina).content.decode()
