"""A list that is loaded or fetched holds at the door with the next request; the operator sees how all of it stands."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from django.db import OperationalError
from intrekking.toneel import DAG, geef, lijst, server, sporen
from pki.proefuitgever import Folder, Issuer
from wereld import Wereld

from machtigingen.intrekking import queries
from machtigingen.pki import ProfielBron
from machtigingen.project import certificaten, klok
from machtigingen.project.bezorg import bezorg
from machtigingen.project.crl import crl


@pytest.fixture(autouse=True)
def kijkt_altijd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it looks twice a second."""
    monkeypatch.setattr(certificaten, "KIJKEN_SECONDEN", 0.0)


class Zandbak(Issuer):
    """The CA of the sandbox, with its key."""

    def __init__(self, testpki: Path) -> None:
        self.naam = "sandbox"
        self.map = testpki
        self.certificate = x509.load_pem_x509_certificate((testpki / "ca" / "ca.pem").read_bytes())
        self.key: Any = load_pem_private_key((testpki / "ca" / "ca.key").read_bytes(), password=None)

    def serial(self, naam: str) -> int:
        pem = (self.map / "certificaten" / f"{naam}.pem").read_bytes()
        return x509.load_pem_x509_certificate(pem).serial_number

    def lijst(self, *namen: str, now: datetime, nummer: int = 1) -> bytes:
        """Newer than the one in the folder, which counts in seconds."""
        number = int(now.timestamp()) + nummer
        return lijst(self, *map(self.serial, namen), now=now, number=number, van=now)


@pytest.fixture
def ca(testpki: Path) -> Zandbak:
    return Zandbak(testpki)


def geef_opdracht(*argumenten: str) -> Any:
    return CliRunner().invoke(crl, list(argumenten))


def laad(pad: Path, data: bytes) -> Any:
    pad.write_bytes(data)
    return geef_opdracht("laad", str(pad))


def code(antwoord: Any) -> str:
    return "" if antwoord.status_code == 200 else antwoord.json()["code"]


def test_who_is_withdrawn_is_refused_from_the_next_request_on(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, tmp_path: Path
) -> None:
    software, mens, ander = wereld.software(), wereld.mens(), wereld.software("systeem-andere-instantie")
    assert code(software.get("/wie-ben-ik")) == ""
    data = ca.lijst("systeem-goed", "persoonlijk-goed", now=bevroren)
    assert laad(tmp_path / "nieuw.crl", data).exit_code == 0
    assert code(software.get("/wie-ben-ik")) == "D106"
    assert "D106" in mens.get("/").content.decode()
    assert code(ander.get("/wie-ben-ik")) == ""


def test_a_list_that_is_refused_is_told_with_its_code_and_changes_nothing(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, tmp_path: Path
) -> None:
    laad(tmp_path / "nieuw.crl", ca.lijst("systeem-goed", now=bevroren, nummer=2))
    for data, verwacht in ((ca.lijst(now=bevroren, nummer=1), "S203"), (b"kapot", "S202")):
        klaar = laad(tmp_path / "fout.crl", data)
        assert klaar.exit_code == 1
        assert f"fout.crl: {verwacht}: " in klaar.stderr
    assert code(wereld.software().get("/wie-ben-ik")) == "D106"
    assert [code for _, code in sporen()] == ["", "S203", "S202"]


def test_of_several_files_each_good_one_is_taken(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, tmp_path: Path
) -> None:
    (tmp_path / "fout.crl").write_bytes(b"kapot")
    (tmp_path / "goed.crl").write_bytes(ca.lijst("systeem-goed", now=bevroren))
    klaar = geef_opdracht("laad", str(tmp_path / "fout.crl"), str(tmp_path / "goed.crl"))
    assert klaar.exit_code == 1
    assert "goed.crl: " in klaar.stdout
    assert code(wereld.software().get("/wie-ben-ik")) == "D106"


@pytest.fixture
def met_adres(wereld: Wereld, testpki: Path, tmp_path: Path) -> Any:
    """The profile of the sandbox, but with a list that is fetched."""

    def use(adres: str) -> None:
        inhoud = yaml.safe_load((testpki / "certificaatprofielen.yaml").read_text())
        inhoud["profielen"][0] |= {"uitgever": str(testpki / "ca" / "ca.pem"), "intrekkingslijst": adres}
        pad = tmp_path / "certificaatprofielen.yaml"
        pad.write_text(yaml.safe_dump(inhoud))
        certificaten.use_bron(ProfielBron(pad))

    return use


def test_without_its_first_list_nobody_gets_in_and_with_it_everybody(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, met_adres: Any
) -> None:
    with server(geef(ca.lijst("persoonlijk-goed", now=bevroren))) as deze:
        met_adres(deze.adres)
        assert code(wereld.software().get("/wie-ben-ik")) == "D107"
        assert geef_opdracht("haal").exit_code == 0
    assert code(wereld.software().get("/wie-ben-ik")) == ""
    assert "D106" in wereld.mens().get("/").content.decode()


def test_the_worker_of_the_deliveries_fetches_too(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, met_adres: Any
) -> None:
    with server(geef(ca.lijst(now=bevroren))) as deze:
        met_adres(deze.adres)
        assert CliRunner().invoke(bezorg, ["--eenmaal"]).exit_code == 0
    assert code(wereld.software().get("/wie-ben-ik")) == ""


def test_what_could_not_be_fetched_is_told_and_the_last_list_stays_until_its_end(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, met_adres: Any
) -> None:
    with server(geef(ca.lijst(now=bevroren))) as deze:
        met_adres(deze.adres)
        geef_opdracht("haal")
        deze.antwoord = geef(b"", status=404)
        klaar = geef_opdracht("haal")
    assert klaar.exit_code == 1
    assert "S201" in klaar.stderr and "status 404" in klaar.stderr
    antwoord = wereld.bezoeker().get("/readyz")
    (melding,) = antwoord.json()["meldingen"]
    assert (antwoord.status_code, melding.endswith("Intrekkingslijst is niet opgehaald (S201).")) == (200, True)
    assert code(wereld.software().get("/wie-ben-ik")) == ""
    klok.zet(lambda: bevroren + 6 * DAG)
    assert code(wereld.software().get("/wie-ben-ik")) == "D107"
    assert wereld.bezoeker().get("/readyz").status_code == 503


def test_without_an_address_there_is_nothing_to_fetch(wereld: Wereld) -> None:
    klaar = geef_opdracht("haal")
    assert (klaar.exit_code, "geen enkele lijst" in klaar.stdout) == (0, True)


def test_the_stand_names_each_ca_and_list_and_what_needs_care(
    wereld: Wereld, ca: Zandbak, bevroren: datetime, met_adres: Any
) -> None:
    met_adres("http://crl.invalid/x.crl")
    geef_opdracht("haal")
    regels = geef_opdracht("stand").stdout.splitlines()
    assert [regel.split()[0] for regel in regels] == ["uitgever", "intrekkingslijst", "ophalen"]
    assert "is er niet" in regels[1] and regels[1].endswith("LET OP")
    assert regels[2].endswith("gelukt: nog nooit S201")


def test_who_stands_under_an_issuer_that_was_withdrawn_hears_that(
    wereld: Wereld, bevroren: datetime, tmp_path: Path
) -> None:
    root = Issuer("Proefroot", anders={"length": 1})
    issuer = Issuer("Proef-CA", boven=root, anders={"serial": 77})
    (tmp_path / "root.pem").write_bytes(root.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "root.crl").write_bytes(lijst(root, now=bevroren))
    keten = [{"uitgever": "root.pem", "intrekkingslijst": "root.crl"}]
    pad = Folder(tmp_path).write(issuer, crl=lijst(issuer, now=bevroren), keten=keten)
    certificaten.use_bron(ProfielBron(pad))
    software = wereld.software()
    software.certificaat = issuer.leaf(
        subject={"OU": ["systeem"]}, van=bevroren - DAG, tot=bevroren + timedelta(days=90)
    )
    assert code(software.get("/wie-ben-ik")) == "D108"  # right, and not registered
    assert laad(tmp_path / "nieuw.crl", lijst(root, 77, now=bevroren, number=2)).exit_code == 0
    assert code(software.get("/wie-ben-ik")) == "D120"


def test_while_the_storage_cannot_say_what_was_withdrawn_nobody_gets_in(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(queries, "versions", away)
    assert code(wereld.software().get("/wie-ben-ik")) == "S101"
    assert wereld.bezoeker().get("/readyz").status_code == 200  # its own question to the storage is answered


def test_it_looks_no_more_than_twice_a_second(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    keren = []
    monkeypatch.setattr(certificaten, "KIJKEN_SECONDEN", 3600.0)
    monkeypatch.setattr(queries, "versions", lambda: keren.append(1) or {})
    for _ in range(3):
        assert code(wereld.software().get("/wie-ben-ik")) == ""
    assert keren == []
