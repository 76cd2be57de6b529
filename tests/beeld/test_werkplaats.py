"""The process beside the portal: what breaks it costs one picture."""

import struct
import zlib

import pytest
from beelden import HEIC, bewaard, geopend, png
from PIL import Image

from machtigingen import beeld
from machtigingen.beeld import Beeldfout, Bestandssoort, werkplaats


def deel(naam: bytes, inhoud: bytes) -> bytes:
    return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))


def grote_png(breed: int, hoog: int) -> bytes:
    """All zeros, as many as fit in a few kilobytes."""
    kop = struct.pack(">IIBBBBB", breed, hoog, 8, 0, 0, 0, 0)
    rijen = zlib.compress(bytes(4_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + deel(b"IHDR", kop) + deel(b"IDAT", rijen) + deel(b"IEND", b"")


def grote_tiff(breed: int, hoog: int) -> bytes:
    """Says that it is large."""
    beeld_ = bytearray(bewaard(Image.new("1", (8, 8)), "TIFF"))
    for tag, waarde in ((256, breed), (257, hoog)):
        plek = beeld_.index(struct.pack("<H", tag) + struct.pack("<H", 4)[:1])
        beeld_[plek + 2 : plek + 12] = struct.pack("<HII", 4, 1, waarde)
    return bytes(beeld_)


def test_a_picture_comes_back_as_it_may_be_kept() -> None:
    assert beeld.bereid(png()) == (Bestandssoort.PNG, png())
    assert beeld.bereid(HEIC.read_bytes())[0] is Bestandssoort.JPG
    assert geopend(beeld.miniatuur(png())).format == "JPEG"


@pytest.mark.parametrize(
    "bom",
    [
        grote_png(2**31 - 1, 2**31 - 1),
        grote_png(20_000, 20_000),
        grote_tiff(100_000, 100_000),
        HEIC.read_bytes().replace(struct.pack(">II", 64, 64), struct.pack(">II", 60_000, 60_000)),
    ],
    ids=["two billion by two billion", "400 million", "tiff", "heic"],
)
def test_a_bomb_is_refused_before_it_goes_off(bom: bytes) -> None:
    assert len(bom) < 1_000_000
    with pytest.raises(Beeldfout):
        beeld.bereid(bom)
    assert beeld.bereid(png())[0] is Bestandssoort.PNG  # and the next one is made as always


def test_what_takes_too_long_is_killed_and_the_next_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    groot = bewaard(Image.effect_noise((2000, 1500), 90), "PNG")
    with monkeypatch.context() as even:
        even.setattr(werkplaats, "SECONDEN_MAX", 0.01)
        with pytest.raises(Beeldfout):
            beeld.bereid(groot)
    assert beeld.bereid(png())[0] is Bestandssoort.PNG


def test_a_process_that_fell_over_is_started_again() -> None:
    beeld.bereid(png())
    for werker in werkplaats._werkers.queue:
        if werker._proces is not None:
            werker._proces.kill()
            werker._proces.wait()
    assert beeld.bereid(png())[0] is Bestandssoort.PNG


def test_it_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACHTIGINGEN_CONFIG", "/etc/machtigingen/portaal.toml")
    assert set(werkplaats._environment()) <= {"PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH"}
