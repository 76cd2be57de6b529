"""How do the results read? Lines for a terminal, JUnit for a build server, one page for people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from machtigingen_testkit.uitvoering import Oordeel, Uitslag
from machtigingen_testkit.waarneming import Aanroep

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# What XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], "�")


def lines(uitslag: Uitslag) -> Iterator[str]:
    """One scenario: its outcome, and under it what was the matter."""
    scenario = uitslag.scenario
    yield f"{scenario.nummer}  {uitslag.oordeel.value:12}  {scenario.titel}"
    for reden in uitslag.redenen:
        yield f"       {reden}"


def summary(uitslagen: Sequence[Uitslag]) -> str:
    """The last line: how many of each."""
    return ", ".join(f"{count} {oordeel.value}" for oordeel, count in counts(uitslagen).items() if count)


def counts(uitslagen: Sequence[Uitslag]) -> dict[Oordeel, int]:
    found = Counter(uitslag.oordeel for uitslag in uitslagen)
    return {oordeel: found[oordeel] for oordeel in Oordeel}


def passed(uitslagen: Sequence[Uitslag]) -> bool:
    """True when nothing failed, and only what may be left out was left out."""
    return all(
        uitslag.oordeel is Oordeel.GESLAAGD
        or (uitslag.oordeel is Oordeel.OVERGESLAGEN and not uitslag.scenario.verplicht)
        for uitslag in uitslagen
    )


def write_junit(path: Path, uitslagen: Sequence[Uitslag]) -> None:
    total = counts(uitslagen)
    suite = ElementTree.Element(
        "testsuite",
        name="machtigingen testkit",
        tests=str(len(uitslagen)),
        failures=str(total[Oordeel.GEZAKT]),
        errors="0",
        skipped=str(total[Oordeel.OVERGESLAGEN]),
        time=f"{sum(uitslag.duur for uitslag in uitslagen):.2f}",
    )
    for uitslag in uitslagen:
        _add_case(suite, uitslag)
    whole = ElementTree.Element("testsuites")
    whole.append(suite)
    ElementTree.ElementTree(whole).write(path, encoding="utf-8", xml_declaration=True)


def _add_case(suite: ElementTree.Element, uitslag: Uitslag) -> None:
    scenario = uitslag.scenario
    name = f"{scenario.nummer} {scenario.titel}"
    case = ElementTree.SubElement(suite, "testcase", classname="testkit", name=name, time=f"{uitslag.duur:.2f}")
    if uitslag.oordeel is Oordeel.OVERGESLAGEN:
        ElementTree.SubElement(case, "skipped", message="Het pakket heeft dit niet.")
    elif uitslag.redenen:
        first = uitslag.redenen[0].translate(_NOT_IN_XML)
        failure = ElementTree.SubElement(case, "failure", message=first)
        failure.text = "\n".join(uitslag.redenen).translate(_NOT_IN_XML)


def write_html(path: Path, uitslagen: Sequence[Uitslag], *, pakket: str, now: datetime) -> None:
    """One file without anything from outside. It shows no message: only what was called and answered."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals["call"] = call
    page = environment.get_template("verslag.html").render(
        uitslagen=uitslagen,
        totaal=counts(uitslagen),
        geslaagd=passed(uitslagen),
        pakket=pakket,
        moment=f"{now.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
    )
    path.write_text(page, encoding="utf-8")


def call(uitslag: Uitslag, aanroep: Aanroep) -> dict[str, str]:
    """A call in words: when, over which connection, what, and what came back. The key in a link stays out."""
    path = "/instroom/…" if aanroep.is_link else aanroep.pad
    code = str(aanroep.data.get("code", ""))
    return {
        "na": f"{aanroep.moment - uitslag.aanroepen[0].moment:.2f}".replace(".", ",") + " s",
        "verbinding": str(aanroep.verbinding),
        "certificaat": aanroep.certificaat or "geen",
        "wat": f"{aanroep.methode} {path}",
        "antwoord": f"{aanroep.status} {code}".strip() if aanroep.status else "geen",
    }
