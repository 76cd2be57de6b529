"""The fictitious register of the sandbox, loaded into the test database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from machtigingen_sandbox.registers import write_registers

from machtigingen.registers.bestanden import bestanden_in
from machtigingen.registers.loading import load_all

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def registermap(tmp_path: Path) -> Path:
    write_registers(tmp_path)
    return tmp_path


@pytest.fixture
def geladen(db: None, registermap: Path) -> None:
    load_all(bestanden_in(registermap), now=NOW)
