"""Chromium with the CA and one certificate ready, in a profile of its own."""

import subprocess
from pathlib import Path

import pytest
from demoproces import Demo
from machtigingen_sandbox import browser
from machtigingen_sandbox.omgeving import Omgeving, Sandboxfout

HEADLESS = ("--headless", "--disable-gpu", "--dump-dom")


@pytest.fixture
def chromium() -> str:
    try:
        return browser.find_chromium()
    except Sandboxfout as reason:
        pytest.skip(reason.message)


@pytest.mark.browser
def test_the_portal_knows_who_it_is_without_a_question(demo: Demo, chromium: str, tmp_path: Path) -> None:
    browser.make_home(demo.omgeving, "persoonlijk-goed", tmp_path)
    command = browser.chromium_command(chromium, tmp_path)
    page = f"{demo.omgeving.adres('portaal')}/wie-ben-ik"
    done = subprocess.run(
        [*command, *HEADLESS, page], env=browser.home_environment(tmp_path), capture_output=True, text=True
    )
    assert "S. de Vries" in done.stdout
    assert "22990001" in done.stdout


def test_an_unknown_name_gives_the_names_to_choose_from() -> None:
    with pytest.raises(Sandboxfout, match="(?s)Er is geen certificaat persoonlijk-fout.*persoonlijk-goed"):
        browser.check_naam("persoonlijk-fout")


def test_a_missing_program_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(Sandboxfout, match="apt-get install libnss3-tools chromium"):
        browser.find_chromium()


def test_elsewhere_than_on_linux_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(Sandboxfout, match="Importeer hier zelf"):
        browser.find_chromium()


def test_a_browser_from_a_snap_is_passed_by(tmp_path: Path) -> None:
    wrapper = tmp_path / "chromium-browser"
    wrapper.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    assert browser.is_snap(str(wrapper))


def test_a_demo_that_does_not_run_has_to_be_started_first(tmp_path: Path) -> None:
    with pytest.raises(Sandboxfout, match="make demo"):
        browser.check_running(Omgeving.on_free_ports(tmp_path))
