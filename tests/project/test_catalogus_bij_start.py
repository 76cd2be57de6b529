"""A mistake in the catalogue is met at the start, before anybody is served, and not by the first one it concerns."""

import shutil
from pathlib import Path

import pytest

from machtigingen.beslisboom import Catalogusfout
from machtigingen.formulieren.afspraken import Afspraken
from machtigingen.foundation import CATALOGUS
from machtigingen.project import start


def test_a_mistake_in_an_agreement_stops_the_start_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kopie = tmp_path / "catalogus"
    shutil.copytree(CATALOGUS, kopie)
    (kopie / "afspraken" / "9904.yaml").write_text("uzovi: 9904\ntermijn_werkdagen: tien\n", encoding="utf-8")
    monkeypatch.setattr(start, "afspraken", lambda: Afspraken.load(kopie))
    klaar: list[bool] = []
    with pytest.raises(Catalogusfout) as fout:
        start.run(on_ready=lambda: klaar.append(True))
    assert klaar == []
    assert "9904.yaml:2: tien is geen geheel getal." in str(fout.value)
