"""One world for all tests: a frozen clock, certificates made in memory, the fictitious registers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from wereld import Wereld

from machtigingen.kluis import Sleutelbos, use_sleutels

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def sleutels(tmp_path_factory: pytest.TempPathFactory) -> None:
    pad = tmp_path_factory.mktemp("kluis") / "sleutels.json"
    Sleutelbos.create(pad)
    use_sleutels(Sleutelbos.load(pad))


@pytest.fixture(scope="session")
def testpki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox's own folder of certificates, made as it makes them."""
    from machtigingen_sandbox.testpki import create

    folder = tmp_path_factory.mktemp("testpki")
    create(folder, now=NU)
    return folder


@pytest.fixture
def bevroren() -> Iterator[datetime]:
    """The portal's clock stands still at NU; a test that wants another moment sets it."""
    from machtigingen.project import klok

    klok.zet(lambda: NU)
    yield NU
    klok.zet(None)


@pytest.fixture
def wereld(db: None, testpki: Path, tmp_path: Path, bevroren: datetime, settings: Any) -> Iterator[Wereld]:
    """Registers, organisations and certificates of the sandbox, in the database of this test."""
    from machtigingen_sandbox.registers import write_registers

    from machtigingen.pki import ProfielBron
    from machtigingen.project import certificaten
    from machtigingen.registers.bestanden import bestanden_in
    from machtigingen.registers.loading import load_all
    from machtigingen.toegang.actions import load_toegang

    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    settings.MACHTIGINGEN_BIJLAGEN = str(tmp_path / "bijlagen")
    bron = ProfielBron(testpki / "certificaatprofielen.yaml")
    certificaten.use_bron(bron)
    write_registers(tmp_path)
    load_all(bestanden_in(tmp_path), now=NU)
    load_toegang(testpki / "toegang.yaml", profielen=bron.profielen(), now=NU)
    yield Wereld(testpki)
    certificaten.use_bron(None)
