"""docs/wat-doe-ik-als.md has a place for every sentence of readyz, and names nothing that is not there."""

import ast
import re
from collections.abc import Iterator

import pytest
from documenten import ROOT, anchors, code, page, table

from machtigingen.foundation import foutcodes

PAGE = page("docs/wat-doe-ik-als.md")
SRC = ROOT / "src" / "machtigingen"
# Where the sentences of readyz stand.
MODULES = ("project/gezondheid.py", "project/deur/zelftest.py", "pki/bron.py", "pki/geldigheid.py", "pki/schakel.py")
ANY = "…"


def sentences(module: str) -> Iterator[str]:
    """Every text of a module that is for a person; what is filled in later is an ellipsis."""
    tree = ast.parse((SRC / module).read_text(encoding="utf-8"))
    explanations = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in explanations or (id(node) in parts and not isinstance(node, ast.JoinedStr)):
            continue
        text = text_of(node)
        if re.search(r"[.?]$|[.:] …$", text) and " " in text:
            yield text


def text_of(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return re.sub(r"\{\w+\}", ANY, text)
        case ast.JoinedStr(values=values):
            return "".join(text_of(part) if isinstance(part, ast.Constant) else ANY for part in values)
        case _:
            return ""


FOUND = {sentence for module in MODULES for sentence in sentences(module)} - {f"{ANY}: {ANY}"}
ROWS = {row[0]: row[1] for row in table(PAGE, "De zinnen van readyz")}


def test_sentences_are_found_at_all() -> None:
    assert len(FOUND) > 15


@pytest.mark.parametrize("sentence", sorted(FOUND))
def test_a_sentence_of_readyz_has_its_place(sentence: str) -> None:
    assert sentence in ROWS


def test_no_sentence_stands_there_that_readyz_does_not_say() -> None:
    assert ROWS.keys() - FOUND == set()


def test_every_row_leads_to_a_part_of_the_page() -> None:
    for where in ROWS.values():
        assert set(re.findall(r"\(#([^)]+)\)", where)) <= anchors(PAGE) and "(#" in where, where


def test_every_part_says_how_one_sees_it_what_happens_what_to_do_and_when_it_is_over() -> None:
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)[1:]
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        if title != "De zinnen van readyz":
            told = re.findall(r"^- \*\*(U ziet het|Intussen|U doet|Het is over)\*\*", text, re.MULTILINE)
            assert set(told) == {"U ziet het", "Intussen", "U doet", "Het is over"}, title


def test_the_figures_and_codes_it_names_exist() -> None:
    figures = (SRC / "project/metingen.py").read_text(encoding="utf-8")
    for piece in code(PAGE):
        if re.fullmatch(r"machtigingen_\w+", piece):
            assert f'"{piece}"' in figures, piece
    assert set(re.findall(r"\b[A-Z][0-9]{3}\b", PAGE)) <= foutcodes().keys()


@pytest.mark.parametrize(
    "line",
    [
        "quotum bijna op",
        "certificaatprofielen",
        "zelftest",
        "sleutelbestand niet te lezen",
        "antwoord van de uitgever geweigerd",
    ],
)
def test_the_lines_of_the_log_it_names_are_written(line: str) -> None:
    assert f"`{line}`" in PAGE
    written = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    assert re.search(rf'log\.\w+\((?:[^"]*, )?"{line}', written)
