"""The port to COV: an answer in time or none, and what it means for an aanvraag."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event
from time import monotonic

import pytest
from django.core.exceptions import ImproperlyConfigured

from machtigingen.foundation import AgbCode, Bsn, Uzovi
from machtigingen.registers import cov
from machtigingen.registers.cov import (
    CovAntwoord,
    CovNietBereikbaar,
    CovUitkomst,
    CovVraag,
    GeenAntwoord,
    cov_fouten,
    raadpleeg_begrensd,
)
from machtigingen.registers.models import Verzekeraar

VANDAAG = date(2026, 11, 24)
WIE = AgbCode("22990001")
GEVONDEN = CovAntwoord(uitkomst=CovUitkomst.GEVONDEN, peildatum=VANDAAG, uzovi=Uzovi("9901"), naam="J. Jansen")


class FakeCov:
    """Answers with what it was given to do."""

    def __init__(self, act: Callable[[], CovAntwoord] = lambda: GEVONDEN) -> None:
        self.act = act

    def raadpleeg(self, vraag: CovVraag, *, agb: AgbCode | None, timeout: float) -> CovAntwoord:
        return self.act()


def _ask(adapter: FakeCov, *, timeout: float = 5.0) -> CovAntwoord:
    return raadpleeg_begrensd(adapter, _over("999911004")[0], agb=WIE, timeout=timeout)


def _raise(fout: Exception) -> Callable[[], CovAntwoord]:
    def act() -> CovAntwoord:
        raise fout

    return act


def test_it_hands_on_the_answer() -> None:
    assert _ask(FakeCov()) is GEVONDEN


def test_it_waits_no_longer_than_it_may_for_an_adapter_that_hangs() -> None:
    release, begin = Event(), monotonic()

    def hang() -> CovAntwoord:
        release.wait(10)
        return GEVONDEN

    with pytest.raises(CovNietBereikbaar):
        _ask(FakeCov(hang), timeout=0.05)
    assert monotonic() - begin < 2
    release.set()


def test_it_never_leaves_more_questions_open_than_it_may() -> None:
    release, started = Event(), []

    def hang() -> CovAntwoord:
        started.append(1)
        release.wait(10)
        return GEVONDEN

    for _ in range(cov.OPENSTAANDE_VRAGEN_MAX + 3):
        with pytest.raises(CovNietBereikbaar):
            _ask(FakeCov(hang), timeout=0.01)
    assert len(started) == cov.OPENSTAANDE_VRAGEN_MAX
    release.set()
    assert _ask(FakeCov()) is GEVONDEN


def test_down_is_down() -> None:
    with pytest.raises(CovNietBereikbaar):
        _ask(FakeCov(_raise(CovNietBereikbaar())))


def test_a_bug_in_an_adapter_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        _ask(FakeCov(_raise(KeyError("bug"))))


def test_the_configuration_names_the_adapter_and_the_time_limit(settings) -> None:
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 1.0
    antwoord = cov.raadpleeg(_over("999911004")[0], agb=WIE)
    assert antwoord.uitkomst is CovUitkomst.GEVONDEN


def _over(*bsns: str) -> list[CovVraag]:
    geboren = date(1958, 3, 14)
    return [CovVraag(bsn=Bsn.parse(een), geboortedatum=geboren, peildatum=VANDAAG, grondslag="zvw") for een in bsns]


def test_more_people_each_get_an_answer_of_their_own(settings) -> None:
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 5.0
    gevonden, stuk, onbekend = cov.raadpleeg_samen(_over("999911004", "999931003", "999920005"), agb=WIE)
    assert isinstance(gevonden, CovAntwoord) and gevonden.naam == "J. Jansen-Voorbeeld"
    assert stuk is GeenAntwoord.STORING
    assert isinstance(onbekend, CovAntwoord) and onbekend.uitkomst is CovUitkomst.ONBEKEND
    assert cov.answered_last() is True


def test_more_people_have_one_time_limit_together(settings) -> None:
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.05
    antwoorden = cov.raadpleeg_samen(_over("999930011", "999911004", "999911004"), agb=WIE)
    assert antwoorden == (GeenAntwoord.TIJD_OP,) * 3
    assert cov.answered_last() is False


def test_one_slow_person_takes_nothing_from_those_before(settings) -> None:
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.3
    gevonden, traag, daarna = cov.raadpleeg_samen(_over("999911004", "999930011", "999911004"), agb=WIE)
    assert isinstance(gevonden, CovAntwoord) and gevonden.naam == "J. Jansen-Voorbeeld"
    assert (traag, daarna) == (GeenAntwoord.TIJD_OP,) * 2
    assert cov.answered_last() is True


@pytest.mark.parametrize("aantal", [0, 1, 3])
def test_another_number_of_answers_than_was_asked_is_no_answer_to_any(monkeypatch, aantal: int) -> None:
    class Telt(FakeCov):
        def raadpleeg_samen(self, vragen, *, agb: AgbCode, timeout: float) -> tuple[CovAntwoord, ...]:
            return (GEVONDEN,) * aantal

    monkeypatch.setattr(cov, "cov_adapter", Telt)
    assert cov.raadpleeg_samen(_over("999911004", "999911004"), agb=WIE) == (GeenAntwoord.TEGENSTRIJDIG,) * 2


def test_who_decides_under_another_law_than_was_asked_is_no_answer(monkeypatch) -> None:
    """An adapter that never heard of the Wlz names the insurer of the basic policy."""
    onder_wlz = [replace(een, grondslag="wlz") for een in _over("999911004")]
    monkeypatch.setattr(cov, "cov_adapter", FakeCov)
    with pytest.raises(CovNietBereikbaar) as fout:
        cov.raadpleeg(onder_wlz[0], agb=WIE)
    assert fout.value.reden is GeenAntwoord.ANDERE_WET
    assert cov.raadpleeg_samen(onder_wlz, agb=WIE) == (GeenAntwoord.ANDERE_WET,)


def test_under_the_zvw_an_answer_that_names_no_insurer_is_no_answer(monkeypatch) -> None:
    monkeypatch.setattr(cov, "cov_adapter", lambda: FakeCov(lambda: replace(GEVONDEN, uzovi=None)))
    with pytest.raises(CovNietBereikbaar) as fout:
        cov.raadpleeg(_over("999911004")[0], agb=WIE)
    assert fout.value.reden is GeenAntwoord.ZONDER_VERZEKERAAR
    assert cov.raadpleeg_samen(_over("999911004"), agb=WIE) == (GeenAntwoord.ZONDER_VERZEKERAAR,)
    monkeypatch.setattr(cov, "cov_adapter", lambda: FakeCov(lambda: replace(GEVONDEN, uzovi=None, grondslag="wlz")))
    assert cov.raadpleeg(replace(_over("999911004")[0], grondslag="wlz"), agb=WIE).naam == "J. Jansen"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("uitkomst", "genoemd", "code", "over"),
    [
        (CovUitkomst.NIET_GEAUTORISEERD, (), "", ()),
        (CovUitkomst.DUBBEL_VERZEKERD, ("9905", "9906"), "", ("9905", "9906")),
        (CovUitkomst.DUBBEL_VERZEKERD, ("9901", "9905"), "", ("9905",)),
        (CovUitkomst.DUBBEL_VERZEKERD, ("9901", "9902"), "R305", ()),
        (CovUitkomst.DUBBEL_VERZEKERD, (), "R305", ()),
        (CovUitkomst.OVERLEDEN, (), "R306", ()),
    ],
)
def test_under_the_wlz_a_person_names_the_zorgkantoor_whatever_adapter_could_not(
    monkeypatch, uitkomst: CovUitkomst, genoemd: tuple[str, ...], code: str, over: tuple[str, ...]
) -> None:
    """Twice without a name it may be anybody: then nobody gets it."""
    for uzovi in ("9905", "9906"):
        Verzekeraar.objects.create(uzovi=uzovi, naam=uzovi, soort="zorgkantoor", begin_on=date(2006, 1, 1))
    zegt = replace(GEVONDEN, grondslag="wlz", uitkomst=uitkomst, zorgkantoren=tuple(map(Uzovi, genoemd)))
    monkeypatch.setattr(cov, "cov_adapter", lambda: FakeCov(lambda: zegt))
    (vraag,) = (replace(een, grondslag="wlz") for een in _over("999911004"))
    for antwoord in (cov.raadpleeg(vraag, agb=WIE), *cov.raadpleeg_samen([vraag], agb=WIE)):
        assert [fout.code for fout in cov_fouten(antwoord)] == ([code] if code else [])
        assert (antwoord.uzovi, antwoord.zorgkantoren, antwoord.naam) == (None, tuple(map(Uzovi, over)), "J. Jansen")


def test_under_the_zvw_these_still_stop_the_request(monkeypatch) -> None:
    for uitkomst, code in ((CovUitkomst.NIET_GEAUTORISEERD, "R311"), (CovUitkomst.DUBBEL_VERZEKERD, "R305")):
        monkeypatch.setattr(cov, "cov_adapter", lambda zegt=uitkomst: FakeCov(lambda: replace(GEVONDEN, uitkomst=zegt)))
        assert [fout.code for fout in cov_fouten(cov.raadpleeg(_over("999911004")[0], agb=WIE))] == [code]


def test_somebody_without_a_zorgkantoor_is_found_and_differs_from_nothing() -> None:
    assert cov_fouten(replace(GEVONDEN, uzovi=None, grondslag="wlz"), Uzovi("9901")) == ()


def test_a_question_does_not_print_who_it_is_about() -> None:
    (vraag,) = _over("999911004")
    assert "999911004" not in repr(vraag) and "1958" not in repr(vraag)


@pytest.mark.parametrize("naam", ["", "machtigingen_sandbox.cov", "machtigingen_sandbox.cov.DemoCov"])
def test_a_name_that_is_no_adapter_is_refused(settings, naam: str) -> None:
    settings.MACHTIGINGEN_COV = naam
    with pytest.raises(ImproperlyConfigured):
        cov.cov_adapter()


def test_it_does_not_print_who_it_is_about() -> None:
    assert "Jansen" not in repr(GEVONDEN)


def test_it_gives_what_is_known_to_prefill_from() -> None:
    antwoord = CovAntwoord(
        uitkomst=CovUitkomst.GEVONDEN, peildatum=VANDAAG, uzovi=Uzovi("9901"), polis_einde=date(2026, 12, 31)
    )
    assert antwoord.to_bron() == {"geslacht": "onbekend", "uzovi": "9901", "polis_einde": "2026-12-31"}


def test_what_it_names_comes_back_also_from_before_it_could_name_two() -> None:
    (vraag,) = (replace(een, grondslag="wlz", peildatum=VANDAAG) for een in _over("999911004"))
    twee = replace(GEVONDEN, grondslag="wlz", uzovi=None, zorgkantoren=(Uzovi("9905"), Uzovi("9906")))
    bron = json.loads(json.dumps(twee.to_bron()))
    assert CovAntwoord.from_bron(bron, uitkomst=twee.uitkomst, vraag=vraag) == twee
    vroeger = {naam: feit for naam, feit in bron.items() if naam != "zorgkantoren"}
    assert CovAntwoord.from_bron(vroeger, uitkomst=twee.uitkomst, vraag=vraag) == replace(twee, zorgkantoren=())


@pytest.mark.parametrize(
    ("uitkomst", "code"),
    [
        (CovUitkomst.ONBEKEND, "R302"),
        (CovUitkomst.GEBOORTEDATUM_ONJUIST, "R303"),
        (CovUitkomst.POLIS_BEEINDIGD, "R304"),
        (CovUitkomst.DUBBEL_VERZEKERD, "R305"),
        (CovUitkomst.OVERLEDEN, "R306"),
        (CovUitkomst.MEERDERE_PERSONEN, "R310"),
        (CovUitkomst.NIET_GEAUTORISEERD, "R311"),
        (CovUitkomst.PEILDATUM_TE_OUD, "R312"),
    ],
)
def test_every_other_answer_has_its_code(uitkomst: CovUitkomst, code: str) -> None:
    fouten = cov_fouten(CovAntwoord(uitkomst=uitkomst, peildatum=VANDAAG), Uzovi("9901"))
    assert [fout.code for fout in fouten] == [code]


def test_the_text_names_the_day_on_which_the_policy_had_ended() -> None:
    [fout] = cov_fouten(CovAntwoord(uitkomst=CovUitkomst.POLIS_BEEINDIGD, peildatum=VANDAAG))
    assert "24-11-2026" in fout.melding


def test_not_reachable_has_its_code() -> None:
    assert [fout.code for fout in cov_fouten(None)] == ["R301"]


@pytest.mark.parametrize(("pushed", "codes"), [(None, []), ("9901", []), ("9902", ["R307"])])
def test_a_pushed_insurer_that_differs_is_a_warning(pushed: str | None, codes: list[str]) -> None:
    fouten = cov_fouten(GEVONDEN, Uzovi(pushed) if pushed else None)
    assert [(fout.code, fout.pad) for fout in fouten] == [(code, "verzekerde.uzovi") for code in codes]
