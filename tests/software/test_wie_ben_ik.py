"""What a certificate says of itself, as far as it counts here."""

from datetime import datetime, timedelta

from wereld import Wereld

from machtigingen.toegang.models import Certificaat


def test_software_is_warned_of_the_end_of_a_certificate_that_is_replaced(wereld: Wereld, bevroren: datetime) -> None:
    pakket = wereld.software()
    assert "Certificaat-Geldig-Tot" not in pakket.get("/wie-ben-ik").headers
    tot = bevroren + timedelta(days=30)
    Certificaat.objects.filter(organisatie__code="22990001", soort="systeem").update(einde_at=tot)
    antwoord = pakket.get("/wie-ben-ik")
    assert antwoord["Certificaat-Geldig-Tot"] == "2026-12-24T09:00:00Z"
    assert (antwoord.json()["geldig_tot"], antwoord.json()["dagen_geldig"]) == (tot.isoformat(), 30)
