"""Codes that are right by type, and a BSN that never prints itself."""

import copy
import dataclasses
import logging
import pickle
import traceback

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from machtigingen_sandbox import personas
from stdnum.nl import bsn as elfproef

from machtigingen.foundation import AgbCode, Bsn, DomainError, Uzovi, holds_bsn

CIJFERS = personas.GEVONDEN.bsn.onthul()
ANDERE_CIJFERS = st.sampled_from("٣४๕６𝟕²")


def geweigerd(soort: type[AgbCode] | type[Bsn] | type[Uzovi], tekst: str) -> str:
    with pytest.raises(DomainError) as fout:
        soort.parse(tekst, pad="veld")
    assert fout.value.fouten[0].pad == "veld"
    return fout.value.code


@dataclasses.dataclass
class Houder:
    bsn: Bsn


@pytest.mark.parametrize(
    "schrijf",
    [
        repr,
        str,
        format,
        lambda bsn: f"{bsn} {bsn!r} {bsn!s} {bsn!a}",
        lambda bsn: "%s %r" % (bsn, bsn),  # noqa: UP031
        lambda bsn: str([bsn]) + str({"bsn": bsn}) + str((bsn,)),
        lambda bsn: repr(Houder(bsn)) + str(dataclasses.asdict(Houder(bsn))) + str(dataclasses.astuple(Houder(bsn))),
        lambda bsn: str(ValueError(bsn)) + repr(KeyError(bsn)),
        lambda bsn: logging.makeLogRecord({"msg": "%s", "args": (bsn,)}).getMessage(),
        lambda bsn: repr(copy.copy(bsn)) + repr(copy.deepcopy([bsn])),
    ],
    ids=["repr", "str", "format", "f-string", "percent", "container", "dataclass", "exception", "log", "copy"],
)
def test_a_bsn_does_not_print_itself(schrijf) -> None:
    assert CIJFERS not in schrijf(Bsn.parse(CIJFERS))


def test_a_bsn_cannot_be_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Bsn.parse(CIJFERS))


def test_a_copy_of_a_bsn_is_that_bsn() -> None:
    bsn = Bsn.parse(CIJFERS)
    assert copy.deepcopy({"bsn": bsn}) == {"bsn": bsn}


def test_only_asking_gives_the_digits() -> None:
    assert Bsn.parse(CIJFERS).onthul() == CIJFERS


def test_equal_bsns_are_equal_and_can_be_a_key() -> None:
    een, zelfde, ander = Bsn.parse(CIJFERS), Bsn.parse(CIJFERS), personas.BIJ_TESTZORG.bsn
    assert een == zelfde != ander
    assert len({een, zelfde, ander}) == 2
    assert een != CIJFERS


def test_a_bsn_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Bsn.parse(CIJFERS)._cijfers = "123456782"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_nine_digits_are_a_bsn_exactly_when_the_eleven_test_passes(tekst: str) -> None:
    if elfproef.is_valid(tekst):
        assert Bsn.parse(tekst).onthul() == tekst
    else:
        assert geweigerd(Bsn, tekst) in ("B211", "B212")


def test_a_refused_bsn_does_not_stand_in_its_error() -> None:
    try:
        Bsn.parse("999990018")
    except DomainError as fout:
        assert "999990018" not in "".join(traceback.format_exception(fout, limit=0))
        assert "999990018" not in fout.fouten[0].melding


@given(st.text(max_size=12))
def test_a_bsn_is_nine_ascii_digits_or_refused(tekst: str) -> None:
    assume(not (len(tekst) == 9 and tekst.isascii() and tekst.isdigit()))
    assert geweigerd(Bsn, tekst) == "B211"


@given(ANDERE_CIJFERS, st.integers(min_value=0, max_value=8))
def test_digits_of_another_script_are_not_digits(cijfer: str, plaats: int) -> None:
    def verminkt(tekst: str) -> str:
        plek = plaats % len(tekst)
        return tekst[:plek] + cijfer + tekst[plek + 1 :]

    assert geweigerd(Bsn, verminkt(CIJFERS)) == "B211"
    assert geweigerd(AgbCode, verminkt("22990001")) == "B217"
    assert geweigerd(Uzovi, verminkt("9901")) == "B218"


@pytest.mark.parametrize("tekst", ["000000000", " 999911004", "999911004\n", "99991100", "9999.11.004", ""])
def test_these_are_no_bsn(tekst: str) -> None:
    assert geweigerd(Bsn, tekst) in ("B211", "B212")


@pytest.mark.parametrize("tekst", ["22990001", "22-990001", " 22-990001 "])
def test_an_agb_code_is_read_as_it_is_written(tekst: str) -> None:
    code = AgbCode.parse(tekst)
    assert str(code) == "22990001"
    assert code.soort == "22"


@pytest.mark.parametrize(
    "tekst", ["", "2299001", "229900011", "22 990001", "2-2990001", "22--990001", "22990001x", "-22990001"]
)
def test_these_are_no_agb_code(tekst: str) -> None:
    assert geweigerd(AgbCode, tekst) == "B217"


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_reading_an_agb_code_again_changes_nothing(tekst: str) -> None:
    code = AgbCode.parse(tekst)
    assert AgbCode.parse(str(code)) == code
    assert AgbCode.parse(f"{tekst[:2]}-{tekst[2:]}") == code


@pytest.mark.parametrize("tekst", ["", "990", "99011", "99o1", " 9901"])
def test_these_are_no_uzovi(tekst: str) -> None:
    assert geweigerd(Uzovi, tekst) == "B218"


def test_an_agb_code_and_a_uzovi_are_never_the_same() -> None:
    assert AgbCode("9901") != Uzovi("9901")


@pytest.mark.parametrize("vorm", ["{}", "over {}, zie brief", "BSN{}", "1{}7", "{0[0]}.{0[1]}-{0[2]} {0[3]}"])
def test_a_bsn_is_found_in_a_text_however_it_is_written(vorm: str) -> None:
    delen = CIJFERS if "[" not in vorm else (CIJFERS[:2], CIJFERS[2:4], CIJFERS[4:6], CIJFERS[6:])
    assert holds_bsn(vorm.format(delen))


@pytest.mark.parametrize("tekst", ["", "rechtszaak 26/123", "zaak 123456789", "000000000", CIJFERS[:8], "999990018"])
def test_in_these_there_is_none(tekst: str) -> None:
    assert not holds_bsn(tekst)
