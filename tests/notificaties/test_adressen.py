"""Where something may be sent to: never inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.foundation import DomainError
from machtigingen.notificaties.adressen import is_outside, parse_mailadres, parse_webhook

BINNEN = [
    "0.0.0.0",
    "10.0.0.5",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.9.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.5",
    "64:ff9b::a00:5",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:5::",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
BUITEN = ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1", "::ffff:1.1.1.1"]
NOOIT = ["0.0.0.0", "169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "::"]


@pytest.mark.parametrize("adres", BINNEN)
def test_an_address_that_only_means_something_inside_is_not_called(adres: str) -> None:
    assert not is_outside(adres, sandbox=False)


@pytest.mark.parametrize("adres", BUITEN)
def test_one_on_the_internet_is(adres: str) -> None:
    assert is_outside(adres, sandbox=False)
    assert is_outside(adres, sandbox=True)


@pytest.mark.parametrize("adres", NOOIT)
def test_what_holds_the_keys_of_a_cloud_is_not_called_from_a_sandbox_either(adres: str) -> None:
    assert not is_outside(adres, sandbox=True)


@pytest.mark.parametrize("adres", ["127.0.0.1", "::1", "10.0.0.5", "192.168.1.1"])
def test_a_sandbox_calls_itself_and_its_own_network(adres: str) -> None:
    assert is_outside(adres, sandbox=True)


@given(st.ip_addresses())
def test_outside_a_sandbox_never_more_is_called_than_within(adres: object) -> None:
    assert is_outside(str(adres), sandbox=True) or not is_outside(str(adres), sandbox=False)


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "pakket.example/webhook",
        "http://pakket.example/webhook",
        "ftp://pakket.example/",
        "https:///webhook",
        "https://naam:wachtwoord@pakket.example/",
        "https://pakket.example@10.0.0.5/",
        "https://pakket.example/#anker",
        "https://pakket.example:0/",
        "https://pakket.example:22/",
        "https://pakket.example:25/",
        "https://pakket.example:80/",
        "https://pakket.example:1023/",
        "https://pakket.example:99999/",
        "https://pakket.example:x/",
        "https://[::1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.5]/",
        "https://127.0.0.1/",
        "https://10.0.0.5/",
        "https://169.254.169.254/latest/meta-data",
        "https://pakket.example\\@10.0.0.5/",
        "https://pakket.example/een pad",
        "https://pakket.example/\r\nX-Kop: 1",
        "https://pakket.example/\x00",
        "https://pakkét.example/",
        "https://pakket.example/" + "x" * 300,
        "http://127.0.0.1:8000/",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_https_address_outside_is_refused(adres: str) -> None:
    with pytest.raises(DomainError, match="N102"):
        parse_webhook(adres, sandbox=False)


def test_a_good_address_is_read_into_where_and_what() -> None:
    adres = parse_webhook("https://Pakket.example:8443/haak?sleutel=1", sandbox=False)
    assert (adres.versleuteld, adres.host, adres.poort, adres.pad) == (
        True, "pakket.example", 8443, "/haak?sleutel=1",
    )  # fmt: skip
    kaal = parse_webhook("https://pakket.example", sandbox=False)
    assert (kaal.poort, kaal.pad) == (443, "/")


@pytest.mark.parametrize("poort", [443, 1024, 8443, 65535])
def test_a_port_of_the_web_or_of_nobody_is_called(poort: int) -> None:
    assert parse_webhook(f"https://pakket.example:{poort}/", sandbox=False).poort == poort


@pytest.mark.parametrize("adres", ["http://127.0.0.1:8000/", "http://localhost:8000/haak", "http://[::1]:8000/"])
def test_a_sandbox_calls_this_machine_without_tls(adres: str) -> None:
    assert not parse_webhook(adres, sandbox=True).versleuteld


@pytest.mark.parametrize("adres", ["http://10.0.0.5/", "http://pakket.example/", "http://localhost.example/"])
def test_and_nothing_else(adres: str) -> None:
    with pytest.raises(DomainError, match="N102"):
        parse_webhook(adres, sandbox=True)


@given(st.text())
def test_any_text_is_an_address_or_is_refused(tekst: str) -> None:
    for sandbox in (True, False):
        try:
            adres = parse_webhook(tekst, sandbox=sandbox)
        except DomainError as fout:
            assert fout.code == "N102"
        else:
            assert adres.pad.startswith("/") and adres.pad.isprintable()


@pytest.mark.parametrize("adres", ["balie@praktijk.nl", "a.b+c@sub.praktijk.example", " balie@praktijk.nl "])
def test_a_plain_mail_address_is_taken(adres: str) -> None:
    assert parse_mailadres(adres) == adres.strip()


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "balie",
        "balie@",
        "@praktijk.nl",
        "balie@praktijk",
        "een@twee@praktijk.nl",
        "balie@praktijk.nl, ander@praktijk.nl",
        "balie@praktijk.nl\r\nBcc: ander@elders.nl",
        "balie\n@praktijk.nl",
        '"a\r\nb"@praktijk.nl',
        "<balie@praktijk.nl>",
        "balie @praktijk.nl",
        ".balie@praktijk.nl",
        "ba..lie@praktijk.nl",
        "balie@-praktijk.nl",
        "balíe@praktijk.nl",
        "x" * 65 + "@praktijk.nl",
        "a@" + "x." * 130 + "nl",
    ],
)
def test_what_is_none_is_refused(adres: str) -> None:
    with pytest.raises(DomainError, match="N103"):
        parse_mailadres(adres)


@pytest.mark.parametrize(
    "adres",
    ["999990019@praktijk.nl", "jan.999990019@praktijk.nl", "9999.90.019@praktijk.nl", "balie@x999990019.nl"],
)
def test_one_with_a_bsn_in_it_is_refused(adres: str) -> None:
    with pytest.raises(DomainError, match="N107") as fout:
        parse_mailadres(adres)
    assert "999990019" not in fout.value.fouten[0].melding


@pytest.mark.parametrize("adres", ["praktijk2026@praktijk.nl", "999990018@praktijk.nl", "12345678@praktijk.nl"])
def test_another_number_is_none(adres: str) -> None:
    assert parse_mailadres(adres) == adres
