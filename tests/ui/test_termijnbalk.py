"""The term in words, with the same as a bar beside it."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from machtigingen.aanvragen.termijn import Stand
from machtigingen.ui.termijnbalk import Drang, termijnbalk

TOT = date(2026, 12, 8)


def stand(over: int, **anders: bool) -> Stand:
    return Stand(over=over, van=10, **anders)


@pytest.mark.parametrize(
    ("klok", "drang", "gevuld", "tekst"),
    [
        (stand(10), Drang.RUSTIG, 4, "nog 10 werkdagen"),
        (stand(3), Drang.RUSTIG, 70, "nog 3 werkdagen"),
        (stand(1, waarschuwing=True), Drang.WAARSCHUWING, 90, "nog 1 werkdag"),
        (stand(0, waarschuwing=True), Drang.WAARSCHUWING, 100, "vandaag de laatste dag"),
        (stand(0, te_laat=True), Drang.TE_LAAT, 100, "te laat"),
        (stand(-1, te_laat=True), Drang.TE_LAAT, 100, "1 werkdag te laat"),
        (stand(-12, te_laat=True), Drang.TE_LAAT, 100, "12 werkdagen te laat"),
        (stand(4, gepauzeerd=True), Drang.STIL, 60, "gepauzeerd"),
    ],
)
def test_each_stand_of_the_clock_has_its_own_words(klok: Stand, drang: Drang, gevuld: int, tekst: str) -> None:
    balk = termijnbalk(klok)
    assert (balk.drang, balk.gevuld, balk.tekst) == (drang, gevuld, tekst)


def test_it_names_the_day_that_counts() -> None:
    assert termijnbalk(stand(3), tot=TOT).dag == "uiterlijk 8 december"
    assert termijnbalk(stand(3, gepauzeerd=True), reageren_voor=TOT).dag == "antwoord tot en met 8 december"


def test_the_bar_is_for_the_eye_and_the_words_are_for_everybody() -> None:
    html = render_to_string("ui/components/termijn.html", {"balk": termijnbalk(stand(3), tot=TOT)})
    assert 'aria-hidden="true"' in html
    assert 'width="70"' in html
    assert "nog 3 werkdagen" in html
    assert "style=" not in html
