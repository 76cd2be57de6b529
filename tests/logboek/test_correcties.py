"""GET /api/v1/logboek/correcties: how often users change what the package filled in, by field. Numbers only."""

from datetime import timedelta
from typing import Any

import pytest
from reis import MEDISCH, dien_in, dien_in_klaar
from wereld import Wereld, bericht

from machtigingen.aanvragen.dossier import AANGEPAST, COV, GEBRUIKER, SOFTWAREPAKKET, Antwoord
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.instroom import correcties
from machtigingen.instroom.correcties import pushed
from machtigingen.project import klok

pytestmark = pytest.mark.django_db

GESTUURD = {"zijde": "rechts", "oorzaak": "verslapping"}


def lees(wereld: Wereld, vraag: str = "", *, wie: str = "systeem-goed") -> dict[str, Any]:
    antwoord = wereld.software(wie).get(f"/api/v1/logboek/correcties{vraag}")
    assert antwoord.status_code == 200, antwoord.content.decode()
    return antwoord.json()


def stuur_in(wereld: Wereld, nummer: int, *, medisch: dict[str, str] = MEDISCH, **anders: Any) -> None:
    """A message with two medical answers; its user sends it with these ones."""
    dien_in(wereld, wereld.mens(), medisch=medisch, referentie=f"ref-{nummer}", antwoorden=GESTUURD, **anders)


def velden(correcties: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {veld["vraag"]: (veld["ingevuld"], veld["gewijzigd"]) for veld in correcties["velden"]}


def test_per_field_it_counts_what_was_filled_in_and_what_was_changed(wereld: Wereld) -> None:
    stuur_in(wereld, 1)  # another side
    stuur_in(wereld, 2, medisch=MEDISCH | {"zijde": "rechts"})
    gevonden = lees(wereld)
    assert gevonden["aanvragen"] == 2
    geteld = velden(gevonden)
    assert (geteld["zijde"], geteld["oorzaak"]) == ((2, 1), (2, 0))
    assert "functiestoornis" not in geteld  # typed, not pushed
    assert gevonden["velden"][0] == {
        "vraag": "zijde",
        "tekst": gevonden["velden"][0]["tekst"],
        "paden": ["antwoorden.zijde"],
        "ingevuld": 2,
        "gewijzigd": 1,
    }


def test_one_on_a_form_that_the_portal_cannot_read_keeps_no_other_from_being_counted(wereld: Wereld) -> None:
    stuur_in(wereld, 1)
    Aanvraag.objects.update(formulier_versie="9901.9")
    stuur_in(wereld, 2)
    assert velden(lees(wereld))["zijde"] == (1, 1)


def test_per_version_of_the_package_too_and_only_of_the_one_asked_for(wereld: Wereld) -> None:
    stuur_in(wereld, 1)
    stuur_in(wereld, 2, softwarepakket={"naam": "DemoOog", "versie": "6.0"}, medisch=MEDISCH | {"zijde": "rechts"})
    stuur_in(wereld, 3, softwarepakket={"naam": "Ander", "versie": "1"})
    versies = lees(wereld, "?softwarepakket=DemoOog")["versies"]
    assert [(een["softwarepakket"], een["versie"], een["aanvragen"], een["gewijzigd"]) for een in versies] == [
        ("DemoOog", "5.2", 1, 1),
        ("DemoOog", "6.0", 1, 0),
    ]
    assert lees(wereld, "?softwarepakket=Ander")["aanvragen"] == 1
    assert lees(wereld)["aanvragen"] == 3


def test_what_is_not_sent_yet_does_not_count(wereld: Wereld) -> None:
    dien_in_klaar(wereld, wereld.mens(), antwoorden=GESTUURD)
    assert lees(wereld)["velden"] == []


def test_what_was_sent_longer_than_thirty_days_ago_does_not_count(wereld: Wereld, bevroren) -> None:
    stuur_in(wereld, 1)
    for ago, aantal in ((timedelta(days=30), 1), (timedelta(days=30, seconds=1), 0)):
        Aanvraag.objects.update(ingediend_at=bevroren - ago, updated_at=bevroren)
        assert lees(wereld)["aanvragen"] == aantal


def test_asking_again_opens_nothing_until_there_is_one_more(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, bevroren
) -> None:
    geopend: list[int] = []
    monkeypatch.setattr(correcties, "pushed", lambda antwoorden: geopend.append(1) or pushed(antwoorden))
    stuur_in(wereld, 1)
    assert lees(wereld) == lees(wereld)
    assert len(geopend) == 1
    klok.zet(lambda: bevroren + timedelta(seconds=5))
    later = lees(wereld)
    assert (later["vanaf"], later["aanvragen"], len(geopend)) == ("2026-10-25T09:00:05+00:00", 1, 1)
    stuur_in(wereld, 2)
    assert (lees(wereld)["aanvragen"], len(geopend)) == (2, 3)
    Aanvraag.objects.filter(ingediend_at=bevroren).update(ingediend_at=bevroren - timedelta(days=31))  # too old now
    assert (lees(wereld)["aanvragen"], len(geopend)) == (1, 4)


def test_each_package_is_counted_by_itself(wereld: Wereld) -> None:
    stuur_in(wereld, 1)
    assert [lees(wereld, vraag)["aanvragen"] for vraag in ("", "?softwarepakket=DemoOog", "?softwarepakket=Niet")] == [
        1, 1, 0,
    ]  # fmt: skip


def test_another_instantie_with_the_same_package_sees_nothing_of_it(wereld: Wereld) -> None:
    stuur_in(wereld, 1)
    for vraag in ("", "?softwarepakket=DemoOog"):
        assert lees(wereld, vraag, wie="systeem-andere-instantie") == {
            "vanaf": "2026-10-25T09:00:00+00:00",
            "aanvragen": 0,
            "velden": [],
            "versies": [],
        }


def test_there_is_no_value_in_it_and_the_look_is_recorded(wereld: Wereld) -> None:
    stuur_in(wereld, 1)
    inhoud = wereld.software().get("/api/v1/logboek/correcties").content.decode()
    verzekerde = bericht()["verzekerde"]
    assert not [waarde for waarde in (*verzekerde.values(), "beide", "rechts") if waarde in inhoud]
    assert Regel.objects.latest("pk").handeling == "logboek_bekeken"


def test_what_a_register_or_a_person_filled_in_is_not_of_the_package() -> None:
    antwoorden = {
        "gebleven": Antwoord(waarde="a", bron=SOFTWAREPAKKET, gestuurd="a", gestuurd_bron=SOFTWAREPAKKET),
        "gewijzigd": Antwoord(waarde="b", bron=AANGEPAST, gestuurd="a", gestuurd_bron=SOFTWAREPAKKET),
        "cov weet het beter": Antwoord(waarde="b", bron=COV, gestuurd="a", gestuurd_bron=SOFTWAREPAKKET),
        "van cov, gewijzigd": Antwoord(waarde="b", bron=AANGEPAST, gestuurd="a", gestuurd_bron=COV),
        "getypt": Antwoord(waarde="b", bron=GEBRUIKER),
    }
    assert pushed(antwoorden) == {"gebleven": False, "gewijzigd": True}
