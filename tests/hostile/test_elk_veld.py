"""Any text in every field there is: which those are, the contract and the catalogue say."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils.html import escape
from hostile.geraamte import geraamte
from hostile.teksten import TEKSTEN
from machtigingen_sandbox import personas
from machtigingen_sandbox.pagina import read_pagina
from machtigingen_sandbox.patienten import KLIKGEBIT, WENKBRAUWLIFT
from openapi.contract import OPENAPI
from voluit import keer
from wereld import Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Vraagtype, load_catalogus
from machtigingen.foundation import CATALOGUS

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

PORTAAL = "https://localhost:8443"
GEWOON = "Gewone tekst"


# What a package sends


def tekstvelden(schema: Any, pad: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """(path, longest) of each field of a message that takes a text of one's own."""
    if "$ref" in schema:
        schema = OPENAPI["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for naam, deel in schema.get("properties", {}).items():
        yield from tekstvelden(deel, (*pad, naam))
    if schema.get("type") == "string" and re.search(schema.get("pattern", ""), "<'&\">"):
        yield pad, schema["maxLength"]


VELDEN = dict(tekstvelden({"$ref": "#/components/schemas/Instroombericht"}))


def test_these_are_the_texts_of_a_message() -> None:
    """A new one is tested by itself; this only says that we look in the right place."""
    assert {".".join(pad) for pad in VELDEN} >= {
        "softwarepakket.naam", "softwarepakket.versie", "referentie", "verzekerde.naam", "verzekerde.verzekerdenummer",
        "opmerking",
    }  # fmt: skip


def vol_met(tekst: str, nummer: int) -> dict[str, Any]:
    """A message with this text in every field that takes one, and in an answer."""
    data = copy.deepcopy(bericht(verzekerde=verzekerde(personas.ONBEKEND)))
    for (*pad, laatste), langste in VELDEN.items():
        plek: Any = data
        for stap in pad:
            plek = plek[stap]
        plek[laatste] = (f"{nummer} {tekst}" if laatste == "referentie" else tekst)[:langste].strip()
    return data | {"antwoorden": {"oorzaak": "aangeboren", "toelichting_stoornis": tekst}}


@pytest.mark.parametrize("soort", TEKSTEN)
def test_in_every_field_of_a_message_it_is_kept_shown_and_only_text(wereld: Wereld, soort: str) -> None:
    software, mens = wereld.software(), wereld.mens()
    gewoon: list[Any] = []
    lijst: set[Any] = set()
    for nummer, tekst in enumerate([GEWOON, *TEKSTEN[soort]]):
        data = vol_met(tekst, nummer)
        antwoord = software.push(data)
        assert antwoord.status_code == 201, (ascii(tekst), antwoord.content)
        pad = mens.get(antwoord.json()["link"].removeprefix(PORTAAL))["Location"]
        aanvraag = Aanvraag.objects.get(pk=pad.split("/")[2])
        assert aanvraag.bronnen["softwarepakket"] == data
        waarden = {naam: antwoord["waarde"] for naam, antwoord in aanvraag.antwoorden.items()}
        bekend = data["verzekerde"] | data["antwoorden"] | data
        for veld in ("naam", "verzekerdenummer", "opmerking", "toelichting_stoornis"):
            assert waarden[veld] == bekend[veld], (veld, ascii(tekst))
        paginas = [mens.get(f"{pad}{deel}").content.decode() for deel in ("controleren", "vragen/medisch")]
        for veld in ("naam", "verzekerdenummer", "opmerking", "toelichting_stoornis"):
            assert escape(bekend[veld]) in paginas[0], (veld, ascii(tekst))
        if not nummer:
            gewoon = [geraamte(pagina) for pagina in paginas]
            lijst = set(geraamte(mens.get("/aanvragen/").content.decode()))
        assert [geraamte(pagina) for pagina in paginas] == gewoon, ascii(tekst)
    pagina = mens.get("/aanvragen/").content.decode()
    assert set(geraamte(pagina)) == lijst
    for referentie in Aanvraag.objects.values_list("referentie", flat=True):
        assert escape(referentie) in pagina, ascii(referentie)


# What somebody types


@dataclass(frozen=True)
class Vorm:
    """A form, who fills it in, and the answers that bring up its texts."""

    code: str
    systeem: str
    persoon: str
    bericht: dict[str, Any]
    antwoorden: dict[str, str]
    rondes: int = 2  # an answer brings up the next question


TANDARTS = {"instantie": {"agb": "12990003"}, "zorgverlener": {"agb": "12990021", "specialisme": "1200"}}


def msz(specialisme: str, agb: str, diagnose: str, zorgactiviteit: str) -> dict[str, Any]:
    return bericht(
        zorgverlener={"agb": agb, "specialisme": specialisme},
        verstrekking={"diagnose": diagnose, "zorgactiviteit": zorgactiviteit},
    )


def mondzorg(code: str) -> dict[str, Any]:
    prestatie = {"code": code, "aantal": 1, "kaak": "onder", "honorarium": "300.00", "techniek": "0.00"}
    return bericht(verstrekking={"prestatiecodelijst": "010", "prestaties": [prestatie]}, **TANDARTS)


def genoemd(code: str, specialisme: str, agb: str) -> dict[str, Any]:
    return bericht(zorgverlener={"agb": agb, "specialisme": specialisme}, verstrekking={"formulier": code})


ARTS = ("systeem-goed", "persoonlijk-goed")
TAND = ("systeem-tandarts", "persoonlijk-tandarts")
OOG = {"zijde": "beide", "oorzaak": "aangeboren", "functiestoornis": "ja", "eerdere_correctie": "nee"}
VORMEN = (
    Vorm("X02", "systeem-goed", "persoonlijk-goed", bericht(), OOG),
    Vorm(
        "X10", "systeem-goed", "persoonlijk-goed", bericht(verstrekking=WENKBRAUWLIFT),
        {"zijde": "links", "oorzaak": "verwonding", "ooglid_voldoende": "ja"},
    ),
    Vorm(
        "M03", "systeem-tandarts", "persoonlijk-tandarts", bericht(verstrekking=KLIKGEBIT, **TANDARTS),
        {"contract": "nee", "vorige_prothese": "nee"},
    ),
    Vorm("X91", *ARTS, msz("0304", "03990012", "901", "039901"), {"reden": "verminking"}),
    Vorm("X92", *ARTS, msz("0302", "03990016", "902", "039903"), {"reden": "aangeboren"}),
    Vorm("X93", *ARTS, msz("0310", "03990017", "903", "039904"), {"verdacht": "nee", "klacht": "verminking"}, 3),
    Vorm("X94", *ARTS, msz("0307", "03990025", "904", "039905"), {"reden": "verminking"}),
    Vorm("M04", *TAND, mondzorg("J020"), {"tandeloos": "nee"}),
    Vorm("M05", *TAND, mondzorg("G71"), {"specialist": "kno", "ahi": "20", "gebit_geschikt": "ja"}),
    Vorm("M06", *TAND, mondzorg("V30"), {"jaartotaal": "1500"}),
    Vorm("M07", *TAND, bericht(verstrekking={"formulier": "M07"}, **TANDARTS), {}),
    Vorm(
        "M08", *TAND, bericht(verstrekking={"formulier": "M08"}, grondslag="wlz", **TANDARTS),
        {"verblijf_en_behandeling": "ja"},
    ),
    Vorm("M09", *TAND, bericht(verstrekking={"formulier": "M09"}, **TANDARTS), {"soort_zorg": "narcose"}),
    Vorm("K01", *ARTS, genoemd("K01", "1100", "11990019"), {"reden": "verminking"}),
    Vorm("H01", *ARTS, genoemd("H01", "0303", "03990018"), {"lichaamsdeel": "anders", "offerte": "ja"}),
    Vorm("G01", *ARTS, genoemd("G01", "0329", "03990026"), {"soort_zorg": "langer_verblijf"}),
)  # fmt: skip
BEPROEFD = VORMEN[: keer(3, len(VORMEN))]  # the first three have every type of question
FORMULIEREN = {formulier.code: formulier for formulier in load_catalogus(CATALOGUS).formulieren}


def tekstvragen(code: str) -> set[str]:
    """The questions of a form that take a text of one's own."""
    return {
        vraag.link_id
        for onderwerp in FORMULIEREN[code].onderwerpen
        for vraag in onderwerp.vragen
        if vraag.type in (Vraagtype.STRING, Vraagtype.TEXT) and vraag.controle is None and not vraag.kolommen
    }


def open_form(wereld: Wereld, vorm: Vorm, nummer: str) -> tuple[Any, str]:
    wie = verzekerde(personas.ONBEKEND)
    del wie["naam"]  # what is known already is not asked
    data = vorm.bericht | {"referentie": nummer, "verzekerde": wie}
    gepusht = wereld.software(vorm.systeem).push(data)
    assert gepusht.status_code == 201, gepusht.content
    mens = wereld.mens(vorm.persoon)
    return mens, mens.get(gepusht.json()["link"].removeprefix(PORTAAL))["Location"]


def velden_van(mens: Any, pad: str) -> dict[str, str]:
    """The fields of a page, with what stands in them."""
    pagina = read_pagina(mens.get(pad).content.decode(), adres=PORTAAL + pad, status=200)
    formulier = next((een for een in pagina.formulieren if een.adres.endswith(pad)), None)
    if formulier is None:
        return {}
    return dict.fromkeys(formulier.invulbaar, "") | formulier.waarden | {"actie": "verder"}


def test_every_form_is_here() -> None:
    missing = set(FORMULIEREN) - {vorm.code for vorm in VORMEN}
    assert not missing, f"Nieuw? Schrijf in VORMEN hoe men ze opent: {missing}"
    assert len(VORMEN) == len(FORMULIEREN)


@pytest.mark.parametrize("vorm", BEPROEFD, ids=lambda vorm: vorm.code)
def test_in_every_text_of_a_form_it_is_kept_shown_and_only_text(wereld: Wereld, vorm: Vorm) -> None:
    gehad: set[str] = set()
    gewoon: list[Any] = []
    for nummer, teksten in enumerate([[GEWOON], *TEKSTEN.values()]):
        tekst = " ¦ ".join(teksten)
        mens, basis = open_form(wereld, vorm, str(nummer))
        id_ = basis.split("/")[2]
        for onderwerp in FORMULIEREN[vorm.code].onderwerpen:
            pad = f"{basis}vragen/{onderwerp.link_id}"
            for _ronde in range(vorm.rondes):
                velden = velden_van(mens, pad)
                langste = {vraag.link_id: vraag.max_length or 200 for vraag in onderwerp.vragen}
                typ = {naam: tekst[: langste[naam]].strip() for naam in velden.keys() & tekstvragen(vorm.code)}
                mens.post(pad, velden | {n: w for n, w in vorm.antwoorden.items() if n in velden} | typ)
            bewaard = Aanvraag.objects.get(pk=id_).antwoorden
            assert {naam: bewaard[naam]["waarde"] for naam in typ} == typ
            gehad |= typ.keys()
        pagina = mens.get(f"{basis}controleren").content.decode()
        for naam in gehad:
            assert escape(Aanvraag.objects.get(pk=id_).antwoorden[naam]["waarde"]) in pagina, naam
        gewoon = gewoon or geraamte(pagina)
        assert geraamte(pagina) == gewoon
    assert gehad == tekstvragen(vorm.code)


@pytest.mark.parametrize("vorm", BEPROEFD, ids=lambda vorm: vorm.code)
def test_in_every_other_field_it_is_refused_and_only_text(wereld: Wereld, vorm: Vorm) -> None:
    """Also in each cell of a table, in a choice, and instead of a file."""
    mens, basis = open_form(wereld, vorm, "1")
    for onderwerp in FORMULIEREN[vorm.code].onderwerpen:
        pad = f"{basis}vragen/{onderwerp.link_id}"
        velden = velden_van(mens, pad)
        typbaar = {naam for naam in velden if naam not in tekstvragen(vorm.code)} - {
            "blad", "gezien", "actie", "csrfmiddlewaretoken",
        }  # fmt: skip
        gewoon: list[Any] = []
        for teksten in [[GEWOON], *TEKSTEN.values()] if typbaar else []:
            tekst = " ¦ ".join(teksten)
            antwoord = mens.post(pad, velden | dict.fromkeys(typbaar, tekst))
            assert antwoord.status_code in (302, 422), pad
            pagina = (antwoord if antwoord.status_code == 422 else mens.get(pad)).content.decode()
            gewoon = gewoon or geraamte(pagina)
            assert geraamte(pagina) == gewoon, pad


@pytest.mark.parametrize(
    "uitgebroken",
    ["<p><b>x</b></p>", "<p>x</p><!-- -->", '<p onclick="x">x</p>', "<p>x</p><script></script>", "<p></p><p>x</p>"],
)
def test_text_that_became_more_than_text_would_be_seen(uitgebroken: str) -> None:
    assert geraamte("<p>x</p>") == geraamte("<p>y &lt;b&gt;</p>") != geraamte(uitgebroken)
