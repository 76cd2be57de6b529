"""What nobody should upload as a form: refused with a code and a reason, in bounded time, and nothing is kept."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from formulieren.eigen import MAKER, UPLOADEN, ingelogd, stuur, teksten, zip_van
from wereld import Wereld

from machtigingen.beslisboom import paden
from machtigingen.beslisboom.yamlknoop import MEESTE_TEKENS
from machtigingen.formulieren.models import Formulierversie

pytestmark = pytest.mark.een_database

ANKERS = "a: &a [x, x]\n" + "".join(f"{naam}: &{naam} [{', '.join(['*' + vorige] * 9)}]\n" for vorige, naam in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip  # noqa: E501


def met(bestand: str, inhoud: str | bytes) -> dict[str, str | bytes]:
    return {**teksten(), bestand: inhoud}


def zonder(bestand: str) -> dict[str, str]:
    return {naam: tekst for naam, tekst in teksten().items() if naam != bestand}


def met_regels(aantal: int) -> str:
    regel = "  - {{regel: r{0}, als: {{}}, uitkomst: beoordelen, tekst: x, onderbouwing: De wet}}\n"
    return "hitPolicy: FIRST\nregels:\n" + "".join(regel.format(nummer) for nummer in range(aantal))


def onder_een_naam(naam: str) -> bytes:
    return zip_van({**teksten(), naam: "x"})


def twee_keer() -> bytes:
    doel = BytesIO(zip_van(teksten()))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(doel, "a") as archief:
        archief.writestr("formulier.yaml", "x")
    return doel.getvalue()


def met_wachtwoord() -> bytes:
    """The flag that says so, in each header."""
    inhoud = bytearray(zip_van(teksten()))
    for kop, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = 0
        while (begin := inhoud.find(kop, begin)) >= 0:
            inhoud[begin + plek] |= 1
            begin += 4
    return bytes(inhoud)


def die_liegt() -> bytes:
    """Says that its first file is of ten characters, and is not."""
    inhoud = bytearray(zip_van({"formulier.yaml": "x" * 1000, **zonder("formulier.yaml")}))
    centraal = inhoud.find(b"PK\x01\x02")
    inhoud[centraal + 24 : centraal + 28] = (10).to_bytes(4, "little")
    return bytes(inhoud)


def zonder_naam() -> bytes:
    """A file of which the name is empty: as long, and of NULs only."""
    return zip_van({**teksten(), "X" * 9: "x"}).replace(b"X" * 9, b"\0" * 9)


VIJANDIG: dict[str, tuple[Callable[[], object], str, str]] = {
    "bom": (lambda: zip_van(met("formulier.yaml", "x" * 50_000_000)), "F303", "Dit bestand is te groot."),
    "bom in een bom": (lambda: onder_een_naam("formulier.zip"), "F302", "hoort er niet bij"),
    "buiten de zip": (lambda: zip_van(teksten(), map_="../../"), "F302", "wijst buiten de zip"),
    "naar de wortel": (lambda: zip_van(teksten(), map_="/etc/"), "F302", "wijst buiten de zip"),
    "met een schuine streep terug": (lambda: zip_van(teksten(), map_="..\\"), "F302", "zip"),
    "in verschillende mappen": (lambda: onder_een_naam("elders/vertaling.yaml"), "F302", "Pak alleen de map van één"),
    "bijna de goede naam": (lambda: met("vertaling.yml", "x"), "F302", "Haal het weg, of geef het de goede naam: form"),
    "vreemde naam": (lambda: met("<script>.yaml", "x"), "F302", "&lt;script&gt;.yaml"),
    "onzichtbare naam": (lambda: onder_een_naam("\u202elmay.x"), "F302", "‘?lmay.x’"),
    "lange naam": (lambda: onder_een_naam("x" * 5000), "F302", "hoort er niet bij"),
    "zonder naam": (zonder_naam, "F302", "zonder naam"),
    "twee keer hetzelfde": (twee_keer, "F302", "twee keer"),
    "wachtwoord": (met_wachtwoord, "F302", "wachtwoord"),
    "zip die liegt": (die_liegt, "F302", "beschadigd"),
    "afgebroken zip": (lambda: zip_van(teksten())[:-200], "F302", "beschadigd"),
    "geen zip": (lambda: b"PK\x03\x04" + b"\0" * 500, "F302", "beschadigd"),
    "ongewoon ingepakt": (lambda: zip_van(teksten(), soort=zipfile.ZIP_LZMA), "F302", "ongewone manier"),
    "samen te groot": (
        lambda: zip_van(met("formulier.yaml", "x" * 5_000_000), soort=zipfile.ZIP_STORED),
        "F302",
        "samen groter dan 4 MB",
    ),
    "te veel bestanden": (lambda: zip_van({f"{n}.yaml": "" for n in range(200)}), "F302", "meer dan 50"),
    "een bestand te weinig": (lambda: zonder("voorbeelden.yaml"), "F302", "voorbeelden.yaml ontbreekt. Kies alle"),
    "drie te weinig": (
        lambda: {"formulier.yaml": teksten()["formulier.yaml"]},
        "F302",
        "beslistabel.yaml, voorinvulling.yaml, voorbeelden.yaml ontbreken. Kies alle bestanden van de versie tegelijk.",
    ),
    "leeg": (lambda: {"formulier.yaml": b"", **zonder("formulier.yaml")}, "F303", "leeg"),
    "geen UTF-8": (lambda: met("beslistabel.yaml", b"a: b\nc: \xff\xfe"), "F303", "beslistabel.yaml:2"),
    "UTF-16": (lambda: met("formulier.yaml", teksten()["formulier.yaml"].encode("utf-16")), "F303", "geen UTF-8"),
    "NUL": (lambda: met("formulier.yaml", "code: X\0Y"), "F303", "teken dat in YAML niet mag"),
    "te groot": (lambda: met("formulier.yaml", "# " + "x" * MEESTE_TEKENS), "F303", "te groot"),
    "ankers": (lambda: met("formulier.yaml", ANKERS), "F303", "anker"),
    "diep": (lambda: met("formulier.yaml", "[" * 5000), "F303", "genest"),
    "typen": (lambda: met("formulier.yaml", "code: !!python/object/apply:os.system [ls]"), "F303", "Een type als"),
    "geen blok": (lambda: met("formulier.yaml", "- a\n- b"), "F303", "blok met sleutels"),
    "een miljoen regels": (lambda: zip_van(met("beslistabel.yaml", met_regels(1_000_000))), "F303", "te groot"),
    "meer regels dan er kunnen": (lambda: met("beslistabel.yaml", met_regels(2_001)), "F303", "hoogstens 2000"),
    "dezelfde vraag twee keer": (
        lambda: met("formulier.yaml", teksten()["formulier.yaml"].replace("linkId: oorzaak", "linkId: zijde")),
        "F303",
        "De vraag zijde staat er twee keer",
    ),
    "onbekend type": (
        lambda: met("formulier.yaml", teksten()["formulier.yaml"].replace("type: choice", "type: html", 1)),
        "F303",
        "html kan hier niet",
    ),
    "een kring": (
        lambda: met(
            "beslistabel.yaml",
            "hitPolicy: FIRST\nafgeleid:\n  - naam: a\n    tekst: a\n    tabel:\n      hitPolicy: FIRST\n"
            "      waarden: {x: X}\n      regels:\n        - {regel: r, als: {a: x}, waarde: x}\n"
            "regels:\n  - {regel: r, als: {a: x}, uitkomst: beoordelen, tekst: x, onderbouwing: De wet}\n",
        ),
        "F303",
        "De vraag a bestaat niet in dit formulier, of komt pas later",
    ),
}


@pytest.mark.parametrize("naam", VIJANDIG)
def test_it_is_refused_with_a_reason_and_nothing_is_kept(wereld: Wereld, naam: str) -> None:
    maak, code, woorden = VIJANDIG[naam]
    antwoord = stuur(ingelogd(wereld, MAKER), maak())  # type: ignore[arg-type]
    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    begin = {"F302": "Wij kunnen deze bestanden niet gebruiken", "F303": "Dit formulier is niet te lezen."}[code]
    assert begin in pagina
    assert woorden in pagina
    if code == "F303":
        assert re.search(r"niet te lezen\. \S+\.yaml:\d+: ", pagina), "it says where"
    assert not Formulierversie.objects.exists()


def test_a_form_of_which_not_all_ways_can_be_walked_is_never_published(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be read, so it is a proposal; that it is too large to look through is a finding."""
    monkeypatch.setattr(paden, "MEESTE_STAPPEN", 10_000)
    vragen = "".join(f"      - {{linkId: v{n}, text: v{n}, type: boolean, doel: x}}\n" for n in range(40))
    toetsen = [f"{{v{n}: ja, v{(n + 7) % 40}: nee, v{(n + 13) % 40}: ja}}" for n in range(40)]
    groot = teksten()
    groot["formulier.yaml"] = groot["formulier.yaml"].replace("      - gedeeld: opmerking\n", vragen, 1)
    groot["beslistabel.yaml"] = "hitPolicy: FIRST\nregels:\n" + "".join(
        f"  - {{regel: r{n}, als: {toets}, uitkomst: beoordelen, tekst: x, onderbouwing: De wet}}\n"
        for n, toets in enumerate(toetsen)
    )
    groot["voorbeelden.yaml"] = "voorbeelden: []\n"
    maker = ingelogd(wereld, MAKER)
    pagina = maker.get(stuur(maker, groot)["Location"]).content.decode()
    assert "Er zijn te veel mogelijkheden om ze allemaal na te lopen." in pagina


def test_a_post_that_is_no_form_is_a_page_with_a_reason(wereld: Wereld) -> None:
    maker = ingelogd(wereld, MAKER)
    for data in ({"bestanden": "tekst"}, {"bestanden": ["a", "b"]}, {}):
        assert maker.post(UPLOADEN, data).status_code == 422
