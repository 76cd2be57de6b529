"""The process beside the portal: what breaks it costs one picture."""

import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from queue import LifoQueue

import pytest
from beelden import HEIC, bewaard, geopend, png
from PIL import Image

from machtigingen import beeld
from machtigingen.beeld import Beeldfout, Bestandssoort, Bezet, TeLaat, werkplaats
from machtigingen.beeld.werker import GEHEUGEN_MAX
from machtigingen.beeld.werkplaats import ANTWOORD, BEREID, TEGELIJK, WACHTENDEN

TIFF = bewaard(Image.new("L", (4, 4)), "TIFF")
GRENS = (8000, 8000)  # as many pixels as a picture may have


def test_a_picture_comes_back_as_it_may_be_kept() -> None:
    assert beeld.bereid(png()) == (Bestandssoort.PNG, png())
    assert beeld.bereid(HEIC.read_bytes())[0] is Bestandssoort.JPG
    assert geopend(beeld.miniatuur(png())).format == "JPEG"


@pytest.mark.parametrize(
    ("soort", "keuze"), [("PNG", {}), ("TIFF", {"compression": "tiff_adobe_deflate"}), ("JPEG", {})]
)
def test_a_whole_picture_of_one_row_more_than_may_be_is_refused(soort: str, keuze: dict[str, str]) -> None:
    breed, hoog = GRENS
    bom = bewaard(Image.new("L", (breed, hoog + 1)), soort, **keuze)
    assert len(bom) < 1_000_000
    with pytest.raises(Beeldfout):
        beeld.bereid(bom)
    assert beeld.bereid(png())[0] is Bestandssoort.PNG  # and the next one is made as always


def test_one_that_may_just_be_is_made() -> None:
    assert beeld.bereid(bewaard(Image.new("L", GRENS), "PNG"))[0] is Bestandssoort.PNG


def test_one_that_says_that_it_is_large_is_refused() -> None:
    groot = HEIC.read_bytes().replace(struct.pack(">II", 64, 64), struct.pack(">II", 60_000, 60_000))
    assert groot != HEIC.read_bytes()
    with pytest.raises(Beeldfout):
        beeld.bereid(groot)


def test_the_process_may_use_no_more_memory_than_its_limit() -> None:
    """Told by the process, after it set that."""
    vraag = (
        "from machtigingen.beeld import werker as w; w._limit(); import resource as r; print(*r.getrlimit(r.RLIMIT_AS))"
    )
    uit = subprocess.run([sys.executable, "-c", vraag], capture_output=True, check=True, text=True)
    assert uit.stdout.split() == [str(GEHEUGEN_MAX)] * 2


def test_what_takes_too_long_is_killed_and_the_next_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    groot = bewaard(Image.effect_noise((2000, 1500), 90), "PNG")
    with monkeypatch.context() as even:
        even.setattr(werkplaats, "SECONDEN_MAX", 0.01)
        with pytest.raises(TeLaat):
            beeld.bereid(groot)
    assert beeld.bereid(png())[0] is Bestandssoort.PNG


def test_a_process_that_fell_over_is_started_again() -> None:
    beeld.bereid(png())
    for werker in werkplaats._rijen[BEREID].queue:
        if werker._proces is not None:
            werker._proces.kill()
            werker._proces.wait()
    assert beeld.bereid(png())[0] is Bestandssoort.PNG


@pytest.fixture
def een_ander_antwoord(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """A process in the place of ours, that answers this and is gone."""

    def antwoord(zegt: bytes) -> None:
        opdracht = f"import sys; sys.stdin.buffer.read(1); sys.stdout.buffer.write({zegt!r}); sys.stdout.flush()"
        werker = werkplaats._Werker()
        werker._opdracht = [sys.executable, "-c", opdracht]
        rij: LifoQueue[werkplaats._Werker] = LifoQueue()
        rij.put(werker)
        monkeypatch.setitem(werkplaats._rijen, BEREID, rij)

    return antwoord


@pytest.mark.parametrize(
    "zegt",
    [
        b"",
        ANTWOORD.pack(1000) + png()[:40],
        ANTWOORD.pack(2**32 - 1) + png(),
        ANTWOORD.pack(7) + b"rommel!",
        ANTWOORD.pack(len(TIFF)) + TIFF,
    ],
    ids=["nothing", "half a picture", "four gigabytes", "no picture", "a kind that is not kept"],
)
def test_what_is_no_whole_picture_is_no_answer(een_ander_antwoord: Callable[[bytes], None], zegt: bytes) -> None:
    een_ander_antwoord(zegt)
    with pytest.raises(Beeldfout):
        beeld.bereid(png())


def test_nobody_waits_for_long_until_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(werkplaats, "WACHTEN_MAX", 0.01)
    rij = werkplaats._rijen[BEREID]
    bezig = [rij.get() for _ in range(werkplaats.TEGELIJK)]
    try:
        with pytest.raises(Bezet):
            beeld.bereid(png())
        assert geopend(beeld.miniatuur(png())).format == "JPEG"  # who only looks does not notice
    finally:
        for werker in bezig:
            rij.put(werker)
    assert beeld.bereid(png())[0] is Bestandssoort.PNG


def test_no_more_than_a_few_wait_and_who_comes_after_them_is_told_at_once() -> None:
    rij, plaatsen = werkplaats._rijen[BEREID], TEGELIJK + WACHTENDEN[BEREID]
    bezig = [rij.get() for _ in range(TEGELIJK)]
    with ThreadPoolExecutor(plaatsen + 1) as allen:
        gevraagd = [allen.submit(beeld.bereid, png()) for _ in range(plaatsen + 1)]
        eerst = wait(gevraagd, timeout=10, return_when=FIRST_COMPLETED).done
        for werker in bezig:
            rij.put(werker)
    assert [type(een.exception()) for een in eerst] == [Bezet]
    assert [een.result()[0] for een in gevraagd if een not in eerst] == [Bestandssoort.PNG] * plaatsen


def test_it_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACHTIGINGEN_CONFIG", "/etc/machtigingen/portaal.toml")
    assert set(werkplaats._environment()) <= {"PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH"}
