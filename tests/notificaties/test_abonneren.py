"""Who may subscribe to what, and what of it stands in the trail."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from notificaties.toneel import AGB, ANDERE, Doos, Klok, abonneer, abonneer_mail, actor, enige, gebeurt, werk

from machtigingen.audit.models import Regel
from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, DomainError
from machtigingen.notificaties.abonneren import (
    ABONNEMENTEN_MAX,
    renew_secret,
    replay,
    replay_by_operator,
    subscribe_mail,
    subscribe_webhook,
    unsubscribe,
)
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import find_ledger, subscriptions
from machtigingen.notificaties.soorten import Kanaal, Toestand
from machtigingen.notificaties.zending import Bezorgfout

pytestmark = pytest.mark.django_db
ADRES = "https://pakket.example/haak"
MAIL = "balie@praktijk.nl"
KIJKER, NIEMAND = actor(rechten=[RAADPLEGEN]), actor(rechten=[])
WEBHOOK = {"kanaal": Kanaal.WEBHOOK}


def handelingen(keten: str = f"agb:{AGB}") -> list[tuple[str, str]]:
    regels = Regel.objects.filter(keten=keten).order_by("volgnummer")
    return list(regels.values_list("handeling", "onderwerp"))


def test_an_abonnement_is_there_with_a_secret_that_no_list_shows(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    (stand,) = subscriptions(actor=actor(), now=bevroren, kanaal=Kanaal.WEBHOOK)
    assert stand == nieuw.stand
    assert nieuw.geheim.startswith("whsec_")
    assert nieuw.geheim not in str(vars(stand))


def test_neither_address_nor_secret_lies_open_in_the_storage(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    abonneer_mail(MAIL, now=bevroren)
    rijen = str([dict(rij) for rij in Abonnement.objects.values()])
    assert ADRES in rijen  # opened by the field
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notificaties_abonnement")
        kaal = b"".join(bytes(cel) if not isinstance(cel, str) else cel.encode() for rij in cursor for cel in rij
                        if isinstance(cel, bytes | memoryview | str))  # fmt: skip
    for woord in (b"pakket.example", b"balie", nieuw.geheim.encode(), nieuw.geheim.removeprefix("whsec_").encode()):
        assert woord not in kaal


def test_of_each_act_one_record_that_names_no_address(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    wie = {"actor": actor(), "now": bevroren, **WEBHOOK, "abonnement_id": nieuw.stand.id}
    replay(**wie, bezorging_id=enige().id)
    unsubscribe(**wie)
    unsubscribe(**wie)
    assert handelingen() == [
        ("abonnement_gemaakt", f"abonnement:{nieuw.stand.id}"),
        ("bezorging_opnieuw", f"bezorging:{enige().id}"),
        ("abonnement_beeindigd", f"abonnement:{nieuw.stand.id}"),
    ]
    assert "pakket.example" not in str(list(Regel.objects.values()))


def test_what_is_refused_leaves_nothing(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    with pytest.raises(DomainError, match="N104"):
        abonneer(ADRES, now=bevroren)
    assert len(handelingen()) == Abonnement.objects.count() == 1


def test_another_instantie_may_have_the_same_address(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    abonneer(ADRES, now=bevroren, code=ANDERE)
    assert Abonnement.objects.count() == 2


def test_an_address_is_free_again_after_its_abonnement_ended(bevroren: datetime) -> None:
    eerste = abonneer(ADRES, now=bevroren)
    unsubscribe(actor=actor(), now=bevroren, **WEBHOOK, abonnement_id=eerste.stand.id)
    tweede = abonneer(ADRES, now=bevroren)
    assert tweede.geheim != eerste.geheim
    standen = subscriptions(actor=actor(), now=bevroren, kanaal=Kanaal.WEBHOOK)
    assert {een.ended_at for een in standen} == {None, bevroren}
    later = subscriptions(actor=actor(), now=bevroren + timedelta(days=31), kanaal=Kanaal.WEBHOOK)
    assert [een.id for een in later] == [tweede.stand.id]


def test_there_is_an_end_to_how_many(bevroren: datetime) -> None:
    for nummer in range(ABONNEMENTEN_MAX):
        abonneer(f"{ADRES}{nummer}", now=bevroren)
    with pytest.raises(DomainError) as fout:
        abonneer(ADRES, now=bevroren)
    assert (fout.value.code, fout.value.fouten[0].gegevens) == ("N105", {"maximum": str(ABONNEMENTEN_MAX)})
    abonneer_mail(MAIL, now=bevroren)  # of each way so many


@pytest.mark.parametrize(("wie", "code"), [(KIJKER, "D204"), (NIEMAND, "D203")])
def test_who_may_not_submit_changes_no_mail(bevroren: datetime, wie: Actor, code: str) -> None:
    nieuw = abonneer_mail(MAIL, now=bevroren)
    with pytest.raises(DomainError, match=code):
        subscribe_mail(actor=wie, now=bevroren, adres="ander@praktijk.nl", soorten=())
    with pytest.raises(DomainError, match=code):
        unsubscribe(actor=wie, now=bevroren, kanaal=Kanaal.MAIL, abonnement_id=nieuw.stand.id)
    assert Abonnement.objects.get().ended_at is None


def test_who_may_look_follows_with_webhooks_and_who_may_nothing_sees_nothing(bevroren: datetime) -> None:
    nieuw = subscribe_webhook(actor=KIJKER, now=bevroren, adres=ADRES, soorten=())
    gebeurt(now=bevroren)
    eigen = {**WEBHOOK, "abonnement_id": nieuw.stand.id}
    assert len(find_ledger(actor=KIJKER, **eigen).bezorgingen) == 1
    for daad in (
        lambda: subscriptions(actor=NIEMAND, now=bevroren, **WEBHOOK),
        lambda: find_ledger(actor=NIEMAND, **eigen),
        lambda: subscribe_webhook(actor=NIEMAND, now=bevroren, adres=f"{ADRES}2", soorten=()),
        lambda: unsubscribe(actor=NIEMAND, now=bevroren, **eigen),
        lambda: replay(actor=NIEMAND, now=bevroren, **eigen, bezorging_id=enige().id),
    ):
        with pytest.raises(DomainError, match="D203"):
            daad()


def test_what_is_of_another_is_as_what_is_not_there(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    for wie, abonnement, kanaal in (
        (actor(ANDERE), nieuw.stand.id, Kanaal.WEBHOOK),
        (actor(), uuid4(), Kanaal.WEBHOOK),
        (actor(), nieuw.stand.id, Kanaal.MAIL),
    ):
        hier = {"actor": wie, "kanaal": kanaal, "abonnement_id": abonnement}
        for daad in (
            lambda hier=hier: find_ledger(**hier),
            lambda hier=hier: unsubscribe(**hier, now=bevroren),
            lambda hier=hier: replay(**hier, now=bevroren, bezorging_id=enige().id),
        ):
            with pytest.raises(DomainError, match="N101"):
                daad()
    assert subscriptions(actor=actor(ANDERE), now=bevroren, kanaal=Kanaal.WEBHOOK) == ()
    assert enige().pogingen == 0


def test_the_bezorging_of_another_abonnement_is_not_there_either(bevroren: datetime) -> None:
    eerste, tweede = abonneer(ADRES, now=bevroren), abonneer(f"{ADRES}2", now=bevroren)
    gebeurt(now=bevroren)
    vreemd = Bezorging.objects.get(abonnement=tweede.stand.id)
    with pytest.raises(DomainError, match="N101"):
        replay(
            actor=actor(), now=bevroren, **WEBHOOK, abonnement_id=eerste.stand.id, bezorging_id=vreemd.id
        )  # fmt: skip


def test_the_ledger_is_read_page_by_page_newest_first(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    for minuut in range(7):  # two at each moment
        gebeurt(now=bevroren + timedelta(minutes=minuut // 2))
    eigen = {"actor": actor(), **WEBHOOK, "abonnement_id": nieuw.stand.id}
    heel = find_ledger(**eigen).bezorgingen
    assert [een.created_at for een in heel] == sorted((een.created_at for een in heel), reverse=True)
    gelezen, na = [], None
    for _ in range(10):
        blad = find_ledger(**eigen, na=na, hooguit=3)
        gelezen += blad.bezorgingen
        na = blad.volgende
        if na is None:
            break
    assert tuple(gelezen) == heel
    assert find_ledger(**eigen, na=uuid4()).bezorgingen == ()


def test_what_was_given_up_is_found_and_sent_again_under_the_same_id(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    klok, doos = Klok(bevroren), Doos(fouten=[Bezorgfout("http_404", blijvend=True)])
    werk(klok, verzenders=doos.als)
    eigen = {"actor": actor(), **WEBHOOK, "abonnement_id": nieuw.stand.id}
    (dood,) = find_ledger(**eigen, toestand=Toestand.OPGEGEVEN).bezorgingen
    klok.later(days=9)
    for _ in range(2):
        stand = replay(**eigen, now=klok(), bezorging_id=dood.id)
        assert (stand.toestand, stand.pogingen, stand.volgende_poging_at) == (Toestand.WACHT, 0, klok())
    werk(klok, verzenders=doos.als)
    assert [een.id for een in doos.gekregen] == [dood.id, dood.id]
    assert find_ledger(**eigen, toestand=Toestand.OPGEGEVEN).bezorgingen == ()


def test_who_says_that_it_is_there_again_is_not_left_alone_longer(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    klok, doos = Klok(bevroren), Doos(fouten=[Bezorgfout("http_503", retry_after=timedelta(hours=3))])
    werk(klok, verzenders=doos.als)
    replay(actor=actor(), now=klok(), **WEBHOOK, abonnement_id=nieuw.stand.id, bezorging_id=enige().id)
    werk(klok, verzenders=doos.als)
    assert enige().toestand == "bezorgd"


def test_who_lost_the_secret_gets_another_and_from_then_on_only_that_one_counts(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    anders = renew_secret(actor=actor(), now=bevroren, abonnement_id=nieuw.stand.id)
    doos = Doos()
    werk(Klok(bevroren), verzenders=doos.als)
    assert (anders.stand.id, anders.stand.wacht) == (nieuw.stand.id, 1)
    assert [een.geheim for een in doos.gekregen] == [anders.geheim] != [nieuw.geheim]
    assert handelingen()[1:] == [("abonnement_geheim_vernieuwd", f"abonnement:{nieuw.stand.id}")]


def test_there_is_no_other_secret_for_a_stranger_a_mail_or_what_ended(bevroren: datetime) -> None:
    webhook, mail = abonneer(ADRES, now=bevroren), abonneer_mail(MAIL, now=bevroren)
    for wie, abonnement, code in (
        (actor(ANDERE), webhook.stand.id, "N101"),
        (actor(), mail.stand.id, "N101"),
        (NIEMAND, webhook.stand.id, "D203"),
    ):
        with pytest.raises(DomainError, match=code):
            renew_secret(actor=wie, now=bevroren, abonnement_id=abonnement)
    unsubscribe(actor=actor(), now=bevroren, **WEBHOOK, abonnement_id=webhook.stand.id)
    with pytest.raises(DomainError, match="N106"):
        renew_secret(actor=actor(), now=bevroren, abonnement_id=webhook.stand.id)
    assert set(Abonnement.objects.values_list("geheim", flat=True)) == {None}


def test_to_an_abonnement_that_ended_nothing_is_sent_again(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    wie = {"actor": actor(), "now": bevroren, **WEBHOOK, "abonnement_id": nieuw.stand.id}
    unsubscribe(**wie)
    with pytest.raises(DomainError, match="N106"):
        replay(**wie, bezorging_id=enige().id)
    with pytest.raises(DomainError, match="N106"):
        replay_by_operator(now=bevroren, bezorging_id=enige().id)


def test_an_operator_has_anything_sent_again_and_that_is_recorded(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    werk(Klok(bevroren), verzenders=Doos().als)
    replay_by_operator(now=bevroren, bezorging_id=enige().id)
    assert enige().toestand == "wacht"
    assert handelingen("systeem") == [("bezorging_opnieuw", f"bezorging:{enige().id}")]
    with pytest.raises(DomainError, match="N101"):
        replay_by_operator(now=bevroren, bezorging_id=uuid4())


def test_an_insurer_subscribes_to_what_is_sent_to_it(bevroren: datetime) -> None:
    verzekeraar = actor("9901", rechten=[BEOORDELEN])
    subscribe_webhook(actor=verzekeraar, now=bevroren, adres=ADRES, soorten=())
    gebeurt(now=bevroren, uzovi="9902")
    gebeurt(now=bevroren, uzovi="9901")
    assert Bezorging.objects.count() == 1
    (stand,) = subscriptions(actor=verzekeraar, now=bevroren, kanaal=Kanaal.WEBHOOK)
    assert len(find_ledger(actor=verzekeraar, **WEBHOOK, abonnement_id=stand.id).bezorgingen) == 1


def test_of_an_abonnement_that_ended_nothing_is_kept_that_is_not_needed(bevroren: datetime) -> None:
    webhook, mail = abonneer(ADRES, now=bevroren), abonneer_mail(MAIL, now=bevroren)
    for nieuw, kanaal in ((webhook, Kanaal.WEBHOOK), (mail, Kanaal.MAIL)):
        unsubscribe(actor=actor(), now=bevroren, kanaal=kanaal, abonnement_id=nieuw.stand.id)
    bewaard = set(Abonnement.objects.values_list("kanaal", "adres", "geheim"))
    assert bewaard == {("webhook", ADRES, None), ("mail", "", None)}


def test_submitting_alone_does_not_exist() -> None:
    """So who may change the mail may also see it."""
    assert actor().mag(INDIENEN) and actor().mag(RAADPLEGEN)
