"""From YAML to what an answer is compared with: in enableWhen, and in the tests of rules."""

import re
from collections.abc import Mapping
from dataclasses import replace

from machtigingen.beslisboom.antwoord import parse_one
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Voorwaarde, Vraag, Vraagtype, Waarde
from machtigingen.beslisboom.yamlknoop import Knoop
from machtigingen.foundation import DomainError

MEESTE_VOORWAARDEN = 50
_JA_NEE = ("ja", "nee")
_MEESTE_GENOEMD = 30
_GETALLEN = (Vraagtype.INTEGER, Vraagtype.DECIMAL, Vraagtype.QUANTITY)
_MET_DECIMALEN = re.compile(r"[+-]?[0-9]+[.,][0-9]+")


def read_value(vraag: Vraag, knoop: Knoop, text: str) -> Waarde:
    """A value written in a rule or condition, as an answer to this question."""
    if vraag.type in _GETALLEN:
        knoop.refuse_thousands(_without_unit(vraag, text), mag=lambda getal: _can_be(vraag, getal))
    try:
        value = parse_one(vraag, text) if knoop.streng else _as_it_was_read(vraag, text)
    except DomainError:
        value = None
    own_words = vraag.type is Vraagtype.OPEN_CHOICE and value not in vraag.keuzes
    if value is None or own_words:
        mogelijk = _JA_NEE if vraag.type is Vraagtype.BOOLEAN else tuple(vraag.keuzes)
        noem = f" Mogelijk: {', '.join(mogelijk)}." if 0 < len(mogelijk) <= _MEESTE_GENOEMD else ""
        raise knoop.fout(f"{text} kan geen antwoord zijn op de vraag {vraag.link_id}.{noem}")
    return value


def _can_be(vraag: Vraag, text: str) -> bool:
    try:
        return parse_one(vraag, text) is not None
    except DomainError:
        return False


def _as_it_was_read(vraag: Vraag, text: str) -> Waarde | None:
    """A number that reads in two ways had one meaning when its form was published: 1.400 was 1.4, and stays so."""
    getal = _without_unit(vraag, text)
    if vraag.type not in _GETALLEN or not _MET_DECIMALEN.fullmatch(getal):
        return parse_one(vraag, text)
    return parse_one(vraag, getal.rstrip("0").rstrip(".,"))


def _without_unit(vraag: Vraag, text: str) -> str:
    return text.removesuffix(vraag.eenheid if vraag.type is Vraagtype.QUANTITY else "").strip()


def check_comparable(vraag: Vraag, operator: Operator, knoop: Knoop) -> None:
    """Refuses what cannot be compared: free content at all, and more or less where there is no order."""
    if vraag.type.vrij:
        raise knoop.fout(f"Op de vraag {vraag.link_id} kan niets beslissen: het antwoord is vrij.")
    if vraag.meerdere and vraag.type is not Vraagtype.CHOICE:
        raise knoop.fout(f"Op {vraag.link_id} kan niets beslissen: in deze kolom staan geen keuzes.")
    if operator.ordent and (vraag.meerdere or not vraag.type.geordend):
        raise knoop.fout(f"Bij de vraag {vraag.link_id} kan {operator} niet: het antwoord is geen getal of datum.")


def read_conditions(vraag: Vraag, item: Knoop, known: Mapping[str, Vraag]) -> Vraag:
    node = dict((key.tekst(), value) for key, value in item.paren()).get("enableWhen")
    if node is None:
        return vraag
    return replace(
        vraag, enable_when=tuple(_condition(condition, known) for condition in node.lijst(meeste=MEESTE_VOORWAARDEN))
    )


def _condition(knoop: Knoop, known: Mapping[str, Vraag]) -> Voorwaarde:
    block = knoop.blok(moet=("question", "operator", "answer"))
    question = block["question"]
    other = known.get(question.tekst())
    if other is None:
        raise question.not_among(known, f"De vraag {question.tekst()} bestaat niet in dit formulier.", noem=False)
    operator = block["operator"].keuze(Operator, list(Operator))
    check_comparable(other, operator, block["operator"])
    value = read_value(other, block["answer"], block["answer"].tekst())
    return Voorwaarde(other.link_id, Vergelijking(operator, value))


def read_enable_any(block: Mapping[str, Knoop]) -> bool:
    """As in FHIR: with more than one condition, `enableBehavior` must say whether one of them is enough."""
    behaviour = block.get("enableBehavior")
    if behaviour is not None:
        return behaviour.keuze(lambda text: text == "any", ("all", "any"))
    if "enableWhen" in block and len(block["enableWhen"].lijst()) > 1:
        raise block["enableWhen"].fout("Bij meer dan één voorwaarde moet enableBehavior er staan: all of any.")
    return False
