"""The head of a call: the caller's own ids are used when they are safe, and the answer warns in time."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machtigingen_sandbox import personas
from wereld import Wereld, bericht

from machtigingen.audit.models import Regel
from machtigingen.project import kopregels, logboek
from machtigingen.project.kopregels import own_correlatie_id, trace_id, warn_of_end

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
BSN = personas.GEVONDEN.bsn.onthul()


@pytest.mark.parametrize(
    "id_", ["abcdefgh", "order_12.3-x", "A" * 64, "01HZX3-26-Q4",
            "7d444840-9dc0-41d1-b245-5ffdce74fad2", "7D4448409DC041D1B2455FFDCE74FAD2",
            "12345678-1234-4234-9234-1234567a9012"],
)  # fmt: skip
def test_a_safe_id_of_the_caller_is_used(id_: str) -> None:
    assert own_correlatie_id(id_) == id_


@pytest.mark.parametrize(
    "id_",
    ["", "te-kort", "A" * 65, "met spatie", "regel\neinde", "regeleinde\n", "é" * 10, "٣٣٣٣٣٣٣٣", "<script>",
     "22990001", f"bsn-{BSN}", f"{BSN}", "x99991100x4x12345678", "patient_20261124", "1" * 36, "01HZX3-2026-11-24",
     "9999.11.004", "999-911-004", "9_9_9_9_1_1_0_0_4", "9999a11b004", "Jan.de.Vries.1958-03-14",
     "9999110040004000a000000000000000", "99991100-4000-4000-a000-000000000000", "abcdef12-3999-4110-8999-911004abcdef",
     "a0000000-0000-4000-8009-99911004aaaa"],
)  # fmt: skip
def test_an_id_that_could_hold_a_patient_or_break_a_line_is_not(id_: str) -> None:
    assert own_correlatie_id(id_) == ""


@given(st.text())
def test_whatever_is_sent_what_is_used_is_short_and_plain(tekst: str) -> None:
    gebruikt = own_correlatie_id(tekst)
    assert gebruikt in ("", tekst)
    assert not gebruikt or (gebruikt.isascii() and gebruikt.isprintable() and 8 <= len(gebruikt) <= 64)


_uuid = st.from_regex(r"[0-9]{8}-?[0-9]{4}-?4[0-9]{3}-?[89][0-9]{3}-?[0-9a]{12}", fullmatch=True)


def holds_bsn(tekst: str) -> bool:
    """Nine digits in a row that pass the eleven-test, whatever stands between them."""
    cijfers = "".join(teken for teken in tekst if teken not in "._-")
    reeksen = (cijfers[plek : plek + 9] for plek in range(len(cijfers) - 8))
    return any(
        reeks.isdecimal() and int(reeks) and sum(int(c) * w for c, w in zip(reeks, GEWICHTEN, strict=True)) % 11 == 0
        for reeks in reeksen
    )


GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@given(st.one_of(_uuid, st.uuids().map(str), st.from_regex(r"[A-Za-z0-9._-]{8,64}", fullmatch=True)))
def test_what_is_used_holds_no_bsn_however_it_is_written(tekst: str) -> None:
    assert not holds_bsn(own_correlatie_id(tekst))
    assert not holds_bsn(trace_id(f"00-{tekst.replace('-', '')}-00f067aa0ba902b7-01"))


@given(st.lists(st.text("aF._-", max_size=4), min_size=10, max_size=10))
def test_a_bsn_with_signs_or_letters_between_its_digits_is_not_used(tussen: list[str]) -> None:
    tekst = "".join(teken + cijfer for teken, cijfer in zip(tussen, f"{BSN}-", strict=True))
    assert own_correlatie_id(tekst) == ""


@pytest.mark.parametrize(
    ("kop", "trace"),
    [
        (f"00-{TRACE}-00f067aa0ba902b7-01", TRACE),
        (f"cc-{TRACE}-00f067aa0ba902b7-01-what-comes-later", TRACE),
        (f"00-{TRACE}-00f067aa0ba902b7-01-more", ""),
        (f"ff-{TRACE}-00f067aa0ba902b7-01", ""),
        (f"00-{'0' * 32}-00f067aa0ba902b7-01", ""),
        (f"00-{BSN.zfill(32)}-00f067aa0ba902b7-01", ""),
        (f"00-{'a' * 23}{BSN}-00f067aa0ba902b7-01", ""),
        (f"00-{TRACE}-{'0' * 16}-01", ""),
        (f"00-{TRACE.upper()}-00f067aa0ba902b7-01", ""),
        (f"00-{TRACE}-00f067aa0ba902b7-01\n", ""),
        (f"00-{TRACE}-00f067aa0ba902b7", ""),
        ("", ""),
    ],
)
def test_a_trace_is_read_as_w3c_writes_it(kop: str, trace: str) -> None:
    assert trace_id(kop) == trace


def test_the_end_of_a_certificate_is_told_sixty_days_before(bevroren: datetime) -> None:
    def na(**duur: int) -> dict[str, str]:
        return warn_of_end(datetime(2027, 1, 23, 9, 0, tzinfo=UTC), now=bevroren + timedelta(**duur))

    assert na(seconds=-1) == {}
    assert na(seconds=0) == na(days=59) == {"Certificaat-Geldig-Tot": "2027-01-23T09:00:00Z"}


@pytest.fixture
def logregels(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    root, eigen = logging.getLogger(), logging.getLogger("machtigingen")
    voor = (root.handlers, root.level, eigen.level)
    uit = io.StringIO()
    monkeypatch.setattr("sys.stderr", uit)
    logboek.configure()
    yield uit
    root.handlers, root.level = voor[0], voor[1]
    eigen.setLevel(voor[2])


def test_the_id_of_the_caller_is_in_the_answer_the_log_and_the_trail(wereld: Wereld, logregels: io.StringIO) -> None:
    antwoord = wereld.software().push(bericht(), HTTP_CORRELATIE_ID="pakket-7f3a")
    assert antwoord["Correlatie-Id"] == "pakket-7f3a"
    assert json.loads(logregels.getvalue())["correlatie_id"] == "pakket-7f3a"
    assert Regel.objects.get(handeling="instroom_ontvangen").correlatie_id == "pakket-7f3a"
    weigering = wereld.software().push(b"[]", HTTP_CORRELATIE_ID="pakket-7f3b")
    assert weigering.json()["correlatie_id"] == weigering["Correlatie-Id"] == "pakket-7f3b"


def test_an_unsafe_id_is_replaced_by_one_of_ours(wereld: Wereld, logregels: io.StringIO) -> None:
    antwoord = wereld.software().push(bericht(), HTTP_CORRELATIE_ID=f"bsn-{BSN}")
    assert antwoord.status_code == 201
    assert len(antwoord["Correlatie-Id"]) == 32
    assert BSN not in logregels.getvalue() + str(antwoord.items())


def test_a_trace_is_in_the_log_and_a_wrong_one_is_left_out(wereld: Wereld, logregels: io.StringIO) -> None:
    wereld.software().get("/wie-ben-ik", HTTP_TRACEPARENT=f"00-{TRACE}-00f067aa0ba902b7-01")
    wereld.software().get("/wie-ben-ik", HTTP_TRACEPARENT=f"00-{BSN}")
    met, zonder = (json.loads(regel) for regel in logregels.getvalue().splitlines())
    assert met["trace_id"] == TRACE
    assert "trace_id" not in zonder


def test_a_visitor_with_a_browser_names_no_id(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/", HTTP_CORRELATIE_ID="pakket-7f3a")
    assert antwoord["Correlatie-Id"] != "pakket-7f3a"


def test_the_answer_warns_when_the_certificate_is_near_its_end(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    software = wereld.software()
    ver = software.get("/wie-ben-ik")
    assert "Certificaat-Geldig-Tot" not in ver
    monkeypatch.setattr(kopregels, "WAARSCHUW", timedelta(days=10_000))
    dichtbij = software.push(b"ook bij een weigering")
    assert datetime.fromisoformat(dichtbij["Certificaat-Geldig-Tot"]) == datetime.fromisoformat(
        ver.json()["geldig_tot"]
    )
    assert "Certificaat-Geldig-Tot" not in wereld.software("systeem-verlopen").get("/wie-ben-ik")
