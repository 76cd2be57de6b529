"""What a test published is gone after it, also from the memory of this process."""

from collections.abc import Iterator

import pytest

from machtigingen.formulieren.catalogus import use_published


@pytest.fixture(autouse=True)
def zonder_eigen_formulieren() -> Iterator[None]:
    yield
    use_published({})
