"""Webhooks with the SDK: subscribe, see what was sent, and know that a message is from the portal."""

import base64
import json
from datetime import UTC, datetime

import pytest
from machtigingen_client import InstroomFout, OngeldigeWebhook, lees_webhook
from sdk.portal import example

from machtigingen.notificaties.handtekening import new_secret, signed_headers

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BODY = json.dumps(example("webhook")).encode()


@pytest.fixture
def geheim():
    return new_secret()


@pytest.fixture
def koppen(geheim):
    """As the portal itself signs."""
    return dict(signed_headers(id=example("webhook")["id"], body=BODY, geheim=geheim, now=NU))


def test_subscribing_sends_only_what_was_said_and_gives_the_secret(portal, dienst):
    portal.will_answer(201, example("abonnement-nieuw"))

    abonnement = dienst.abonneer("https://pakket.example/webhook", soorten=["besluit"])

    method, path, _, body = portal.received[0]
    assert (method, path) == ("POST", "/api/v1/abonnementen")
    assert json.loads(body) == {"adres": "https://pakket.example/webhook", "soorten": ["besluit"]}
    assert abonnement.geheim.startswith("whsec_")
    assert "whsec_" not in repr(abonnement)
    assert abonnement.gemaakt_op == NU


def test_another_secret_is_asked_for_and_kept_out_of_the_log(portal, dienst):
    portal.will_answer(200, example("abonnement-nieuw"))

    abonnement = dienst.vernieuw_geheim("a/b")

    assert portal.received[0][:2] == ("POST", "/api/v1/abonnementen/a%2Fb/geheim")
    assert abonnement.geheim.startswith("whsec_")
    assert "whsec_" not in repr(abonnement)


def test_the_abonnementen_are_listed_without_a_secret(portal, dienst):
    one = {name: value for name, value in example("abonnement-nieuw").items() if name != "geheim"}
    portal.will_answer(200, {"abonnementen": [one]})

    (abonnement,) = dienst.abonnementen()

    assert portal.received[0][:2] == ("GET", "/api/v1/abonnementen")
    assert (abonnement.soorten, abonnement.geheim) == (("informatie_gevraagd", "besluit"), None)


def test_ending_one_has_no_answer(portal, dienst):
    portal.will_answer(204, "")

    assert dienst.beeindig_abonnement("a/b") is None
    assert portal.received[0][:2] == ("DELETE", "/api/v1/abonnementen/a%2Fb")


def test_the_ledger_tells_what_came_of_each(portal, dienst):
    portal.will_answer(200, example("bezorgingen"))

    blad = dienst.bezorgingen("een", toestand="wacht", limiet=2, na="vorige")

    assert portal.received[0][1] == "/api/v1/abonnementen/een/bezorgingen?toestand=wacht&limiet=2&na=vorige"
    wacht, bezorgd = blad.bezorgingen
    assert (wacht.fout.code, wacht.bezorgd_op, wacht.volgende_poging) == (
        "http_503",
        None,
        datetime(2026, 11, 24, 9, 6, tzinfo=UTC),
    )
    assert (bezorgd.fout, bezorgd.toestand, blad.volgende) == (None, "bezorgd", None)


def test_one_is_sent_again(portal, dienst):
    portal.will_answer(202, example("bezorgingen")["bezorgingen"][0])

    bezorging = dienst.bezorg_opnieuw("een", "twee")

    assert portal.received[0][:2] == ("POST", "/api/v1/abonnementen/een/bezorgingen/twee/opnieuw")
    assert bezorging.toestand == "wacht"


def test_a_refusal_is_raised_with_its_code(portal, dienst):
    problem = example("antwoord-422-twee-fouten")
    portal.will_answer(422, problem)

    with pytest.raises(InstroomFout) as caught:
        dienst.abonneer("http://binnen/")

    assert caught.value.code == problem["code"]


def test_what_the_portal_signed_is_read(koppen, geheim):
    bericht = lees_webhook(BODY, koppen, geheim=geheim, nu=NU.timestamp())

    assert (bericht.soort, bericht.status, bericht.tijd) == ("besluit", "goedgekeurd", NU)
    assert lees_webhook(BODY, {name.title(): text for name, text in koppen.items()}, geheim=geheim, nu=NU.timestamp())


def test_one_of_several_signatures_is_enough(koppen, geheim):
    """While a secret is renewed there are two."""
    koppen["webhook-signature"] = f"v1,{base64.b64encode(b'oud').decode()} {koppen['webhook-signature']}"

    assert lees_webhook(BODY, koppen, geheim=geheim, nu=NU.timestamp())


@pytest.mark.parametrize("seconds", [-301, 301])
def test_one_of_another_time_is_refused(koppen, geheim, seconds):
    with pytest.raises(OngeldigeWebhook, match="oud"):
        lees_webhook(BODY, koppen, geheim=geheim, nu=NU.timestamp() + seconds)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "ander"},
        {"webhook-timestamp": str(int(NU.timestamp()) + 1)},
        {"webhook-timestamp": "straks"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v1,é"},
    ],
)
def test_what_was_changed_on_the_way_is_refused(koppen, geheim, change):
    with pytest.raises(OngeldigeWebhook):
        lees_webhook(BODY, koppen | change, geheim=geheim, nu=NU.timestamp())


def test_another_body_another_secret_or_no_headers_are_refused(koppen, geheim):
    for body, headers, secret in ((BODY + b" ", koppen, geheim), (BODY, koppen, new_secret()), (BODY, {}, geheim)):
        with pytest.raises(OngeldigeWebhook):
            lees_webhook(body, headers, geheim=secret, nu=NU.timestamp())


def test_what_is_signed_but_cannot_be_read_is_refused(geheim):
    for body in (b"", b"[]", b"{}", b"\xff"):
        koppen = signed_headers(id="een", body=body, geheim=geheim, now=NU)
        with pytest.raises(OngeldigeWebhook, match="lezen"):
            lees_webhook(body, koppen, geheim=geheim, nu=NU.timestamp())
