"""Read a picture within limits, and write it anew: upright, in plain colours, small enough, without what came along.

The one place that knows how pictures are read. It runs in a process of its own (`werkplaats`), and raises whatever the
library raises: a picture that cannot be read is a picture that is refused. Pure.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from types import MappingProxyType
from typing import Any

import pi_heif
from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from machtigingen.beeld.soorten import Bestandssoort, soort_van

PIXELS_MAX = 64_000_000  # a telephone makes 50 million
PAGINAS_MAX = 50
PAGINAS_PIXELS_MAX = 5 * PIXELS_MAX
LANGSTE = 2400  # of a page of A4: 205 dots an inch, where the smallest print is still sharp
KORTSTE = 1600  # a picture of a long conversation, or a panorama, would become a thread
KWALITEIT = 88
MINIATUUR = 240
_A4_LANG = 11.69  # inches
_SOORT_PAGINA, _BITS, _WAT_NUL_IS = 254, 258, 262  # labels of a TIFF
_KOPIE, _WIT = 1, 0
_GEEN: Mapping[int, Any] = MappingProxyType({})
_TOPPEN = tuple(2**bits - 1 for bits in (8, 10, 12, 14, 16))

_FORMATEN = {
    Bestandssoort.JPG: ("JPEG",),
    Bestandssoort.PNG: ("PNG",),
    Bestandssoort.TIFF: ("TIFF",),
    Bestandssoort.HEIC: ("HEIF",),
}

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = PIXELS_MAX
warnings.simplefilter("error", Image.DecompressionBombWarning)


def prepare(data: bytes) -> tuple[Bestandssoort, bytes]:
    """As what it is kept. Of a TIFF all pages: more than one become one PDF."""
    beeld, soort = _open(data)
    if soort is Bestandssoort.TIFF:
        paginas = _pages(beeld)
        eerste, tweede = next(paginas), next(paginas, None)
        return (
            (Bestandssoort.PDF, _pdf(chain((eerste, tweede), paginas))) if tweede else (Bestandssoort.JPG, _jpg(eerste))
        )
    if soort is Bestandssoort.PNG:
        uit = _plain(beeld)
        few = beeld.mode == "P" and uit.mode == "RGB"  # few colours: it would grow when each point had its own
        return soort, _saved(uit.quantize(dither=Image.Dither.NONE) if few else uit, "PNG", optimize=few)
    return Bestandssoort.JPG, _kept_as_it_was(beeld) or _jpg(_without_alpha(_plain(beeld)))


def thumbnail(data: bytes) -> bytes:
    """A small jpg of what was kept."""
    beeld, _ = _open(data)
    beeld.draft("RGB", (2 * MINIATUUR, 2 * MINIATUUR))
    klein = ImageOps.exif_transpose(beeld)
    klein.thumbnail((MINIATUUR, MINIATUUR))
    return _jpg(_without_alpha(_in_modes(klein)))


def _open(data: bytes) -> tuple[Image.Image, Bestandssoort]:
    soort = soort_van(data)
    if soort not in _FORMATEN:
        raise ValueError("no picture")
    beeld = Image.open(BytesIO(data), formats=_FORMATEN[soort])
    _check_size(beeld)
    return beeld, soort


def _check_size(beeld: Image.Image) -> None:
    """Before anything of it is read."""
    if beeld.width * beeld.height > PIXELS_MAX:
        raise ValueError("too many pixels")


def _pages(beeld: Image.Image) -> Iterator[Image.Image]:
    """Each page of a TIFF, but not the small copies that some scanners put beside them. When all are, the first."""
    gelezen = gegeven = 0
    for nummer in range(PAGINAS_MAX + 1):
        try:
            beeld.seek(nummer)
        except EOFError:
            break
        _check_size(beeld)
        gelezen += beeld.width * beeld.height // (8 if beeld.mode == "1" else 1)
        if nummer == PAGINAS_MAX or gelezen > PAGINAS_PIXELS_MAX:
            raise ValueError("too many pages")
        if not _labels(beeld).get(_SOORT_PAGINA, 0) & _KOPIE:
            gegeven += 1
            yield _without_alpha(_plain(beeld))
    if not gegeven:
        beeld.seek(0)
        yield _without_alpha(_plain(beeld))


def _labels(beeld: Image.Image) -> Mapping[int, Any]:
    """What a TIFF says of a page (TIFF 6.0); nothing for another kind."""
    labels: Mapping[int, Any] = getattr(beeld, "tag_v2", _GEEN)
    return labels


def _plain(beeld: Image.Image) -> Image.Image:
    """Upright, in sRGB, in a way of writing that both jpg and png know, and small enough."""
    maat = _size(beeld)
    if maat != beeld.size:
        beeld.draft(None, maat)  # a jpg is read smaller at once; others do not know this
    labels = _labels(beeld)
    gewoon = _in_modes(_in_srgb(ImageOps.exif_transpose(beeld)), labels)
    liggend = gewoon.width >= gewoon.height
    maat = (max(maat), min(maat)) if liggend else (min(maat), max(maat))
    if maat != gewoon.size and gewoon.mode != "1":
        gewoon = gewoon.resize(maat, Image.Resampling.LANCZOS, reducing_gap=3.0)
    gewoon.info = {}
    return gewoon


def _size(beeld: Image.Image) -> tuple[int, int]:
    """Black and white is a scan: it is small already, and its letters break when it shrinks."""
    lang, kort = max(beeld.size), min(beeld.size)
    schaal = 1.0 if beeld.mode == "1" else min(1.0, max(LANGSTE / lang, KORTSTE / kort))
    return round(beeld.width * schaal), round(beeld.height * schaal)


def _in_srgb(beeld: Image.Image) -> Image.Image:
    """The colours as they were meant: a telephone has more of them than a screen that is told nothing."""
    profiel = beeld.info.get("icc_profile")
    if not profiel or beeld.mode not in ("RGB", "RGBA", "CMYK"):
        return beeld
    try:
        gemeend = ImageCms.ImageCmsProfile(BytesIO(profiel))
        naar = "RGBA" if beeld.mode == "RGBA" else "RGB"
        omgezet = ImageCms.profileToProfile(beeld, gemeend, ImageCms.createProfile("sRGB"), outputMode=naar)
    except (ImageCms.PyCMSError, OSError):  # a profile that is none
        return beeld
    return omgezet or beeld


def _in_modes(beeld: Image.Image, labels: Mapping[int, Any] = _GEEN) -> Image.Image:
    if beeld.mode in ("1", "L", "RGB", "RGBA"):
        return beeld
    if beeld.mode.startswith("I"):
        return _in_eight_bits(beeld.convert("I"), labels)
    if beeld.mode in ("LA", "La", "PA", "RGBa") or "transparency" in beeld.info:
        return beeld.convert("RGBA")
    if beeld.mode == "F":
        raise ValueError("no picture for people")
    return beeld.convert("RGB")


def _in_eight_bits(beeld: Image.Image, labels: Mapping[int, Any]) -> Image.Image:
    """Grey of more bits, as light as it was made: an X-ray has twelve, often in the room of sixteen, and may be written
    as a negative. Without a word on it, as many bits as the lightest point needs."""
    laagste, hoogste = (int(een) for een in beeld.getextrema())  # type: ignore[arg-type]
    onder, gezegd = min(laagste, 0), labels.get(_BITS, (16,))[0]
    boven = 2**gezegd - 1 if gezegd < 16 else next((top for top in _TOPPEN if hoogste <= top), hoogste)
    schaal = 255 / (boven - onder)
    grijs = beeld.point(lambda waarde: waarde * schaal - onder * schaal, None).convert("L")
    return ImageOps.invert(grijs) if labels.get(_WAT_NUL_IS, 1) == _WIT else grijs


def _without_alpha(beeld: Image.Image) -> Image.Image:
    if beeld.mode != "RGBA":
        return beeld
    wit = Image.new("RGB", beeld.size, "white")
    wit.paste(beeld, mask=beeld.getchannel("A"))
    return wit


def _kept_as_it_was(beeld: Image.Image) -> bytes | None:
    """A jpg that needs nothing but to lose what came along is written with its own tables: it loses next to nothing."""
    if type(beeld) is not JpegImageFile or beeld.mode not in ("L", "RGB") or _size(beeld) != beeld.size:
        return None
    if beeld.info.get("icc_profile") or beeld.getexif().get(0x0112, 1) != 1:
        return None
    beeld.load()
    beeld.info = {}
    return _saved(beeld, "JPEG", quality="keep", optimize=True)


def _jpg(beeld: Image.Image) -> bytes:
    return _saved(beeld.convert("L") if beeld.mode == "1" else beeld, "JPEG", quality=KWALITEIT, optimize=True)


def _pdf(paginas: Iterable[Image.Image]) -> bytes:
    """One page at a time is in memory. A page in black and white is written without loss, and knows no quality."""
    uit = BytesIO()
    dichtheid = 0.0
    for pagina in paginas:
        hoe = {} if pagina.mode == "1" else {"quality": KWALITEIT}
        dichtheid = dichtheid or max(pagina.size) / _A4_LANG
        pagina.save(uit, "PDF", append=bool(uit.tell()), resolution=dichtheid, **hoe)
    return uit.getvalue()


def _saved(beeld: Image.Image, formaat: str, **hoe: object) -> bytes:
    uit = BytesIO()
    beeld.save(uit, formaat, **hoe)
    return uit.getvalue()
