"""From YAML to the unary tests of a rule."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

from machtigingen.beslisboom.lezen_voorwaarden import check_comparable, read_value
from machtigingen.beslisboom.tabel import Toets
from machtigingen.beslisboom.vergelijken import compares
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

MEESTE_REGELS = 2_000
MEESTE_ANTWOORDEN = 250
LANGSTE_WAARDE = 250
_NIET = re.compile(r"not\s*\((?P<binnen>.*)\)", re.DOTALL)
_BEREIK = re.compile(r"(?P<open>[\[(])(?P<van>[^\[\]()]+?)\.\.(?P<tot>[^\[\]()]+?)(?P<dicht>[\])])")
Alternatieven = Sequence[tuple[Vergelijking, ...]]
_KOMMA = re.compile(r"[0-9]+(?:\.[0-9]+)*,[0-9]+(?:\.[0-9]+)*")
_VERGELIJKING = re.compile(r"(?P<operator>!=|<=|>=|=|<|>)?\s*(?P<waarde>[^\[\]()<>=!]+)")


def read_tests(knoop: Knoop, vragen: Mapping[str, Vraag]) -> tuple[Toets, ...]:
    """The cells of one rule: what it wants of each input that it looks at."""
    tests = (_test(key, value, vragen) for key, value in knoop.paren())
    return tuple(test for test in tests if test is not None)


def _test(key: Knoop, value: Knoop, vragen: Mapping[str, Vraag]) -> Toets | None:
    """One cell of the table; `-` asks nothing."""
    vraag = vragen.get(key.tekst())
    if vraag is None:
        wat = f"De vraag {key.tekst()} bestaat niet in dit formulier, of komt pas later."
        raise key.not_among(vragen, wat, noem=False)
    text = value.tekst()
    if text == "-":
        return None
    _refuse_decimal_comma(value, vraag)
    denied = _NIET.fullmatch(text)
    parts = (denied["binnen"] if denied else text).split(",")
    if len(parts) > MEESTE_ANTWOORDEN:
        raise value.fout(f"In een toets staan hoogstens {MEESTE_ANTWOORDEN} antwoorden.")
    alternatives = tuple(_alternative(part.strip(), value, vraag) for part in parts)
    _refuse_or_meant_as_and(value, vraag, alternatives)
    return Toets(vraag.link_id, alternatives, niet=denied is not None)


def _refuse_decimal_comma(value: Knoop, vraag: Vraag) -> None:
    """A comma stands between answers: `<= 1,5` would fit up to 1, and 5."""
    is_getal = vraag.type is Vraagtype.INTEGER or vraag.type.met_decimalen
    if value.streng and is_getal and (found := _KOMMA.search(value.tekst())):
        links, rechts = found[0].split(",")
        anders = ""
        if re.fullmatch(r"[0-9]{3}(?:\.[0-9]+)?", rechts) and re.fullmatch(r"[1-9][0-9]{0,2}", links):
            anders = f"Bedoelt u {links}{rechts}, schrijf dat dan zonder komma. "
        elif vraag.type.met_decimalen and rechts.isdigit():
            anders = f"Schrijf {links.replace('.', '')}.{rechts} met een punt. "
        raise value.fout(f"{anders}Bedoelt u {links} of {rechts}, zet dan een spatie na de komma.")


def _refuse_or_meant_as_and(value: Knoop, vraag: Vraag, alternatives: Alternatieven) -> None:
    """A comma is `or`: `!= a, != b` fits whatever is answered, and so does `> 1, < 3`."""
    if not value.streng or len(alternatives) < 2:
        return
    singles = [each[0] for each in alternatives if len(each) == 1]
    if any(one.operator is Operator.IS_NIET for one in singles):
        raise value.fout("Een komma is hier `of`. Schrijf not(…) met wat het niet is.")
    above = [one for one in singles if one.operator in (Operator.GROTER, Operator.TEN_MINSTE)]
    below = [one for one in singles if one.operator in (Operator.KLEINER, Operator.HOOGSTENS)]
    pairs = [pair for low, high in product(above, below) for pair in ((low, high), (high, low))]
    if any(compares(vraag, one.waarde, other) for one, other in pairs):
        raise value.fout("Een komma is hier `of`: dit past altijd. Schrijf [1..3], of (1..3) zonder de grenzen zelf.")


def _alternative(text: str, knoop: Knoop, vraag: Vraag) -> tuple[Vergelijking, ...]:
    if len(text) > LANGSTE_WAARDE:
        raise knoop.fout(f"Een waarde in een toets heeft hoogstens {LANGSTE_WAARDE} tekens.")
    if span := _BEREIK.fullmatch(text):
        above = Operator.TEN_MINSTE if span["open"] == "[" else Operator.GROTER
        below = Operator.HOOGSTENS if span["dicht"] == "]" else Operator.KLEINER
        return (
            _comparison(above, span["van"], knoop, vraag),
            _comparison(below, span["tot"], knoop, vraag),
        )
    if single := _VERGELIJKING.fullmatch(text):
        return (_comparison(Operator(single["operator"] or "="), single["waarde"], knoop, vraag),)
    raise knoop.fout(f"De toets `{text}` is niet te lezen. Zie de uitleg over formulieren (docs/formulieren.md).")


def _comparison(operator: Operator, text: str, knoop: Knoop, vraag: Vraag) -> Vergelijking:
    check_comparable(vraag, operator, knoop)
    return Vergelijking(operator, read_value(vraag, knoop, text.strip()))
