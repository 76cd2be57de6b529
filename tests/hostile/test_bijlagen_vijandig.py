"""Files that are more than they seem: kept as they came, given back as what they are called nowhere else than here."""

import re
from typing import Any
from urllib.parse import unquote

from django.core.files.uploadedfile import SimpleUploadedFile
from hostile.opslag import niets_bewaard
from reis import open_link, tekst, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag

MB = 1024 * 1024
PNG, JPG, PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n"
SCRIPT = b"<script>alert(1)</script><svg onload=alert(2)>"
ZIP = b"PK\x03\x04" + b"\0" * 22
OPEN_SCRIPT = b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Launch<</F(cmd.exe)>>>>endobj\n"
GROTE_PNG = PNG + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\x06\0\0\0" + b"\0" * 4
WENKBRAUW = {"diagnose": "251", "zorgactiviteit": "031547"}

# Name as it comes in, what is in it, media type and name as they go out.
POLYGLOT = {
    "HTML in a PNG": ("foto.png", PNG + b"<html>" + SCRIPT, "image/png", "foto.png"),
    "a PNG that calls itself HTML": ("foto.html", PNG + SCRIPT, "image/png", "foto.html.png"),
    "a PNG that calls itself SVG": ("foto.svg", PNG + b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT,
                                    "image/png", "foto.svg.png"),
    "a program by its name": ("foto.png.exe", PNG + b"MZ", "image/png", "foto.png.exe.png"),
    "no extension": ("foto", PNG, "image/png", "foto.png"),
    "another extension than it is": ("foto.pdf", JPG, "image/jpeg", "foto.pdf.jpg"),
    "capitals": ("FOTO.JPEG", JPG, "image/jpeg", "FOTO.JPEG"),
    "script in a JPEG": ("foto.jpg", JPG + b"*/=alert(1)/*" + SCRIPT, "image/jpeg", "foto.jpg"),
    "a PDF with script": ("brief.pdf", PDF + OPEN_SCRIPT, "application/pdf", "brief.pdf"),
    "a PDF that is HTML too": ("brief.htm", PDF + b"<!--\n-->" + SCRIPT, "application/pdf", "brief.htm.pdf"),
    "a PDF with a ZIP behind it": ("brief.pdf", PDF + ZIP, "application/pdf", "brief.pdf"),
    "a picture of 2 billion by 2 billion": ("foto.png", GROTE_PNG, "image/png", "foto.png"),
    "right to left": ("foto\u202egnp.exe", PNG, "image/png", "fotognp.exe.png"),
}  # fmt: skip

GEEN_VAN_DE_DRIE = {
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


def klaar_voor_een_foto(wereld: Wereld) -> tuple[Any, str]:
    mens = wereld.mens()
    return mens, open_link(wereld, mens, verstrekking=WENKBRAUW)


def voeg_toe(mens: Any, aanvraag: str, *bestanden: tuple[str, bytes]) -> Any:
    fotos = []
    for naam, inhoud in bestanden:
        fotos.append(SimpleUploadedFile("x", inhoud, content_type="text/html"))
        fotos[-1]._name = naam  # as the client sends it, not as Django's class would clean it
    return vul_in(mens, aanvraag, "bijlagen", foto=fotos, actie="toevoegen")


def test_a_polyglot_is_kept_and_goes_out_as_a_download_of_its_own_type(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, (naam, inhoud, soort, naam_terug) in POLYGLOT.items():
        assert voeg_toe(mens, aanvraag, (naam, inhoud)).status_code == 302, geval
        bijlage = Aanvraag.objects.get().bijlagen.latest("added_at", "pk")
        antwoord = mens.get(f"{aanvraag}bijlagen/{bijlage.id}")
        assert antwoord.content == inhoud, geval
        assert antwoord["Content-Type"] == soort, geval
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert antwoord["Cache-Control"] == "no-store"
        assert "default-src 'none'" in antwoord["Content-Security-Policy"]
        regel = re.fullmatch(r"attachment; filename\*=UTF-8''(\S+)", antwoord["Content-Disposition"])
        assert regel is not None and unquote(regel[1]) == naam_terug, geval
        mens.post(f"{aanvraag}vragen/bijlagen", {"verwijder": str(bijlage.id), "versie": "99"})


def test_what_is_none_of_the_three_types_is_not_kept(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    for geval, inhoud in GEEN_VAN_DE_DRIE.items():
        antwoord = voeg_toe(mens, aanvraag, ("foto.png", inhoud))
        assert antwoord.status_code == 422, geval
        assert "pdf, jpg of png" in tekst(antwoord), geval
        assert not Aanvraag.objects.get().bijlagen.exists()


def groot(bytes_: int) -> tuple[str, bytes]:
    return "foto.png", PNG + b"x" * (bytes_ - len(PNG))


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


def test_of_several_at_once_those_that_fit_are_kept_and_the_rest_is_refused(wereld: Wereld) -> None:
    mens, aanvraag = klaar_voor_een_foto(wereld)
    antwoord = voeg_toe(mens, aanvraag, groot(11 * MB), groot(11 * MB), ("klein.png", PNG))
    assert antwoord.status_code == 422
    assert "20 MB" in tekst(antwoord)
    assert sorted(bijlage.grootte for bijlage in Aanvraag.objects.get().bijlagen.all()) == [len(PNG), 11 * MB]
