"""Sending: once for each concept, however many press; each aanvraag its own number; no answer counts by half."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from handelingen import blad_nu
from oordelen import heel
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk, tel, wacht_op_elkaar, zonder
from reis import dien_in_klaar
from wereld import Wereld, bericht

from machtigingen.aanvragen import actions, besluiten, indiening, nummers
from machtigingen.aanvragen.models import Aanvraag, Besluit, Nummerreeks
from machtigingen.aanvragen.queries import find
from machtigingen.audit.models import Regel
from machtigingen.project import klok

AANTAL = 5
KANSEN = 4


def klaar(wereld: Wereld, aantal: int) -> list[str]:
    mens = wereld.mens()
    return [dien_in_klaar(wereld, mens, referentie=f"2026-{nummer}") for nummer in range(aantal)]


def dien_alle_in(wereld: Wereld, aanvragen: list[str]) -> list[int]:
    mensen = [wereld.mens() for _ in aanvragen]
    for mens in mensen:
        mens.get("/aanvragen/")  # a session each
    daden = [
        lambda mens=mens, aanvraag=aanvraag: mens.post(f"{aanvraag}indienen")
        for mens, aanvraag in zip(mensen, aanvragen, strict=True)
    ]
    return [antwoord.status_code for antwoord in tegelijk(daden)]


def machtigingsnummers() -> list[str]:
    return sorted(Aanvraag.objects.exclude(machtigingsnummer="").values_list("machtigingsnummer", flat=True))


def test_who_press_at_once_send_one_aanvraag_with_one_number(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    (aanvraag,) = klaar(wereld, 1)
    wacht_op_elkaar(monkeypatch, "machtigingen.aanvragen.toetsing.cov", AANTAL)
    assert dien_alle_in(wereld, [aanvraag] * AANTAL) == [302] * AANTAL
    assert tel("aanvragen.Besluit") == 1
    # The Machtigingsaanvraag-ID, the Machtigingsnummer, and a place in the feed of the instantie and of the insurer.
    assert list(Nummerreeks.objects.values_list("laatste", flat=True)) == [1, 1, 1, 1]
    assert Regel.objects.filter(handeling="aanvraag_ingediend").count() == 1
    assert elke_keten_is_heel()


def test_many_on_one_day_each_get_the_next_number(wereld: Wereld) -> None:
    assert dien_alle_in(wereld, klaar(wereld, AANTAL)) == [302] * AANTAL
    volgnummers = [int(nummer[6:11]) for nummer in Aanvraag.objects.values_list("aanvraagnummer", flat=True)]
    assert sorted(volgnummers) == list(range(1, AANTAL + 1))
    assert [int(nummer[6:13]) for nummer in machtigingsnummers()] == list(range(1, AANTAL + 1))
    assert elke_keten_is_heel()


@pytest.fixture
def gebroken_reeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A series of an insurer that gives everybody the same number."""
    volgende = nummers._volgende
    monkeypatch.setattr(nummers, "_volgende", lambda reeks: 1 if reeks.startswith("machtiging:") else volgende(reeks))


def test_a_series_that_repeats_itself_gives_no_number_twice(wereld: Wereld, gebroken_reeks: None) -> None:
    assert sorted(dien_alle_in(wereld, klaar(wereld, AANTAL))) == [302] + [500] * (AANTAL - 1)
    assert len(machtigingsnummers()) == 1
    assert tel("aanvragen.Besluit") == tel("aanvragen.Aanvraag", status="goedgekeurd") == 1
    assert elke_keten_is_heel()


def test_without_the_constraint_on_the_machtigingsnummer_it_would(wereld: Wereld, gebroken_reeks: None) -> None:
    aanvragen = klaar(wereld, AANTAL)
    with zonder(Aanvraag, "aanvraag_machtigingsnummer_eenmaal"):
        assert dien_alle_in(wereld, aanvragen) == [302] * AANTAL
        assert len(machtigingsnummers()) == AANTAL
        assert len(set(machtigingsnummers())) == 1


@pytest.mark.parametrize("kans", range(KANSEN))
def test_an_answer_while_it_is_sent_counts_or_is_refused(wereld: Wereld, kans: int) -> None:
    klaar(wereld, 1)
    id_ = Aanvraag.objects.get().pk
    blad = blad_nu(id_)
    wie = {"actor": actor(wereld, "persoonlijk-goed"), "now": klok.nu(), "aanvraag_id": id_}
    beantwoord, ingediend = tegelijk(
        [
            lambda: code_van(lambda: actions.answer(**wie, blad=blad, ruw={"mrd": "0,5"})),
            lambda: code_van(lambda: indiening.submit(**wie)),
        ]
    )
    aanvraag = Aanvraag.objects.get()
    assert aanvraag.antwoorden["mrd"]["waarde"] == ("1" if beantwoord else "0.5")
    assert (aanvraag.aanvraagnummer is None) == bool(ingediend)
    assert (beantwoord, ingediend) in {("", ""), ("A102", ""), ("", "R308")}
    assert elke_keten_is_heel()


def typ_tegelijk(wereld: Wereld) -> None:
    """Two colleagues, who saw the same page, each in a field of their own: what both were told is kept, is there."""
    id_ = Aanvraag.objects.get().pk
    wie = {"actor": actor(wereld, "persoonlijk-goed"), "now": klok.nu(), "aanvraag_id": id_, "blad": blad_nu(id_)}
    tegelijk([lambda ruw=ruw: actions.answer(**wie, ruw=ruw) for ruw in ({"mrd": "1,5"}, {"zijde": "links"})])
    antwoorden = Aanvraag.objects.get().antwoorden
    assert (antwoorden["mrd"]["waarde"], antwoorden["zijde"]["waarde"]) == ("1.5", "links")
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_two_who_type_at_once_both_keep_what_they_typed(wereld: Wereld, kans: int) -> None:
    klaar(wereld, 1)
    typ_tegelijk(wereld)


def test_without_the_lock_one_of_them_would_lose_it(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    klaar(wereld, 1)
    monkeypatch.setattr(actions, "lock_concept", lambda actor, id_, now: find(actor=actor, now=now, aanvraag_id=id_))
    monkeypatch.setattr(actions, "transaction", SimpleNamespace(atomic=nullcontext))
    wacht_op_elkaar(monkeypatch, "machtigingen.aanvragen.actions.dossier_of", 2)
    with pytest.raises(AssertionError):
        typ_tegelijk(wereld)


def test_two_who_open_one_link_at_once_meet_in_one_concept(wereld: Wereld) -> None:
    pad = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    antwoorden = tegelijk([lambda: wereld.mens().get(pad)] * 2)
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302]
    assert len({antwoord["Location"] for antwoord in antwoorden}) == 1
    assert tel("aanvragen.Aanvraag") == 1
    assert elke_keten_is_heel()


BESLUIT = "Gezien."


def test_of_two_beoordelaars_at_once_one_decides(wereld: Wereld) -> None:
    dien_alle_in(wereld, [dien_in_klaar(wereld, wereld.mens(), mrd="3,5")])
    id_ = Aanvraag.objects.get().pk
    wie = {"actor": actor(wereld, "beoordelaar-9901"), "now": klok.nu(), "aanvraag_id": id_}
    beide = [heel(ja, BESLUIT) for ja in (True, False)]
    codes = tegelijk([lambda wat=wat: code_van(lambda: besluiten.decide(**wie, oordeel=wat)) for wat in beide])
    assert sorted(codes) == ["", "A102"]
    status = "goedgekeurd" if codes[0] == "" else "afgewezen"
    assert Besluit.objects.get().status == Aanvraag.objects.get().status == status
    assert len(machtigingsnummers()) == (status == "goedgekeurd")
    assert elke_keten_is_heel()
