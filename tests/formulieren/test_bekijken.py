"""The forms at the desk of an insurer: who sees which, how a version reads, and what comes of trying it."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from formulieren.eigen import (
    ANDER,
    BEOORDELAAR,
    LIJST,
    MAKER,
    PAGINA,
    anders,
    ingelogd,
    links,
    publiceer,
    teksten,
    voorstel,
)
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import load
from machtigingen.beslisboom.verschil import Verandering, compare
from machtigingen.formulieren.bestanden import Bestanden
from machtigingen.formulieren.models import Formulierversie
from machtigingen.formulieren.queries import _find_voorstel, _read_voorstel
from machtigingen.foundation import CATALOGUS

X02 = LIJST + "X02/2026-1/"
GOED = {"oorzaak": "verslapping", "functiestoornis": "ja", "eerdere_correctie": "nee", "mrd": "1"}


@pytest.mark.parametrize("wie", [MAKER, BEOORDELAAR, ANDER])
def test_who_manages_or_judges_sees_all_national_forms(wereld: Wereld, wie: str) -> None:
    antwoord = ingelogd(wereld, wie).get(LIJST)
    assert antwoord.status_code == 200
    assert links(antwoord, ["X02", "G01", "Geldt nu"]) == [True] * 3


@pytest.mark.parametrize("wie", ["persoonlijk-goed", "contactpersoon-goed", "portaalbeheerder"])
def test_nobody_of_another_kind_of_organisation_does(wereld: Wereld, wie: str) -> None:
    for pad in (LIJST, X02, X02 + "proberen", X02 + "bestanden.zip"):
        assert ingelogd(wereld, wie).get(pad).status_code == 403


def test_who_judges_may_look_and_not_upload(wereld: Wereld) -> None:
    beoordelaar = ingelogd(wereld, BEOORDELAAR)
    assert "Formulier uploaden" not in beoordelaar.get(LIJST).content.decode()
    antwoord = beoordelaar.get(LIJST + "uploaden")
    assert (antwoord.status_code, b"D208" in antwoord.content) == (403, True)


def test_of_another_insurer_there_is_nothing_published_or_not(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren)
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij)
    voorstel(wereld, bevroren, teksten(versie="9901.2"))
    assert links(ingelogd(wereld, BEOORDELAAR).get(LIJST), ["9901.1", "9901.2"]) == [True, True]
    ander = ingelogd(wereld, ANDER)
    assert links(ander.get(LIJST), ["9901.1", "9901.2"]) == [False, False]
    niets = ander.get(LIJST + "X02/9902.9/").content.decode()
    for versie in ("9901.1", "9901.2"):
        for deel in ("", "proberen", "bestanden.zip"):
            antwoord = ander.get(f"{LIJST}X02/{versie}/{deel}")
            assert (antwoord.status_code, b"F301" in antwoord.content) == (404, True)
    assert "F301" in niets


def test_a_form_that_is_made_up_says_so_and_what(wereld: Wereld, bevroren: datetime) -> None:
    beoordelaar = ingelogd(wereld, BEOORDELAAR)
    assert '<p class="mp-tabel__onder">voorbeeld</p>' in beoordelaar.get(LIJST).content.decode()
    assert "de grens van 20 graden" in beoordelaar.get(X02).content.decode()
    voorstel(wereld, bevroren, anders("formulier.yaml", "\nvoorbeeld: ", "\n# "))
    eigen = beoordelaar.get(PAGINA).content.decode()
    assert "<dt>Voorbeeld</dt>" not in eigen
    assert "Verzonnen" in eigen  # what differs from the national one


def test_the_rules_stand_in_a_table_in_words(wereld: Wereld) -> None:
    pagina = ingelogd(wereld, BEOORDELAAR).get(X02).content.decode()
    assert "<caption" in pagina
    assert '<th role="rowheader" scope="row"' in pagina
    for woorden in ("hoogstens 1 mm", "meer dan 1 mm en hoogstens 2 mm", "maakt niet uit", "Naar een beoordelaar"):
        assert woorden in pagina


def test_the_examples_are_worked_out_again(wereld: Wereld) -> None:
    pagina = ingelogd(wereld, BEOORDELAAR).get(X02).content.decode()
    assert "Klopt</span>" in pagina
    assert "Klopt niet" not in pagina


def test_an_example_that_does_not_hold_says_what_came_out(wereld: Wereld, bevroren: datetime) -> None:
    fout = teksten()
    fout["voorbeelden.yaml"] = fout["voorbeelden.yaml"].replace("uitkomst: goedgekeurd", "uitkomst: afgewezen", 1)
    voorstel(wereld, bevroren, fout)
    pagina = ingelogd(wereld, BEOORDELAAR).get(PAGINA).content.decode()
    assert "Klopt niet" in pagina
    assert "verwacht afgewezen, gekregen goedgekeurd" in pagina


def test_what_differs_from_the_version_before_is_told_in_words(wereld: Wereld, bevroren: datetime) -> None:
    nieuw = teksten()
    nieuw["beslistabel.yaml"] = nieuw["beslistabel.yaml"].replace('mrd: "<= 1"', 'mrd: "<= 1.5"', 1)
    voorstel(wereld, bevroren, nieuw)
    pagina = ingelogd(wereld, BEOORDELAAR).get(PAGINA).content.decode()
    assert "Anders dan in versie 2026-1" in pagina
    assert "5. Ooglid hangt voor de pupil" in pagina
    assert "hoogstens 1,5 mm" in pagina


def test_two_readings_of_the_same_files_do_not_differ() -> None:
    for folder in sorted(CATALOGUS.glob("*/2026-1")):
        assert compare(load(folder), load(folder)) == ()


def test_a_question_that_comes_goes_or_moves_is_told() -> None:
    eerst = load(CATALOGUS / "bovenooglid" / "2026-1")
    nieuw = teksten()
    tekst = nieuw["formulier.yaml"]
    begin = tekst.index("      - linkId: zijde")
    eind = tekst.index("      - ", begin + 10)
    deel = tekst[begin:eind]
    andere = deel.replace("linkId: zijde", "linkId: kant")
    nieuw["formulier.yaml"] = tekst.replace(deel, andere)
    for naam in ("voorbeelden.yaml", "voorinvulling.yaml", "beslistabel.yaml"):
        nieuw[naam] = nieuw[naam].replace("zijde", "kant")
    straks = Bestanden(nieuw, Bestanden.of_folder(CATALOGUS / "bovenooglid" / "2026-1").gedeeld).load("9901.1")
    vragen = {(een.naam, een.soort) for een in compare(eerst, straks) if een.deel == "Vragen"}
    assert {("kant", Verandering.NIEUW), ("zijde", Verandering.WEG)} <= vragen


def test_the_files_of_a_version_come_as_a_zip_that_reads_as_the_same_form(wereld: Wereld) -> None:
    antwoord = ingelogd(wereld, BEOORDELAAR).get(X02 + "bestanden.zip")
    assert antwoord["Content-Disposition"] == 'attachment; filename="X02-2026-1.zip"'
    with zipfile.ZipFile(BytesIO(antwoord.content)) as archief:
        gelezen = {naam: archief.read(naam).decode() for naam in archief.namelist()}
    folder = CATALOGUS / "bovenooglid" / "2026-1"
    assert gelezen == {naam: (folder / naam).read_text(encoding="utf-8") for naam in gelezen}
    assert len(gelezen) == 4


def test_trying_shows_the_pages_and_keeps_nothing(wereld: Wereld) -> None:
    mens = ingelogd(wereld, BEOORDELAAR)
    pagina = mens.get(X02 + "proberen").content.decode()
    assert 'name="oorzaak"' in pagina
    assert 'name="gezichtsveld_boven"' not in pagina  # not on the path yet
    assert "Uitkomst:" not in pagina
    assert "Uitkomst:" in mens.post(X02 + "proberen", GOED).content.decode()
    assert not Aanvraag.objects.exists()


@pytest.mark.parametrize(
    ("voorbeeld", "uitkomst", "regel"),
    [
        (1, "Goedgekeurd", "5. Ooglid hangt voor de pupil"),
        (2, "Naar een beoordelaar", "7. Beperking niet zeker"),
        (3, "Goedgekeurd", "5. Ooglid hangt voor de pupil"),
    ],
)
def test_an_example_can_be_tried_and_shows_the_rule_that_decided(
    wereld: Wereld, voorbeeld: int, uitkomst: str, regel: str
) -> None:
    pagina = ingelogd(wereld, BEOORDELAAR).get(f"{X02}proberen?voorbeeld={voorbeeld}").content.decode()
    assert f"Uitkomst: {uitkomst}" in pagina
    rijen = re.findall(r'<th role="rowheader"[^>]*>([^<]+)(.*?)</th>', pagina, re.DOTALL)
    assert len(rijen) > 5
    assert [naam.strip() for naam, merk in rijen if "Deze regel besliste" in merk] == [regel]


def test_what_is_not_known_never_approves(wereld: Wereld) -> None:
    mens = ingelogd(wereld, BEOORDELAAR)
    pagina = mens.post(X02 + "proberen", GOED).content.decode()
    assert "Uitkomst: Naar een beoordelaar" in pagina
    assert "Nog niet beantwoord:" in pagina
    assert "Deze regel besliste" not in pagina  # the one that would approve
    assert pagina.count("Deze regel kon niet beslissen") == 2  # beside the outcome, and in the table
    onleesbaar = mens.post(X02 + "proberen", GOED | {"mrd": "heel weinig"}).content.decode()
    assert "Uitkomst: Goedgekeurd" not in onleesbaar
    assert "heel weinig" in onleesbaar
    assert "niet bekend" in onleesbaar


def test_a_table_gets_a_row_more_and_loses_nothing(wereld: Wereld) -> None:
    mens = ingelogd(wereld, BEOORDELAAR)
    rij = {"prestaties-0-code": "J080", "prestaties-0-aantal": "1", "rij": "erbij:prestaties"}
    pagina = mens.post(LIJST + "M03/2026-1/proberen", rij).content.decode()
    assert 'name="prestaties-1-code"' in pagina
    assert 'name="prestaties-0-aantal"' in pagina


def test_a_form_with_more_fields_than_can_be_posted_says_so_before_anything_is_typed(
    wereld: Wereld, bevroren: datetime
) -> None:
    """Each page by itself can: a provider fills them in one by one."""
    velden = "".join(
        f"  - linkId: pagina{nummer}\n    titel: Pagina\n    vragen:\n"
        + "".join(
            f"      - {{linkId: v{nummer}_{een}, text: Tekst, type: string, required: false, doel: Wie.}}\n"
            for een in range(99)
        )
        for nummer in range(5)
    )
    veel = teksten()
    veel["formulier.yaml"] += velden
    voorstel(wereld, bevroren, veel)
    maker = ingelogd(wereld, MAKER)
    pagina = maker.get(PAGINA + "proberen").content.decode()
    assert "Hier kunt u dit formulier niet invullen" in pagina
    assert "Meer dan 450 kunnen wij niet in één keer ontvangen." in pagina
    assert "Bekijk de uitkomst" not in pagina
    assert "Uitkomst: Goedgekeurd" in maker.get(PAGINA + "proberen?voorbeeld=1").content.decode()
    assert "Bekijk de uitkomst" in maker.get(X02 + "proberen").content.decode()


def test_hostile_text_in_a_form_is_text_on_the_page(wereld: Wereld, bevroren: datetime) -> None:
    vijandig = teksten()
    vijandig["formulier.yaml"] = vijandig["formulier.yaml"].replace(
        "titel: Correctie van het bovenooglid", "titel: <script>alert(1)</script>"
    )
    rij = voorstel(wereld, bevroren, vijandig)
    mens = ingelogd(wereld, MAKER)
    for pad in (LIJST, PAGINA, PAGINA + "proberen", f"{PAGINA}terugtrekken?gezien={rij.sha256}"):
        assert "<script>alert" not in mens.get(pad).content.decode()


def test_trying_nothing_is_told(wereld: Wereld) -> None:
    antwoord = ingelogd(wereld, BEOORDELAAR).post(X02 + "proberen", {})
    assert (antwoord.status_code, "Vul eerst iets in" in antwoord.content.decode()) == (422, True)


def test_the_page_of_one_version_reads_no_other_proposal(wereld: Wereld, bevroren: datetime) -> None:
    voorstel(wereld, bevroren)
    voorstel(wereld, bevroren, teksten(versie="9901.2"))
    maker = ingelogd(wereld, MAKER)
    _read_voorstel.cache_clear()
    assert maker.get(PAGINA).status_code == 200
    assert _read_voorstel.cache_info().currsize == 1


def test_a_proposal_that_was_away_for_a_moment_is_there_again(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    _read_voorstel.cache_clear()
    Formulierversie.objects.filter(pk=rij.pk).update(sha256="0" * 64)
    assert _find_voorstel(rij.pk, rij.sha256) is None
    Formulierversie.objects.filter(pk=rij.pk).update(sha256=rij.sha256)
    assert _find_voorstel(rij.pk, rij.sha256) is not None
