"""Whole dossiers in one zip: complete, without a patient in any name, and only one's own."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from beelden import png
from levensloop.conftest import Balie, code_van
from pypdf import PdfReader
from reis import PNG

from machtigingen.aanvragen import bijlagen, indiening
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, foutcode
from machtigingen.ui import bundel
from machtigingen.ui.bundel import bundel_van


def download(balie: Balie, *aanvragen: Aanvraag, actor: Actor | None = None) -> Any:
    ids = [aanvraag.id for aanvraag in aanvragen]
    return bundel_van(actor=actor or balie.indiener, now=balie.now, aanvraag_ids=ids)


def inhoud(antwoord: Any) -> dict[str, bytes]:
    with ZipFile(BytesIO(antwoord.content)) as archief:
        assert archief.testzip() is None
        assert len(archief.namelist()) == len(set(archief.namelist()))
        return {naam: archief.read(naam) for naam in archief.namelist()}


def met_bestanden(balie: Balie, *namen: str) -> Aanvraag:
    """An aanvraag that was sent, with these files beside the first one."""
    id_ = balie.concept()
    for later, naam in enumerate(namen, start=1):
        op = balie.now + timedelta(seconds=later)
        bijlagen.attach(actor=balie.indiener, now=op, aanvraag_id=id_, vraag="foto", naam=naam, data=png(naam))
    return indiening.submit(actor=balie.indiener, now=balie.now, aanvraag_id=id_)


def test_a_dossier_has_its_summary_its_answers_and_its_files(balie: Balie) -> None:
    aanvraag = met_bestanden(balie, "opzij.png")
    antwoord = download(balie, aanvraag)
    assert antwoord["Content-Type"] == "application/zip"
    assert antwoord["Content-Disposition"] == f'attachment; filename="dossier-{aanvraag.aanvraagnummer}.zip"'
    map_ = f"{aanvraag.aanvraagnummer}/"
    bestanden = inhoud(antwoord)
    assert list(bestanden) == [
        f"{map_}samenvatting.pdf",
        f"{map_}vragen-en-antwoorden.pdf",
        f"{map_}bijlage-1.png",
        f"{map_}bijlage-2.png",
    ]
    assert bestanden[f"{map_}bijlage-1.png"] == PNG
    assert bestanden[f"{map_}bijlage-2.png"] == png("opzij.png")


def test_the_number_of_a_file_is_that_in_the_summary(balie: Balie) -> None:
    aanvraag = met_bestanden(balie, "opzij.png")
    pdf = inhoud(download(balie, aanvraag))[f"{aanvraag.aanvraagnummer}/samenvatting.pdf"]
    tekst = " ".join(" ".join(blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages).split())
    assert "1. foto.png 2. opzij.png" in tekst


def test_no_name_tells_of_a_patient(balie: Balie) -> None:
    aanvraag = met_bestanden(balie, "Jansen 999911004.png")
    antwoord = download(balie, aanvraag)
    namen = f"{antwoord['Content-Disposition']} {' '.join(inhoud(antwoord))}"
    assert "Jansen" not in namen and "999911004" not in namen


def test_more_of_them_have_a_folder_each(balie: Balie) -> None:
    twee = [balie.verstuurd(), balie.verstuurd()]
    antwoord = download(balie, *twee, twee[0])
    assert antwoord["Content-Disposition"] == 'attachment; filename="dossiers-2026-11-24.zip"'
    mappen = [naam.split("/")[0] for naam in inhoud(antwoord)]
    assert list(dict.fromkeys(mappen)) == [aanvraag.aanvraagnummer for aanvraag in twee]
    assert len(mappen) == 6


def test_the_look_at_each_of_them_is_recorded_and_at_each_file(balie: Balie) -> None:
    aanvraag = met_bestanden(balie, "opzij.png")
    gezien = Regel.objects.count()
    download(balie, aanvraag)
    erbij = [regel.handeling for regel in Regel.objects.order_by("pk")[gezien:]]
    assert erbij == ["aanvraag_bekeken", "bijlage_bekeken", "bijlage_bekeken"]


@pytest.mark.parametrize("naam", ["persoonlijk-andere-instantie", "beoordelaar-9902", "persoonlijk-zonder-autorisatie"])
def test_somebody_else_s_is_not_there(balie: Balie, naam: str) -> None:
    eigen = balie.verstuurd()
    assert code_van(download, balie, eigen, actor=balie.als(naam)) == "A101"


def test_one_foreign_one_among_them_spoils_all(balie: Balie) -> None:
    ids = [balie.verstuurd().id, uuid4()]
    assert code_van(bundel_van, actor=balie.indiener, now=balie.now, aanvraag_ids=ids) == "A101"


def test_the_insurer_that_was_asked_may_take_it_along_too(balie: Balie) -> None:
    assert len(inhoud(download(balie, balie.verstuurd(), actor=balie.beoordelaar))) == 3


def test_a_concept_is_no_dossier_yet(balie: Balie) -> None:
    ids = [balie.concept()]
    assert code_van(bundel_van, actor=balie.indiener, now=balie.now, aanvraag_ids=ids) == "A102"


@pytest.mark.parametrize("aantal", [0, 26])
def test_none_or_too_many_is_refused_before_anybody_looks(balie: Balie, aantal: int) -> None:
    gezien = Regel.objects.count()
    ids = [uuid4() for _ in range(aantal)]
    assert code_van(bundel_van, actor=balie.indiener, now=balie.now, aanvraag_ids=ids) == "X105"
    assert Regel.objects.count() == gezien


def test_too_many_megabytes_are_refused(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    aanvraag = met_bestanden(balie, "opzij.png")
    samen = sum(bijlage.grootte for bijlage in aanvraag.bijlagen.all())
    monkeypatch.setattr(bundel, "SAMEN_MAX", samen)
    assert len(inhoud(download(balie, aanvraag))) == 4
    monkeypatch.setattr(bundel, "SAMEN_MAX", samen - 1)
    assert code_van(download, balie, aanvraag) == "X105"


def test_the_refusal_names_the_limits(balie: Balie) -> None:
    melding = foutcode("X105").melding
    assert f"hoogstens {bundel.MEESTE_AANVRAGEN} aanvragen" in melding
    assert f"{bundel.SAMEN_MAX // 1024**2} MB" in melding
