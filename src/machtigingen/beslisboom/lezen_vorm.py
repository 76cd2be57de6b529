"""From YAML to the form that an answer must have: its limits, and a pattern that is read in bounded time.

A pattern is a row of characters and classes, each perhaps repeated: no groups, no alternatives, no looking back. So the
ways in which it can fit a text are at most the product of its ranges, and that product is limited here: no answer that
anybody types can keep it busy.
"""

import re
from collections.abc import Mapping
from math import prod

from machtigingen.beslisboom.antwoord import longest_of
from machtigingen.beslisboom.vraag import Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

SLEUTELS = ("regex", "entryFormat", "minLength", "maxLength", "minimum", "maximum", "decimalen", "eenheid")
LANGSTE_TEKST = 4000
MEESTE_MANIEREN = 100_000

_TEKEN = r"\[\^?(?:[^\[\]\\^]|\\[dws.\-/+])+\]|\\[dwsDWS.\-/+*?()]|[^\\\[\](){}?*+|^$]"
_AANTAL = r"\{(?P<min>[0-9]{1,4})(?P<reeks>,(?P<max>[0-9]{1,4})?)?\}|(?P<teken>[?*+])"
_CIJFERS = re.compile(r"[0-9.,+-]+")
_DEEL = re.compile(rf"(?:{_TEKEN})(?:{_AANTAL})?")


def read_regex(block: Mapping[str, Knoop]) -> str:
    """With `entryFormat`, that tells people the form: an error that only shows a pattern helps nobody."""
    node = block.get("regex")
    if node is None:
        return ""
    if "entryFormat" not in block:
        raise node.fout("Bij regex hoort entryFormat: de vorm in woorden, zoals `4 cijfers en 2 letters`.")
    pattern = node.tekst()
    parts = list(_DEEL.finditer(pattern))
    if "".join(part[0] for part in parts) != pattern:
        raise node.fout("Deze regex kan niet: gebruik alleen tekens, klassen zoals [A-Z] en aantallen zoals {2,4}.")
    if prod(_ways(part) for part in parts) > MEESTE_MANIEREN:
        raise node.fout("Deze regex past op te veel manieren: geef aantallen een grens, zoals {1,10}.")
    try:
        re.compile(pattern)
    except re.error as error:
        raise node.fout(f"Deze regex kan niet: {error.msg}.") from None
    return pattern


def _ways(part: re.Match[str]) -> int:
    """Over how many lengths this part may stretch."""
    if part["teken"]:
        return 2 if part["teken"] == "?" else LANGSTE_TEKST
    if not part["reeks"]:
        return 1
    return max(int(part["max"] or LANGSTE_TEKST) - int(part["min"]) + 1, 1)


def read_limit(block: Mapping[str, Knoop], name: str, kind: Vraagtype) -> str | None:
    """A number, or for a date a day."""
    if name not in block:
        return None
    return block[name].datum().isoformat() if kind is Vraagtype.DATE else block[name].getal()


def refuse_odd_form(item: Knoop, block: Mapping[str, Knoop], vraag: Vraag) -> None:
    """Limits that nothing can lie between, a quantity of nothing, and a unit that reads as part of its number."""
    if vraag.type is Vraagtype.QUANTITY and not vraag.eenheid:
        raise item.fout(f"De vraag {vraag.link_id} van het type quantity heeft geen eenheid.")
    if item.streng and _CIJFERS.fullmatch(vraag.eenheid):
        raise block["eenheid"].fout(f"{vraag.eenheid} is geen eenheid, maar een getal.")
    low, high = vraag.minimum, vraag.maximum
    if low and high and (high < low if vraag.type is Vraagtype.DATE else float(high) < float(low)):
        raise block["maximum"].fout("maximum is kleiner dan minimum.")
    if vraag.min_length and vraag.max_length and vraag.max_length < vraag.min_length:
        raise block["maxLength"].fout("maxLength is kleiner dan minLength.")
    if item.streng and vraag.min_length and vraag.min_length > longest_of(vraag):
        raise block["minLength"].fout(f"Zonder maxLength heeft dit antwoord hoogstens {longest_of(vraag)} tekens.")
