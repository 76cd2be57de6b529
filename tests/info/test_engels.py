"""The error catalogue in English: at an address of its own, and nothing of it left in Dutch."""

import gettext
import re
from pathlib import Path

import pytest
from wereld import Wereld

import machtigingen
from machtigingen.foundation import foutcodes

from .conftest import html, tekst

SRC = Path(machtigingen.__file__).parent
WOORDEN = SRC / "ui" / "locale" / "en" / "LC_MESSAGES"
CODES = tuple(foutcodes().values())
PAREN = [("/foutcodes/R101", "/en/foutcodes/R101"), ("/foutcodes/", "/en/foutcodes/")]
# What the English pages are made of; the other pages of this listener are in Dutch only.
BRONNEN = (
    *(SRC / "doors/info" / f"{naam}.py" for naam in ("bericht", "catalogus", "kader", "stappen", "views")),
    *(SRC / "doors/info/templates/info").glob("foutcode*"),
    *(SRC / "doors/info/templates/info" / naam for naam in ("bericht.html", "zoeken.html", "niet_gevonden.html")),
)


def test_every_page_says_all_of_it_in_english(wereld: Wereld) -> None:
    bezoeker = wereld.bezoeker()
    for code in CODES:
        gelezen = tekst(bezoeker.get(f"/en/foutcodes/{code.code}"))
        delen = [code.code, code.en["titel"], code.en["oorzaak"], code.en["actie"], *code.en["stappen"]]
        delen += [code.en.get(naam, getattr(code, naam)) for naam in ("voorbeeld_fout", "voorbeeld_goed")]
        for deel in delen:
            assert " ".join(deel.split()) in gelezen, (code.code, deel)
        assert "{" not in gelezen.partition("Who solves it?")[0]


@pytest.mark.parametrize("pad", ["/en/foutcodes/", "/en/foutcodes/R101", "/en/foutcodes/Z999", "/en/foutcodes/?zoek=x"])
def test_a_page_says_that_it_is_in_english(wereld: Wereld, pad: str) -> None:
    pagina = html(wereld.bezoeker().get(pad))
    assert '<html lang="en"' in pagina
    assert pagina.count("<h1") == 1
    assert "Skip to the content" in pagina


@pytest.mark.parametrize(("nederlands", "engels"), PAREN)
def test_a_page_leads_to_the_same_page_in_the_other_language(wereld: Wereld, nederlands: str, engels: str) -> None:
    info = "https://localhost:8440"
    for pad, ander, taal in ((nederlands, engels, "en"), (engels, nederlands, "nl")):
        pagina = html(wereld.bezoeker().get(pad))
        assert f'<link rel="alternate" hreflang="nl" href="{info}{nederlands}">' in pagina
        assert f'<link rel="alternate" hreflang="en" href="{info}{engels}">' in pagina
        assert f'href="{info}{ander}" hreflang="{taal}" lang="{taal}"' in pagina


def test_one_page_in_english_leaves_the_next_in_dutch(wereld: Wereld) -> None:
    bezoeker = wereld.bezoeker()
    bezoeker.get("/en/foutcodes/R101")
    assert '<html lang="nl"' in html(bezoeker.get("/foutcodes/R101"))


def test_a_page_stays_in_its_language_when_one_goes_on(wereld: Wereld) -> None:
    for pad in ("/en/foutcodes/", "/en/foutcodes/R101", "/en/foutcodes/Z999"):
        hoofd = html(wereld.bezoeker().get(pad)).partition("<main")[2].partition("</main>")[0]
        assert not re.findall(r'(?:href|action)="/foutcodes/', hoofd)


def test_a_code_in_small_letters_and_a_forgotten_slash_stay_in_english(wereld: Wereld) -> None:
    assert wereld.bezoeker().get("/en/foutcodes/r101")["Location"] == "/en/foutcodes/R101"
    assert wereld.bezoeker().get("/en/foutcodes")["Location"] == "/en/foutcodes/"


def test_every_word_around_the_codes_has_an_english_one() -> None:
    with (WOORDEN / "django.mo").open("rb") as mo:
        engels = gettext.GNUTranslations(mo)
    for bron in BRONNEN:
        nederlands = [
            woord
            for woord in _msgids(bron.read_text(encoding="utf-8"))
            if woord not in engels._catalog  # type: ignore[attr-defined]  # the only way to tell "Code" from missing
        ]
        assert not nederlands, f"{bron.name}: add these to {WOORDEN / 'django.po'}"


def _msgids(bron: str) -> list[str]:
    gevonden = re.findall(r"""{% translate "([^"]+)"|{% translate '([^']+)'|\b_\("([^"]+)"\)""", bron)
    blokken = re.findall(r"{% blocktranslate[^%]*%}(.*?){% (?:plural|endblocktranslate)", bron, re.DOTALL)
    return [woord for groep in gevonden for woord in groep if woord] + [
        re.sub(r"{{ (\w+) }}", r"%(\1)s", blok) for blok in blokken if "count " not in blok and "aantal" not in blok
    ]


def test_the_compiled_words_are_those_of_the_source() -> None:
    """After a change of django.po: msgfmt -o django.mo django.po."""
    bron = (WOORDEN / "django.po").read_text(encoding="utf-8")
    paren = re.findall(r'^msgid "(.+)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.+)"$', bron, re.MULTILINE)
    with (WOORDEN / "django.mo").open("rb") as mo:
        engels = gettext.GNUTranslations(mo)
    assert len(paren) > 50
    for nederlands, vertaling in paren:
        gelezen = (
            engels.ngettext(_plain(nederlands), "", 1)
            if "%(aantal)" in nederlands
            else engels.gettext(_plain(nederlands))
        )
        assert gelezen == _plain(vertaling)


def _plain(tekst: str) -> str:
    return tekst.replace('\\"', '"')
