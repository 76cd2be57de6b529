"""With this plug-in the tests that touch storage run on PostgreSQL, and only those: `pytest -p tests.postgres.plugin`.

It starts a server of its own before Django reads its settings. Without PostgreSQL each test is skipped, and says why.
"""

import atexit
import os
from collections.abc import Generator

import pytest

from tests.postgres.cluster import FORGETFUL, PACKAGE, Cluster, available
from tests.voluit import VOLUIT

# A test that asks for one of these touches storage.
STORAGE = {"db", "portalen"}

cluster = Cluster(**FORGETFUL) if available() else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    if cluster:
        cluster.__enter__()
        atexit.register(cluster.__exit__, None, None, None)
        configuration = cluster.folder / "portaal.toml"
        configuration.write_text(f'database = "{cluster.url("machtigingen")}"\n')
        os.environ["MACHTIGINGEN_CONFIG"] = str(configuration)
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not touches_storage(item)])
    items[:] = filter(touches_storage, items)
    if cluster is None:
        for item in items:
            item.add_marker(pytest.mark.skip(f"needs PostgreSQL (apt-get install {PACKAGE})"))


def touches_storage(item: pytest.Item) -> bool:
    if item.get_closest_marker("een_database") and not VOLUIT:
        return False
    return bool(STORAGE.intersection(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"))
