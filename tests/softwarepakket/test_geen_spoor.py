"""The package shows a patient to its user; a BSN stands in no log, address or header of it."""

import logging

import pytest
from sdk.portal import example

from .test_knop import press_the_button


@pytest.mark.parametrize(
    ("status", "name"), [(201, "antwoord-201-formulier"), (422, "antwoord-422-twee-fouten"), (500, "stand-geopend")]
)
def test_a_press_of_the_button_leaves_no_bsn_in_log_or_address(browser, portal, caplog, capfd, status, name):
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        portal.will_answer(status, example(name))

    press_the_button(browser)

    said = capfd.readouterr()
    addresses = [(path, headers) for _method, path, headers, _body in portal.received]
    assert "999990019" in portal.received[0][3]
    assert "999990019" not in f"{caplog.text} {said.out} {said.err} {addresses}"
