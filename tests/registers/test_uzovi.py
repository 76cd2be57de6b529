"""What the UZOVI register answers about an insurer on a date."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from machtigingen.foundation import DomainError, Uzovi
from machtigingen.registers import uzovi
from machtigingen.registers.loading import load
from machtigingen.registers.models import Verzekeraar
from machtigingen.registers.standen import Register, Uitkomst

VANDAAG = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.usefixtures("geladen")
def test_it_knows_an_insurer_by_number() -> None:
    stand = uzovi.verzekeraar(Uzovi("9902"), on=VANDAAG)
    assert (stand.uitkomst, stand.naam) == (Uitkomst.BEKEND, "Testzorg")


@pytest.mark.usefixtures("geladen")
def test_it_does_not_know_a_number_that_is_not_there() -> None:
    assert uzovi.verzekeraar(Uzovi("9999"), on=VANDAAG).uitkomst is Uitkomst.ONBEKEND


@pytest.mark.usefixtures("geladen")
def test_it_lists_only_the_insurers_of_that_day() -> None:
    Verzekeraar.objects.filter(pk="9902").update(einde_on=date(2025, 12, 31))
    namen = [stand.naam for stand in uzovi.verzekeraars(on=VANDAAG)]
    assert "Testzorg" not in namen
    assert namen == sorted(namen) and "Demoverzekering" in namen
    assert uzovi.verzekeraar(Uzovi("9902"), on=VANDAAG).uitkomst is Uitkomst.NIET_ACTIEF


@pytest.mark.usefixtures("geladen")
@pytest.mark.parametrize(("nummer", "wel"), [("9905", True), ("9901", False), ("9999", False)])
def test_it_knows_a_zorgkantoor(nummer: str, wel: bool) -> None:
    assert uzovi.is_zorgkantoor(Uzovi(nummer)) is wel
    assert (nummer in {str(een.uzovi) for een in uzovi.zorgkantoren(on=VANDAAG)}) is wel


@pytest.mark.usefixtures("geladen")
def test_a_file_that_does_not_say_who_is_a_zorgkantoor_leaves_them_as_they_were(tmp_path: Path) -> None:
    bestand = tmp_path / "uzovi.csv"
    regels = "9905;Zorgkantoor Testregio;2006-01-01;\n9908;Nieuw in dit bestand;2006-01-01;\n"
    bestand.write_text(f"uzovi;naam;begin;einde\n{regels}", encoding="utf-8")
    verslag = [load(Register.UZOVI, bestand, now=NOW) for _ in range(2)]
    assert [(een.nieuw, een.gewijzigd, een.ongewijzigd) for een in verslag] == [(1, 1, 0), (0, 0, 2)]
    assert uzovi.verzekeraar(Uzovi("9905"), on=VANDAAG).naam == "Zorgkantoor Testregio"
    assert uzovi.is_zorgkantoor(Uzovi("9905")) and not uzovi.is_zorgkantoor(Uzovi("9908"))


@pytest.mark.django_db
def test_an_empty_register_is_not_available() -> None:
    with pytest.raises(DomainError, match="R201"):
        uzovi.verzekeraar(Uzovi("9901"), on=VANDAAG)
    with pytest.raises(DomainError, match="R201"):
        uzovi.verzekeraars(on=VANDAAG)
