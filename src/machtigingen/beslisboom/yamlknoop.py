"""YAML that knows where it stands: each value keeps its file and line, so that a refusal can name them.

A file is looked over before it is read: one that is too large, too deep or too full is refused where it becomes so, and
so are anchors, aliases and tags. Without these a file is as large as it looks.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml

from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.yamlfout import explain

T = TypeVar("T")
MEESTE_TEKENS = 500_000
MEESTE_WAARDEN = 50_000
LANGSTE_TEKST = 4_000
LANGSTE_NAAM = 100  # of what may be a slip of the pen
DIEPSTE = 20
GEEN_UTF8 = "Dit bestand is geen UTF-8. Bewaar het in uw editor als UTF-8."

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GETAL = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_DUIZENDEN = re.compile(r"-?0*[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_STUURTEKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_VAN_EEN_TOETS = re.compile(r"[,=<>!()\[\]]")
_JA_NEE = {"true": True, "false": False}


@dataclass(frozen=True)
class Knoop:
    """A value in a YAML file. Text is read as it is written: 0301 stays 0301, a date text until asked for.

    What was published before a check was made stays readable: only a `streng` one refuses what would be understood
    otherwise than its author meant. What cannot be read at all is always refused."""

    bestand: Path
    node: yaml.Node
    streng: bool = True

    @property
    def regel(self) -> int:
        return self.node.start_mark.line + 1

    def fout(self, tekst: str) -> Catalogusfout:
        """The error to raise about this value."""
        return Catalogusfout(self.bestand, self.regel, tekst)

    def not_among(self, mogelijk: Collection[str], tekst: str, *, noem: bool = True) -> Catalogusfout:
        """The error about a name that is none of these: with all of them, unless they may be very many (`noem`), and
        the one that looks like it."""
        naam = self.tekst()
        lijkt = get_close_matches(naam, mogelijk, n=1) if len(naam) <= LANGSTE_NAAM else []
        bedoeld = f" Bedoelt u {lijkt[0]}?" if lijkt else ""
        return self.fout(tekst + (f" Mogelijk: {', '.join(mogelijk)}." if noem else "") + bedoeld)

    @property
    def is_tekst(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode)

    def tekst(self, *, hoogstens: int = LANGSTE_TEKST) -> str:
        """Text that is not empty, of at most so many characters."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fout("Hier hoort één waarde te staan, geen lijst en geen blok.")
        if not self.node.value.strip():
            raise self.fout("Deze waarde is leeg.")
        text = str(self.node.value).strip()
        if len(text) > hoogstens:
            raise self.fout(f"Deze waarde heeft meer dan {hoogstens} tekens.")
        if self.streng and _STUURTEKEN.search(text):
            raise self.fout("In deze waarde staat een stuurteken, zoals \\0. Haal dat weg.")
        return text

    def lijst(self, *, meeste: int = MEESTE_WAARDEN, leeg: bool = True) -> list["Knoop"]:
        """The items of a list, that has at most so many, and at least one when it may not be empty (`leeg`)."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fout("Hier hoort een lijst te staan.")
        items = [replace(self, node=item) for item in self.node.value]
        if len(items) > meeste:
            raise items[meeste].fout(f"Hier kunnen er hoogstens {meeste} staan.")
        if not items and not leeg and self.streng:
            raise self.fout("Deze lijst is leeg. Hier hoort ten minste één code te staan.")
        return items

    def teksten(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.tekst() for item in self.lijst())

    def paren(self, *, meeste: int = MEESTE_WAARDEN) -> list[tuple["Knoop", "Knoop"]]:
        """The keys and values of a block, in order; a key that stands there twice is refused."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fout("Hier hoort een blok met sleutels te staan.")
        pairs = [(replace(self, node=key), replace(self, node=value)) for key, value in self.node.value]
        if len(pairs) > meeste:
            raise pairs[meeste][0].fout(f"Hier kunnen er hoogstens {meeste} staan.")
        seen: set[str] = set()
        for key, _ in pairs:
            if key.tekst() in seen:
                raise key.fout(f"De sleutel {key.tekst()} staat er twee keer.")
            seen.add(key.tekst())
        return pairs

    def blok(self, *, moet: Collection[str] = (), mag: Collection[str] = ()) -> dict[str, "Knoop"]:
        """A block with exactly the keys `moet` and perhaps some of `mag`."""
        for key, _ in self.paren():
            if key.tekst() not in (*moet, *mag):
                raise key.not_among((*moet, *mag), f"De sleutel {key.tekst()} bestaat niet.")
        found = {key.tekst(): value for key, value in self.paren()}
        missing = [name for name in moet if name not in found]
        if missing:
            raise self.fout(f"Hier ontbreekt {', '.join(missing)}.")
        return found

    def keuze(self, parse: Callable[[str], T], mogelijk: Collection[str]) -> T:
        """One of a closed set."""
        text = self.tekst()
        if text not in mogelijk:
            raise self.not_among(mogelijk, f"{text} kan hier niet.")
        return parse(text)

    def ja_nee(self) -> bool:
        """true or false."""
        return self.keuze(_JA_NEE.__getitem__, tuple(_JA_NEE))

    def geheel(self) -> int:
        """A whole number from 0."""
        text = self.tekst()
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.fout(f"{text} is geen geheel getal.")
        return int(text)

    def getal(self) -> str:
        """A number with a decimal point, as it is written."""
        if not _GETAL.fullmatch(self.tekst()):
            raise self.fout(f"{self.tekst()} is geen getal zoals 12 of 1.5.")
        self.refuse_thousands(self.tekst())
        return self.tekst()

    def refuse_thousands(self, getal: str, *, mag: Callable[[str], bool] = bool) -> None:
        """1.400 is how people write fourteen hundred, and a number of one and a bit. `mag`: can it be that here?"""
        if not self.streng or not _DUIZENDEN.fullmatch(getal):
            return
        heel, kort = getal.replace(".", ""), getal.rstrip("0").rstrip(".")
        precies = kort if kort != getal else f"{getal}0"
        if getal.count(".") == 1 and mag(precies):
            raise self.fout(f"{getal} kan {heel} of {precies} zijn. Schrijf een van die twee.")
        raise self.fout(f"Bedoelt u {heel}, schrijf dat dan zonder punt.")

    def refuse_signs_of_tests(self) -> None:
        """A code of which a test in a rule would make something else: no rule could look at it."""
        if self.streng and (self.tekst() == "-" or _VAN_EEN_TOETS.search(self.tekst())):
            wat = "staat geen komma, haak of teken van vergelijken (= < > !), en niet alleen een streepje"
            raise self.fout(f"In een code zoals {self.tekst()} {wat}. In de tekst erachter mag dat wel.")

    def datum(self) -> date:
        """A date as 2026-12-31."""
        try:
            return date.fromisoformat(self.tekst())
        except ValueError:
            raise self.fout(f"{self.tekst()} is geen datum zoals 2026-12-31.") from None


def read_yaml(bestand: Path, *, streng: bool = True) -> Knoop:
    """The file as a tree. Raises Catalogusfout when it is not there, or is not YAML in UTF-8."""
    try:
        text = _text_of(bestand)
        _look_over(bestand, text)
        node = yaml.compose(text, Loader=_LOADER)
    except FileNotFoundError:
        raise Catalogusfout(bestand, 1, _missing(bestand)) from None
    except UnicodeDecodeError as error:
        raise Catalogusfout(bestand, _line_of(bestand, error.start), GEEN_UTF8) from None
    except yaml.MarkedYAMLError as error:
        line, raad = explain(error, text)
        raise Catalogusfout(bestand, line, f"Dit is geen YAML: {raad}.") from None
    except yaml.reader.ReaderError as error:
        line = bestand.read_text(encoding="utf-8").count("\n", 0, error.position) + 1
        raise Catalogusfout(bestand, line, "Hier staat een teken dat in YAML niet mag.") from None
    if node is None:
        raise Catalogusfout(bestand, 1, "Dit bestand is leeg.")
    return Knoop(bestand, node, streng)


def _missing(bestand: Path) -> str:
    """With the file that may be meant: of another ending or case, a second download, or a folder deeper."""
    namen = sorted(een.name for een in bestand.parent.glob("*") if een.is_file())
    lijkt = next((naam for naam in namen if naam.lower().startswith(bestand.stem)), "")
    if lijkt:
        return f"Dit bestand ontbreekt. Er staat wel {lijkt}: geef dat de naam {bestand.name}."
    dieper = sorted(bestand.parent.glob(f"*/{bestand.name}"))
    return "Dit bestand ontbreekt." + (f" Het staat wel in de map {dieper[0].parent}: kies die." if dieper else "")


def _text_of(bestand: Path) -> str:
    if bestand.stat().st_size > MEESTE_TEKENS:
        raise Catalogusfout(bestand, 1, f"Dit bestand is groter dan {MEESTE_TEKENS} tekens.")
    return bestand.read_text(encoding="utf-8")


def _look_over(bestand: Path, text: str) -> None:
    """Reads event by event, so that nothing is built of what will be refused."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.NodeEvent):
            values += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            if wrong := _wrong_with(event, depth, values):
                mark = event.start_mark
                raise Catalogusfout(bestand, mark.line + 1 if mark else 1, wrong)


def _wrong_with(event: yaml.NodeEvent, depth: int, values: int) -> str:
    if event.anchor is not None:
        return "Een anker (&) of verwijzing (*) kan hier niet. Schrijf de waarde uit."
    if tag := getattr(event, "tag", None):
        return f"Een type als {tag} kan hier niet."
    if depth > DIEPSTE:
        return f"Dit is dieper genest dan {DIEPSTE} lagen."
    return f"Dit bestand heeft meer dan {MEESTE_WAARDEN} waarden." if values > MEESTE_WAARDEN else ""


def _line_of(bestand: Path, position: int) -> int:
    return bestand.read_bytes().count(b"\n", 0, position) + 1
