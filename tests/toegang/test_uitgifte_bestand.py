"""Certificates that come by folder: however a CA writes them, and once what is wrong with one."""

import os
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from machtigingen_sandbox.uitgifte import CLOCK_SKEW, Houder, issue_for
from toegang.test_beheer import csr
from wereld import Wereld

from machtigingen.project import certificaten
from machtigingen.toegang import uitgifte_bestand
from machtigingen.toegang.collecting import Opgehaald, collect
from machtigingen.toegang.models import Certificaatverzoek, Organisatie

JAAR = timedelta(days=365)


class Map:
    """The folder, a request in it, and the CA that somebody carries it to."""

    def __init__(self, map_: Path, ca: Path, now: datetime) -> None:
        self.map, self.now = map_, now
        self.ca = x509.load_pem_x509_certificate((ca / "ca.pem").read_bytes())
        self.ca_key: Any = load_pem_private_key((ca / "ca.key").read_bytes(), None)
        self.verzoek = Certificaatverzoek.objects.create(
            organisatie=Organisatie.objects.get(code="22990001"), soort="systeem", csr=csr(), gevraagd_at=now,
            autorisaties=["raadplegen"],
        )  # fmt: skip
        self.haal_op()

    def certificaat(self, sleutel: Any = None) -> x509.Certificate:
        houder = Houder(soort="systeem", organisatiecode="22990001", organisatie="Oog", naam="EPD")
        sleutel = sleutel or x509.load_pem_x509_csr(self.verzoek.csr.encode()).public_key()
        term = (self.now - CLOCK_SKEW, self.now + JAAR)
        return issue_for(houder, sleutel, ca=self.ca, ca_key=self.ca_key, term=term)

    def zet(self, data: bytes, *, einde: str = "pem", oud: bool = True) -> None:
        path = self.map / "in" / f"verzoek-{self.verzoek.pk}.{einde}"
        path.write_bytes(data)
        if oud:
            os.utime(path, (0, 0))

    def haal_op(self) -> Opgehaald:
        return collect(profielen=certificaten.profielen(self.now), now=self.now)

    def namen(self, deel: str) -> list[str]:
        return sorted(path.name for path in (self.map / deel).iterdir())


@pytest.fixture
def map_(wereld: Wereld, tmp_path: Path, settings: Any, bevroren: datetime) -> Map:
    settings.MACHTIGINGEN_UITGIFTE_MAP = str(tmp_path / "uitgifte")
    return Map(tmp_path / "uitgifte", wereld.testpki / "ca", bevroren)


def pem(*certificaten_: x509.Certificate) -> bytes:
    return b"".join(een.public_bytes(Encoding.PEM) for een in certificaten_)


def met_tekst(data: bytes) -> bytes:
    """As `openssl x509 -text` writes it."""
    return subprocess.run(["openssl", "x509", "-text"], input=data, capture_output=True, check=True).stdout


Schrijf = Callable[[x509.Certificate, x509.Certificate], bytes]
GOED: dict[str, tuple[str, Schrijf]] = {
    "alone": ("pem", lambda een, ca: pem(een)),
    "with its chain": ("pem", lambda een, ca: pem(een, ca)),
    "with the root first": ("crt", lambda een, ca: pem(ca, een)),
    "with text above it": ("pem", lambda een, ca: met_tekst(pem(een))),
    "from Windows": ("CER", lambda een, ca: b"\xef\xbb\xbf" + pem(een, ca).replace(b"\n", b"\r\n")),
    "binary": ("der", lambda een, ca: een.public_bytes(Encoding.DER)),
    "binary, but called pem": ("pem", lambda een, ca: een.public_bytes(Encoding.DER)),
}


@pytest.mark.parametrize(("einde", "schrijf"), GOED.values(), ids=GOED)
def test_a_certificate_is_taken_however_the_ca_wrote_it(map_: Map, einde: str, schrijf: Schrijf) -> None:
    een = map_.certificaat()
    map_.zet(schrijf(een, map_.ca), einde=einde)
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=())
    map_.verzoek.refresh_from_db()
    assert map_.verzoek.pem.encode() == pem(een)
    assert (map_.namen("in"), map_.namen("uit")) == ([], [])
    assert map_.namen("verwerkt") == [f"verzoek-{map_.verzoek.pk}.{einde}"]


def ander(map_: Map) -> bytes:
    return pem(map_.certificaat(rsa.generate_private_key(65537, 2048).public_key()), map_.ca)


def test_a_request_that_somebody_spoiled_in_the_folder_keeps_no_answer_waiting(map_: Map) -> None:
    (map_.map / "uit" / f"verzoek-{map_.verzoek.pk}.csr").write_text("kapót")
    map_.zet(pem(map_.certificaat(), map_.ca))
    assert map_.haal_op().geregistreerd == 1


FOUT: dict[str, tuple[Callable[[Map], bytes], str]] = {
    "of another key": (ander, "de sleutel is een andere dan in de CSR"),
    "of the ca alone": (lambda map_: pem(map_.ca), "certificaatuitgever"),
    "no certificate": (lambda _: b"geen certificaat", "Er is geen certificaat meegestuurd"),
    "cut off": (lambda map_: pem(map_.certificaat())[:-40], "Er is geen certificaat meegestuurd"),
    "binary, cut off": (lambda map_: map_.certificaat().public_bytes(Encoding.DER)[:-40], "Er is geen certificaat"),
    "empty": (lambda _: b"", "Er is geen certificaat meegestuurd"),
}


@pytest.mark.parametrize(("schrijf", "waarom"), FOUT.values(), ids=FOUT)
def test_what_is_not_good_is_said_once_and_set_aside_with_why(
    map_: Map, schrijf: Callable[[Map], bytes], waarom: str
) -> None:
    map_.zet(schrijf(map_))
    (gezegd,) = map_.haal_op().fouten
    assert gezegd.startswith(f"verzoek {map_.verzoek.pk}: T115: ") and waarom in gezegd
    naam = f"verzoek-{map_.verzoek.pk}.pem"
    assert (map_.namen("in"), map_.namen("geweigerd")) == ([], [naam, f"{naam}.txt"])
    assert waarom in (map_.map / "geweigerd" / f"{naam}.txt").read_text()
    assert map_.haal_op().fouten == ()
    map_.zet(pem(map_.certificaat()))
    assert map_.haal_op().geregistreerd == 1


def test_a_file_that_is_still_being_written_is_left_alone(map_: Map) -> None:
    heel = pem(map_.certificaat())
    map_.zet(heel[:200], oud=False)
    assert map_.haal_op().fouten == ()
    map_.zet(heel, oud=False)
    assert map_.haal_op().geregistreerd == 1


def test_an_answer_to_no_request_is_set_aside_too(map_: Map) -> None:
    (map_.map / "in" / "verzoek-999999.pem").write_bytes(pem(map_.certificaat()))
    (gezegd,) = map_.haal_op().fouten
    assert "T103" in gezegd
    assert map_.namen("geweigerd") == ["verzoek-999999.pem", "verzoek-999999.pem.txt"]


def test_something_unreadable_after_the_good_answer_changes_nothing(map_: Map) -> None:
    map_.zet(pem(map_.certificaat()))
    map_.haal_op()
    map_.zet(b"kapot")
    assert "T115" in map_.haal_op().fouten[0]
    map_.verzoek.refresh_from_db()
    assert map_.verzoek.stand == "klaar"


def test_without_a_list_of_its_issuer_an_answer_waits(map_: Map) -> None:
    map_.zet(pem(map_.certificaat()))
    nu, map_.now = map_.now, map_.now + timedelta(days=40)
    assert [fout.split(": ")[1] for fout in map_.haal_op().fouten] == ["D107"]
    map_.now = nu
    assert map_.haal_op().geregistreerd == 1


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("maak", [folder, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_named_and_keeps_no_answer_waiting(map_: Map, maak: Callable[[Path], None]) -> None:
    maak(map_.map / "in" / "verzoek-0.pem")
    map_.zet(pem(map_.certificaat()))
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=("verzoek-0.pem: dit is geen bestand",))


def refuses(naam: str, fout: OSError, monkeypatch: pytest.MonkeyPatch, functie: str) -> None:
    echt = getattr(uitgifte_bestand, functie)

    def doe(path: Path, *rest: Any) -> Any:
        if path.name == naam:
            raise fout
        return echt(path, *rest)

    monkeypatch.setattr(uitgifte_bestand, functie, doe)


def test_a_file_that_may_not_be_read_is_named_and_keeps_no_answer_waiting(
    map_: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    (map_.map / "in" / "verzoek-0.pem").write_bytes(b"x")
    refuses("verzoek-0.pem", PermissionError(13, "mag niet"), monkeypatch, "_read")
    map_.zet(pem(map_.certificaat()))
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=("verzoek-0.pem: mag niet",))


def test_a_file_that_somebody_else_fetches_meanwhile_is_no_fault(map_: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    (map_.map / "in" / "verzoek-0.pem").write_bytes(b"x")
    refuses("verzoek-0.pem", FileNotFoundError(2, "weg"), monkeypatch, "_read")
    map_.zet(pem(map_.certificaat()))
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=())


def test_a_file_that_somebody_else_moves_meanwhile_is_no_fault(map_: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    def elders(path: Path, doel: Path) -> Path:
        os.replace(path, doel)
        raise FileNotFoundError(2, "weg")

    monkeypatch.setattr(Path, "replace", elders)
    map_.zet(pem(map_.certificaat()))
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=())


def test_on_a_full_disk_what_is_old_lapses(map_: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    (map_.map / "uit" / f"verzoek-{map_.verzoek.pk}.csr").unlink()
    refuses(f"verzoek-{map_.verzoek.pk}.json", OSError(28, "vol"), monkeypatch, "_write")
    wacht = f"verzoek {map_.verzoek.pk}: niet ingeleverd: vol"
    map_.now += timedelta(days=61)
    assert map_.haal_op() == Opgehaald(geregistreerd=0, vervallen=1, fouten=(wacht,))


def test_an_answer_that_cannot_be_moved_comes_again_and_keeps_nothing_from_lapsing(
    map_: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_.zet(pem(map_.certificaat()))
    (map_.map / "verwerkt").rmdir()
    (map_.map / "verwerkt").write_text("")
    monkeypatch.setattr(uitgifte_bestand.Bestand, "_make", lambda _: None)
    (gezegd,) = map_.haal_op().fouten
    assert gezegd.startswith(f"verzoek {map_.verzoek.pk}: ")
    (map_.map / "verwerkt").unlink()
    (map_.map / "verwerkt").mkdir()
    assert map_.haal_op() == Opgehaald(geregistreerd=1, vervallen=0, fouten=())


def test_without_a_readable_folder_what_is_old_still_lapses(map_: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    (map_.map / "in").rmdir()
    monkeypatch.setattr(uitgifte_bestand.Bestand, "_make", lambda _: None)
    map_.now += timedelta(days=61)
    gehaald = map_.haal_op()
    assert (gehaald.vervallen, len(gehaald.fouten)) == (1, 1) and gehaald.fouten[0].startswith("antwoorden: ")


def test_a_number_that_comes_back_after_a_restore_is_handed_in(map_: Map) -> None:
    map_.verzoek.csr = csr()
    map_.verzoek.save()
    map_.haal_op()
    assert (map_.map / "uit" / f"verzoek-{map_.verzoek.pk}.csr").read_text() == map_.verzoek.csr


def test_another_good_certificate_for_an_answered_request_is_refused_as_that(map_: Map) -> None:
    map_.zet(pem(map_.certificaat()))
    map_.haal_op()
    map_.zet(pem(map_.certificaat()))
    (gezegd,) = map_.haal_op().fouten
    assert "op deze aanvraag kwam al een ander certificaat" in gezegd
