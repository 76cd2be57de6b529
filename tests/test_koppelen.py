"""What docs/koppelen.md tells vendors that they will get, is what they get."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documenten import ROOT, code, page, table
from reis import PNG
from wereld import Wereld, bericht

from machtigingen.foundation import foutcodes

KOPPELEN = page("docs/koppelen.md")
STARTS_A_BROWSER = "machtigingen-sandbox browser"


def test_the_smallest_message_is_taken_in(wereld: Wereld) -> None:
    example = re.search(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)
    assert example
    assert wereld.software().push(json.loads(example[1])).status_code == 201


def test_the_example_of_an_error_is_the_answer_that_is_given(wereld: Wereld) -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)[1])
    answer = wereld.software().push(bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"}))
    assert answer.json() | {"correlatie_id": ""} == shown | {"correlatie_id": ""}


def test_every_family_of_errors_is_explained() -> None:
    explained = {(row[0], row[1]) for row in table(KOPPELEN, "Fouten")}
    assert explained == {(uitleg.code[0], uitleg.fase) for uitleg in foutcodes().values()}


def test_a_family_that_a_package_can_get_is_in_the_contract_and_no_other() -> None:
    promised = set(re.findall(r"\b[A-Z][0-9]{3}\b", page("contracts/openapi.yaml"))) & foutcodes().keys()
    told = {row[0]: row[3] for row in table(KOPPELEN, "Fouten")}
    assert {letter for letter, what in told.items() if not what.startswith("nee")} == {code[0] for code in promised}
    for letter, what in told.items():
        if what.startswith("alleen"):
            assert set(re.findall(r"[A-Z][0-9]{3}", what)) == {code for code in promised if code[0] == letter}


def commands(document: str) -> list[str]:
    """Those that are typed in the folder of the project, while the demo runs."""
    found = [line for line in code(page(document)) if re.match(r"(curl|\.venv/bin/\S+) ", line)]
    return [line for line in found if STARTS_A_BROWSER not in line]


@pytest.fixture(scope="module")
def project(omgeving: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer has it, with the sandbox of the demo that runs."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "var").mkdir()
    links = {"var/sandbox": omgeving.map, "contracts": ROOT / "contracts", "samples": ROOT / "samples"}
    for name, target in (links | {".venv": Path(sys.executable).parents[1]}).items():
        (folder / name).symlink_to(target)
    return folder


def give(line: str, project: Path, omgeving: Any, *, id: str = "", aanvraag: str = "") -> str:
    """What it prints; a status that is no good fails, but SOAP says its own in its answer."""
    line = line.replace("https://localhost:8444", omgeving.adres("api"))
    line = re.sub(r"\bID\b", id, line).replace("AANVRAAG", aanvraag)
    if line.startswith("curl ") and "/soap/" not in line:
        line = line.replace("curl ", "curl --silent --show-error --fail ", 1)
    done = subprocess.run(["/bin/sh", "-c", line], cwd=project, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, line + done.stdout + done.stderr
    return done.stdout


def test_every_command_of_the_page_works_in_the_folder_of_the_project(project: Path, omgeving: Any) -> None:
    id = aanvraag = ""
    (project / "foto.png").write_bytes(PNG)
    for line in commands("docs/koppelen.md"):
        said = give(line, project, omgeving, id=id, aanvraag=aanvraag)
        if found := re.search(r'"aanvraag": ?\{"id": ?"([0-9a-f-]{36})"', said):
            aanvraag = found[1]
        if found := re.search(r'"id": ?"([0-9a-f-]{36})"', said):
            id = found[1]
        if "/soap/" in line:
            assert "<instroom" in said or "Response" in said
    assert id


def test_every_command_of_the_sdk_works_there_too(project: Path, omgeving: Any) -> None:
    for line in commands("sdk/README.md"):
        assert give(line, project, omgeving)


def test_the_refusal_among_the_samples_is_one(project: Path, omgeving: Any) -> None:
    (line,) = (line for line in commands("docs/talen/README.md") if "systeem-andere-instantie" in line)
    with pytest.raises(AssertionError, match="I101"):
        give(line, project, omgeving)
