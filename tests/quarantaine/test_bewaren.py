"""What is in quarantine is kept, sealed, resealed and erased as any file is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from levensloop.conftest import Balie
from scanner import PDF

from machtigingen.aanvragen import bijlagemap, bijlagen, herverzegelen, wissen
from machtigingen.aanvragen.models import Bijlage

Schakel = Callable[[bool], None]


@pytest.fixture
def wachtend(balie: Balie, scanner_werkt: Schakel) -> Bijlage:
    id_ = balie.concept()
    scanner_werkt(False)
    return bijlagen.attach(
        actor=balie.indiener, now=balie.now, aanvraag_id=id_, vraag="foto", naam="brief.pdf", data=PDF + b"kanarie"
    )


def test_it_lies_sealed_and_is_no_waste(balie: Balie, wachtend: Bijlage, settings: Any) -> None:
    pad = Path(settings.MACHTIGINGEN_BIJLAGEN) / str(wachtend.id)
    assert b"kanarie" not in pad.read_bytes()
    assert wachtend.id not in wissen.waste(now=balie.now + timedelta(days=400))


def test_it_goes_with_its_aanvraag(wachtend: Bijlage, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    pad = bijlagemap.path(wachtend.id)
    assert pad.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert wachtend.id in wissen.erase_files([wachtend.aanvraag_id])
    assert not pad.exists()


def test_other_keys_seal_it_again(wachtend: Bijlage, monkeypatch: pytest.MonkeyPatch) -> None:
    verzegeld = bijlagemap.path(wachtend.id).read_bytes()
    monkeypatch.setattr(herverzegelen, "_files", lambda: iter([(wachtend.id, "een vorige")]))
    assert herverzegelen.reseal_files() == 1
    assert bijlagemap.path(wachtend.id).read_bytes() != verzegeld
    assert bijlagemap.content(wachtend) == PDF + b"kanarie"
