from collections.abc import Iterator

import pytest
import scanner


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[scanner.Scanner]:
    with scanner.running(tmp_path_factory.mktemp("clamd")) as draait:
        yield draait
