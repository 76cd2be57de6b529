"""How the results read, and what each judge thinks of what arrived: no network."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from machtigingen_testkit import toetsen, verslag
from machtigingen_testkit.scenario import Handeling, Scherm, Stap, Verloop
from machtigingen_testkit.scenarios import SCENARIOS, find
from machtigingen_testkit.uitvoering import Oordeel, Uitslag, judge
from machtigingen_testkit.waarneming import PUSH, Aanroep

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
T01, T14, T26, T33 = find(["T01", "T14", "T26", "T33"])


def push(referentie: str = "a-1", *, moment: float = 1.0, status: int = 201, wacht: str = "") -> Aanroep:
    return Aanroep(
        moment=moment,
        klaar=moment,
        verbinding=1,
        certificaat="systeem-goed",
        methode="POST",
        pad=PUSH,
        koppen={"Content-Type": "application/json"},
        inhoud=f'{{"referentie": "{referentie}"}}'.encode(),
        status=status,
        antwoord=b'{"id": "1", "link": "https://localhost:1/instroom/geheim"}' if status < 300 else b"{}",
        antwoordkoppen={"Retry-After": wacht} if wacht else {},
    )


def link(certificaat: str = "persoonlijk-goed") -> Aanroep:
    een = push()
    een.methode, een.pad, een.certificaat, een.inhoud = "GET", "/instroom/geheim", certificaat, b""
    return een


def verloop(*aanroepen: Aanroep, tekst: str = "Klaar", code: int = 0) -> Verloop:
    scherm = Scherm(stap=Stap(handeling=Handeling.AANVRAGEN), tekst=tekst, code=code)
    return Verloop(aanroepen=aanroepen, verbindingen=(1,), schermen=(scherm,))


def test_a_right_message_with_a_link_that_a_person_opens_is_good() -> None:
    assert judge(T01, verloop(push(), link())).oordeel is Oordeel.GESLAAGD


@pytest.mark.parametrize(
    ("gezien", "reden"),
    [
        (verloop(), "0 berichten"),
        (verloop(push()), "0 keer geopend"),
        (verloop(push(), link(), link()), "2 keer geopend"),
        (verloop(push(), link("systeem-goed")), "het systeemcertificaat"),
        (verloop(push(), push(), link()), "2 berichten"),
        (verloop(push(), link(), code=3), "code 3"),
    ],
)
def test_anything_else_is_not_and_the_report_says_why(gezien: Verloop, reden: str) -> None:
    uitslag = judge(T01, gezien)
    assert uitslag.oordeel is Oordeel.GEZAKT
    assert reden in " ".join(uitslag.redenen)


def test_what_the_package_says_of_itself_proves_nothing() -> None:
    assert judge(T01, verloop(tekst="Alles is gelukt! De link is geopend. 201")).oordeel is Oordeel.GEZAKT


@pytest.mark.parametrize(("after", "good"), [(0.5, False), (0.97, True), (3.0, True)])
def test_waiting_is_measured_from_the_answer(after: float, good: bool) -> None:
    gezien = verloop(push(status=503, wacht="1", moment=1.0), push(moment=1.0 + after))
    assert (toetsen.wacht_lang_genoeg.kijk(gezien) == "") is good


def test_a_text_may_be_wrapped_but_not_left_out() -> None:
    een = push(status=422)
    een.antwoord = b'{"fouten": [{"code": "R101", "actie": "U verbetert de AGB-code."}]}'
    assert toetsen.toont_fout.kijk(verloop(een, tekst="R101:\n  U verbetert  de\nAGB-code")) == ""
    assert "U verbetert de AGB-code." in toetsen.toont_fout.kijk(verloop(een, tekst="R101"))


def test_a_package_that_never_called_did_not_refuse_the_server() -> None:
    silent = Verloop(aanroepen=(), verbindingen=(), schermen=())
    assert "geen verbinding" in toetsen.niets_gestuurd.kijk(silent)
    refused = Verloop(aanroepen=(), verbindingen=(1,), schermen=())
    assert toetsen.niets_gestuurd.kijk(refused) == ""
    assert toetsen.niets_gestuurd.kijk(verloop(push())) != ""


def test_numbers_are_in_order_and_each_says_why_it_matters() -> None:
    assert [scenario.nummer for scenario in SCENARIOS] == [f"T{number:02}" for number in range(1, len(SCENARIOS) + 1)]
    assert len(SCENARIOS) >= 25
    assert all(scenario.waarom.endswith(".") and scenario.toetsen for scenario in SCENARIOS)
    assert len({scenario.titel for scenario in SCENARIOS}) == len(SCENARIOS)


UITSLAGEN = [
    judge(T01, verloop(push(), link())),
    judge(T14, verloop(push(status=503, wacht="1"), tekst="<script>alert(1)</script>\x00")),
    Uitslag(scenario=T33, oordeel=Oordeel.OVERGESLAGEN),
]


def test_what_need_not_be_may_be_left_out_and_nothing_else() -> None:
    assert verslag.passed([UITSLAGEN[0], UITSLAGEN[2]])
    assert not verslag.passed(UITSLAGEN)
    assert not verslag.passed([Uitslag(scenario=T26, oordeel=Oordeel.OVERGESLAGEN)])
    assert verslag.summary(UITSLAGEN) == "1 geslaagd, 1 gezakt, 1 overgeslagen"


def test_junit_counts_and_names_every_scenario(tmp_path: Path) -> None:
    verslag.write_junit(tmp_path / "testkit.xml", UITSLAGEN)
    suite = ElementTree.parse(tmp_path / "testkit.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    assert [case.get("name", "")[:3] for case in suite] == ["T01", "T14", "T33"]
    assert [[child.tag for child in case] for case in suite] == [[], ["failure"], ["skipped"]]


def test_the_page_stands_alone_and_tells_no_secret(tmp_path: Path) -> None:
    verslag.write_html(tmp_path / "testkit.html", UITSLAGEN, pakket="<b>mijn pakket</b>", now=NU)
    page = (tmp_path / "testkit.html").read_text(encoding="utf-8")
    assert "Het pakket is nog niet geslaagd" in page and "24-11-2026 10:00" in page
    assert "&lt;b&gt;mijn pakket" in page
    assert "/instroom/…" in page and "geheim" not in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == [] and "<script" not in page
