"""What a start needs is tried, and what is not right is named."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from wereld import Wereld

from machtigingen.project.config import Config
from machtigingen.project.keuring.startproeven import try_all


@pytest.fixture
def config(wereld: Wereld, testpki: Path, tmp_path: Path) -> Config:
    return Config(
        tls_certificaat=testpki / "server.pem",
        tls_sleutel=testpki / "server.key",
        bijlagen=tmp_path / "bijlagen",
        uitgifte_map=tmp_path / "uitgifte",
    )


def wrong(config: Config) -> list[str]:
    return [een.wat for een in try_all(config)]


def test_a_portal_that_can_start_has_nothing_to_say(config: Config) -> None:
    assert wrong(config) == []


def test_a_folder_that_is_not_there_yet_is_made_by_the_start(config: Config, tmp_path: Path) -> None:
    assert wrong(Config(**vars(config) | {"bijlagen": tmp_path / "nog" / "niet"})) == []


def test_a_folder_that_cannot_be_written_is_named(config: Config, tmp_path: Path) -> None:
    bestand = tmp_path / "bestand"
    bestand.touch()
    (een,) = wrong(Config(**vars(config) | {"bijlagen": bestand}))
    assert een == f"mappen: hier kan het portaal niet schrijven: {bestand}"


def test_a_certificate_without_its_own_key_is_named(config: Config, testpki: Path) -> None:
    andere = next(testpki.glob("certificaten/*.key"))
    (een,) = wrong(Config(**vars(config) | {"tls_sleutel": andere}))
    assert een.startswith("tls_certificaat: ")
    assert "geen bruikbaar certificaat met sleutel" in een


def test_a_missing_adapter_of_cov_is_named(config: Config, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "weg:Adapter"
    (een,) = wrong(Config(**vars(config) | {"cov": "weg:Adapter"}))
    assert een == "cov: 'weg:Adapter' is geen adapter"


def test_a_database_that_waits_for_migrate_is_named(config: Config) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'bewaring'")
    (een,) = wrong(config)
    assert een.startswith("database: de database is van een eerdere versie")


def test_a_register_that_was_never_loaded_is_named(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    from machtigingen.project.keuring import startproeven

    monkeypatch.setattr(startproeven, "geladen_at", lambda register: None)
    (een,) = wrong(config)
    assert een.startswith("registers: nooit geladen: ")


def test_a_mail_server_that_cannot_be_used_is_named(config: Config) -> None:
    (een,) = wrong(Config(**vars(config) | {"smtp": "mail.zorgportaal.nl"}))
    assert een.startswith("mail: ")


def test_a_scanner_that_is_away_is_named(config: Config, settings: Any, tmp_path: Path) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = "clamd", str(tmp_path / "clamd.ctl")
    assert wrong(config) == ["virusscan: geen antwoord (verbinding)"]
    settings.MACHTIGINGEN_VIRUSSCAN = "geen"
    assert wrong(config) == []
