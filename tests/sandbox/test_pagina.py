"""Reading a web page and filling in its form, as a browser would."""

from machtigingen_sandbox.bezoeker import encode
from machtigingen_sandbox.pagina import Bestand, read_pagina

HTML = """
<title>Stap</title><form method="post" action="/uitloggen"><button name="weg" value="1">Uit</button></form>
<main>
  <h1>Medische
    vragen</h1><a href="../hulp">Hulp</a><pre>{"a": 1}</pre>
  <form method="get" action="/zoek"><input name="zoek"></form>
  <form method="post" enctype="multipart/form-data">
    <input type="hidden" name="versie" value="3">
    <input name="naam" value="J. &amp; J."><input name="mrd" value="">
    <input type="radio" name="zijde" value="links"><input type="radio" name="zijde" value="rechts">
    <input type="radio" name="oorzaak" value="a" checked><input type="radio" name="oorzaak" value="b">
    <input type="checkbox" name="akkoord" value="ja"><input type="file" name="foto">
    <select name="soort"><option value="">Kies</option><option value="x" selected>X</option></select>
    <textarea name="opmerking">
Tekst</textarea>
    <button name="actie" value="verder">Verder</button><button name="actie" value="toevoegen">Toevoegen</button>
  </form>
</main>
"""
PAGINA = read_pagina(HTML, adres="https://localhost:8443/aanvragen/1/vragen/medisch", status=200)


def test_it_reads_heading_links_and_blocks() -> None:
    assert PAGINA.kop == "Medische vragen"
    assert PAGINA.links == ["https://localhost:8443/aanvragen/1/hulp"]
    assert PAGINA.blokken == ['{"a": 1}']


def test_the_form_is_the_one_in_main_that_is_posted() -> None:
    assert PAGINA.formulier.adres == PAGINA.adres
    assert PAGINA.formulier.met_bestanden


def test_what_stood_there_is_sent_along_with_the_first_button() -> None:
    assert PAGINA.formulier.filled_in({}) == {
        "versie": "3",
        "naam": "J. & J.",
        "mrd": "",
        "oorzaak": "a",
        "soort": "x",
        "opmerking": "Tekst",
        "actie": "verder",
    }


def test_only_empty_fields_that_are_there_get_an_answer() -> None:
    given = {"mrd": "1", "zijde": "rechts", "oorzaak": "b", "versie": "9", "vreemd": "x"}
    sent = PAGINA.formulier.filled_in(given)
    assert sent["mrd"] == "1"
    assert sent["zijde"] == "rechts"
    assert sent["oorzaak"] == "a"
    assert sent["versie"] == "3"
    assert "vreemd" not in sent


def test_a_file_goes_along_with_its_name() -> None:
    body, kind = encode({"foto": Bestand("foto.png", b"\x89PNG"), "versie": "3"}, multipart=True)
    assert kind.startswith("multipart/form-data; boundary=")
    assert b'name="foto"; filename="foto.png"' in body
    assert b"\x89PNG" in body
