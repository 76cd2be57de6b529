"""Files that a package puts with a question of a concept: by content, once, and never with a name in an address."""

import json
from typing import Any
from uuid import UUID

import pytest
from levensloop.conftest import Balie
from reis import PNG
from wereld import bericht

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError

NAAM = "attachment; filename*=UTF-8''foto%20%C3%A9%C3%A9n.png"


def voeg_toe(
    balie: Balie, id: Any, data: bytes = PNG, *, vraag: str = "foto", als: str = "systeem-goed", **extra: Any
) -> Any:
    beller = balie.wereld.software(als)
    adres = f"/api/v1/aanvragen/{id}/bijlagen" + (f"?vraag={vraag}" if vraag else "")
    extra.setdefault("HTTP_CONTENT_DISPOSITION", NAAM)
    return beller.client.generic("POST", adres, data, "image/png", secure=True, **beller._omgeving(), **extra)


@pytest.fixture
def concept(balie: Balie) -> UUID:
    assert balie.wereld.software().push(bericht()).status_code == 201
    return Aanvraag.objects.get().id


@pytest.fixture
def wenkbrauw(balie: Balie) -> UUID:
    """One that asks for a photo whatever is answered."""
    eyebrow = bericht(verstrekking={"diagnose": "251", "zorgactiviteit": "031547"})
    assert balie.wereld.software().push(eyebrow).status_code == 201
    return Aanvraag.objects.get().id


def test_it_is_there_and_answers_the_question(balie: Balie, concept: UUID) -> None:
    antwoord = voeg_toe(balie, concept)
    assert antwoord.status_code == 201, antwoord.content
    data = antwoord.json()
    assert {naam: waarde for naam, waarde in data.items() if naam != "id"} == {
        "vraag": "foto",
        "naam": "foto één.png",
        "type": "image/png",
        "grootte": len(PNG),
        "toegevoegd_op": "2026-11-24T09:00:00+00:00",
        "quarantaine": False,
    }
    answer = Aanvraag.objects.get().antwoorden["foto"]
    assert (answer["waarde"], answer["bron"]) == ([data["id"]], "softwarepakket")
    _, inhoud = bijlagen.read(actor=balie.indiener, now=balie.now, aanvraag_id=concept, bijlage_id=UUID(data["id"]))
    assert inhoud == PNG


def test_the_same_again_is_the_same_file(balie: Balie, concept: UUID) -> None:
    eerst = voeg_toe(balie, concept)
    nog_eens = voeg_toe(balie, concept, HTTP_CONTENT_DISPOSITION="")
    assert (nog_eens.status_code, nog_eens.json()) == (200, eerst.json())
    assert Bijlage.objects.count() == 1
    assert voeg_toe(balie, concept, PNG + b"1").status_code == 201
    assert Bijlage.objects.count() == 2


@pytest.mark.parametrize(
    "waarde", ["filename*=onzin''a.png", "filename*0=a; filename*=b", "filename*=UTF-8''%00", "filename*=a%00b''c"]
)
def test_a_name_that_cannot_be_read_is_none(balie: Balie, concept: UUID, waarde: str) -> None:
    antwoord = voeg_toe(balie, concept, HTTP_CONTENT_DISPOSITION=f"attachment; {waarde}")
    zonder = voeg_toe(balie, concept, PNG + b"1", HTTP_CONTENT_DISPOSITION="")
    assert antwoord.status_code == 201, antwoord.content
    assert antwoord.json()["naam"] == zonder.json()["naam"]


def test_it_may_be_ahead_of_the_answers_and_a_person_is_not(balie: Balie, concept: UUID) -> None:
    """To a person a file at a question that is not asked is shown nowhere."""
    assert voeg_toe(balie, concept).status_code == 201
    with pytest.raises(DomainError, match="X111"):
        bijlagen.attach(
            actor=balie.indiener, now=balie.now, aanvraag_id=concept, vraag="foto", naam="a.png", data=PNG + b"mens"
        )
    assert Bijlage.objects.count() == 1


def test_what_a_person_took_off_stays_off_and_says_so(balie: Balie, wenkbrauw: UUID) -> None:
    id_ = UUID(voeg_toe(balie, wenkbrauw).json()["id"])
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": wenkbrauw}
    bijlagen.remove(**wie, bijlage_id=id_)
    antwoord = voeg_toe(balie, wenkbrauw)
    assert (antwoord.status_code, antwoord.json()["code"]) == (422, "X106")
    assert not Bijlage.objects.exists()
    assert "foto" not in Aanvraag.objects.get().antwoorden
    assert voeg_toe(balie, wenkbrauw, PNG + b"een andere").status_code == 201
    terug = bijlagen.attach(**wie, vraag="foto", naam="foto.png", data=PNG)
    nog_eens = voeg_toe(balie, wenkbrauw)
    assert (nog_eens.status_code, nog_eens.json()["id"]) == (200, str(terug.id))


def test_beside_a_file_of_a_person_the_answer_is_a_persons(balie: Balie, wenkbrauw: UUID) -> None:
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": wenkbrauw, "vraag": "foto", "naam": "a.png"}
    bijlagen.attach(**wie, data=PNG + b"mens")
    assert voeg_toe(balie, wenkbrauw).status_code == 201
    answer = Aanvraag.objects.get().antwoorden["foto"]
    assert (len(answer["waarde"]), answer["bron"]) == (2, "gebruiker")


@pytest.mark.parametrize(
    ("kop", "naam"),
    [
        ("attachment; filename=foto.png", "foto.png"),
        ('attachment; filename="foto ogen.png"', "foto ogen.png"),
        ('attachment; filename="C:\\\\scans\\\\foto.png"', "foto.png"),
        ('attachment; filename="éé.png"'.encode().decode("latin-1"), "éé.png"),
        ('attachment; filename=" foto.png "', "foto.png"),
        ("attachment; filename*=UTF-8''%F0%9F%98%80", "😀"),
        ('attachment; filename="   "', "bijlage"),
        ('attachment; filename=".."', "bijlage"),
        ("attachment; filename*=UTF-8''%E3%85%A4.", "bijlage"),
        ("attachment", "bijlage"),
        ("onzin", "bijlage"),
    ],
)
def test_its_name_is_what_the_header_says(balie: Balie, concept: UUID, kop: str, naam: str) -> None:
    assert voeg_toe(balie, concept, HTTP_CONTENT_DISPOSITION=kop).json()["naam"] == naam


@pytest.mark.parametrize(
    ("data", "status", "code"), [(b"tekst", 422, "X101"), (b"", 422, "X103"), (PNG * 300_000, 413, "X102")]
)
def test_what_is_no_file_of_ours_is_refused(balie: Balie, concept: UUID, data: bytes, status: int, code: str) -> None:
    antwoord = voeg_toe(balie, concept, data)
    assert (antwoord.status_code, antwoord.json()["code"]) == (status, code)
    assert not Bijlage.objects.exists()


@pytest.mark.parametrize("vraag", ["", "zijde", "bestaat_niet", "foto&naam=J.%20Jansen"])
def test_without_a_question_for_files_it_is_refused(balie: Balie, concept: UUID, vraag: str) -> None:
    antwoord = voeg_toe(balie, concept, vraag=vraag)
    assert (antwoord.status_code, antwoord.json()["code"]) == (400, "B112")
    assert not Bijlage.objects.exists()


def test_once_sent_nothing_can_be_added(balie: Balie) -> None:
    antwoord = voeg_toe(balie, balie.verstuurd().id, PNG + b"later")
    assert (antwoord.status_code, antwoord.json()["code"]) == (409, "A102")


@pytest.mark.parametrize(
    ("als", "status", "code"),
    [
        ("systeem-andere-instantie", 404, "A101"),
        ("systeem-zonder-autorisatie", 403, "D203"),
        ("systeem-raadplegen", 403, "D204"),
    ],
)
def test_only_software_of_the_own_instantie_that_may_submit_gets_that_far(
    balie: Balie, concept: UUID, als: str, status: int, code: str
) -> None:
    antwoord = voeg_toe(balie, concept, als=als)
    assert (antwoord.status_code, antwoord.json()["code"]) == (status, code)
    assert not Bijlage.objects.exists()


def test_each_call_is_recorded_once_without_a_name(balie: Balie, concept: UUID) -> None:
    begin = Regel.objects.count()
    id_ = voeg_toe(balie, concept).json()["id"]
    voeg_toe(balie, concept)
    voeg_toe(balie, concept, b"tekst")
    voeg_toe(balie, concept, vraag="zijde")
    regels = Regel.objects.order_by("pk")[begin:]
    assert [(regel.handeling, regel.onderwerp, regel.fouten) for regel in regels] == [
        ("bijlage_toegevoegd", f"bijlage:{id_}", ""),
        ("bijlage_herhaald", f"bijlage:{id_}", ""),
        ("bijlage_toegevoegd", "", "X101"),
        ("bijlage_toegevoegd", "", "B112 vraag"),
    ]
    assert "één" not in json.dumps([[str(waarde) for waarde in regel.values()] for regel in Regel.objects.values()])
