"""What goes into a support ticket: enough to look it up, and nothing of a patient."""

import re
from datetime import UTC, datetime

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st
from machtigingen_client import InstroomFout, Instroomservice
from machtigingen_client.certificaat import read_certificate
from sdk.portal import example

MESSAGE = example("bericht-oogheelkunde")
BSN = MESSAGE["verzekerde"]["bsn"]
TWO_FAULTS = example("antwoord-422-twee-fouten")


def refusal(dienst):
    with pytest.raises(InstroomFout) as caught:
        dienst.stuur(MESSAGE)
    return caught.value


def test_they_name_time_address_codes_paths_and_correlation(portal, dienst):
    portal.will_answer(422, TWO_FAULTS)

    lines = refusal(dienst).diagnostics().splitlines()

    assert re.fullmatch(r"Tijd: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", lines[1])
    assert lines[2:7] == [
        f"Adres: POST {portal.url}/api/v1/instroom",
        "Antwoord: status 422, poging 1",
        "Code: B212 bij verzekerde.bsn",
        "Code: B214 bij begindatum",
        f"Correlatie-id: {TWO_FAULTS['correlatie_id']}",
    ]


def test_they_name_the_certificate_as_the_portal_does(portal, dienst, systeem):
    portal.will_answer(422, TWO_FAULTS)
    certificate = x509.load_pem_x509_certificate(systeem[0].read_bytes())

    text = refusal(dienst).diagnostics()

    assert "\nCertificaat: CN=systeem\n" in text
    assert f"\nSerienummer: {certificate.serial_number:x}\n" in text
    assert f"\nGeldig tot: {certificate.not_valid_after_utc:%Y-%m-%dT%H:%M:%SZ}\n" in text


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (422, TWO_FAULTS),
        (422, TWO_FAULTS | {"fouten": [TWO_FAULTS["fouten"][0] | {"pad": BSN, "melding": f"BSN {BSN}"}]}),
        (422, TWO_FAULTS | {"fouten": [], "correlatie_id": f"bsn {BSN}", "detail": BSN}),
        (422, TWO_FAULTS | {"code": BSN}),
        (502, {"title": BSN, "detail": BSN}),
        (418, BSN),
    ],
)
def test_whoever_answered_they_hold_nothing_of_the_message(portal, dienst, status, answer):
    portal.will_answer(status, answer)

    text = refusal(dienst).diagnostics()

    for value in (BSN, MESSAGE["verzekerde"]["geboortedatum"], "Voorbeeld", "opmerking", "lezen"):
        assert value not in text


def test_a_bsn_that_was_taken_for_an_id_is_not_in_them(portal, dienst):
    portal.will_answer(404, TWO_FAULTS | {"code": "A101", "status": 404})

    with pytest.raises(InstroomFout) as caught:
        dienst.volg(BSN)

    assert BSN not in caught.value.diagnostics()


@pytest.mark.parametrize("id", [f"bsn_{BSN}", f"p{BSN}x", f"{BSN}_1"])
def test_nor_is_one_that_is_stuck_to_letters(portal, dienst, id):
    portal.will_answer(404, TWO_FAULTS | {"fouten": [TWO_FAULTS["fouten"][0] | {"pad": id}], "status": 404})

    with pytest.raises(InstroomFout) as caught:
        dienst.volg(id)

    assert BSN not in caught.value.diagnostics()


def test_without_an_answer_they_say_so_in_our_own_words(papers, systeem):
    certificaat, sleutel = systeem
    dienst = Instroomservice(
        "https://localhost:1", certificaat=certificaat, sleutel=sleutel, ca=papers.ca, sleep=lambda _: None
    )

    text = refusal(dienst).diagnostics()

    assert "\nAntwoord: geen, poging 4\n" in text
    assert "\nMelding: Het portaal is niet bereikbaar." in text
    assert "\nCertificaat: CN=systeem\n" in text


@pytest.mark.parametrize("name", ["systeem-goed", "systeem-verlopen", "persoonlijk-goed", "ca"])
def test_the_certificates_of_the_sandbox_are_read_right(testpki, name):
    path = testpki / "certificaten" / f"{name}.pem"
    certificate = x509.load_pem_x509_certificate(path.read_bytes())

    read = read_certificate(path)

    assert int(read.serienummer, 16) == certificate.serial_number
    assert read.geldig_tot == certificate.not_valid_after_utc
    named = {part.rfc4514_attribute_name: part.value for part in certificate.subject}
    for name in ("CN", "O"):
        assert f"{name}={named[name]}" in read.onderwerp


def test_a_certificate_beyond_2049_is_read_right(papers, tmp_path):
    key = papers.key.public_key()
    builder = x509.CertificateBuilder().subject_name(papers.name).issuer_name(papers.name).public_key(key)
    builder = builder.serial_number(7).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2061, 2, 3, tzinfo=UTC))
    path = tmp_path / "lang.pem"
    path.write_bytes(papers.sign(builder))

    assert read_certificate(path).geldig_tot == datetime(2061, 2, 3, tzinfo=UTC)


@given(content=st.binary(max_size=200), cut=st.integers(0, 600))
def test_what_is_no_certificate_is_no_reason_to_fail(tmp_path_factory, testpki, content, cut):
    good = (testpki / "certificaten" / "ca.pem").read_bytes()
    path = tmp_path_factory.getbasetemp() / "iets.pem"
    path.write_bytes(good[:cut] + content + good[cut + len(content) :])

    read_certificate(path)


def test_a_file_that_is_not_there_is_no_reason_to_fail(tmp_path):
    assert read_certificate(tmp_path / "niets.pem") is None
