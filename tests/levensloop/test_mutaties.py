"""The feed: what changed after a cursor, each aanvraag once, nothing missed, only the own."""

from datetime import timedelta

from levensloop.conftest import ZIEKENHUIS, Balie
from oordelen import heel

from machtigingen.aanvragen import behandeling, besluiten
from machtigingen.aanvragen.queries import feed
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor


def nummers(balie: Balie, actor: Actor, na: int = 0, hoogstens: int = 100) -> tuple[list[str], int, bool]:
    deel = feed(actor=actor, now=balie.now, na=na, hoogstens=hoogstens)
    return [een.referentie for een in deel.aanvragen], deel.cursor, deel.meer


def test_a_changed_aanvraag_moves_to_the_end_and_stands_there_once(balie: Balie) -> None:
    eerste, _ = balie.verstuurd(referentie="een"), balie.verstuurd(referentie="twee")
    software = balie.als("systeem-goed")
    namen, cursor, meer = nummers(balie, software)
    assert (namen, meer) == (["een", "twee"], False)
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerste.id)
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerste.id, oordeel=heel(True))
    assert nummers(balie, software, cursor)[0] == ["een"]
    assert nummers(balie, software)[0] == ["twee", "een"]


def test_read_in_pieces_it_is_the_same(balie: Balie) -> None:
    for nummer in range(3):
        balie.verstuurd(referentie=str(nummer))
    software, cursor, gezien, meer = balie.als("systeem-goed"), 0, [], True
    while meer:
        namen, cursor, meer = nummers(balie, software, cursor, 1)
        gezien += namen
    assert gezien == ["0", "1", "2"]
    assert nummers(balie, software, cursor) == ([], cursor, False)


def test_everybody_sees_only_the_own_and_a_concept_is_nobodys_news(balie: Balie) -> None:
    balie.verstuurd(referentie="oog")
    balie.verstuurd(ZIEKENHUIS, referentie="ziekenhuis")
    balie.concept(referentie="concept")
    assert nummers(balie, balie.als("systeem-goed"))[0] == ["oog"]
    assert nummers(balie, balie.als("systeem-andere-instantie"))[0] == ["ziekenhuis"]
    assert nummers(balie, balie.als("beoordelaar-9901"))[0] == ["oog", "ziekenhuis"]
    assert nummers(balie, balie.als("beoordelaar-9902"))[0] == []
    assert nummers(balie, balie.als("systeem-zonder-autorisatie"))[0] == []


def test_what_only_the_insurer_does_is_no_news_for_the_package(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    software, wie = (
        balie.als("systeem-goed"),
        {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id},
    )
    behandeling.take(**wie)
    cursor = nummers(balie, software)[1]
    behandeling.hand_over(**wie)
    behandeling.take(**wie)
    assert nummers(balie, software, cursor)[0] == []


def test_looking_is_recorded(balie: Balie) -> None:
    feed(actor=balie.als("systeem-goed"), now=balie.now + timedelta(hours=1))
    assert Regel.objects.filter(handeling="mutaties_bekeken", keten="agb:22990001").count() == 1
