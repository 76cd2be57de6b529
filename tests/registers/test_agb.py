"""What the AGB register answers about a code on a date."""

from datetime import date

import pytest

from machtigingen.foundation import AgbCode, DomainError
from machtigingen.registers import agb
from machtigingen.registers.models import Koppeling, Lading, Zorgverlener
from machtigingen.registers.standen import Aanbiedertype, Uitkomst

VANDAAG = date(2026, 11, 24)
OOGKLINIEK = AgbCode("22990001")
ZIEKENHUIS = AgbCode("06990002")
OOGARTS = AgbCode("03990011")
CHIRURG = AgbCode("03990018")
GESTOPTE_OOGARTS = AgbCode("03990013")
GESTOPTE_KLINIEK = AgbCode("22990009")
BESTAAT_NIET = AgbCode("03999999")

pytestmark = pytest.mark.usefixtures("geladen")


def test_it_knows_a_zorgverlener_with_name_and_specialismen() -> None:
    stand = agb.zorgverlener(CHIRURG, on=VANDAAG)
    assert (stand.uitkomst, stand.naam) == (Uitkomst.BEKEND, "A. Algemeen-Chirurg")
    assert stand.specialismen == ("0303", "0304")


def test_it_does_not_know_a_code_that_is_not_there() -> None:
    assert agb.zorgverlener(BESTAAT_NIET, on=VANDAAG).uitkomst is Uitkomst.ONBEKEND
    assert agb.zorgaanbieder(BESTAAT_NIET, on=VANDAAG).uitkomst is Uitkomst.ONBEKEND


def test_it_says_that_a_code_belongs_to_an_instelling_and_not_to_a_person() -> None:
    stand = agb.zorgverlener(OOGKLINIEK, on=VANDAAG)
    assert (stand.uitkomst, stand.naam) == (Uitkomst.ANDER_SOORT, "Oogkliniek Voorbeeldstad")


def test_it_says_that_a_code_belongs_to_a_person_and_not_to_an_instelling() -> None:
    stand = agb.zorgaanbieder(OOGARTS, on=VANDAAG)
    assert (stand.uitkomst, stand.naam, stand.type) == (Uitkomst.ANDER_SOORT, "O. Oogarts", None)


def test_it_does_not_take_an_onderneming_for_an_instantie() -> None:
    stand = agb.zorgaanbieder(AgbCode("17990006"), on=VANDAAG)
    assert (stand.uitkomst, stand.type) == (Uitkomst.ANDER_SOORT, Aanbiedertype.ONDERNEMING)


@pytest.mark.parametrize(
    ("on", "uitkomst"),
    [
        (date(2004, 12, 31), Uitkomst.NIET_ACTIEF),
        (date(2005, 1, 1), Uitkomst.BEKEND),
        (date(2025, 12, 31), Uitkomst.BEKEND),
        (date(2026, 1, 1), Uitkomst.NIET_ACTIEF),
    ],
)
def test_a_code_counts_from_its_first_day_up_to_and_including_its_last(on: date, uitkomst: Uitkomst) -> None:
    assert agb.zorgverlener(GESTOPTE_OOGARTS, on=on).uitkomst is uitkomst


def test_it_says_when_an_instelling_stopped() -> None:
    stand = agb.zorgaanbieder(GESTOPTE_KLINIEK, on=VANDAAG)
    assert stand.uitkomst is Uitkomst.NIET_ACTIEF
    assert stand.periode is not None and stand.periode.einde_on == date(2025, 12, 31)


def test_it_knows_who_works_where() -> None:
    assert agb.gekoppeld(zorgverlener=OOGARTS, zorgaanbieder=OOGKLINIEK, on=VANDAAG)
    assert not agb.gekoppeld(zorgverlener=OOGARTS, zorgaanbieder=ZIEKENHUIS, on=VANDAAG)


def test_a_gap_between_two_koppelingen_is_a_gap() -> None:
    days = [date(2021, 12, 31), date(2022, 6, 1), date(2023, 1, 1)]
    linked = [agb.gekoppeld(zorgverlener=CHIRURG, zorgaanbieder=ZIEKENHUIS, on=on) for on in days]
    assert linked == [True, False, True]


def test_it_lists_who_works_at_an_instelling_that_day_by_name() -> None:
    assert [stand.naam for stand in agb.zorgverleners_van(OOGKLINIEK, on=VANDAAG)] == [
        "N. Netvlies",
        "O. Oogarts",
    ]
    toen = agb.zorgverleners_van(OOGKLINIEK, on=date(2019, 1, 1))
    assert [stand.naam for stand in toen] == ["G. Gestopt", "O. Oogarts"]


def test_a_message_costs_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        feiten = agb.agb_feiten(zorgverlener=OOGARTS, instantie=OOGKLINIEK, on=VANDAAG)
    assert feiten.zorgverlener.uitkomst is feiten.instantie.uitkomst is Uitkomst.BEKEND
    assert feiten.gekoppeld


def test_a_no_costs_one_statement_more(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        feiten = agb.agb_feiten(zorgverlener=BESTAAT_NIET, instantie=OOGKLINIEK, on=VANDAAG)
    assert feiten.zorgverlener.uitkomst is Uitkomst.ONBEKEND
    assert not feiten.gekoppeld


def test_the_same_code_twice_is_one_instelling_and_no_zorgverlener() -> None:
    feiten = agb.agb_feiten(zorgverlener=OOGKLINIEK, instantie=OOGKLINIEK, on=VANDAAG)
    assert feiten.zorgverlener.uitkomst is Uitkomst.ANDER_SOORT
    assert feiten.instantie.uitkomst is Uitkomst.BEKEND


@pytest.mark.parametrize("register", ["agb-zorgverleners", "agb-zorgaanbieders", "agb-koppelingen"])
def test_without_one_of_its_files_the_register_is_not_available(register: str) -> None:
    Lading.objects.filter(pk=register).delete()
    with pytest.raises(DomainError) as fout:
        agb.zorgverlener(BESTAAT_NIET, on=VANDAAG)
    assert fout.value.code == "R201"


def test_an_empty_register_never_says_unknown() -> None:
    Koppeling.objects.all().delete()
    Zorgverlener.objects.all().delete()
    Lading.objects.all().delete()
    questions = [
        lambda: agb.zorgverlener(OOGARTS, on=VANDAAG),
        lambda: agb.zorgaanbieder(BESTAAT_NIET, on=VANDAAG),
        lambda: agb.gekoppeld(zorgverlener=OOGARTS, zorgaanbieder=OOGKLINIEK, on=VANDAAG),
        lambda: agb.zorgverleners_van(OOGKLINIEK, on=VANDAAG),
    ]
    for question in questions:
        with pytest.raises(DomainError, match="R201"):
            question()
