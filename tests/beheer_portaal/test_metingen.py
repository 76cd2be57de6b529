"""The figures: what they count, that nothing of anybody is in them, and that only this machine can read them."""

import io
import socket
import urllib.request

import pytest
from machtigingen_sandbox import personas
from machtigingen_sandbox.poorten import free_ports
from project.test_logs import GEHEIM, hele_weg, verkeerde_weg
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families
from wereld import Wereld, bericht

from machtigingen.bedrijfsvoering.hartslagen import Proces, beat
from machtigingen.project import metingen


def cijfers() -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every figure by its name and labels."""
    metingen.registry.register(opslag := metingen.Opslag())
    try:
        tekst = generate_latest(metingen.registry).decode()
    finally:
        metingen.registry.unregister(opslag)
    return gelezen(tekst)


def gelezen(tekst: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(tekst)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for f in families for s in f.samples}


def cijfer(naam: str, **labels: str) -> float:
    return cijfers().get((naam, tuple(sorted(labels.items()))), 0)


def test_requests_refusals_and_pushes_are_counted(wereld: Wereld) -> None:
    vraag = {"listener": "api", "route": "api/v1/instroom", "methode": "POST"}
    voor = cijfers()
    wereld.software().push(bericht())
    wereld.software().push(b"geen json")
    wereld.software("systeem-verlopen").push(bericht())
    na = cijfers()

    def erbij(naam: str, **labels: str) -> float:
        sleutel = (naam, tuple(sorted(labels.items())))
        return na.get(sleutel, 0) - voor.get(sleutel, 0)

    assert erbij("machtigingen_verzoeken_total", **vraag, status="201") == 1
    assert erbij("machtigingen_pushes_total", uitkomst="gelukt") == 1
    assert erbij("machtigingen_weigeringen_total", listener="api", code="D104") == 1
    assert erbij("machtigingen_verzoek_seconden_count", listener="api") == 3
    assert cijfer("machtigingen_aanvragen", status="concept") == 1
    assert cijfer("machtigingen_aanvragen", status="afgewezen") == 0
    assert cijfer("machtigingen_bezorgingen", kanaal="webhook", toestand="wacht") == 0


def test_who_works_and_how_long_certificates_last(wereld: Wereld, bevroren) -> None:
    assert ("machtigingen_hartslag_seconden", (("proces", "bezorg"),)) not in cijfers()
    beat(proces=Proces.BEZORG, naam="bezorg:een", versie="1", now=bevroren)
    assert ("machtigingen_hartslag_seconden", (("proces", "bezorg"),)) in cijfers()
    assert cijfer("machtigingen_processen", proces="bezorg") == 1
    dagen = {labels: waarde for (naam, labels), waarde in cijfers().items() if naam == "machtigingen_geldig_dagen"}
    assert len(dagen) > 1


def test_nothing_of_anybody_is_in_them(wereld: Wereld, tmp_path, settings) -> None:
    """The whole way with marks in everything that is said of a patient, and AGB and UZOVI of everybody there is."""
    verkeerde_weg(wereld, hele_weg(wereld))
    wereld.bezoeker().get(f"/foutcodes/{personas.GEVONDEN.bsn.onthul()}")
    wereld.bezoeker().get("/kanarie-in-een-adres")
    tekst = "\n".join(f"{naam} {labels}" for naam, labels in cijfers())
    assert "api/v1/instroom" in tekst
    assert [geheim for geheim in (*GEHEIM, "22990001", "03990011", "9901", "kanarie") if geheim in tekst] == []


def test_the_port_is_for_this_machine_only_and_off_by_itself(wereld: Wereld) -> None:
    (poort,) = free_ports(1)
    with metingen.listening(0), pytest.raises(OSError), socket.create_connection(("127.0.0.1", poort), timeout=1):
        pass
    with metingen.listening(poort):
        with urllib.request.urlopen(f"http://127.0.0.1:{poort}/metrics", timeout=10) as antwoord:
            assert antwoord.headers["Content-Type"].startswith("text/plain")
            assert b"machtigingen_versie" in io.BytesIO(antwoord.read()).getvalue()
        with pytest.raises(OSError), socket.create_connection((_other_address(), poort), timeout=2):
            pass


def _other_address() -> str:
    """Of this machine, and not loopback; another one of 127/8 where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as een:
        try:
            een.connect(("192.0.2.1", 9))
            adres = een.getsockname()[0]
        except OSError:
            adres = "127.0.0.2"
    return adres if adres != "127.0.0.1" else "127.0.0.2"
