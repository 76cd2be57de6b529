"""A page of beheer reads the people and the certificates of the organisation once, however much it shows of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wereld import Beller

LEEST = re.compile(r'FROM "(toegang_medewerker|toegang_certificaat)"')


@pytest.mark.parametrize(
    "pad", ["", "medewerkers/", "certificaten/", "certificaten/aanvragen", "certificaten/aanvragen?voor=software",
            "aansluitbewijs"],
)  # fmt: skip
def test_no_page_asks_the_same_twice(contactpersoon: Beller, pad: str) -> None:
    contactpersoon.get("/beheer/")
    with CaptureQueriesContext(connection) as vragen:
        assert contactpersoon.get(f"/beheer/{pad}").status_code == 200
    gelezen = [een["sql"] for een in vragen if LEEST.search(een["sql"])]
    assert gelezen
    assert len(gelezen) == len(set(gelezen))
