"""The software of an insurer: what was sent to it, all of it, and decisions back, with its own certificate only."""

import json
import re
from typing import Any

import pytest
from levensloop.conftest import OOGKLINIEK, TANDARTS, ZIEKENHUIS, Balie
from machtigingen_sandbox import personas
from oordelen import heel
from reis import PNG

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling, besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.audit.models import Regel
from machtigingen.doors.software.besluitbericht import read_besluit
from machtigingen.foundation import CONTRACTS

VERZEKERAAR = "systeem-verzekeraar-9901"
ADRES = "/api/v1/verzekeraar/aanvragen"
GOED = {"regels": [{"regel": 1, "uitkomst": "toegekend"}], "toelichting": "Klopt."}
AF = {"regels": [{"regel": 1, "uitkomst": "afgewezen", "reden": "niet_aangetoond"}], "toelichting": "Niet aangetoond."}
NERGENS = "00000000-0000-4000-8000-000000000000"


def lees(balie: Balie, adres: str = "", als: str = VERZEKERAAR, **data: Any) -> Any:
    return balie.wereld.software(als).get(f"{ADRES}{adres}", data=data)


def zeg(balie: Balie, adres: str, body: Any, als: str = VERZEKERAAR) -> Any:
    beller = balie.wereld.software(als)
    data, soort = json.dumps(body).encode(), "application/json"
    return beller.client.generic("POST", f"{ADRES}{adres}", data, soort, secure=True, **beller._omgeving())


def stand(antwoord: Any) -> dict[str, Any]:
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def test_it_follows_what_was_sent_to_it_and_nothing_else(balie: Balie) -> None:
    eerste, tweede = balie.verstuurd(), balie.verstuurd(TANDARTS)
    balie.verstuurd(ZIEKENHUIS, wie=personas.BIJ_TESTZORG)
    balie.concept(wie=personas.OOK_GEVONDEN)
    antwoord = stand(lees(balie))
    assert [(een["id"], een["instantie"]["agb"]) for een in antwoord["aanvragen"]] == [
        (str(eerste.id), OOGKLINIEK),
        (str(tweede.id), TANDARTS),
    ]
    een = antwoord["aanvragen"][0]
    assert (een["specificatie"], een["formulier"]["code"], een["besluit"]) == ("ingediend", "X02", None)
    assert een["besluit_voor"] == "2026-12-08"
    assert stand(lees(balie, na=antwoord["cursor"]))["aanvragen"] == []
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerste.id, oordeel=heel(True))
    verder = stand(lees(balie, na=antwoord["cursor"]))["aanvragen"]
    assert [(een["id"], een["status"]) for een in verder] == [(str(eerste.id), "goedgekeurd")]


def test_the_dossier_tells_each_fact_with_its_source_and_what_the_rules_made_of_it(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    dossier = stand(lees(balie, f"/{aanvraag.id}"))
    vragen = {vraag["vraag"]: vraag for onderwerp in dossier["onderwerpen"] for vraag in onderwerp["vragen"]}
    assert (vragen["bsn"]["waarde"], vragen["bsn"]["bron"]) == (personas.GEVONDEN.bsn.onthul(), "softwarepakket")
    assert vragen["verzekeraar"]["bron"] == "cov"
    assert "Voorbeeld Zorgverzekeraar" in vragen["verzekeraar"]["weergave"]
    assert vragen["instelling"]["bron"] == "certificaat"
    assert vragen["oorzaak"]["bron"] == "gebruiker"
    assert dossier["beslissing"]["uitkomst"] == "beoordelen"
    assert {stap["uitslag"] for stap in dossier["beslissing"]["spoor"]} <= {"past", "past niet", "onbekend"}
    assert any(stap["wegingen"] for stap in dossier["beslissing"]["spoor"])
    assert [regel["regel"] for regel in dossier["regels"]] == [1]
    assert {"code", "tekst", "voor"} == set(dossier["redenen"][0])
    assert dossier["ingediend_door"] == "S. de Vries"


def test_what_the_package_sent_stands_beside_what_a_person_made_of_it(balie: Balie) -> None:
    aanvraag = balie.verstuurd(antwoorden={"zijde": "links"})
    vragen = {
        vraag["vraag"]: vraag
        for onderwerp in stand(lees(balie, f"/{aanvraag.id}"))["onderwerpen"]
        for vraag in onderwerp["vragen"]
    }
    assert (vragen["zijde"]["bron"], vragen["zijde"]["gestuurd"]) == ("aangepast", "Links")


def test_a_table_comes_as_its_rows(balie: Balie) -> None:
    aanvraag = balie.verstuurd(TANDARTS)
    dossier = stand(lees(balie, f"/{aanvraag.id}"))
    assert len(dossier["regels"]) > 1
    assert any(isinstance(v["waarde"], list) for o in dossier["onderwerpen"] for v in o["vragen"])
    assert {een["vraag"] for een in dossier["regels"][0]["wijzigbaar"]} >= {"honorarium", "techniek"}


def test_a_file_comes_as_it_was_added(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    (bijlage,) = stand(lees(balie, f"/{aanvraag.id}"))["bijlagen"]
    antwoord = balie.wereld.software(VERZEKERAAR).get(bijlage["adres"].removeprefix("https://localhost:8444"))
    assert (antwoord.status_code, antwoord["Content-Type"], antwoord.content) == (200, "image/png", PNG)
    assert antwoord["Content-Disposition"].startswith("attachment;")


def test_a_grant_gives_the_number_and_the_period_and_the_package_sees_it(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besloten = stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED | {"geldig_tot": "2027-03-31"}))
    assert (besloten["status"], besloten["besluit"]["geldig_tot"]) == ("goedgekeurd", "2027-03-31")
    gezien = balie.wereld.software().get(f"/api/v1/aanvragen/{aanvraag.id}").json()
    assert gezien["machtigingsnummer"] == besloten["machtigingsnummer"] is not None
    assert gezien["besluit"] == besloten["besluit"]


def test_it_decides_line_by_line_with_a_reason(balie: Balie) -> None:
    aanvraag = balie.verstuurd(TANDARTS)
    regels = stand(lees(balie, f"/{aanvraag.id}"))["regels"]
    oordelen: list[dict[str, Any]] = [{"regel": een["regel"], "uitkomst": "toegekend"} for een in regels]
    oordelen[0] |= {"uitkomst": "anders", "reden": "kleiner_aantal", "toegekend": {"techniek": 10.5}}
    oordelen[1] |= {"uitkomst": "afgewezen", "reden": "niet_aangetoond", "toelichting": "Geen foto."}
    besloten = stand(zeg(balie, f"/{aanvraag.id}/besluit", {"regels": oordelen, "toelichting": "Deels."}))
    eerste, tweede = besloten["besluit"]["regels"][:2]
    assert [(een["vraag"], een["waarde"]) for een in eerste["toegekend"]] == [("techniek", "10.50")]
    assert (tweede["uitkomst"], tweede["toelichting"]) == ("afgewezen", "Geen foto.")
    assert besloten["specificatie"] == "gedeeltelijk_goedgekeurd"


def test_the_same_decision_again_gets_the_same_answer_and_another_one_is_refused(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    eerst = stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED))
    assert stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED)) == eerst
    anders = zeg(balie, f"/{aanvraag.id}/besluit", AF)
    assert (anders.status_code, anders.json()["code"]) == (409, "A102")
    assert Besluit.objects.count() == 1


def test_nothing_is_decided_over_what_the_provider_added_since_the_dossier_was_fetched(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    gezien = stand(lees(balie, f"/{aanvraag.id}"))["gezien"]
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    bijlagen.attach_later(**wie, naam="nieuw.png", data=PNG + b"2")
    geweigerd = zeg(balie, f"/{aanvraag.id}/besluit", AF | {"gezien": gezien})
    assert (geweigerd.status_code, geweigerd.json()["code"]) == (409, "A118")
    assert Aanvraag.objects.get().status == "ingediend"
    opnieuw = stand(lees(balie, f"/{aanvraag.id}"))
    assert len(opnieuw["bijlagen"]) == 2
    besloten = stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED | {"gezien": opnieuw["gezien"]}))
    assert besloten["status"] == "goedgekeurd"
    herhaald = stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED | {"gezien": gezien}))
    assert herhaald == besloten, "what was decided is decided"


def test_who_does_not_say_what_was_seen_decides_as_before(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    bijlagen.attach_later(**wie, naam="nieuw.png", data=PNG + b"2")
    assert stand(zeg(balie, f"/{aanvraag.id}/besluit", GOED))["status"] == "goedgekeurd"


@pytest.mark.parametrize(("gezien", "code"), [("1", "B203"), (-1, "B205"), (1.5, "B203"), (None, "B203")])
def test_what_was_seen_is_a_number(balie: Balie, gezien: Any, code: str) -> None:
    antwoord = zeg(balie, f"/{balie.verstuurd().id}/besluit", GOED | {"gezien": gezien})
    assert [(een["code"], een["pad"]) for een in antwoord.json()["fouten"]] == [(code, "gezien")]


def test_questions_reach_the_provider_and_the_answers_come_back(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    vragen = {"vragen": ["Hoe lang bestaan de klachten?"]}
    gevraagd = stand(zeg(balie, f"/{aanvraag.id}/vragen", vragen))
    assert (gevraagd["specificatie"], gevraagd["besluit_voor"]) == ("informatie_gevraagd", None)
    assert stand(zeg(balie, f"/{aanvraag.id}/vragen", vragen)) == gevraagd
    na = stand(lees(balie))["cursor"]
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    aanvulling.send_answers(**wie, antwoorden={0: "Twee jaar."}, gezien={})
    (een,) = stand(lees(balie, na=na))["aanvragen"]
    assert (een["specificatie"], een["open_vragen"]) == ("aangevuld", [])
    (gesprek,) = stand(lees(balie, f"/{aanvraag.id}"))["gesprek"]
    assert (gesprek["vragen"], gesprek["antwoorden"]) == (vragen["vragen"], ["Twee jaar."])


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({}, ["B201", "B201"]),
        (GOED | {"status": "goedgekeurd"}, ["B202"]),
        (GOED | {"regels": []}, ["B204"]),
        (GOED | {"toelichting": ""}, ["B204"]),
        (GOED | {"toelichting": "  "}, ["A105"]),
        (GOED | {"geldig_tot": "31-12-2026"}, ["B206"]),
        (GOED | {"regels": [{"regel": 2, "uitkomst": "toegekend"}]}, ["A109"]),
        (GOED | {"regels": [{"regel": 1, "uitkomst": "goedgekeurd"}]}, ["B205"]),
        (AF | {"regels": [{"regel": 1, "uitkomst": "afgewezen"}]}, ["A110"]),
        (GOED | {"geldig_vanaf": "2026-12-01", "geldig_tot": "2026-11-30"}, ["A113"]),
    ],
)
def test_a_decision_that_is_not_right_is_refused_with_what_is_wrong(
    balie: Balie, body: dict[str, Any], codes: list[str]
) -> None:
    aanvraag = balie.verstuurd()
    antwoord = zeg(balie, f"/{aanvraag.id}/besluit", body)
    assert (antwoord.status_code, [fout["code"] for fout in antwoord.json()["fouten"]]) == (422, codes)
    assert Aanvraag.objects.get().status == "ingediend"


KLEINER = {"uitkomst": "anders", "reden": "kleiner_aantal"}


def paden(balie: Balie, **body: Any) -> list[tuple[str, str]]:
    """What is wrong with a decision on an aanvraag of a dentist, that has more lines."""
    aanvraag = Aanvraag.objects.filter(agb=TANDARTS).first() or balie.verstuurd(TANDARTS)
    antwoord = zeg(balie, f"/{aanvraag.id}/besluit", {"toelichting": "Gezien."} | body)
    assert antwoord.status_code == 422, antwoord.content
    return [(fout["code"], fout["pad"]) for fout in antwoord.json()["fouten"]]


@pytest.mark.parametrize(
    ("eerste", "fouten"),
    [
        ({"uitkomst": "afgewezen"}, [("A110", "regels[1].reden")]),
        (KLEINER, [("B201", "regels[1].toegekend")]),
        (KLEINER | {"toegekend": {}}, [("A109", "regels[1].toegekend.aantal")]),
        (KLEINER | {"toegekend": {"techniek": "veel"}}, [("V103", "regels[1].toegekend.techniek")]),
        (KLEINER | {"toegekend": {"techniek": "9", "korting": "9"}}, [("A109", "regels[1].toegekend.korting")]),
        ({"uitkomst": "toegekend", "reden": "voldoet"}, [("A110", "regels[1].reden")]),
        ({"uitkomst": "toegekend", "toegekend": {"aantal": 1}}, [("A109", "regels[1].toegekend.aantal")]),
        (KLEINER | {"toegekend": {"techniek": "\u0001"}}, [("B207", "regels[1].toegekend.techniek")]),
        ({"uitkomst": "toegekend", "toelichting": " \u2028"}, [("B207", "regels[1].toelichting")]),
    ],
)
def test_what_is_wrong_with_a_line_is_told_at_its_place_in_what_was_sent(
    balie: Balie, eerste: dict[str, Any], fouten: list[tuple[str, str]]
) -> None:
    aantal = len(stand(lees(balie, f"/{balie.verstuurd(TANDARTS).id}"))["regels"])
    goed = [{"regel": nummer, "uitkomst": "toegekend"} for nummer in range(2, aantal + 1)]
    assert paden(balie, regels=[goed[0], {"regel": 1} | eerste, *goed[1:]]) == fouten


def test_what_is_wrong_with_a_period_is_told_at_the_name_that_was_sent(balie: Balie) -> None:
    aantal = len(stand(lees(balie, f"/{balie.verstuurd(TANDARTS).id}"))["regels"])
    regels = [{"regel": nummer, "uitkomst": "toegekend"} for nummer in range(1, aantal + 1)]
    assert paden(balie, regels=regels, geldig_vanaf="1990-01-01") == [("A113", "geldig_vanaf")]
    assert paden(balie, regels=regels, geldig_tot="1990-01-01") == [("A113", "geldig_tot")]
    assert paden(balie, regels=regels[1:]) == [("A109", "regels")]


LEZEN = ["", "/{id}", "/{id}/bijlagen/{bijlage}"]
ZEGGEN = {"/{id}/besluit": GOED, "/{id}/vragen": {"vragen": ["Waarom?"]}}


def overal(balie: Balie, als: str, id: Any, bijlage: Any) -> list[tuple[int, str]]:
    """What a certificate gets at every address of an insurer."""
    adressen = [adres.format(id=id, bijlage=bijlage) for adres in LEZEN]
    antwoorden = [lees(balie, adres, als) for adres in adressen]
    antwoorden += [zeg(balie, adres.format(id=id), body, als) for adres, body in ZEGGEN.items()]
    return [(een.status_code, een.json().get("code", "")) for een in antwoorden]


def test_an_instantie_gets_nothing_here_and_an_insurer_nothing_there(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    bijlage = aanvraag.bijlagen.get().id
    assert set(overal(balie, "systeem-goed", aanvraag.id, bijlage)) == {(403, "D203")}
    software = balie.wereld.software(VERZEKERAAR)
    for adres in (
        "",
        f"/{aanvraag.id}",
        f"/{aanvraag.id}/samenvatting.pdf",
        f"/{aanvraag.id}/vragen-en-antwoorden.pdf",
    ):
        antwoord = software.get(f"/api/v1/aanvragen{adres}")
        assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")
    assert software.push({}).json()["code"] == "D203"
    assert software.get("/api/v1/logboek").json()["code"] == "D203"


def test_what_was_sent_to_another_insurer_is_not_there(balie: Balie) -> None:
    vreemd = balie.verstuurd(ZIEKENHUIS, wie=personas.BIJ_TESTZORG)
    bijlage = vreemd.bijlagen.get().id
    gezien = overal(balie, VERZEKERAAR, vreemd.id, bijlage)
    assert gezien == overal(balie, VERZEKERAAR, NERGENS, NERGENS) == [(200, "")] + [(404, "A101")] * 4
    assert stand(lees(balie))["aanvragen"] == []


def test_of_a_copy_it_is_not_told_which_was_the_first(balie: Balie) -> None:
    """That one may have gone to another insurer, who has no business with this one."""
    eerste, tweede = balie.verstuurd(), balie.verstuurd(TANDARTS)
    for soort, verwacht in (("kopie", (None, None)), ("herbeoordeling", (str(eerste.id), "herbeoordeling"))):
        Aanvraag.objects.filter(pk=tweede.pk).update(vervolg_op=eerste, vervolg_soort=soort)
        een = stand(lees(balie, f"/{tweede.id}"))
        assert (een["vervolg_op"], een["vervolg_soort"]) == verwacht


def test_a_concept_does_not_exist_for_its_insurer(balie: Balie) -> None:
    concept = balie.concept()
    assert lees(balie, f"/{concept}").json()["code"] == "A101"


def test_a_personal_certificate_of_an_insurer_is_not_for_software(balie: Balie) -> None:
    assert lees(balie, als="beoordelaar-9901").json()["code"] == "D201"


def test_each_look_and_act_is_recorded_once_also_a_refused_one(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    begin = Regel.objects.count()
    lees(balie, f"/{aanvraag.id}")
    lees(balie, f"/{aanvraag.id}/bijlagen/{aanvraag.bijlagen.get().id}")
    lees(balie, f"/{NERGENS}")
    zeg(balie, f"/{aanvraag.id}/besluit", {})
    zeg(balie, f"/{aanvraag.id}/besluit", GOED)
    zeg(balie, f"/{aanvraag.id}/besluit", GOED)
    regels = Regel.objects.order_by("pk")[begin:]
    assert {(regel.keten, regel.soort_actor) for regel in regels} == {("uzovi:9901", "systeem")}
    assert [(regel.handeling, regel.code) for regel in regels] == [
        ("aanvraag_bekeken", ""),
        ("bijlage_bekeken", ""),
        ("aanvraag_bekeken", "A101"),
        ("aanvraag_besloten", "B201"),
        ("aanvraag_goedgekeurd", ""),
        ("besluit_herhaald", ""),
    ]


def test_the_figures_are_those_of_the_own_insurer(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    balie.verstuurd(ZIEKENHUIS, wie=personas.BIJ_TESTZORG)
    zeg(balie, f"/{aanvraag.id}/besluit", GOED)
    software = balie.wereld.software(VERZEKERAAR)
    cijfers = software.get("/api/v1/verzekeraar/cijfers").json()
    assert (cijfers["verzekeraar"], cijfers["totaal"]["ingediend"], cijfers["totaal"]["goedgekeurd"]) == ("9901", 1, 1)
    een_jaar = software.get(
        "/api/v1/verzekeraar/cijfers", data={"vanaf": "2026-11-01", "tot": "2026-11-24", "formulier": "X02"}
    )
    assert een_jaar.json()["totaal"]["ingediend"] == 1
    for vraag in (
        {"tot": "2026-11-25"},
        {"vanaf": "2020-01-01"},
        {"vanaf": "2026-11-24", "tot": "2026-11-23"},
        {"x": "1"},
    ):
        assert software.get("/api/v1/verzekeraar/cijfers", data=vraag).json()["code"] == "B112"
    assert balie.wereld.software().get("/api/v1/verzekeraar/cijfers").json()["code"] == "D203"


def test_the_decision_in_the_guide_is_one(balie: Balie) -> None:
    gids = (CONTRACTS.parent / "docs" / "verzekeraars.md").read_text(encoding="utf-8")
    (voorbeeld,) = re.findall(r"```json\n(.*?)```", gids, re.DOTALL)
    oordeel = read_besluit(json.loads(voorbeeld))
    redenen = stand(lees(balie, f"/{balie.verstuurd(TANDARTS).id}"))["redenen"]
    assert {regel.reden for regel in oordeel.regels} - {""} <= {reden["code"] for reden in redenen}


def test_who_it_is_says_what_it_may(balie: Balie) -> None:
    wie = balie.wereld.software(VERZEKERAAR).get("/wie-ben-ik").json()
    assert (wie["uzovi"], wie["agb"], wie["autorisaties"], wie["kan_niet"]) == ("9901", None, ["beoordelen"], [])


def gebeurd(dossier: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The last thing of each kind."""
    return {een["soort"]: een for een in dossier["gebeurtenissen"]}


def test_why_it_was_taken_back_is_told(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.withdraw(**wie, reden="De patiënt is verhuisd.")
    dossier = stand(lees(balie, f"/{aanvraag.id}"))
    assert (dossier["specificatie"], dossier["intrek_reden"]) == ("ingetrokken", "De patiënt is verhuisd.")
    assert gebeurd(dossier)["ingetrokken"]["door"] == balie.indiener.naam


def test_why_a_machtiging_ended_is_told(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True))
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.report_not_done(**wie, reden="De patiënt ziet ervan af.")
    dossier = stand(lees(balie, f"/{aanvraag.id}"))
    assert (dossier["einde_soort"], dossier["einde_reden"]) == ("niet_uitgevoerd", "De patiënt ziet ervan af.")
    gemeld = gebeurd(dossier)["niet_uitgevoerd"]
    assert (gemeld["einde"], gemeld["van_verzekeraar"]) == (dossier["geldig_tot"], False)


def test_what_happened_stands_in_order_with_who_and_why(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    besluiten.decide(**wie, oordeel=heel(True))
    afsluiting.reopen(**wie, reden="De foto is niet bekeken.")
    behandeling.ask_information(**wie, vragen=["Hoe lang al?"])
    dossier = stand(lees(balie, f"/{aanvraag.id}"))
    namen = [(een["soort"], een["door"]) for een in dossier["gebeurtenissen"]]
    assert namen == [
        ("ontvangen", "DemoOog 5.2"),
        ("ingediend", balie.indiener.naam),
        ("besluit", balie.beoordelaar.naam),
        ("heropend", balie.beoordelaar.naam),
        ("informatie_gevraagd", balie.beoordelaar.naam),
    ]
    assert gebeurd(dossier)["heropend"]["reden"] == dossier["heropen_reden"] == "De foto is niet bekeken."
    assert gebeurd(dossier)["informatie_gevraagd"]["verzoek"] == dossier["gesprek"][0]["nummer"]


def test_why_no_rule_decided_is_told_as_at_the_desk(balie: Balie) -> None:
    dossier = stand(lees(balie, f"/{balie.verstuurd().id}"))
    regel = dossier["beslissing"]["regel"]
    assert dossier["niet_automatisch"] == {"reden": regel, "tekst": f"Regel {regel}"}


def test_other_aanvragen_about_the_same_insured_are_named_and_no_others(balie: Balie) -> None:
    eerste, tweede = balie.verstuurd(), balie.verstuurd(TANDARTS)
    balie.verstuurd(wie=personas.OOK_GEVONDEN)
    balie.concept()
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerste.id, oordeel=heel(False))
    (eerder,) = stand(lees(balie, f"/{tweede.id}"))["eerdere_aanvragen"]
    assert (eerder["id"], eerder["status"], eerder["formulier"]["code"]) == (str(eerste.id), "afgewezen", "X02")
    assert (eerder["aanvraagnummer"], eerder["ingediend_op"]) == (
        eerste.aanvraagnummer,
        eerste.ingediend_at.isoformat(),
    )


def test_of_the_same_insured_at_another_insurer_it_sees_nothing(balie: Balie) -> None:
    aanvraag, elders = balie.verstuurd(), balie.verstuurd()
    Aanvraag.objects.filter(pk=elders.pk).update(uzovi="9902")
    assert stand(lees(balie, f"/{aanvraag.id}"))["eerdere_aanvragen"] == []
