"""Path validation alone, without any profile, against NIST PKITS: nothing passes that may not."""

import pytest
from pki import pkits

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number", "ignore:The parsed certificate")


def test_the_whole_suite_is_there() -> None:
    assert len(pkits.names()) > 200


@pytest.mark.parametrize("name", pkits.names())
def test_it_is_accepted_only_when_it_may_be_and_refused_only_for_a_written_reason(name: str) -> None:
    assert pkits.is_accepted(name) == (pkits.may_pass(name) and name not in pkits.REFUSED)


def test_every_written_reason_is_about_a_test_that_may_pass_and_about_no_other() -> None:
    assert len(pkits.REFUSED) == len(set(pkits.REFUSED))
    assert all(name in pkits.names() and pkits.may_pass(name) for name in pkits.REFUSED)
