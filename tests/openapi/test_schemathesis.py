"""The api does what its own contract says: generated calls, good and bad, with every check that Schemathesis has."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from losse_database import losse_database as db
from openapi.contract import OPENAPI
from wereld import Wereld, der

pytestmark = pytest.mark.zwaar

VOLUIT = os.environ.get("MACHTIGINGEN_PROEF") == "1"
# A message that is good in form rarely names people and codes that exist: then it is refused for what it says.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = [200, 201, 403, 404, 409, 422]
"""


class AlsSoftware:
    """The portal as its server hands it a request of software with a good system certificate."""

    certificaat: bytes

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        van_de_server = {"machtigingen.listener": "api", "machtigingen.client_cert": self.certificaat}
        return PORTAAL(environ | van_de_server | {"wsgi.url_scheme": "https"}, start_response)


# Called without Django's test client a request ends its connection, and a transaction around the test with it.
__all__ = ["db"]

PORTAAL = get_wsgi_application()
api = schemathesis.openapi.from_dict(OPENAPI, config=schemathesis.Config.from_str(CONFIG))
api.app = AlsSoftware()


@pytest.fixture(autouse=True)
def certificaat(wereld: Wereld) -> None:
    api.app.certificaat = der(wereld.testpki, "systeem-goed")


@api.parametrize()
@settings(
    max_examples=10_000 if VOLUIT else 150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_operation_keeps_to_the_contract(case: schemathesis.Case) -> None:
    case.call_and_validate()
