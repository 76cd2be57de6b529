"""A UZI-pas logs in with the profile that docs/beheer.md gives as its example."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pki.proefuitgever import NOW, Issuer

from machtigingen.foundation import Soort
from machtigingen.pki import Profiel, Uitkomst, Verdict, load_profielen, verify

BEHEER = Path(__file__).parents[2] / "docs" / "beheer.md"
NUMBERS = x509.ObjectIdentifier("2.5.5.5")
ROOT = Issuer("Proefroot", anders={"length": 1})
UZI = Issuer("UZI-register Zorgverlener CA", boven=ROOT, anders={"serial": 5, "length": 0})


def example() -> dict[str, Any]:
    """The block of YAML in the page that is about this issuer."""
    blocks = BEHEER.read_text(encoding="utf-8").split("```yaml\n")[1:]
    (block,) = (block.partition("```")[0] for block in blocks if "UZI-register Zorgverlener" in block)
    (profiel,) = yaml.safe_load(block)["profielen"]
    return profiel


@pytest.fixture(scope="module")
def profielen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profiel, ...]:
    folder = tmp_path_factory.mktemp("uzi")
    profiel = example()
    for entry, ca in zip([profiel, *profiel["keten"]], (UZI, ROOT), strict=True):
        (folder / entry["uitgever"]).write_bytes(ca.certificate.public_bytes(Encoding.PEM))
        assert entry["intrekkingslijst"].startswith("http")
        entry["intrekkingslijst"] = f"{ca.naam}.crl"
        (folder / entry["intrekkingslijst"]).write_bytes(ca.crl())
    path = folder / "certificaatprofielen.yaml"
    path.write_text(yaml.safe_dump({"profielen": [profiel]}), encoding="utf-8")
    return load_profielen(path)


def numbers(*, soort: str = "Z", agb: str = "22990001", rol: str = "01.015") -> str:
    """The issuer, version, UZI number, kind of card, subscriber, role and AGB-code, as on a card."""
    return f"2.16.528.1.1003.1.3.5.5.2-1-900012345-{soort}-90000111-{rol}-{agb}"


def card(*texts: str) -> bytes:
    """The authentication certificate of a card; made here, of nobody."""
    subject = [
        (NameOID.COUNTRY_NAME, "NL"),
        (NameOID.ORGANIZATION_NAME, "Oogkliniek Voorbeeldstad"),
        (NameOID.TITLE, "Oogarts"),
        (NameOID.SURNAME, "de Vries"),
        (NameOID.GIVEN_NAME, "Sanne"),
        (NameOID.SERIAL_NUMBER, "900012345"),
        (NameOID.COMMON_NAME, "S. de Vries"),
    ]
    names = [x509.OtherName(NUMBERS, bytes([0x16, len(text)]) + text.encode()) for text in texts]
    purposes = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]
    return UZI.leaf(
        name=x509.Name([x509.NameAttribute(oid, value) for oid, value in subject]),
        extensions={
            "purpose": (x509.ExtendedKeyUsage(purposes), False),
            "names": (x509.SubjectAlternativeName(names), False),
        },
    )


def judged(profielen: Any, *texts: str) -> Verdict:
    return verify(card(*texts), profielen=profielen, at=NOW)


@pytest.mark.parametrize("soort", ["Z", "N"], ids=["of a zorgverlener", "of an employee by name"])
def test_a_card_tells_the_person_and_the_code(profielen: tuple[Profiel, ...], soort: str) -> None:
    verdict = judged(profielen, numbers(soort=soort))
    assert verdict.gegevens is not None
    assert (verdict.uitkomst, verdict.gegevens.soort) == (Uitkomst.GOED, Soort.PERSOONLIJK)
    assert (verdict.gegevens.organisatiecode, verdict.gegevens.naam) == ("22990001", "S. de Vries")
    assert verdict.gegevens.organisatie == "Oogkliniek Voorbeeldstad"


def test_a_code_with_leading_zeros_keeps_them(profielen: tuple[Profiel, ...]) -> None:
    verdict = judged(profielen, numbers(agb="03990011"))
    assert verdict.gegevens is not None and verdict.gegevens.organisatiecode == "03990011"


REFUSED = {
    "no AGB-code: eight zeros": (numbers(agb="00000000"),),
    "of an employee without a name": (numbers(soort="M"),),
    "of a server": (numbers(soort="S"),),
    "seven digits": (numbers(agb="2299000"),),
    "nine digits": (numbers(agb="229900011"),),
    "something behind it": (numbers() + "-06990002",),
    "something before it": ("1-" + numbers(),),
    "another version of the numbers": (numbers().replace("-1-", "-2-", 1),),
    "an AGB-code alone": ("22990001",),
    "two of them": (numbers(), numbers(agb="06990002")),
    "twice the same": (numbers(), numbers()),
    "none": (),
}


@pytest.mark.parametrize("texts", REFUSED.values(), ids=REFUSED)
def test_a_card_that_says_anything_else_is_refused(profielen: tuple[Profiel, ...], texts: tuple[str, ...]) -> None:
    if not texts:
        assert verify(UZI.leaf(), profielen=profielen, at=NOW).uitkomst is Uitkomst.PROFIEL_ONJUIST
        return
    verdict = judged(profielen, *texts)
    assert (verdict.uitkomst, verdict.gegevens) == (Uitkomst.PROFIEL_ONJUIST, None)
