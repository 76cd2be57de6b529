"""Somebody leaves: with what was asked for by and about him, and with the mail that went to his address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from notificaties.toneel import actor as van_oog
from toegang.test_beheer import OOG, Als, als, cert, csr, geweigerd
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError
from machtigingen.notificaties.abonneren import subscribe_mail
from machtigingen.notificaties.models import Abonnement
from machtigingen.notificaties.toegang import publish_toegang
from machtigingen.notificaties.vertrek import end_medewerker
from machtigingen.toegang import beheer, herzien, team
from machtigingen.toegang.berichten import due
from machtigingen.toegang.contacten import colleagues, contactpersonen, managers
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Rechtverzoek

__all__ = ["als"]
HOUDER, PRAKTIJK = "s.devries@oogkliniek.example", "praktijk@oogkliniek.example"


@pytest.fixture
def wat(als: Als, bevroren: datetime) -> dict[str, Any]:
    return {"actor": als(OOG), "now": bevroren}


def _vraag(als: Als, wat: dict[str, Any], wie: str, recht: str = "indienen") -> int:
    return beheer.ask_for_right(actor=als(wie), now=wat["now"], autorisatie=recht)


def _open_vragen(wat: dict[str, Any]) -> list[int]:
    return [een.id for een in team.rechtverzoeken(**wat)]


def _abonnementen() -> list[str]:
    return sorted(een.adres for een in Abonnement.objects.filter(ended_at=None))


def test_the_mail_to_the_address_of_who_leaves_ends_and_that_to_others_stays(als: Als, wat, bevroren) -> None:
    for adres in (HOUDER.capitalize(), PRAKTIJK):
        subscribe_mail(actor=van_oog(), now=bevroren, adres=adres, soorten=())
    subscribe_mail(actor=van_oog("03990011"), now=bevroren, adres=HOUDER, soorten=())
    end_medewerker(**wat, medewerker=als("persoonlijk-goed").medewerker)
    assert _abonnementen() == [PRAKTIJK, HOUDER], "of another organisation it is another matter"
    (weg,) = Abonnement.objects.exclude(ended_at=None)
    assert (weg.adres, weg.ended_at) == ("", bevroren)
    assert Regel.objects.filter(handeling="abonnement_beeindigd", actor="C. Contact").count() == 1


def test_of_who_left_by_the_word_of_the_operator_the_worker_ends_it(wereld: Wereld, bevroren: datetime) -> None:
    subscribe_mail(actor=van_oog(), now=bevroren, adres=HOUDER, soorten=())
    Medewerker.objects.filter(email=HOUDER).update(einde_at=bevroren + timedelta(hours=1))
    publish_toegang(now=bevroren)
    assert _abonnementen() == [HOUDER], "he still works there"
    later = bevroren + timedelta(hours=2)
    publish_toegang(now=later)
    assert _abonnementen() == []
    subscribe_mail(actor=van_oog(), now=later, adres=HOUDER, soorten=())
    publish_toegang(now=later)
    assert _abonnementen() == [HOUDER], "who asks for it after that knows"


def test_of_who_turns_out_to_have_left_long_ago_it_ends_too(wereld: Wereld, bevroren: datetime) -> None:
    lang, later = bevroren - timedelta(days=90), bevroren - timedelta(days=60)
    subscribe_mail(actor=van_oog(), now=lang, adres=HOUDER, soorten=())
    subscribe_mail(actor=van_oog(), now=lang, adres=PRAKTIJK, soorten=())
    subscribe_mail(actor=van_oog("03990011"), now=lang, adres=HOUDER, soorten=())
    Medewerker.objects.filter(email=HOUDER, organisatie__code="22990001").update(einde_at=later)
    publish_toegang(now=bevroren)
    assert _abonnementen() == [PRAKTIJK, HOUDER]


def test_nobody_ends_the_mail_by_an_act_that_is_refused(als: Als, wat, bevroren: datetime) -> None:
    subscribe_mail(actor=van_oog(), now=bevroren, adres="contact@oogkliniek.example", soorten=())
    with pytest.raises(Exception, match="T106"):
        end_medewerker(**wat, medewerker=als(OOG).medewerker)
    assert _abonnementen() == ["contact@oogkliniek.example"]


@pytest.mark.parametrize("hoe", ["medewerker", "certificaat"])
def test_the_question_of_who_leaves_waits_for_no_answer_any_more(als: Als, wat, hoe: str) -> None:
    wie, welk = als("persoonlijk-raadplegen"), cert(als, "persoonlijk-raadplegen")
    nummer = _vraag(als, wat, "persoonlijk-raadplegen")
    assert _open_vragen(wat) == [nummer]
    if hoe == "medewerker":
        beheer.end_medewerker(**wat, medewerker=wie.medewerker)
    else:
        beheer.end_certificaat(**wat, certificaat=welk, reden="kwijt")
    assert _open_vragen(wat) == []
    assert Rechtverzoek.objects.get(pk=nummer).toegekend is False


@pytest.mark.parametrize("anders", [{"einde_at": timedelta()}, {"geldig_tot": -timedelta(days=1)}])
def test_a_question_for_a_certificate_that_ended_by_itself_is_not_shown(als: Als, wat, bevroren, anders) -> None:
    nummer = _vraag(als, wat, "persoonlijk-raadplegen")
    rij = Certificaat.objects.filter(rechtverzoeken=nummer)
    rij.update(**{veld: bevroren + over for veld, over in anders.items()})
    assert _open_vragen(wat) == []


@pytest.mark.parametrize("hoe", ["grant", "matrix"])
def test_a_right_that_is_given_answers_who_asked_for_it_and_nothing_else(als: Als, wat, hoe: str) -> None:
    welk = cert(als, "persoonlijk-zonder-autorisatie")
    een, ander = (_vraag(als, wat, "persoonlijk-zonder-autorisatie", recht) for recht in ("raadplegen", "indienen"))
    if hoe == "grant":
        beheer.grant(**wat, certificaat=welk, autorisatie="raadplegen")
    else:
        herzien.set_rechten(**wat, certificaat=welk, autorisaties=["raadplegen"], gezien=[])
    assert _open_vragen(wat) == [ander]
    beheer.answer_right(**wat, rechtverzoek=een, toegekend=True)
    beheer.grant(**wat, certificaat=welk, autorisatie="indienen")
    assert _open_vragen(wat) == []
    assert Rechtverzoek.objects.get(pk=ander).beantwoord_door == "C. Contact"


def test_what_was_asked_for_who_leaves_is_called_back_at_the_issuer(
    als: Als, wat, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.MACHTIGINGEN_UITGIFTE_MAP = str(tmp_path)
    wie = als("persoonlijk-goed").medewerker
    with django_capture_on_commit_callbacks(execute=True):
        nummer = beheer.request_certificaat(**wat, soort="persoonlijk", medewerker=wie, csr=csr())
    csr_uit = tmp_path / "uit" / f"verzoek-{nummer}.csr"
    assert csr_uit.exists()
    with django_capture_on_commit_callbacks(execute=True):
        beheer.end_medewerker(**wat, medewerker=wie)
    assert not csr_uit.exists()
    assert Certificaatverzoek.objects.get(pk=nummer).stand == "vervallen"
    assert Regel.objects.filter(handeling="certificaatverzoek_ingetrokken", reden="medewerker uit dienst").count() == 1


def test_a_certificate_that_was_being_replaced_ends_with_who_leaves(als: Als, wat, bevroren: datetime) -> None:
    welk = Certificaat.objects.filter(pk=cert(als, "persoonlijk-goed"))
    welk.update(einde_at=bevroren + timedelta(days=30))
    beheer.end_medewerker(**wat, medewerker=als("persoonlijk-goed").medewerker)
    assert welk.get().einde_at == bevroren


def test_until_the_last_day_somebody_works_here_and_can_be_ended_sooner(als: Als, wat, bevroren: datetime) -> None:
    wie = {**wat, "medewerker": als("persoonlijk-goed").medewerker}
    Medewerker.objects.filter(pk=wie["medewerker"]).update(einde_at=bevroren + timedelta(days=30))
    (rij,) = [een for een in team.team(**wat) if een.id == wie["medewerker"]]
    assert (rij.werkt, rij.laatste_dag) == (True, (bevroren + timedelta(days=30)).date())
    beheer.unlock(**wie)
    beheer.reset_tweede_factor(**wie)
    assert geweigerd(beheer.set_contact, **wie, rang=2) == "T111", "nobody is that until a day"
    assert als("persoonlijk-goed").medewerker == wie["medewerker"]
    end_medewerker(**wie)
    with pytest.raises(DomainError, match="D11[34]"):
        als("persoonlijk-goed")
    assert geweigerd(beheer.end_medewerker, **wie) == "T111"


def test_who_manages_at_an_insurer_until_a_day_can_help_until_then(wereld: Wereld, bevroren: datetime) -> None:
    einde = bevroren + timedelta(days=30)
    Medewerker.objects.filter(organisatie__code="9901").update(einde_at=einde)
    assert contactpersonen("9901", now=bevroren)
    assert not contactpersonen("9901", now=einde)


def test_a_colleague_until_a_day_judges_until_then(als: Als, bevroren: datetime) -> None:
    voor = colleagues(als("beoordelaar-9901"), now=bevroren)
    Medewerker.objects.filter(organisatie__code="9901").update(einde_at=bevroren + timedelta(hours=1))
    assert colleagues(als("beoordelaar-9901"), now=bevroren) == voor != ()
    assert colleagues(als("beoordelaar-9901"), now=bevroren + timedelta(hours=1)) == ()


def test_who_alone_manages_at_an_insurer_until_a_day_manages_until_then(als: Als, bevroren: datetime) -> None:
    einde = bevroren + timedelta(days=30)
    Medewerker.objects.filter(naam="R. Beheerder").update(einde_at=einde)
    Certificaat.objects.filter(medewerker__naam="R. Beheerder").update(geldig_tot=einde)
    weg = als("beoordelaar-9901").medewerker
    end_medewerker(actor=als("beheerder-9901"), now=bevroren, medewerker=weg)
    assert Medewerker.objects.get(pk=weg).einde_at == bevroren
    assert [een.naam for een in managers("9901", now=bevroren)] == ["R. Beheerder"]
    assert "r.beheerder" in " ".join(een.email for een in due(now=bevroren)), "also his mail goes on until then"
    assert managers("9901", now=einde) == ()
