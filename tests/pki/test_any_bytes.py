"""Whatever the bytes, there is an outcome; and only the certificate itself is good."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pki.proefuitgever import NOW
from voluit import keer

from machtigingen.pki import Uitkomst, verify


@given(st.binary(max_size=2000))
def test_arbitrary_bytes_have_an_outcome(profielen, data):
    assert verify(data, profielen=profielen, at=NOW).uitkomst in {Uitkomst.GEEN, Uitkomst.ONLEESBAAR}


@st.composite
def mutations(draw):
    """A place in the certificate, how many bytes to drop there, and what to put instead."""
    return draw(st.floats(0, 1)), draw(st.integers(0, 4)), draw(st.binary(max_size=4))


@settings(max_examples=keer(400, 20_000), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(mutations(), min_size=1, max_size=3))
def test_a_changed_certificate_is_never_good(good_leaf, profielen, changes):
    data = bytearray(good_leaf)
    for place, dropped, inserted in changes:
        start = int(place * len(data))
        data[start : start + dropped] = inserted
    verdict = verify(bytes(data), profielen=profielen, at=NOW)
    assert (verdict.uitkomst is Uitkomst.GOED) == (bytes(data) == good_leaf)


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_every_single_flipped_bit_is_noticed(good_leaf, profielen):
    for index in range(len(good_leaf)):
        data = bytearray(good_leaf)
        data[index] ^= 1 << (index % 8)
        assert verify(bytes(data), profielen=profielen, at=NOW).uitkomst is not Uitkomst.GOED
