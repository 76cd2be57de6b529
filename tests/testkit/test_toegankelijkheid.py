"""The report passes axe, fits on a wide and on a narrow screen, and can be printed."""

import os
from pathlib import Path

import pytest
from machtigingen_testkit import verslag
from testkit.test_verslag import NU, UITSLAGEN

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
pytestmark = pytest.mark.browser


def test_the_report_can_be_read_by_everybody(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium (apt-get install chromium)")
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "testkit.html"
    verslag.write_html(path, UITSLAGEN, pakket="een heel lang commando --adres " + "x" * 80, now=NU)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(java_script_enabled=True)
        page.goto(path.as_uri())
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert Axe().run(page).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.pdf().startswith(b"%PDF")
        chromium.close()
