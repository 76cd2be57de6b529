"""An end that the insurer set: it can be changed and taken back, and is no end to go on after."""

from datetime import date, timedelta
from typing import Any

import pytest
from levensloop.conftest import Balie, code_van
from notificaties.test_api import PAD, maak
from oordelen import heel
from reis import tekst

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import gebeurtenissen_of, stand
from machtigingen.foundation import DomainError


@pytest.fixture
def toegekend(balie: Balie) -> Aanvraag:
    """From 2 November 2026 to 1 November 2027."""
    aanvraag = balie.verstuurd()
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True))


def zet(balie: Balie, aanvraag: Aanvraag, einde: date, reden: str = "Tikfout.") -> Aanvraag:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    return afsluiting.set_end(**wie, einde=einde, reden=reden)


def test_a_slip_to_a_day_past_is_put_right(balie: Balie, toegekend: Aanvraag) -> None:
    eerst = zet(balie, toegekend, date(2026, 11, 10))
    assert stand(eerst, balie.now) is Status.BEEINDIGD
    na = zet(balie, toegekend, date(2027, 10, 31), "Bedoeld was 2027.")
    assert (stand(na, balie.now), na.geldig_tot_on) == (Status.GOEDGEKEURD, date(2027, 10, 31))
    assert na.einde_reden == "Bedoeld was 2027."
    assert eerst.mutatie is not None and na.mutatie is not None and na.mutatie > eerst.mutatie
    assert [een.soort for een in gebeurtenissen_of(na)][-2:] == ["einddatum", "einddatum"]


def test_the_day_that_was_granted_takes_the_end_back(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 11, 10))
    assert code_van(zet, balie, toegekend, date(2027, 11, 2)) == "A112", "not more than the besluit gave"
    na = zet(balie, toegekend, date(2027, 11, 1))
    assert (stand(na, balie.now), na.einde_reden) == (Status.GOEDGEKEURD, None)
    assert gebeurtenissen_of(na)[-1].gegevens["reden"] == "Tikfout."


def test_who_hears_of_an_end_hears_that_it_was_taken_back_and_finds_no_end(balie: Balie, toegekend: Aanvraag) -> None:
    software = balie.wereld.software()
    abonnement = maak(software, {"adres": "https://pakket.example/haak", "soorten": ["beeindigd"]}).json()["id"]
    for einde, soort in (date(2026, 11, 10), "einddatum"), (date(2027, 11, 1), None):
        zet(balie, toegekend, einde)
        nu = software.get(f"/api/v1/aanvragen/{toegekend.id}").json()
        assert (nu["geldig_tot"], nu["einde_soort"]) == (einde.isoformat(), soort)
    bezorgingen = software.get(f"{PAD}/{abonnement}/bezorgingen").json()["bezorgingen"]
    assert [(een["soort"], een["status"]) for een in bezorgingen] == [("beeindigd", "goedgekeurd")] * 2


def test_it_wants_a_reason_again(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 11, 10))
    assert code_van(zet, balie, toegekend, date(2027, 11, 1), " ") == "A105"


def test_what_ended_by_itself_or_was_not_done_gets_no_other_end(balie: Balie, toegekend: Aanvraag) -> None:
    wie = {"actor": balie.beoordelaar, "aanvraag_id": toegekend.id, "einde": date(2027, 1, 1), "reden": "X."}
    assert code_van(afsluiting.set_end, **wie, now=balie.now + timedelta(days=400)) == "A102"
    zet(balie, toegekend, date(2027, 1, 31))
    afsluiting.report_not_done(actor=balie.indiener, now=balie.now, aanvraag_id=toegekend.id, reden="Gaat niet door.")
    assert code_van(afsluiting.set_end, **wie, now=balie.now) == "A102"


def test_what_the_insurer_ended_is_not_extended(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 12, 31), "De verzekerde is overleden.")
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": toegekend.id, "motivering": "Toch."}
    with pytest.raises(DomainError) as fout:
        vervolg.ask_again(**wie, soort="verlenging")
    assert (fout.value.code, fout.value.fouten[0].gegevens["datum"]) == ("A120", "31-12-2026")
    zet(balie, toegekend, date(2027, 11, 1))
    assert vervolg.ask_again(**wie, soort="verlenging").status == "ingediend", "the end was taken back"


def test_the_provider_reads_why_it_is_not_extended_and_what_to_do(
    balie: Balie, toegekend: Aanvraag, settings: Any
) -> None:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    zet(balie, toegekend, date(2026, 12, 31), "De verzekerde is overleden.")
    mens = balie.wereld.mens()
    mens.get("/aanvragen/")
    pagina = tekst(mens.get(f"/aanvragen/{toegekend.id}/"))
    assert "Verlengen kan dan niet. Is de zorg toch nodig? Kopieer de aanvraag als nieuwe." in pagina
    assert "Verlenging vragen" not in pagina
    geweigerd = mens.get(f"/aanvragen/{toegekend.id}/verlenging")
    assert geweigerd.status_code == 409
    assert "met 31-12-2026 als laatste dag" in tekst(geweigerd)
    getypt = mens.post(f"/aanvragen/{toegekend.id}/verlenging", {"tekst": "Een heel verhaal."})
    assert getypt.status_code == 409
    assert "Een heel verhaal." in getypt.content.decode()
