from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def bijlagen(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A storage folder for what touches storage and has none of the world."""
    if "wereld" in request.fixturenames:
        return
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        settings: Any = request.getfixturevalue("settings")
        settings.MACHTIGINGEN_BIJLAGEN = str(tmp_path / "bijlagen")
        (tmp_path / "bijlagen").mkdir(exist_ok=True)
