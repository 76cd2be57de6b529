"""From the folder catalogus/ to published forms. What is wrong is named by file and line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from machtigingen.beslisboom.beslistabel import Uitkomst
from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.codes import Codes
from machtigingen.beslisboom.formulier import Formulier, Herkomst, Voorbeeld
from machtigingen.beslisboom.kiezen import GRONDSLAGEN, Machtigingsvrij
from machtigingen.beslisboom.lezen_gedeeld import read_codes, read_shared_questions
from machtigingen.beslisboom.lezen_machtigingsvrij import read_exempt
from machtigingen.beslisboom.lezen_regels import read_table
from machtigingen.beslisboom.lezen_toegang import read_access
from machtigingen.beslisboom.lezen_vragen import Vragenlezer
from machtigingen.beslisboom.plek import find_places
from machtigingen.beslisboom.voorinvulling import BRONNEN
from machtigingen.beslisboom.vraag import Rij, Vraag, Waarde
from machtigingen.beslisboom.yamlknoop import Knoop, read_yaml

MEESTE_VOORBEELDEN = 500
TALEN = ("en",)
_GEDEELD = "gedeeld"


@dataclass(frozen=True)
class Catalogus:
    """All published versions, the care that needs no machtiging, and the names of codes."""

    formulieren: tuple[Formulier, ...]
    machtigingsvrij: tuple[Machtigingsvrij, ...]
    codes: Codes


def load_catalogus(folder: Path) -> Catalogus:
    """Reads the whole catalogue. Raises Catalogusfout at the first thing that is wrong."""
    codes = read_codes(folder / _GEDEELD / "codes.yaml")
    formulieren = _all_versions(folder)
    return Catalogus(
        formulieren=formulieren,
        machtigingsvrij=read_exempt(folder / "machtigingsvrij.yaml", codes, formulieren),
        codes=codes,
    )


def versions(folder: Path) -> list[Path]:
    """The folders of all versions of all forms."""
    return sorted(path for path in folder.glob("*/*") if path.is_dir())


def _all_versions(folder: Path) -> tuple[Formulier, ...]:
    found: dict[tuple[str, str], Formulier] = {}
    for version in versions(folder):
        form = load(version)
        if (form.code, form.versie) in found:
            raise Catalogusfout(version / "formulier.yaml", 1, f"{form.code} {form.versie} bestaat al.")
        found[form.code, form.versie] = form
    return tuple(found.values())


def load(folder: Path, *, gedeeld: Path | None = None, streng: bool = True) -> Formulier:
    """Reads one version, `catalogus/<slug>/<version>/`, with what the forms share. One with `gedeeld` from elsewhere
    stands by itself, and its folder may have any name. One that was published need not pass what is checked now
    (`streng`). Raises Catalogusfout."""
    shared = gedeeld or folder.parent.parent / _GEDEELD
    root, table = (read_yaml(folder / naam, streng=streng) for naam in ("formulier.yaml", "beslistabel.yaml"))
    origins = read_yaml(shared / "voorinvulling.yaml"), read_yaml(folder / "voorinvulling.yaml")
    examples, words = read_yaml(folder / "voorbeelden.yaml"), folder / "vertaling.yaml"
    translation = read_yaml(words) if words.exists() else None
    block = root.blok(
        moet=("code", "versie", "titel", "geldig_van", "grondslagen", "toegang", "onderwerpen"),
        mag=("geldig_tot", "uzovi", "voorbeeld"),
    )
    _refuse_odd_period(block)
    access = read_access(block["toegang"])
    codes = read_codes(shared / "codes.yaml")
    common = read_shared_questions(shared / "vragen.yaml", streng=streng)
    reader = Vragenlezer(common, access.names(codes), access.plekken, codes.lijsten)
    pages = reader.onderwerpen(block["onderwerpen"])
    questions = {vraag.link_id: vraag for page in pages for vraag in page.vragen}
    return Formulier(
        code=block["code"].tekst(),
        versie=block["versie"].tekst() if gedeeld else _version(block["versie"], folder),
        uzovi=_owner(block["uzovi"]) if "uzovi" in block else "",
        titel=block["titel"].tekst(),
        voorbeeld=block["voorbeeld"].tekst() if "voorbeeld" in block else "",
        geldig_van=block["geldig_van"].datum(),
        geldig_tot=block["geldig_tot"].datum() if "geldig_tot" in block else None,
        grondslagen=tuple(item.keuze(str, GRONDSLAGEN) for item in block["grondslagen"].lijst(leeg=False)),
        trajecten=access.trajecten,
        specialismen=access.specialismen,
        prestatiecodelijsten=access.prestatiecodelijsten,
        prestatiecodes=access.prestatiecodes,
        onderwerpen=pages,
        beslistabel=read_table(table, questions),
        voorinvulling=_prefill(*origins, questions),
        voorbeelden=_examples(examples, questions),
        vertalingen=_translations(translation),
        plekken=find_places(
            formulier=root,
            gedeeld=common,
            tabel=table,
            voorinvulling=origins,
            voorbeelden=examples,
            vertaling=translation,
        ),
    )


def _refuse_odd_period(block: Mapping[str, Knoop]) -> None:
    if "geldig_tot" in block and block["geldig_tot"].datum() < block["geldig_van"].datum():
        raise block["geldig_tot"].fout("geldig_tot ligt vóór geldig_van.")


def _owner(knoop: Knoop) -> str:
    if not re.fullmatch(r"[0-9]{4}", knoop.tekst()):
        raise knoop.fout(f"{knoop.tekst()} is geen UZOVI-code van 4 cijfers.")
    return knoop.tekst()


def _version(knoop: Knoop, folder: Path) -> str:
    if knoop.tekst() != folder.name:
        raise knoop.fout(f"De versie {knoop.tekst()} hoort bij de map {knoop.tekst()}, niet bij {folder.name}.")
    return knoop.tekst()


def _prefill(shared: Knoop, form: Knoop, questions: Mapping[str, Vraag]) -> Mapping[str, tuple[Herkomst, ...]]:
    """The form's own lines, and those of the shared questions it uses."""
    common, own = _origins(shared), _origins(form)
    for key in own:
        if key.tekst() not in questions:
            raise _unknown_question(key, questions)
    # The form's own line for a question comes later, and so replaces the shared one.
    merged = {key.tekst(): origins for key, origins in (common | own).items() if key.tekst() in questions}
    return MappingProxyType(merged)


def _origins(knoop: Knoop) -> dict[Knoop, tuple[Herkomst, ...]]:
    block = knoop.blok(moet=("voorinvulling",))["voorinvulling"]
    return {key: tuple(_origin(item) for item in value.lijst()) for key, value in block.paren()}


def _origin(knoop: Knoop) -> Herkomst:
    pairs = knoop.paren()
    if len(pairs) != 1:
        raise knoop.fout("Hier hoort één bron met een pad, zoals `cov: naam`.")
    source, path = pairs[0]
    return Herkomst(source.keuze(str, BRONNEN), path.tekst())


def _translations(knoop: Knoop | None) -> Mapping[str, Mapping[str, str]]:
    """The texts of a form in other languages; a form without any is Dutch only."""
    found: dict[str, dict[str, str]] = {taal: {} for taal in TALEN}
    if knoop is not None:
        for item in knoop.blok(moet=("vertaling",))["vertaling"].lijst():
            block = item.blok(moet=("nl",), mag=TALEN)
            for taal in TALEN:
                if block["nl"].tekst() in found[taal]:
                    raise item.fout("Deze tekst staat er twee keer.")
                if taal in block:
                    found[taal][block["nl"].tekst()] = block[taal].tekst()
    return {taal: MappingProxyType(words) for taal, words in found.items() if words}


def _examples(knoop: Knoop, questions: Mapping[str, Vraag]) -> tuple[Voorbeeld, ...]:
    """Each example adds its answers, and the questions asked, to those that all share (`altijd`)."""
    block = knoop.blok(moet=("voorbeelden",), mag=("altijd",))
    always = _answers(block["altijd"], questions) if "altijd" in block else {}
    found: dict[str, Voorbeeld] = {}
    for item in block["voorbeelden"].lijst(meeste=MEESTE_VOORBEELDEN):
        example = _example(item, always, questions)
        if example.naam in found:
            raise item.fout(f"Het voorbeeld {example.naam} staat er twee keer.")
        found[example.naam] = example
    return tuple(found.values())


def _example(knoop: Knoop, always: Mapping[str, Waarde], questions: Mapping[str, Vraag]) -> Voorbeeld:
    block = knoop.blok(moet=("naam", "antwoorden", "vragen", "uitkomst"), mag=("regel",))
    asked = {*always, *block["vragen"].teksten()}
    for item in block["vragen"].lijst():
        if item.tekst() not in questions:
            raise _unknown_question(item, questions)
    return Voorbeeld(
        naam=block["naam"].tekst(),
        antwoorden=MappingProxyType({**always, **_answers(block["antwoorden"], questions)}),
        vragen=tuple(link_id for link_id in questions if link_id in asked),
        uitkomst=block["uitkomst"].keuze(Uitkomst, list(Uitkomst)),
        regel=block["regel"].tekst() if "regel" in block else "",
    )


def _answers(knoop: Knoop, questions: Mapping[str, Vraag]) -> dict[str, Waarde]:
    """Answers as a user types them; also what the form would not accept, for examples about that."""
    answers: dict[str, Waarde] = {}
    for key, value in knoop.paren():
        if key.tekst() not in questions:
            raise _unknown_question(key, questions)
        answers[key.tekst()] = _typed(value, questions[key.tekst()])
    return answers


def _unknown_question(knoop: Knoop, questions: Mapping[str, Vraag]) -> Catalogusfout:
    return knoop.not_among(questions, f"De vraag {knoop.tekst()} bestaat niet in dit formulier.", noem=False)


def _typed(value: Knoop, vraag: Vraag) -> Waarde:
    if vraag.kolommen:
        return [_row(item) for item in value.lijst()]
    return value.tekst() if value.is_tekst else list(value.teksten())


def _row(item: Knoop) -> Rij:
    return {column.tekst(): cell.tekst() for column, cell in item.paren()}
