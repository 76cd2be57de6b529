"""The chain of lights: a law over whatever is wrong, and a light for every code that a push can be refused with."""

from hypothesis import given
from hypothesis import strategies as st

from machtigingen.foundation import Fout, foutcodes
from machtigingen.instroom.keten import LAMPEN, VAN_CERTIFICAAT, Kleur, Lamp, keten, lampje

# Only the pages of the portal answer with these: they are about a browser, or about an aanvraag that is being sent.
ALLEEN_IN_HET_PORTAAL = {"D115", "D302", "D303", "D304", "D305", "B110", "R308", "R309", "F107", "F108"}
ALLEEN_IN_HET_PORTAAL |= {f"F{nummer}" for nummer in range(301, 309)}  # of who owns forms
FASEN = {"deur", "bericht", "instantie", "register", "formulier"}

FOUTEN = st.lists(st.sampled_from(sorted(foutcodes())).map(Fout), max_size=12)
GEKEKEN = st.sampled_from([LAMPEN, VAN_CERTIFICAAT, LAMPEN[:3], ()])


def kleuren(lampen: tuple[Lamp, ...]) -> list[Kleur]:
    return [lamp.kleur for lamp in lampen]


@given(fouten=FOUTEN, waarschuwingen=FOUTEN)
def test_exactly_one_is_red_unless_all_is_right_and_it_parts_what_was_looked_at_from_what_was_not(
    fouten: list[Fout], waarschuwingen: list[Fout]
) -> None:
    gezien = kleuren(keten(fouten, waarschuwingen))
    assert len(gezien) == len(LAMPEN)
    assert gezien.count(Kleur.ROOD) == bool(fouten)
    rood = gezien.index(Kleur.ROOD) if fouten else len(gezien)
    assert set(gezien[:rood]) <= {Kleur.GROEN, Kleur.ORANJE}
    assert set(gezien[rood + 1 :]) <= {Kleur.GRIJS}


@given(fouten=FOUTEN, waarschuwingen=FOUTEN)
def test_the_red_one_is_the_first_step_where_something_is_wrong_and_says_what(
    fouten: list[Fout], waarschuwingen: list[Fout]
) -> None:
    for lamp in keten(fouten, waarschuwingen):
        if lamp.kleur is Kleur.ROOD:
            assert LAMPEN.index(lamp.naam) == min(LAMPEN.index(lampje(fout)) for fout in fouten)
        assert (lamp.fout is not None) is (lamp.kleur in (Kleur.ROOD, Kleur.ORANJE))
        if lamp.fout is not None:
            assert lampje(lamp.fout) == lamp.naam
            assert lamp.uitleg == lamp.fout.melding


@given(fouten=FOUTEN, gekeken=GEKEKEN)
def test_what_was_not_looked_at_is_never_called_right(fouten: list[Fout], gekeken: tuple[str, ...]) -> None:
    groen = {lamp.naam for lamp in keten(fouten, gekeken=gekeken) if lamp.kleur is Kleur.GROEN}
    assert groen <= set(gekeken)


def test_without_anything_wrong_all_are_green() -> None:
    assert set(kleuren(keten(()))) == {Kleur.GROEN}


def test_every_code_that_a_push_can_be_refused_with_has_a_light() -> None:
    zonder = {
        code.code for code in foutcodes().values() if code.fase in FASEN and not code.lampje and not code.ingetrokken
    }
    assert zonder == ALLEEN_IN_HET_PORTAAL


def test_a_light_of_the_catalogue_is_one_of_the_chain_and_each_of_them_can_go_red() -> None:
    assert {code.lampje for code in foutcodes().values() if code.lampje} == set(LAMPEN)


def test_our_own_trouble_is_a_portal_that_cannot_be_reached() -> None:
    systeem = [code for code in foutcodes().values() if code.fase == "systeem"]
    assert systeem
    assert {lampje(Fout(code.code)) for code in systeem} == {"tls"}


def test_every_light_has_a_title_and_says_something_in_each_colour() -> None:
    for lampen in (keten(()), keten((), gekeken=())):
        assert all(lamp.titel and lamp.uitleg.endswith(".") for lamp in lampen)
