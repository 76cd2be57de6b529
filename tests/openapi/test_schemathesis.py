"""The api does what its own contract says: generated calls, good and bad, with every check that Schemathesis has."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from losse_database import losse_database as db
from openapi.contract import OPENAPI
from voluit import keer
from wereld import Wereld, der

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

CASES = 10_000  # in the proof, over all operations together
OPERATIONS = [
    operation for path in OPENAPI["paths"].values() for operation in path.values() if "responses" in operation
]
# One without parameters and body can be called in a few ways only.
VARIED = [operation for operation in OPERATIONS if operation.keys() & {"parameters", "requestBody"}]
# A message that is good in form rarely names people and codes that exist: then it is refused for what it says.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = [200, 201, 304, 403, 404, 409, 422]

# The dry run is asked what is wrong, and says so in a good answer.
[[operations]]
include-path = "/api/v1/instroom/controle"
checks.negative_data_rejection.expected-statuses = [200, 400, 413, 415]

# A day that is still to come, or a period that is too long, only today can tell.
[[operations]]
include-path = "/api/v1/verzekeraar/cijfers"
checks.positive_data_acceptance.expected-statuses = [200, 400]
"""
# A file is bytes, whatever it is called.
schemathesis.serializer.alias(["application/pdf", "image/jpeg", "image/png"], "application/octet-stream")


CALLS: list[int] = []


class AlsSoftware:
    """The portal as its server hands it a request of software with a good system certificate: of an insurer where it
    calls what is for insurers."""

    certificaat: bytes
    van_verzekeraar: bytes
    calls = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.calls += 1
        voor_verzekeraar = environ["PATH_INFO"].startswith("/api/v1/verzekeraar/")
        certificaat = self.van_verzekeraar if voor_verzekeraar else self.certificaat
        van_de_server = {"machtigingen.listener": "api", "machtigingen.client_cert": certificaat}
        return PORTAAL(environ | van_de_server | {"wsgi.url_scheme": "https"}, start_response)


# Called without Django's test client a request ends its connection, and a transaction around the test with it.
__all__ = ["db"]

PORTAAL = get_wsgi_application()
api = schemathesis.openapi.from_dict(OPENAPI, config=schemathesis.Config.from_str(CONFIG))
api.app = AlsSoftware()


@pytest.fixture(autouse=True)
def certificaat(wereld: Wereld, record_property: Callable[[str, Any], None]) -> Iterator[None]:
    api.app.certificaat, api.app.calls = der(wereld.testpki, "systeem-goed"), 0
    api.app.van_verzekeraar = der(wereld.testpki, "systeem-verzekeraar-9901")
    yield
    CALLS.append(api.app.calls)
    record_property("aanroepen", api.app.calls)


@api.parametrize()
@settings(
    max_examples=keer(50, CASES // len(VARIED) + 1),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_operation_keeps_to_the_contract(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_there_were_as_many_cases_as_were_asked_for() -> None:
    """Schemathesis may find fewer than it may make; runs after the rest of this file."""
    assert sum(CALLS) >= keer(len(VARIED) * 33, CASES)
