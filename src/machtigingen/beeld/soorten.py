"""What is in a file, by how it begins, whatever its name says. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Bestandssoort(StrEnum):
    """Three letters each, or four for what is never kept as it came."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"
    TIFF = "tiff"
    HEIC = "heic"


MEDIATYPEN: Mapping[Bestandssoort, str] = {
    Bestandssoort.PDF: "application/pdf",
    Bestandssoort.JPG: "image/jpeg",
    Bestandssoort.PNG: "image/png",
    Bestandssoort.TIFF: "image/tiff",
    Bestandssoort.HEIC: "image/heic",
}

WORDT: Mapping[Bestandssoort, frozenset[Bestandssoort]] = {
    Bestandssoort.PDF: frozenset({Bestandssoort.PDF}),
    Bestandssoort.JPG: frozenset({Bestandssoort.JPG}),
    Bestandssoort.PNG: frozenset({Bestandssoort.PNG}),
    Bestandssoort.TIFF: frozenset({Bestandssoort.JPG, Bestandssoort.PDF}),  # one page, or more
    Bestandssoort.HEIC: frozenset({Bestandssoort.JPG}),
}
"""As what each of them is kept."""

# ISO 32000-2 7.5.2, ISO 10918-1 B.1.1.3, PNG 5.2, TIFF 6.0 section 2 in both orders of bytes.
_BEGIN = (
    (b"%PDF-", Bestandssoort.PDF),
    (b"\xff\xd8\xff", Bestandssoort.JPG),
    (b"\x89PNG\r\n\x1a\n", Bestandssoort.PNG),
    (b"II*\0", Bestandssoort.TIFF),
    (b"MM\0*", Bestandssoort.TIFF),
)
# ISO 23008-12 10.2: HEVC pictures. Others in the same box, such as AVIF and films, have another brand.
_HEIC = (b"heic", b"heix", b"heim", b"heis")
_HEIF = (b"mif1", b"msf1")  # any picture in this box: then the brands that follow tell which


def soort_van(data: bytes) -> Bestandssoort | None:
    """None for what is none of these."""
    for begin, soort in _BEGIN:
        if data.startswith(begin):
            return soort
    return Bestandssoort.HEIC if _is_heic(data) else None


def _is_heic(data: bytes) -> bool:
    """A box `ftyp`: its length, its name, the brand, a version, other brands that it keeps to (ISO 14496-12 4.3)."""
    if data[4:8] != b"ftyp":
        return False
    brand = data[8:12]
    lengte = min(int.from_bytes(data[:4], "big"), 256)
    overige = [data[plek : plek + 4] for plek in range(16, lengte, 4)]
    return brand in _HEIC or (brand in _HEIF and any(een in _HEIC for een in overige))
