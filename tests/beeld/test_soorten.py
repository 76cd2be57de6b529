"""What a file is, by its first bytes."""

import pytest
from beelden import HEIC, bewaard, png
from PIL import Image

from machtigingen.beeld import WORDT, Bestandssoort, soort_van

GRIJS = Image.new("L", (2, 2))


def heif(*brands: bytes) -> bytes:
    eerste, *overige = brands
    doos = b"ftyp" + eerste + b"\0\0\0\0" + b"".join(overige)
    return (len(doos) + 4).to_bytes(4, "big") + doos + b"\0" * 20


@pytest.mark.parametrize(
    ("data", "soort"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (bewaard(GRIJS, "JPEG"), "jpg"),
        (png(), "png"),
        (bewaard(GRIJS, "TIFF"), "tiff"),
        (b"MM\0*" + b"\0" * 10, "tiff"),
        (HEIC.read_bytes(), "heic"),
        (heif(b"mif1", b"mif1", b"heic"), "heic"),
    ],
    ids=["pdf", "jpg", "png", "tiff of a pc", "tiff of a mac", "heic", "heic that calls itself any picture"],
)
def test_it_is_what_it_begins_with(data: bytes, soort: str) -> None:
    assert soort_van(data) is Bestandssoort(soort)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"PK\x03\x04",
        b" %PDF-1.7",
        b"RIFF\0\0\0\0WEBP",
        heif(b"avif", b"mif1", b"avif"),
        heif(b"mp42", b"isom", b"heic"),
        heif(b"mif1", b"mif1", b"avif"),
        b"\xff\xff\xff\xffftypmif1" + b"\0" * 4,
    ],
    ids=["nothing", "gif", "zip", "a space first", "webp", "avif", "a film", "another picture", "a box without end"],
)
def test_anything_else_is_none_of_ours(data: bytes) -> None:
    assert soort_van(data) is None


def test_every_kind_becomes_something_that_a_form_can_ask_for() -> None:
    assert set(WORDT) == set(Bestandssoort)
    assert set().union(*WORDT.values()) == {Bestandssoort.PDF, Bestandssoort.JPG, Bestandssoort.PNG}
