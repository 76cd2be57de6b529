"""Making, refreshing and throwing away a sandbox."""

import os
import shutil
import socket
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving, Sandboxfout
from machtigingen_sandbox.poorten import LOOPBACK

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes the operator's commands instead of running them; the demo's own tests run them."""
    noted: list[str] = []
    monkeypatch.setattr(
        beheer, "run", lambda omgeving, *opdrachten: noted.extend(" ".join(each[:2]) for each in opdrachten)
    )
    return noted


@pytest.fixture
def omgeving(tmp_path: Path, testpki: Path) -> Omgeving:
    """With the certificates of NU, because making them takes long."""
    shutil.copytree(testpki, tmp_path / "sandbox")
    return Omgeving.on_free_ports(tmp_path / "sandbox")


def test_it_is_set_up_with_the_commands_of_an_operator(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    assert commands == ["sleutel maak", "migrate", "register laad", "toegang laad", "noodstop serienummer"]


def test_a_second_start_keeps_the_secrets_and_certificates(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    (omgeving.map / "sleutels.json").write_text("{}")
    kept = [omgeving.map / "geheim.txt", omgeving.certificaat("systeem-goed"), omgeving.map / "server.key"]
    before = [path.read_bytes() for path in kept]
    commands.clear()
    beheer.prepare(omgeving, now=NU + timedelta(days=31))
    assert [path.read_bytes() for path in kept] == before
    assert "sleutel maak" not in commands
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


def test_a_second_start_leaves_what_a_contactpersoon_changed(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    commands.clear()
    beheer.prepare(omgeving, now=NU + timedelta(days=8))
    assert "toegang laad" not in commands


def test_while_it_runs_the_revocation_list_stays_fresh(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    commands.clear()
    beheer.refresh(omgeving, now=NU + timedelta(days=8))
    crl = x509.load_pem_x509_crl(omgeving.certificaat("crl").read_bytes())
    assert crl.next_update_utc > NU + timedelta(days=8)
    assert not commands


def test_renewed_certificates_get_access(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    commands.clear()
    beheer.refresh(omgeving, now=NU + timedelta(days=350))
    assert commands == ["toegang laad", "noodstop serienummer"]


def test_a_command_that_fails_is_shown_with_what_it_said(omgeving: Omgeving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    omgeving.configuratie.write_text("onzin = 1")
    with pytest.raises(Sandboxfout, match="(?s)machtigingen migrate.*onzin: deze instelling bestaat niet"):
        beheer.run(omgeving, ("migrate",))


def test_throwing_away_leaves_what_is_not_ours(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    own = omgeving.map / "aantekeningen.txt"
    own.write_text("van mij")
    beheer.empty(omgeving.map)
    assert list(omgeving.map.iterdir()) == [own]


def test_nothing_of_a_sandbox_is_left_behind(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    beheer.empty(omgeving.map)
    assert not omgeving.map.exists()


def test_a_running_sandbox_is_not_thrown_away(omgeving: Omgeving, commands: list[str]) -> None:
    beheer.prepare(omgeving, now=NU)
    with (
        socket.create_server((LOOPBACK, omgeving.poorten["info"])),
        pytest.raises(Sandboxfout, match="Stop hem eerst"),
    ):
        beheer.empty(omgeving.map)
    assert omgeving.voorbeeldbericht.exists()
