"""One world for all tests: a frozen clock, certificates made in memory, the fictitious registers."""

import gc
import os
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import voluit  # noqa: F401  # before any property is read
from wereld import COV, Wereld, bewoonde_wereld

from machtigingen.kluis import Sleutelbos, use_sleutels

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is made while tests are looked for stays to the end: it is no garbage, and looking through it again and
    again would take as long as finding them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def sleutels(tmp_path_factory: pytest.TempPathFactory) -> None:
    pad = tmp_path_factory.mktemp("kluis") / "sleutels.json"
    Sleutelbos.create(pad)
    use_sleutels(Sleutelbos.load(pad))


@pytest.fixture(scope="session", autouse=True)
def ruim_quotum() -> None:
    """The clock of the tests stands still, so nothing comes back of what a certificate has used up."""
    from machtigingen.project import middleware
    from machtigingen.project.quota import Quota

    middleware.quota = Quota(per_minuut=1_000_000)


@pytest.fixture(scope="session", autouse=True)
def een_blik() -> None:
    """Where the clock stands still no half second goes by: whoever has looked for a newer revocation list looks no
    more, however slow the machine is."""
    from machtigingen.project import certificaten

    certificaten.KIJKEN_SECONDEN = float("inf")


@pytest.fixture(scope="session")
def testpki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox's own folder of certificates, made as it makes them."""
    from machtigingen_sandbox.testpki import create

    folder = tmp_path_factory.mktemp("testpki")
    create(folder, now=NU)
    return folder


@pytest.fixture(scope="session")
def omgeving(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The demo with its real servers, by the real clock; one for all tests that only need somebody to call."""
    from machtigingen_sandbox.omgeving import Omgeving
    from machtigingen_sandbox.start import running, system_clock

    own_code = os.pathsep.join(str(pytestconfig.rootpath / folder) for folder in pytestconfig.getini("pythonpath"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", own_code)
        omgeving = Omgeving.on_free_ports(tmp_path_factory.mktemp("sandbox"))
        with running(omgeving, clock=system_clock):
            yield omgeving


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
    settings.MACHTIGINGEN_COV = COV
    settings.MACHTIGINGEN_BIJLAGEN = str(tmp_path / "bijlagen")
    (tmp_path / "bijlagen").mkdir()
    with bewoonde_wereld(testpki, tmp_path, now=bevroren) as wereld:
        yield wereld
