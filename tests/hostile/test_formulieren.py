"""Posts that no page of ours makes: never a 5xx, never a page of Django's own, and nothing lost or half-kept."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hostile.opslag import niets_bewaard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reis import PNG, open_link
from voluit import keer
from wereld import Beller, Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import foutcode
from machtigingen.project.routes import alle_routes

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

POSTROUTES = [route["pad"] for route in alle_routes() if route["listener"] == "portaal" and "POST" in route["methoden"]]
PORTAAL = "https://localhost:8443"
# Of each door but the provider's: who uses it, and where they begin.
DEUREN = {
    "/beoordelen/formulieren": ("beheerder-9901", "/beoordelen/formulieren/"),
    "/beoordelen": ("beoordelaar-9901", "/beoordelen/"),
    "/beheer": ("contactpersoon-goed", "/beheer/"),
    "/portaalbeheer": ("portaalbeheerder", "/portaalbeheer/"),
}


def adres(pad: str, aanvraag: Any = None) -> str:
    id_ = 1 if pad.startswith("/beheer") else aanvraag or uuid4()
    return pad.format(id=id_, onderwerp="medisch", soort="serienummer", waarde="00", code="X02", versie="2026-1")


def wie(wereld: Wereld, pad: str, **client: Any) -> Beller:
    naam = next((naam for deur, (naam, _) in DEUREN.items() if pad.startswith(deur)), "persoonlijk-goed")
    mens = wereld.mens(naam, **client)
    mens.get("/wie-ben-ik")
    mens.get("/")
    return mens


def lijst(pad: str) -> str:
    """The page that whoever uses this route begins at."""
    return next((begin for deur, (_, begin) in DEUREN.items() if pad.startswith(deur)), "/aanvragen/")


def gecodeerd(antwoord: Any, *, bij: str = "", ook: tuple[int, ...] = (200, 302)) -> None:
    """Our own answer: a way on, or a page with a code."""
    if antwoord.status_code in ook:
        return
    assert 400 <= antwoord.status_code < 500, bij
    pagina = antwoord.content.decode()
    assert 'lang="nl"' in pagina
    assert "<h1>Bad Request" not in pagina and "Traceback" not in pagina


def concept(wereld: Wereld) -> str:
    open_link(wereld, wereld.mens())
    return str(Aanvraag.objects.get().id)


VELDEN = ("zijde", "mrd", "opmerking", "formulier", "toelichting")
ROMMEL: dict[str, Any] = {
    "garbage": {"actie": "\x00\x01", "blad": "٣", "gezien": "\x00", "besluit": "'; --", "verder": "//kwaad.example"},
    "a NUL in every field": dict.fromkeys((*VELDEN, "verwijder"), "a\x00b"),
    "huge fields": dict.fromkeys(VELDEN, "x" * 100_000),
    "a page with a name of 5000 letters": {"blad": "a" * 5000, "zijde": "beide"},
    "a page that showed what is no question": {"blad": "a" * 12, "getoond-": "x", "getoond-\x00": "\x00"},
    "a page that showed what is no fingerprint": {"getoond-zijde": "x" * 100_000, "zijde": "beide"},
    "no uuid": {"verwijder": "geen-uuid"},
    "a uuid of nothing": {"verwijder": str(uuid4())},
    "lists where one is asked": {"zijde": ["links", "rechts"], "besluit": ["goedkeuren", "afwijzen"]},
    "numbers of other scripts": {"mrd": "٣", "zorgverlener": "０３９９００１１", "begindatum": "٢-٣-٢٠٢٦"},
    "numbers without end": {"mrd": "9" * 5000, "gezichtsveld": "1e999", "begindatum": "9" * 5000},
    "a text for a file": {"foto": "geen bestand"},
    "half a character": {"opmerking": "\udce9".encode("utf-8", "surrogateescape"), "toelichting": b"\xff\xfe"},
    "right to left": {"opmerking": "\u202eabc\u2066", "toelichting": "\u202eabc"},
}


@pytest.mark.parametrize("pad", POSTROUTES)
def test_rubbish_in_the_fields_is_answered(wereld: Wereld, pad: str) -> None:
    id_, mens = concept(wereld), wie(wereld, pad)
    for naam, velden in ROMMEL.items():
        for aanvraag in (None, id_):
            gecodeerd(mens.post(adres(pad, aanvraag), velden), bij=naam)


@pytest.mark.parametrize("pad", POSTROUTES)
def test_a_post_without_token_is_refused_with_a_page(wereld: Wereld, pad: str) -> None:
    id_ = concept(wereld)
    mens = wie(wereld, pad, enforce_csrf_checks=True)
    with niets_bewaard():
        antwoord = mens.post(adres(pad, id_), {"zijde": "links"}, HTTP_ORIGIN=PORTAAL)
    assert antwoord.status_code == 403
    assert b"D302" in antwoord.content


VREEMD: list[dict[str, str]] = [
    {"HTTP_ORIGIN": "https://kwaad.example"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": ""},
    {"HTTP_ORIGIN": "https://localhost:8444"},
    {"HTTP_ORIGIN": "http://[bad"},
    {"HTTP_REFERER": "https://kwaad.example/"},
    {"HTTP_REFERER": "http://[bad"},
    {},
]


@pytest.mark.parametrize("pad", POSTROUTES)
def test_a_post_from_another_site_is_refused_with_a_page(wereld: Wereld, pad: str) -> None:
    mens = wie(wereld, pad, enforce_csrf_checks=True)
    token = str(mens.get(lijst(pad)).context["csrf_token"])
    for kop in VREEMD:
        antwoord = mens.post(adres(pad), {"csrfmiddlewaretoken": token}, **kop)
        assert antwoord.status_code == 403, kop
        assert b"D302" in antwoord.content


def test_the_same_post_from_our_own_page_is_taken(wereld: Wereld) -> None:
    """Without this the tests above would prove nothing."""
    mens = wie(wereld, "/", enforce_csrf_checks=True)
    token = mens.get("/aanvragen/").context["csrf_token"]
    assert mens.post("/uitloggen", {"csrfmiddlewaretoken": str(token)}, HTTP_ORIGIN=PORTAAL).status_code == 302


BESTANDEN = "".join(
    f'--x\r\nContent-Disposition: form-data; name="foto"; filename="{nummer}.png"\r\n\r\nx\r\n' for nummer in range(25)
)
HALF = (
    "--x\r\nContent-Disposition: form-data; name=foto; filename=a.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n%%%a\r\n--x--"
)
ONLEESBAAR = {
    "more fields than any page has": ("a=&" * 1_600, "application/x-www-form-urlencoded", "B109"),
    "no boundary": ("--x\r\n" * 10, "multipart/form-data", "B109"),
    "a boundary that is none": ("--x--", "multipart/form-data; boundary=" + "é" * 10, "B109"),
    "a file that is damaged": (HALF, "multipart/form-data; boundary=x", "B109"),
    "more text than fits": ("a=" + "x" * 3_000_000, "application/x-www-form-urlencoded", "B110"),
    "more files than at once": (BESTANDEN + "--x--", "multipart/form-data; boundary=x", "X104"),
}


@pytest.mark.parametrize("pad", POSTROUTES)
def test_a_form_that_cannot_be_read_says_why(wereld: Wereld, pad: str) -> None:
    mens = wie(wereld, pad, enforce_csrf_checks=True)
    mens.get(lijst(pad))
    for naam, (body, soort, code) in ONLEESBAAR.items():
        antwoord = mens.client.generic(
            "POST", adres(pad), body, soort, secure=True, HTTP_ORIGIN=PORTAAL, **mens._omgeving()
        )
        assert antwoord.status_code == foutcode(code).http, naam
        assert code in antwoord.content.decode(), naam


NAMEN = [
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "C:\\foto.png",
    "a\x00b.png",
    "",
    ".",
    "..",
    "x" * 5000 + ".png",
    "regel\r\nSet-Cookie: a=b.png",
    '"; filename="ander.png',
    "\u202egnp.exe",
    "<script>alert(1)</script>.png",
    "%00%2e%2e%2f.png",
    "😀眼.png",
]


@pytest.mark.parametrize("naam", NAMEN, ids=ascii)
def test_a_file_with_a_hostile_name_is_only_a_file(wereld: Wereld, naam: str) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    bestand = SimpleUploadedFile("x.png", PNG)
    bestand._name = naam  # the name as the client sends it, not as Django's class would clean it
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", {"actie": "toevoegen", "foto": bestand})
    gecodeerd(antwoord)
    for bijlage in Aanvraag.objects.get().bijlagen.all():
        assert "/" not in bijlage.naam and "\\" not in bijlage.naam and bijlage.naam.isprintable()
        download = mens.get(f"{aanvraag}bijlagen/{bijlage.id}")
        assert download["Content-Disposition"].isascii() and "\n" not in download["Content-Disposition"]


@pytest.mark.parametrize(
    "kop",
    [
        {"HTTP_HOST": "kwaad.example"},
        {"HTTP_HOST": "[bad"},
        {"HTTP_HOST": "localhost:8443@kwaad.example"},
        {"HTTP_X_FORWARDED_HOST": "kwaad.example"},
        {"HTTP_COOKIE": "\x00=\xff; __Host-sessie-8443=" + "x" * 5000},
        {"HTTP_COOKIE": "__Host-sessie-8443=../../etc/passwd; __Host-csrf-8443=\x01"},
        {"HTTP_COOKIE": ";;;=;=="},
        {"HTTP_ACCEPT_LANGUAGE": "\xff" * 5000},
        {"HTTP_RANGE": "bytes=9-1"},
        {"HTTP_IF_MODIFIED_SINCE": "gisteren"},
        {"QUERY_STRING": "blad=" + "9" * 5000},
        {"QUERY_STRING": "blad=%00&wijzig=%ff&zoek=%F0"},
        {"QUERY_STRING": "&".join(f"a{nummer}=1" for nummer in range(2000))},
    ],
    ids=lambda kop: ascii(kop)[:60],
)
def test_a_strange_header_or_query_breaks_no_page(wereld: Wereld, kop: dict[str, str]) -> None:
    for beller, paden in (
        (wereld.mens(), ["/", "/aanvragen/", "/wie-ben-ik", "/instroom/x", "/bestaat-niet"]),
        (wereld.mens("beoordelaar-9901"), ["/beoordelen/"]),
        (wereld.bezoeker(), ["/", "/hulp/", "/foutcodes/", "/foutcodes/R101"]),
    ):
        for pad in paden:
            gecodeerd(beller.get(pad, **kop), ook=(200, 301, 302))


@pytest.mark.parametrize(
    "pad", ["/%00", "/%ff%fe", "/aanvragen/%00/", "/instroom/%00", "/instroom/" + "x" * 8000, "/..%2f..%2fetc/passwd",
            "/foutcodes/%00", "/foutcodes/%ff", "/aanvragen/{__class__}/", "/static/../settings.py"],
)  # fmt: skip
def test_a_strange_address_is_not_found(wereld: Wereld, pad: str) -> None:
    for beller in (wereld.mens(), wereld.bezoeker()):
        antwoord = beller.get(pad)
        assert antwoord.status_code == 404
        gecodeerd(antwoord)
    assert wereld.software().get(pad).json()["code"] == "B108"


@settings(max_examples=keer(60, 600), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    velden=st.dictionaries(
        st.sampled_from([
            "zijde", "oorzaak", "functiestoornis", "eerdere_correctie", "mrd", "opmerking", "versie", "gezien", "actie",
            "verwijder", "bsn", "geboortedatum", "begindatum", "zorgverlener", "specialisme",
        ]),
        st.text(max_size=40) | st.integers().map(str) | st.dates().map(str) | st.floats().map(str),
    ),
    onderwerp=st.sampled_from(["verzekerde", "behandeling", "medisch", "bijlagen"]),
)  # fmt: skip
def test_any_answer_on_any_page_of_the_form(wereld: Wereld, velden: dict[str, str], onderwerp: str) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    schoon = {naam: waarde.encode("utf-8", "ignore").decode() for naam, waarde in velden.items()}
    gecodeerd(mens.post(f"{aanvraag}vragen/{onderwerp}", schoon))
    gecodeerd(mens.get(f"{aanvraag}controleren"))
    gecodeerd(mens.post(f"{aanvraag}indienen"))
