"""The lights in the terminal: the checks of this very portal, on files that an operator got from somebody."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from machtigingen_sandbox import personas
from wereld import Wereld, bericht

from machtigingen.audit.models import Regel
from machtigingen.foundation import CONTRACTS
from machtigingen.instroom.keten import LAMPEN
from machtigingen.project.diagnose import diagnose


def geef(*opdracht: str | Path) -> Result:
    return CliRunner().invoke(diagnose, [str(deel) for deel in opdracht])


def pem(wereld: Wereld, naam: str) -> Path:
    return wereld.testpki / "certificaten" / f"{naam}.pem"


@pytest.fixture
def bestand(tmp_path: Path) -> Any:
    def schrijf(data: Any, naam: str = "bericht.json") -> Path:
        pad = tmp_path / naam
        pad.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return pad

    return schrijf


def woorden(uitkomst: Result) -> list[str]:
    """The colour of each light, in words."""
    begin = ("in orde", "let op", "NIET IN ORDE", "niet bekeken")
    return [woord for regel in uitkomst.stdout.splitlines() for woord in begin if regel.startswith(woord)]


def test_a_good_certificate_is_right_as_far_as_can_be_seen_without_a_connection(wereld: Wereld) -> None:
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"))
    assert uitkomst.exit_code == 0
    assert woorden(uitkomst) == ["niet bekeken", *["in orde"] * 6, *["niet bekeken"] * 5]


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("systeem-vreemde-ca", "D103"),
        ("systeem-verlopen", "D104"),
        ("systeem-ingetrokken", "D106"),
        ("systeem-niet-aangemeld", "D108"),
        ("systeem-raadplegen", "D204"),
        ("persoonlijk-zonder-autorisatie", "D203"),
    ],
)
def test_the_first_thing_wrong_is_red_with_who_solves_it_and_where_to_read_on(
    wereld: Wereld, naam: str, code: str
) -> None:
    uitkomst = geef("--cert", pem(wereld, naam))
    assert uitkomst.exit_code == 1
    assert woorden(uitkomst).count("NIET IN ORDE") == 1
    assert f"{code}: " in uitkomst.stdout
    assert f"https://localhost:8440/foutcodes/{code}" in uitkomst.stdout


def test_a_person_may_log_in_but_not_send_messages(wereld: Wereld, bestand: Any) -> None:
    cert = pem(wereld, "persoonlijk-goed")
    assert geef("--cert", cert).exit_code == 0
    uitkomst = geef("--cert", cert, "--bericht", bestand(bericht()))
    assert (uitkomst.exit_code, "D201" in uitkomst.stdout) == (1, True)


def test_a_certificate_is_judged_on_another_day(wereld: Wereld) -> None:
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"), "--op", "2035-01-01")
    assert (uitkomst.exit_code, "D104" in uitkomst.stdout) == (1, True)


def test_a_good_message_says_what_would_become_of_it(wereld: Wereld, bestand: Any) -> None:
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"), "--bericht", bestand(bericht()))
    assert uitkomst.exit_code == 0, uitkomst.output
    assert woorden(uitkomst) == ["niet bekeken", *["in orde"] * (len(LAMPEN) - 1)]
    assert "vult één formulier in" in uitkomst.stdout


def test_all_that_is_wrong_is_told_and_nothing_of_the_patient(wereld: Wereld, bestand: Any) -> None:
    data = bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"}, verstrekking={"formulier": "Q99"})
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"), "--bericht", bestand(data))
    assert uitkomst.exit_code == 1
    assert "R101 zorgverlener.agb" in uitkomst.stdout
    assert "Ook niet in orde: F102 verstrekking.formulier" in uitkomst.stdout
    assert "wordt geweigerd" in uitkomst.stdout
    assert personas.GEVONDEN.bsn.onthul() not in uitkomst.output


def test_a_warning_does_not_make_it_wrong(wereld: Wereld, bestand: Any) -> None:
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"), "--bericht", bestand(bericht(wie=personas.STORING)))
    assert (uitkomst.exit_code, woorden(uitkomst).count("let op")) == (0, 1)


@pytest.mark.parametrize("naam", ["bericht-minimaal", "fout-R101-zorgverlener-onbekend"])
def test_the_xml_of_a_message_is_read_as_its_json_is(wereld: Wereld, naam: str) -> None:
    json_, xml = (
        geef("--cert", pem(wereld, "systeem-goed"), "--bericht", CONTRACTS / "examples" / f"{naam}.{soort}")
        for soort in ("json", "xml")
    )
    assert json_.stdout == xml.stdout
    assert json_.exit_code == xml.exit_code == naam.startswith("fout")


@pytest.mark.parametrize(
    ("data", "naam", "code"),
    [(b"{", "b.json", "B101"), (b"x" * 1024 * 1024 + b"x", "b.json", "B104"), (b"<bericht/>", "b.xml", "B123")],
)
def test_a_message_that_cannot_be_read_is_a_red_light(
    wereld: Wereld, bestand: Any, data: bytes, naam: str, code: str
) -> None:
    uitkomst = geef("--cert", pem(wereld, "systeem-goed"), "--bericht", bestand(data, naam))
    assert uitkomst.exit_code == 1
    assert f"{code}: " in uitkomst.stdout
    assert woorden(uitkomst)[LAMPEN.index("bericht")] == "NIET IN ORDE"


def test_what_was_asked_about_a_person_is_in_the_trail_of_the_portal_itself(wereld: Wereld, bestand: Any) -> None:
    voor = Regel.objects.count()
    geef("--cert", pem(wereld, "systeem-goed"), "--bericht", bestand(bericht()))
    assert Regel.objects.count() == voor + 1
    regel = Regel.objects.latest("pk")
    assert (regel.keten, regel.handeling) == ("systeem", "diagnose")


@pytest.mark.parametrize(
    "inhoud", [b"geen certificaat", b"-----BEGIN CERTIFICATE-----\n@@\n-----END CERTIFICATE-----", b"\xff\xfe"]
)
def test_a_file_without_a_certificate_is_wrong_use(wereld: Wereld, bestand: Any, inhoud: bytes) -> None:
    uitkomst = geef("--cert", bestand(inhoud, "leeg.pem"))
    assert (uitkomst.exit_code, "geen certificaat" in uitkomst.stderr) == (2, True)


def test_a_private_key_is_refused_and_not_repeated(wereld: Wereld) -> None:
    sleutel = wereld.testpki / "server.key"
    uitkomst = geef("--cert", sleutel)
    assert (uitkomst.exit_code, "geheime sleutel" in uitkomst.stderr) == (2, True)
    assert sleutel.read_text().splitlines()[1] not in uitkomst.output


@pytest.mark.parametrize("opdracht", [(), ("--cert", "weg.pem"), ("--op", "vandaag")])
def test_a_wrong_command_is_wrong_use(opdracht: tuple[str, ...]) -> None:
    assert geef(*opdracht).exit_code == 2
