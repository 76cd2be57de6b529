"""What decides who anyone is: each file of it that others may write to is seen, and so is a folder. And who decides
under the Wlz."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from machtigingen.pki.profielen import REQUIRED_KEYS
from machtigingen.project.config import Config
from machtigingen.project.keuring.regels import judge
from machtigingen.project.keuring.waarnemen import look
from machtigingen.registers.loading import load
from machtigingen.registers.standen import Register

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PROFIEL = dict.fromkeys(REQUIRED_KEYS, "x") | {
    "uitgever": "ca/uitgever.pem",
    "keten": [{"uitgever": "boven.pem", "intrekkingslijst": "boven.crl"}],
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    tmp_path.chmod(0o755)
    for map_ in ("ca", "elders"):
        (tmp_path / map_).mkdir(mode=0o755)
    for naam in ("ca/uitgever.pem", "elders/boven.pem", "proxy.pem", "profielen.yaml"):
        (tmp_path / naam).touch(mode=0o644)
    (tmp_path / "boven.pem").symlink_to(tmp_path / "elders" / "boven.pem")
    (tmp_path / "profielen.yaml").write_text(yaml.safe_dump({"profielen": [PROFIEL]}))
    return replace(
        Config(), map=tmp_path, profielen=tmp_path / "profielen.yaml", proxy_certificaat=tmp_path / "proxy.pem"
    )


def writable(config: Config) -> list[str]:
    return [een.wat for een in judge(config, look(config, now=NU, environ={})) if een.regel == "schrijfbaar"]


@pytest.mark.parametrize(
    "pad", ["profielen.yaml", "ca/uitgever.pem", "elders/boven.pem", "proxy.pem", "ca", "elders", "."]
)
@pytest.mark.parametrize("erbij", [0o002, 0o020])
def test_what_others_may_write_to_is_a_finding(config: Config, db: None, pad: str, erbij: int) -> None:
    assert writable(config) == []
    doel = config.profielen.parent / pad
    doel.chmod(doel.stat().st_mode & 0o777 | erbij)
    (gevonden,) = writable(config)
    assert gevonden.startswith(f"{doel}: ")


def test_a_register_that_names_no_zorgkantoor_is_seen_once_loaded(config: Config, db: None, tmp_path: Path) -> None:
    assert look(config, now=NU, environ={}).zorgkantoren is None
    bestand = tmp_path / "uzovi.csv"
    for kolom, soort, aantal in (("", "", 0), (";soort", ";zorgkantoor", 1)):
        bestand.write_text(f"uzovi;naam;begin;einde{kolom}\n9905;Voorbeeld;2006-01-01;{soort}\n")
        load(Register.UZOVI, bestand, now=NU)
        assert look(config, now=NU, environ={}).zorgkantoren == aantal
