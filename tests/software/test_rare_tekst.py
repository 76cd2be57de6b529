"""Any text that software sends after the push: kept as it was sent, told as it was typed, and never anything else."""

import json
from typing import Any

import pytest
from hostile.teksten import BESTURING, TEKSTEN
from levensloop.conftest import Balie
from reis import PNG
from wereld import bericht

from machtigingen.aanvragen.models import Aanvraag

VERZEKERAAR = "systeem-verzekeraar-9901"


def stuur(balie: Balie, methode: str, adres: str, body: Any, als: str = "systeem-goed") -> Any:
    beller = balie.wereld.software(als)
    data, soort = json.dumps(body).encode(), "application/json"
    return beller.client.generic(methode, adres, data, soort, secure=True, **beller._omgeving())


def concept(balie: Balie) -> Aanvraag:
    assert balie.wereld.software().push(bericht()).status_code == 201
    return Aanvraag.objects.get()


@pytest.mark.parametrize("soort", TEKSTEN)
def test_as_an_answer_it_is_kept_as_it_was_sent(balie: Balie, soort: str) -> None:
    tekst = " ¦ ".join(TEKSTEN[soort])[:1500].strip()
    adres = f"/api/v1/aanvragen/{concept(balie).id}/antwoorden"
    antwoord = stuur(balie, "PUT", adres, {"antwoorden": {"opmerking": tekst}})
    assert (antwoord.status_code, antwoord.json()["overgenomen"]) == (200, 1)
    assert Aanvraag.objects.get().antwoorden["opmerking"]["waarde"] == tekst


@pytest.mark.parametrize("soort", TEKSTEN)
def test_in_a_decision_and_a_question_of_an_insurer_the_package_reads_it_unchanged(balie: Balie, soort: str) -> None:
    tekst = " ¦ ".join(TEKSTEN[soort])[:3000].strip()
    gevraagd, besloten = balie.verstuurd(referentie="een"), balie.verstuurd(referentie="twee")
    basis = "/api/v1/verzekeraar/aanvragen/"
    af = {"regel": 1, "uitkomst": "afgewezen", "reden": "niet_aangetoond", "toelichting": tekst}
    besluit = {"regels": [af], "toelichting": tekst}
    vragen = {"vragen": [tekst]}
    assert stuur(balie, "POST", f"{basis}{gevraagd.id}/vragen", vragen, VERZEKERAAR).status_code == 200
    assert stuur(balie, "POST", f"{basis}{besloten.id}/besluit", besluit, VERZEKERAAR).status_code == 200
    een, twee = balie.wereld.software().get("/api/v1/aanvragen").json()["aanvragen"]
    assert een["open_vragen"][0]["vragen"] == [tekst]
    assert (twee["besluit"]["reden"], twee["besluit"]["regels"][0]["toelichting"]) == (tekst, tekst)


@pytest.mark.parametrize("teken", BESTURING)
def test_a_control_character_is_refused_wherever_it_stands(balie: Balie, teken: str) -> None:
    adres = f"/api/v1/aanvragen/{concept(balie).id}/antwoorden"
    antwoord = stuur(balie, "PUT", adres, {"antwoorden": {"opmerking": f"a{teken}b"}})
    assert antwoord.json()["code"] == "B207"
    verstuurd = balie.verstuurd(referentie="verstuurd")
    basis = f"/api/v1/verzekeraar/aanvragen/{verstuurd.id}"
    vragen = stuur(balie, "POST", f"{basis}/vragen", {"vragen": [f"a{teken}b"]}, VERZEKERAAR)
    assert vragen.json()["code"] == "B207"


@pytest.mark.parametrize("soort", TEKSTEN)
def test_as_the_name_of_a_file_only_what_is_printable_is_kept(balie: Balie, soort: str) -> None:
    adres, beller = f"/api/v1/aanvragen/{concept(balie).id}/bijlagen?vraag=foto", balie.wereld.software()
    for nummer, tekst in enumerate(TEKSTEN[soort]):
        kop = {"HTTP_CONTENT_DISPOSITION": f'attachment; filename="{tekst}"'.encode().decode("latin-1")}
        data = PNG + str(nummer).encode()
        antwoord = beller.client.generic("POST", adres, data, "image/png", secure=True, **beller._omgeving(), **kop)
        naam = antwoord.json()["naam"]
        assert 0 < len(naam) <= 200 and naam.isprintable() and "/" not in naam and "\\" not in naam
