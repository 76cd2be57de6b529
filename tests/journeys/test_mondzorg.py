"""A prosthesis on implants: from the prestaties of a package to each outcome."""

import io
import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import besluit
from machtigingen_sandbox.patienten import voorbeeld_mondzorg
from machtigingen_sandbox.personas import BIJ_DEMOVERZEKERING
from oordelen import per_regel
from pypdf import PdfReader
from reis import PNG, tekst, toont, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren.afspraken import Regelbesluit

KLIKGEBIT = {"code": "J081", "aantal": 1, "kaak": "onder", "honorarium": "500.00", "techniek": "550.00"}
GETYPT = {"code": "J081", "aantal": "1", "kaak": "onder", "element": "", "honorarium": "500", "techniek": "550"}
OUD = {"vorige_prothese": "ja", "datum_prothese": "2-11-2021"}


def mondzorg(*prestaties: dict[str, Any], **anders: Any) -> dict[str, Any]:
    """A message that the dentist's practice may push."""
    return bericht(
        softwarepakket={"naam": "DemoTand", "versie": "1.0"},
        instantie={"agb": "12990003"},
        zorgverlener={"agb": "12990021", "specialisme": "1200"},
        verstrekking={"prestatiecodelijst": "010", "prestaties": list(prestaties or [KLIKGEBIT])},
        **anders,
    )


def open_link(wereld: Wereld, mens: Any, *prestaties: dict[str, Any], **anders: Any) -> str:
    antwoord = wereld.software("systeem-tandarts").push(mondzorg(*prestaties, **anders))
    assert antwoord.status_code == 201, antwoord.content.decode()
    geopend = mens.get(antwoord.json()["link"].removeprefix("https://localhost:8443"))
    return geopend["Location"]


def rijen(*rij: dict[str, str], **anders: str) -> dict[str, str]:
    """Rows as the page posts them."""
    velden = {f"prestaties-{n}-{naam}": waarde for n, een in enumerate(rij) for naam, waarde in een.items()}
    return velden | anders


def dien_in(wereld: Wereld, mens: Any, *prestaties: dict[str, Any], contract: str, **vervanging: str) -> str:
    aanvraag = open_link(wereld, mens, *prestaties)
    vul_in(mens, aanvraag, "begroting", contract=contract)
    for _ in range(2):  # a question brings up the next
        vul_in(mens, aanvraag, "vervanging", **vervanging)
    if "nee" in vervanging.values():
        vul_in(mens, aanvraag, "bijlagen", rontgenfoto=SimpleUploadedFile("opg.png", PNG), actie="toevoegen")
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 302, tekst(antwoord)
    return tekst(mens.get(aanvraag))


@pytest.fixture
def mens(wereld: Wereld) -> Any:
    return wereld.mens("persoonlijk-tandarts")


def test_the_prestaties_of_the_package_stand_in_the_form(wereld: Wereld, mens: Any) -> None:
    pagina = tekst(mens.get(f"{open_link(wereld, mens)}vragen/begroting"))
    assert "J081 Klikgebit in de onderkaak Onderkaak · 1 × (€ 500,00 + € 550,00) = € 1.050,00" in pagina
    assert "Uit uw softwarepakket" in pagina
    assert "Hebt u voor deze prestaties een contract" in pagina


def test_with_a_contract_and_after_the_term_no_machtiging_is_needed(wereld: Wereld, mens: Any) -> None:
    uitkomst = dien_in(wereld, mens, contract="ja", **OUD)
    assert "Er is geen machtiging nodig" in uitkomst
    assert "18. Na de termijn, met een contract" in uitkomst


SCHROEF = {"code": "J056", "aantal": 2, "kaak": "onder", "element": "33", "honorarium": "48.50", "techniek": "0.00"}


def test_prestaties_that_an_insurer_leaves_to_the_contract_need_no_machtiging_from_the_push_on(wereld: Wereld) -> None:
    vrij = wereld.software("systeem-tandarts").push(mondzorg(SCHROEF, wie=BIJ_DEMOVERZEKERING))
    assert (vrij.status_code, vrij.json()["code"]) == (200, "F201")
    samen = mondzorg(SCHROEF, KLIKGEBIT, wie=BIJ_DEMOVERZEKERING, referentie="samen")
    assert wereld.software("systeem-tandarts").push(samen).status_code == 201


def test_they_need_none_either_when_cov_comes_later(wereld: Wereld, mens: Any, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    aanvraag = open_link(wereld, mens, SCHROEF, wie=BIJ_DEMOVERZEKERING)
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    vul_in(mens, aanvraag, "verzekerde")
    vul_in(mens, aanvraag, "begroting", contract="ja")
    mens.post(f"{aanvraag}indienen")
    assert "Er is geen machtiging nodig" in tekst(mens.get(aanvraag))
    assert Aanvraag.objects.get().beslissing["regel"] == "Machtigingsvrij bij deze verzekeraar"


def test_without_a_contract_it_is_approved_at_once(wereld: Wereld, mens: Any) -> None:
    uitkomst = dien_in(wereld, mens, contract="nee", **OUD)
    assert "De aanvraag is goedgekeurd" in uitkomst
    assert Aanvraag.objects.get().machtigingsnummer in uitkomst


def test_a_day_too_early_it_goes_to_a_person_who_reads_the_rows_and_why(wereld: Wereld, mens: Any) -> None:
    uitkomst = dien_in(wereld, mens, contract="nee", **OUD | {"datum_prothese": "3-11-2021"})
    assert "De aanvraag is verstuurd" in uitkomst
    beoordelaar = wereld.mens("beoordelaar-9901")
    dossier = tekst(beoordelaar.get(f"/beoordelen/{Aanvraag.objects.get().id}/"))
    assert "J081 Klikgebit in de onderkaak Onderkaak · 1 × (€ 500,00 + € 550,00) = € 1.050,00" in dossier
    assert "Leeftijd van de prothese op de begindatum. Antwoord: 4 jaar." in dossier


def test_a_first_prosthesis_goes_to_a_person_with_the_reason_and_a_photo(wereld: Wereld, mens: Any) -> None:
    uitkomst = dien_in(wereld, mens, contract="ja", vorige_prothese="nee", reden_eerste="De kaak is geslonken.")
    assert "De aanvraag is verstuurd" in uitkomst


def test_technique_above_the_agreed_amount_goes_to_a_person(wereld: Wereld, mens: Any) -> None:
    duur = KLIKGEBIT | {"techniek": "550.01"}
    assert "De aanvraag is verstuurd" in dien_in(wereld, mens, duur, contract="ja", **OUD)
    assert Aanvraag.objects.get().beslissing["regel"] == "16. Hogere techniekkosten"


def test_each_prestatie_is_decided_by_itself_and_claimed_as_it_was_granted(wereld: Wereld, mens: Any) -> None:
    dien_in(wereld, mens, KLIKGEBIT | {"techniek": "900.00"}, SCHROEF, contract="ja", **OUD)
    id_ = Aanvraag.objects.get().id
    toegekend = {"techniek": "550,00"}
    besluit(wereld, id_, per_regel(Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN, toegekend=toegekend))
    pagina = tekst(mens.get(f"/aanvragen/{id_}/"))
    assert "Anders toegekend Techniek: € 550,00, verder zoals gevraagd Een kleiner aantal is voldoende." in pagina
    assert "Afgewezen niets De aanvraag laat niet zien" in pagina
    assert "Declareer de codes en aantallen zoals hierboven is toegekend" in pagina
    assert "rubriek 0410" in pagina


def test_a_rule_grants_every_prestatie_as_it_was_asked(wereld: Wereld, mens: Any) -> None:
    uitkomst = dien_in(wereld, mens, contract="nee", **OUD)
    assert "J081 Klikgebit in de onderkaak, Onderkaak Aantal: 1" in uitkomst
    assert "Toegekend zoals gevraagd" in uitkomst


def test_what_the_package_left_out_is_asked_in_its_cell(wereld: Wereld, mens: Any) -> None:
    schroef = {"code": "J056", "aantal": 2, "element": "33", "honorarium": "48.50"}
    aanvraag = open_link(wereld, mens, KLIKGEBIT, schroef)
    pagina = mens.get(f"{aanvraag}vragen/begroting").content.decode()
    assert re.search(r'value="48,50"[^>]* id="veld-prestaties-1-honorarium"', pagina)
    assert "Vul dit vak in" not in pagina
    getypt = {"code": "J056", "aantal": "2", "honorarium": "48,50"}
    gepost = vul_in(mens, aanvraag, "begroting", **rijen(GETYPT, getypt))
    assert gepost.status_code == 422
    assert "Regel 2, kaak: vul dit vak in" in tekst(gepost)
    assert 'href="#veld-prestaties-1-kaak"' in gepost.content.decode()
    assert 'id="veld-prestaties-1-techniek-fout"' in gepost.content.decode()


def test_a_table_saved_as_the_package_sent_it_is_not_changed_by_the_user(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens, {"code": "J081", "aantal": 1, "honorarium": "48.50"})
    gepost = vul_in(mens, aanvraag, "begroting", **rijen({"code": "J081", "aantal": "1", "honorarium": "48,50"}))
    assert "Uit uw softwarepakket" in tekst(gepost).partition("Regel 1")[2]
    assert "Door u aangepast" not in tekst(gepost)


def test_a_wrong_cell_keeps_what_was_typed(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    gepost = vul_in(mens, aanvraag, "begroting", **rijen(GETYPT | {"techniek": "veel"}, contract="ja"))
    assert gepost.status_code == 422
    assert 'value="veel"' in gepost.content.decode()
    assert "Regel 1, techniek: vul een getal in" in tekst(gepost)
    controle = tekst(mens.get(f"{aanvraag}controleren"))
    assert "techniek" in controle


def test_a_row_can_be_added_and_taken_away_without_javascript(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    erbij = vul_in(mens, aanvraag, "begroting", **rijen(GETYPT), rij="erbij:prestaties", actie="")
    assert erbij.status_code == 302
    pagina = mens.get(erbij["Location"].partition("#")[0]).content.decode()
    assert 'id="veld-prestaties-1-code"' in pagina
    assert "Verwijder regel 2" in pagina
    tweede = GETYPT | {"code": "J070", "techniek": "20"}
    weg = vul_in(mens, aanvraag, "begroting", **rijen(GETYPT, tweede), rij="weg:prestaties-0", actie="")
    pagina = mens.get(weg["Location"].partition("#")[0]).content.decode()
    assert 'id="veld-prestaties-1-code"' not in pagina
    assert '<option value="J070" selected>' in pagina


def test_each_code_stands_there_once_per_jaw(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    gepost = vul_in(mens, aanvraag, "begroting", **rijen(GETYPT, GETYPT, contract="ja"))
    assert "Regel 2, prestatie: dit staat al in regel 1. Voeg de twee regels samen" in tekst(gepost)


def test_an_emptied_table_is_asked_again(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    adres = f"{aanvraag}vragen/begroting?wijzig=prestaties"
    gepost = mens.post(adres, toont(mens.get(adres)) | rijen(dict.fromkeys(GETYPT, ""), contract="ja"))
    assert gepost.status_code == 422
    assert 'href="#veld-prestaties-0-code"' in gepost.content.decode()
    assert tekst(mens.get(f"{aanvraag}vragen/begroting")).count("Regel 1") >= 1


def test_typing_is_kept_and_answered_with_the_totals(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    pagina = f"{aanvraag}vragen/begroting?wijzig=prestaties"
    velden = toont(mens.get(pagina)) | rijen(GETYPT | {"aantal": "2"})
    antwoord = mens.post(pagina, velden, HTTP_X_BEWAAR="1").json()
    totaal = "€\u00a02.100,00"
    assert antwoord["totalen"] == {"veld-prestaties-0-totaal": totaal, "veld-prestaties-totaal": totaal}
    assert "2 × (€ 500,00 + € 550,00) = € 2.100,00" in tekst(mens.get(f"{aanvraag}controleren"))
    assert "(pakket stuurde: J081" in tekst(mens.get(f"{aanvraag}controleren"))


def test_an_amount_that_could_be_another_counts_for_nothing_until_it_is_mended(wereld: Wereld, mens: Any) -> None:
    aanvraag = open_link(wereld, mens)
    pagina = f"{aanvraag}vragen/begroting?wijzig=prestaties"
    velden = toont(mens.get(pagina)) | rijen(GETYPT | {"honorarium": "1.400"})
    antwoord = mens.post(pagina, velden, HTTP_X_BEWAAR="1").json()
    assert set(antwoord["totalen"].values()) == {""}
    gezien = mens.get(f"{aanvraag}controleren").content.decode() + mens.get(pagina).content.decode()
    assert "1.400" in gezien
    assert not {"1,40", "1,400"} & set(gezien.replace("<", " ").replace('"', " ").split())


@pytest.mark.parametrize("papier", ["samenvatting", "vragen-en-antwoorden"])
def test_the_rows_stand_on_paper(wereld: Wereld, mens: Any, papier: str) -> None:
    dien_in(wereld, mens, contract="nee", **OUD)
    rij = Aanvraag.objects.get()
    blad = PdfReader(io.BytesIO(mens.get(f"/aanvragen/{rij.id}/{papier}.pdf").content))
    woorden = re.sub(r"\s+", " ", " ".join(pagina.extract_text() for pagina in blad.pages))
    assert "1 × (€ 500,00 + € 550,00) = € 1.050,00" in woorden


@pytest.mark.parametrize(
    ("verstrekking", "code"),
    [
        ({"prestatiecodelijst": "010", "prestaties": [KLIKGEBIT | {"code": "C022"}]}, "F101"),
        ({"prestatiecodelijst": "041", "prestaties": [KLIKGEBIT]}, "F101"),
    ],
)
def test_other_prestaties_have_no_form(wereld: Wereld, verstrekking: dict[str, Any], code: str) -> None:
    data = mondzorg() | {"verstrekking": verstrekking}
    assert wereld.software("systeem-tandarts").push(data).json()["code"] == code


def test_an_eye_doctor_gets_no_dental_form(wereld: Wereld) -> None:
    prestaties = {"prestatiecodelijst": "010", "prestaties": [KLIKGEBIT]}
    assert wereld.software().push(bericht(verstrekking=prestaties)).json()["code"] == "F101"
    assert wereld.software().push(bericht(verstrekking={"formulier": "M03"})).json()["code"] == "F103"


def test_the_example_of_the_sandbox_is_taken_in_with_the_date_of_the_earlier_prosthesis(
    wereld: Wereld, bevroren: datetime
) -> None:
    antwoord = wereld.software("systeem-tandarts").push(voorbeeld_mondzorg(bevroren))
    assert antwoord.status_code == 201
    assert antwoord.json()["formulier"]["code"] == "M03"
    assert [een["vraag"] for een in antwoord.json()["ontbrekend"]] == ["contract"]
    assert antwoord.json()["waarschuwingen"] == []


def test_the_form_may_be_named_and_the_table_is_then_empty(wereld: Wereld, mens: Any) -> None:
    data = mondzorg() | {"verstrekking": {"formulier": "M03"}}
    antwoord = wereld.software("systeem-tandarts").push(data).json()
    assert {"prestaties", "contract"} <= {een["vraag"] for een in antwoord["ontbrekend"]}
    aanvraag = mens.get(antwoord["link"].removeprefix("https://localhost:8443"))["Location"]
    assert 'id="veld-prestaties-0-code"' in mens.get(f"{aanvraag}vragen/begroting").content.decode()


@pytest.mark.parametrize(
    "velden",
    [
        rijen(*[GETYPT] * 60),
        {"prestaties-99999999999-code": "J081"},
        {"prestaties-0-": "x", "prestaties--1-code": "J081", "prestaties-0-code-1": "x"},
        rijen({naam: "\x00🙂\ufffe" * 50 for naam in GETYPT}),
        rijen(GETYPT | {"honorarium": "9" * 5000, "aantal": "1e999999999"}),
        rijen(GETYPT | {"techniek": "NaN"}, GETYPT | {"kaak": "\u0661"}),
        {"prestaties": "J081"},
        {"rij": "erbij:prestaties"},
        {"rij": "weg:prestaties-0"},
        {"rij": "erbij:bsn"},
        {"rij": "\x00"},
        rijen(GETYPT, rij="weg:prestaties-77"),
    ],
    ids=lambda velden: next(iter(velden)),
)
def test_rubbish_in_a_table_is_kept_or_dropped_but_never_breaks_the_page(
    wereld: Wereld, mens: Any, velden: dict[str, str]
) -> None:
    aanvraag = open_link(wereld, mens)
    assert vul_in(mens, aanvraag, "begroting", **{"actie": "verder", **velden}).status_code in (302, 422)
    for pagina in ("vragen/begroting", "vragen/begroting?tabel=prestaties&erbij=1", "controleren"):
        assert mens.get(f"{aanvraag}{pagina}").status_code == 200


@pytest.mark.parametrize("codes", [("C012",), ("M40", "V92"), ("V91", "E13", "H11", "M30", "H35")])
def test_care_that_takes_a_young_person_over_the_threshold_has_one_form(wereld: Wereld, codes: tuple[str, ...]) -> None:
    prestaties = [{"code": code, "aantal": 1, "honorarium": "85.00", "techniek": "0.00"} for code in codes]
    antwoord = wereld.software("systeem-tandarts").push(mondzorg(*prestaties)).json()
    assert antwoord["formulier"]["code"] == "M06"
