"""The SDK against the portal itself: real listeners, real mutual TLS, every call."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from machtigingen_client import (
    Behandeling,
    Formulierkeuze,
    Instantie,
    Instroombericht,
    InstroomFout,
    Instroomservice,
    Softwarepakket,
    Verzekerde,
    Zorgverlener,
    cli,
)
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT
from machtigingen_sandbox.personas import GEVONDEN


def with_certificate(omgeving, name, kind=Instroomservice):
    return kind(
        omgeving.adres("api"),
        certificaat=omgeving.certificaat(name),
        sleutel=omgeving.certificaat(name, "key"),
        ca=omgeving.ca,
    )


@pytest.fixture(scope="module")
def dienst(omgeving):
    with with_certificate(omgeving, SYSTEEMCERTIFICAAT) as dienst:
        yield dienst


def bericht(**changes):
    parts = {
        "softwarepakket": Softwarepakket(naam="DemoOog", versie="5.2"),
        "referentie": "2026-0001",
        "grondslag": "zvw",
        "begindatum": datetime.now(ZoneInfo("Europe/Amsterdam")).date(),
        "verzekerde": Verzekerde(bsn=GEVONDEN.bsn.onthul(), geboortedatum=GEVONDEN.geboortedatum),
        "instantie": Instantie(agb="22990001"),
        "zorgverlener": Zorgverlener(agb="03990011", specialisme="0301"),
        "verstrekking": Behandeling(diagnose="255", zorgactiviteit="031545"),
    }
    return Instroombericht(**parts | changes)


def test_who_am_i_is_the_instantie_of_the_certificate(dienst):
    assert dienst.wie_ben_ik().agb == "22990001"


def test_answers_and_a_file_are_put_in_a_concept_and_what_changed_can_be_followed(dienst):
    instroom = dienst.stuur(bericht(referentie="2026-concept"))
    aanvraag = dienst.volg(instroom.id).aanvraag.id
    stand = dienst.bewaar_antwoorden(aanvraag, {"zijde": "beide", "bestaat_niet": True})
    assert (stand.overgenomen, [fout.code for fout in stand.niet_overgenomen]) == (1, ["F105"])
    pdf = b"%PDF-1.4\n" + b"0" * 3_000_000
    bijlagen = [dienst.voeg_bijlage_toe(aanvraag, vraag="foto", naam="foto één.png", inhoud=pdf) for _ in range(2)]
    assert len({bijlage.id for bijlage in bijlagen}) == 1
    assert bijlagen[0].naam == "foto één.png"
    *_, laatste = dienst.alle_wijzigingen()
    assert not laatste.meer
    assert dienst.wijzigingen(na=laatste.cursor).aanvragen == ()
    with pytest.raises(InstroomFout, match="A102"):
        dienst.vragen_en_antwoorden(aanvraag)


def test_a_push_is_followed_to_its_aanvraag(dienst, omgeving):
    ontvangst = dienst.stuur(bericht())
    again = dienst.stuur(bericht())
    stand = dienst.volg(ontvangst.id)
    aanvraag = dienst.aanvraag(stand.aanvraag.id)

    assert ontvangst.link == again.link
    assert ontvangst.link.startswith(omgeving.adres("portaal"))
    assert (stand.toestand, stand.link) == ("ongeopend", ontvangst.link)
    assert (aanvraag.id, aanvraag.status, aanvraag.documenten) == (stand.aanvraag.id, "concept", ())
    assert aanvraag.referentie == "2026-0001"
    assert aanvraag.adres.startswith(omgeving.adres("portaal"))


def test_of_a_concept_there_is_no_summary(dienst):
    aanvraag = dienst.volg(dienst.stuur(bericht(referentie="samenvatting")).id).aanvraag

    with pytest.raises(InstroomFout) as caught:
        dienst.samenvatting(aanvraag.id)

    assert (caught.value.status, caught.value.code) == (409, "A102")


def test_a_dry_run_of_a_good_message_names_the_form(dienst):
    proef = dienst.controleer(bericht(referentie="proef"))

    assert proef.akkoord
    assert (proef.zou.uitkomst, proef.zou.status, proef.zou.formulier.code) == ("formulier", 201, "X02")
    assert {lamp.kleur for lamp in proef.keten} == {"groen"}


def test_a_dry_run_tells_all_that_a_push_would_tell_one_by_one(dienst):
    wrong = bericht(
        referentie="fout",
        zorgverlener=Zorgverlener(agb="03999999", specialisme="0301"),
        verstrekking=Formulierkeuze(formulier="Z99"),
    )

    proef = dienst.controleer(wrong)
    with pytest.raises(InstroomFout) as caught:
        dienst.stuur(wrong)

    assert [fout.code for fout in proef.fouten] == ["R101", "F102"]
    assert [fout.code for fout in caught.value.fouten] == ["R101"]
    assert [lamp.code for lamp in proef.keten if lamp.kleur == "rood"] == ["R101"]


def test_a_certificate_that_ended_is_refused_with_the_lights_and_stands_in_the_diagnostics(omgeving):
    with with_certificate(omgeving, "systeem-verlopen") as dienst, pytest.raises(InstroomFout) as caught:
        dienst.controleer(bericht())

    fout = caught.value
    assert fout.code == "D104"
    assert [lamp.naam for lamp in fout.keten if lamp.kleur == "rood"] == ["geldigheid"]
    assert "\nCode: D104\n" in fout.diagnostics()
    assert f"\nGeldig tot: {fout.certificaat.geldig_tot:%Y-%m-%d}" in fout.diagnostics()
    assert GEVONDEN.bsn.onthul() not in fout.diagnostics()


def test_mogelijkheden_tell_the_form_and_where_in_a_message_its_answers_fit(dienst):
    found = dienst.mogelijkheden(grondslag="zvw", specialisme="0301", diagnose="255", zorgactiviteit="031545")

    assert [een.formulier.code for een in found.mogelijkheden] == ["X02"]
    paden = {veld.pad for veld in found.mogelijkheden[0].velden}
    assert {"verzekerde.bsn", "antwoorden.zijde"} <= paden
    zijde = next(veld for veld in found.mogelijkheden[0].velden if veld.pad == "antwoorden.zijde")
    assert "beide" in {keuze.code for keuze in zijde.keuzes}


def test_every_mogelijkheid_can_be_read(dienst):
    found = dienst.mogelijkheden()

    assert {een.formulier.code for een in found.mogelijkheden} >= {"X02", "X10", "M03"}
    table = next(veld for een in found.mogelijkheden for veld in een.velden if veld.kolommen)
    assert table.kolommen[0].pad


def test_a_wrong_question_is_refused_with_its_code(dienst):
    with pytest.raises(InstroomFout) as caught:
        dienst.mogelijkheden(diagnose="twee")

    assert caught.value.code == "B112"


def test_a_refused_push_can_be_found_in_the_log_by_its_correlation(dienst):
    before = datetime.now(ZoneInfo("Europe/Amsterdam")) - timedelta(minutes=1)

    with pytest.raises(InstroomFout) as caught:
        dienst.stuur(bericht(referentie="logboek", verstrekking=Formulierkeuze(formulier="Z99")))

    logboek = dienst.logboek(correlatie_id=caught.value.correlatie_id, softwarepakket="DemoOog", vanaf=before)

    assert [(een.resultaat, een.code) for een in logboek.aanroepen] == [("geweigerd", "F102")]
    assert caught.value.fouten[0].lampje == "formulier"
    assert dienst.correcties(softwarepakket="DemoOog").aanvragen == 0


def test_the_command_line_tries_a_message_out(omgeving, capsys):
    papers = ["--cert", omgeving.certificaat(SYSTEEMCERTIFICAAT), "--ca", omgeving.ca]
    papers += ["--key", omgeving.certificaat(SYSTEEMCERTIFICAAT, "key"), "--url", omgeving.adres("api")]

    code = cli.main(["controleer", str(omgeving.voorbeeldbericht), *map(str, papers)])

    assert code == 0
    assert "Antwoord zou zijn: 201, formulier, formulier X02" in capsys.readouterr().out
