"""A BSN goes over the wire and to who asked; the SDK leaves it in no log, error, address or file."""

import logging
import traceback

import pytest
from machtigingen_client import InstroomFout
from sdk.portal import example

MESSAGE = example("bericht-oogheelkunde")
BSN = MESSAGE["verzekerde"]["bsn"]


@pytest.fixture
def spoor(portal, dienst, caplog, tmp_path, monkeypatch):
    """Sends the message and gives back everything that was said about it; what was sent is not among that."""
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)

    def stuur():
        try:
            said = repr(dienst.stuur(MESSAGE))
        except InstroomFout as fout:
            said = f"{fout} {fout!r} {''.join(traceback.format_exception(fout))} {fout.__dict__}"
        assert list(tmp_path.iterdir()) == []
        assert BSN in portal.received[-1][3]
        paths = [path for _method, path, _headers, _body in portal.received]
        return f"{said} {caplog.text} {paths}"

    return stuur


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (201, example("antwoord-201-formulier")),
        (200, example("antwoord-200-niet-nodig")),
        (422, example("antwoord-422-twee-fouten")),
        (401, example("antwoord-401-certificaat-verlopen")),
        (500, {"detail": "kapot"}),
        (418, {"bsn": BSN}),
    ],
)
def test_whatever_is_answered_no_bsn_is_left_behind(portal, spoor, status, answer):
    for _ in range(6):
        portal.will_answer(status, answer)

    assert BSN not in spoor()


def test_a_connection_that_breaks_leaves_none_either(portal, spoor):
    for _ in range(6):
        portal.will_hang_up()

    assert BSN not in spoor()
