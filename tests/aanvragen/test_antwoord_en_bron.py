"""Every answer has a source, and what the package pushed stays beside what a person made of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.aanvragen.dossier import (
    AANGEPAST,
    COV,
    GEBRUIKER,
    SOFTWAREPAKKET,
    Antwoord,
    from_json,
    ingevuld_door,
    nieuw_antwoord,
    to_json,
)
from machtigingen.beslisboom import Vraag
from machtigingen.formulieren import catalogus
from machtigingen.foundation import Actor, AgbCode, Soort

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ACTOR = Actor(
    soort=Soort.PERSOONLIJK,
    naam="S. de Vries",
    organisatie="Oogkliniek Voorbeeldstad",
    agb=AgbCode.parse("22990001"),
    certificaat="c1",
    serienummer="1",
    geldig_tot=NU,
)
FORMULIER = catalogus().formulier("X02", "2026-1")
JSON = (
    st.text(max_size=20)
    | st.booleans()
    | st.integers(min_value=-1000, max_value=1000)
    | st.lists(st.text(max_size=5), max_size=3)
)
LINK_IDS = st.sampled_from(["mrd", "zijde", "functiestoornis", "gezichtsveld_boven", "begindatum", "opmerking", "bsn"])
INVOER = st.text(max_size=30) | st.sampled_from(
    ["", "ja", "nee", "1,5", "0", "beide", "02-11-2026", "999911004", "gisteren"]
)


def vraag(link_id: str) -> Vraag:
    gevonden = FORMULIER.vraag(link_id)
    assert gevonden is not None
    return gevonden


def typ(link_id: str, invoer: object, oud: Antwoord | None = None, blad: str = "een") -> Antwoord | None:
    return nieuw_antwoord(
        vraag(link_id), invoer, oud, door=ACTOR, now=NU, vandaag=NU.date(), blad=blad
    )  # fmt: skip


def waarde_van(antwoord: Antwoord | None) -> object:
    return antwoord.waarde if antwoord else None


def test_what_a_person_fills_in_is_his() -> None:
    antwoord = typ("mrd", "1,5")
    assert antwoord == Antwoord(
        waarde="1.5", bron=GEBRUIKER, door="S. de Vries", certificaat="c1", op=NU.isoformat(), blad="een"
    )


def test_a_changed_pushed_answer_keeps_what_was_pushed() -> None:
    antwoord = typ("mrd", "2", ingevuld_door(SOFTWAREPAKKET, "1.5", now=NU))
    assert antwoord is not None
    assert (antwoord.waarde, antwoord.bron) == ("2", AANGEPAST)
    assert (antwoord.gestuurd, antwoord.gestuurd_bron) == ("1.5", SOFTWAREPAKKET)


@pytest.mark.parametrize("bron", [SOFTWAREPAKKET, COV])
def test_back_to_what_was_pushed_is_the_pushed_answer_again(bron: str) -> None:
    gewijzigd = typ("mrd", "2", ingevuld_door(bron, "1.5", now=NU))
    terug = typ("mrd", "1,50", gewijzigd)
    assert terug is not None
    assert (terug.waarde, terug.bron) == ("1.5", bron)


def test_the_same_answer_written_differently_changes_nothing() -> None:
    oud = ingevuld_door(SOFTWAREPAKKET, "2026-11-02", now=NU)
    assert typ("begindatum", "2/11/26", oud) is oud


def test_an_emptied_pushed_answer_keeps_what_was_pushed() -> None:
    antwoord = typ("mrd", " ", ingevuld_door(SOFTWAREPAKKET, "1.5", now=NU))
    assert antwoord is not None
    assert (antwoord.waarde, antwoord.bron, antwoord.gestuurd) == (None, AANGEPAST, "1.5")


def test_an_emptied_answer_still_says_who_emptied_it() -> None:
    antwoord = typ("mrd", "", typ("mrd", "1,5"), blad="twee")
    assert antwoord is not None
    assert (antwoord.waarde, antwoord.door, antwoord.blad) == (None, "S. de Vries", "twee")


def test_leaving_an_empty_field_empty_is_no_answer() -> None:
    assert typ("mrd", "") is None


@pytest.mark.parametrize(("link_id", "invoer"), [("begindatum", "gisteren"), ("mrd", "heel klein"), ("bsn", "99999")])
def test_what_cannot_be_read_is_kept_as_it_was_typed(link_id: str, invoer: str) -> None:
    antwoord = typ(link_id, invoer)
    assert antwoord is not None
    assert antwoord.waarde == invoer


@given(LINK_IDS, INVOER, JSON | st.none())
def test_typing_the_same_again_changes_nothing(link_id: str, invoer: str, gestuurd: object) -> None:
    oud = None if gestuurd is None else ingevuld_door(SOFTWAREPAKKET, gestuurd, now=NU)
    eerst = typ(link_id, invoer, oud)
    assert typ(link_id, invoer, eerst, blad="twee") == eerst


@given(LINK_IDS, st.lists(INVOER, min_size=1, max_size=6), JSON)
def test_whatever_is_typed_the_pushed_value_stays_known_and_the_source_tells_the_truth(
    link_id: str, reeks: list[str], gestuurd: object
) -> None:
    antwoord: Antwoord | None = ingevuld_door(SOFTWAREPAKKET, gestuurd, now=NU)
    for invoer in reeks:
        antwoord = typ(link_id, invoer, antwoord)
        assert antwoord is not None
        assert (antwoord.gestuurd, antwoord.gestuurd_bron) == (gestuurd, SOFTWAREPAKKET)
        assert antwoord.bron == (SOFTWAREPAKKET if antwoord.waarde == gestuurd else AANGEPAST)


@given(LINK_IDS, st.lists(INVOER, min_size=1, max_size=6))
def test_the_last_thing_typed_is_what_stands(link_id: str, reeks: list[str]) -> None:
    antwoord: Antwoord | None = None
    for invoer in reeks:
        antwoord = typ(link_id, invoer, antwoord)
    assert waarde_van(antwoord) == waarde_van(typ(link_id, reeks[-1]))


@given(
    st.builds(
        Antwoord,
        waarde=JSON | st.none(),
        bron=st.sampled_from([SOFTWAREPAKKET, GEBRUIKER, AANGEPAST]),
        gestuurd=JSON | st.none(),
        gestuurd_bron=st.sampled_from(["", SOFTWAREPAKKET]),
        door=st.text(max_size=5),
        op=st.just(NU.isoformat()),
        blad=st.sampled_from(["", "een"]),
    )
)
def test_what_is_stored_comes_back_as_it_was(antwoord: Antwoord) -> None:
    terug = from_json(to_json({"mrd": antwoord}))["mrd"]
    assert terug == antwoord
    assert type(terug.gestuurd) is type(antwoord.gestuurd)
