"""What an operator sets: a wrong setting stops the start, and is named."""

import sys
from pathlib import Path

import pytest

from machtigingen.project.config import Config, Configuratiefout


@pytest.fixture
def laad(tmp_path: Path):
    def load(tekst: str) -> Config:
        pad = tmp_path / "portaal.toml"
        pad.write_text(tekst, encoding="utf-8")
        return Config.load(pad)

    return load


def test_an_empty_file_is_the_safe_default(laad, tmp_path: Path) -> None:
    config = laad("")
    assert config.host == "127.0.0.1"
    assert not config.sandbox
    assert (config.sessie_minuten, config.sessie_uren, config.link_uren) == (15, 8, 24)
    assert config.sleutels == tmp_path / "sleutels.json"
    assert config.geheim is None


def test_paths_are_relative_to_the_file_and_absolute_ones_stay(laad, tmp_path: Path) -> None:
    assert laad('sleutels = "geheim/sleutels.json"').sleutels == tmp_path / "geheim" / "sleutels.json"
    assert laad('sleutels = "/etc/sleutels.json"').sleutels == Path("/etc/sleutels.json")


@pytest.mark.parametrize(
    ("tekst", "genoemd"),
    [
        ('smtp_beveiliging = "ssl"', "smtp_beveiliging: kies starttls, tls of geen"),
        ('smtp = "mail.example"', "mail_van: noem het mailadres"),
        ('mail_map = "mail"\nmail_van = "portaal"', "mail_van: noem het mailadres"),
        ('mail_map = "mail"\nmail_van = "a@b.nl\\r\\nBcc: c@d.nl"', "mail_van: noem het mailadres"),
        ('smtp = "mail.example"\nmail_map = "mail"\nmail_van = "a@b.nl"', "mail_map: kies een map of een mailserver"),
        ('smtp_poort = "25"', "smtp_poort: dit moet een poort zijn"),
        ("sesie_minuten = 10", "sesie_minuten: deze instelling bestaat niet"),
        ('map = "/"', "map: deze instelling bestaat niet"),
        ("[tls]\nx = 1", "tls: deze instelling bestaat niet"),
        ('sessie_minuten = "15"', "sessie_minuten: dit moet een heel getal zijn"),
        ("sessie_minuten = true", "sessie_minuten: dit moet een heel getal zijn"),
        ("sessie_minuten = 1.5", "sessie_minuten: dit moet een heel getal zijn"),
        ("sessie_minuten = 0", "sessie_minuten: dit moet meer dan 0 zijn"),
        ("metingen_poort = 70000", "metingen_poort: dit moet een poort zijn"),
        ("smtp_poort = true", "smtp_poort: dit moet een poort zijn"),
        ("link_uren = -1", "link_uren: dit moet meer dan 0 zijn"),
        ('cov_tijdslimiet = "5"', "cov_tijdslimiet: dit moet een getal zijn"),
        ("cov_tijdslimiet = nan", "cov_tijdslimiet: dit moet meer dan 0 zijn"),
        ("host = 1", "host: dit moet tekst zijn"),
        ('tweede_factor = "ja"', "tweede_factor: kies uit, aan of proef"),
        ("tweede_factor = true", "tweede_factor: dit moet tekst zijn"),
        ('tweede_factor = "proef"', "tweede_factor: proef is alleen voor een sandbox; kies uit of aan"),
        ("sandbox = 1", "sandbox: dit moet true of false zijn"),
        ("sleutels = 5", "sleutels: dit moet tekst zijn"),
        ("poorten = 1", "poorten: noem info, portaal en api"),
        ("[poorten]\ninfo = 1\nportaal = 2", "poorten: noem info, portaal en api"),
        ("[poorten]\ninfo = 1\nportaal = 2\napi = 3\nsoap = 4", "poorten: noem info, portaal en api"),
        ('[poorten]\ninfo = 1\nportaal = 2\napi = "3"', "poorten.api: dit moet een poort zijn"),
        ("[poorten]\ninfo = 1\nportaal = 2\napi = 70000", "poorten.api: dit moet een poort zijn"),
        ('[adressen]\ninfo = "https://a"\nportaal = "https://b"\napi = 1', "adressen.api: "),
        ('[adressen]\ninfo = "https://a"\nportaal = "https://b"\napi = "http://c"', "adressen.api: "),
        ('[adressen]\ninfo = "https://a"\nportaal = "https://b"\napi = "https://c/pad"', "adressen.api: "),
        ('[adressen]\ninfo = "https://a"\nportaal = "https://b"\napi = "https://c:x"', "adressen.api: "),
        ('database = "mysql://x/y"', "database: mysql kennen wij niet"),
        ("bewaartermijnen = 5", "bewaartermijnen: dit moet een tabel zijn"),
        ("[bewaartermijnen]\ndossier_jaren = 5", "bewaartermijnen.dossier_jaren: deze instelling bestaat niet"),
        ("[bewaartermijnen]\nconcept_dagen = 0", "bewaartermijnen.concept_dagen: dit moet meer dan 0 zijn"),
        ("[bewaartermijnen]\nconcept_dagen = 1.5", "bewaartermijnen.concept_dagen: dit moet een heel getal zijn"),
        ("[bewaartermijnen]\naudit_jaren = 4", "bewaartermijnen.audit_jaren: dit moet minstens 5 zijn"),
        ("[bewaartermijnen]\nbijlage_jaren = 3", "bewaartermijnen.bijlage_jaren: een bijlage kan niet langer blijven"),
        ("= 1", "portaal.toml"),
    ],
)
def test_a_wrong_setting_is_named(laad, tekst: str, genoemd: str) -> None:
    with pytest.raises(Configuratiefout) as fout:
        laad(tekst)
    assert genoemd in str(fout.value)


def test_no_figures_at_all_can_be_written_down(laad) -> None:
    assert laad("metingen_poort = 0").metingen_poort == 0


def test_of_a_term_that_is_not_named_the_default_stays(laad) -> None:
    assert laad("").bewaartermijnen == {
        "ongeopend_uren": 24, "concept_dagen": 30, "aanvraag_jaren": 2, "bijlage_jaren": 1, "audit_jaren": 5
    }  # fmt: skip
    assert laad("[bewaartermijnen]\naudit_jaren = 7").bewaartermijnen == {
        "ongeopend_uren": 24, "concept_dagen": 30, "aanvraag_jaren": 2, "bijlage_jaren": 1, "audit_jaren": 7
    }  # fmt: skip


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Configuratiefout, match="weg.toml"):
        Config.load(tmp_path / "weg.toml")


def test_a_whole_number_is_a_number(laad) -> None:
    assert laad("cov_tijdslimiet = 3").cov_tijdslimiet == 3


@pytest.mark.parametrize(
    ("url", "naam"),
    [
        ("sqlite:portaal.sqlite3", "{map}/portaal.sqlite3"),
        ("sqlite:///portaal.sqlite3", "{map}/portaal.sqlite3"),
        ("sqlite:///met%20spatie.sqlite3", "{map}/met spatie.sqlite3"),
        ("sqlite:////var/lib/portaal.sqlite3", "/var/lib/portaal.sqlite3"),
        ("sqlite::memory:", ":memory:"),
    ],
)
def test_sqlite_stands_beside_the_file_or_at_an_absolute_path(laad, tmp_path: Path, url: str, naam: str) -> None:
    database = laad(f'database = "{url}"').database_settings()
    assert database["NAME"] == naam.format(map=tmp_path)


def test_sqlite_loses_nothing_and_takes_turns(laad) -> None:
    opties = laad('database = "sqlite:///p.sqlite3"').database_settings()["OPTIONS"]
    assert opties["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in opties["init_command"]
    assert "synchronous=FULL" in opties["init_command"]


def test_sqlite_overwrites_what_is_deleted(laad) -> None:
    opties = laad('database = "sqlite:///p.sqlite3"').database_settings()["OPTIONS"]
    assert "secure_delete=ON" in opties["init_command"]


def test_postgresql_by_all_its_parts(laad) -> None:
    url = "postgresql://por%40taal:wacht%2Fwoord@db.example:5433/machtigingen?sslmode=verify-full"
    database = laad(f'database = "{url}"').database_settings()
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("por@taal", "wacht/woord")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "machtigingen")
    assert database["OPTIONS"]["sslmode"] == "verify-full"


def test_postgresql_keeps_nobody_waiting_for_ever_unless_the_operator_says_so(laad) -> None:
    opties = laad('database = "postgresql://db/naam?connect_timeout=60"').database_settings()["OPTIONS"]
    assert "lock_timeout=10s" in opties["options"]
    assert opties["connect_timeout"] == "60"


def test_postgresql_without_its_driver_stops_the_start_and_says_what_to_install(
    laad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Configuratiefout, match=r"machtigingenportaal\[postgresql\]"):
        laad('database = "postgresql://db/naam"')


@pytest.mark.parametrize(
    "url",
    ["", "portaal.sqlite3", "sqlite:", "sqlite://portaal.sqlite3", "sqlite:///p?mode=ro", "postgresql://db:x/naam",
     "postgresql://db/", "postgresql://db:99999/naam", "postgresql://[db/naam"],
)  # fmt: skip
def test_a_database_that_cannot_be_understood_stops_the_start(laad, url: str) -> None:
    with pytest.raises(Configuratiefout, match="^database: "):
        laad(f'database = "{url}"')


def test_a_wrong_database_does_not_print_its_password(laad) -> None:
    with pytest.raises(Configuratiefout) as fout:
        laad('database = "postgresql://ik:geheim@db:x/naam"')
    assert "geheim" not in str(fout.value)


def test_mail_goes_nowhere_unless_it_is_said_where(laad, tmp_path: Path) -> None:
    assert (laad("").smtp, laad("").mail_map, laad("").smtp_wachtwoord) == ("", None, None)
    config = laad('smtp = "mail.example"\nmail_van = "portaal@voorbeeld.nl"\nsmtp_wachtwoord = "wachtwoord.txt"')
    assert (config.smtp_poort, config.smtp_beveiliging) == (587, "starttls")
    assert config.smtp_wachtwoord == tmp_path / "wachtwoord.txt"
