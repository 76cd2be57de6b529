"""Each rule of `check --productie` alone: a good production configuration in which just one thing is wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from documenten import page, table

from machtigingen.project.config import Config
from machtigingen.project.keuring.bevinding import Ernst, is_good
from machtigingen.project.keuring.feiten import Feiten, Serverstand, Uitgeverstand
from machtigingen.project.keuring.grenzen import GRENZEN, value_of
from machtigingen.project.keuring.regels import REGELS, judge

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAG = timedelta(days=1)
GOED = Config(
    map=Path("/etc/machtigingen"),
    adressen={naam: f"https://{naam}.zorgportaal.nl" for naam in ("info", "portaal", "api")},
    tls_certificaat=Path("/etc/machtigingen/server.pem"),
    tls_sleutel=Path("/etc/machtigingen/server.key"),
    database="postgresql:///machtigingen?host=/run/postgresql",
    bijlagen=Path("/var/lib/machtigingen/bijlagen"),
    sleutels=Path("/etc/machtigingen/sleutels.json"),
    geheim=Path("/etc/machtigingen/geheim.txt"),
    cov="zorgkoppeling.cov:Adapter",
    smtp="mail.zorgportaal.nl",
    smtp_wachtwoord=Path("/etc/machtigingen/smtp.txt"),
    mail_van="portaal@zorgportaal.nl",
    adressen_verplicht=True,
    tweede_factor="aan",
    virusscan="clamd",
    productie=True,
    hsts=True,
)
UITGEVER = Uitgeverstand(
    naam="Zorg CA", houder="CN=Zorg CA,C=NL", tot=NU + 900 * DAG, lijst_vanaf=NU - DAG, lijst_tot=NU + 6 * DAG
)
SERVER = Serverstand(namen=("*.zorgportaal.nl",), vanaf=NU - 10 * DAG, tot=NU + 80 * DAG)
FEITEN = Feiten(
    now=NU,
    als_root=False,
    geheim="3f9a0c7be18d5246" * 3,
    rechten={
        "sleutels": 0o600, "geheim": 0o600, "tls_sleutel": 0o640, "smtp_wachtwoord": 0o600,
        "configuratie": 0o644, "bijlagen": 0o700, "tls_certificaat": 0o644,
    },
    wie_is_wie={"/etc/machtigingen": 0o750, "/etc/machtigingen/uitgever.pem": 0o644},
    server=SERVER,
    uitgevers=(UITGEVER,),
    laatst_vastgelegd_at=NU - DAG,
    omgeving=frozenset({"PATH", "LANG"}),
)  # fmt: skip
BUITEN = "postgresql://portaal@db.zorgportaal.nl/machtigingen"
LOKAAL = GOED.adressen | {"api": "https://localhost:8444"}
COV = {"cov": "vz801802", "cov_adres": "https://cov.zorgportaal.nl/soap11"}
# rule -> what breaks it: settings, facts, or rights of a file
STUK: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("productie", {"productie": False}, {}),
    ("sandbox", {"sandbox": True}, {}),
    ("cov", {"cov": "machtigingen_sandbox.cov:DemoCov"}, {}),
    ("cov", COV | {"cov_adres": "https://tst-api.cov.example/soap11"}, {}),
    ("cov", COV | {"cov_adres": "https://localhost:8445/soap11"}, {}),
    ("cov_verlopen", COV, {"cov": replace(SERVER, tot=NU)}),
    ("cov_verloopt", COV, {"cov": replace(SERVER, tot=NU + 30 * DAG)}),
    ("uitgifte", {"uitgifte": "machtigingen_sandbox.uitgifte_ca:SandboxCa"}, {}),
    ("tweede_factor_proef", {"tweede_factor": "proef"}, {}),
    ("tweede_factor", {"tweede_factor": "uit"}, {}),
    ("virusscan", {"virusscan": ""}, {}),
    ("virusscan_geen", {"virusscan": "geen"}, {}),
    ("virusscan_netwerk", {"virusscan_adres": "10.0.0.5:3310"}, {}),
    ("softwarepakket", {"softwarepakket": "http://127.0.0.1:8000"}, {}),
    ("uitgever_sandbox", {}, {"uitgevers": (replace(UITGEVER, houder="CN=Sandbox CA (alleen voor tests)"),)}),
    ("database_geheugen", {"database": "sqlite::memory:"}, {}),
    ("database_sqlite", {"database": "sqlite:////var/lib/machtigingen/portaal.sqlite3"}, {}),
    ("database_tls", {"database": BUITEN}, {}),
    ("database_tls", {"database": f"{BUITEN}?sslmode=require"}, {}),
    ("database_tls", {"database": "postgresql:///machtigingen?host=10.0.0.5"}, {}),
    ("database_tls", {"database": "postgresql://localhost/machtigingen?hostaddr=10.0.0.5"}, {}),
    ("database_superuser", {}, {"is_superuser": True}),
    ("geheim", {"geheim": None}, {}),
    ("geheim", {}, {"geheim": None}),
    ("geheim", {}, {"geheim": "3f9a0c7be18d5246"}),
    ("geheim", {}, {"geheim": "x" * 60}),
    ("geheim_leesbaar", {}, {"rechten": {"geheim": 0o644}}),
    ("sleutels_leesbaar", {}, {"rechten": {"sleutels": 0o604}}),
    ("sleutels_leesbaar", {}, {"rechten": {"sleutels": 0o660}}),
    ("sleutels_naast_database", {"sleutels": Path("/var/lib/machtigingen/bijlagen/x/sleutels.json")}, {}),
    ("tls_sleutel_leesbaar", {}, {"rechten": {"tls_sleutel": 0o644}}),
    ("tls_sleutel_leesbaar", {}, {"rechten": {"proxy_sleutel": 0o644}}),
    ("tls_sleutel_leesbaar", {}, {"rechten": {"cov_sleutel": 0o644}}),
    ("wachtwoord_leesbaar", {}, {"rechten": {"smtp_wachtwoord": 0o644}}),
    ("configuratie_leesbaar", {"database": "postgresql://ik:geheim@localhost/naam"}, {}),
    ("schrijfbaar", {}, {"wie_is_wie": {"/etc/machtigingen/uitgever.pem": 0o646}}),
    ("schrijfbaar", {}, {"wie_is_wie": {"/etc/machtigingen": 0o770}}),
    ("schrijfbaar", {}, {"rechten": {"bijlagen": 0o777}}),
    ("schrijfbaar", {}, {"rechten": {"uitgifte_map": 0o777}}),
    ("root", {}, {"als_root": True}),
    ("omgeving", {}, {"omgeving": frozenset({"PATH", "SSLKEYLOGFILE"})}),
    ("klok", {}, {"laatst_vastgelegd_at": NU + DAG}),
    ("adres_lokaal", {"adressen": LOKAAL}, {"server": replace(SERVER, namen=("*.zorgportaal.nl", "localhost"))}),
    ("hsts", {"hsts": False}, {}),
    ("tls_profiel", {"tls_profiel": "ruim"}, {}),
    ("proxy_voorbij", {"deur": "proxy", "proxy_weg": "loopback", "host": "0.0.0.0"}, {}),
    ("proxy_root", {"deur": "proxy", "proxy_gebruikers": ("www-data", "root")}, {}),
    ("adressen_verplicht", {"adressen_verplicht": False}, {}),
    ("server_verlopen", {}, {"server": replace(SERVER, tot=NU)}),
    ("server_verlopen", {}, {"server": replace(SERVER, vanaf=NU + DAG)}),
    ("server_verloopt", {}, {"server": replace(SERVER, tot=NU + 30 * DAG)}),
    ("server_naam", {}, {"server": replace(SERVER, namen=("info.zorgportaal.nl", "portaal.zorgportaal.nl"))}),
    ("server_naam", {"adressen": GOED.adressen | {"api": "https://v1.api.zorgportaal.nl"}}, {}),
    ("crl", {}, {"uitgevers": (replace(UITGEVER, lijst_vanaf=None, lijst_tot=None),)}),
    ("crl", {}, {"uitgevers": (replace(UITGEVER, lijst_tot=NU),)}),
    ("crl_bestand", {}, {"uitgevers": (replace(UITGEVER, lijst_fout="De lijst in het bestand is ouder."),)}),
    ("crl_verloopt", {}, {"uitgevers": (replace(UITGEVER, lijst_tot=NU + DAG),)}),
    ("ca_verlopen", {}, {"uitgevers": (replace(UITGEVER, tot=NU),)}),
    ("ca_verloopt", {}, {"uitgevers": (replace(UITGEVER, tot=NU + 90 * DAG),)}),
    ("mail_map", {"smtp": "", "mail_map": Path("/var/mail")}, {}),
    ("mail", {"smtp": ""}, {}),
    ("mail_beveiliging", {"smtp_beveiliging": "geen"}, {}),
    ("sessie", {"sessie_minuten": 60}, {}),
    ("sessie", {"sessie_uren": 24}, {}),
    ("getallen", {"cov_tijdslimiet": 0.001}, {}),
    ("getallen", {"cov_tijdslimiet": 3600.0}, {}),
    ("getallen", {"link_uren": 1_000_000}, {}),
    ("getallen", {"bijlagen_mb": 2_000}, {}),
    ("getallen", {"virusscan_tijdslimiet": 3600.0}, {}),
    ("getallen", {"aanroepen_per_minuut": 1_000_000_000}, {}),
    ("getallen", {"metingen_poort": 70_000}, {}),
    ("getallen", {"smtp_poort": 70_000}, {}),
    ("getallen", {"crl_minuten": 525_600}, {}),
    ("getallen", {"overlap_dagen": 36_500}, {}),
    ("getallen", {"poorten": GOED.poorten | {"api": 0}}, {}),
    ("getallen", {"bewaartermijnen": GOED.bewaartermijnen | {"ongeopend_uren": 800_000}}, {}),
    ("getallen", {"bewaartermijnen": GOED.bewaartermijnen | {"aanvraag_jaren": 30, "audit_jaren": 30}}, {}),
    ("zorgkantoren", {}, {"zorgkantoren": 0}),
    ("bewaartermijnen", {"bewaartermijnen": GOED.bewaartermijnen | {"bijlage_jaren": 3}}, {}),
]


def broken(settings: dict[str, Any], facts: dict[str, Any]) -> tuple[Config, Feiten]:
    if "rechten" in facts:
        facts = facts | {"rechten": {**FEITEN.rechten, **facts["rechten"]}}
    return replace(GOED, **settings), replace(FEITEN, **facts)


def names(config: Config, feiten: Feiten) -> list[str]:
    return [een.regel for een in judge(config, feiten)]


def test_of_a_good_production_configuration_there_is_nothing_to_say() -> None:
    assert judge(GOED, FEITEN) == ()
    assert judge(replace(GOED, **COV), replace(FEITEN, cov=SERVER)) == ()


@pytest.mark.parametrize(("regel", "settings", "facts"), STUK, ids=lambda deel: deel if isinstance(deel, str) else "")
def test_one_thing_that_is_wrong_is_one_line(regel: str, settings: dict[str, Any], facts: dict[str, Any]) -> None:
    assert names(*broken(settings, facts)) == [regel]


def test_each_rule_is_broken_here_and_has_a_name_of_its_own() -> None:
    assert [regel.naam for regel in REGELS] == list(dict.fromkeys(regel.naam for regel in REGELS))
    assert {regel for regel, _, _ in STUK} == {regel.naam for regel in REGELS}


def test_a_rule_says_what_why_and_how_to_mend_it() -> None:
    for regel, settings, facts in STUK:
        (een,) = judge(*broken(settings, facts))
        assert all(een.to_json().values()), regel
        assert een.waarom.endswith(".") and een.herstel.endswith("."), regel


def test_all_that_is_wrong_is_said_at_once() -> None:
    config = replace(GOED, sandbox=True, hsts=False, geheim=None)
    assert names(config, replace(FEITEN, als_root=True)) == ["sandbox", "geheim", "root", "hsts"]


def test_keys_lie_beside_a_database_of_sqlite_in_the_same_folder() -> None:
    config = replace(GOED, database="sqlite:////etc/machtigingen/portaal.sqlite3")
    assert names(config, FEITEN) == ["database_sqlite", "sleutels_naast_database"]


@pytest.mark.parametrize(
    "database",
    ["postgresql:///naam", "postgresql://localhost/naam", "postgresql://[::1]/naam", f"{BUITEN}?sslmode=verify-full"],
)
def test_a_database_on_this_machine_or_one_that_is_verified_is_good(database: str) -> None:
    assert names(replace(GOED, database=database), FEITEN) == []


@pytest.mark.parametrize("adres", ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "localhost:3310"])
def test_a_scanner_on_this_machine_is_good(adres: str) -> None:
    assert names(replace(GOED, virusscan_adres=adres), FEITEN) == []


def test_a_star_stands_for_one_label_and_only_the_first() -> None:
    for namen, goed in ((("*.zorgportaal.nl",), True), (("*.nl",), False), (("*",), False), (("*portaal.nl",), False)):
        gevonden = names(GOED, replace(FEITEN, server=replace(SERVER, namen=namen)))
        assert gevonden == ([] if goed else ["server_naam"] * 3)


def test_what_could_not_be_seen_is_left_to_the_trials_of_the_start() -> None:
    assert names(GOED, Feiten(now=NU, als_root=False, geheim=FEITEN.geheim)) == []


def test_a_session_of_days_is_no_choice_any_more() -> None:
    config = replace(GOED, sessie_minuten=10_000)
    assert names(config, FEITEN) == ["sessie", "getallen"]


def test_each_number_that_can_be_set_has_its_bounds_and_the_default_is_within() -> None:
    getallen = {naam for naam, veld in Config.__dataclass_fields__.items() if veld.type in (int, float)}
    groepen = {f"{groep}.{naam}" for groep in ("bewaartermijnen", "poorten") for naam in getattr(Config(), groep)}
    assert GRENZEN.keys() == getallen | groepen
    assert [naam for naam, grens in GRENZEN.items() if not grens.holds(value_of(Config(), naam))] == []


def test_the_bounds_are_those_in_the_documentation() -> None:
    shown = {naam: grens for naam, grens in table(page("docs/beheer.md"), "Grenzen in productie")}
    assert shown == {naam: f"{grens.minst} tot en met {grens.hoogst}" for naam, grens in GRENZEN.items()}


def test_warnings_alone_are_good_and_anything_else_is_not() -> None:
    for regel, settings, facts in STUK:
        bevindingen = judge(*broken(settings, facts))
        assert is_good(bevindingen) == (bevindingen[0].ernst is Ernst.LET_OP), regel
