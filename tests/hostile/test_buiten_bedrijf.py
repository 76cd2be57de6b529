"""Something behind the portal is away: it says so with a code, confirms nothing, and keeps nothing half."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from hostile.opslag import niets_bewaard, tellingen
from losse_database import losse_database as db
from reis import dien_in_klaar, open_link
from wereld import Beller, Wereld, bericht

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import verify_all
from machtigingen.foundation import foutcode
from machtigingen.instroom.models import Instroom
from machtigingen.project import klok
from machtigingen.registers import agb
from machtigingen.registers.bestanden import bestanden_in
from machtigingen.registers.loading import load_all
from machtigingen.registers.models import Koppeling, Lading, Zorgaanbieder, Zorgverlener

# Within one transaction around the whole test nothing rolls back as it does in life.
__all__ = ["db"]

GEHEIM = "database at 10.1.2.3, value 999990019"


@contextmanager
def opslag_valt_weg(*, bij: int) -> Iterator[Callable[[], bool]]:
    """The statement with this number fails. What is yielded tells whether it came to that."""
    nummer = 0

    def voer_uit(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal nummer
        nummer += 1
        if nummer == bij:
            raise OperationalError(GEHEIM)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(voer_uit):
        yield lambda: nummer >= bij


def bij_elk_statement(doe: Callable[[], Any]) -> Iterator[Any]:
    """What is answered when the first statement fails, the second, and so on up to the last."""
    for bij in range(1, 200):
        with opslag_valt_weg(bij=bij) as viel_weg:
            antwoord = doe()
        if not viel_weg():
            return
        yield antwoord
    raise AssertionError("it never came to an end")


def test_whichever_statement_of_a_push_fails_it_is_not_confirmed_and_not_kept(wereld: Wereld) -> None:
    wereld.software().get("/wie-ben-ik")  # that it called is written once in an hour, and no call fails on that
    voor = tellingen()
    keren = 0
    for antwoord in bij_elk_statement(lambda: wereld.software().push(bericht())):
        keren += 1
        assert antwoord.status_code == 503
        assert antwoord.json()["code"] == "S101"
        assert int(antwoord["Retry-After"]) > 0
        assert GEHEIM.encode() not in antwoord.content
        assert tellingen() == voor
    assert keren > 5
    assert Instroom.objects.count() == 1
    assert set(dict(verify_all()).values()) == {None}


def test_whichever_statement_of_a_submission_fails_it_is_not_sent(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    for antwoord in bij_elk_statement(lambda: mens.post(f"{aanvraag}indienen")):
        assert antwoord.status_code == 503
        assert b"S101" in antwoord.content
        assert GEHEIM.encode() not in antwoord.content
        assert Aanvraag.objects.get().aanvraagnummer is None
    assert Aanvraag.objects.get().aanvraagnummer
    assert set(dict(verify_all()).values()) == {None}


PAGINAS = ["/", "/aanvragen/", "/wie-ben-ik", "{aanvraag}", "{aanvraag}vragen/medisch", "/bestaat-niet"]


@pytest.mark.parametrize("pad", PAGINAS)
def test_whichever_statement_of_a_page_fails_there_is_a_page_that_says_so(wereld: Wereld, pad: str) -> None:
    aanvraag = open_link(wereld, wereld.mens())
    adres = pad.format(aanvraag=aanvraag)
    for antwoord in bij_elk_statement(lambda: wereld.mens(raise_request_exception=False).get(adres)):
        assert antwoord.status_code == 503
        assert b"S101" in antwoord.content
        assert 'lang="nl"' in antwoord.content.decode()


def test_the_info_pages_need_no_storage(wereld: Wereld) -> None:
    for pad in ("/", "/hulp/", "/foutcodes/S101", "/healthz"):
        with opslag_valt_weg(bij=1):
            assert wereld.bezoeker().get(pad).status_code == 200


def test_it_is_not_ready_without_storage(wereld: Wereld) -> None:
    with opslag_valt_weg(bij=1):
        antwoord = wereld.software().get("/readyz")
    assert antwoord.status_code == 503
    assert antwoord.json()["gereed"] is False
    assert GEHEIM not in antwoord.content.decode()


def neem_register_weg() -> None:
    for model in (Lading, Koppeling, Zorgverlener, Zorgaanbieder):
        model.objects.all().delete()


def wordt_later(wereld: Wereld, code: str) -> None:
    """Nothing is confirmed or kept, and it says when to come back."""
    with niets_bewaard():
        antwoord = wereld.software().push(bericht())
    assert antwoord.status_code == 503, antwoord.json()
    assert antwoord.json()["code"] == code
    assert int(antwoord["Retry-After"]) > 0


def test_a_register_that_was_never_loaded_is_not_an_unknown_code(wereld: Wereld, tmp_path: Path) -> None:
    neem_register_weg()
    wordt_later(wereld, "R201")
    load_all(bestanden_in(tmp_path), now=klok.nu())
    assert wereld.software().push(bericht()).status_code == 201


def test_a_portal_that_takes_an_empty_register_for_the_truth_is_found_out(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agb, "require_geladen", lambda *_registers: None)
    neem_register_weg()
    with pytest.raises(AssertionError, match="I102"):
        wordt_later(wereld, "R201")


def blijft_concept_zonder_cov(mens: Beller, aanvraag: str) -> None:
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 503
    assert b"R301" in antwoord.content or foutcode("R301").melding.encode() in antwoord.content
    assert Aanvraag.objects.get().status == "concept"


def test_without_cov_nothing_is_sent_and_when_it_is_back_it_is(wereld: Wereld, settings: Any) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    met_cov, settings.MACHTIGINGEN_COV = settings.MACHTIGINGEN_COV, "cov_dubbels:Weg"
    blijft_concept_zonder_cov(mens, aanvraag)
    settings.MACHTIGINGEN_COV = met_cov
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().status == "goedgekeurd"


def test_a_portal_that_sends_without_cov_is_found_out(
    wereld: Wereld, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    monkeypatch.setattr(toetsing, "cov_fouten", lambda _bronnen, _waarden: ())
    with pytest.raises(AssertionError, match="302"):
        blijft_concept_zonder_cov(mens, aanvraag)


def test_a_revocation_list_that_is_too_old_lets_nobody_in(wereld: Wereld) -> None:
    over_een_maand = klok.nu() + timedelta(days=30)
    klok.zet(lambda: over_een_maand)
    with niets_bewaard():
        antwoord = wereld.software().push(bericht())
    assert antwoord.status_code == 503
    assert antwoord.json()["code"] == "D107"
    assert int(antwoord["Retry-After"]) > 0
    pagina = wereld.mens().get("/aanvragen/")
    assert pagina.status_code == 503
    assert b"D107" in pagina.content
    gereed = wereld.software().get("/readyz")
    assert gereed.status_code == 503
    assert "intrekkingslijst" in gereed.json()["redenen"][0]
