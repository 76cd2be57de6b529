"""What the documentation says is true: its links, commands, settings and names."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from pkgutil import resolve_name

import click
import machtigingen_client.cli
import machtigingen_sandbox.cli
import pytest
from documenten import ROOT, anchors, code, name_of, page, table
from machtigingen_sandbox.omgeving import DEFAULT_POORTEN, Omgeving
from machtigingen_sandbox.welkom import curl_command

import machtigingen.project.cli
from machtigingen.project.config import Config

SRC = ROOT / "src" / "machtigingen"
OUTSIDE = {".venv", "var", "node_modules", ".git"}
PAGES = sorted(page for page in ROOT.rglob("*.md") if OUTSIDE.isdisjoint(page.relative_to(ROOT).parts))
FOLDERS = {path.name for base in (ROOT, SRC) for path in base.iterdir() if path.is_dir()} - OUTSIDE
MADE_BY_A_COMMAND = {"docs/bewijs.md"}
SETTINGS = [setting.name for setting in fields(Config) if setting.name != "map"]  # that one is where the file lies
# Written apart, so that this file names none of them.
REGISTRIES = [f"{name}.{top}" for name, top in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_its_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_the_files_it_names_exist(document: Path) -> None:
    places = (ROOT, SRC, document.parent, document.parent / "templates")
    for piece in code(document.read_text(encoding="utf-8")):
        is_path = re.fullmatch(r"[\w-][\w.-]*(/[\w.-]+)+/?", piece) and piece.split("/")[0] in FOLDERS
        if is_path and piece not in MADE_BY_A_COMMAND:
            assert any((place / piece).exists() for place in places), piece


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_the_functions_it_names_exist(document: Path) -> None:
    for piece in code(document.read_text(encoding="utf-8")):
        name = re.fullmatch(r"([a-z]+(?:\.[a-z_]+)+)(?:\(.*\).*)?", piece)
        if name and (SRC / name[1].split(".")[0] / "__init__.py").exists():
            resolve_name(f"machtigingen.{name[1]}")


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_the_commands_it_names_exist(document: Path) -> None:
    for piece in code(document.read_text(encoding="utf-8")):
        line = piece.removeprefix(".venv/bin/").split(" #")[0]
        match line.split():
            case ["machtigingen", *_]:
                require_command(machtigingen.project.cli.main, line)
            case ["machtigingen-sandbox", *_]:
                require_command(machtigingen_sandbox.cli.main, line)
            case ["machtigingen-client", _, *_]:
                machtigingen_client.cli.parser().parse_args(shlex.split(line)[1:])
            case ["make", target, *_]:
                assert target in re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE), piece


def require_command(group: click.Group, line: str) -> None:
    words = [word for word in shlex.split(line)[1:] if not word.startswith("-") and not word.endswith(".toml")]
    command: click.Command = group
    while isinstance(command, click.Group) and words:
        word = words.pop(0)
        assert word in command.commands, line
        command = command.commands[word]


def test_the_readme_says_the_same_in_two_languages() -> None:
    assert shape(page("README.md")) == shape(page("README.nl.md"))


def shape(text: str) -> list[str]:
    """Headings, rows, items and commands in their order, without the other words."""
    marks = re.findall(r"^(#+ |\| |\d\. |    \S+(?: \S+){0,2})", text, re.MULTILINE)
    return [mark.rstrip() for mark in marks]


@pytest.mark.parametrize("readme", ["README.md", "README.nl.md"])
def test_the_readme_shows_the_line_that_the_demo_prints(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    line = curl_command(Omgeving(map=ROOT / "var" / "sandbox", poorten=DEFAULT_POORTEN))
    assert f"    {line}\n" in page(readme)


def test_every_package_stands_in_the_architecture_and_no_other() -> None:
    named = {row[0] for row in table(page("docs/architecture.md"), "The packages")}
    folders = {path.parent for path in [*SRC.glob("*/__init__.py"), *SRC.glob("doors/*/__init__.py")]}
    assert named == {name.relative_to(SRC).as_posix() for name in folders - {SRC / "doors"}}


@pytest.mark.parametrize("row", table(page("docs/architecture.md"), "The packages"), ids=lambda row: row[0])
def test_its_question_in_the_architecture_is_the_one_it_opens_with(row: list[str]) -> None:
    opening = (SRC / row[0] / "__init__.py").read_text(encoding="utf-8").lower()
    assert opening.startswith(f'"""{row[1].removesuffix("?").lower()}')


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_is_explained_with_its_default(setting: str) -> None:
    shown = {row[0]: row[1] for row in table(page("docs/beheer.md"), "De configuratie")}
    assert shown[setting].replace("`", "") == default_of(setting)


def default_of(setting: str) -> str:
    match getattr(Config(), setting):
        case None | "" | ():
            return "geen"
        case Mapping() as value if not value:
            return "geen"
        case bool(value):
            return str(value).lower()
        case Mapping() as value:
            return ", ".join(f"{name} {one}" for name, one in value.items())
        case value:
            return str(value)


def test_no_setting_is_explained_that_does_not_exist() -> None:
    assert {row[0] for row in table(page("docs/beheer.md"), "De configuratie")} == set(SETTINGS)


def test_every_command_of_the_operator_is_explained() -> None:
    explained = {row[0] for row in table(page("docs/beheer.md"), "Inrichten")}
    assert explained == set(commands(machtigingen.project.cli.main, "machtigingen"))


def commands(group: click.Group, name: str) -> Iterator[str]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield f"{name} {word}"
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}"


def test_every_folder_of_tests_stands_in_the_guide() -> None:
    rows = table(page("CONTRIBUTING.md"), "How the tests are organised")
    named = {name for row in rows for name in re.findall(r"tests/(\w+)(?![.\w])", row[0])}
    assert named >= {test.parent.name for test in (ROOT / "tests").glob("*/test_*.py")}


def test_every_decision_stands_in_the_index() -> None:
    files = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    assert files == set(re.findall(r"\]\((0[^)]+)\)", page("docs/adr/README.md")))


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    places = [re.escape(str(ROOT)) + r"\b", r"/(?:home/\w+|Users/\w+|root)/"]
    forbidden = re.compile("|".join([*map(re.escape, REGISTRIES), *places]))
    assert [(name_of(path), hit[0]) for path in ours() if (hit := forbidden.search(text_of(path)))] == []


def ours() -> Iterator[Path]:
    """Every file of the project; not what a tool left in a hidden folder."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and OUTSIDE.isdisjoint(parts) and (parts[0] == ".ci" or not parts[0].startswith(".")):
            yield path


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a picture or a typeface
