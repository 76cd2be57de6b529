"""A word in code is Dutch only when it stands in docs/woordenlijst.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import machtigingen

SRC = Path(machtigingen.__file__).parent
PAGE = SRC.parents[1] / "docs" / "woordenlijst.md"
RIJ = re.compile(r"^\| (?P<woord>[^|]+?) \| (?P<betekenis>[^|]+?) \|$", re.MULTILINE)

# Pairs of letters that English does not have, and Dutch is full of.
NEDERLANDS = re.compile(
    r"aa|ij|uu|oe|eeu|ieu|uw|cht|sch(?!ema)|zo[er]|vr|gd|ft?d$|jk|kk|elijk|^ge[bdgkmsvwz]|^ont|^ver[bdghlpstvwz]"
)
LEENWOORDEN = {"uuid", "verdict", "version", "versions"}

GLOSSARY = """
aanvraag machtiging instroom instroombericht controle voorinvulling instantie contactpersoon medewerker zorgverlener
verzekerde verzekeraar beoordelaar verstrekking formulier formulierversie vraag antwoord beslisboom uitkomst beoordeling
besluit bijlage certificaat systeem persoonlijk autorisatie toestemmingsverklaring softwarepakket register cov
notificatie abonnement beheer toegang herbeoordeling
"""
ENGLISH_PACKAGES = {
    "backup",
    "foundation",
    "pki",
    "audit",
    "doors",
    "ui",
    "project",
    "software",
    "soap",
    "info",
    "server",
    "templatetags",
    "migrations",
    "xml",
}


def rijen() -> list[tuple[str, str]]:
    return [(rij["woord"], rij["betekenis"]) for rij in RIJ.finditer(PAGE.read_text(encoding="utf-8"))]


def woorden() -> set[str]:
    """Every Dutch word that the page names, those within an explanation too ("plural aanvragen")."""
    vaste = {woord.lower() for woord, _ in rijen()}
    genoemd = {woord for _, uitleg in rijen() for woord in re.findall(r"(?:plural |; )(?!plural )([a-z]+)", uitleg)}
    return vaste | genoemd


def namen() -> Iterator[str]:
    """The names of modules, classes and functions of the portal."""
    for pad in SRC.rglob("*.py"):
        if "migrations" in pad.parts:
            continue
        yield pad.stem
        for deel in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(deel, ast.ClassDef | ast.FunctionDef):
                yield deel.name


def delen_van(naam: str) -> list[str]:
    return [deel.lower() for deel in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", naam)]


def test_every_noun_of_the_field_stands_in_it() -> None:
    assert set(GLOSSARY.split()) <= woorden()


def test_every_package_has_an_english_name_or_stands_in_it() -> None:
    pakketten = {map_.name for map_ in SRC.rglob("*") if (map_ / "__init__.py").is_file()}
    assert pakketten - ENGLISH_PACKAGES <= woorden()


def test_every_dutch_name_is_made_of_its_words() -> None:
    een = "|".join(sorted(woorden(), key=len, reverse=True))
    samenstelling = re.compile(rf"(?:(?:{een})(?:e?n|e?s|e)?)+")
    onbekend = {
        deel
        for naam in namen()
        for deel in delen_van(naam)
        if NEDERLANDS.search(deel) and deel not in LEENWOORDEN and not samenstelling.fullmatch(deel)
    }
    assert not onbekend, " ".join(sorted(onbekend))


def test_it_is_in_order_and_names_each_word_once() -> None:
    alle = [woord.lower() for woord, _ in rijen() if woord not in ("Word", "---")]
    assert len(alle) == len(set(alle))
    overgang = next(plek for plek in range(1, len(alle)) if alle[plek] < alle[plek - 1])
    assert alle[overgang:] == sorted(alle[overgang:])


@pytest.mark.parametrize("woord", ["zorgverlenerstand", "aanvraagnummers", "foutcodes"])
def test_a_compound_of_known_words_is_known(woord: str) -> None:
    een = "|".join(woorden())
    assert re.fullmatch(rf"(?:(?:{een})(?:e?n|e?s|e)?)+", woord)
