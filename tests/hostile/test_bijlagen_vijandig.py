"""Files that are more than they seem: a picture loses all that is no picture, a PDF is kept as it came, and each goes
out as what it is and as nothing else."""

import re
from typing import Any
from urllib.parse import unquote

from beelden import HEIC, bewaard, png
from django.core.files.uploadedfile import SimpleUploadedFile
from hostile.opslag import niets_bewaard
from PIL import Image
from reis import open_link, tekst, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag

MB = 1024 * 1024
PNG, JPG, PDF = png("vijandig"), bewaard(Image.new("RGB", (8, 8)), "JPEG"), b"%PDF-1.7\n"
SCRIPT = b"<script>alert(1)</script><svg onload=alert(2)>"
ZIP = b"PK\x03\x04" + b"\0" * 22
OPEN_SCRIPT = b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Launch<</F(cmd.exe)>>>>endobj\n"
WENKBRAUW = {"diagnose": "251", "zorgactiviteit": "031547"}

# Name as it comes in, what is in it, media type and name as they go out.
POLYGLOT = {
    "HTML in a PNG": ("foto.png", PNG + b"<html>" + SCRIPT, "image/png", "foto.png"),
    "a PNG that calls itself HTML": ("foto.html", PNG + SCRIPT, "image/png", "foto.html.png"),
    "a PNG that calls itself SVG": ("foto.svg", PNG + b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT,
                                    "image/png", "foto.svg.png"),
    "a program by its name": ("foto.png.exe", PNG + b"MZ" + SCRIPT, "image/png", "foto.png.exe.png"),
    "no extension": ("foto", PNG + b"1" + SCRIPT, "image/png", "foto.png"),
    "another extension than it is": ("foto.pdf", JPG + SCRIPT, "image/jpeg", "foto.pdf.jpg"),
    "capitals": ("FOTO.JPEG", JPG + b"2" + SCRIPT, "image/jpeg", "FOTO.JPEG"),
    "script in a JPEG": ("foto.jpg", bewaard(Image.new("L", (9, 9)), "JPEG", comment=b"*/=alert(1)/*" + SCRIPT),
                         "image/jpeg", "foto.jpg"),
    "a heic with a ZIP behind it": ("foto.heic", HEIC.read_bytes() + ZIP + SCRIPT, "image/jpeg", "foto.heic.jpg"),
    "right to left": ("foto\u202egnp.exe", PNG + b"3" + SCRIPT, "image/png", "fotognp.exe.png"),
}  # fmt: skip

PDFS = {
    "a PDF with script": ("brief.pdf", PDF + OPEN_SCRIPT, "brief.pdf"),
    "a PDF that is HTML too": ("brief.htm", PDF + b"<!--\n-->" + SCRIPT, "brief.htm.pdf"),
    "a PDF with a ZIP behind it": ("brief.pdf", PDF + ZIP, "brief.pdf"),
    "a PDF that calls itself a picture": ("brief.png", PDF, "brief.png.pdf"),
}

NIETS_VAN_ONS = {
    "HTML": SCRIPT,
    "HTML with a PNG in it": SCRIPT + PNG,
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a space before it": b" " + PDF,
    "a byte order mark before it": b"\xef\xbb\xbf" + PDF,
    "ZIP": ZIP,
    "Word with macros": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a program": b"MZ\x90\0",
    "GIF": b"GIF89a/*" + SCRIPT,
    "half a PNG": PNG[:7],
    "nothing but zeros": b"\0" * 1000,
}

GEEN_HELE_FOTO = {
    "only how a PNG begins": PNG[:8] + SCRIPT,
    "only how a JPEG begins": b"\xff\xd8\xff\xe0" + SCRIPT,
    "half a JPEG": JPG[: len(JPG) // 2],
    "half a heic": HEIC.read_bytes()[:400],
    "a tiff that goes round": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
}


def klaar_voor_een_foto(wereld: Wereld) -> tuple[Any, str]:
    mens = wereld.mens()
    return mens, open_link(wereld, mens, verstrekking=WENKBRAUW)


def voeg_toe(mens: Any, aanvraag: str, *bestanden: tuple[str, bytes]) -> Any:
    fotos = []
    for naam, inhoud in bestanden:
        fotos.append(SimpleUploadedFile("x", inhoud, content_type="text/html"))
        fotos[-1]._name = naam  # as the client sends it, not as Django's class would clean it
    return vul_in(mens, aanvraag, "bijlagen", foto=fotos)


def test_of_a_polyglot_only_the_picture_stays(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, (naam, inhoud, soort, naam_terug) in POLYGLOT.items():
        assert voeg_toe(mens, aanvraag, (naam, inhoud)).status_code == 302, geval
        antwoord = nieuwste(mens, aanvraag)
        assert b"alert" not in antwoord.content, geval
        check_download(antwoord, soort, naam_terug, geval)


def test_a_pdf_is_kept_as_it_came_and_runs_nowhere(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, (naam, inhoud, naam_terug) in PDFS.items():
        assert voeg_toe(mens, aanvraag, (naam, inhoud)).status_code == 302, geval
        antwoord = nieuwste(mens, aanvraag)
        assert antwoord.content == inhoud, geval
        check_download(antwoord, "application/pdf", naam_terug, geval)
        in_tab = nieuwste(mens, aanvraag, "?weergave=tab")
        assert in_tab["Content-Disposition"].startswith("inline; filename*=UTF-8''"), geval
        assert (in_tab["Content-Type"], in_tab["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert "default-src 'none'" in in_tab["Content-Security-Policy"]
        assert nieuwste(mens, aanvraag, "?weergave=klein").status_code == 404, geval


def nieuwste(mens: Any, aanvraag: str, weergave: str = "") -> Any:
    bijlage = max(Aanvraag.objects.get().bijlagen.all(), key=lambda een: (een.added_at, list_place(een)))
    return mens.get(f"{aanvraag}bijlagen/{bijlage.id}{weergave}")


def list_place(bijlage: Any) -> int:
    """Time stands still here: the answer to the question keeps the order."""
    ids = Aanvraag.objects.get().antwoorden[bijlage.vraag]["waarde"]
    return int(ids.index(str(bijlage.id)))


def check_download(antwoord: Any, soort: str, naam: str, geval: str) -> None:
    assert antwoord["Content-Type"] == soort, geval
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "no-store"
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    regel = re.fullmatch(r"attachment; filename\*=UTF-8''(\S+)", antwoord["Content-Disposition"])
    assert regel is not None and unquote(regel[1]) == naam, geval


def test_what_is_none_of_our_kinds_is_not_kept(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, inhoud in NIETS_VAN_ONS.items():
        antwoord = voeg_toe(mens, aanvraag, ("foto.png", inhoud))
        assert antwoord.status_code == 422, geval
        assert "Dit soort bestand kunnen wij hier niet aannemen" in tekst(antwoord), geval
        assert not Aanvraag.objects.get().bijlagen.exists()


def test_what_begins_as_a_picture_and_is_none_is_not_kept(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, inhoud in GEEN_HELE_FOTO.items():
        with niets_bewaard():
            antwoord = voeg_toe(mens, aanvraag, ("foto.png", inhoud))
        assert antwoord.status_code == 422, geval
        assert "Deze foto kunnen wij niet lezen" in tekst(antwoord), geval


def groot(bytes_: int) -> tuple[str, bytes]:
    return f"scan {bytes_}.pdf", PDF + b"x" * (bytes_ - len(PDF))


def test_together_they_are_no_more_than_20_mb(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    assert voeg_toe(mens, aanvraag, groot(12 * MB)).status_code == 302
    with niets_bewaard():
        antwoord = voeg_toe(mens, aanvraag, groot(8 * MB + 1))
    assert antwoord.status_code == 422
    assert "20 MB" in tekst(antwoord)
    assert voeg_toe(mens, aanvraag, groot(8 * MB)).status_code == 302
    assert voeg_toe(mens, aanvraag, ("klein.png", PNG)).status_code == 422
    assert [bijlage.grootte for bijlage in Aanvraag.objects.get().bijlagen.order_by("grootte")] == [8 * MB, 12 * MB]


def test_of_several_at_once_those_that_fit_are_kept_and_the_rest_is_refused_by_name(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    antwoord = voeg_toe(
        mens,
        aanvraag,
        groot(11 * MB),
        groot(11 * MB + 1),
        ("klein.png", PNG),
        ("brief.docx", ZIP),
        ("halve.png", PNG[:50]),
    )
    assert antwoord.status_code == 422
    fout = tekst(antwoord)
    assert f"“scan {11 * MB + 1}.pdf”: De bijlagen zijn samen groter dan het maximum 20 MB." in fout
    assert "“brief.docx”: Dit soort bestand" in fout
    assert "“halve.png”: Deze foto kunnen wij niet lezen." in fout
    assert sorted(bijlage.grootte for bijlage in Aanvraag.objects.get().bijlagen.all()) == [len(PNG), 11 * MB]
    again = voeg_toe(mens, aanvraag, groot(11 * MB), ("klein.png", PNG))
    assert again.status_code == 302
    assert Aanvraag.objects.get().bijlagen.count() == 2  # the same again is there once


KOPPEN = {
    "a name in pieces and whole": 'form-data; name="foto"; filename*0=a; filename*=b',
    "a name in pieces": 'form-data; name="foto"; filename*0="a"; filename*1=".png"',
    "a name in an encoding that is none": "form-data; name=\"foto\"; filename*=onzin''a.png",
    "a name that ends in the middle": 'form-data; name="foto"; filename="a',
    "a name of a megabyte": f'form-data; name="foto"; filename="{"x" * MB}.png"',
    "a field in pieces and whole": 'form-data; name*0=foto; name*=foto; filename="a.png"',
    "no field at all": 'form-data; filename="a.png"',
    "nothing": "",
}


def test_a_header_of_a_file_that_cannot_be_read_has_an_answer(wereld: Wereld) -> None:
    """Django's reader of such a header stumbles over some of these."""
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, kop in KOPPEN.items():
        deel = f"--x\r\nContent-Disposition: {kop}\r\nContent-Type: image/png\r\n\r\n".encode() + PNG + b"\r\n--x--"
        antwoord = stuur(mens, f"{aanvraag}vragen/bijlagen", deel)
        assert 300 <= antwoord.status_code < 500, geval
        assert "S100" not in antwoord.content.decode(), geval


def stuur(mens: Any, pad: str, body: bytes) -> Any:
    soort = "multipart/form-data; boundary=x"
    return mens.client.generic("POST", pad, body, soort, secure=True, **mens._omgeving())


def test_thousands_of_files_at_once_are_refused_before_one_is_kept(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    een = b'--x\r\nContent-Disposition: form-data; name="foto"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n'
    with niets_bewaard():
        antwoord = stuur(mens, f"{aanvraag}vragen/bijlagen", een * 5_000 + b"--x--")
    assert antwoord.status_code == 413
    assert "X104" in antwoord.content.decode()
