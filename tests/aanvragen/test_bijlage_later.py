"""A file that comes after the aanvraag was sent."""

from pathlib import Path

import pytest
from beelden import png
from oordelen import heel
from reis import PNG, twijfelgeval

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Gebeurtenis
from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError
from machtigingen.notificaties.abonneren import subscribe_webhook
from machtigingen.notificaties.models import Bezorging


@pytest.fixture
def id_(loket):
    twijfelgeval(loket.wereld)
    return Aanvraag.objects.get().id


LATER, PDF = png("later"), b"%PDF-1.7\n"


def voeg_toe(loket, id_, *, als="persoonlijk-goed", naam="brief.png", data=LATER) -> Bijlage:
    return bijlagen.attach_later(actor=loket.als(als), now=loket.now, aanvraag_id=id_, naam=naam, data=data)


def code(doe) -> str:
    with pytest.raises(DomainError) as fout:
        doe()
    return fout.value.code


def test_it_is_kept_sealed_and_can_be_read(loket, id_, settings) -> None:
    bijlage = voeg_toe(loket, id_)
    op_schijf = (Path(settings.MACHTIGINGEN_BIJLAGEN) / str(bijlage.id)).read_bytes()
    assert png("later")[-40:] not in op_schijf
    gelezen, data = bijlagen.read(
        actor=loket.als("beoordelaar-9901"), now=loket.now, aanvraag_id=id_, bijlage_id=bijlage.id
    )
    assert (gelezen.naam, gelezen.vraag, data) == ("brief.png", "aanvulling", png("later"))


def test_the_insurer_sees_that_something_changed_and_the_provider_knows_already(loket, id_) -> None:
    eerst = Aanvraag.objects.get()
    voeg_toe(loket, id_)
    daarna = Aanvraag.objects.get()
    assert daarna.mutatie_verzekeraar > eerst.mutatie_verzekeraar
    assert daarna.mutatie == eerst.mutatie
    assert daarna.status == eerst.status
    assert Gebeurtenis.objects.order_by("volgnummer").last().soort == "bijlage"
    assert Regel.objects.filter(handeling="bijlage_toegevoegd", onderwerp=f"aanvraag:{id_}").count() == 1


def test_who_listens_for_the_insurer_hears_of_it_once_and_who_listens_for_the_instantie_does_not(loket, id_) -> None:
    for naam in ("beoordelaar-9901", "persoonlijk-goed"):
        subscribe_webhook(actor=loket.als(naam), now=loket.now, adres=f"https://{naam}.example/", soorten=())
    for _ in range(2):
        voeg_toe(loket, id_)
    (bezorging,) = Bezorging.objects.all()
    assert (bezorging.abonnement.organisatiecode, bezorging.soort) == ("9901", "aangevuld")
    assert bezorging.status == "in_behandeling"


def test_the_same_file_again_changes_nothing(loket, id_) -> None:
    eerst = voeg_toe(loket, id_)
    versie = Aanvraag.objects.get().versie
    assert voeg_toe(loket, id_).id == eerst.id
    assert Aanvraag.objects.get().versie == versie


@pytest.mark.parametrize("anders", [{"naam": "andere.png"}, {"data": PNG + b"lateR"}])
def test_another_name_or_content_is_another_file(loket, id_, anders) -> None:
    assert voeg_toe(loket, id_).id != voeg_toe(loket, id_, **anders).id


def test_a_file_of_another_kind_or_an_empty_one_is_refused(loket, id_) -> None:
    assert code(lambda: voeg_toe(loket, id_, data=b"MZ")) == "X101"
    assert code(lambda: voeg_toe(loket, id_, data=b"")) == "X103"


def test_together_with_what_was_there_it_fits_in_20_mb(loket, id_, settings) -> None:
    al = Bijlage.objects.get().grootte
    settings.MACHTIGINGEN_BIJLAGEN_SAMEN = al + len(PDF)
    assert code(lambda: voeg_toe(loket, id_, data=PDF + b"!")) == "X102"
    assert voeg_toe(loket, id_, data=PDF).grootte == len(PDF)


def test_it_can_be_added_while_the_insurer_waits_for_an_answer(loket, id_) -> None:
    desk = loket.als("beoordelaar-9901")
    behandeling.ask_information(actor=desk, now=loket.now, aanvraag_id=id_, vragen=["Waar is de brief?"])
    assert voeg_toe(loket, id_).vraag == "aanvulling"


def test_after_the_besluit_or_a_withdrawal_it_is_too_late(loket, id_) -> None:
    desk = loket.als("beoordelaar-9901")
    besluiten.decide(actor=desk, now=loket.now, aanvraag_id=id_, oordeel=heel(True))
    assert code(lambda: voeg_toe(loket, id_)) == "A102"


def test_a_withdrawn_one_takes_no_file(loket, id_) -> None:
    afsluiting.withdraw(actor=loket.als("persoonlijk-goed"), now=loket.now, aanvraag_id=id_, reden="Dubbel.")
    assert code(lambda: voeg_toe(loket, id_)) == "A102"


def test_who_may_only_look_another_instantie_and_the_insurer_add_nothing(loket, id_) -> None:
    assert code(lambda: voeg_toe(loket, id_, als="persoonlijk-raadplegen")) == "D204"
    assert code(lambda: voeg_toe(loket, id_, als="persoonlijk-andere-instantie")) == "A101"
    assert code(lambda: voeg_toe(loket, id_, als="beoordelaar-9901")) == "D203"
    assert Bijlage.objects.count() == 1
