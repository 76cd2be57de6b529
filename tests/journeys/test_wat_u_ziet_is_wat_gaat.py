"""What stands on the check page is what is sent: about the person COV knows, to the insurer COV names."""

import pytest
from conftest import NU
from machtigingen_sandbox import personas
from reis import MEDISCH, dien_in, dien_in_klaar, doorgaan, foto, fouten, open_link, tekst, toont, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen import indiening, toetsing
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.models import Regel
from machtigingen.foundation import Soort, foutcode
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang.queries import identify


def antwoord(link_id: str) -> dict:
    return Aanvraag.objects.get().antwoorden.get(link_id, {})


def andere_persoon(mens, aanvraag: str, wie: personas.Persona):
    return vul_in(
        mens, aanvraag, "verzekerde", bsn=wie.bsn.onthul(), geboortedatum=wie.geboortedatum.strftime("%d-%m-%Y")
    )


def test_another_person_brings_his_own_name_from_cov(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    andere_persoon(mens, aanvraag, personas.BIJ_TESTZORG)
    assert antwoord("naam")["waarde"] == personas.BIJ_TESTZORG.naam
    assert antwoord("verzekeraar")["waarde"] == "9902"


def test_what_cov_said_of_somebody_else_goes_when_cov_does_not_know_the_new_one(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    andere_persoon(mens, aanvraag, personas.ONBEKEND)
    assert antwoord("verzekeraar").get("waarde") is None
    assert antwoord("naam")["bron"] == "softwarepakket"


def test_what_cov_said_of_somebody_else_goes_when_cov_is_away(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    andere_persoon(mens, aanvraag, personas.STORING)
    assert antwoord("verzekeraar").get("waarde") is None


def test_the_insurer_that_cov_named_cannot_be_typed_over(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "verzekerde", verzekeraar="9902")
    assert antwoord("verzekeraar")["waarde"] == "9901"
    pagina = mens.get(f"{aanvraag}controleren").content.decode()
    assert "?wijzig=bsn" in pagina
    assert "?wijzig=verzekeraar" not in pagina


def test_what_cov_changes_at_the_last_moment_is_shown_before_it_is_sent(wereld: Wereld, settings) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "verzekerde", verzekeraar="9902", verzekerdenummer="12345")
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"oorzaak": "uiterlijk", "functiestoornis": "nee"})
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    eerst = mens.post(f"{aanvraag}indienen")
    assert eerst.status_code == 409
    assert foutcode("R308").melding[1:] in tekst(eerst)
    assert "Voorbeeld Zorgverzekeraar (9901)" in tekst(eerst)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().uzovi == "9901"


def test_no_machtiging_is_needed_is_also_found_when_cov_comes_later(wereld: Wereld, settings) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, wie=personas.BIJ_DEMOVERZEKERING)
    settings.MACHTIGINGEN_COV = "machtigingen_sandbox.cov:DemoCov"
    vul_in(mens, aanvraag, "verzekerde")
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1")
    foto(mens, aanvraag)
    mens.post(f"{aanvraag}indienen")
    assert "Er is geen machtiging nodig" in tekst(mens.get(aanvraag))


def test_an_insurer_that_the_register_does_not_know_gets_nothing(wereld: Wereld) -> None:
    from machtigingen.registers.models import Verzekeraar

    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    Verzekeraar.objects.filter(pk="9901").delete()
    geweigerd = mens.post(f"{aanvraag}indienen")
    assert geweigerd.status_code == 422
    assert foutcode("R309").melding[1:] in tekst(geweigerd)


def test_files_of_a_question_that_fell_away_are_not_sent(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    (bijlage,) = Bijlage.objects.all()
    uiterlijk = MEDISCH | {"oorzaak": "uiterlijk", "functiestoornis": "nee"}
    vul_in(mens, aanvraag, "medisch", **uiterlijk)
    knop = doorgaan(mens.get(f"{aanvraag}vragen/medisch").content.decode())
    vul_in(mens, aanvraag, "medisch", **uiterlijk, doorgaan=knop)
    mens.post(f"{aanvraag}indienen")
    assert "De aanvraag is afgewezen" in tekst(mens.get(aanvraag))
    assert mens.get(f"{aanvraag}bijlagen/{bijlage.id}").status_code == 404
    assert "foto ogen.png" not in tekst(mens.get(aanvraag))


def test_who_may_only_look_sees_no_file_of_a_concept(wereld: Wereld) -> None:
    aanvraag = dien_in_klaar(wereld, wereld.mens())
    (bijlage,) = Bijlage.objects.all()
    assert wereld.mens("persoonlijk-raadplegen").get(f"{aanvraag}bijlagen/{bijlage.id}").status_code == 403


def test_nothing_is_removed_after_the_session_ended(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    (bijlage,) = Bijlage.objects.all()
    mens.post("/uitloggen")
    mens.post(f"{aanvraag}vragen/bijlagen", {"verwijder": str(bijlage.id)})
    assert Bijlage.objects.filter(pk=bijlage.id).exists()


def test_a_machtiging_of_a_year_ends_the_day_before(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    assert "van 2 november 2026 tot en met 1 november 2027" in tekst(mens.get(aanvraag))


def collega_vult_in(**waarden: str) -> None:
    """As an earlier release kept it: with a version."""
    rij = Aanvraag.objects.get()
    van = {"bron": "gebruiker", "door": "B. Collega", "certificaat": "c", "versie": 99}
    rij.antwoorden = dict(rij.antwoorden) | {link_id: van | {"waarde": een} for link_id, een in waarden.items()}
    rij.save()


def test_both_values_are_shown_when_a_colleague_was_first(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    blad = toont(mens.get(f"{aanvraag}vragen/medisch"))
    collega_vult_in(opmerking="Van de collega.")
    pagina = mens.post(f"{aanvraag}vragen/medisch", blad | MEDISCH | {"opmerking": "Van mij."})
    assert pagina.status_code == 422
    assert fouten(pagina) == ["opmerking"]
    assert "Van mij." in tekst(pagina)
    assert "B. Collega" in tekst(pagina)


@pytest.mark.parametrize("veld", ["referentie", "naam", "versie"])
def test_a_bsn_where_none_belongs_is_refused(wereld: Wereld, veld: str) -> None:
    bsn = personas.GEVONDEN.bsn.onthul()
    pakket = {"naam": "DemoOog", "versie": "5.2"}
    data = bericht(referentie=bsn) if veld == "referentie" else bericht(softwarepakket=pakket | {veld: f"x {bsn}"})
    geweigerd = wereld.software().push(data)
    assert [fout["code"] for fout in geweigerd.json()["fouten"]] == ["B208"]


@pytest.mark.parametrize(
    "geschreven",
    [
        "9999.11.004",
        "999 911 004",
        "9-9-9-9-1-1-0-0-4",
        "9999\u00a011\u200b004",
        "９９９９１１００４",
        "٩٩٩٩١١٠٠٤",
        "nr999911004b",
    ],
)
def test_a_bsn_where_none_belongs_is_refused_however_it_is_written(wereld: Wereld, geschreven: str) -> None:
    geweigerd = wereld.software().push(bericht(referentie=geschreven))
    assert [fout["code"] for fout in geweigerd.json()["fouten"]] == ["B208"]


@pytest.mark.parametrize("anders", ["99991100", "9999x11004", "999911005", "2026-0001"])
def test_other_digits_are_no_bsn(wereld: Wereld, anders: str) -> None:
    assert wereld.software().push(bericht(referentie=anders)).status_code == 201


def test_the_dates_are_checked_also_when_another_field_is_wrong(wereld: Wereld) -> None:
    verkeerd = bericht(begindatum="2027-01-01")
    verkeerd["verzekerde"]["bsn"] = "999990018"
    codes = {fout["code"] for fout in wereld.software().push(verkeerd).json()["fouten"]}
    assert codes == {"B212", "B214"}


def test_a_repeat_a_look_at_cov_and_a_refused_link_are_in_the_audit_trail(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    wereld.mens("persoonlijk-andere-instantie").get(link)
    wereld.mens("persoonlijk-andere-instantie").get(f"/aanvragen/{Aanvraag.objects.get().id}/")
    gedaan = set(Regel.objects.values_list("handeling", "code"))
    assert gedaan >= {
        ("instroom_herhaald", ""), ("cov_geraadpleegd", ""), ("link_geopend", "L101"), ("aanvraag_bekeken", "A101"),
    }  # fmt: skip


def test_what_a_colleague_blocked_after_the_session_ended_is_shown_when_back(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    blad = toont(mens.get(f"{aanvraag}vragen/medisch"))
    collega_vult_in(opmerking="Van de collega.")
    mens.post("/uitloggen")
    mens.post(f"{aanvraag}vragen/medisch", blad | MEDISCH | {"opmerking": "Van mij."})
    mens.post("/inloggen", {"verder": f"{aanvraag}vragen/medisch"})
    assert "Van mij." in tekst(mens.get(f"{aanvraag}vragen/medisch"))


def test_pressing_send_twice_at_once_sends_once_and_refuses_nobody(wereld: Wereld, monkeypatch) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    echt, keren = toetsing.cov, []
    verdict = verify(mens.certificaat, profielen=certificaten.bron().profielen(), at=NU)

    def intussen(*wat, **hoe):
        if not keren:
            keren.append(1)
            actor = identify(verdict, verwacht=Soort.PERSOONLIJK, now=NU)
            indiening.submit(actor=actor, now=NU, aanvraag_id=Aanvraag.objects.get().id)
        return echt(*wat, **hoe)

    monkeypatch.setattr(toetsing, "cov", intussen)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().aanvraagnummer
