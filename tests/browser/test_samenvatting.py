import pytest

from .kantoor import Kantoor
from .stappen import op_pagina, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_the_summary_is_downloaded_as_a_pdf_without_a_name_of_a_person_in_its_file_name(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page)
    op_pagina(page, "De aanvraag is goedgekeurd")
    aanvraagnummer = page.locator("#nummer-2").inner_text()

    with page.expect_download() as download:
        page.get_by_role("link", name="Samenvatting (pdf)").click()
    assert download.value.suggested_filename == f"aanvraag-{aanvraagnummer}.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
