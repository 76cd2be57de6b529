"""A back-up while everybody works, put back elsewhere: what was acknowledged before it is there, and opens."""

import copy
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from beheer_portaal.conftest import GEWOON, new_database
from beheer_portaal.opdracht import lukt, mislukt
from beheer_portaal.test_sleutels import of_each_kind
from crash.belasting import Belasting, Journaal
from crash.oordeel import losses
from crash.portaal import Portaal
from machtigingen_sandbox.omgeving import Omgeving
from postgres.cluster import Cluster


def second_place(portaal: Portaal, cluster: Cluster | None, naam: str = "twee") -> Portaal:
    """Another machine, with the configuration and the keys of the first, and nothing else."""
    map_ = portaal.omgeving.map.parent / naam
    shutil.copytree(portaal.omgeving.map, map_, ignore=shutil.ignore_patterns("portaal.sqlite3*", "bijlagen", "*.log"))
    tweede = Portaal(Omgeving(map=map_, poorten=portaal.omgeving.poorten))
    if cluster:
        tweede.configure(database=new_database(cluster))
    return tweede


def until_now(journaal: Journaal) -> Journaal:
    """What was acknowledged so far. An answer of what is not sent yet may be changed a moment later."""
    while True:
        try:
            kopie = copy.deepcopy(journaal)
            break
        except RuntimeError:  # it was written in just then
            continue
    kopie.antwoorden = {id_: typed if id_ in kopie.ingediend else {} for id_, typed in kopie.antwoorden.items()}
    return kopie


def stored(portaal: Portaal) -> tuple[dict[str, object], list[str]]:
    return portaal.stored(), sorted(pad.name for pad in (portaal.omgeving.map / "bijlagen").iterdir())


def test_nothing_that_was_acknowledged_is_missing(portaal: Portaal, cluster: Cluster | None, tmp_path: Path) -> None:
    portaal.start()
    belasting = Belasting(portaal.omgeving, ronde="backup")
    belasting.start()
    belasting.wait(of_each_kind)
    journaal = until_now(belasting.journaal)
    assert "De sleutels zitten er niet in" in lukt(portaal, "backup", str(tmp_path / "b.tar"))
    belasting.join()
    assert losses(belasting.journaal, portaal) == []
    portaal.stop()

    tweede = second_place(portaal, cluster)
    assert "het auditlogboek klopt" in lukt(tweede, "restore", str(tmp_path / "b.tar"))
    tweede.start()
    try:
        assert losses(journaal, tweede, whole=True) == []
        verder = Belasting(tweede.omgeving, ronde="verder")
        verder.start()
        verder.wait(of_each_kind)
        verder.join()
        assert losses(verder.journaal, tweede) == []
    finally:
        tweede.stop()
    assert lukt(tweede, "audit", "verify").count("heel") > 2
    with tarfile.open(tmp_path / "b.tar") as tar:
        inhoud = b"".join(tar.extractfile(deel).read() for deel in tar)
    for sleutel in json.loads((portaal.omgeving.map / "sleutels.json").read_text())["sleutels"].values():
        assert sleutel.encode() not in inhoud
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def gevuld(portaal: Portaal) -> Portaal:
    portaal.start()
    belasting = Belasting(portaal.omgeving, ronde="vol")
    belasting.start()
    belasting.wait(of_each_kind)
    belasting.join()
    portaal.stop()
    return portaal


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_what_cannot_be_put_back_changes_nothing(gevuld: Portaal, cluster: Cluster | None, tmp_path: Path) -> None:
    goed = tmp_path / "goed.tar"
    lukt(gevuld, "backup", str(goed))
    assert "bestaat al" in mislukt(gevuld, "backup", str(goed))
    voor = stored(gevuld)
    for naam, (bederf, tekst) in BEDERF.items():
        kapot = tmp_path / f"{naam}.tar"
        kapot.write_bytes(bederf(goed.read_bytes()))
        assert tekst in mislukt(gevuld, "restore", "--vervang", str(kapot)), naam
        assert stored(gevuld) == voor, naam
    assert "beschadigd of niet heel" in mislukt(gevuld, "restore", "--proef", str(tmp_path / "rijen.tar"))
    assert "heel en hier terug te zetten" in lukt(gevuld, "restore", "--proef", str(goed))
    assert "staan al gegevens" in mislukt(gevuld, "restore", str(goed))
    assert "weg.tar" in mislukt(gevuld, "restore", str(tmp_path / "weg.tar"))
    assert stored(gevuld) == voor

    vreemd = second_place(gevuld, cluster)
    (vreemd.omgeving.map / "sleutels.json").unlink()
    lukt(vreemd, "sleutel", "maak")
    assert "sleutelbestand past niet" in mislukt(vreemd, "restore", str(goed))
    assert "sleutelbestand past niet" in mislukt(vreemd, "restore", "--proef", str(goed))
    assert not (vreemd.omgeving.map / "bijlagen").exists()
    assert "machtigingen migrate" in mislukt(vreemd, "audit", "verify")


def _manifest(verander: Callable[[dict], None]) -> Callable[[bytes], bytes]:
    """With another manifest of the same length in bytes, and its old signature."""

    def bederf(data: bytes) -> bytes:
        begin = data.rindex(b'{\n "bijlagen"')
        einde = data.index(b"\n}\0", begin) + 2
        manifest = json.loads(data[begin:einde])
        verander(manifest)
        nieuw = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
        return data[:begin] + nieuw.ljust(einde - begin)[: einde - begin] + data[einde:]

    return bederf


def _flip(data: bytes, plek: bytes) -> bytes:
    hier = data.index(plek) + 530  # beyond the header of this member
    return data[:hier] + bytes([data[hier] ^ 1]) + data[hier + 1 :]


BEDERF: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "afgebroken": (lambda data: data[: len(data) // 2], "beschadigd of niet heel"),
    "leeg": (lambda data: b"", "beschadigd of niet heel"),
    "iets_anders": (lambda data: b"x" * 5000, "beschadigd of niet heel"),
    "bijlage": (lambda data: _flip(data, b"bijlagen/"), "beschadigd of niet heel"),
    "rijen": (lambda data: _flip(data, b"rijen/aanvragen.aanvraag.jsonl"), "beschadigd of niet heel"),
    "manifest": (_manifest(lambda data: data.update(versie="9")), "heeft hem veranderd"),
    "vorm": (_manifest(lambda data: data.update(vorm=2)), "vorm 2"),
}


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_over_what_there_is_when_told(gevuld: Portaal, tmp_path: Path) -> None:
    """Back to what it was, also what may not be changed or removed; what came after is gone."""
    lukt(gevuld, "backup", str(tmp_path / "b.tar"))
    voor = stored(gevuld)
    gevuld.start()
    later = Belasting(gevuld.omgeving, ronde="later")
    later.start()
    later.wait(of_each_kind)
    later.join()
    gevuld.stop()
    assert stored(gevuld) != voor
    assert "teruggezet" in lukt(gevuld, "restore", "--vervang", str(tmp_path / "b.tar"))
    assert stored(gevuld) == voor
    assert lukt(gevuld, "audit", "verify").count("heel") > 2
    assert "nog te vinden" not in lukt(gevuld, "bewaar", "--zonder-herschrijven")
    gevuld.start()
    nieuw = Belasting(gevuld.omgeving, ronde="nieuw")
    nieuw.start()
    nieuw.wait(of_each_kind)
    nieuw.join()
    assert losses(nieuw.journaal, gevuld) == []
    assert set(nieuw.journaal.nummers.values()).isdisjoint(later.journaal.nummers.values())
