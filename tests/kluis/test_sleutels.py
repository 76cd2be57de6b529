"""Sealed values, the blind index, link tokens, and the file that holds the keys."""

import base64
import json
import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.kluis import Kluisfout, Sleutelbos, link_hash


def nieuwe_bos(folder: Path, naam: str = "sleutels.json") -> Sleutelbos:
    Sleutelbos.create(folder / naam)
    return Sleutelbos.load(folder / naam)


@pytest.fixture(scope="module")
def bos(tmp_path_factory: pytest.TempPathFactory) -> Sleutelbos:
    return nieuwe_bos(tmp_path_factory.mktemp("bos"))


@given(data=st.binary(max_size=300), context=st.text(max_size=40))
def test_what_is_sealed_opens_where_it_belongs(bos: Sleutelbos, data: bytes, context: str) -> None:
    assert bos.unseal(bos.seal(data, context=context), context=context) == data


@given(data=st.binary(min_size=1), een=st.text(max_size=20), ander=st.text(max_size=20))
def test_it_opens_nowhere_else(bos: Sleutelbos, data: bytes, een: str, ander: str) -> None:
    if een == ander:
        return
    with pytest.raises(Kluisfout):
        bos.unseal(bos.seal(data, context=een), context=ander)


@given(data=st.binary(max_size=60), plaats=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_one_altered_bit_anywhere_is_noticed(bos: Sleutelbos, data: bytes, plaats: int, bit: int) -> None:
    verzegeld = bytearray(bos.seal(data, context="hier"))
    verzegeld[plaats % len(verzegeld)] ^= 1 << bit
    with pytest.raises(Kluisfout):
        bos.unseal(bytes(verzegeld), context="hier")


@given(st.binary(max_size=60))
def test_anything_else_does_not_open(bos: Sleutelbos, rommel: bytes) -> None:
    with pytest.raises(Kluisfout):
        bos.unseal(rommel, context="hier")


@given(st.integers(min_value=0, max_value=40))
def test_a_value_that_is_cut_off_does_not_open(bos: Sleutelbos, lengte: int) -> None:
    with pytest.raises(Kluisfout):
        bos.unseal(bos.seal(b"geheim", context="hier")[: min(lengte, 36)], context="hier")


def test_the_same_text_is_sealed_differently_each_time(bos: Sleutelbos) -> None:
    assert len({bos.seal(b"geheim", context="hier") for _ in range(20)}) == 20


def test_a_new_key_seals_and_the_old_one_still_opens(tmp_path: Path) -> None:
    oud = nieuwe_bos(tmp_path)
    verzegeld = oud.seal(b"van vroeger", context="hier")
    pad = tmp_path / "sleutels.json"
    data = json.loads(pad.read_text())
    data["sleutels"]["k2"] = base64.b64encode(os.urandom(32)).decode()
    data["actief"] = "k2"
    pad.write_text(json.dumps(data))
    nieuw = Sleutelbos.load(pad)
    assert nieuw.unseal(verzegeld, context="hier") == b"van vroeger"
    assert nieuw.unseal(nieuw.seal(b"van nu", context="hier"), context="hier") == b"van nu"
    with pytest.raises(Kluisfout):
        oud.unseal(nieuw.seal(b"van nu", context="hier"), context="hier")


def test_another_portal_cannot_open_it(bos: Sleutelbos, tmp_path: Path) -> None:
    with pytest.raises(Kluisfout):
        nieuwe_bos(tmp_path).unseal(bos.seal(b"geheim", context="hier"), context="hier")


def test_the_blind_index_is_the_same_for_the_same_text_in_the_same_place_only(bos: Sleutelbos, tmp_path: Path) -> None:
    index = bos.blind_index("999911004", context="bsn")
    assert index == bos.blind_index("999911004", context="bsn")
    assert "999911004" not in index
    anders = {
        bos.blind_index("999911016", context="bsn"),
        bos.blind_index("999911004", context="ander"),
        nieuwe_bos(tmp_path).blind_index("999911004", context="bsn"),
    }
    assert index not in anders
    assert len(anders) == 3


def test_a_link_token_has_256_bits_and_comes_back_for_the_same_message(bos: Sleutelbos, tmp_path: Path) -> None:
    token = bos.link_token("een")
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert len(base64.urlsafe_b64decode(token + "=")) * 8 == 256
    assert token == bos.link_token("een")
    assert token not in (bos.link_token("twee"), nieuwe_bos(tmp_path).link_token("een"))


def test_what_is_stored_of_a_token_does_not_give_the_token(bos: Sleutelbos) -> None:
    assert bos.link_token("een") not in link_hash(bos.link_token("een"))
    assert len(link_hash("x")) == 64


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    oud = os.umask(0)
    try:
        nieuwe_bos(tmp_path)
    finally:
        os.umask(oud)
    assert stat.S_IMODE((tmp_path / "sleutels.json").stat().st_mode) == 0o600


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    nieuwe_bos(tmp_path)
    inhoud = (tmp_path / "sleutels.json").read_bytes()
    with pytest.raises(FileExistsError):
        Sleutelbos.create(tmp_path / "sleutels.json")
    assert (tmp_path / "sleutels.json").read_bytes() == inhoud


def test_no_key_shows_when_the_ring_is_printed(tmp_path: Path) -> None:
    bos = nieuwe_bos(tmp_path)
    assert repr(bos.index) not in f"{bos!r} {bos}"
    assert repr(bos.link) not in f"{bos!r} {bos}"


@pytest.mark.parametrize(
    "bederf",
    [
        lambda data: data | {"actief": "k9"},
        lambda data: data | {"link": "AAAA"},
        lambda data: {naam: waarde for naam, waarde in data.items() if naam != "index"},
        lambda data: data | {"sleutels": {"k1": "geen base64!"}},
        lambda data: [data],
    ],
    ids=["the active key is not there", "too short", "missing", "not base64", "not an object"],
)
def test_a_key_file_that_is_not_whole_is_refused_at_the_start(tmp_path: Path, bederf) -> None:
    nieuwe_bos(tmp_path)
    pad = tmp_path / "sleutels.json"
    pad.write_text(json.dumps(bederf(json.loads(pad.read_text()))))
    with pytest.raises(Kluisfout, match="sleutels.json"):
        Sleutelbos.load(pad)


def test_a_key_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sleutels.json").write_text("{")
    with pytest.raises(Kluisfout, match="sleutels.json"):
        Sleutelbos.load(tmp_path / "sleutels.json")
