"""Who is told by mail that a certificate expires, is ready, or that a right is asked for: once, and nothing more."""

from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.core import mail
from wereld import Wereld

from machtigingen.notificaties.bezorgen import run
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import find_news
from machtigingen.notificaties.toegang import publish_toegang
from machtigingen.toegang.berichten import due
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Organisatie, Rechtverzoek

CONTACT, TWEEDE, HOUDER = "contact@oogkliniek.example", "tweede@oogkliniek.example", "s.devries@oogkliniek.example"


@pytest.fixture
def oog(wereld: Wereld) -> Organisatie:
    """Two contactpersonen; of no certificate the end is near."""
    oog = Organisatie.objects.get(code="22990001")
    Medewerker.objects.create(organisatie=oog, naam="T. Tweede", email=TWEEDE, contact=2)
    return oog


def certificaat(naam: str) -> Certificaat:
    return Certificaat.objects.get(naam=naam)


def verloopt(naam: str, op: datetime, **anders: Any) -> Certificaat:
    Certificaat.objects.filter(naam=naam).update(geldig_tot=op, **anders)
    return certificaat(naam)


def verteld(now: datetime) -> list[tuple[str, str]]:
    """What is written down now and was not before: what, and to whom."""
    voor = set(Bezorging.objects.values_list("pk", flat=True))
    publish_toegang(now=now)
    nieuw = Bezorging.objects.exclude(pk__in=voor).select_related("abonnement")
    return sorted((een.soort, een.abonnement.adres) for een in nieuw)


def test_of_the_certificate_of_software_the_contactpersonen_are_warned_four_times(oog, bevroren: datetime) -> None:
    einde = bevroren + timedelta(days=100)
    verloopt("22990001000001", einde)
    wanneer = [dagen for dagen in range(100, 0, -1) if verteld(einde - timedelta(days=dagen))]
    assert wanneer == [60, 30, 14, 7]
    assert {een.abonnement.adres for een in Bezorging.objects.select_related("abonnement")} == {CONTACT, TWEEDE}


def test_a_holder_is_warned_of_his_own_and_of_no_other(oog, bevroren: datetime) -> None:
    verloopt("S. de Vries", bevroren + timedelta(days=20))
    assert verteld(bevroren) == [("certificaat_verloopt", adres) for adres in (CONTACT, HOUDER, TWEEDE)]
    assert verteld(bevroren) == []


def test_who_sees_it_late_gets_one_warning_and_not_all_that_were_missed(oog, bevroren: datetime) -> None:
    verloopt("22990001000001", bevroren + timedelta(days=3))
    assert len(verteld(bevroren)) == 2


@pytest.mark.parametrize("anders", ["opgevolgd", "beeindigd", "organisatie", "voorbij"])
def test_nobody_is_warned_of_what_no_longer_matters(oog: Organisatie, bevroren: datetime, anders: str) -> None:
    einde = bevroren - timedelta(days=1) if anders == "voorbij" else bevroren + timedelta(days=10)
    oud = verloopt("S. de Vries", einde, einde_at=bevroren if anders == "beeindigd" else None)
    if anders == "opgevolgd":
        Certificaat.objects.filter(naam="R. Bakker").update(vervangt=oud, gestart_at=bevroren)
    if anders == "organisatie":
        Organisatie.objects.filter(pk=oog.pk).update(einde_on=bevroren.date() - timedelta(days=1))
    assert verteld(bevroren) == []


def test_the_overlap_of_a_renewal_ends_too_and_that_is_told_while_the_next_is_not_in_use(oog, bevroren) -> None:
    Certificaat.objects.filter(naam="22990001000001").update(einde_at=bevroren + timedelta(days=30))
    assert len(verteld(bevroren)) == 2


def test_a_certificate_that_is_ready_and_a_right_that_is_asked_are_told(oog: Organisatie, bevroren: datetime) -> None:
    houder = certificaat("S. de Vries")
    Certificaatverzoek.objects.create(
        organisatie=oog, soort="persoonlijk", medewerker=houder.medewerker, csr="-", gevraagd_at=bevroren,
        gevraagd_door="C. Contact", stand="klaar", klaar_at=bevroren, certificaat=houder,
    )  # fmt: skip
    Rechtverzoek.objects.create(certificaat=houder, autorisatie="indienen", gevraagd_at=bevroren)
    assert verteld(bevroren) == [
        *(("certificaat_klaar", adres) for adres in (CONTACT, HOUDER, TWEEDE)),
        ("recht_gevraagd", CONTACT),
        ("recht_gevraagd", TWEEDE),
    ]


@pytest.mark.parametrize("stand", ["aangevraagd", "klaar"])
def test_a_week_before_a_request_lapses_that_is_told_once(oog: Organisatie, bevroren: datetime, stand: str) -> None:
    Certificaatverzoek.objects.create(
        organisatie=oog,
        soort="persoonlijk",
        medewerker=Medewerker.objects.get(email=HOUDER),
        csr="",
        gevraagd_at=bevroren,
        gevraagd_door="C. Contact",
        stand=stand,
        certificaat=certificaat("S. de Vries") if stand == "klaar" else None,
        klaar_at=bevroren if stand == "klaar" else None,
    )
    Certificaat.objects.update(gestart_at=None)
    verteld(bevroren)
    dagen = {dag: verteld(bevroren + timedelta(days=dag)) for dag in (52, 53, 54, 59, 60)}
    allen = [("verzoek_vervalt", adres) for adres in (CONTACT, HOUDER, TWEEDE)]
    assert {dag: wat for dag, wat in dagen.items() if wat} == {53: allen}
    assert set(Bezorging.objects.filter(soort="verzoek_vervalt").values_list("over", "status")) == {
        ("S. de Vries", "23-01-2027")
    }


def test_what_was_installed_in_time_lapses_not(oog: Organisatie, bevroren: datetime) -> None:
    Certificaatverzoek.objects.create(
        organisatie=oog, soort="persoonlijk", csr="", gevraagd_at=bevroren, gevraagd_door="C. Contact", stand="klaar",
        certificaat=certificaat("S. de Vries"), klaar_at=bevroren,
    )  # fmt: skip
    Certificaat.objects.update(gestart_at=bevroren)
    verteld(bevroren)
    assert verteld(bevroren + timedelta(days=55)) == []


def test_at_an_insurer_who_manages_is_told(oog: Organisatie, bevroren: datetime) -> None:
    verloopt("B. Ordelaar", bevroren + timedelta(days=5))
    assert [adres for _, adres in verteld(bevroren)] == [
        "b.ordelaar@verzekeraar-9901.example",
        "r.beheerder@verzekeraar-9901.example",
    ]


def test_the_mail_names_the_certificate_and_the_day_and_has_no_link(oog, bevroren: datetime, settings: Any) -> None:
    settings.EMAIL_HOST, settings.MACHTIGINGEN_MAIL_VAN = "smtp.example", "portaal@machtigingen.example"
    einde = bevroren + timedelta(days=14)
    verloopt("22990001000001", einde)
    run(clock=lambda: bevroren, stop=Event(), once=True, taken=[lambda now: publish_toegang(now=now)])
    assert sorted(brief.to for brief in mail.outbox) == [[CONTACT], [TWEEDE]]
    brief = mail.outbox[0]
    assert "08-12-2026" in brief.subject
    assert '"22990001000001"' in brief.body and "08-12-2026" in brief.body
    assert "http" not in brief.body
    assert find_news("x" * 43) is None
    run(clock=lambda: bevroren, stop=Event(), once=True, taken=[lambda now: publish_toegang(now=now)])
    assert len(mail.outbox) == 2


def test_a_mail_to_an_insurer_names_who_can_do_it_there(oog, bevroren: datetime, settings: Any) -> None:
    settings.EMAIL_HOST, settings.MACHTIGINGEN_MAIL_VAN = "smtp.example", "portaal@machtigingen.example"
    verloopt("B. Ordelaar", bevroren + timedelta(days=5))
    run(clock=lambda: bevroren, stop=Event(), once=True, taken=[lambda now: publish_toegang(now=now)])
    assert ["De beheerder van uw organisatie" in brief.body for brief in mail.outbox] == [True, True]


def test_it_goes_to_the_address_of_today_and_of_who_left_none_is_kept(oog, bevroren: datetime) -> None:
    verloopt("22990001000001", bevroren + timedelta(days=60))
    verteld(bevroren)
    Medewerker.objects.filter(email=CONTACT).update(email="nieuw@oogkliniek.example")
    Medewerker.objects.filter(email=TWEEDE).update(contact=None, einde_at=bevroren)
    assert verteld(bevroren + timedelta(days=30)) == [("certificaat_verloopt", "nieuw@oogkliniek.example")]
    assert sorted(een.adres for een in Abonnement.objects.all()) == ["", "nieuw@oogkliniek.example"]


def test_two_workers_tell_it_once(oog: Organisatie, bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first had written."""
    verloopt("22990001000001", bevroren + timedelta(days=60))
    from machtigingen.notificaties import toegang

    def eerst_een_ander(*, now: datetime) -> Any:
        berichten = list(due(now=now))
        monkeypatch.undo()
        publish_toegang(now=now)
        return berichten

    monkeypatch.setattr(toegang, "due", eerst_een_ander)
    assert publish_toegang(now=bevroren) == 0
    assert Bezorging.objects.count() == 2


def test_a_task_that_breaks_keeps_no_delivery_waiting(oog: Organisatie, bevroren: datetime, settings: Any) -> None:
    settings.EMAIL_HOST, settings.MACHTIGINGEN_MAIL_VAN = "smtp.example", "portaal@machtigingen.example"
    verloopt("22990001000001", bevroren + timedelta(days=60))

    def stuk(now: datetime) -> None:
        raise ValueError

    run(clock=lambda: bevroren, stop=Event(), once=True, taken=[stuk, lambda now: publish_toegang(now=now)])
    assert len(mail.outbox) == 2
