"""The command for who answers a patient: who it is about comes by standard input, never as an argument."""

import json

import pytest
from click.testing import CliRunner, Result
from machtigingen_sandbox.personas import GEVONDEN
from reis import open_link
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.project.audit import audit

INVOER = f"{GEVONDEN.bsn.onthul()}\n{GEVONDEN.geboortedatum}\n"


def geef(*woorden: str, invoer: str = INVOER) -> Result:
    return CliRunner().invoke(audit, ["patient", *woorden], input=invoer)


def test_it_shows_a_table_to_read(wereld: Wereld) -> None:
    open_link(wereld, wereld.mens())
    klaar = geef()
    assert klaar.exit_code == 0
    assert klaar.output.startswith("Wie deed of zag wat met uw aanvragen")
    assert "S. de Vries opende de aanvraag" in klaar.output


def test_it_gives_the_same_as_json_and_csv(wereld: Wereld) -> None:
    open_link(wereld, wereld.mens())
    verteld = [regel["gebeurtenis"] for regel in json.loads(geef("--vorm", "json").output)["regels"]]
    assert "aanvraag_geopend" in verteld
    assert geef("--vorm", "csv").output.startswith("aanvraag,gebeurtenis,actie,tijdstip")


def test_the_last_day_that_is_named_counts(wereld: Wereld) -> None:
    open_link(wereld, wereld.mens())
    assert "opende" in geef("--vanaf", "2026-11-24", "--tot", "2026-11-24").output
    assert "opende" not in geef("--vanaf", "2026-11-25").output
    assert "opende" not in geef("--tot", "2026-11-23").output


@pytest.mark.parametrize(
    ("invoer", "genoemd"),
    [
        ("999911005\n1958-03-14\n", "BSN"),
        ("12\n1958-03-14\n", "BSN"),
        (INVOER.splitlines()[0] + "\n14-03-1958\n", "jjjj-mm-dd"),
        ("", "BSN"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_looked_up(wereld: Wereld, invoer: str, genoemd: str) -> None:
    klaar = geef(invoer=invoer)
    assert klaar.exit_code == 2
    assert genoemd in klaar.output and "Traceback" not in klaar.output
    assert not Regel.objects.filter(handeling="patientlogboek_gemaakt").exists()


def test_it_takes_no_bsn_as_an_argument(wereld: Wereld) -> None:
    assert geef(GEVONDEN.bsn.onthul()).exit_code == 2


def test_nobody_reads_along_in_what_it_asks_or_leaves_behind(wereld: Wereld) -> None:
    open_link(wereld, wereld.mens())
    assert GEVONDEN.bsn.onthul() not in geef().output
    opgeslagen = [str(rij) for rij in Regel.objects.values()]
    assert not [rij for rij in opgeslagen if GEVONDEN.bsn.onthul() in rij or GEVONDEN.naam in rij]
