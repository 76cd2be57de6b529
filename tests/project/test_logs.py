"""Nothing of a patient and nothing that was typed leaves the sealed fields: followed with marks through everything."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from machtigingen_sandbox import personas
from reis import MEDISCH, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.doors.software import aanroepen
from machtigingen.project import logboek

BSN = personas.GEVONDEN.bsn.onthul()
GEBOREN = personas.GEVONDEN.geboortedatum.isoformat()
NAAM = "Kanarie-Achternaam"
VERZEKERDENUMMER = "KANARIE-NR-77"
OPMERKING = "kanarie in de opmerking"
GETYPT = "kanarie die iemand typte"
TOELICHTING = "kanarie van de beoordelaar"
BESTAND = f"kanarie {BSN}.png"
INHOUD = b"%PDF-1.4\n" + b"kanarie in het bestand"
GEHEIM = (*(wie.bsn.onthul() for wie in personas.PERSONAS), GEBOREN, "anarie", "ANARIE")


@pytest.fixture
def logregels(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the portal writes in its log, as it would write it in real life."""
    root, namen = logging.getLogger(), ("machtigingen", "django.request", "django.security")
    voor = (root.handlers, root.level, {naam: logging.getLogger(naam).level for naam in namen})
    uit = io.StringIO()
    monkeypatch.setattr("sys.stderr", uit)
    logboek.configure()
    yield uit
    root.handlers, root.level = voor[0], voor[1]
    for naam, niveau in voor[2].items():
        logging.getLogger(naam).setLevel(niveau)


@pytest.fixture
def adressen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that is asked for or named in a header of an answer."""
    gezien: list[str] = []
    echt = Client.request

    def request(client: Client, **omgeving: Any) -> Any:
        antwoord = echt(client, **omgeving)
        gezien.append(f"{omgeving['PATH_INFO']}?{omgeving.get('QUERY_STRING', '')}")
        koppen = {naam: waarde for naam, waarde in antwoord.items() if naam != "Content-Disposition"}
        gezien.append(f"{koppen} {antwoord.cookies}")
        return antwoord

    monkeypatch.setattr(Client, "request", request)
    return gezien


def hele_weg(wereld: Wereld) -> str:
    """From the push to the decision of a beoordelaar, with a mark in everything that is said of the patient."""
    verzekerde = {"bsn": BSN, "geboortedatum": GEBOREN, "naam": NAAM, "verzekerdenummer": VERZEKERDENUMMER}
    software, mens, beoordelaar = wereld.software(), wereld.mens(), wereld.mens("beoordelaar-9901")
    antwoord = software.push(bericht(verzekerde=verzekerde, opmerking=OPMERKING)).json()
    aanvraag = mens.get(antwoord["link"].removeprefix("https://localhost:8443"))["Location"]
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking=GETYPT)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="3,5", opmerking=GETYPT)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="3,5", gezichtsveld_gemeten="nee", opmerking=GETYPT)
    vul_in(mens, aanvraag, "bijlagen", foto=SimpleUploadedFile(BESTAND, INHOUD), actie="toevoegen")
    assert GETYPT in mens.get(f"{aanvraag}controleren").content.decode()
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    id_ = Aanvraag.objects.get().id
    assert NAAM in beoordelaar.get(f"/beoordelen/{id_}/").content.decode()
    besluit = {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": TOELICHTING}
    beoordelaar.post(f"/beoordelen/{id_}/", besluit)
    assert TOELICHTING in mens.get(aanvraag).content.decode()
    assert mens.get(f"{aanvraag}bijlagen/{Aanvraag.objects.get().bijlagen.get().id}").content == INHOUD
    assert TOELICHTING in software.get(f"/api/v1/instroom/{antwoord['id']}").content.decode()
    return aanvraag


def verkeerde_weg(wereld: Wereld, aanvraag: str) -> None:
    """And everything that can be refused, with the same marks in it."""
    software, mens = wereld.software(), wereld.mens()
    software.push(bericht(verzekerde={"bsn": BSN, "geboortedatum": NAAM}, extra=OPMERKING))
    software.push(f'{{"{BSN}": 1, "{BSN}": 2}}'.encode())
    software.push(BSN.encode(), content_type="text/plain")
    software.push(bericht(verzekerde={"bsn": BSN, "geboortedatum": GEBOREN, "naam": "iemand anders"}))
    mens.post(f"{aanvraag}vragen/medisch", {"opmerking": GETYPT})


def zijwegen(wereld: Wereld) -> Iterator[Any]:
    """What the straight way leaves out: a choice of forms, a COV that says no or nothing, paper, and looking for."""
    software, mens = wereld.software(), wereld.mens()
    for nummer, wie in enumerate(personas.PERSONAS):
        data = bericht(wie=wie, referentie=f"zij-{nummer}", opmerking=OPMERKING, verstrekking={"diagnose": "251"})
        antwoord = software.push(data)
        assert antwoord.status_code == 201
        aanvraag = mens.get(antwoord.json()["link"].removeprefix("https://localhost:8443"))["Location"]
        yield mens.post(f"{aanvraag}formulier", {"formulier": BSN})
        yield mens.post(f"{aanvraag}formulier", {"formulier": "X10:2026-1"})
        yield vul_in(mens, aanvraag, "verzekerde", bsn=wie.bsn.onthul(), geboortedatum=GEBOREN, naam=NAAM)
        yield vul_in(mens, aanvraag, "verzekerde", bsn=f"{wie.bsn.onthul()}0", geboortedatum="1-1-1800", naam="\x00")
        yield vul_in(mens, aanvraag, BSN, opmerking=GETYPT)
        yield mens.post(f"{aanvraag}indienen")
        yield mens.get(f"{aanvraag}vragen-en-antwoorden.pdf")
        yield mens.post("/aanvragen/", {"bsn": wie.bsn.onthul(), "geboortedatum": wie.geboortedatum.isoformat()})
        yield mens.post("/aanvragen/", {"bsn": wie.bsn.onthul(), "geboortedatum": NAAM})
    for foto in (SimpleUploadedFile(BESTAND, b"geen foto"), SimpleUploadedFile(BESTAND, b"")):
        yield vul_in(mens, aanvraag, "bijlagen", foto=foto, actie="toevoegen")


def gevonden(tekst: str) -> list[str]:
    return [geheim for geheim in GEHEIM if geheim in tekst]


def database() -> Iterator[tuple[str, str]]:
    """Every row of every table as it lies there."""
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")
            for rij in cursor.fetchall():
                yield (
                    tabel,
                    " ".join(bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in rij),
                )


def test_the_whole_way_leaves_no_trace_of_a_patient(
    wereld: Wereld, logregels: io.StringIO, adressen: list[str], tmp_path: Path, settings: Any
) -> None:
    settings.MACHTIGINGEN_BIJLAGEN = str(tmp_path / "bijlagen")
    (tmp_path / "bijlagen").mkdir(exist_ok=True)
    verkeerde_weg(wereld, hele_weg(wereld))

    regels = [json.loads(regel) for regel in logregels.getvalue().splitlines()]
    assert len(regels) > 20 and {regel["event"] for regel in regels} == {"verzoek"}
    assert gevonden(logregels.getvalue()) == []

    assert len(adressen) > 40
    assert [adres for adres in adressen if gevonden(adres)] == []

    tabellen = [(tabel, gevonden(rij)) for tabel, rij in database() if gevonden(rij)]
    assert tabellen == []

    bestanden = list((tmp_path / "bijlagen").iterdir())
    assert len(bestanden) == 1
    assert gevonden(bestanden[0].name) == []
    assert gevonden(bestanden[0].read_bytes().decode("latin-1")) == []


def test_the_side_ways_leave_no_trace_either(
    wereld: Wereld, logregels: io.StringIO, adressen: list[str], tmp_path: Path, settings: Any
) -> None:
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.01
    statussen = {antwoord.status_code for antwoord in zijwegen(wereld)}
    assert {200, 302, 404, 422} <= statussen and max(statussen) < 500
    assert gevonden(logregels.getvalue()) == []
    assert [adres for adres in adressen if gevonden(adres) and f"vragen/{BSN}" not in adres] == []
    assert [(tabel, gevonden(rij)) for tabel, rij in database() if gevonden(rij)] == []
    assert list((tmp_path / "bijlagen").iterdir()) == []


def test_paper_is_named_by_its_number_and_a_file_only_to_who_may_read_it(wereld: Wereld, adressen: list[str]) -> None:
    aanvraag = hele_weg(wereld)
    mens, vreemde = wereld.mens(), wereld.mens("persoonlijk-andere-instantie")
    bijlage = f"{aanvraag}bijlagen/{Aanvraag.objects.get().bijlagen.get().id}"
    for document in ("samenvatting.pdf", "vragen-en-antwoorden.pdf"):
        antwoord = mens.get(aanvraag + document)
        assert antwoord.content.startswith(b"%PDF-")
        assert gevonden(str(dict(antwoord.items()))) == []
    assert gevonden(mens.get(bijlage)["Content-Disposition"]) == [BSN, "anarie"]
    antwoord = vreemde.get(bijlage)
    assert antwoord.status_code == 404
    assert gevonden(f"{dict(antwoord.items())} {antwoord.content.decode()}") == []
    assert [adres for adres in adressen if gevonden(adres)] == []


class Kapot(Exception):
    """An error that can't be made without a value, as those of some libraries."""

    def __new__(cls, waarde: str) -> "Kapot":
        return super().__new__(cls, waarde)


@pytest.mark.parametrize("soort", [ValueError, KeyError, Kapot, ExceptionGroup])
def test_an_error_that_nobody_foresaw_says_where_but_not_what(
    wereld: Wereld, logregels: io.StringIO, monkeypatch: pytest.MonkeyPatch, soort: type[Exception]
) -> None:
    def receive(**_: Any) -> None:
        try:
            raise ValueError(f"eerst {BSN}")
        except ValueError as eerst:
            fout = soort(BSN, [eerst]) if soort is ExceptionGroup else soort(BSN)
            fout.add_note(f"over {NAAM}")
            raise fout from eerst

    monkeypatch.setattr(aanroepen, "receive", receive)
    antwoord = wereld.software().push(bericht())
    assert antwoord.status_code == 500
    assert antwoord.json()["code"] == "S100"
    assert gevonden(antwoord.content.decode()) == []
    fout, verzoek = (json.loads(regel) for regel in logregels.getvalue().splitlines())
    assert fout["event"] == "onverwachte fout"
    assert fout["soort"] == soort.__name__
    assert "in receive" in fout["spoor"]
    assert verzoek["status"] == 500
    assert verzoek["correlatie_id"] == antwoord.json()["correlatie_id"] == antwoord["Correlatie-Id"]
    assert gevonden(logregels.getvalue()) == []


def test_an_error_outside_a_view_is_answered_in_the_words_of_the_door_too(
    wereld: Wereld, logregels: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(request: Any) -> None:
        raise ValueError(BSN)

    monkeypatch.setattr("machtigingen.toegang.sessie.check", check)
    antwoord = wereld.mens(raise_request_exception=False).get("/aanvragen/")
    assert antwoord.status_code == 500
    assert b"S100" in antwoord.content
    assert gevonden(antwoord.content.decode() + logregels.getvalue()) == []


def test_what_another_library_logs_is_written_without_what_it_filled_in(logregels: io.StringIO) -> None:
    try:
        raise ValueError(BSN)
    except ValueError:
        logging.getLogger("andere.bibliotheek").exception("query %s failed", BSN, extra={"bsn": BSN, "route": "r"})
    regel = json.loads(logregels.getvalue())
    assert regel["event"] == "query %s failed"
    assert regel["soort"] == "ValueError"
    assert gevonden(logregels.getvalue()) == []
