"""A chain holds when every link does, at this moment; who stands under a broken one is refused with its own words."""

from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pki.proefuitgever import DAY, NOW, PROFIEL, Folder, Issuer, key_usage

from machtigingen.pki import (
    Ketenuitkomst,
    Ketenverdict,
    Profiel,
    ProfielBron,
    ProfielFout,
    Uitkomst,
    load_profielen,
    read_crl,
    validate,
    verify,
)

ROOT = Issuer("Proefroot", anders={"length": 2})


def under(above: Issuer, naam: str = "Tussen-CA", **changes: Any) -> Issuer:
    return Issuer(naam, boven=above, anders={"serial": 77, "length": 1} | changes)


def judged(
    *chain: Issuer, withdrawn: dict[str, list[int]] | None = None, at: Any = NOW, without: tuple[str, ...] = ()
) -> Ketenverdict:
    """The verdict over a chain, lowest first and the root last, each with a list of what it has withdrawn."""
    crls = [
        read_crl(ca.crl((withdrawn or {}).get(ca.naam, [])), ca=ca.certificate)
        for ca in chain[1:]
        if ca.naam not in without
    ]
    path = [ca.certificate for ca in chain[:-1]]
    return validate(path, anchors=(chain[-1].certificate,), crls=crls, at=at, issues=True)


def test_a_right_chain_of_three_holds() -> None:
    middle = under(ROOT)
    assert judged(under(middle, "Onder-CA", length=0), middle, ROOT) == Ketenverdict(Ketenuitkomst.GOED)


NO_CA = (x509.BasicConstraints(ca=False, path_length=None), True)
NAMES = x509.NameConstraints(permitted_subtrees=[x509.DNSName("voorbeeld.nl")], excluded_subtrees=None)
UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
BROKEN = {
    "no basicConstraints": ({"extensions": {"constraints": None}}, "geen uitgever"),
    "no CA": ({"extensions": {"constraints": NO_CA}}, "geen uitgever"),
    "may not sign certificates": ({"extensions": {"usage": (key_usage(crl_sign=True), True)}}, "keyCertSign"),
    "constraints on names": ({"extensions": {"names": (NAMES, True)}}, "beperkingen op namen"),
    "constraints on names that are not critical": ({"extensions": {"names": (NAMES, False)}}, "beperkingen op namen"),
    "unknown critical extension": ({"extensions": {"more": (UNKNOWN, True)}}, "kritieke extensie"),
    "SHA-224": ({"hash": hashes.SHA224()}, "niet ondertekend"),
}


@pytest.mark.parametrize("changes, words", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_link_is_refused_in_words(changes: dict[str, Any], words: str) -> None:
    broken = under(ROOT, **changes)
    for verdict in (judged(broken, ROOT), judged(under(broken, "Onder-CA", length=0), broken, ROOT)):
        assert verdict.uitkomst is Ketenuitkomst.ONJUIST
        assert words in verdict.reden


def test_what_somebody_else_with_the_name_of_the_root_signed_is_refused() -> None:
    middle = under(Issuer("Proefroot"))
    assert judged(middle, ROOT).uitkomst is Ketenuitkomst.ONJUIST


def test_a_chain_longer_than_the_one_above_allows_is_refused() -> None:
    low = under(under(ROOT, length=0), "Onder-CA", length=0)
    assert low.boven is not None
    assert "pathLenConstraint" in judged(low, low.boven, ROOT).reden


def test_the_root_says_how_long_a_chain_may_be_too() -> None:
    root = Issuer("Proefroot", anders={"length": 0})
    assert "pathLenConstraint" in judged(under(root), root).reden


def test_who_issues_counts_and_who_only_is_issued_to_does_not() -> None:
    root = Issuer("Proefroot", anders={"length": 0})
    leaf = x509.load_der_x509_certificate(root.leaf())
    crls = [read_crl(root.crl(), ca=root.certificate)]
    assert validate([leaf], anchors=[root.certificate], crls=crls, at=NOW).uitkomst is Ketenuitkomst.GOED


def test_without_an_anchor_nothing_holds() -> None:
    assert validate([ROOT.certificate], anchors=(), crls=(), at=NOW).uitkomst is Ketenuitkomst.ONJUIST


@pytest.mark.parametrize("length", [0, 9])
def test_a_chain_without_a_link_or_without_an_end_is_refused(length: int) -> None:
    path = [ROOT.certificate] * length
    assert validate(path, anchors=[ROOT.certificate], crls=(), at=NOW).uitkomst is Ketenuitkomst.ONJUIST


@pytest.mark.parametrize("key", [lambda: ec.generate_private_key(ec.SECP521R1())], ids=["P-521"])
def test_a_key_outside_the_list_signs_nothing(key: Any) -> None:
    middle = Issuer("Tussen-CA", key=key(), boven=ROOT, anders={"length": 1})
    assert judged(under(middle, "Onder-CA"), middle, ROOT).uitkomst is Ketenuitkomst.ONJUIST


def test_what_can_never_change_is_remembered_and_the_moment_is_not() -> None:
    middle = under(ROOT)
    assert judged(middle, ROOT).uitkomst is Ketenuitkomst.GOED
    assert judged(middle, ROOT, withdrawn={"Proefroot": [77]}).uitkomst is Ketenuitkomst.INGETROKKEN
    assert judged(middle, ROOT, at=NOW + 1001 * DAY).uitkomst is Ketenuitkomst.NIET_GELDIG
    assert judged(middle, ROOT, at=NOW + 7 * DAY).uitkomst is Ketenuitkomst.INTREKKING_ONBEKEND
    assert judged(middle, ROOT, without=("Proefroot",)).uitkomst is Ketenuitkomst.INTREKKING_ONBEKEND


def test_a_list_of_another_ca_with_the_same_key_does_not_count() -> None:
    other = Issuer("Andere root", key=ROOT.key)
    middle = under(ROOT)
    crls = [read_crl(other.crl(), ca=other.certificate)]
    verdict = validate([middle.certificate], anchors=[ROOT.certificate], crls=crls, at=NOW, issues=True)
    assert verdict.uitkomst is Ketenuitkomst.INTREKKING_ONBEKEND


# ------------------------------------------------- a profile that names its chain


class Chained:
    """An issuer under a root, in a folder as the operator has it."""

    def __init__(self, folder: Folder, *, issuer: Issuer | None = None) -> None:
        self.folder, self.issuer = folder, issuer or under(ROOT, "Proef-CA", length=0)
        self.withdraw()

    def withdraw(self, *serials: int, **changes: Any) -> None:
        path = self.folder.path
        (path / "root.pem").write_bytes(ROOT.certificate.public_bytes(Encoding.PEM))
        (path / "root.crl").write_bytes(ROOT.crl(list(serials), **changes))
        link = {"uitgever": "root.pem", "intrekkingslijst": "root.crl"}
        self.folder.write(self.issuer, keten=[link])

    def profielen(self) -> tuple[Profiel, ...]:
        return load_profielen(self.folder.profielen_yaml)

    def outcome(self, at: Any = NOW, **changes: Any) -> tuple[Uitkomst, str]:
        verdict = verify(self.issuer.leaf(**changes), profielen=self.profielen(), at=at)
        return verdict.uitkomst, verdict.reden


@pytest.fixture
def chained(folder: Folder) -> Chained:
    return Chained(folder)


def test_under_an_issuer_in_order_a_leaf_is_good(chained: Chained) -> None:
    assert chained.outcome() == (Uitkomst.GOED, "")


def test_under_a_revoked_issuer_nobody_gets_in(chained: Chained) -> None:
    chained.withdraw(77)
    uitkomst, reden = chained.outcome()
    assert uitkomst is Uitkomst.UITGEVER_ONGELDIG
    assert reden == "Met de uitgever proefuitgever is iets mis: Proef-CA is ingetrokken."


def test_it_is_told_before_what_is_wrong_with_the_leaf_itself(chained: Chained) -> None:
    chained.withdraw(77)
    assert chained.outcome(tot=NOW - DAY / 2)[0] is Uitkomst.UITGEVER_ONGELDIG


def test_under_an_expired_issuer_nobody_gets_in(folder: Folder) -> None:
    issuer = under(ROOT, "Proef-CA", length=0, tot=NOW - DAY / 4)
    uitkomst, reden = Chained(folder, issuer=issuer).outcome()
    assert uitkomst is Uitkomst.UITGEVER_ONGELDIG
    assert "Proef-CA is verlopen op 02-03-2026 06:00 UTC" in reden


def test_without_a_fresh_list_of_the_root_nobody_gets_in_and_that_is_our_trouble(chained: Chained) -> None:
    chained.withdraw(tot=NOW)
    assert chained.outcome()[0] is Uitkomst.INTREKKING_ONBEKEND


def test_the_list_of_the_root_is_watched_as_that_of_the_issuer(chained: Chained) -> None:
    bron = ProfielBron(chained.folder.profielen_yaml)
    der = chained.issuer.leaf()
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.GOED
    chained.withdraw(77, number=2)
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.UITGEVER_ONGELDIG
    chained.withdraw(number=1)
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.UITGEVER_ONGELDIG
    assert any("Proefroot" in note and "ouder" in note for note in bron.meldingen(NOW))


def test_a_chain_that_never_holds_stops_the_start(folder: Folder) -> None:
    with pytest.raises(ProfielFout, match="keten: Proef-CA is niet ondertekend door Proefroot"):
        Chained(folder, issuer=Issuer()).profielen()


@pytest.mark.parametrize(
    "keten",
    [["root.pem"], [{"uitgever": "root.pem"}], {"uitgever": "root.pem"}, "root.pem", [{}]],
    ids=["a name", "no list", "no sequence", "a text", "nothing"],
)
def test_a_chain_that_is_written_wrong_stops_the_start(chained: Chained, keten: Any) -> None:
    content = {"profielen": [PROFIEL | {"keten": keten}]}
    chained.folder.profielen_yaml.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(ProfielFout, match=r"certificaatprofielen\.yaml"):
        chained.profielen()


@pytest.mark.parametrize(
    "adres",
    ["http://", "https://a b/", "https://u:p@server/x.crl", "http://server/x#deel", "http://server\\x", "http://s/\n"],
)
def test_a_list_has_a_good_address_or_is_a_file(chained: Chained, adres: str) -> None:
    with pytest.raises(ProfielFout, match="is geen goed adres"):
        chained.folder.load(chained.issuer, intrekkingslijst=adres)


def test_a_list_with_an_address_is_there_once_it_is_offered(issuer: Issuer, folder: Folder) -> None:
    bron = ProfielBron(folder.write(issuer, intrekkingslijst="http://crl.example/x.crl"))
    der = issuer.leaf(serial=4711)
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.INTREKKING_ONBEKEND
    bron.offer([read_crl(issuer.crl(number=2), ca=issuer.certificate)])
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.GOED
    bron.offer([read_crl(issuer.crl([4711], number=3), ca=issuer.certificate)])
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.INGETROKKEN
    bron.offer([read_crl(issuer.crl(number=2), ca=issuer.certificate)])
    assert verify(der, profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.INGETROKKEN


def test_of_a_file_and_what_is_offered_the_newest_holds(issuer: Issuer, folder: Folder) -> None:
    bron = ProfielBron(folder.write(issuer, crl=issuer.crl([4711], number=5)))
    bron.offer([read_crl(issuer.crl(number=4), ca=issuer.certificate)])
    assert verify(issuer.leaf(), profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.INGETROKKEN
    bron.offer([read_crl(issuer.crl(number=6), ca=issuer.certificate)])
    folder.write_crl(issuer.crl([4711], number=5, tot=NOW + 5 * DAY))
    assert verify(issuer.leaf(), profielen=bron.profielen(), at=NOW).uitkomst is Uitkomst.GOED
