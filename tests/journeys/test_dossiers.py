"""Whole dossiers to take along, of one aanvraag and of those that one picks."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from afdruk import eenmaal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handelingen import besluit, id_van
from oordelen import heel
from reis import dien_in, fouten, open_link, tekst
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.ui import bundel

DOWNLOADEN = "/aanvragen/downloaden"


def namen(antwoord) -> set[str]:
    return {naam.split("/")[0] for naam in ZipFile(BytesIO(antwoord.content)).namelist()}


@pytest.fixture
def twee(wereld: Wereld) -> list[str]:
    """The addresses of two that were sent."""
    return list(eenmaal("twee dossiers", lambda: _verstuur(wereld, "een", "twee")))


def _verstuur(wereld: Wereld, *namen: str) -> tuple[str, ...]:
    return tuple(dien_in(wereld, wereld.mens(), referentie=naam) for naam in namen)


def test_the_page_of_an_aanvraag_leads_to_its_dossier(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens("persoonlijk-raadplegen")
    assert f'href="{twee[0]}dossier.zip"' in mens.get(twee[0]).content.decode()
    gekregen = mens.get(f"{twee[0]}dossier.zip")
    nummer = Aanvraag.objects.get(pk=id_van(twee[0])).aanvraagnummer
    assert gekregen["Content-Disposition"] == f'attachment; filename="dossier-{nummer}.zip"'
    assert namen(gekregen) == {nummer}


def test_one_picks_from_what_was_sent_and_gets_it_in_one_file(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()
    open_link(wereld, mens, referentie="concept")
    keuze = f"?{'&'.join(f'aanvraag={id_van(pad)}' for pad in twee)}"
    pagina = mens.get(DOWNLOADEN)
    assert "concept" not in tekst(pagina)
    assert " checked" not in pagina.content.decode()
    assert mens.get(f"{DOWNLOADEN}?blad=1&alles=ja").content.decode().count(" checked") == 2
    gekregen = mens.get(f"/aanvragen/dossiers.zip{keuze}")
    assert namen(gekregen) == set(Aanvraag.objects.exclude(status="concept").values_list("aanvraagnummer", flat=True))


def test_what_was_looked_for_is_what_can_be_picked(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()
    gezocht = mens.get("/aanvragen/?referentie=twee").content.decode()
    naar = re.search(r'href="(/aanvragen/downloaden\?[^"]*)"', gezocht)
    assert naar is not None
    assert mens.get(naar[1]).content.decode().count(" checked") == 1


def test_what_goes_first_stands_in_front_with_the_day(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens, mrd="3,5", referentie="loopt-nog")
    pagina = tekst(mens.get(DOWNLOADEN))
    assert "wordt bewaard tot 24 november 2028" in pagina
    assert pagina.index("een wordt bewaard") < pagina.index("loopt-nog")


def test_until_when_each_is_kept_is_asked_of_all_at_once(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()

    def questions() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            assert mens.get(DOWNLOADEN).status_code == 200
        # By the real clock a process looks now and then whether there is a newer revocation list.
        return sum("intrekking_lijst" not in een["sql"] for een in gesteld)

    mens.get(DOWNLOADEN)  # logs in
    vooraf = questions()
    dien_in(wereld, mens, referentie="drie")
    assert questions() == vooraf


def test_nothing_picked_and_what_is_no_aanvraag_are_refused(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()
    niets = mens.get("/aanvragen/dossiers.zip")
    assert (niets.status_code, fouten(niets)) == (422, ["aanvraag"])
    assert "Kies ten minste één" in tekst(niets)
    assert mens.get("/aanvragen/dossiers.zip?aanvraag=alles").status_code == 404


def test_too_much_at_once_is_said_and_what_was_picked_stays_picked(
    wereld: Wereld, twee: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundel, "SAMEN_MAX", 10)
    mens = wereld.mens()
    dien_in(wereld, mens, referentie="een-derde")
    antwoord = mens.get(f"/aanvragen/dossiers.zip?referentie=een&blad=1&aanvraag={id_van(twee[0])}")
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["aanvraag"])
    pagina = antwoord.content.decode()
    assert re.findall(r'value="([^"]*)" checked', pagina) == [str(id_van(twee[0]))]
    assert "een-derde" in pagina
    assert 'name="referentie" value="een"' in pagina


def test_what_cannot_be_looked_for_is_said_and_nothing_is_picked_instead(wereld: Wereld, twee: list[str]) -> None:
    antwoord = wereld.mens().get(f"{DOWNLOADEN}?vanaf=gisteren&referentie=een")
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["vanaf"])
    pagina = antwoord.content.decode()
    assert 'value="gisteren"' in pagina
    assert 'value="een"' in pagina
    assert " checked" not in pagina


def test_of_another_instantie_nothing_is_listed_and_nothing_comes(wereld: Wereld, twee: list[str]) -> None:
    vreemd = wereld.mens("persoonlijk-andere-instantie")
    assert "Er is niets om te downloaden" in tekst(vreemd.get(DOWNLOADEN))
    assert vreemd.get(f"{twee[0]}dossier.zip").status_code == 404
    assert vreemd.get(f"/aanvragen/dossiers.zip?aanvraag={id_van(twee[0])}").status_code == 404
    assert wereld.mens("beoordelaar-9901").get(f"{twee[0]}dossier.zip").status_code == 403


def test_a_concept_has_no_dossier_yet(wereld: Wereld) -> None:
    mens = wereld.mens()
    pad = "/".join(open_link(wereld, mens).split("/")[:3]) + "/"
    assert mens.get(f"{pad}dossier.zip").status_code == 409


def test_each_look_is_recorded(wereld: Wereld, twee: list[str]) -> None:
    mens = wereld.mens()
    mens.get(f"{twee[0]}dossier.zip")
    onderwerp = f"aanvraag:{id_van(twee[0])}"
    assert Regel.objects.filter(handeling="aanvraag_bekeken", onderwerp=onderwerp).exists()


def test_the_sheet_is_of_the_part_that_is_shown(wereld: Wereld) -> None:
    mens = wereld.mens()
    besluit(wereld, id_van(dien_in(wereld, mens, mrd="3,5", referentie="klaar-1")), heel(False))
    dien_in(wereld, mens, mrd="3,5", referentie="loopt-1")
    pagina = mens.get("/aanvragen/?toon=loopt").content.decode()
    naar = re.search(r'href="(/aanvragen.csv[^"]*)"', pagina)
    assert naar is not None
    blad = mens.get(naar[1]).content.decode()
    assert "loopt-1" in blad
    assert "klaar-1" not in blad
