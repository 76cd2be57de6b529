"""What becomes of a picture: upright, small, bare, and still to be read."""

import struct
from io import BytesIO

import pytest
from beelden import HEIC, bewaard, geopend, png
from PIL import Image, ImageCms, ImageDraw
from pypdf import PdfReader

from machtigingen.beeld.bewerken import prepare, thumbnail
from machtigingen.beeld.soorten import Bestandssoort

PLAATS = {1: "N", 2: (52.0, 5.0, 7.0)}


def foto(breed: int = 64, hoog: int = 32) -> Image.Image:
    """Red above blue."""
    beeld = Image.new("RGB", (breed, hoog), (200, 0, 0))
    beeld.paste((0, 0, 200), (0, hoog // 2, breed, hoog))
    return beeld


def exif(stand: int = 1) -> Image.Exif:
    gegevens = Image.Exif()
    gegevens[0x0112] = stand
    gegevens[0x010F] = "Kanariecamera"
    gegevens.get_ifd(0x8825).update(PLAATS)
    return gegevens


def kleur(beeld: Image.Image, x: int, y: int) -> str:
    rood, _, blauw = beeld.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "rood" if rood > blauw else "blauw"


def test_what_came_along_with_a_jpg_does_not_stay() -> None:
    bron = bewaard(foto(), "JPEG", exif=exif(), comment=b"Kanarie") + b"<html>Kanarie"
    soort, uit = prepare(bron)
    assert soort is Bestandssoort.JPG
    assert b"Kanarie" not in uit
    assert not geopend(uit).getexif()
    assert b"Kanariecamera" in bron


def test_a_jpg_that_needs_nothing_loses_next_to_nothing() -> None:
    verloop = Image.linear_gradient("L")
    bron = bewaard(Image.merge("RGB", (verloop, verloop.rotate(90), verloop.rotate(180))), "JPEG", quality=70)
    uit = prepare(bron)[1]
    verschil = max(abs(een - ander) for een, ander in zip(geopend(bron).tobytes(), geopend(uit).tobytes(), strict=True))
    assert verschil <= 3
    assert prepare(uit)[1] == uit


def test_a_photo_that_lies_on_its_side_is_put_upright() -> None:
    _, uit = prepare(bewaard(foto(), "JPEG", exif=exif(6)))
    staand = geopend(uit)
    assert staand.size == (32, 64)
    assert (kleur(staand, 28, 30), kleur(staand, 3, 30)) == ("rood", "blauw")


def test_a_heic_becomes_an_upright_jpg_without_the_place() -> None:
    soort, uit = prepare(HEIC.read_bytes())
    staand = geopend(uit)
    assert (soort, staand.size, staand.format) == (Bestandssoort.JPG, (32, 64), "JPEG")
    assert {kleur(staand, 28, 30), kleur(staand, 3, 30)} == {"rood", "blauw"}
    assert b"Exif" in HEIC.read_bytes() and b"Exif" not in uit


@pytest.mark.parametrize(
    ("maat", "wordt"),
    [
        ((4032, 3024), (2400, 1800)),
        ((3024, 4032), (1800, 2400)),
        ((2400, 1000), (2400, 1000)),
        ((1080, 6000), (1080, 6000)),
        ((8000, 2000), (6400, 1600)),
    ],
    ids=["a photo", "a standing photo", "one that fits", "a long conversation", "a panorama"],
)
def test_it_is_no_larger_than_the_eye_needs(maat: tuple[int, int], wordt: tuple[int, int]) -> None:
    _, uit = prepare(bewaard(Image.new("RGB", maat, "white"), "JPEG"))
    assert geopend(uit).size == wordt


def test_a_scan_of_a_page_stays_readable() -> None:
    pagina = Image.new("L", (2480, 3508), 255)  # A4 at 300 dots an inch
    for y in range(0, 3508, 40):
        ImageDraw.Draw(pagina).line((200, y, 2200, y), fill=0, width=4)
    uit = geopend(prepare(bewaard(pagina, "JPEG"))[1])
    kolom = [uit.getpixel((uit.width // 2, y)) for y in range(uit.height)]
    lijnen = sum(1 for boven, onder in zip(kolom, kolom[1:], strict=False) if boven > 128 >= onder)
    assert lijnen == len(range(0, 3508, 40)) - 1  # the first stands at the edge


def test_black_and_white_is_not_shrunk() -> None:
    bron = Image.new("1", (5000, 7000), 1)
    soort, uit = prepare(bewaard(bron, "PNG"))
    assert (soort, geopend(uit).size, geopend(uit).mode) == (Bestandssoort.PNG, (5000, 7000), "1")


def test_a_picture_of_few_colours_keeps_them_and_does_not_grow() -> None:
    ruis = Image.effect_noise((1200, 900), 60).convert("RGB").quantize(16)
    bron = bewaard(ruis, "PNG", optimize=True)
    uit = prepare(bron)[1]
    assert len(uit) < len(bron) * 1.1
    assert geopend(uit).convert("RGB").tobytes() == ruis.convert("RGB").tobytes()


def test_one_that_is_shrunk_has_few_colours_still() -> None:
    uit = geopend(prepare(bewaard(Image.linear_gradient("L").resize((3000, 2000)).quantize(16), "PNG"))[1])
    assert (uit.mode, uit.size) == ("P", (2400, 1600))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_stays_a_png(mode: str) -> None:
    soort, uit = prepare(bewaard(Image.new(mode, (20, 20)), "PNG"))
    assert (soort, geopend(uit).format) == (Bestandssoort.PNG, "PNG")


def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    uit = geopend(prepare(bewaard(Image.new("I;16", (4, 4), 32768), "PNG"))[1])
    assert uit.mode == "L" and abs(uit.getpixel((1, 1)) - 128) <= 1  # type: ignore[operator]


def grijze_tiff(bits: int, hoogste: int, *, wit_is_nul: bool = False) -> bytes:
    """From nothing at the left to this at the right, as devices write it (TIFF 6.0, baseline grey)."""
    breed, hoog = 64, 32
    waarden = [round(x * hoogste / (breed - 1)) for x in range(breed)]
    if bits == 12:  # two in three bytes
        paren = zip(waarden[::2], waarden[1::2], strict=True)
        rij = b"".join(((een << 12) | ander).to_bytes(3, "big") for een, ander in paren)
    else:
        rij = struct.pack(f"<{breed}H", *waarden)
    labels = {256: breed, 257: hoog, 258: bits, 259: 1, 262: 0 if wit_is_nul else 1, 273: 8, 277: 1, 278: hoog}
    delen = [struct.pack("<HHII", naam, 4, 1, waarde) for naam, waarde in (labels | {279: len(rij) * hoog}).items()]
    plek = 8 + len(rij) * hoog
    return b"II*\0" + struct.pack("<I", plek) + rij * hoog + struct.pack("<H", len(delen)) + b"".join(delen) + bytes(4)


@pytest.mark.parametrize(
    ("bron", "links", "rechts"),
    [
        (grijze_tiff(12, 4095), 0, 255),
        (grijze_tiff(12, 1000), 0, 62),
        (grijze_tiff(16, 4095), 0, 255),
        (grijze_tiff(16, 65535), 0, 255),
        (grijze_tiff(16, 65535, wit_is_nul=True), 255, 0),
        (grijze_tiff(16, 4095, wit_is_nul=True), 255, 0),
    ],
    ids=["12 bits", "12 bits and dark", "12 bits in 16", "16 bits", "16 bits negative", "12 bits in 16 negative"],
)
def test_an_x_ray_is_as_light_as_it_was_made(bron: bytes, links: int, rechts: int) -> None:
    uit = geopend(prepare(bron)[1])
    assert abs(uit.getpixel((1, 5)) - links) <= 8  # type: ignore[operator]
    assert abs(uit.getpixel((62, 5)) - rechts) <= 8  # type: ignore[operator]


def test_twelve_bits_in_a_png_of_sixteen_are_seen() -> None:
    bron = Image.frombytes("I;16", (2, 1), struct.pack("<2H", 0, 4095))
    assert geopend(prepare(bewaard(bron, "PNG"))[1]).tobytes() == b"\x00\xff"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB"])
def test_a_tiff_of_any_kind_becomes_a_jpg(mode: str) -> None:
    soort, uit = prepare(bewaard(Image.new(mode, (20, 20)), "TIFF"))
    assert (soort, geopend(uit).format) == (Bestandssoort.JPG, "JPEG")


def test_what_is_clear_in_a_picture_becomes_white() -> None:
    _, uit = prepare(bewaard(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "TIFF"))
    assert geopend(uit).getpixel((5, 5)) == (255, 255, 255)


def test_of_a_tiff_every_page_stays() -> None:
    paginas = [Image.new(mode, (600, 800), 255) for mode in ("L", "1", "L")]
    soort, uit = prepare(bewaard(paginas[0], "TIFF", save_all=True, append_images=paginas[1:]))
    assert soort is Bestandssoort.PDF
    gelezen = PdfReader(BytesIO(uit)).pages
    assert [round(float(pagina.mediabox.height)) for pagina in gelezen] == [842] * 3  # A4, in points


def test_photos_keep_their_quality_next_to_a_page_in_black_and_white() -> None:
    fotos = [Image.effect_noise((300, 400), 90)] * 2
    alleen = len(prepare(bewaard(fotos[0], "TIFF", save_all=True, append_images=fotos[1:]))[1])
    samen = len(
        prepare(bewaard(fotos[0], "TIFF", save_all=True, append_images=[*fotos[1:], Image.new("1", (9, 9))]))[1]
    )
    assert samen > alleen


def test_a_fax_of_many_pages_at_its_finest_fits() -> None:
    """In black and white, at 600 dots an inch."""
    bladen = [Image.new("1", (4960, 7016), 1)] * 12
    fax = bewaard(bladen[0], "TIFF", save_all=True, append_images=bladen[1:], compression="group4")
    assert len(PdfReader(BytesIO(prepare(fax)[1])).pages) == 12


def test_the_only_page_of_a_tiff_is_kept_whatever_it_is_called() -> None:
    bron = bewaard(Image.new("L", (20, 10)), "TIFF", tiffinfo={254: 1})
    assert geopend(prepare(bron)[1]).size == (20, 10)


@pytest.mark.parametrize("vooraan", [True, False])
def test_a_small_copy_of_a_page_is_no_page(vooraan: bool) -> None:
    blad, klein = Image.new("L", (20, 10)), Image.new("L", (2, 1))
    blad.encoderinfo, klein.encoderinfo = {"tiffinfo": {254: 0}}, {"tiffinfo": {254: 1}}  # type: ignore[attr-defined]
    eerst, dan = (klein, blad) if vooraan else (blad, klein)
    bron = bewaard(eerst, "TIFF", save_all=True, append_images=[dan], **eerst.encoderinfo)  # type: ignore[attr-defined]
    soort, uit = prepare(bron)
    assert (soort, geopend(uit).size) == (Bestandssoort.JPG, (20, 10))


def test_a_tiff_with_too_many_pages_is_refused() -> None:
    een = Image.new("1", (4, 4))
    with pytest.raises(ValueError):
        prepare(bewaard(een, "TIFF", save_all=True, append_images=[een] * 50))


def test_colours_are_as_they_were_meant() -> None:
    """A profile that swaps nothing leaves them; one that is none is left out."""
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profiel, b"no profile at all"):
        uit = geopend(prepare(bewaard(foto(), "JPEG", icc_profile=icc, quality=95))[1])
        assert "icc_profile" not in uit.info
        assert (kleur(uit, 5, 3), kleur(uit, 5, 28)) == ("rood", "blauw")


@pytest.mark.parametrize(
    "data",
    [png()[:40], bewaard(foto(), "JPEG")[:200], HEIC.read_bytes()[:300], b"II*\0\xff\xff\xff\xff", b"%PDF-1.7", b""],
    ids=["half a png", "half a jpg", "half a heic", "a tiff without pages", "a pdf", "nothing"],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Exception):  # noqa: B017  # of many kinds: the process that this runs in takes them all
        prepare(data)


def test_a_thumbnail_is_small_and_upright() -> None:
    klein = geopend(thumbnail(bewaard(foto(2000, 1000), "JPEG", exif=exif(6))))
    assert klein.size == (120, 240)
    assert geopend(thumbnail(png())).format == "JPEG"
