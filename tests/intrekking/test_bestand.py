"""A list in a file is remembered in the database: no restart, and no other portal, goes back behind it."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from intrekking.toneel import DAG, lijst, sporen
from pki.proefuitgever import Folder, Issuer

from machtigingen.audit.models import Regel
from machtigingen.intrekking.actions import VERGETEN
from machtigingen.intrekking.models import Lijst
from machtigingen.pki import OUDER, ProfielBron, Uitkomst, verify
from machtigingen.project import certificaten
from machtigingen.project.crl import crl
from machtigingen.project.keuring.waarnemen import look
from machtigingen.project.settings import CONFIG

pytestmark = pytest.mark.django_db


class Portaal:
    """Processes on one database, with one folder; each start is a new process."""

    def __init__(self, map_: Path, uitgever: Issuer, now: datetime) -> None:
        self.map, self.uitgever, self.now = Folder(map_), uitgever, now
        self.der = uitgever.leaf(serial=7, subject={"OU": ["systeem"]}, van=now - DAG, tot=now + 90 * DAG)

    def zet(self, *serials: int, **changes: object) -> None:
        self.pad = self.map.write(self.uitgever, crl=lijst(self.uitgever, *serials, now=self.now, **changes))

    def start(self) -> Uitkomst:
        certificaten.use_bron(ProfielBron(self.pad))
        certificaten.remember(self.now)
        return self.oordeel()

    def oordeel(self) -> Uitkomst:
        return verify(self.der, profielen=certificaten.profielen(self.now), at=self.now).uitkomst


@pytest.fixture
def portaal(tmp_path: Path, uitgever: Issuer, bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portaal]:
    monkeypatch.setattr(certificaten, "KIJKEN_SECONDEN", 0.0)
    yield Portaal(tmp_path, uitgever, bevroren)
    certificaten.use_bron(None)


OUDER_DAN_10 = {"in number": {"number": 9}, "in time": {"number": 11, "van": -2 * DAG}}


@pytest.mark.parametrize("anders", OUDER_DAN_10.values(), ids=OUDER_DAN_10)
def test_after_a_restart_an_older_file_un_revokes_nobody_and_that_is_told(
    portaal: Portaal, caplog: pytest.LogCaptureFixture, anders: dict[str, object]
) -> None:
    portaal.zet(7, number=10)
    assert portaal.start() is Uitkomst.INGETROKKEN
    portaal.zet(**anders | ({"van": portaal.now - 2 * DAG} if "van" in anders else {}))
    with caplog.at_level(logging.WARNING):
        assert portaal.start() is Uitkomst.INGETROKKEN
    assert certificaten.meldingen(portaal.now) == (f"proefuitgever: {OUDER}",)
    assert OUDER in caplog.text
    assert [een.lijst_fout for een in look(CONFIG, now=portaal.now).uitgevers] == [OUDER]


def test_what_one_process_took_from_its_file_holds_in_every_process(portaal: Portaal, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    elders = Portaal(tmp_path / "elders", portaal.uitgever, portaal.now)
    portaal.zet(number=10)
    elders.zet(7, number=11)
    assert portaal.start() is Uitkomst.GOED
    hier, gedeeld = certificaten.bron(), certificaten._gedeeld
    elders.start()
    certificaten.use_bron(hier)
    certificaten._gedeeld = gedeeld
    assert portaal.oordeel() is Uitkomst.INGETROKKEN


def test_a_ca_that_began_to_count_anew_is_taken_again_when_its_list_is_forgotten(portaal: Portaal) -> None:
    portaal.zet(7, number=10)
    portaal.start()
    portaal.zet(8, number=1)
    assert portaal.start() is Uitkomst.INGETROKKEN
    opdracht = ["vergeet", "proefuitgever", "--reden", "nieuwe nummers"]
    klaar = CliRunner().invoke(crl, opdracht)
    assert (klaar.exit_code, "herstart nu elk portaal" in klaar.stdout) == (0, True)
    assert portaal.oordeel() is Uitkomst.INGETROKKEN, "who works goes on with what it has"
    assert portaal.start() is Uitkomst.GOED
    assert Regel.objects.get(handeling=VERGETEN).reden == "nieuwe nummers"


def test_what_is_not_there_is_not_forgotten(portaal: Portaal) -> None:
    portaal.zet(number=10)
    certificaten.use_bron(ProfielBron(portaal.pad))
    for wie in ("proefuitgever", "wie dan ook"):
        klaar = CliRunner().invoke(crl, ["vergeet", wie, "--reden", "x"])
        assert (klaar.exit_code, "geen lijst" in klaar.output) == (1, True)


def test_a_newer_file_takes_its_place_without_a_word(portaal: Portaal) -> None:
    portaal.zet(number=10)
    portaal.start()
    portaal.zet(7, number=11)
    certificaten.remember(portaal.now)
    assert portaal.start() is Uitkomst.INGETROKKEN
    assert certificaten.meldingen(portaal.now) == ()
    assert sporen() == [("systeem", ""), ("systeem", "")]


def test_a_list_that_was_remembered_is_not_written_again(portaal: Portaal) -> None:
    portaal.zet(number=10)
    portaal.start()
    voor = Lijst.objects.get().geladen_at
    certificaten.remember(portaal.now + DAG)
    assert Lijst.objects.get().geladen_at == voor
    assert len(sporen()) == 1


def test_a_list_that_is_over_its_date_is_not_remembered(portaal: Portaal) -> None:
    portaal.zet(7, number=10, tot=portaal.now)
    portaal.start()
    assert not Lijst.objects.exists()
