"""The codes are those of RFC 6238, and one step beside the clock counts too."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from machtigingen.pki import totp

# RFC 6238, appendix B: of its eight digits the last six.
GEHEIM = b32encode(b"12345678901234567890").decode()
VOORBEELDEN = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"}


def op(seconden: int) -> datetime:
    return datetime.fromtimestamp(seconden, UTC)


@pytest.mark.parametrize(("seconden", "code"), VOORBEELDEN.items())
def test_the_examples_of_the_rfc(seconden: int, code: str) -> None:
    assert totp.matching_step(GEHEIM, code, at=op(seconden)) == seconden // 30


@pytest.mark.parametrize(("verschil", "goed"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_a_step_off_and_no_more(verschil: int, goed: bool) -> None:
    stap = totp.matching_step(GEHEIM, "005924", at=op(1234567890) + timedelta(seconds=verschil))
    assert stap == (1234567890 // 30 if goed else None)


@pytest.mark.parametrize("code", ["", "00592", "0059240", "5924", "００５９２４", "005924\0", "\ud800"[:0] + "é"])
def test_nothing_else_is_that_code(code: str) -> None:
    assert totp.matching_step(GEHEIM, code, at=op(1234567890)) is None


def test_every_secret_is_another_and_long_enough() -> None:
    geheimen = {totp.new_secret() for _ in range(50)}
    assert len(geheimen) == 50
    assert {len(geheim) for geheim in geheimen} == {32}


def test_what_the_app_reads_names_the_portal_and_the_person() -> None:
    uri = totp.provisioning_uri(GEHEIM, naam="S. de Vries (22990001)", uitgever="Machtigingenportaal")
    assert uri.startswith("otpauth://totp/Machtigingenportaal:S.%20de%20Vries%20%2822990001%29?")
    assert {"digits=6", f"secret={GEHEIM}", "period=30", "algorithm=SHA1"} <= set(uri.partition("?")[2].split("&"))
