"""A receiver with any library of Standard Webhooks accepts what we sign."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from machtigingen.notificaties.handtekening import new_secret, signed_headers

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def verify(koppen: dict[str, str], body: bytes, geheim: str) -> None:
    """As the specification tells a receiver, with another library. Raises InvalidSignature."""
    soort, _, handtekening = koppen["webhook-signature"].partition(",")
    assert soort == "v1"
    som = HMAC(base64.b64decode(geheim.removeprefix("whsec_")), SHA256())
    som.update(b".".join([koppen["webhook-id"].encode(), koppen["webhook-timestamp"].encode(), body]))
    som.verify(base64.b64decode(handtekening))


def test_it_signs_as_the_libraries_of_the_standard_do() -> None:
    """The example that the libraries themselves are tested with."""
    koppen = signed_headers(
        id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        body=b'{"test": 2432232314}',
        geheim="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        now=datetime.fromtimestamp(1614265330, UTC),
    )
    assert koppen["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_another_library_finds_it_right() -> None:
    geheim = new_secret()
    verify(dict(signed_headers(id="een", body=b"{}", geheim=geheim, now=NU)), b"{}", geheim)


@pytest.mark.parametrize("wat", ["body", "webhook-id", "webhook-timestamp", "geheim"])
def test_it_finds_each_change(wat: str) -> None:
    geheim, body = new_secret(), b"{}"
    koppen = dict(signed_headers(id="een", body=body, geheim=geheim, now=NU))
    if wat in koppen:
        koppen[wat] += "1"
    with pytest.raises(InvalidSignature):
        verify(koppen, body + b" " if wat == "body" else body, new_secret() if wat == "geheim" else geheim)


def test_a_secret_is_as_long_as_the_standard_asks_and_never_the_same() -> None:
    geheimen = {new_secret() for _ in range(50)}
    assert len(geheimen) == 50
    assert all(24 <= len(base64.b64decode(een.removeprefix("whsec_"))) <= 64 for een in geheimen)
