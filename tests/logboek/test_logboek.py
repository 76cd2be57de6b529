"""GET /api/v1/logboek: a vendor reads what its calls came to, of one instantie, with that instantie's certificate."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wereld import Wereld, bericht

from machtigingen.audit.actions import record
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, AgbCode, Soort
from machtigingen.project import klok

pytestmark = pytest.mark.django_db

ANDER = {"instantie": {"agb": "06990002"}}


def systeem(agb: str) -> Actor:
    return Actor(
        soort=Soort.SYSTEEM, naam="pakket", organisatie="instantie", agb=AgbCode(agb), certificaat="f" * 64,
        serienummer="1", geldig_tot=datetime(2027, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def lees(wereld: Wereld, vraag: str = "", *, wie: str = "systeem-goed") -> dict[str, Any]:
    antwoord = wereld.software(wie).get(f"/api/v1/logboek{vraag}")
    assert antwoord.status_code == 200, antwoord.content.decode()
    return antwoord.json()


def codes(logboek: dict[str, Any]) -> list[str | None]:
    return [aanroep["code"] for aanroep in logboek["aanroepen"]]


def stuur(wereld: Wereld, nummer: int, *, wie: str = "systeem-goed", **anders: Any) -> Any:
    return wereld.software(wie).push(bericht(referentie=f"ref-{nummer}", **anders))


def test_a_call_that_was_refused_says_what_was_wrong_and_where(wereld: Wereld) -> None:
    antwoord = stuur(wereld, 1, instantie={"agb": "229"}).json()
    (aanroep,) = lees(wereld)["aanroepen"]
    assert aanroep == {
        "tijdstip": "2026-11-24T09:00:00+00:00",
        "handeling": "instroom_geweigerd",
        "resultaat": "geweigerd",
        "code": "B217",
        "fouten": [{"code": "B217", "pad": "instantie.agb"}],
        "correlatie_id": antwoord["correlatie_id"],
        "softwarepakket": "DemoOog",
        "certificaat": Regel.objects.latest("pk").actor,
        "instroom": None,
        "aanvraag": None,
    }


def test_a_call_that_succeeded_leads_to_its_message(wereld: Wereld) -> None:
    id_ = stuur(wereld, 1).json()["id"]
    wereld.software().get(f"/api/v1/instroom/{id_}")
    gevolgd, ontvangen = lees(wereld)["aanroepen"]
    assert (gevolgd["handeling"], ontvangen["handeling"]) == ("instroom_gevolgd", "instroom_ontvangen")
    assert {aanroep["instroom"] for aanroep in (gevolgd, ontvangen)} == {id_}
    assert {aanroep["resultaat"] for aanroep in (gevolgd, ontvangen)} == {"gelukt"}


def test_what_people_do_in_the_portal_is_not_in_it(wereld: Wereld) -> None:
    wereld.mens().get("/aanvragen/")
    assert Regel.objects.filter(keten="agb:22990001").exists()
    assert lees(wereld)["aanroepen"] == []


def test_looking_at_the_log_is_recorded_once_and_not_shown(wereld: Wereld) -> None:
    lees(wereld)
    assert lees(wereld)["aanroepen"] == []
    assert Regel.objects.filter(handeling="logboek_bekeken", soort_actor="systeem").count() == 2


def test_it_shows_the_calls_of_the_own_instantie_only_also_when_the_package_is_the_same(wereld: Wereld) -> None:
    eigen = stuur(wereld, 1, verstrekking={}).json()
    ander = stuur(wereld, 2, wie="systeem-andere-instantie", verstrekking={}, **ANDER).json()
    stuur(wereld, 3, wie="systeem-tandarts", verstrekking={}, instantie={"agb": "12990003"})
    for wie, id_ in (("systeem-goed", eigen), ("systeem-andere-instantie", ander)):
        for vraag in ("", "?softwarepakket=DemoOog", "?code=B219"):
            gezien = lees(wereld, vraag, wie=wie)["aanroepen"]
            assert [aanroep["correlatie_id"] for aanroep in gezien] == [id_["correlatie_id"]]
    assert lees(wereld, f"?correlatie_id={ander['correlatie_id']}")["aanroepen"] == []


def test_the_place_of_another_instantie_in_its_own_log_is_no_way_in(wereld: Wereld) -> None:
    for nummer in range(3):
        stuur(wereld, nummer, wie="systeem-andere-instantie", **ANDER)
    stuur(wereld, 1)
    assert lees(wereld, "?na=3")["aanroepen"] == []


def test_a_call_is_found_by_its_correlation_id(wereld: Wereld) -> None:
    id_ = stuur(wereld, 1, instantie={"agb": "229"}).json()["correlatie_id"]
    stuur(wereld, 2)
    assert codes(lees(wereld, f"?correlatie_id={id_}")) == ["B217"]
    assert codes(lees(wereld, "?correlatie_id=bestaat-niet")) == []


def test_it_is_narrowed_to_one_package(wereld: Wereld) -> None:
    stuur(wereld, 1)
    stuur(wereld, 2, softwarepakket={"naam": "Ander & Co", "versie": "1"}, instantie={"agb": "229"})
    assert codes(lees(wereld, "?softwarepakket=Ander+%26+Co")) == ["B217"]
    assert codes(lees(wereld, "?softwarepakket=DemoOog")) == [None]


def test_it_is_narrowed_to_one_code_wherever_it_stood(wereld: Wereld) -> None:
    stuur(wereld, 1, instantie={"agb": "229"}, grondslag="ZVW")
    stuur(wereld, 2)
    for code in ("B217", "B205"):
        assert len(codes(lees(wereld, f"?code={code}"))) == 1
    assert codes(lees(wereld, "?code=R101")) == []


def test_it_is_narrowed_to_what_came_since_a_moment(wereld: Wereld, bevroren) -> None:
    stuur(wereld, 1)
    klok.zet(lambda: bevroren + timedelta(days=1))
    stuur(wereld, 2)
    for vanaf in ("2026-11-25", "2026-11-25T09:00:00Z", "2026-11-25T10:00:00%2B01:00", "2026-11-25T10:00"):
        assert len(lees(wereld, f"?vanaf={vanaf}")["aanroepen"]) == 1, vanaf
    assert len(lees(wereld, "?vanaf=2026-11-24")["aanroepen"]) == 2


def test_what_is_longer_than_thirty_days_ago_is_not_shown_whatever_is_asked(wereld: Wereld, bevroren) -> None:
    pakket = systeem("22990001")
    for ago in (timedelta(days=30, seconds=1), timedelta(days=30)):
        record(actor=pakket, now=bevroren - ago, handeling="instroom_geweigerd", code="B217")
    for vraag in ("", "?vanaf=2026-10-01", "?code=B217", f"?correlatie_id={Regel.objects.latest('pk').correlatie_id}"):
        assert len(lees(wereld, vraag)["aanroepen"]) == 1, vraag


def test_it_is_read_page_by_page_without_a_gap_or_a_double(wereld: Wereld, bevroren) -> None:
    for nummer in range(7):
        klok.zet(lambda nummer=nummer: bevroren + timedelta(seconds=nummer // 2))  # some in one moment
        stuur(wereld, nummer, instantie={"agb": "229"})
    alles = [aanroep["correlatie_id"] for aanroep in lees(wereld)["aanroepen"]]
    gelezen: list[str] = []
    blad = lees(wereld, "?limiet=3")
    while True:
        gelezen += [aanroep["correlatie_id"] for aanroep in blad["aanroepen"]]
        if blad["volgende"] is None:
            break
        stuur(wereld, 99, instantie={"agb": "229"})  # what comes in meanwhile moves nothing
        blad = lees(wereld, f"?limiet=3&na={blad['volgende']}")
    assert gelezen == alles
    assert len(set(gelezen)) == 7


@pytest.mark.parametrize(
    "vraag",
    ["?limiet=0", "?limiet=101", "?na=x", "?code=b217", "?vanaf=gisteren", "?vanaf=2026-13-01", "?softwarepaket=x",
     "?softwarepakket=", "?softwarepakket=a%00b", "?correlatie_id=%27", "?code=B217&code=B201"],
)  # fmt: skip
def test_a_question_that_is_not_understood_is_refused(wereld: Wereld, vraag: str) -> None:
    antwoord = wereld.software().get(f"/api/v1/logboek{vraag}")
    assert (antwoord.status_code, antwoord.json()["code"]) == (400, "B112")


def test_who_may_not_look_gets_nothing(wereld: Wereld) -> None:
    for pad in ("/api/v1/logboek", "/api/v1/logboek/correcties"):
        antwoord = wereld.software("systeem-zonder-autorisatie").get(pad)
        assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")


def test_a_push_costs_no_statement_more(wereld: Wereld) -> None:
    """Read the end of the chain, write the row, move the end."""
    stuur(wereld, 1, instantie={"agb": "229"})  # begins the chain
    with CaptureQueriesContext(connection) as gezien:
        stuur(wereld, 1, instantie={"agb": "229"})
    assert len([vraag for vraag in gezien if '"audit_' in vraag["sql"]]) == 3
