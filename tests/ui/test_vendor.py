import hashlib
import tomllib
from pathlib import Path

import pytest

import machtigingen.ui

UI = Path(machtigingen.ui.__file__).parent
VENDOR = UI / "static/vendor/nlds"
PACKAGES = tomllib.loads((VENDOR / "VENDOR.toml").read_text("utf-8"))["package"]
FILES = {file: digest for package in PACKAGES for file, digest in package["sha256"].items()}


@pytest.mark.parametrize("file", FILES)
def test_a_vendored_file_is_what_its_publisher_made(file: str) -> None:
    assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == FILES[file]


def test_every_vendored_file_is_accounted_for() -> None:
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert present == {*FILES, "VENDOR.toml"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_names_its_rights_and_carries_its_licence(package: dict) -> None:
    assert package["licence"] in {"EUPL-1.2", "OFL-1.1"}
    assert package["copyright"]
    assert any(file.startswith("LICENSES/") for file in package["sha256"])


@pytest.mark.parametrize("path", sorted((UI / "static/mp").glob("*.css")), ids=lambda path: path.name)
def test_our_own_styles_fetch_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "data:" not in text
    assert "http" not in text
    assert "@import" not in text


@pytest.mark.parametrize("path", sorted(UI.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_needs_an_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
    assert text.count("<script") == text.count('<script type="module" src=')
