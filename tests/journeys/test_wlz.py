"""Under the Wlz the zorgkantoor decides, and the insurer of the same person reads nothing of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import BEOORDELAAR, actor, besluit, id_van
from machtigingen_sandbox.patienten import TANDARTS, TANDARTSPRAKTIJK
from machtigingen_sandbox.personas import GEVONDEN, NOG_EEN_GEVONDEN, Persona
from oordelen import heel
from reis import MEDISCH, PNG, fouten, tekst, vul_in, wijzig
from soap.aanroep import ONS, bericht_xml, inhoud, stuur
from wereld import COV, Wereld, bericht, verzekerde

from machtigingen.aanvragen import vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Optie, Vraag, Vraagtype
from machtigingen.formulieren import catalogus, use_catalogus
from machtigingen.foundation import DomainError
from machtigingen.registers.models import Verzekeraar

ZORGKANTOOR = "beoordelaar-9905"
ZONDER_AWBZ, MET_AWBZ = GEVONDEN, NOG_EEN_GEVONDEN
ANTWOORDEN = {
    "verblijf_en_behandeling": "ja",
    "wlz_instelling": "Huize Voorbeeld",
    "narcose": "nee",
    "plan": "Twee vullingen.",
    "kosten": "500",
}


def wlz(wie: Persona, **van_verzekerde: str) -> dict[str, Any]:
    """What the dentist's package sends about somebody who lives in an institution."""
    return bericht(
        grondslag="wlz",
        instantie={"agb": TANDARTSPRAKTIJK},
        zorgverlener=TANDARTS,
        verstrekking={"formulier": "M08"},
        verzekerde=verzekerde(wie) | van_verzekerde,
    )


@pytest.fixture
def mens(wereld: Wereld) -> Any:
    return wereld.mens("persoonlijk-tandarts")


def codes(waarschuwingen: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(een["code"], een["pad"]) for een in waarschuwingen]


def begin(wereld: Wereld, mens: Any, wie: Persona, **van_verzekerde: str) -> tuple[str, list[tuple[str, str]]]:
    """The address of the concept, and what the package was warned of."""
    antwoord = wereld.software("systeem-tandarts").push(wlz(wie, **van_verzekerde))
    assert antwoord.status_code == 201, antwoord.content.decode()
    data = antwoord.json()
    return mens.get(data["link"].removeprefix("https://localhost:8443"))["Location"], codes(data["waarschuwingen"])


def vul_alles(mens: Any, aanvraag: str, **van_verzekerde: str) -> None:
    if van_verzekerde:
        vul_in(mens, aanvraag, "verzekerde", **van_verzekerde)
    for _ in range(2):  # a question brings up the next
        vul_in(mens, aanvraag, "verblijf", **ANTWOORDEN)
    vul_in(mens, aanvraag, "bijlagen", begroting=SimpleUploadedFile("begroting.png", PNG), actie="toevoegen")


def dien_in(wereld: Wereld, mens: Any, wie: Persona, **van_verzekerde: str) -> UUID:
    aanvraag, _ = begin(wereld, mens, wie)
    vul_alles(mens, aanvraag, **van_verzekerde)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 302, tekst(antwoord)
    return id_van(aanvraag)


def leest(wereld: Wereld, wie: str, id_: UUID) -> bool:
    return wereld.mens(wie).get(f"/beoordelen/{id_}/").status_code == 200


def test_it_goes_to_the_zorgkantoor_that_cov_names_until_its_decision(wereld: Wereld, mens: Any) -> None:
    aanvraag, gewaarschuwd = begin(wereld, mens, MET_AWBZ, uzovi="9901", verzekerdenummer="990111041")
    assert gewaarschuwd == [("R307", "verzekerde.uzovi")]
    pagina = tekst(mens.get(f"{aanvraag}vragen/verzekerde"))
    assert "Zorgkantoor Voorbeeldregio (9905)" in pagina and "990511041" in pagina
    vul_alles(mens, aanvraag)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    id_ = id_van(aanvraag)
    assert (leest(wereld, ZORGKANTOOR, id_), leest(wereld, BEOORDELAAR, id_)) == (True, False)
    assert besluit(wereld, id_, heel(True), door=ZORGKANTOOR).uzovi == "9905"
    assert "goedgekeurd" in tekst(mens.get(aanvraag))


def test_the_insurer_of_the_basic_policy_gets_nothing_where_cov_names_no_zorgkantoor(wereld: Wereld, mens: Any) -> None:
    aanvraag, gewaarschuwd = begin(wereld, mens, ZONDER_AWBZ, uzovi="9901")
    assert gewaarschuwd == [("R313", "verzekerde.uzovi")]
    vul_alles(mens, aanvraag, verzekerdenummer="1")
    assert fouten(mens.get(f"{aanvraag}vragen/verzekerde")) == ["verzekeraar"]
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert "Deze UZOVI-code is niet van een zorgkantoor, of COV" in tekst(antwoord)
    assert not leest(wereld, BEOORDELAAR, id_van(aanvraag))


def test_also_not_where_cov_names_it_with_the_care_under_the_wlz(wereld: Wereld, mens: Any, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:AltijdDeVerzekeraar"
    aanvraag, gewaarschuwd = begin(wereld, mens, MET_AWBZ, uzovi="9905")
    assert gewaarschuwd == []
    vul_alles(mens, aanvraag, verzekeraar="9901", verzekerdenummer="1")
    assert mens.post(f"{aanvraag}indienen").status_code == 422
    wijzig(mens, aanvraag, "verzekerde", verzekeraar="9905")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().uzovi == "9905"


def test_who_fills_in_says_which_zorgkantoor_it_is_and_can_change_it(wereld: Wereld, mens: Any) -> None:
    aanvraag, gewaarschuwd = begin(wereld, mens, ZONDER_AWBZ)
    assert gewaarschuwd == []
    assert "Welk zorgkantoor beslist?" in tekst(mens.get(f"{aanvraag}vragen/verzekerde"))
    assert kantoren(mens, aanvraag) == ["9905"]
    vul_alles(mens, aanvraag, verzekeraar="9902", verzekerdenummer="1")
    assert mens.post(f"{aanvraag}indienen").status_code == 422
    wijzig(mens, aanvraag, "verzekerde", verzekeraar="9905")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    id_ = id_van(aanvraag)
    assert [leest(wereld, wie, id_) for wie in (ZORGKANTOOR, BEOORDELAAR, "beoordelaar-9902")] == [True, False, False]


def kantoren(mens: Any, aanvraag: str) -> list[str]:
    """Those that one can pick from."""
    pagina = mens.get(f"{aanvraag}vragen/verzekerde").content.decode()
    return re.findall(r'<option value="(\d{4})"', pagina)


def test_one_picks_from_the_zorgkantoren_of_the_day_of_the_care(wereld: Wereld, mens: Any) -> None:
    aanvraag, _ = begin(wereld, mens, ZONDER_AWBZ)
    Verzekeraar.objects.filter(pk="9905").update(einde_on=date(2026, 10, 31))
    assert kantoren(mens, aanvraag) == []
    wijzig(mens, aanvraag, "behandeling", begindatum="2026-10-01")
    assert kantoren(mens, aanvraag) == ["9905"]


def test_also_when_cov_answers_only_later(wereld: Wereld, mens: Any, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    aanvraag, gewaarschuwd = begin(wereld, mens, MET_AWBZ, uzovi="9901", verzekerdenummer="1")
    assert ("R313", "verzekerde.uzovi") in gewaarschuwd
    settings.MACHTIGINGEN_COV = COV
    vul_alles(mens, aanvraag)
    mens.post(f"{aanvraag}indienen")  # COV knows another than the page showed
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().uzovi == "9905"


@pytest.fixture
def twee_kantoren(wereld: Wereld, settings: Any) -> None:
    """COV names 9905 and 9906; 9907 has no part in this care."""
    for uzovi in ("9906", "9907"):
        Verzekeraar.objects.create(
            uzovi=uzovi, naam=f"Zorgkantoor {uzovi}", soort="zorgkantoor", begin_on=date(2006, 1, 1)
        )
    settings.MACHTIGINGEN_COV = "cov_dubbels:TweeKantoren"


@pytest.mark.parametrize(("uzovi", "gewaarschuwd"), [("9907", ["R313"]), ("9906", []), ("9905", [])])
def test_where_cov_names_two_zorgkantoren_the_package_can_name_no_third(
    wereld: Wereld, mens: Any, twee_kantoren: None, uzovi: str, gewaarschuwd: list[str]
) -> None:
    aanvraag, codes_ = begin(wereld, mens, MET_AWBZ, uzovi=uzovi)
    assert [code for code, _ in codes_] == gewaarschuwd
    vul_alles(mens, aanvraag, verzekerdenummer="1")
    assert mens.post(f"{aanvraag}indienen").status_code == (422 if gewaarschuwd else 302)
    if gewaarschuwd:
        assert fouten(mens.get(f"{aanvraag}vragen/verzekerde")) == ["verzekeraar"]


def test_and_who_fills_in_neither(wereld: Wereld, mens: Any, twee_kantoren: None) -> None:
    aanvraag, _ = begin(wereld, mens, MET_AWBZ)
    assert sorted(kantoren(mens, aanvraag)) == ["9905", "9906"]
    vul_alles(mens, aanvraag, verzekeraar="9907", verzekerdenummer="1")
    assert mens.post(f"{aanvraag}indienen").status_code == 422
    wijzig(mens, aanvraag, "verzekerde", verzekeraar="9906")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().uzovi == "9906"


def test_a_third_that_was_filled_in_before_cov_named_two_gets_nothing(
    wereld: Wereld, mens: Any, twee_kantoren: None, settings: Any
) -> None:
    settings.MACHTIGINGEN_COV = COV
    aanvraag, _ = begin(wereld, mens, ZONDER_AWBZ)
    vul_alles(mens, aanvraag, verzekeraar="9907", verzekerdenummer="1")
    settings.MACHTIGINGEN_COV = "cov_dubbels:TweeKantoren"
    assert mens.post(f"{aanvraag}indienen").status_code == 422
    assert Aanvraag.objects.get().status == "concept"


def test_where_only_one_of_two_is_known_as_a_zorgkantoor_that_one_is_to_be_filled_in(
    wereld: Wereld, mens: Any, twee_kantoren: None
) -> None:
    Verzekeraar.objects.filter(pk="9906").update(soort="verzekeraar")
    aanvraag, _ = begin(wereld, mens, MET_AWBZ)
    assert (kantoren(mens, aanvraag), Aanvraag.objects.get().uzovi) == (["9905"], "")


@pytest.mark.parametrize("naar", ["9905", "9907"])
def test_what_follows_or_is_copied_goes_to_no_third_either(
    wereld: Wereld, mens: Any, bevroren: Any, twee_kantoren: None, settings: Any, naar: str
) -> None:
    settings.MACHTIGINGEN_COV = COV
    id_ = dien_in(wereld, mens, ZONDER_AWBZ, verzekeraar=naar, verzekerdenummer="1")
    Aanvraag.objects.filter(pk=id_).update(status="goedgekeurd", geldig_tot_on="2027-11-01")
    settings.MACHTIGINGEN_COV = "cov_dubbels:TweeKantoren"
    mens.post(f"/aanvragen/{id_}/kopie")
    kopie = f"/aanvragen/{Aanvraag.objects.exclude(pk=id_).get().id}/"
    vul_alles(mens, kopie)
    assert mens.post(f"{kopie}indienen").status_code == (302 if naar == "9905" else 422)
    assert vraag_opnieuw(wereld, id_, "verlenging", bevroren) == ("9905" if naar == "9905" else "A122")


def test_a_herbeoordeling_goes_to_none_that_cov_did_not_name(
    wereld: Wereld, mens: Any, bevroren: Any, twee_kantoren: None
) -> None:
    id_ = dien_in(wereld, mens, MET_AWBZ, verzekeraar="9905", verzekerdenummer="1")
    besluit(wereld, id_, heel(False), door=ZORGKANTOOR)
    was = Aanvraag.objects.get(pk=id_)
    was.antwoorden["verzekeraar"] |= {"waarde": "9907"}
    was.save()
    assert vraag_opnieuw(wereld, id_, "herbeoordeling", bevroren) == "R313"


def test_the_dry_run_and_the_soap_push_say_the_same_of_a_third(wereld: Wereld, twee_kantoren: None) -> None:
    beller = wereld.software("systeem-tandarts")
    push = wlz(MET_AWBZ, uzovi="9907")
    droog = beller.post("/api/v1/instroom/controle", push, content_type="application/json")
    assert codes(droog.json()["waarschuwingen"]) == [("R313", "verzekerde.uzovi")]
    soap = stuur(beller, bericht_xml(push))
    assert soap.status_code == 200
    assert "R313" in [een.text for een in inhoud(soap).iter(f"{ONS}code")]


@pytest.mark.parametrize(("wie", "code"), [(MET_AWBZ, "R307"), (ZONDER_AWBZ, "R313")])
def test_the_dry_run_says_the_same(wereld: Wereld, wie: Persona, code: str) -> None:
    beller = wereld.software("systeem-tandarts")
    antwoord = beller.post("/api/v1/instroom/controle", wlz(wie, uzovi="9901"), content_type="application/json")
    assert antwoord.status_code == 200, antwoord.content.decode()
    assert codes(antwoord.json()["waarschuwingen"]) == [(code, "verzekerde.uzovi")]


def as_it_was_sent_before(id_: UUID) -> Aanvraag:
    """To the insurer of the basic policy, on what COV said before it was asked under which law."""
    aanvraag = Aanvraag.objects.get(pk=id_)
    aanvraag.antwoorden["verzekeraar"] |= {"waarde": "9901", "bron": "cov"}
    aanvraag.bronnen["cov"] = {"naam": "J. Jansen", "geslacht": "vrouw", "uzovi": "9901"}
    aanvraag.bronnen["cov_stand"].pop("grondslag")
    aanvraag.uzovi = "9901"
    aanvraag.save()
    return aanvraag


@pytest.mark.parametrize("wie", [MET_AWBZ, ZONDER_AWBZ])
def test_a_copy_of_what_went_to_the_insurer_does_not_go_there_again(wereld: Wereld, mens: Any, wie: Persona) -> None:
    id_ = dien_in(wereld, mens, wie, **({} if wie is MET_AWBZ else {"verzekeraar": "9905", "verzekerdenummer": "1"}))
    as_it_was_sent_before(id_)
    mens.post(f"/aanvragen/{id_}/kopie")
    nieuw = Aanvraag.objects.exclude(pk=id_).get()
    kopie = f"/aanvragen/{nieuw.id}/"
    vul_alles(mens, kopie)
    for _ in range(2):  # the first time COV knows another than the page showed
        mens.post(f"{kopie}indienen")
    nieuw.refresh_from_db()
    assert (nieuw.uzovi, nieuw.status) == (("9905", "ingediend") if wie is MET_AWBZ else ("", "concept"))


def vraag_opnieuw(wereld: Wereld, id_: UUID, soort: str, now: Any) -> str:
    wie = actor(wereld, "persoonlijk-tandarts")
    try:
        return vervolg.ask_again(actor=wie, now=now, aanvraag_id=id_, soort=soort, motivering="Nodig.").uzovi
    except DomainError as fout:
        return fout.code


@pytest.mark.parametrize(("goed", "soort"), [(True, "verlenging"), (False, "herbeoordeling")])
def test_what_follows_goes_to_the_zorgkantoor_and_to_no_insurer(
    wereld: Wereld, mens: Any, bevroren: Any, goed: bool, soort: str
) -> None:
    id_ = dien_in(wereld, mens, ZONDER_AWBZ, verzekeraar="9905", verzekerdenummer="1")
    besluit(wereld, id_, heel(goed), door=ZORGKANTOOR)
    was = Aanvraag.objects.get(pk=id_)
    as_it_was_sent_before(id_)
    assert vraag_opnieuw(wereld, id_, soort, bevroren) == "R313"
    pagina = mens.post(f"/aanvragen/{id_}/{soort}", {"tekst": "Nodig."})
    assert pagina.status_code == 422
    assert "Kopieer de aanvraag als nieuwe, en vul daar het zorgkantoor in." in tekst(pagina)
    was.save()
    assert vraag_opnieuw(wereld, id_, soort, bevroren) == "9905"


@pytest.fixture
def beide_wetten(wereld: Wereld) -> Iterator[None]:
    """A form for care under both laws, which asks under which one."""
    landelijk = catalogus().formulier("X02", "2026-1")
    opties = (Optie(code="zvw", tekst="Zvw"), Optie(code="wlz", tekst="Wlz"))
    wet = Vraag(link_id="grondslag", tekst="Welke wet?", type=Vraagtype.CHOICE, opties=opties)
    medisch = tuple(
        replace(een, items=(wet, *een.items)) if een.link_id == "medisch" else een for een in landelijk.onderwerpen
    )
    vraagt = replace(landelijk, code="Z77", versie="1", grondslagen=("zvw", "wlz"), onderwerpen=medisch)
    use_catalogus(catalogus().plus([vraagt]))
    yield
    use_catalogus(None)


def test_who_changes_the_law_changes_who_decides(wereld: Wereld, beide_wetten: None) -> None:
    mens = wereld.mens()
    push = bericht(verstrekking={"formulier": "Z77"}, wie=MET_AWBZ)
    link = wereld.software().push(push).json()["link"]
    aanvraag = mens.get(link.removeprefix("https://localhost:8443"))["Location"]

    def decides() -> str:
        return str(Aanvraag.objects.get().antwoorden["verzekeraar"]["waarde"])

    assert decides() == "9901"
    vul_in(mens, aanvraag, "medisch", **MEDISCH, grondslag="wlz")
    assert decides() == "9905"
    wijzig(mens, aanvraag, "medisch", grondslag="zvw")
    assert decides() == "9901"
