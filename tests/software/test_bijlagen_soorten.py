"""What software may send, and as what it is kept; a file that waits for the scanner, or has a virus."""

from typing import Any
from uuid import UUID

import pytest
from beelden import HEIC, bewaard, geopend
from levensloop.conftest import Balie
from PIL import Image
from quarantaine.dubbel import WEG
from scanner import BESMET, PDF
from software.test_bijlagen import concept, voeg_toe  # noqa: F401

from machtigingen.aanvragen import bijlagen, ruimte
from machtigingen.aanvragen.models import Aanvraag, Bijlage


def scanner(settings: Any, adres: str) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = "quarantaine.dubbel:Proefscanner", adres


def test_a_heic_of_a_telephone_is_kept_as_a_jpg_and_known_again(balie: Balie, concept: UUID) -> None:  # noqa: F811
    eerst = voeg_toe(balie, concept, HEIC.read_bytes())
    assert (eerst.status_code, eerst.json()["type"]) == (201, "image/jpeg")
    nog_eens = voeg_toe(balie, concept, HEIC.read_bytes())
    assert (nog_eens.status_code, nog_eens.json()) == (200, eerst.json())
    id_ = UUID(eerst.json()["id"])
    _, data = bijlagen.read(actor=balie.indiener, now=balie.now, aanvraag_id=concept, bijlage_id=id_)
    assert geopend(data).format == "JPEG" and len(data) == eerst.json()["grootte"]


def test_a_heic_that_a_person_took_off_stays_off(balie: Balie, concept: UUID) -> None:  # noqa: F811
    id_ = UUID(voeg_toe(balie, concept, HEIC.read_bytes()).json()["id"])
    bijlagen.remove(actor=balie.indiener, now=balie.now, aanvraag_id=concept, bijlage_id=id_)
    assert voeg_toe(balie, concept, HEIC.read_bytes()).json()["code"] == "X106"


def test_what_was_kept_before_there_was_a_fingerprint_is_known_by_its_content(
    balie: Balie,
    concept: UUID,  # noqa: F811
) -> None:
    eerst = voeg_toe(balie, concept, PDF)
    Bijlage.objects.update(vingerafdruk=None)
    assert voeg_toe(balie, concept, PDF).status_code == 200
    assert voeg_toe(balie, concept, PDF).json()["id"] == eerst.json()["id"]


def test_pages_of_a_fax_become_one_pdf(balie: Balie, concept: UUID) -> None:  # noqa: F811
    pagina = Image.new("1", (100, 140), 1)
    antwoord = voeg_toe(balie, concept, bewaard(pagina, "TIFF", save_all=True, append_images=[pagina]))
    assert (antwoord.status_code, antwoord.json()["type"]) == (201, "application/pdf")


def test_half_a_picture_is_refused_and_leaves_nothing(balie: Balie, concept: UUID) -> None:  # noqa: F811
    antwoord = voeg_toe(balie, concept, HEIC.read_bytes()[:400])
    assert (antwoord.status_code, antwoord.json()["code"]) == (422, "X107")
    assert not Bijlage.objects.exists()


def test_while_the_scanner_is_away_it_waits_and_says_so(balie: Balie, settings: Any) -> None:
    id_ = balie.concept()
    scanner(settings, WEG)
    eerst = voeg_toe(balie, id_, PDF)
    assert (eerst.status_code, eerst.json()["quarantaine"]) == (201, True)
    nog_eens = voeg_toe(balie, id_, PDF)
    assert (nog_eens.status_code, nog_eens.json()) == (200, eerst.json())
    stand = balie.wereld.software()
    antwoord = stand.client.put(
        f"/api/v1/aanvragen/{id_}/antwoorden",
        b'{"antwoorden": {}}',
        "application/json",
        secure=True,
        **stand._omgeving(),
    )
    assert "X108" in [fout["code"] for fout in antwoord.json()["fouten"]]


def test_a_virus_is_refused_with_a_code_each_time_and_a_person_sees_it_once(
    balie: Balie,
    concept: UUID,  # noqa: F811
    settings: Any,
) -> None:
    scanner(settings, "/aan")
    for _ in range(2):
        antwoord = voeg_toe(balie, concept, BESMET)
        assert (antwoord.status_code, antwoord.json()["code"]) == (422, "X109")
    assert Bijlage.objects.get().quarantaine == "virus"


def test_one_aanvraag_has_an_end_to_its_files(
    balie: Balie,
    concept: UUID,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ruimte, "MEESTE", 2)
    codes = [voeg_toe(balie, concept, PDF + bytes([nummer])).status_code for nummer in range(2)]
    antwoord = voeg_toe(balie, concept, PDF + b"3")
    assert codes == [201, 201]
    assert (antwoord.status_code, antwoord.json()["code"]) == (422, "X110")
    assert "maximum 2" in antwoord.json()["detail"]
    assert Aanvraag.objects.get().bijlagen.count() == 2
