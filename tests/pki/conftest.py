from pathlib import Path

import pytest
from pki.proefuitgever import Folder, Issuer

from machtigingen.pki import Profiel


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def profielen(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Profiel, ...]:
    return Folder(tmp_path_factory.mktemp("profielen")).load(issuer)


@pytest.fixture(scope="session")
def good_leaf(issuer: Issuer) -> bytes:
    return issuer.leaf()
