"""From YAML to the care that needs no machtiging. Each line is looked over as strictly as a form: with a code that
nobody has, a practice would hear that it does need one, and nobody would see why."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.kiezen import GRONDSLAGEN, Machtigingsvrij
from machtigingen.beslisboom.vraag import Controle
from machtigingen.beslisboom.yamlknoop import Knoop, read_yaml
from machtigingen.foundation import AgbCode, DomainError, Uzovi

_TRAJECT = ("specialisme", "diagnose", "zorgactiviteit")
_PRESTATIES = ("prestatiecodelijst", "prestatiecodes")


def read_exempt(bestand: Path, codes: Codes, formulieren: Iterable[Formulier]) -> tuple[Machtigingsvrij, ...]:
    """Raises Catalogusfout, also for care that has no name in `codes`, and for a list that none of the forms names."""
    items = read_yaml(bestand).blok(moet=("machtigingsvrij",))["machtigingsvrij"].lijst()
    lijsten = _lists(codes, formulieren)
    return tuple(_entry(item, codes, lijsten) for item in items)


def _lists(codes: Codes, formulieren: Iterable[Formulier]) -> Mapping[str, set[str]]:
    """By list its prestaties: those with a name in it, and those that a form asks for by it."""
    lijsten: dict[str, set[str]] = {}
    for lijst, code in codes.prestaties:
        lijsten.setdefault(lijst, set()).add(code)
    for formulier in formulieren:
        for lijst in formulier.prestatiecodelijsten:
            lijsten.setdefault(lijst, set()).update(formulier.prestatiecodes)
    return lijsten


def _entry(knoop: Knoop, codes: Codes, lijsten: Mapping[str, Collection[str]]) -> Machtigingsvrij:
    """A traject, or prestaties; the specialisme of those may be any."""
    by_code = any(key.tekst() in _PRESTATIES for key, _ in knoop.paren())
    block = knoop.blok(
        moet=("uzovi", *(_PRESTATIES if by_code else _TRAJECT), "geldig_van", "reden"),
        mag=("grondslagen", *(("specialisme",) if by_code else ()), "agb", "geldig_tot"),
    )
    specialisme = _specialisme(block, codes)
    return Machtigingsvrij(
        uzovi=_parsed(block["uzovi"], Uzovi.parse),
        grondslagen=tuple(item.keuze(str, GRONDSLAGEN) for item in _some(block, "grondslagen")) or ("zvw",),
        specialisme=specialisme,
        diagnose="" if by_code else _known(block["diagnose"], lambda code: codes.diagnose(specialisme, code)),
        zorgactiviteit="" if by_code else _zorgactiviteit(block["zorgactiviteit"], codes),
        prestatiecodelijst=block["prestatiecodelijst"].keuze(str, sorted(lijsten)) if by_code else "",
        prestatiecodes=_prestaties(block, lijsten) if by_code else (),
        agb=tuple(_parsed(item, AgbCode.parse) for item in _some(block, "agb")),
        geldig_van=block["geldig_van"].datum(),
        geldig_tot=_last_day(block),
        reden=block["reden"].tekst(),
    )


def _specialisme(block: Mapping[str, Knoop], codes: Codes) -> str:
    if "specialisme" not in block:
        return ""
    return canonical_code(Controle.SPECIALISME, _known(block["specialisme"], codes.specialisme))


def _zorgactiviteit(knoop: Knoop, codes: Codes) -> str:
    return canonical_code(Controle.ZORGACTIVITEIT, _known(knoop, codes.zorgactiviteit))


def _prestaties(block: Mapping[str, Knoop], lijsten: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    codes = lijsten[block["prestatiecodelijst"].tekst()]
    return tuple(_known(item, lambda code: code in codes) for item in _some(block, "prestatiecodes"))


def _known(knoop: Knoop, is_known: Callable[[str], object]) -> str:
    if not is_known(knoop.tekst()):
        raise knoop.fout(f"De code {knoop.tekst()} heeft hier geen naam in gedeeld/codes.yaml. Zet die erbij.")
    return knoop.tekst()


def _parsed(knoop: Knoop, parse: Callable[[str], object]) -> str:
    try:
        return str(parse(knoop.tekst()))
    except DomainError as wrong:
        raise knoop.fout(wrong.fouten[0].melding) from None


def _some(block: Mapping[str, Knoop], name: str) -> list[Knoop]:
    """A list that may be left out, but not left empty: without `agb` a line is for everybody."""
    return block[name].lijst(leeg=False) if name in block else []


def _last_day(block: Mapping[str, Knoop]) -> date | None:
    last = block["geldig_tot"].datum() if "geldig_tot" in block else None
    if last and last < block["geldig_van"].datum():
        raise block["geldig_tot"].fout("geldig_tot ligt vóór geldig_van.")
    return last
