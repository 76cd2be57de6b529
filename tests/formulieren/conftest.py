"""What a test published is gone after it, also from the memory of this process."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from formulieren.ander_formulier import with_eigen
from formulieren.eigen import publiceer, voorstel
from wereld import Wereld

from machtigingen.formulieren import Catalogus, use_catalogus
from machtigingen.formulieren.catalogus import use_published
from machtigingen.formulieren.models import Formulierversie


@pytest.fixture(autouse=True)
def zonder_eigen_formulieren() -> Iterator[None]:
    yield
    use_published({})


@pytest.fixture
def gepubliceerd(wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks) -> Iterator[Formulierversie]:
    rij = voorstel(wereld, bevroren)
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij)
    rij.refresh_from_db()
    yield rij


@pytest.fixture
def morgen(wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks) -> date:
    """The day on which the version that was published today begins."""
    dag = date(2026, 11, 25)
    rij = voorstel(wereld, bevroren)
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij, vanaf=dag)
    return dag


@pytest.fixture(scope="session")
def landelijk() -> Catalogus:
    """Reading it takes longer than most tests that need it."""
    return Catalogus.load()


@pytest.fixture(autouse=True)
def gewone_catalogus(landelijk: Catalogus) -> Iterator[None]:
    yield
    use_catalogus(landelijk)


@pytest.fixture
def eigen_code(wereld: Wereld) -> None:
    with_eigen()


@pytest.fixture
def eigen_zonder_opmerking(wereld: Wereld) -> None:
    with_eigen(lambda vraag: None if vraag.link_id == "opmerking" else vraag)
