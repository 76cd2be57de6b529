"""Colleagues at one moment on one aanvraag that was sent: one answer, one file, one end."""

from dataclasses import replace
from functools import partial

import pytest
from handelingen import id_van, vraag_informatie
from oordelen import heel
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk, tel
from reis import PNG, dien_in
from wereld import Wereld

from machtigingen.aanvragen import aanvulling, afsluiting, besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.project import klok

AANTAL = 5


@pytest.fixture
def wie(wereld: Wereld) -> list:
    """Colleagues of one instantie, each with a certificate of their own."""
    een = actor(wereld, "persoonlijk-goed")
    return [replace(een, naam=f"Collega {nummer}", certificaat=str(nummer) * 64) for nummer in range(AANTAL)]


@pytest.fixture
def id_(wereld: Wereld):
    return id_van(dien_in(wereld, wereld.mens(), mrd="3,5"))


def test_of_those_who_answer_one_is_heard_and_no_text_of_another_is_mixed_in(wereld: Wereld, id_, wie: list) -> None:
    vraag_informatie(wereld, id_, "Een?", "Twee?")

    def antwoord(collega) -> str:
        tekst = {0: f"Een van {collega.naam}", 1: f"Twee van {collega.naam}"}
        stuur = partial(aanvulling.send_answers, actor=collega, now=klok.nu(), aanvraag_id=id_)
        return code_van(lambda: stuur(antwoorden=tekst, gezien={0: "", 1: ""}))

    codes = tegelijk([partial(antwoord, collega) for collega in wie])
    gehoord = [collega for collega, code in zip(wie, codes, strict=True) if not code]
    assert len(gehoord) == 1
    assert set(codes) - {""} <= {"A102", "A103"}
    naam = gehoord[0].naam
    assert Informatieverzoek.objects.get().antwoorden == [f"Een van {naam}", f"Twee van {naam}"]
    assert tel("audit.Regel", handeling="aanvraag_aangevuld") == 1
    assert elke_keten_is_heel()


def test_the_same_file_sent_by_all_is_there_once(id_, wie: list) -> None:
    voeg_toe = partial(bijlagen.attach_later, now=klok.nu(), aanvraag_id=id_, naam="brief.png", data=PNG + b"brief")
    ids = {bijlage.id for bijlage in tegelijk([partial(voeg_toe, actor=collega) for collega in wie])}
    assert len(ids) == 1
    assert tel("aanvragen.Bijlage", vraag="aanvulling") == 1
    assert tel("aanvragen.Gebeurtenis", soort="bijlage") == 1


def test_a_withdrawal_and_a_besluit_do_not_both_happen(wereld: Wereld, id_, wie: list) -> None:
    desk, now = actor(wereld, "beoordelaar-9901"), klok.nu()
    codes = tegelijk(
        [
            lambda: code_van(lambda: afsluiting.withdraw(actor=wie[0], now=now, aanvraag_id=id_, reden="Weg.")),
            lambda: code_van(lambda: besluiten.decide(actor=desk, now=now, aanvraag_id=id_, oordeel=heel(True))),
        ]
    )
    assert sorted(codes) == ["", "A102"]
    ingetrokken = Aanvraag.objects.get().status == "ingetrokken"
    assert ingetrokken is (codes[0] == "")
    assert tel("aanvragen.Besluit") == (0 if ingetrokken else 1)
