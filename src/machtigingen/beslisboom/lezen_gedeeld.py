"""From YAML to what the forms share: questions, names of codes, and care that needs no machtiging."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.kiezen import GRONDSLAGEN, Machtigingsvrij
from machtigingen.beslisboom.vraag import Controle
from machtigingen.beslisboom.yamlknoop import Knoop, read_yaml


def read_shared_questions(bestand: Path) -> Mapping[str, Knoop]:
    """The questions that forms may use, by linkId; each is read as part of the form that uses it."""
    questions: dict[str, Knoop] = {}
    for item in read_yaml(bestand).blok(moet=("vragen",))["vragen"].lijst():
        names = [value.tekst() for key, value in item.paren() if key.tekst() == "linkId"]
        if not names:
            raise item.fout("Hier ontbreekt linkId.")
        if names[0] in questions:
            raise item.fout(f"De vraag {names[0]} staat er twee keer.")
        questions[names[0]] = item
    return questions


def read_codes(bestand: Path) -> Codes:
    """The names of codes."""
    block = read_yaml(bestand).blok(moet=("specialisme", "diagnose", "zorgactiviteit", "prestatie"))
    return Codes(
        _names(block["specialisme"]),
        _names_within(block["diagnose"]),
        _names(block["zorgactiviteit"]),
        _names_within(block["prestatie"]),
    )


def read_exempt(bestand: Path) -> tuple[Machtigingsvrij, ...]:
    """The care that needs no machtiging."""
    return tuple(_entry(item) for item in read_yaml(bestand).blok(moet=("machtigingsvrij",))["machtigingsvrij"].lijst())


_TRAJECT = ("specialisme", "diagnose", "zorgactiviteit")
_PRESTATIES = ("prestatiecodelijst", "prestatiecodes")


def _entry(knoop: Knoop) -> Machtigingsvrij:
    """A traject, or prestaties; the specialisme of those may be any."""
    by_code = any(key.tekst() in _PRESTATIES for key, _ in knoop.paren())
    block = knoop.blok(
        moet=("uzovi", *(_PRESTATIES if by_code else _TRAJECT), "geldig_van", "reden"),
        mag=("grondslagen", *(("specialisme",) if by_code else ()), "agb", "geldig_tot"),
    )
    codes = block["prestatiecodes"].teksten() if by_code else ()
    if by_code and not codes:
        raise block["prestatiecodes"].fout("Hier hoort ten minste één code te staan.")
    return Machtigingsvrij(
        uzovi=block["uzovi"].tekst(),
        grondslagen=tuple(item.keuze(str, GRONDSLAGEN) for item in block["grondslagen"].lijst())
        if "grondslagen" in block
        else ("zvw",),
        specialisme=_code(block, "specialisme", Controle.SPECIALISME),
        diagnose=block["diagnose"].tekst() if "diagnose" in block else "",
        zorgactiviteit=_code(block, "zorgactiviteit", Controle.ZORGACTIVITEIT),
        prestatiecodelijst=block["prestatiecodelijst"].tekst() if by_code else "",
        prestatiecodes=codes,
        agb=block["agb"].teksten() if "agb" in block else (),
        geldig_van=block["geldig_van"].datum(),
        geldig_tot=block["geldig_tot"].datum() if "geldig_tot" in block else None,
        reden=block["reden"].tekst(),
    )


def _code(block: Mapping[str, Knoop], name: str, controle: Controle) -> str:
    return canonical_code(controle, block[name].tekst()) if name in block else ""


def _names(knoop: Knoop) -> Mapping[str, str]:
    return MappingProxyType({code.tekst(): name.tekst() for code, name in knoop.paren()})


def _names_within(knoop: Knoop) -> Mapping[tuple[str, str], str]:
    """Codes that mean something only within another one: a specialisme, or a list."""
    within = {(outer.tekst(), code): name for outer, names in knoop.paren() for code, name in _names(names).items()}
    return MappingProxyType(within)
