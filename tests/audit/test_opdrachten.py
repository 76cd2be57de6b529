"""The commands about the whole log: what they say, and how they end."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from machtigingen.audit.models import Keten, Regel
from machtigingen.project.audit import audit

from .test_verify import inbraak, voer_uit

pytestmark = pytest.mark.django_db


def geef(*woorden: str) -> Result:
    return CliRunner().invoke(audit, woorden)


@pytest.fixture
def anker(schrijf, tmp_path: Path) -> str:
    schrijf(3)
    pad = tmp_path / "anker.txt"
    pad.write_text(geef("anker").output, encoding="utf-8")
    return str(pad)


def test_a_log_that_fits_its_anchor_is_whole(anker: str, schrijf) -> None:
    schrijf(2)
    klaar = geef("verify", "--anker", anker)
    assert (klaar.output, klaar.exit_code) == ("agb:22990001: heel\n", 0)


def test_a_log_that_lost_its_end_fits_itself_and_not_its_anchor(anker: str) -> None:
    with inbraak():
        voer_uit("DELETE FROM audit_regel WHERE volgnummer = 3")
        Keten.objects.update(volgnummer=2, hash=Regel.objects.get(volgnummer=2).hash)
        assert geef("verify").exit_code == 0
        klaar = geef("verify", "--anker", anker)
        assert "agb:22990001: regel 3: het anker ligt voorbij het einde van de keten" in klaar.output
        assert klaar.exit_code == 1


def test_a_file_that_is_no_anchor_is_refused(anker: str, tmp_path: Path) -> None:
    ander = tmp_path / "ander.txt"
    ander.write_bytes(b"\xff\xfe geen anker")
    klaar = geef("verify", "--anker", str(ander))
    assert "dit bestand is niet heel, of veranderd" in klaar.output
    assert klaar.exit_code == 1
